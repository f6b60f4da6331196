"""Take an envelope in: number, seal, sender, what is written outside (Đ21.1.a). Never opens it."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.incoming_entry import ImpossibleDate
from hoso.correspondence.rules.envelopes import NEXT_ENVELOPE
from hoso.correspondence.tables import Envelope
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import HANOI, Moment
from hoso.support.days import Instant
from hoso.support.errors import Malformed, NotFound
from hoso.support.records import load_for_change
from hoso.support.secrecy import LAW, StateSecret, level_of, refuse_said
from hoso.support.states import require_state
from hoso.support.text import FilledLine, Line, Text
from hoso.support.trail import record

SENTENCES = {
    "received": "Bì thư chưa bóc.",
    "opened": "Bì thư đã bóc.",
    "passed": "Bì thư đã chuyển nguyên bì cho người nhận.",
    "handed_back": "Bì thư đã được chuyển lại để đăng ký.",
}


class AddresseeMissing(Malformed):
    """Mail for a person or an organisation names whom."""

    code = "addressee_missing"


class ReceiveEnvelope(BaseModel):
    """What stands outside. `seal`: intact, broken (torn or opened on the way), unsealed. `numbers_outside`: separated by lines or commas."""

    model_config = {"extra": "forbid"}
    sender_name: Annotated[FilledLine, Field(max_length=200)]
    received_at: Instant | None = None
    channel: Literal["post", "courier", "hand"] = "post"
    postal_number: Annotated[Line, Field(max_length=50)] | None = None
    seal: Literal["intact", "broken", "unsealed"] = "intact"
    urgency: Literal["normal", "urgent", "very_urgent", "express"] = "normal"
    addressed_to: Literal["agency", "person", "organisation"] = "agency"
    addressee_name: Annotated[Line, Field(max_length=200)] | None = None
    numbers_outside: Annotated[Text, Field(max_length=1000)] | None = None
    secrecy: Annotated[Line, Field(max_length=20)] | None = None
    note: Annotated[Line, Field(max_length=500)] | None = None


def envelope_for(db: Session, actor: Actor, envelope_id: uuid.UUID, operation: str) -> Envelope:
    """The envelope, locked, where the operation may follow. Raises NotFound, Stale, WrongState."""
    envelope = load_for_change(db, actor, Envelope, envelope_id)
    require_state(operation in NEXT_ENVELOPE[envelope.state], SENTENCES[envelope.state])
    return envelope


def envelope_of(db: Session, actor: Actor, envelope_id: uuid.UUID) -> Envelope:
    """The envelope of the own agency. Raises NotFound."""
    envelope = db.get(Envelope, envelope_id)
    if envelope is None or envelope.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy bì thư.")
    return envelope


def receive_envelope(db: Session, actor: Actor, command: ReceiveEnvelope, moment: Moment) -> Envelope:
    """The envelope that was received. Raises StateSecret (marks A, B, C or a level), AddresseeMissing, ImpossibleDate. Source: Đ21.1.a."""
    if command.secrecy and (level_of(command.secrecy) != "none" or command.secrecy.strip().upper() in ("A", "B", "C")):
        raise StateSecret(LAW)
    refuse_said(db, command.note, command.numbers_outside)
    if command.addressed_to != "agency" and not command.addressee_name:
        raise AddresseeMissing("Ghi tên người nhận hoặc tổ chức đoàn thể ghi trên bì.", field="addressee_name")
    at: datetime = command.received_at or moment.at
    if at > moment.at:
        raise ImpossibleDate("Giờ đến không thể sau hiện tại.", field="received_at")
    given = command.model_dump(exclude={"received_at", "secrecy"}, exclude_none=True)
    envelope = Envelope.model_validate({
        "id": new_id(), "agency_id": actor.agency_id, "state": "received", "created_at": moment.at, "created_by": actor.id,
        "changed_at": moment.at, "changed_by": actor.id, "received_at": at, "received_on": at.astimezone(HANOI).date(), **given,
    })  # fmt: skip
    db.add(envelope)
    record(db, actor, moment, "envelope:received", envelope.id, {"received_at": at, **given})
    return envelope
