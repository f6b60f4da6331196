"""Rows of the way of an incoming document through the agency: every step, terms that were extended, who follows, who was urged.

Rows of the past are added and closed, never changed or removed.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from hoso.support.base import INSTANT, Row

MOVES = ("presented", "forwarded", "directed", "transferred", "assigned", "passed", "returned", "reopened")


class DocumentMove(Row, table=True):
    """One step of a document (quá trình chuyển): from whom to whom, when, with what words. `on_behalf_id`: in whose place it was done."""

    __tablename__ = "document_move"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    at: datetime = Field(sa_type=INSTANT)
    kind: str = Field(max_length=12)
    part: str = Field(default="", max_length=12)
    from_person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    from_unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    to_person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    to_unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    on_behalf_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    handling_id: uuid.UUID | None = Field(default=None, foreign_key="handling.id", ondelete="RESTRICT")
    due_on: date | None = None
    note: str = Field(default="", max_length=1000)
    __table_args__ = (CheckConstraint(f"kind in ({','.join(repr(m) for m in MOVES)})", name="kind"),)


class Extension(Row, table=True):
    """That more time was asked for a part, and what was answered; the old term stays here."""

    __tablename__ = "extension_request"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    handling_id: uuid.UUID = Field(foreign_key="handling.id", ondelete="RESTRICT", index=True)
    state: str = Field(default="asked", max_length=10)
    old_due_on: date
    asked_due_on: date
    working_days: int | None = None
    reason: str = Field(max_length=500)
    asked_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    asked_at: datetime = Field(sa_type=INSTANT)
    asked_on_behalf_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    decided_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    decided_at: datetime | None = Field(default=None, sa_type=INSTANT)
    decided_on_behalf_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    granted_due_on: date | None = None
    note: str = Field(default="", max_length=500)
    __table_args__ = (
        CheckConstraint("state in ('asked','granted','refused','dropped')", name="state"),
        Index("uq_extension_request_open", "handling_id", unique=True, postgresql_where=text("state = 'asked'")),
    )


class FollowUp(Row, table=True):
    """That a person was appointed to follow and urge the handling of a document (Đ24.1)."""

    __tablename__ = "follow_up"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    note: str = Field(default="", max_length=500)
    appointed_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    appointed_at: datetime = Field(sa_type=INSTANT)
    ended_at: datetime | None = Field(default=None, sa_type=INSTANT)
    __table_args__ = (
        Index("uq_follow_up_open", "document_id", "person_id", unique=True, postgresql_where=text("ended_at is null")),
        Index("ix_follow_up_person_id", "person_id", "document_id", postgresql_where=text("ended_at is null")),
    )


class Urging(Row, table=True):
    """That whoever has a part was asked to hurry."""

    __tablename__ = "urging"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    handling_id: uuid.UUID = Field(foreign_key="handling.id", ondelete="RESTRICT")
    urged_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    on_behalf_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    at: datetime = Field(sa_type=INSTANT)
    note: str = Field(max_length=1000)
    __table_args__ = (Index("ix_urging_handling_id_at", "handling_id", "at"),)


class OpinionFile(SQLModel, table=True):
    """A file that an opinion brought along."""

    __tablename__ = "opinion_file"
    opinion_id: uuid.UUID = Field(primary_key=True, foreign_key="opinion.id", ondelete="RESTRICT")
    ordinal: int = Field(primary_key=True)
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    name: str = Field(max_length=255)


class OpinionMention(SQLModel, table=True):
    """A person whom an opinion names, and who was told so."""

    __tablename__ = "opinion_mention"
    opinion_id: uuid.UUID = Field(primary_key=True, foreign_key="opinion.id", ondelete="RESTRICT")
    person_id: uuid.UUID = Field(primary_key=True, foreign_key="person.id", ondelete="RESTRICT")


class FieldAssignment(Row, table=True):
    """A field of work for which a person is competent to direct (lĩnh vực phụ trách); `words` tell which documents belong to it."""

    __tablename__ = "field_assignment"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT", index=True)
    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    field: str = Field(max_length=100)
    words: str = Field(max_length=500)
    basis: str = Field(default="", max_length=300)
    ended_at: datetime | None = Field(default=None, sa_type=INSTANT)
    version: int = 1
