"""Shapes that the answers of both directions share: files, links, opinions, handlings, checks, recipients."""

import uuid
from datetime import date, datetime

from pydantic import BaseModel


class FileItem(BaseModel):
    """A file of a document."""

    sha256: str
    name: str
    role: str
    ordinal: int
    size: int
    media_type: str


class LinkItem(BaseModel):
    """A document that this one answers (`relation` answers) or is answered by (answered_by)."""

    id: uuid.UUID
    kind: str
    relation: str
    number: str
    symbol: str
    abstract: str
    state: str


class SaidFile(BaseModel):
    """A file that an opinion brought along."""

    sha256: str
    name: str
    size: int
    media_type: str


class OpinionItem(BaseModel):
    """A line of the conversation; `parent_id` names what it answers, `on_behalf_of` the absent person in whose place it was said.

    A withdrawn one keeps its place without its words.
    """

    id: uuid.UUID
    at: datetime
    kind: str
    text: str
    person_id: uuid.UUID
    full_name: str
    position: str
    parent_id: uuid.UUID | None = None
    on_behalf_of: str = ""
    withdrawn_at: datetime | None = None
    mentions: list[str] = []
    files: list[SaidFile] = []


class HandlingItem(BaseModel):
    """Who handles the document: `part` lead, coordinating or informed; `parent_id` names the unit's handling of a person's.

    `due_on` is the valid term, `original_due_on` the one before it was extended, `asked_due_on` one that waits for an answer.
    """

    id: uuid.UUID
    part: str
    state: str
    person_id: uuid.UUID | None
    unit_id: uuid.UUID | None
    parent_id: uuid.UUID | None
    name: str
    due_on: date | None
    instruction: str
    given_at: datetime
    received_at: datetime | None
    done_at: datetime | None
    outcome: str
    original_due_on: date | None = None
    asked_due_on: date | None = None


class ReviewLayout(BaseModel):
    """What the format check had said of the file when its form was decided on."""

    errors: int
    looks: int
    undecided: int


class ReviewItem(BaseModel):
    """A check of a draft; a voided one was overtaken by a change."""

    id: uuid.UUID
    aspect: str
    verdict: str
    note: str
    by: uuid.UUID
    full_name: str
    at: datetime
    voided_at: datetime | None
    layout: ReviewLayout | None = None


class RecipientItem(BaseModel):
    """A recipient and how far the document came there."""

    id: uuid.UUID
    name: str
    purpose: str
    state: str
    state_note: str
    state_at: datetime | None
    agency_id: uuid.UUID | None
    unit_id: uuid.UUID | None
    user_id: uuid.UUID | None
