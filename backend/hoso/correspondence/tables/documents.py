"""Rows of documents, registers and their handling.

A document is one thing for the agency that holds it, whatever its direction; what is peculiar to being received or
issued stands beside it one to one. Numbers live in register entries and survive whatever happens to the document.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from hoso.correspondence.rules import STATES
from hoso.support.base import INSTANT, Record, Row

OPEN_INCOMING = "kind = 'incoming' and state in ('registered', 'presented', 'handling')"
_STATE_LIST = ",".join(f"'{s}'" for s in sorted(STATES))


class Document(Record, table=True):
    """The common facts of NĐ 30 PL VI II. `kind`: incoming, outgoing, or paper (never registered)."""

    __tablename__ = "document"
    kind: str = Field(max_length=10)
    type_code: str = Field(foreign_key="document_type.code", ondelete="RESTRICT", max_length=10)
    type_name: str = Field(max_length=100)
    number: str = Field(default="", max_length=11)
    symbol: str = Field(default="", max_length=30)
    issued_on: date | None = None
    issuer_name: str = Field(max_length=200)
    issuer_code: str = Field(default="", max_length=35)
    abstract: str = Field(max_length=500)
    signer_name: str = Field(default="", max_length=50)
    signer_position: str = Field(default="", max_length=100)
    page_count: int = 0
    copies: int = 0
    urgency: str = Field(default="normal", max_length=12)
    secrecy: str = Field(default="none", max_length=12)
    medium: str = Field(default="electronic", max_length=12)
    language: str = Field(default="Tiếng Việt", max_length=30)
    description: str = Field(default="", max_length=500)
    document_identifier: str = Field(default="", max_length=60)
    due_on: date | None = None
    frozen_at: datetime | None = Field(default=None, sa_type=INSTANT)
    held_at: datetime | None = Field(default=None, sa_type=INSTANT)
    __table_args__ = (
        CheckConstraint("kind in ('incoming','outgoing','paper')", name="kind"),
        CheckConstraint(f"state in ({_STATE_LIST})", name="state"),
        CheckConstraint("urgency in ('normal','urgent','very_urgent','express')", name="urgency"),
        CheckConstraint("secrecy in ('none','mat','toi_mat','tuyet_mat')", name="secrecy"),  # a trigger refuses all but none where networked
        Index("ix_document_agency_id_kind_id", "agency_id", "kind", "id"),
        Index("ix_document_agency_id_kind_state_id", "agency_id", "kind", "state", "id"),
        Index("ix_document_agency_id_kind_type_code_id", "agency_id", "kind", "type_code", "id"),
        Index("ix_document_twin", "agency_id", "number", "symbol"),
        Index("ix_document_identifier", "agency_id", "document_identifier"),
        Index("ix_document_urgent", "agency_id", "kind", "urgency", "id", postgresql_where=text("urgency <> 'normal'")),
        Index("ix_document_issuer", "agency_id", "kind", "issuer_name", "id"),
        Index("ix_document_due", "agency_id", "kind", "due_on"),
        Index("ix_document_open_due", "agency_id", "due_on", "id", postgresql_where=text(OPEN_INCOMING)),
        Index("ix_document_issued", "agency_id", "issued_on", "id", postgresql_where=text("kind = 'outgoing'")),
    )


class Issuer(SQLModel, table=True):
    """A name that documents of the agency have had as their issuer's; a trigger on `document` writes it, nothing takes it away."""

    __tablename__ = "issuer"
    agency_id: uuid.UUID = Field(primary_key=True)
    kind: str = Field(primary_key=True, max_length=10)
    name: str = Field(primary_key=True, max_length=200)


