"""Rows of exchange: messages that came over the border, and what receivers outside report about our documents."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from hoso.support.base import INSTANT, Row


class ExchangeMessage(Row, table=True):
    """A message as it came: its raw bytes by digest, who sent it about which document, and what was made of it.

    `outcome`: waiting (a document waits to be registered), recall_asked, update_asked, update_accepted, update_declined, status_noted.
    `facts`: what was read, for the clerk; never used to decide.
    """

    __tablename__ = "exchange_message"
    agency_id: uuid.UUID
    kind: str = Field(max_length=10)
    business_type: int = 0
    sender_code: str = Field(max_length=50)
    sender_name: str = Field(default="", max_length=200)
    reference: str = Field(max_length=500)
    fingerprint: str = Field(max_length=64)
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    received_at: datetime = Field(sa_type=INSTANT)
    received_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    document_id: uuid.UUID | None = Field(default=None, foreign_key="document.id", ondelete="RESTRICT", index=True)
    outcome: str = Field(max_length=20)
    answered_at: datetime | None = Field(default=None, sa_type=INSTANT)
    answered_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    answer_reason: str = Field(default="", max_length=500)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    findings: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    __table_args__ = (
        CheckConstraint("kind in ('letter','status')", name="kind"),
        CheckConstraint(
            "outcome in ('waiting','recall_asked','update_asked','update_accepted','update_declined','status_noted')", name="outcome"
        ),
        Index("uq_exchange_message_fingerprint", "agency_id", "fingerprint", unique=True),
        Index("ix_exchange_message_agency_id_id", "agency_id", "id"),
    )


class RecipientStatus(Row, table=True):
    """What a receiver outside reported about our document; never changed, the newest forward one is the recipient's state."""

    __tablename__ = "recipient_status"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    recipient_id: uuid.UUID = Field(foreign_key="recipient.id", ondelete="RESTRICT")
    message_id: uuid.UUID = Field(foreign_key="exchange_message.id", ondelete="RESTRICT")
    code: str = Field(max_length=2)
    description: str = Field(default="", max_length=1000)
    staff: str = Field(default="", max_length=300)
    reported_at: datetime | None = Field(default=None, sa_type=INSTANT)
    received_at: datetime = Field(sa_type=INSTANT)
