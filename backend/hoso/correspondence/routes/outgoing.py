"""HTTP of văn bản đi."""

import uuid
from datetime import date, datetime
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from hoso.correspondence.actions.draft_outgoing import DraftOutgoing, draft_outgoing
from hoso.correspondence.actions.enter_outgoing import forecast_outgoing
from hoso.correspondence.actions.issue_outgoing import issue_outgoing
from hoso.correspondence.actions.number_outgoing import number_outgoing
from hoso.correspondence.actions.outgoing_desk import authorities_of, current_main, recipients_of
from hoso.correspondence.actions.recall_outgoing import RecallOutgoing, recall_outgoing
from hoso.correspondence.actions.review_outgoing import ReviewOutgoing, review_outgoing
from hoso.correspondence.actions.revise_outgoing import ReviseOutgoing, revise_outgoing
from hoso.correspondence.actions.seal_outgoing import seal_outgoing
from hoso.correspondence.actions.sign_outgoing import SignOutgoing, sign_outgoing
from hoso.correspondence.queries.drafting_actions import conversion, drafting_actions, joint_blocks
from hoso.correspondence.queries.incoming import files_of, links_of
from hoso.correspondence.queries.ordering import outgoing_items, outgoing_page
from hoso.correspondence.queries.outcomes import issue_days
from hoso.correspondence.queries.outgoing import OutgoingFilter, names_around, outgoing_actions, outgoing_rows, recipient_states, reviews_of
from hoso.correspondence.queries.signing import signing_choices
from hoso.correspondence.routes.narrowing import Day, Key, Order, OutGroup, OutOutcome
from hoso.correspondence.routes.shapes import FileItem, LinkItem, RecipientItem, ReviewItem
from hoso.correspondence.routes.verification import have_checked
from hoso.correspondence.tables import Document, Outgoing
from hoso.formats.fonts import FONTS
from hoso.support.errors import NotFound
from hoso.support.files import read_all
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.http.viewing import viewed
from hoso.support.paging import BadCursor, from_cursor, to_cursor
from hoso.support.records import load, under_hold
from hoso.support.signatures import UnreadablePdf, verify
from hoso.support.signatures.signing import time_stamper
from hoso.support.signatures.trust import trusted_roots

router = stage_router("Văn bản đi", "/outgoing-documents", document_id=Document)
Short = Annotated[str | None, Query(max_length=200)]


class OutgoingItem(BaseModel):
    """A row of the list."""

    id: uuid.UUID
    state: str
    type_code: str
    type_name: str
    number: str
    symbol: str
    issued_on: date | None
    abstract: str
    urgency: str
    due_on: date | None
    signer_name: str
    medium: str
    dispatched_on: date | None
    created_at: datetime


class OutgoingPage(BaseModel):
    """Rows, newest first."""

    items: list[OutgoingItem]
    next_cursor: str | None = None


class SignerFacts(BaseModel):
    """Who signed, as printed."""

    full_name: str
    position: str


class NumberForecast(BaseModel):
    """The number that the document would get now; another may come first."""

    register_name: str
    number: str
    symbol: str


class SignatureItem(BaseModel):
    """The verdict on one signature of the file: each on its own."""

    model_config = {"from_attributes": True}
    field: str
    signer: str
    organisation: str
    signed_at: datetime | None
    intact: bool
    changed_after: bool
    trusted: bool
    expired: bool
    revocation: str
    is_valid: bool


class SignatureList(BaseModel):
    """The signatures of the file that counts, in signing order; none when it is unsigned."""

    items: list[SignatureItem]


class OutgoingAnswer(BaseModel):
    """One outgoing document with its checks, recipients, files, links and what the caller may do now."""

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
    abstract: str
    page_count: int
    urgency: str
    secrecy: str
    medium: str
    language: str
    description: str
    document_identifier: str
    due_on: date | None
    frozen_at: datetime | None
    created_at: datetime
    drafter_id: uuid.UUID
    drafter_name: str
    drafting_unit_id: uuid.UUID | None
    drafting_unit_name: str
    issuing_body: str
    field_code: str
    proposed_signer_id: uuid.UUID | None
    proposed_signer_name: str
    capacities: list[str]
    forecast: NumberForecast | None
    retained_copy_unit: str
    issued_amount: int
    register_entry_id: uuid.UUID | None
    signed_at: datetime | None
    capacity: str
    sealed_at: datetime | None
    dispatched_on: date | None
    recalled_at: datetime | None
    recall_reason: str
    signer: SignerFacts | None
    recipients: list[RecipientItem]
    reviews: list[ReviewItem]
    files: list[FileItem]
    links: list[LinkItem]


