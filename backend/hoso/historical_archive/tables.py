"""Rows of transfers and of what the historical archive holds.

The archive's rows are copies made from the accepted package: they stand alone when the sending agency is gone.
Never a relationship to the sender's rows beyond the ids that they share.
"""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from hoso.historical_archive.rules import LINE_STATES, STATES
from hoso.support.base import INSTANT, Record, Row


def _one_of(states: tuple[str, ...]) -> str:
    return "state in (" + ",".join(f"'{s}'" for s in states) + ")"


class Transfer(Record, table=True):
    """A registered submission of the agency (`agency_id`) to its historical archive; both sides see it."""

    __tablename__ = "transfer"
    historical_archive_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    code: str = Field(max_length=60)
    registered_on: date
    answer_due_on: date
    note: str = Field(default="", max_length=2000)
    answered_at: datetime | None = Field(default=None, sa_type=INSTANT)
    answered_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    reason: str = Field(default="", max_length=2000)
    job_id: uuid.UUID | None = None
    completed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    __table_args__ = (
        CheckConstraint(_one_of(STATES), name="state"),
        UniqueConstraint("agency_id", "code"),
        Index("ix_transfer_agency_id_state_id", "agency_id", "state", "id"),
        Index("ix_transfer_historical_archive_id_state_id", "historical_archive_id", "state", "id"),
    )


class TransferLine(Row, table=True):
    """One dossier of a transfer: its package, the gates' verdicts, and what the archive decided."""

    __tablename__ = "transfer_line"
    agency_id: uuid.UUID
    transfer_id: uuid.UUID = Field(foreign_key="transfer.id", ondelete="RESTRICT")
    dossier_id: uuid.UUID = Field(foreign_key="dossier.id", ondelete="RESTRICT", index=True)
    ordinal: int
    dossier_code: str = Field(max_length=100)
    title: str = Field(max_length=1000)
    state: str = Field(default="waiting", max_length=12)
    objid: str = Field(default="", max_length=120)
    package_sha256: str | None = Field(default=None, max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    package_size: int | None = Field(default=None, sa_type=BigInteger)
    packaged_at: datetime | None = Field(default=None, sa_type=INSTANT)
    packaged_by: uuid.UUID | None = None
    gates: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    reason: str = Field(default="", max_length=2000)
    decided_at: datetime | None = Field(default=None, sa_type=INSTANT)
    __table_args__ = (
        CheckConstraint(_one_of(LINE_STATES), name="state"),
        CheckConstraint("state not in ('packaged','accepted') or package_sha256 is not null", name="package"),
        UniqueConstraint("transfer_id", "ordinal"),
        UniqueConstraint("transfer_id", "dossier_id"),
        Index(
            "uq_transfer_line_under_way", "dossier_id", unique=True,
            postgresql_where="state in ('waiting','packaged','failed','accepted')",
        ),
    )  # fmt: skip


class ArchivalDossier(Record, table=True):
    """A dossier in the historical archive (`agency_id`); `id` is the dossier's id, as everywhere."""

    __tablename__ = "archival_dossier"
    arc_code: str = Field(max_length=160)
    fonds_code: str = Field(max_length=50)
    fonds_name: str = Field(max_length=200)
    source_agency_id: uuid.UUID
    source_agency_code: str = Field(max_length=35)
    transfer_id: uuid.UUID = Field(foreign_key="transfer.id", ondelete="RESTRICT")
    dossier_code: str = Field(max_length=100)
    title: str = Field(max_length=1000)
    retention_kind: str = Field(max_length=20)
    access_mode: str = Field(max_length=20)
    language: str = Field(default="", max_length=100)
    description: str = Field(default="", max_length=2000)
    started_on: date | None = None
    ended_on: date | None = None
    doc_total: int
    page_total: int
    objid: str = Field(max_length=120)
    package_sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    package_size: int = Field(sa_type=BigInteger)
    accepted_on: date
    __table_args__ = (
        CheckConstraint("state in ('kept')", name="state"),
        UniqueConstraint("agency_id", "arc_code"),
        Index("ix_archival_dossier_agency_id_access_mode_id", "agency_id", "access_mode", "id"),
        Index("ix_archival_dossier_agency_id_fonds_code_id", "agency_id", "fonds_code", "id"),
    )


class ArchivalDocument(Row, table=True):
    """A document of an archival dossier with its own facts; `document_id` is the id it had at the sender."""

    __tablename__ = "archival_document"
    agency_id: uuid.UUID
    archival_dossier_id: uuid.UUID = Field(foreign_key="archival_dossier.id", ondelete="RESTRICT")
    document_id: uuid.UUID = Field(index=True)
    ordinal: int
    arc_code: str = Field(max_length=180)
    type_code: str = Field(default="", max_length=10)
    type_name: str = Field(default="", max_length=100)
    number: str = Field(default="", max_length=11)
    symbol: str = Field(default="", max_length=30)
    issued_on: date | None = None
    issuer_name: str = Field(default="", max_length=200)
    abstract: str = Field(max_length=500)
    signer_name: str = Field(default="", max_length=50)
    page_count: int = 0
    language: str = Field(default="", max_length=100)
    __table_args__ = (UniqueConstraint("archival_dossier_id", "ordinal"),)


class ArchivalFile(Row, table=True):
    """That an archival document consists of these bytes."""

    __tablename__ = "archival_file"
    archival_document_id: uuid.UUID = Field(foreign_key="archival_document.id", ondelete="RESTRICT")
    ordinal: int
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT", index=True)
    name: str = Field(max_length=255)
    role: str = Field(max_length=12)
    __table_args__ = (UniqueConstraint("archival_document_id", "ordinal"),)


class PreservationEvent(Row, table=True):
    """An act of preservation on an archival dossier; `type` is a term of the Library of Congress vocabulary (PREMIS v3)."""

    __tablename__ = "preservation_event"
    agency_id: uuid.UUID
    archival_dossier_id: uuid.UUID = Field(foreign_key="archival_dossier.id", ondelete="RESTRICT")
    ordinal: int
    type: str = Field(max_length=60)
    at: datetime = Field(sa_type=INSTANT)
    by: uuid.UUID | None = None
    by_name: str = Field(default="", max_length=100)
    tool: str = Field(default="", max_length=100)
    outcome: str = Field(max_length=20)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    __table_args__ = (
        CheckConstraint("outcome in ('success','fail','warning')", name="outcome"),
        UniqueConstraint("archival_dossier_id", "ordinal"),
    )
