"""Rows of dossiers and of what stands in them."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from hoso.dossiers.rules import NEXT
from hoso.support.base import INSTANT, Record, Row

_STATES = ",".join(f"'{s}'" for s in sorted(NEXT))


class Dossier(Record, table=True):
    """A dossier (hồ sơ) of the agency where the work was done. The retention keeps the schedule row it came from."""

    __tablename__ = "dossier"
    code: str = Field(max_length=100)
    year: int
    notation: str = Field(max_length=20)
    title: str = Field(max_length=1000)
    owner_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    retention_kind: str = Field(max_length=20)
    retention_years: int | None = None
    retention_label: str = Field(max_length=200)
    retention_rule_id: uuid.UUID | None = Field(default=None, foreign_key="retention_rule.id", ondelete="RESTRICT")
    retention_basis: str = Field(default="", max_length=150)
    access_mode: str = Field(default="public", max_length=12)
    language: str = Field(default="Tiếng Việt", max_length=100)
    description: str = Field(default="", max_length=2000)
    started_on: date
    ended_on: date | None = None
    closed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    held_at: datetime | None = Field(default=None, sa_type=INSTANT)
    sheet_count: int | None = None
    __table_args__ = (
        UniqueConstraint("agency_id", "code"),
        CheckConstraint(f"state in ({_STATES})", name="state"),
        CheckConstraint("access_mode in ('public','conditional')", name="access_mode"),
        CheckConstraint("retention_kind in ('PERMANENT','YEARS','UNTIL_EXPIRY','ASSET_LIFE','AFTER_EVENT')", name="retention_kind"),
        Index("ix_dossier_agency_id_state_id", "agency_id", "state", "id"),
        Index("ix_dossier_owner_id_state", "owner_id", "state"),
    )


class DossierItem(Row, table=True):
    """That a document stands in a dossier; a document may stand in many, its bytes are stored once."""

    __tablename__ = "dossier_item"
    agency_id: uuid.UUID
    dossier_id: uuid.UUID = Field(foreign_key="dossier.id", ondelete="RESTRICT")
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    ordinal: int
    sheets: str = Field(default="", max_length=20)
    filed_by: uuid.UUID | None = None
    filed_at: datetime = Field(sa_type=INSTANT)
    __table_args__ = (UniqueConstraint("dossier_id", "document_id"), Index("ix_dossier_item_dossier_id_ordinal", "dossier_id", "ordinal"))
