"""Pass an assignment of a unit on to one of its people, or give it to somebody else while nothing is drafted yet."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.assign_draft import LEADERS, tell_drafters
from hoso.correspondence.actions.direct_incoming import require_future
from hoso.correspondence.actions.incoming_desk import person_of_agency
from hoso.correspondence.tables import DraftAssignment
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.records import load_for_change, touch
from hoso.support.states import require_state, require_task
from hoso.support.trail import record


class PassDraftAssignment(BaseModel):
    """To whom, with whom, until when."""

    model_config = {"extra": "forbid"}
    user_id: uuid.UUID
    co_drafter_ids: Annotated[list[uuid.UUID], Field(max_length=20)] | None = None
    due_on: Day | None = None


def pass_draft_assignment(db: Session, actor: Actor, assignment_id: uuid.UUID, command: PassDraftAssignment, moment: Moment) -> DraftAssignment:
    """The assignment in the hands of the person. Raises NotFound, OutOfReach, NotYourTask, WrongState, TermInThePast, UnknownPerson."""
    assignment = load_for_change(db, actor, DraftAssignment, assignment_id)
    heads = assignment.unit_id in actor.headed_unit_ids or actor.id in (assignment.given_by, assignment.person_id)
    require_task(heads or bool(actor.roles & LEADERS), "Lãnh đạo đơn vị được giao hoặc người giao mới chuyển được việc này.")
    require_state(assignment.state == "given", "Đã có dự thảo hoặc việc đã rút, không chuyển được nữa.")
    require_future(moment, command.due_on)
    person_of_agency(db, actor, command.user_id)
    for person_id in command.co_drafter_ids or []:
        person_of_agency(db, actor, person_id)
    assignment.person_id = command.user_id
    if command.co_drafter_ids is not None:
        assignment.co_drafter_ids = [str(p) for p in dict.fromkeys(command.co_drafter_ids)]
    assignment.due_on = command.due_on or assignment.due_on
    touch(assignment, actor, moment)
    tell_drafters(db, assignment, moment)
    record(db, actor, moment, "draft:passed", assignment.id, {"person": command.user_id, "due_on": assignment.due_on})
    return assignment
