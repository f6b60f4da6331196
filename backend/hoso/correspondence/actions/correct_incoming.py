"""Correct a mistyped registration; the old value stays in the trail.

Never changes số đến, the day of registration, the book or the files.
"""

import uuid
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import incoming_for, require_one_day
from hoso.correspondence.actions.incoming_entry import ImpossibleDate, make_findable, named_type
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day, Instant
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.records import touch
from hoso.support.secrecy import refuse_said
from hoso.support.text import FilledLine, FilledText, Line
from hoso.support.trail import record


class NothingToCorrect(Malformed):
    """The correction names no field."""

    code = "nothing_to_correct"


class Frozen(RuleBroken):
    """The document is in the archive or on hold; its facts do not change any more."""

    code = "frozen"


class CorrectIncoming(BaseModel):
    """The fields to put right and why; a field that is absent stays."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=5, max_length=500)]
    type_code: Annotated[FilledLine, Field(max_length=10)] | None = None
    type_name: Annotated[Line, Field(max_length=100)] | None = None
    number: Annotated[Line, Field(max_length=11)] | None = None
    symbol: Annotated[Line, Field(max_length=30)] | None = None
    issued_on: Day | None = None
    issuer_name: Annotated[FilledLine, Field(max_length=200)] | None = None
    issuer_code: Annotated[Line, Field(max_length=35)] | None = None
    abstract: Annotated[FilledLine, Field(max_length=500)] | None = None
    language: Annotated[Line, Field(max_length=30)] | None = None
    description: Annotated[Line, Field(max_length=500)] | None = None
    urgency: Literal["normal", "urgent", "very_urgent", "express"] | None = None
    page_count: Annotated[int, Field(ge=0, le=9999)] | None = None
    signer_name: Annotated[Line, Field(max_length=50)] | None = None
    signer_position: Annotated[Line, Field(max_length=100)] | None = None
    due_on: Day | None = None
    due_at: Instant | None = None
    reply_due_on: Day | None = None
    received_on: Day | None = None
    channel: Literal["paper", "electronic", "email"] | None = None
    copies: Annotated[int, Field(ge=0, le=9999)] | None = None
    document_identifier: Annotated[Line, Field(max_length=60)] | None = None


OF_INCOMING = ("due_at", "reply_due_on", "received_on", "channel")
MAY_BE_NONE = ("issued_on", "due_on", "due_at", "reply_due_on")  # a day that the paper does not bear


def _given(db: Session, document: Document, command: CorrectIncoming) -> dict[str, Any]:
    """What is to be written: the named fields; a day named as null is taken away."""
    named = command.model_dump(exclude={"reason"}, exclude_unset=True)
    given = {name: value for name, value in named.items() if value is not None or name in MAY_BE_NONE}
    if "type_code" in given or "type_name" in given:
        code = given.get("type_code", document.type_code)
        given["type_name"] = named_type(db, code, given.get("type_name") or (document.type_name if code == document.type_code else None))
    return given


def correct_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: CorrectIncoming, moment: Moment) -> Document:
    """The corrected document. Raises StateSecret, NothingToCorrect, Frozen, ImpossibleDate, HourOfAnotherDay, UnknownType, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "correctIncoming")
    if document.frozen_at:
        raise Frozen("Văn bản đã nộp lưu hoặc bị khóa, không sửa được.")
    for field in ("issued_on", "received_on"):
        if (day := getattr(command, field)) and day > moment.today:
            raise ImpossibleDate("Ngày không thể sau hôm nay.", field=field)
    refuse_said(db, command.abstract, command.description)
    changed: dict[str, Any] = {}
    given = _given(db, document, command)
    if given.get("due_at") and "due_on" not in given:
        given["due_on"] = Moment(given["due_at"]).today
    require_one_day(given.get("due_on"), given.get("due_at"))
    if "due_on" in given and "due_at" not in given and incoming.due_at and Moment(incoming.due_at).today != given["due_on"]:
        given["due_at"] = None  # the hour belonged to the former day
    for name, value in given.items():
        row = incoming if name in OF_INCOMING else document
        old = getattr(row, name)
        if old != value:
            changed[name] = {"old": old, "new": value}
            setattr(row, name, value)
    if not changed:
        raise NothingToCorrect("Chưa có nội dung nào thay đổi.")
    touch(document, actor, moment)
    make_findable(db, document, incoming.arrival_number, incoming.arrived_on or moment.today)
    record(db, actor, moment, "incoming:corrected", document.id, {"reason": command.reason, "changed": changed})
    return document
