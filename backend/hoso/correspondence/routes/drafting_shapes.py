"""Shapes of what stands beside a văn bản đi: versions, comments, opinions, dispatches, kept copies, loans, conversions, co-issuers."""

import uuid
from datetime import date, datetime

from pydantic import BaseModel


class VersionFile(BaseModel):
    """A file of a version."""

    sha256: str
    name: str
    role: str


class ChangedFact(BaseModel):
    """A fact that this version changed, as text."""

    fact: str
    before: str
    after: str


class VersionItem(BaseModel):
    """A draft as it stood after a change."""

    id: uuid.UUID
    number: int
    by: uuid.UUID | None
    full_name: str
    at: datetime
    note: str
    files: list[VersionFile]
    changed: list[ChangedFact]


class VersionList(BaseModel):
    """The versions, newest first."""

    items: list[VersionItem]


class PieceItem(BaseModel):
    """Words that stand together; `changed`: only on this side."""

    text: str
    changed: bool


class PassageItem(BaseModel):
    """A passage of both versions: same, changed, removed (left alone), added (right alone)."""

    kind: str
    left: list[PieceItem]
    right: list[PieceItem]


class ComparedFile(BaseModel):
    """A file of both versions: same, compared, added, removed, unreadable (`why`)."""

    name: str
    role: str
    state: str
    left_sha256: str
    right_sha256: str
    why: str
    passages: list[PassageItem]


class ConversionStarted(BaseModel):
    """The job that makes the PDF; `getJob` follows it."""

    job_id: uuid.UUID


class ComparisonAnswer(BaseModel):
    """Two versions: the files, and the facts that changed on the way from the one to the other."""

    left: VersionItem
    right: VersionItem
    facts: list[ChangedFact]
    files: list[ComparedFile]


class CommentItem(BaseModel):
    """A remark on a version, or an answer to one."""

    id: uuid.UUID
    version_number: int
    parent_id: uuid.UUID | None
    by: uuid.UUID
    full_name: str
    at: datetime
    text: str
    page: int | None
    quote: str
    resolved_at: datetime | None
    resolved_by_name: str


class ConsultationItem(BaseModel):
    """An opinion that was asked for."""

    id: uuid.UUID
    version_number: int
    unit_id: uuid.UUID | None
    person_id: uuid.UUID | None
    name: str
    asked_by_name: str
    asked_at: datetime
    due_on: date | None
    is_overdue: bool
    note: str
    state: str
    verdict: str
    answer: str
    file_sha256: str | None
    file_name: str
    answered_by_name: str
    answered_at: datetime | None
    outcome: str
    closed_at: datetime | None
    may_answer: bool
    may_close: bool


class AssignmentItem(BaseModel):
    """Who was told to draft what until when, and how far it came."""

    id: uuid.UUID
    state: str
    version: int
    subject: str
    instruction: str
    type_code: str | None
    in_reply_to_id: uuid.UUID | None
    unit_id: uuid.UUID | None
    unit_name: str
    person_id: uuid.UUID | None
    full_name: str
    co_drafter_ids: list[uuid.UUID]
    due_on: date | None
    is_overdue: bool
    given_by: uuid.UUID
    given_by_name: str
    created_at: datetime
    document_id: uuid.UUID | None
    document_state: str | None
    document_abstract: str
    withdrawn_reason: str


class AssignmentAnswer(AssignmentItem):
    """One assignment and what the caller may do with it."""

    allowed_actions: list[str]
    why_not: dict[str, str] = {}


class AssignmentPage(BaseModel):
    """Assignments, newest first."""

    items: list[AssignmentAnswer]
    next_cursor: str | None = None


class DispatchItem(BaseModel):
    """An envelope on its way, or how it came out."""

    id: uuid.UUID
    recipient_name: str
    way: str
    dispatched_on: date
    item_number: str
    envelopes: int
    weight_grams: int | None
    note: str
    by_name: str = ""
    outcome: str
    received_by: str
    received_on: date | None
    receipt_note: str


class RetainedItem(BaseModel):
    """A bản gốc or bản chính that is kept, and who has it now."""

    id: uuid.UUID
    kind: str
    medium: str
    amount: int
    place: str
    unit_name: str
    note: str
    noted_at: datetime
    loan_id: uuid.UUID | None
    borrower_name: str
    loan_due_on: date | None


class ConversionItem(BaseModel):
    """A print of a signed file, or a file of a signed paper."""

    id: uuid.UUID
    direction: str
    source_sha256: str
    sha256: str
    copies: int
    note: str
    by_name: str
    at: datetime


class JointItem(BaseModel):
    """A co-issuing agency and how far it came; `agency_id` only where it works on this installation."""

    id: uuid.UUID
    ordinal: int
    is_inside: bool
    agency_name: str
    state: str
    signer_name: str
    signer_position: str
    approved_at: datetime | None
    signed_at: datetime | None
    sealed_at: datetime | None
    note: str


class PersonName(BaseModel):
    """A person by name."""

    id: uuid.UUID
    full_name: str


class ProcessAnswer(BaseModel):
    """Everything that stands beside a văn bản đi. `issue_due_on`: the last day to issue what is signed (Đ18.1)."""

    id: uuid.UUID
    assignment: AssignmentItem | None
    co_drafters: list[PersonName]
    versions: list[VersionItem]
    comments: list[CommentItem]
    open_comments: int
    consultations: list[ConsultationItem]
    joint: list[JointItem]
    dispatches: list[DispatchItem]
    retained: list[RetainedItem]
    conversions: list[ConversionItem]
    issue_due_on: date | None
    is_late: bool


class DispatchRow(DispatchItem):
    """A dispatch with its document."""

    document_id: uuid.UUID
    number: str
    symbol: str
    abstract: str


class DispatchPage(BaseModel):
    """Dispatches, newest first."""

    items: list[DispatchRow]
    next_cursor: str | None = None


class LoanRow(BaseModel):
    """The use of a retained copy, with its document."""

    id: uuid.UUID
    document_id: uuid.UUID
    number: str
    symbol: str
    abstract: str
    place: str
    borrower_name: str
    permitted_by_name: str
    lent_on: date
    due_on: date | None
    dossier_notation: str
    note: str
    returned_on: date | None
    return_note: str


class LoanPage(BaseModel):
    """Loans, newest first."""

    items: list[LoanRow]
    next_cursor: str | None = None


class JointFile(BaseModel):
    """A file of the lead agency's document that the own agency may read."""

    sha256: str
    name: str


class JointRow(JointItem):
    """The own agency's part in a document of another agency. `waits_for`: approve, sign, seal, or nothing now."""

    version: int
    lead_agency_name: str
    document_state: str
    type_name: str
    number: str
    symbol: str
    abstract: str
    issued_on: date | None
    medium: str
    waits_for: str


class JointAnswer(JointRow):
    """One part, its files, all co-issuers in their order, what the caller may do."""

    files: list[JointFile]
    parts: list[JointItem]
    allowed_actions: list[str]
    why_not: dict[str, str]


class JointPage(BaseModel):
    """Documents of other agencies that the own one issues with them, newest first."""

    items: list[JointRow]
    next_cursor: str | None = None
