"""Correct a mistyped registration; the old value stays in the trail."""

import uuid
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import incoming_for
from hoso.correspondence.actions.incoming_entry import ImpossibleDate, make_findable, named_type
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.records import touch
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


def correct_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: CorrectIncoming, moment: Moment) -> Document:
    """The corrected document. Raises NothingToCorrect, Frozen, ImpossibleDate, UnknownType, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "correctIncoming")
    if document.frozen_at:
        raise Frozen("Văn bản đã nộp lưu hoặc bị khóa, không sửa được.")
    if command.issued_on and command.issued_on > moment.today:
        raise ImpossibleDate("Ngày không thể sau hôm nay.", field="issued_on")
    changed: dict[str, Any] = {}
    given = command.model_dump(exclude={"reason"}, exclude_none=True)
    if "type_code" in given:
        given["type_name"] = named_type(db, given["type_code"], given.get("type_name"))
    for name, value in given.items():
        old = getattr(document, name)
        if old != value:
            changed[name] = {"old": old, "new": value}
            setattr(document, name, value)
    if not changed:
        raise NothingToCorrect("Chưa có nội dung nào thay đổi.")
    touch(document, actor, moment)
    make_findable(db, document, incoming.arrival_number, incoming.arrived_on or moment.today)
    record(db, actor, moment, "incoming:corrected", document.id, {"reason": command.reason, "changed": changed})
    return document