def roots_of(call: Call) -> list[bytes]:
    """The roots that signatures are trusted by here."""
    settings = call.state.settings
    return trusted_roots(settings.trust_dir, call.state.keys, settings.demo)


def outgoing_answer(call: Call, document: Document) -> OutgoingAnswer:
    """The answer about one văn bản đi; shared with the parts of its road that have routes of their own."""
    call.db.flush()
    outgoing = call.db.get(Outgoing, document.id)
    if outgoing is None:
        raise NotFound("Không tìm thấy văn bản đi.")
    capacities = sorted({a.capacity for a in authorities_of(call.db, call.actor.id, call.moment)})
    options = signing_choices(call.db, call.actor.id, document, outgoing, call.moment) if capacities else []
    may_sign = any(o.allowed for o in options)
    allowed, why_not = outgoing_actions(call.actor, document, outgoing, may_sign, options[0].reason if options else "")
    beside = drafting_actions(call.db, call.actor, document, outgoing, may_sign)
    convertible, missing = conversion(call.db, call.actor, document, outgoing, call.state.settings.soffice)
    beside, why_not = [*beside, *convertible], why_not | missing
    blocks = joint_blocks(call.db, document)
    why_not |= {op: why for op, why in blocks.items() if op in (*allowed, *beside)}
    allowed, why_not = under_hold(document, [op for op in dict.fromkeys([*allowed, *beside]) if op not in blocks], why_not)
    to_number = outgoing.register_entry_id is None and bool({"signOutgoing", "numberOutgoing", "issueOutgoing"}.intersection(allowed))
    forecast = forecast_outgoing(call.db, document, outgoing, call.moment) if to_number else None
    signer = SignerFacts(full_name=document.signer_name, position=document.signer_position) if document.signer_name else None
    return OutgoingAnswer.model_validate({
        **outgoing.model_dump(), **document.model_dump(), "allowed_actions": allowed, "why_not": why_not, "signer": signer,
        "capacities": capacities if "signOutgoing" in allowed else [], **names_around(call.db, outgoing),
        "forecast": NumberForecast(register_name=forecast[0], number=forecast[1], symbol=forecast[2]) if forecast else None,
        "recipients": recipient_states(call.db, document.id), "reviews": reviews_of(call.db, document.id),
        "files": files_of(call.db, document.id), "links": links_of(call.db, document.id),
    })  # fmt: skip


@router.post("", operation_id="draftOutgoing", status_code=201)
def draft_outgoing_route(call: Call, command: DraftOutgoing) -> OutgoingAnswer:
    """Soạn dự thảo."""
    return outgoing_answer(call, draft_outgoing(call.db, call.actor, command, call.moment))


