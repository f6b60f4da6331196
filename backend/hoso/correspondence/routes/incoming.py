"""HTTP of văn bản đến."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel

from hoso.correspondence.actions.acknowledge_incoming import acknowledge_incoming
from hoso.correspondence.actions.add_incoming_files import AddIncomingFiles, add_incoming_files
from hoso.correspondence.actions.assign_incoming import AssignIncoming, assign_incoming
from hoso.correspondence.actions.attach_paper_copy import AttachPaperCopy, attach_paper_copy
from hoso.correspondence.actions.complete_incoming import CompleteIncoming, complete_incoming
from hoso.correspondence.actions.confirm_recall import confirm_recall
from hoso.correspondence.actions.correct_incoming import CorrectIncoming, correct_incoming
from hoso.correspondence.actions.decline_recall import DeclineRecall, decline_recall
from hoso.correspondence.actions.direct_incoming import DirectIncoming, direct_incoming
from hoso.correspondence.actions.facts import RegisterArrival, RegisterIncoming
from hoso.correspondence.actions.incoming_desk import lies_with
from hoso.correspondence.actions.present_incoming import PresentIncoming, present_incoming
from hoso.correspondence.actions.read_incoming import read_incoming
from hoso.correspondence.actions.record_progress import RecordProgress, record_progress
from hoso.correspondence.actions.register_arrival import register_arrival
from hoso.correspondence.actions.register_incoming import register_incoming
from hoso.correspondence.actions.return_incoming import ReturnIncoming, return_incoming
from hoso.correspondence.actions.transfer_incoming import TransferIncoming, transfer_incoming
from hoso.correspondence.queries.deadlines import horizon_of
from hoso.correspondence.queries.incoming import (
    IncomingFilter,
    acting_for,
    around_incoming,
    files_of,
    follows,
    incoming_actions,
    incoming_rows,
    links_of,
)
from hoso.correspondence.queries.ordering import incoming_items, incoming_page, with_own_term
from hoso.correspondence.queries.slip import slip_of
from hoso.correspondence.routes.narrowing import Due, InGroup, InOutcome, Key, Order
from hoso.correspondence.routes.shapes import FileItem, HandlingItem, LinkItem, OpinionItem
from hoso.correspondence.routes.verification import have_checked
from hoso.correspondence.tables import Document, Incoming
from hoso.formats.forms import print_resolution_slip
from hoso.support.errors import NotFound
from hoso.support.http.edge import Call, stage_router
from hoso.support.http.viewing import viewed
from hoso.support.organisations import Person
from hoso.support.paging import BadCursor, from_cursor, to_cursor
from hoso.support.records import load, under_hold
from hoso.support.trail import record

router = stage_router("Văn bản đến", "/incoming-documents", document_id=Document)
Short = Annotated[str | None, Query(max_length=200)]


class IncomingItem(BaseModel):
    """A row of the list."""

    id: uuid.UUID
    state: str
    type_code: str
    type_name: str
    number: str
    symbol: str
    issued_on: date | None
    issuer_name: str
    abstract: str
    urgency: str
    due_on: date | None
    arrival_number: int | None
    arrival_year: int | None
    arrived_on: date | None
    received_on: date | None
    due_at: datetime | None
    channel: str
    recall_asked_at: datetime | None
    part_due_on: date | None = None


class IncomingPage(BaseModel):
    """Rows, newest first."""

    items: list[IncomingItem]
    next_cursor: str | None = None


class IncomingAnswer(BaseModel):
    """One incoming document with its handling, conversation, links and what the caller may do now."""

    id: uuid.UUID
    state: str
    version: int
    allowed_actions: list[str]
    why_not: dict[str, str]
    type_code: str
    type_name: str
    number: str
    symbol: str
    issued_on: date | None
    issuer_name: str
    issuer_code: str
    abstract: str
    signer_name: str
    signer_position: str
    page_count: int
    copies: int
    urgency: str
    secrecy: str
    medium: str
    language: str
    description: str
    document_identifier: str
    due_on: date | None
    frozen_at: datetime | None
    created_at: datetime
    arrival_number: int | None
    arrival_year: int | None
    arrived_on: date | None
    received_on: date | None
    register_id: uuid.UUID | None
    register_entry_id: uuid.UUID | None
    channel: str
    due_at: datetime | None
    reply_due_on: date | None
    presented_to: uuid.UUID | None
    presented_to_name: str
    presented_at: datetime | None
    transferred_on: date | None
    paper_received_on: date | None
    paper_handed_to: str
    recall_asked_at: datetime | None
    recall_reason: str
    completed_at: datetime | None
    files: list[FileItem]
    handlings: list[HandlingItem]
    opinions: list[OpinionItem]
    links: list[LinkItem]
    acting_for: list[str] = []


def new_around(call: Call, document: Document, command: RegisterIncoming) -> dict[str, list[dict[str, Any]]]:
    """What stands around a document that was registered just now: nothing is asked for that it cannot have."""
    files = files_of(call.db, document.id) if command.files else []
    links = links_of(call.db, document.id) if command.answers or command.rests_on else []
    return {"handlings": [], "opinions": [], "files": files, "links": links}


def incoming_answer(call: Call, document: Document, new: RegisterIncoming | None = None) -> IncomingAnswer:
    """The whole record; a new one has no handling, conversation or link yet, so that none is asked for."""
    call.db.flush()
    incoming = call.db.get(Incoming, document.id)
    if incoming is None:
        raise NotFound("Không tìm thấy văn bản đến.")
    around = new_around(call, document, new) if new else around_incoming(call.db, document.id)
    handlings = around["handlings"]
    is_follower = any(o["kind"] == "following" for o in around["opinions"]) and follows(call.db, call.actor, document.id)
    allowed, why_not = under_hold(document, *incoming_actions(call.actor, document, incoming, handlings, is_follower))
    presented_to = call.db.get(Person, incoming.presented_to) if incoming.presented_to and document.state == "presented" else None
    return IncomingAnswer.model_validate({
        **incoming.model_dump(), **document.model_dump(), **around, "allowed_actions": allowed, "why_not": why_not,
        "presented_to_name": presented_to.full_name if presented_to else "", "acting_for": acting_for(call.actor, document, incoming, handlings),
    })  # fmt: skip


@router.post("", operation_id="registerIncoming", status_code=201)
def register_incoming_route(call: Call, command: RegisterIncoming) -> IncomingAnswer:
    """Vào sổ văn bản đến: the answer carries the số đến."""
    document = register_incoming(call.db, call.actor, command, call.moment)
    if command.files:
        have_checked(call, document.id)
    return incoming_answer(call, document, command)


@router.get("", operation_id="listIncoming")
def list_incoming(
    call: Call, q: Short = None, state: Annotated[str | None, Query(max_length=30)] = None,
    type_code: Annotated[str | None, Query(max_length=10)] = None, issuer: Short = None,
    urgency: Annotated[str | None, Query(max_length=12)] = None, from_: Annotated[date | None, Query(alias="from")] = None,
    to: date | None = None, due_before: date | None = None, due_from: date | None = None, unit_id: uuid.UUID | None = None, register_id: uuid.UUID | None = None,
    desk: Annotated[str | None, Query(pattern="^(mine|given|to_assign|presented|to_transfer|to_extend|following)$")] = None, limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None, due: Due = None, order: Order = None, by: InGroup = None, of: Key = None,
    outcome: InOutcome = None,
) -> IncomingPage:  # fmt: skip
    """Văn bản đến that the caller may see, newest first unless another order is asked for; `due` and `order=term` by the working calendar."""
    horizon = horizon_of(call.db, call.actor.agency_id, call.moment) if due or outcome else None
    wanted = IncomingFilter(
        q, state, type_code, issuer, urgency, from_, to, due_before, due_from, unit_id, register_id, desk, due, horizon, by, of, outcome
    )
    if order and order != "newest":
        found, more = incoming_page(call.db, call.actor, wanted, order, limit, cursor)
        items = with_own_term(call.db, call.actor, wanted, incoming_items(found))
        return {"items": items, "next_cursor": more}  # type: ignore[return-value]  # dumped without a model in between
    keys = from_cursor(cursor, 1)
    try:
        before = uuid.UUID(str(keys[0])) if keys else None
    except ValueError as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error
    rows = incoming_rows(call.db, call.actor, wanted, limit, before)
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return {"items": with_own_term(call.db, call.actor, wanted, rows[:limit]), "next_cursor": more}  # type: ignore[return-value]  # dumped without a model in between


@router.get("/{document_id}", operation_id="getIncoming")
def get_incoming(call: Call, document_id: uuid.UUID) -> IncomingAnswer:
    """One văn bản đến. Whoever was only to be informed has read it with this."""
    document = viewed(call, Document, document_id, Incoming)
    answer = incoming_answer(call, document)
    if not any(h.part == "informed" and h.state == "given" and lies_with(call.actor, h) for h in answer.handlings):
        return answer
    read_incoming(call.db, call.actor, document, call.moment)
    return incoming_answer(call, document)


@router.patch("/{document_id}", operation_id="correctIncoming")
def correct_incoming_route(call: Call, document_id: uuid.UUID, command: CorrectIncoming) -> IncomingAnswer:
    """Correct a registration; the old value stays in the trail."""
    return incoming_answer(call, correct_incoming(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/registration", operation_id="registerArrival")
def register_arrival_route(call: Call, document_id: uuid.UUID, command: RegisterArrival) -> IncomingAnswer:
    """Register what another agency sent."""
    document = register_arrival(call.db, call.actor, document_id, command, call.moment)
    have_checked(call, document.id)
    return incoming_answer(call, document)


@router.post("/{document_id}/paper-copy", operation_id="attachPaperCopy")
def attach_paper_copy_route(call: Call, document_id: uuid.UUID, command: AttachPaperCopy) -> IncomingAnswer:
    """Attach the paper that follows an electronic copy."""
    return incoming_answer(call, attach_paper_copy(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/files", operation_id="addIncomingFiles", status_code=201)
def add_incoming_files_route(call: Call, document_id: uuid.UUID, command: AddIncomingFiles) -> IncomingAnswer:
    """Bổ sung tệp vào văn bản đã vào sổ; tệp đã có không bị thay."""
    document = add_incoming_files(call.db, call.actor, document_id, command, call.moment)
    have_checked(call, document.id)
    return incoming_answer(call, document)


@router.post("/{document_id}/presentation", operation_id="presentIncoming")
def present_incoming_route(call: Call, document_id: uuid.UUID, command: PresentIncoming) -> IncomingAnswer:
    """Trình lãnh đạo."""
    return incoming_answer(call, present_incoming(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/transfer", operation_id="transferIncoming")
def transfer_incoming_route(call: Call, document_id: uuid.UUID, command: TransferIncoming) -> IncomingAnswer:
    """Chuyển giao."""
    return incoming_answer(call, transfer_incoming(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/receipt", operation_id="acknowledgeIncoming")
def acknowledge_incoming_route(call: Call, document_id: uuid.UUID) -> IncomingAnswer:
    """Ký nhận."""
    return incoming_answer(call, acknowledge_incoming(call.db, call.actor, document_id, call.moment))


@router.post("/{document_id}/direction", operation_id="directIncoming")
def direct_incoming_route(call: Call, document_id: uuid.UUID, command: DirectIncoming) -> IncomingAnswer:
    """Cho ý kiến chỉ đạo."""
    return incoming_answer(call, direct_incoming(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/assignments", operation_id="assignIncoming")
def assign_incoming_route(call: Call, document_id: uuid.UUID, command: AssignIncoming) -> IncomingAnswer:
    """Phân công."""
    return incoming_answer(call, assign_incoming(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/progress", operation_id="recordProgress")
def record_progress_route(call: Call, document_id: uuid.UUID, command: RecordProgress) -> IncomingAnswer:
    """Ghi tiến độ."""
    return incoming_answer(call, record_progress(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/completion", operation_id="completeIncoming")
def complete_incoming_route(call: Call, document_id: uuid.UUID, command: CompleteIncoming) -> IncomingAnswer:
    """Kết thúc."""
    return incoming_answer(call, complete_incoming(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/return", operation_id="returnIncoming")
def return_incoming_route(call: Call, document_id: uuid.UUID, command: ReturnIncoming) -> IncomingAnswer:
    """Trả lại."""
    return incoming_answer(call, return_incoming(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/recall", operation_id="confirmRecall")
def confirm_recall_route(call: Call, document_id: uuid.UUID) -> IncomingAnswer:
    """Hủy bản đã nhận theo yêu cầu thu hồi."""
    return incoming_answer(call, confirm_recall(call.db, call.actor, document_id, call.moment))


@router.post("/{document_id}/recall-refusal", operation_id="declineRecall")
def decline_recall_route(call: Call, document_id: uuid.UUID, command: DeclineRecall) -> IncomingAnswer:
    """Từ chối thu hồi: the copy stays in force, the sender is told why."""
    return incoming_answer(call, decline_recall(call.db, call.actor, document_id, command, call.moment))


@router.get("/{document_id}/slip", operation_id="printSlip", response_class=Response)
def print_slip(call: Call, document_id: uuid.UUID, format: Annotated[str, Query(pattern="^pdf$")] = "pdf") -> Response:
    """Phiếu giải quyết văn bản đến (NĐ 30 Phụ lục IV.VII), with the opinions given so far."""
    document = load(call.db, call.actor, Document, document_id)
    if document.kind != "incoming":
        raise NotFound("Không tìm thấy văn bản đến.")
    body = print_resolution_slip(slip_of(call.db, document))
    record(call.db, call.actor, call.moment, "incoming:slip-printed", document.id, {"format": format})
    headers = {"Content-Disposition": f'inline; filename="phieu-giai-quyet-{document.id.hex[-8:]}.pdf"'}
    return Response(body, media_type="application/pdf", headers=headers)
