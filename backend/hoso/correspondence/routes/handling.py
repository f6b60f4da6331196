"""HTTP of the handling of a văn bản đến beside its main road: forwarding, terms, opinions, followers, urging, its whole way."""

import uuid
from datetime import date, datetime

from pydantic import BaseModel

from hoso.correspondence.actions.add_opinion import AddOpinion, add_opinion
from hoso.correspondence.actions.decide_extension import DecideExtension, decide_extension
from hoso.correspondence.actions.end_following import end_following
from hoso.correspondence.actions.follow_incoming import FollowIncoming, follow_incoming
from hoso.correspondence.actions.forward_incoming import ForwardIncoming, forward_incoming
from hoso.correspondence.actions.reopen_incoming import ReopenIncoming, reopen_incoming
from hoso.correspondence.actions.request_extension import RequestExtension, request_extension
from hoso.correspondence.actions.urge_incoming import UrgeIncoming, urge_incoming
from hoso.correspondence.actions.withdraw_opinion import WithdrawOpinion, withdraw_opinion
from hoso.correspondence.queries.handling import (
    competent_people,
    extensions_of,
    followers_of,
    moves_of,
    participants,
    urgings_of,
)
from hoso.correspondence.routes.incoming import IncomingAnswer, incoming_answer
from hoso.correspondence.tables import Document
from hoso.support.errors import NotFound
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.records import load

router = stage_router("Giải quyết văn bản đến", "/incoming-documents", document_id=Document)


class MoveItem(BaseModel):
    """A step of the document: from whom to whom, in whose place, and who signed for it."""

    id: uuid.UUID
    at: datetime
    kind: str
    part: str
    from_name: str
    from_position: str
    from_unit_name: str | None
    to_name: str
    to_position: str | None
    on_behalf_of: str
    due_on: date | None
    note: str
    handling_id: uuid.UUID | None
    received_at: datetime | None
    received_by_name: str


class ExtensionItem(BaseModel):
    """An extension that was asked for: the old term, the wanted one, the answer."""

    id: uuid.UUID
    state: str
    handling_id: uuid.UUID
    part_name: str
    old_due_on: date
    asked_due_on: date
    working_days: int | None
    granted_due_on: date | None
    reason: str
    asked_by: uuid.UUID
    asked_by_name: str
    asked_at: datetime
    decided_by_name: str
    on_behalf_of: str
    decided_at: datetime | None
    note: str


class UrgingItem(BaseModel):
    """That a part was urged."""

    id: uuid.UUID
    at: datetime
    handling_id: uuid.UUID
    to_name: str
    urged_by_name: str
    note: str


class FollowerItem(BaseModel):
    """Who follows the document, by whose charge, since when."""

    id: uuid.UUID
    person_id: uuid.UUID
    full_name: str
    position: str
    note: str
    appointed_by_name: str
    appointed_at: datetime
    ended_at: datetime | None