@router.get("", operation_id="listOutgoing")
def list_outgoing(
    call: Call, q: Short = None, state: Annotated[str | None, Query(max_length=30)] = None,
    type_code: Annotated[str | None, Query(max_length=10)] = None, recipient: Short = None,
    urgency: Annotated[str | None, Query(max_length=12)] = None, from_: Annotated[date | None, Query(alias="from")] = None,
    to: date | None = None, due_before: date | None = None, unit_id: uuid.UUID | None = None, register_id: uuid.UUID | None = None,
    issuer: Short = None, desk: Annotated[str | None, Query(pattern="^(to_check_content|to_approve|to_sign|to_consult|signed_waiting)$")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: Annotated[str | None, Query(max_length=500)] = None, order: Order = None,
    by: OutGroup = None, of: Key = None, outcome: OutOutcome = None, drafted_from: Day | None = None, drafted_to: Day | None = None,
) -> OutgoingPage:  # fmt: skip
    """Văn bản đi that the caller may see, newest first unless another order is asked for."""
    days = issue_days(call.db, call.actor.agency_id, call.moment.today) if outcome else None
    wanted = OutgoingFilter(
        q, state, type_code, recipient, urgency, from_, to, due_before, unit_id, register_id, issuer, desk, by, of, outcome, drafted_from, drafted_to, days
    )
    if order and order != "newest":
        found, more = outgoing_page(call.db, call.actor, wanted, order, limit, cursor)
        return {"items": outgoing_items(found), "next_cursor": more}  # type: ignore[return-value]  # dumped without a model in between
    keys = from_cursor(cursor, 1)
    try:
        before = uuid.UUID(str(keys[0])) if keys else None
    except ValueError as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error
    rows = outgoing_rows(call.db, call.actor, wanted, limit, before)
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return {"items": rows[:limit], "next_cursor": more}  # type: ignore[return-value]  # dumped without a model in between


@router.get("/{document_id}", operation_id="getOutgoing")
def get_outgoing(call: Call, document_id: uuid.UUID) -> OutgoingAnswer:
    """One văn bản đi, with each recipient's state."""
    return outgoing_answer(call, viewed(call, Document, document_id))


@router.get("/{document_id}/signatures", operation_id="listSignatures", openapi_extra=may("getOutgoing"))
def list_signatures(call: Call, document_id: uuid.UUID) -> SignatureList:
    """Verdicts on the signatures of the file that counts now."""
    document = load(call.db, call.actor, Document, document_id)
    main = current_main(call.db, document.id)
    if main is None or main.role != "signed":
        return SignatureList(items=[])
    try:
        verdicts = verify(read_all(call.state.files, main.sha256), roots_of(call), call.moment.at)
    except UnreadablePdf:
        verdicts = []
    return SignatureList(items=[SignatureItem.model_validate(v) for v in verdicts])


@router.patch("/{document_id}", operation_id="reviseOutgoing")
def revise_outgoing_route(call: Call, document_id: uuid.UUID, command: ReviseOutgoing) -> OutgoingAnswer:
    """Sửa dự thảo."""
    return outgoing_answer(call, revise_outgoing(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/reviews", operation_id="reviewOutgoing", status_code=201)
def review_outgoing_route(call: Call, document_id: uuid.UUID, command: ReviewOutgoing) -> OutgoingAnswer:
    """Kiểm tra nội dung, thể thức, phê duyệt."""
    return outgoing_answer(call, review_outgoing(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/signature", operation_id="signOutgoing")
def sign_outgoing_route(call: Call, document_id: uuid.UUID, command: SignOutgoing) -> OutgoingAnswer:
    """Ký; văn bản điện tử được cấp số, ngày trước chữ ký."""
    state, stamper = call.state, time_stamper(call.state.settings.tsa_url)
    return outgoing_answer(
        call, sign_outgoing(call.db, call.actor, document_id, command, call.moment, state.files, state.keys, FONTS, stamper, roots_of(call))
    )


@router.post("/{document_id}/number", operation_id="numberOutgoing")
def number_outgoing_route(call: Call, document_id: uuid.UUID) -> OutgoingAnswer:
    """Cấp số, ngày cho văn bản giấy."""
    return outgoing_answer(call, number_outgoing(call.db, call.actor, document_id, call.moment))


@router.post("/{document_id}/seal", operation_id="sealOutgoing")
def seal_outgoing_route(call: Call, document_id: uuid.UUID) -> OutgoingAnswer:
    """Đóng dấu, ký số của cơ quan."""
    state, stamper = call.state, time_stamper(call.state.settings.tsa_url)
    return outgoing_answer(call, seal_outgoing(call.db, call.actor, document_id, call.moment, state.files, state.keys, FONTS, stamper))


@router.post("/{document_id}/issue", operation_id="issueOutgoing")
def issue_outgoing_route(call: Call, document_id: uuid.UUID) -> OutgoingAnswer:
    """Phát hành."""
    state, stamper = call.state, time_stamper(call.state.settings.tsa_url)
    document = issue_outgoing(call.db, call.actor, document_id, call.moment, state.files, state.keys, FONTS, stamper)
    have_checked(call, *(r.delivered_document_id for r in recipients_of(call.db, document.id) if r.delivered_document_id))
    return outgoing_answer(call, document)


@router.post("/{document_id}/recall", operation_id="recallOutgoing")
def recall_outgoing_route(call: Call, document_id: uuid.UUID, command: RecallOutgoing) -> OutgoingAnswer:
    """Thu hồi."""
    return outgoing_answer(call, recall_outgoing(call.db, call.actor, document_id, command, call.moment))
