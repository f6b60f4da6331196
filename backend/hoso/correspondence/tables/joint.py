"""Rows of documents that several agencies issue together (liên ngành): who approves and signs after whom."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from hoso.support.base import INSTANT, Record


class JointSignature(Record, table=True):
    """The part of one co-issuing agency. `agency_id` is that agency where it works on this installation (`is_inside`), else the
    lead agency, whose clerk then records what was signed outside; `document_id` is the lead agency's document."""

    __tablename__ = "joint_signature"
    lead_agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT")
    ordinal: int
    is_inside: bool
    agency_name: str = Field(max_length=200)
    signer_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    signer_name: str = Field(default="", max_length=100)
    signer_position: str = Field(default="", max_length=100)
    approved_at: datetime | None = Field(default=None, sa_type=INSTANT)
    signed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    sealed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    note: str = Field(default="", max_length=500)
    __table_args__ = (
        CheckConstraint("state in ('pending','approved','signed','sealed')", name="state"),
        UniqueConstraint("document_id", "ordinal"),
        Index("ix_joint_signature_agency_id_state", "agency_id", "state"),
    )