class Incoming(Row, table=True):
    """What is peculiar to a received document; `id` is the document's id."""

    __tablename__ = "incoming"
    agency_id: uuid.UUID
    id: uuid.UUID = Field(primary_key=True, foreign_key="document.id", ondelete="RESTRICT")
    arrival_number: int | None = None
    arrival_year: int | None = None
    arrived_on: date | None = None
    received_on: date | None = None
    register_id: uuid.UUID | None = Field(default=None, foreign_key="register.id", ondelete="RESTRICT")
    register_entry_id: uuid.UUID | None = None
    channel: str = Field(default="paper", max_length=12)
    due_at: datetime | None = Field(default=None, sa_type=INSTANT)
    reply_due_on: date | None = None
    presented_to: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    presented_at: datetime | None = Field(default=None, sa_type=INSTANT)
    transferred_on: date | None = None
    paper_received_on: date | None = None
    paper_handed_to: str = Field(default="", max_length=200)
    source_document_id: uuid.UUID | None = Field(default=None, foreign_key="document.id", ondelete="RESTRICT")
    recall_asked_at: datetime | None = Field(default=None, sa_type=INSTANT)
    recall_reason: str = Field(default="", max_length=500)
    completed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    __table_args__ = (
        Index("uq_incoming_arrival", "register_id", "arrival_number", unique=True),
        Index("ix_incoming_agency_id_arrived_on", "agency_id", "arrived_on", "id"),
        Index("ix_incoming_number", "agency_id", "arrival_year", "arrival_number", "id"),
        Index("ix_incoming_due_at", "agency_id", "due_at", postgresql_where=text("due_at is not null")),
        Index("ix_incoming_presented_to", "presented_to", "id"),
    )


class Outgoing(Row, table=True):
    """What is peculiar to an issued document; `id` is the document's id."""

    __tablename__ = "outgoing"
    id: uuid.UUID = Field(primary_key=True, foreign_key="document.id", ondelete="RESTRICT")
    agency_id: uuid.UUID
    drafter_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    drafting_unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    issuing_body: str = Field(default="", max_length=200)
    field_code: str = Field(default="", max_length=20)
    proposed_signer_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    retained_copy_unit: str = Field(default="", max_length=200)
    issued_amount: int = 1
    register_entry_id: uuid.UUID | None = None
    signed_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    signed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    capacity: str = Field(default="", max_length=40)
    sealed_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    sealed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    dispatched_on: date | None = None
    recalled_at: datetime | None = Field(default=None, sa_type=INSTANT)
    recall_reason: str = Field(default="", max_length=500)


class Register(Row, table=True):
    """A register book of a year (sổ đăng ký)."""

    __tablename__ = "register"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    kind: str = Field(max_length=10)
    series: str = Field(max_length=60)
    name: str = Field(max_length=200)
    year: int
    opened_on: date
    closed_on: date | None = None
    __table_args__ = (
        UniqueConstraint("agency_id", "series", "year"),
        CheckConstraint("kind in ('incoming','outgoing')", name="kind"),
    )


class RegisterSeries(Row, table=True):
    """A series of numbers beside the common one, with a book for each year (Đ15): for some types, or for an issuing body.

    `code` names the series in registers, counters and identifiers; `symbol` stands for the agency's where a body issues.
    """

    __tablename__ = "register_series"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    kind: str = Field(max_length=10)
    code: str = Field(max_length=15)
    name: str = Field(max_length=190)
    issuing_body: str = Field(default="", max_length=200)
    folded_body: str = Field(default="", max_length=260)
    symbol: str = Field(default="", max_length=20)
    from_year: int
    version: int = 1
    __table_args__ = (
        UniqueConstraint("agency_id", "code"),
        CheckConstraint("kind in ('incoming','outgoing')", name="kind"),
        Index("uq_register_series_body", "agency_id", "folded_body", unique=True, postgresql_where=text("folded_body <> ''")),
    )


class SeriesType(SQLModel, table=True):
    """That documents of a type are numbered in a series; a type stands in one series of its kind."""

    __tablename__ = "series_type"
    agency_id: uuid.UUID = Field(primary_key=True)
    kind: str = Field(primary_key=True, max_length=10)
    type_code: str = Field(primary_key=True, foreign_key="document_type.code", ondelete="RESTRICT", max_length=10)
    series_id: uuid.UUID = Field(foreign_key="register_series.id", ondelete="RESTRICT")


class RegisterEntry(Row, table=True):
    """A number that was given; a void one keeps its row and is never given again."""

    __tablename__ = "register_entry"
    agency_id: uuid.UUID
    register_id: uuid.UUID = Field(foreign_key="register.id", ondelete="RESTRICT")
    number: int
    state: str = Field(default="active", max_length=10)
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    dated_on: date
    void_reason: str = Field(default="", max_length=500)
    voided_at: datetime | None = Field(default=None, sa_type=INSTANT)
    __table_args__ = (
        UniqueConstraint("register_id", "number"),
        CheckConstraint("state in ('active','void')", name="state"),
    )


