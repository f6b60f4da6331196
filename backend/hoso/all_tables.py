"""Every table of the program, imported once: for migrations, the checker and the tests."""

from sqlmodel import SQLModel

import hoso.agency_archive.tables
import hoso.correspondence.tables
import hoso.dossiers.tables
import hoso.exchange.tables
import hoso.historical_archive.tables
import hoso.support.access
import hoso.support.access_log
import hoso.support.added_metadata
import hoso.support.calendars
import hoso.support.contents
import hoso.support.deadlines
import hoso.support.groups
import hoso.support.holds
import hoso.support.http.edge
import hoso.support.jobs
import hoso.support.numbering
import hoso.support.organisations
import hoso.support.quarantine
import hoso.support.reference
import hoso.support.rights
import hoso.support.schedules
import hoso.support.search
import hoso.support.secrecy
import hoso.support.stored_files
import hoso.support.trail
import hoso.support.views  # noqa: F401

METADATA = SQLModel.metadata
