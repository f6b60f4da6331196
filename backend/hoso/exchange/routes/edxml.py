"""HTTP of messages that come by hand: looked at, received, answered."""

import uuid
from datetime import datetime
from typing import Annotated, Any

from fastapi import File, Query, UploadFile
from pydantic import BaseModel
from sqlmodel import select

from hoso.correspondence.tables import Document
from hoso.exchange.actions.answer_update import DeclineUpdate, accept_update, decline_asked_update
from hoso.exchange.actions.read_message import Findings, answered_by, checked_message, facts_of, look, targets_of
from hoso.exchange.actions.receive_edxml import ReceiveEdxml, receive_edxml
from hoso.exchange.actions.take_files import Stores
from hoso.exchange.queries import held_documents, messages_of, reports_of
from hoso.exchange.rules import are_one_agency
from hoso.exchange.tables import ExchangeMessage
from hoso.formats.edxml import STATUS_MEANINGS, Letter, StatusMessage
from hoso.formats.edxml.parsing import MAX_BYTES
from hoso.support.actors import Actor
from hoso.support.errors import Malformed
from hoso.support.files import TooLarge
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.inspecting import Bounds
from hoso.support.organisations import Person
from hoso.support.paging import id_after, to_cursor
from hoso.support.records import load

router = stage_router("Trao đổi", "/exchange-messages", message_id=ExchangeMessage)
of_documents = stage_router("Trao đổi với bên ngoài", "/outgoing-documents", document_id=Document)
BUSINESS = ("new", "withdraw", "update", "replace")


class FindingItem(BaseModel):
    """Something that the clerk should look at."""

    code: str
    text: str


class MessageFile(BaseModel):
    """A file of the message, as its bytes are and not as its name says."""

    name: str
    size: int
    media_type: str
    name_agrees: bool


class HeldDocument(BaseModel):
    """A document of this agency that the message is about."""

    id: uuid.UUID
    kind: str
    state: str
    number: str
    symbol: str
    abstract: str


class MessagePreview(BaseModel):
    """What a message says and would do here; nothing of it was kept. `business`: new, withdraw, update, replace (letters)."""

    kind: str
    business: str | None = None
    sender_code: str
    sender_name: str
    reference: str
    addressed_here: bool = True
    duplicate_of: uuid.UUID | None = None
    facts: dict[str, Any]
    findings: list[FindingItem]
    files: list[MessageFile] = []
    about: list[HeldDocument] = []


class MessageItem(BaseModel):
    """A message that was received, and what was made of it; `state` is its outcome."""

    id: uuid.UUID
    state: str
    kind: str
    business: str | None
    sender_code: str
    sender_name: str
    reference: str
    sha256: str
    received_at: datetime
    received_by_name: str
    document_id: uuid.UUID | None
    answered_at: datetime | None
    answer_reason: str
    facts: dict[str, Any]
    findings: list[FindingItem]
    allowed_actions: list[str]


class MessagePage(BaseModel):
    """Messages, newest first."""

    items: list[MessageItem]
    next_cursor: str | None = None


class ReportItem(BaseModel):
    """What a receiver outside reported about our document."""

    id: uuid.UUID
    state: str
    code: str
    meaning: str
    name: str
    description: str
    staff: str
    reported_at: datetime | None
    received_at: datetime


class ReportPage(BaseModel):
    """Reports, oldest first."""

    items: list[ReportItem]
    next_cursor: str | None = None


def _bytes(file: UploadFile) -> bytes:
    data = file.file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLarge(f"Bản tin lớn hơn mức cho phép ({MAX_BYTES // 1024 // 1024} MB).", field="file", limit=MAX_BYTES)
    if not data:
        raise Malformed("Tệp rỗng.", field="file")
    return data


def _stores(call: Call) -> Stores:
    settings = call.state.settings
    return Stores(call.state.files, call.state.quarantine, settings.upload_limit, Bounds(pages=settings.page_limit), call.state.mark_of)


def _held(document: Document) -> HeldDocument:
    return HeldDocument.model_validate(document.model_dump())


def _preview(call: Call, letter: Letter) -> MessagePreview:
    findings = Findings()
    look(call.db, call.actor, letter, findings)
    facts = facts_of(call.db, letter, findings)
    held = held_documents(call.db, call.actor.agency_id, letter.document_id) if letter.business_type in (0, 3) else []
    twin = next((d for d, _ in held if d.state not in ("returned", "recalled")), None)
    if twin:
        findings.add("duplicate", "Văn bản mang mã định danh này đã có ở cơ quan: không nhận lần thứ hai.")
    targets = targets_of(call.db, call.actor, letter)
    if letter.acts_on and len(targets) < len(letter.acts_on):
        findings.add("target_not_held", "Có văn bản mà bản tin nhắc đến chưa có ở cơ quan.")
    more = {
        "to_places": list(letter.to_places), "receivers": [r.organ_name or r.organ_id for r in letter.receivers], "place": letter.place,
        "appendixes": list(letter.appendixes), "reason": letter.business.reason if letter.business else None, "full_subject": letter.subject,
        "response_for": [r.code or r.document_id for r in letter.response_for], "acts_on": list(letter.acts_on),
    }  # fmt: skip
    about = {d.id: d for d in [*targets, *answered_by(call.db, call.actor, letter)]}
    return MessagePreview(
        kind="letter", business=BUSINESS[letter.business_type], sender_code=letter.sender.organ_id, sender_name=letter.sender.organ_name or "",
        reference=letter.document_id, addressed_here=any(are_one_agency(r.organ_id, call.actor.agency_code) for r in letter.receivers),
        duplicate_of=twin.id if twin else None, facts={**facts, **more}, findings=[FindingItem(**f) for f in findings.items],
        files=[MessageFile(name=a.name, size=a.size, media_type=a.detected_type, name_agrees=a.name_agrees) for a in letter.attachments],
        about=[_held(d) for d in about.values()],
    )  # fmt: skip


