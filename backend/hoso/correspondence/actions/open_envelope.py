"""Open an envelope that is addressed to the agency: the numbers inside are compared with those outside (Đ21.1.b)."""

import uuid
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.receive_envelope import envelope_for
from hoso.correspondence.rules.envelopes import OPENABLE, compared
from hoso.correspondence.tables import Envelope
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken
from hoso.support.records import touch
from hoso.support.text import FilledLine, Line, Text
from hoso.support.trail import record


class NotToBeOpened(RuleBroken):
    """Mail for a named person or a mass organisation is passed on unopened (Đ21.1.b)."""

    code = "not_to_be_opened"


class OpenEnvelope(BaseModel):
    """What was inside. `sender_told_how`: how the sender was told of a difference, where that was done at once."""

    model_config = {"extra": "forbid"}
    numbers_inside: Annotated[Text, Field(max_length=1000)] = ""
    finding: Annotated[Line, Field(max_length=500)] | None = None
    sender_told_how: Annotated[Line, Field(max_length=300)] | None = None


class NoteSenderTold(BaseModel):
    """How the sender was told that what came differs from what is written outside."""

    model_config = {"extra": "forbid"}
    how: Annotated[FilledLine, Field(max_length=300)]


def compare_numbers(envelope: Envelope, inside: str) -> None:
    """Write the numbers inside and what they differ by."""
    missing, surplus = compared(envelope.numbers_outside, inside)
    envelope.numbers_inside, envelope.missing, envelope.surplus = inside, "\n".join(missing)[:1000], "\n".join(surplus)[:1000]


def tell_sender(envelope: Envelope, how: str, today: date) -> None:
    """Write that and how the sender was told."""
    envelope.sender_told_on, envelope.sender_told_how = today, how


def open_envelope(db: Session, actor: Actor, envelope_id: uuid.UUID, command: OpenEnvelope, moment: Moment) -> Envelope:
    """The opened envelope, with what is missing and what is surplus. Raises NotToBeOpened, NotFound, WrongState."""
    envelope = envelope_for(db, actor, envelope_id, "openEnvelope")
    if envelope.addressed_to not in OPENABLE:
        raise NotToBeOpened("Bì gửi đích danh người nhận hoặc tổ chức đoàn thể: chuyển nguyên bì, không bóc (Điều 21 khoản 1).")
    compare_numbers(envelope, command.numbers_inside)
    envelope.state, envelope.finding = "opened", command.finding or ""
    envelope.opened_at, envelope.opened_by = moment.at, actor.id
    if command.sender_told_how:
        tell_sender(envelope, command.sender_told_how, moment.today)
    touch(envelope, actor, moment)
    record(db, actor, moment, "envelope:opened", envelope.id, {"missing": envelope.missing, "surplus": envelope.surplus, **command.model_dump()})
    return envelope
