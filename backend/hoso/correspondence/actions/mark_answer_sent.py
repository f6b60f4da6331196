"""Note that an answer to a foreign sender has left, and by which way."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.tables import SenderAnswer
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, NotFound
from hoso.support.text import FilledLine
from hoso.support.trail import record


class AnswerSent(Conflict):
    """The answer was sent before."""

    code = "answer_sent"


class MarkAnswerSent(BaseModel):
    """By which way it left: the axis' own page, e-mail, paper."""

    model_config = {"extra": "forbid"}
    how: Annotated[FilledLine, Field(max_length=200)]


def answer_of(db: Session, actor: Actor, answer_id: uuid.UUID) -> SenderAnswer:
    """The answer, locked. Raises NotFound."""
    answer = db.exec(select(SenderAnswer).where(SenderAnswer.id == answer_id).with_for_update()).first()
    if answer is None or answer.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy phản hồi.")
    return answer


def mark_answer_sent(db: Session, actor: Actor, answer_id: uuid.UUID, command: MarkAnswerSent, moment: Moment) -> SenderAnswer:
    """The answer, sent now. Raises NotFound, AnswerSent."""
    answer = answer_of(db, actor, answer_id)
    if answer.sent_at is not None:
        raise AnswerSent("Phản hồi này đã được ghi là đã gửi.")
    answer.sent_at, answer.sent_by, answer.sent_how = moment.at, actor.id, command.how
    record(db, actor, moment, "incoming:answer-sent", answer.document_id, {"code": answer.code, "how": command.how})
    return answer