def _status_preview(call: Call, status: StatusMessage) -> MessagePreview:
    references = [r.document_id for r in status.response_for if r.document_id]
    if status.code == "13":
        about = [d for r in references for d, _ in held_documents(call.db, call.actor.agency_id, r)]
    else:
        about = answered_by(call.db, call.actor, status)
    facts = {"code": status.code, "meaning": STATUS_MEANINGS[status.code], "description": status.description, "reported_at": status.timestamp}
    return MessagePreview(
        kind="status", sender_code=status.sender.organ_id, sender_name=status.sender.organ_name or "", reference=references[0], facts=facts,
        findings=[] if about else [FindingItem(code="target_not_held", text="Không có văn bản nào của cơ quan khớp với bản tin này.")],
        about=[_held(d) for d in about],
    )  # fmt: skip


def item(actor: Actor, message: dict[str, Any]) -> MessageItem:
    """A message as the screen shows it."""
    business = BUSINESS[message["business_type"]] if message["kind"] == "letter" else None
    waits = message["outcome"] == "update_asked"
    allowed = [op for op in ("acceptUpdate", "declineUpdate") if waits and actor.may(op)]
    return MessageItem.model_validate({**message, "state": message["outcome"], "business": business, "allowed_actions": allowed})


def _answer(call: Call, message: ExchangeMessage) -> MessageItem:
    call.db.flush()
    name = call.db.exec(select(Person.full_name).where(Person.id == message.received_by)).one()
    return item(call.actor, {**message.model_dump(), "received_by_name": name})


@router.post("/reading", operation_id="readEdxml")
def read_edxml_route(call: Call, file: Annotated[UploadFile, File()]) -> MessagePreview:
    """Look at an .edxml file: what it says, what it would do here, what is odd about it. Keeps nothing."""
    message = checked_message(_bytes(file), call.state.mark_of)
    return _preview(call, message) if isinstance(message, Letter) else _status_preview(call, message)


@router.post("", operation_id="receiveEdxml", status_code=201)
def receive_edxml_route(call: Call, file: Annotated[UploadFile, File()]) -> MessageItem:
    """Nhận tệp .edxml: a new document waits to be registered; a withdrawal or update asks the clerk; a status is noted."""
    command = ReceiveEdxml(file.filename or "ban-tin.edxml", _bytes(file))
    return _answer(call, receive_edxml(call.db, call.actor, command, call.moment, _stores(call)))


@router.get("", operation_id="listExchangeMessages")
def list_exchange_messages(
    call: Call, document_id: uuid.UUID | None = None, state: Annotated[str | None, Query(max_length=20)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> MessagePage:  # fmt: skip
    """Messages that were received here, newest first."""
    rows = messages_of(call.db, call.actor, document_id, state, limit, id_after(cursor))
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return MessagePage(items=[item(call.actor, r) for r in rows[:limit]], next_cursor=more)


@router.post("/{message_id}/acceptance", operation_id="acceptUpdate")
def accept_update_route(call: Call, message_id: uuid.UUID) -> MessageItem:
    """Take over what the sender updates; the old values stay in the trail."""
    return _answer(call, accept_update(call.db, call.actor, message_id, call.moment))


@router.post("/{message_id}/refusal", operation_id="declineUpdate")
def decline_update_route(call: Call, message_id: uuid.UUID, command: DeclineUpdate) -> MessageItem:
    """Leave the document as it is and tell the sender why."""
    return _answer(call, decline_asked_update(call.db, call.actor, message_id, command, call.moment))


@of_documents.get("/{document_id}/recipient-reports", operation_id="listRecipientReports", openapi_extra=may("getOutgoing"))
def list_recipient_reports(call: Call, document_id: uuid.UUID) -> ReportPage:
    """What receivers outside of this installation reported about one of our documents."""
    document = load(call.db, call.actor, Document, document_id)
    rows = reports_of(call.db, document.id)
    return ReportPage(items=[ReportItem.model_validate({**r, "state": "noted", "meaning": STATUS_MEANINGS[r["code"]]}) for r in rows])
