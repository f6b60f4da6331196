"""Withdraw an assignment to draft: the work falls, what was drafted stays."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.assign_draft import LEADERS
from hoso.correspondence.tables import DraftAssignment
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.jobs import notify
from hoso.support.records import load_for_change, touch
from hoso.support.states import require_state, require_task
from hoso.support.text import FilledText
from hoso.support.trail import record


class WithdrawDraftAssignment(BaseModel):
    """Why."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


def withdraw_draft_assignment(
    db: Session, actor: Actor, assignment_id: uuid.UUID, command: WithdrawDraftAssignment, moment: Moment
) -> DraftAssignment:
    """The withdrawn assignment. Raises NotFound, OutOfReach, NotYourTask, WrongState."""
    assignment = load_for_change(db, actor, DraftAssignment, assignment_id)
    require_task(actor.id == assignment.given_by or bool(actor.roles & LEADERS), "Người giao mới rút được việc này.")
    require_state(assignment.state == "given", "Đã có dự thảo hoặc việc đã rút.")
    assignment.state, assignment.withdrawn_reason = "withdrawn", command.reason
    touch(assignment, actor, moment)
    if assignment.person_id:
        said = f"Đã rút việc soạn thảo: {assignment.subject}"
        notify(db, assignment.person_id, assignment.agency_id, moment, "draft:withdrawn", said, "/giao-soan-thao", assignment.id)
    record(db, actor, moment, "draft:withdrawn", assignment.id, {"reason": command.reason})
    return assignment