class HandlingProcess(BaseModel):
    """The whole way of a document through the agency."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str] = []
    moves: list[MoveItem]
    extensions: list[ExtensionItem]
    urgings: list[UrgingItem]
    followers: list[FollowerItem]


class ParticipantItem(BaseModel):
    """Somebody who sees the document and can be named in an opinion."""

    id: uuid.UUID
    code: str
    name: str
    position: str
    state: str = "active"


class ParticipantPage(BaseModel):
    """People, by name."""

    items: list[ParticipantItem]
    next_cursor: str | None = None


class CompetentItem(BaseModel):
    """Somebody competent to direct: fields of work, words of them found in the document, whether suggested, who stands in today."""

    id: uuid.UUID
    full_name: str
    position: str
    state: str = "active"
    roles: list[str]
    fields: list[str]
    matched: list[str]
    is_suggested: bool
    away_until: date | None
    substitute_name: str


class CompetentPage(BaseModel):
    """People, the suggested one first."""

    items: list[CompetentItem]
    next_cursor: str | None = None


def _incoming(call: Call, document_id: uuid.UUID) -> Document:
    document = load(call.db, call.actor, Document, document_id)
    if document.kind != "incoming":
        raise NotFound("Không tìm thấy văn bản đến.")
    return document


@router.get("/{document_id}/process", operation_id="getHandlingProcess", openapi_extra=may("getIncoming"))
def get_handling_process(call: Call, document_id: uuid.UUID) -> HandlingProcess:
    """Quá trình chuyển: every step with its day, extensions, urgings, followers."""
    document = _incoming(call, document_id)
    return HandlingProcess.model_validate({
        "id": document.id, "state": document.state, "moves": moves_of(call.db, document.id), "extensions": extensions_of(call.db, document.id),
        "urgings": urgings_of(call.db, document.id), "followers": followers_of(call.db, document.id),
    })  # fmt: skip


@router.get("/{document_id}/participants", operation_id="listParticipants", openapi_extra=may("getIncoming"))
def list_participants(call: Call, document_id: uuid.UUID) -> ParticipantPage:
    """Who sees the document: they can be named in an opinion."""
    found = participants(call.db, _incoming(call, document_id), call.moment.today)
    items = [ParticipantItem(id=p["id"], code=p["username"], name=p["full_name"], position=p["position"]) for p in found]
    return ParticipantPage(items=items)


@router.get("/{document_id}/competent", operation_id="listCompetent", openapi_extra=may("presentIncoming"))
def list_competent(call: Call, document_id: uuid.UUID) -> CompetentPage:
    """Who may direct the document; the deputy whose field it is comes first (Đ23.1)."""
    found = competent_people(call.db, _incoming(call, document_id), call.moment.today)
    return CompetentPage(items=[CompetentItem.model_validate(p) for p in found])


@router.post("/{document_id}/forwarding", operation_id="forwardIncoming")
def forward_incoming_route(call: Call, document_id: uuid.UUID, command: ForwardIncoming) -> IncomingAnswer:
    """Chuyển tiếp sang đơn vị khác."""
    return incoming_answer(call, forward_incoming(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/opinions", operation_id="addOpinion", status_code=201)
def add_opinion_route(call: Call, document_id: uuid.UUID, command: AddOpinion) -> IncomingAnswer:
    """Nêu ý kiến, hoặc trả lời một ý kiến."""
    return incoming_answer(call, add_opinion(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/opinions/{opinion_id}/withdrawal", operation_id="withdrawOpinion", openapi_extra=may("addOpinion"))
def withdraw_opinion_route(call: Call, document_id: uuid.UUID, opinion_id: uuid.UUID, command: WithdrawOpinion) -> IncomingAnswer:
    """Rút ý kiến của mình."""
    return incoming_answer(call, withdraw_opinion(call.db, call.actor, document_id, opinion_id, command, call.moment))


@router.post("/{document_id}/extensions", operation_id="requestExtension", status_code=201)
def request_extension_route(call: Call, document_id: uuid.UUID, command: RequestExtension) -> IncomingAnswer:
    """Xin gia hạn."""
    return incoming_answer(call, request_extension(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/extensions/{extension_id}/decision", operation_id="decideExtension")
def decide_extension_route(call: Call, document_id: uuid.UUID, extension_id: uuid.UUID, command: DecideExtension) -> IncomingAnswer:
    """Trả lời đề nghị gia hạn."""
    return incoming_answer(call, decide_extension(call.db, call.actor, document_id, extension_id, command, call.moment))


@router.post("/{document_id}/reopening", operation_id="reopenIncoming")
def reopen_incoming_route(call: Call, document_id: uuid.UUID, command: ReopenIncoming) -> IncomingAnswer:
    """Mở lại giải quyết."""
    return incoming_answer(call, reopen_incoming(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/followers", operation_id="followIncoming", status_code=201)
def follow_incoming_route(call: Call, document_id: uuid.UUID, command: FollowIncoming) -> IncomingAnswer:
    """Giao người theo dõi, đôn đốc."""
    return incoming_answer(call, follow_incoming(call.db, call.actor, document_id, command, call.moment))


@router.post("/{document_id}/followers/{follow_up_id}/ending", operation_id="endFollowing")
def end_following_route(call: Call, document_id: uuid.UUID, follow_up_id: uuid.UUID) -> IncomingAnswer:
    """Thôi giao theo dõi."""
    return incoming_answer(call, end_following(call.db, call.actor, document_id, follow_up_id, call.moment))


@router.post("/{document_id}/urging", operation_id="urgeIncoming", status_code=201)
def urge_incoming_route(call: Call, document_id: uuid.UUID, command: UrgeIncoming) -> IncomingAnswer:
    """Đôn đốc."""
    return incoming_answer(call, urge_incoming(call.db, call.actor, document_id, command, call.moment))
