"""HTTP of bì thư đến: what reached the agency before anything was registered."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel

from hoso.correspondence.actions.hand_back_envelope import HandBackEnvelope, hand_back_envelope
from hoso.correspondence.actions.note_sender_told import note_sender_told
from hoso.correspondence.actions.open_envelope import NoteSenderTold, OpenEnvelope, open_envelope
from hoso.correspondence.actions.pass_envelope import PassEnvelope, pass_envelope
from hoso.correspondence.actions.receive_envelope import ReceiveEnvelope, envelope_of, receive_envelope
from hoso.correspondence.queries.envelopes import envelope_actions, envelope_rows, registered_from
from hoso.correspondence.rules.envelopes import numbers_of
from hoso.correspondence.tables import Envelope
from hoso.support.actors import Actor
from hoso.support.http.edge import Call, stage_router
from hoso.support.paging import id_after, to_cursor

router = stage_router("Bì thư đến", "/envelopes", envelope_id=Envelope)


class EnvelopeItem(BaseModel):
    """An envelope: what stands outside, what was done with it. `missing` and `surplus`: numbers by which inside and outside differ."""

    id: uuid.UUID
    state: str
    version: int
    allowed_actions: list[str]
    received_on: date
    received_at: datetime
    sender_name: str
    channel: str
    postal_number: str
    seal: str
    urgency: str
    addressed_to: str
    addressee_name: str
    numbers_outside: list[str]
    note: str
    opened_at: datetime | None
    numbers_inside: list[str]
    missing: list[str]
    surplus: list[str]
    finding: str
    sender_told_on: date | None
    sender_told_how: str
    passed_at: datetime | None
    passed_to_name: str
    receipt_by_name: str
    handed_back_at: datetime | None
    handed_back_by_name: str
    hand_back_reason: str
    registered: int


class EnvelopeDocumentItem(BaseModel):
    """A document that was registered out of the envelope."""

    id: uuid.UUID
    state: str
    number: str
    symbol: str
    abstract: str
    arrival_number: int | None
    arrived_on: date | None


class EnvelopeAnswer(EnvelopeItem):
    """One envelope with the documents out of it."""

    documents: list[EnvelopeDocumentItem]


class EnvelopePage(BaseModel):
    """Envelopes, newest first."""

    items: list[EnvelopeItem]
    next_cursor: str | None = None


_LISTS = ("numbers_outside", "numbers_inside", "missing", "surplus")


def _shown(actor: Actor, row: dict[str, Any]) -> dict[str, Any]:
    differs = bool(row["missing"] or row["surplus"] or row["finding"] or row["seal"] == "broken")
    allowed = envelope_actions(actor, row["state"], row["addressed_to"], differs, row["sender_told_on"] is not None)
    return {**row, **{name: numbers_of(row[name]) for name in _LISTS}, "allowed_actions": allowed}


def _answer(call: Call, envelope: Envelope) -> EnvelopeAnswer:
    call.db.flush()
    documents = registered_from(call.db, envelope.id)
    return EnvelopeAnswer.model_validate({**_shown(call.actor, envelope.model_dump()), "documents": documents, "registered": len(documents)})


@router.post("", operation_id="receiveEnvelope", status_code=201)
def receive_envelope_route(call: Call, command: ReceiveEnvelope) -> EnvelopeAnswer:
    """Tiếp nhận bì thư: number, seal, sender as they stand outside."""
    return _answer(call, receive_envelope(call.db, call.actor, command, call.moment))


@router.get("", operation_id="listEnvelopes")
def list_envelopes(
    call: Call, state: Annotated[str | None, Query(pattern="^(received|opened|passed|handed_back)$")] = None,
    q: Annotated[str | None, Query(max_length=200)] = None, limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> EnvelopePage:  # fmt: skip
    """Bì thư đến, newest first."""
    rows = envelope_rows(call.db, call.actor, state, q, limit, id_after(cursor))
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return EnvelopePage(items=[EnvelopeItem.model_validate(_shown(call.actor, r)) for r in rows[:limit]], next_cursor=more)


@router.get("/{envelope_id}", operation_id="getEnvelope")
def get_envelope(call: Call, envelope_id: uuid.UUID) -> EnvelopeAnswer:
    """One envelope."""
    return _answer(call, envelope_of(call.db, call.actor, envelope_id))


@router.post("/{envelope_id}/opening", operation_id="openEnvelope")
def open_envelope_route(call: Call, envelope_id: uuid.UUID, command: OpenEnvelope) -> EnvelopeAnswer:
    """Bóc bì: the numbers inside are compared with those outside."""
    return _answer(call, open_envelope(call.db, call.actor, envelope_id, command, call.moment))


@router.post("/{envelope_id}/passing", operation_id="passEnvelope")
def pass_envelope_route(call: Call, envelope_id: uuid.UUID, command: PassEnvelope) -> EnvelopeAnswer:
    """Chuyển nguyên bì cho người nhận, tổ chức đoàn thể, có ký nhận."""
    return _answer(call, pass_envelope(call.db, call.actor, envelope_id, command, call.moment))


@router.post("/{envelope_id}/hand-back", operation_id="handBackEnvelope")
def hand_back_envelope_route(call: Call, envelope_id: uuid.UUID, command: HandBackEnvelope) -> EnvelopeAnswer:
    """Nhận lại thư liên quan công việc chung để đăng ký."""
    return _answer(call, hand_back_envelope(call.db, call.actor, envelope_id, command, call.moment))


@router.post("/{envelope_id}/sender-notice", operation_id="noteSenderTold")
def note_sender_told_route(call: Call, envelope_id: uuid.UUID, command: NoteSenderTold) -> EnvelopeAnswer:
    """Ghi đã báo nơi gửi về chỗ sai lệch."""
    return _answer(call, note_sender_told(call.db, call.actor, envelope_id, command, call.moment))
