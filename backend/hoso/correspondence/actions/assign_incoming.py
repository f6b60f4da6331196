"""Assign an incoming document to a person of the unit (Đ24)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.actions.direct_incoming import TermInThePast
from hoso.correspondence.actions.incoming_desk import (
    behalf_in_handling,
    give,
    in_place_of,
    incoming_for,
    move,
    own_handlings,
    person_of_agency,
    say,
    sign_for,
    withdraw,
)
from hoso.correspondence.tables import Document, Handling
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import RuleBroken
from hoso.support.organisations import RoleAssignment, in_force
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.text import Text
from hoso.support.trail import record


class NotOfTheUnit(RuleBroken):
    """A unit head assigns to people of the own unit."""

    code = "not_of_the_unit"


class AssignIncoming(BaseModel):
    """Who, until when, what."""

    model_config = {"extra": "forbid"}
    user_id: uuid.UUID
    due_on: Day | None = None
    instruction: Annotated[Text, Field(max_length=1000)] | None = None


def assign_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: AssignIncoming, moment: Moment) -> Document:
    """The document with its handler. Raises NotYourTask, NotOfTheUnit, TermInThePast, UnknownPerson, WrongState."""
    document, _ = incoming_for(db, actor, document_id, "assignIncoming")
    own = [h for h in own_handlings(db, actor, document.id) if h.part != "informed" and h.unit_id in actor.handling_unit_ids]
    require_task(bool(own), "Văn bản không giao cho đơn vị của anh/chị.")
    if command.due_on and command.due_on < moment.today:
        raise TermInThePast("Hạn giải quyết không thể trước hôm nay.", field="due_on")
    above = own[0]
    person = person_of_agency(db, actor, command.user_id)
    members = select(RoleAssignment.id).where(
        RoleAssignment.person_id == person.id, RoleAssignment.unit_id == above.unit_id, in_force(RoleAssignment, moment.today)
    )
    if not db.exec(members).first():
        raise NotOfTheUnit("Người này không thuộc đơn vị của anh/chị.")
    withdraw(db, own_children(db, above.id))
    above.state = "received"
    sign_for(above, actor, moment)
    behalf = behalf_in_handling(actor, [above])
    given = Handling.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "parent_id": above.id, "person_id": person.id, "part": above.part,
        "due_on": command.due_on or above.due_on, "instruction": command.instruction or "", "given_by": behalf.id if behalf else actor.id, "given_at": moment.at,
    })  # fmt: skip
    give(db, document, given, moment)
    move(db, actor, document, "assigned", moment, to=given, from_unit=above.unit_id, note=command.instruction or "", behalf=behalf)
    say(db, actor, document, "assignment", f"Giao {person.full_name}. {command.instruction or ''}".strip(), moment, behalf)
    touch(document, actor, moment)
    detail = {"to": person.full_name, **command.model_dump(mode="json", exclude_none=True), **in_place_of(behalf)}
    record(db, actor, moment, "incoming:assigned", document.id, detail)
    return document


def own_children(db: Session, parent_id: uuid.UUID) -> list[Handling]:
    """The open handlings that were given out of one."""
    wanted = select(Handling).where(Handling.parent_id == parent_id)
    return [h for h in db.exec(wanted) if h.state in ("given", "received")]
