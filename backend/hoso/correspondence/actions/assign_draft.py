"""Tell a person or a unit to draft a document: what, in answer to which one, until when, with whom (Đ10.1)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session

from hoso.correspondence.actions.direct_incoming import require_future
from hoso.correspondence.actions.incoming_desk import person_of_agency, unit_heads, unit_of_agency
from hoso.correspondence.actions.incoming_entry import named_type
from hoso.correspondence.tables import Document, DraftAssignment
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.jobs import notify
from hoso.support.permissions import HEAD_ROLES
from hoso.support.records import load
from hoso.support.states import require_task
from hoso.support.text import FilledLine, Text
from hoso.support.trail import record

LEADERS = HEAD_ROLES | {"pholanhdao"}


class AssignDraft(BaseModel):
    """Who drafts what. One unit or one person; `co_drafter_ids` draft with them."""

    model_config = {"extra": "forbid"}
    subject: Annotated[FilledLine, Field(max_length=500)]
    user_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    co_drafter_ids: Annotated[list[uuid.UUID], Field(max_length=20)] = []
    type_code: Annotated[FilledLine, Field(max_length=10)] | None = None
    in_reply_to: uuid.UUID | None = None
    due_on: Day | None = None
    instruction: Annotated[Text, Field(max_length=2000)] | None = None

    @model_validator(mode="after")
    def _one(self) -> "AssignDraft":
        if (self.user_id is None) == (self.unit_id is None):
            raise ValueError("giao một đơn vị hoặc một người")
        return self


def tell_drafters(db: Session, assignment: DraftAssignment, moment: Moment) -> None:
    """Let those who draft read the document that is answered, and tell them."""
    people = [assignment.person_id] if assignment.person_id else unit_heads(db, assignment.unit_id, moment)
    everybody = [p for p in people if p] + [uuid.UUID(p) for p in assignment.co_drafter_ids]
    for person_id in dict.fromkeys(everybody):
        let_read(db, assignment.agency_id, assignment.id, person_id=person_id)
        if assignment.in_reply_to_id:
            let_read(db, assignment.agency_id, assignment.in_reply_to_id, person_id=person_id)
        said = f"Được giao soạn thảo: {assignment.subject}"
        notify(db, person_id, assignment.agency_id, moment, "draft:assigned", said, "/giao-soan-thao?desk=mine", assignment.id)
    if assignment.unit_id:
        let_read(db, assignment.agency_id, assignment.id, unit_id=assignment.unit_id)


def assign_draft(db: Session, actor: Actor, command: AssignDraft, moment: Moment) -> DraftAssignment:
    """The assignment. Raises NotYourTask, TermInThePast, UnknownPerson, UnknownType, NotFound, OutOfReach."""
    leads = bool(actor.roles & LEADERS)
    require_task(leads or bool(actor.headed_unit_ids), "Lãnh đạo cơ quan, lãnh đạo đơn vị giao soạn thảo (Đ10.1).")
    require_future(moment, command.due_on)
    if command.user_id:
        person_of_agency(db, actor, command.user_id)
    if command.unit_id:
        unit_of_agency(db, actor, command.unit_id)
        require_task(leads or command.unit_id in actor.headed_unit_ids, "Lãnh đạo đơn vị chỉ giao trong đơn vị của mình.")
    for person_id in command.co_drafter_ids:
        person_of_agency(db, actor, person_id)
    if command.type_code:
        named_type(db, command.type_code, None)
    if command.in_reply_to:
        load(db, actor, Document, command.in_reply_to)
    assignment = DraftAssignment.model_validate({
        "agency_id": actor.agency_id, "state": "given", "subject": command.subject, "instruction": command.instruction or "",
        "type_code": command.type_code, "in_reply_to_id": command.in_reply_to, "unit_id": command.unit_id, "person_id": command.user_id,
        "co_drafter_ids": [str(p) for p in dict.fromkeys(command.co_drafter_ids)], "due_on": command.due_on, "given_by": actor.id,
        "created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id,
    })  # fmt: skip
    db.add(assignment)
    db.flush()
    let_read(db, actor.agency_id, assignment.id, person_id=actor.id)
    tell_drafters(db, assignment, moment)
    detail = {"subject": command.subject, "due_on": command.due_on, "person": command.user_id, "unit": command.unit_id}
    record(db, actor, moment, "draft:assigned", assignment.id, detail)
    if command.in_reply_to:
        record(db, actor, moment, "draft:assigned", command.in_reply_to, detail)
    return assignment
