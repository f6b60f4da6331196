"""Rows of drafting: who was told to draft, every version, comments, the opinions of other units (NĐ 30 Đ10–12; PL VI III.1.n, III.5.a)."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from hoso.support.base import INSTANT, Record, Row


class DraftAssignment(Record, table=True):
    """That a unit or a person was told to draft a document: what, in answer to which one, until when (Đ10.1)."""

    __tablename__ = "draft_assignment"
    subject: str = Field(max_length=500)
    instruction: str = Field(default="", max_length=2000)
    type_code: str | None = Field(default=None, foreign_key="document_type.code", ondelete="RESTRICT", max_length=10)
    in_reply_to_id: uuid.UUID | None = Field(default=None, foreign_key="document.id", ondelete="RESTRICT")
    unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    co_drafter_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    due_on: date | None = None
    given_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    document_id: uuid.UUID | None = Field(default=None, foreign_key="document.id", ondelete="RESTRICT", index=True)
    withdrawn_reason: str = Field(default="", max_length=500)
    __table_args__ = (
        CheckConstraint("state in ('given','drafting','withdrawn')", name="state"),
        CheckConstraint("unit_id is not null or person_id is not null", name="somebody"),
        Index("ix_draft_assignment_agency_id_id", "agency_id", "id"),
        Index("ix_draft_assignment_person_id_state", "person_id", "state"),
        Index("ix_draft_assignment_unit_id_state", "unit_id", "state"),
    )


class CoDrafter(SQLModel, table=True):
    """That a person drafts a document together with its drafter."""

    __tablename__ = "co_drafter"
    document_id: uuid.UUID = Field(primary_key=True, foreign_key="document.id", ondelete="RESTRICT")
    person_id: uuid.UUID = Field(primary_key=True, foreign_key="person.id", ondelete="RESTRICT")


class DraftVersion(Row, table=True):
    """A draft as it stood after a change: its files by digest and role, which facts changed. Never changed, never removed."""

    __tablename__ = "draft_version"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT")
    number: int
    by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    at: datetime = Field(sa_type=INSTANT)
    note: str = Field(default="", max_length=1000)
    files: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    changed: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    __table_args__ = (UniqueConstraint("document_id", "number"),)


class DraftComment(Row, table=True):
    """A remark on a version, or the answer to one (`parent_id`); a remark is open until somebody resolves it."""

    __tablename__ = "draft_comment"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    version_number: int
    parent_id: uuid.UUID | None = Field(default=None, foreign_key="draft_comment.id", ondelete="RESTRICT")
    by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    at: datetime = Field(sa_type=INSTANT)
    text: str = Field(max_length=4000)
    page: int | None = None
    quote: str = Field(default="", max_length=1000)
    resolved_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    resolved_at: datetime | None = Field(default=None, sa_type=INSTANT)


class Consultation(Row, table=True):
    """That a unit or a person was asked for an opinion on a draft, what it said, and what was taken over."""

    __tablename__ = "consultation"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    version_number: int
    unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    asked_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    asked_at: datetime = Field(sa_type=INSTANT)
    due_on: date | None = None
    note: str = Field(default="", max_length=2000)
    state: str = Field(default="asked", max_length=10)
    verdict: str = Field(default="", max_length=10)
    answer: str = Field(default="", max_length=4000)
    file_sha256: str | None = Field(default=None, foreign_key="stored_file.sha256", ondelete="RESTRICT", max_length=64)
    file_name: str = Field(default="", max_length=255)
    answered_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    answered_at: datetime | None = Field(default=None, sa_type=INSTANT)
    outcome: str = Field(default="", max_length=2000)
    closed_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    closed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    __table_args__ = (
        CheckConstraint("state in ('asked','answered','closed')", name="state"),
        CheckConstraint("verdict in ('','agree','remarks')", name="verdict"),
        CheckConstraint("(person_id is null) <> (unit_id is null)", name="unit_or_person"),
        Index("ix_consultation_person_id_state", "person_id", "state"),
        Index("ix_consultation_unit_id_state", "unit_id", "state"),
    )