class DocumentFile(Row, table=True):
    """That a document holds these bytes; originals are never changed, a stamp or a signed file is another row."""

    __tablename__ = "document_file"
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT")
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    name: str = Field(max_length=255)
    role: str = Field(max_length=12)
    ordinal: int
    made_from: str | None = Field(default=None, max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    __table_args__ = (
        UniqueConstraint("document_id", "ordinal"),
        CheckConstraint("role in ('main','attachment','draft','signed','rendition','evidence')", name="role"),
    )


class Handling(Row, table=True):
    """That a unit or a person handles an incoming document: lead, coordinating or informed."""

    __tablename__ = "handling"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    parent_id: uuid.UUID | None = Field(default=None, foreign_key="handling.id", ondelete="RESTRICT")
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    part: str = Field(max_length=12)
    state: str = Field(default="given", max_length=12)
    due_on: date | None = None
    original_due_on: date | None = None  # the term that was first given, once it was extended
    asked_due_on: date | None = None  # an extension is asked for and not decided
    instruction: str = Field(default="", max_length=1000)
    given_by: uuid.UUID | None = None
    given_at: datetime = Field(sa_type=INSTANT)
    received_at: datetime | None = Field(default=None, sa_type=INSTANT)
    received_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")  # who signed for it
    done_at: datetime | None = Field(default=None, sa_type=INSTANT)
    outcome: str = Field(default="", max_length=1000)
    __table_args__ = (
        CheckConstraint("part in ('lead','coordinating','informed')", name="part"),
        CheckConstraint("state in ('given','received','done','withdrawn')", name="state"),
        CheckConstraint("(person_id is null) <> (unit_id is null)", name="unit_or_person"),
        Index("ix_handling_person_id_state", "person_id", "state", "due_on"),
        Index("ix_handling_unit_id_state", "unit_id", "state", "due_on"),
        Index("ix_handling_agency_id_given_at", "agency_id", "given_at", "id"),
        Index("ix_handling_done_lead", "person_id", "document_id", postgresql_where=text("state = 'done' and part = 'lead'")),
        Index(
            "ix_handling_lead", "agency_id", "document_id", "given_at", "id", postgresql_include=["unit_id", "person_id", "parent_id"],
            postgresql_where=text("part = 'lead' and state <> 'withdrawn'"),
        ),
    )


class Opinion(Row, table=True):
    """A line of the conversation about a document: bút phê, phân công, tiến độ, trả lại, kết thúc."""

    __tablename__ = "opinion"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    kind: str = Field(max_length=20)
    text: str = Field(max_length=4000)
    at: datetime = Field(sa_type=INSTANT)
    parent_id: uuid.UUID | None = Field(default=None, foreign_key="opinion.id", ondelete="RESTRICT")
    on_behalf_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    withdrawn_at: datetime | None = Field(default=None, sa_type=INSTANT)
    withdraw_reason: str = Field(default="", max_length=500)


class Recipient(Row, table=True):
    """To whom an outgoing document goes, and how far it came there."""

    __tablename__ = "recipient"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    ordinal: int
    to_agency_id: uuid.UUID | None = Field(default=None, foreign_key="agency.id", ondelete="RESTRICT")
    to_unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    to_person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    name: str = Field(max_length=200)
    purpose: str = Field(default="", max_length=200)
    state: str = Field(default="pending", max_length=12)
    state_note: str = Field(default="", max_length=500)
    state_at: datetime | None = Field(default=None, sa_type=INSTANT)
    delivered_document_id: uuid.UUID | None = Field(default=None, foreign_key="document.id", ondelete="RESTRICT")
    __table_args__ = (
        CheckConstraint(
            "state in ('pending','sent','delivered','arrived','registered','handling','completed','returned','recalled')", name="state"
        ),
        Index("ix_recipient_delivered_document_id", "delivered_document_id"),
    )


class Review(Row, table=True):
    """A check of a draft: content, form or approval; `sha256` is the file that was checked."""

    __tablename__ = "review"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    aspect: str = Field(max_length=10)
    verdict: str = Field(max_length=10)
    note: str = Field(default="", max_length=2000)
    sha256: str = Field(default="", max_length=64)
    by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    at: datetime = Field(sa_type=INSTANT)
    voided_at: datetime | None = Field(default=None, sa_type=INSTANT)
    __table_args__ = (
        CheckConstraint("aspect in ('content','form','approval')", name="aspect"),
        CheckConstraint("verdict in ('approve','return')", name="verdict"),
    )


class DocumentLink(Row, table=True):
    """That a document answers or rests on another of the same agency."""

    __tablename__ = "document_link"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    related_document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    kind: str = Field(default="in_reply_to", max_length=20)
    __table_args__ = (UniqueConstraint("document_id", "related_document_id", "kind"),)
