"""Withdraw an own opinion: it stays in the conversation as withdrawn, its words in the trail.

Never removes or changes a line; directions, assignments and other words that came with an act stand.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.actions.correct_incoming import Frozen
from hoso.correspondence.actions.incoming_desk import incoming_for
from hoso.correspondence.tables import Document, Opinion
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound, RuleBroken
from hoso.support.states import require_task
from hoso.support.text import Text
from hoso.support.trail import record


class StandsForGood(RuleBroken):
    """Words that came with an act (a direction, an assignment) are not withdrawn; withdrawn ones are not withdrawn again."""

    code = "opinion_stands"


class WithdrawOpinion(BaseModel):
    """Why, if one wants to say so."""

    model_config = {"extra": "forbid"}
    reason: Annotated[Text, Field(max_length=500)] = ""


def withdraw_opinion(
    db: Session, actor: Actor, document_id: uuid.UUID, opinion_id: uuid.UUID, command: WithdrawOpinion, moment: Moment
) -> Document:
    """The document; the opinion is marked. Raises NotFound, NotYourTask, StandsForGood, Frozen, WrongState."""
    document, _ = incoming_for(db, actor, document_id, "addOpinion")
    said = db.exec(select(Opinion).where(Opinion.id == opinion_id).with_for_update()).first()
    if said is None or said.document_id != document.id:
        raise NotFound("Không tìm thấy ý kiến này.")
    if document.frozen_at:
        raise Frozen("Văn bản đã nộp lưu trong hồ sơ, không rút ý kiến được.")
    require_task(said.person_id == actor.id, "Chỉ người nêu ý kiến rút được ý kiến đó.")
    if said.kind != "opinion" or said.withdrawn_at:
        raise StandsForGood("Chỉ rút được ý kiến trao đổi chưa rút; bút phê, phân công, tiến độ là việc đã làm nên được giữ.")
    said.withdrawn_at, said.withdraw_reason = moment.at, command.reason
    record(db, actor, moment, "opinion:withdrawn", document.id, {"opinion_id": said.id, "text": said.text, "reason": command.reason})
    return document
