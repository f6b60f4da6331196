"""Rows of intake: envelopes before they are opened, senders outside of this installation, and the answers that they get."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from hoso.support.base import INSTANT, Record, Row


class Envelope(Record, table=True):
    """A letter as it reached the agency (Đ21.1): what stands outside, whether it was opened or passed on unopened, what was inside.

    `state`: received → opened; received → passed → handed_back. `numbers_*`: as written, one per line.
    """

    __tablename__ = "envelope"
    received_on: date
    received_at: datetime = Field(sa_type=INSTANT)
    sender_name: str = Field(max_length=200)
    channel: str = Field(max_length=10)
    postal_number: str = Field(default="", max_length=50)
    seal: str = Field(max_length=10)
    urgency: str = Field(default="normal", max_length=12)
    addressed_to: str = Field(max_length=12)
    addressee_name: str = Field(default="", max_length=200)
    numbers_outside: str = Field(default="", max_length=1000)
    note: str = Field(default="", max_length=500)
    opened_at: datetime | None = Field(default=None, sa_type=INSTANT)
    opened_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    numbers_inside: str = Field(default="", max_length=1000)
    missing: str = Field(default="", max_length=1000)
    surplus: str = Field(default="", max_length=1000)
    finding: str = Field(default="", max_length=500)
    sender_told_on: date | None = None
    sender_told_how: str = Field(default="", max_length=300)
    passed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    passed_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    passed_to_person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    passed_to_name: str = Field(default="", max_length=200)
    receipt_by_name: str = Field(default="", max_length=100)
    handed_back_at: datetime | None = Field(default=None, sa_type=INSTANT)
    handed_back_by_name: str = Field(default="", max_length=100)
    hand_back_reason: str = Field(default="", max_length=500)
    __table_args__ = (
        CheckConstraint("state in ('received','opened','passed','handed_back')", name="state"),
        CheckConstraint("channel in ('post','courier','hand')", name="channel"),
        CheckConstraint("seal in ('intact','broken','unsealed')", name="seal"),
        CheckConstraint("urgency in ('normal','urgent','very_urgent','express')", name="urgency"),
        CheckConstraint("addressed_to in ('agency','person','organisation')", name="addressed_to"),
        Index("ix_envelope_agency_id_id", "agency_id", "id"),
        Index("ix_envelope_agency_id_state_id", "agency_id", "state", "id"),
    )


class EnvelopeDocument(SQLModel, table=True):
    """That a document was registered out of an envelope."""

    __tablename__ = "envelope_document"
    envelope_id: uuid.UUID = Field(primary_key=True, foreign_key="envelope.id", ondelete="RESTRICT")
    document_id: uuid.UUID = Field(primary_key=True, foreign_key="document.id", ondelete="RESTRICT", index=True)


class ForeignSender(SQLModel, table=True):
    """Who outside of this installation sent an incoming document electronically, and by what names an answer is known there."""

    __tablename__ = "foreign_sender"
    document_id: uuid.UUID = Field(primary_key=True, foreign_key="document.id", ondelete="RESTRICT")
    agency_id: uuid.UUID
    organ_code: str = Field(max_length=50)
    organ_name: str = Field(default="", max_length=200)
    reference: str = Field(max_length=500)
    notation: str = Field(default="", max_length=110)
    issued_on: date | None = None
    paper_follows: bool = False
    __table_args__ = (Index("ix_foreign_sender_agency_id_reference", "agency_id", "reference"),)


class SenderAnswer(Row, table=True):
    """An answer that a sender outside of this installation is owed the same day: its code (01 … 16 of QCVN 102), when it left."""

    __tablename__ = "sender_answer"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    code: str = Field(max_length=2)
    category: str = Field(default="", max_length=15)
    description: str = Field(default="", max_length=1000)
    made_at: datetime = Field(sa_type=INSTANT)
    due_on: date
    by_name: str = Field(default="", max_length=100)
    sent_at: datetime | None = Field(default=None, sa_type=INSTANT)
    sent_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    sent_how: str = Field(default="", max_length=200)
    __table_args__ = (
        CheckConstraint("code in ('01','02','03','04','05','06','15','16')", name="code"),
        CheckConstraint("category in ('','unauthentic','altered','misdirected','other')", name="category"),
        Index("uq_sender_answer_once", "document_id", "code", unique=True, postgresql_where=text("code < '10'")),
        Index("ix_sender_answer_unsent", "agency_id", "due_on", "id", postgresql_where=text("sent_at is null")),
    )
