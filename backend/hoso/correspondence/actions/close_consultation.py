"""Close an opinion that was asked for: the drafter says what was taken over and what not, and why."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.drafting_desk import tell
from hoso.correspondence.actions.give_consultation import consultation_of
from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.queries.drafting import drafts_here
from hoso.correspondence.tables import Consultation
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.states import require_state, require_task
from hoso.support.text import FilledText
from hoso.support.trail import record


class CloseConsultation(BaseModel):
    """What was taken over."""

    model_config = {"extra": "forbid"}
    taken_over: Annotated[FilledText, Field(max_length=2000)]


def close_consultation(
    db: Session, actor: Actor, document_id: uuid.UUID, consultation_id: uuid.UUID, command: CloseConsultation, moment: Moment
) -> Consultation:
    """The closed consultation, answered or not. Raises NotFound, NotYourTask, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "closeConsultation")
    asked = consultation_of(db, document.id, consultation_id)
    require_task(drafts_here(db, actor, outgoing), "Người soạn thảo hoặc lãnh đạo đơn vị soạn thảo tiếp thu ý kiến.")
    require_state(asked.state != "closed", "Ý kiến này đã được tiếp thu, giải trình.")
    asked.state, asked.outcome = "closed", command.taken_over
    asked.closed_by, asked.closed_at = actor.id, moment.at
    tell(db, document, [asked.answered_by], actor.id, "draft:opinion-closed", f"Đã tiếp thu, giải trình ý kiến: {document.abstract}", moment)
    record(db, actor, moment, "draft:opinion-closed", document.id, {"taken_over": command.taken_over, "answered": asked.answered_at is not None})
    return asked
