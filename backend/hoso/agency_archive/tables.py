"""Rows of submissions and of what the agency's archive holds.

A holding is the archive's own row about a dossier; the dossier itself stays where it was made.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from hoso.support.base import INSTANT, Record, Row


class Submission(Record, table=True):
    """A submission of dossiers to the agency's archive."""

    __tablename__ = "submission"
    code: str = Field(max_length=60)
    submitter_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    submitted_on: date
    decided_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    decided_on: date | None = None
    __table_args__ = (UniqueConstraint("agency_id", "code"), CheckConstraint("state in ('submitted','decided')", name="state"))


class SubmissionLine(Row, table=True):
    """A dossier of a submission and the archive's verdict on it."""

    __tablename__ = "submission_line"
    submission_id: uuid.UUID = Field(foreign_key="submission.id", ondelete="RESTRICT")
    dossier_id: uuid.UUID = Field(foreign_key="dossier.id", ondelete="RESTRICT", index=True)
    ordinal: int
    verdict: str = Field(default="", max_length=10)
    reason: str = Field(default="", max_length=500)
    __table_args__ = (UniqueConstraint("submission_id", "dossier_id"), CheckConstraint("verdict in ('','accept','return')", name="verdict"))


class Holding(Record, table=True):
    """What the agency's archive holds; `id` is the dossier's id. States: held → registered → transferred."""

    __tablename__ = "holding"
    submission_id: uuid.UUID = Field(foreign_key="submission.id", ondelete="RESTRICT")
    fonds_code: str = Field(max_length=50)
    inventory: str = Field(max_length=30)
    ordinal: int
    code: str = Field(max_length=100)
    title: str = Field(max_length=1000)
    retention_kind: str = Field(max_length=20)
    retention_years: int | None = None
    retention_label: str = Field(max_length=200)
    retention_ends_on: date | None = None
    location: str = Field(default="", max_length=100)
    accepted_on: date
    transferred_at: datetime | None = Field(default=None, sa_type=INSTANT)
    transferred_to: str = Field(default="", max_length=300)
    __table_args__ = (
        CheckConstraint("state in ('held','registered','transferred')", name="state"),
        Index("ix_holding_agency_id_state_id", "agency_id", "state", "id"),
        Index("ix_holding_agency_id_retention_ends_on", "agency_id", "retention_ends_on"),
    )
