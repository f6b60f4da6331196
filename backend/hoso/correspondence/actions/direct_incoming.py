"""Direct an incoming document: who leads, who coordinates, who is informed, until when (Đ23.2, Đ24)."""

import uuid
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import (
    behalf_in_direction,
    directs,
    give,
    in_place_of,
    incoming_for,
    move,
    open_handlings,
    person_of_agency,
    require_one_day,
    say,
    set_term,
    tell,
    unit_of_agency,
    withdraw,
)
from hoso.correspondence.actions.note_delivery import note_delivery
from hoso.correspondence.actions.present_incoming import require_competent
from hoso.correspondence.tables import Document, Handling, Incoming
from hoso.support.access import let_read
from hoso.support.actors import Absent, Actor
from hoso.support.clock import Moment
from hoso.support.days import Day, Instant
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.text import FilledText, Text
from hoso.support.trail import record


class TermInThePast(Malformed):
    """A term may not lie before today."""

    code = "term_in_the_past"


def require_future(moment: Moment, *days: date | None, due_at: datetime | None = None) -> None:
    """Raises TermInThePast for a day before today or an hour that has passed, HourOfAnotherDay where the hour is not of the first day."""
    if any(day and day < moment.today for day in days):
        raise TermInThePast("Hạn giải quyết không thể trước hôm nay.", field="due_on")
    if due_at and due_at < moment.at:
        raise TermInThePast("Giờ hẹn đã qua.", field="due_at")
    require_one_day(days[0] if days else None, due_at)


def named_day(due_on: date | None, due_at: datetime | None) -> date | None:
    """The day of a term, also where only its hour is named."""
    return due_on or (Moment(due_at).today if due_at else None)


class NoLead(RuleBroken):
    """A direction names who leads, or forwards to another leader."""

    code = "no_lead"


class Whom(BaseModel):
    """A unit or a person, exactly one."""

    model_config = {"extra": "forbid"}
    unit_id: uuid.UUID | None = None
    user_id: uuid.UUID | None = None

    @model_validator(mode="after")
    def _one(self) -> "Whom":
        if (self.unit_id is None) == (self.user_id is None):
            raise ValueError("chọn đúng một: đơn vị hoặc cá nhân")
        return self


class Coordinating(Whom):
    """Who coordinates, with a term and an instruction of their own."""

    due_on: Day | None = None
    instruction: Annotated[Text, Field(max_length=1000)] | None = None


class DirectIncoming(BaseModel):
    """The leader's direction (bút phê)."""

    model_config = {"extra": "forbid"}
    opinion: Annotated[FilledText, Field(max_length=4000)]
    lead: Whom | None = None
    coordinating: Annotated[list[Coordinating], Field(max_length=50)] = []
    informed: Annotated[list[Whom], Field(max_length=200)] = []
    due_on: Day | None = None
    due_at: Instant | None = None  # by the hour, for what is urgent
    forward_to_user_id: uuid.UUID | None = None


def handling_of(db: Session, actor: Actor, document: Document, whom: Whom, part: str, moment: Moment) -> Handling:
    """A handling row for a unit or person of the agency. Raises UnknownPerson."""
    if whom.unit_id:
        unit_of_agency(db, actor, whom.unit_id)
    if whom.user_id:
        person_of_agency(db, actor, whom.user_id)
    return Handling.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "person_id": whom.user_id, "unit_id": whom.unit_id, "part": part,
        "given_by": actor.id, "given_at": moment.at,
    })  # fmt: skip


def give_all(db: Session, actor: Actor, document: Document, command: DirectIncoming, moment: Moment, behalf: Absent | None = None) -> None:
    """Withdraw what a former direction gave and is not done, then give the new parts; each is a step of the document's way."""
    withdraw(db, open_handlings(db, document.id))
    parts = []
    if command.lead:
        lead = handling_of(db, actor, document, command.lead, "lead", moment)
        lead.due_on, lead.instruction = named_day(command.due_on, command.due_at), command.opinion[:1000]
        parts.append(lead)
    for one in command.coordinating:
        part = handling_of(db, actor, document, one, "coordinating", moment)
        part.due_on, part.instruction = one.due_on or named_day(command.due_on, command.due_at), one.instruction or ""
        parts.append(part)
    parts += [handling_of(db, actor, document, whom, "informed", moment) for whom in command.informed]
    for part in parts:
        part.given_by = behalf.id if behalf else actor.id  # the part and its term are the absent leader's, whoever wrote them down
        give(db, document, part, moment)
        move(db, actor, document, "directed", moment, to=part, note=part.instruction, behalf=behalf)


def _forward(db: Session, actor: Actor, document: Document, incoming: Incoming, command: DirectIncoming, moment: Moment, behalf: Absent | None) -> str:
    """On to another leader: the document waits there for direction, parts that were given before are taken back."""
    assert command.forward_to_user_id is not None
    person = person_of_agency(db, actor, command.forward_to_user_id)
    require_competent(db, person.id, moment)
    withdraw(db, open_handlings(db, document.id))
    document.state = "presented"
    incoming.presented_to, incoming.presented_at = person.id, moment.at
    let_read(db, document.agency_id, document.id, person_id=person.id)
    move(db, actor, document, "forwarded", moment, to_person=person.id, note=command.opinion, behalf=behalf)
    tell(db, document, [person.id], moment, "incoming:presented", f"Chuyển xin ý kiến: {document.abstract}")
    return person.full_name


def direct_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: DirectIncoming, moment: Moment) -> Document:
    """The directed document. Raises NotYourTask, NoLead, TermInThePast, HourOfAnotherDay, UnknownPerson, NotCompetent, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "directIncoming")
    require_task(directs(actor, incoming), "Văn bản được trình cho người khác. Chỉ người được trình hoặc người đứng đầu cho ý kiến.")
    require_future(moment, command.due_on, *(c.due_on for c in command.coordinating), due_at=command.due_at)
    behalf = behalf_in_direction(actor, incoming)
    say(db, actor, document, "direction", command.opinion, moment, behalf)
    detail = {**command.model_dump(mode="json", exclude_none=True), **in_place_of(behalf)}
    if command.forward_to_user_id:
        detail["forwarded_to"] = _forward(db, actor, document, incoming, command, moment, behalf)
        record(db, actor, moment, "incoming:forwarded", document.id, detail)
    else:
        if command.lead is None:
            raise NoLead("Cần chọn đơn vị hoặc cá nhân chủ trì, hoặc chuyển lãnh đạo khác.")
        give_all(db, actor, document, command, moment, behalf)
        document.state = "handling"
        set_term(document, incoming, command.due_on, command.due_at)
        if incoming.source_document_id:
            note_delivery(db, incoming.source_document_id, document.id, "handling", moment)
        record(db, actor, moment, "incoming:directed", document.id, detail)
    touch(document, actor, moment)
    return document
