"""HTTP of the answers that senders outside of this installation are owed."""

import uuid
from datetime import date, datetime
from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel

from hoso.correspondence.actions.mark_answer_sent import MarkAnswerSent, answer_of, mark_answer_sent
from hoso.correspondence.tables import SenderAnswer
from hoso.exchange.actions.write_answer import told, write_answer
from hoso.exchange.queries import answers_of
from hoso.formats.edxml import STATUS_MEANINGS
from hoso.support.actors import Actor
from hoso.support.http.edge import Call, stage_router
from hoso.support.paging import id_after, to_cursor
from hoso.support.trail import record

router = stage_router("Trao đổi", "/sender-answers", answer_id=SenderAnswer)


class AnswerItem(BaseModel):
    """An answer to a sender: `state` waiting, late (its day is over) or sent."""

    id: uuid.UUID
    state: str
    document_id: uuid.UUID
    code: str
    meaning: str
    category: str
    text: str
    made_at: datetime
    due_on: date
    by_name: str
    sent_at: datetime | None
    sent_how: str
    organ_code: str
    organ_name: str
    number: str
    symbol: str
    abstract: str
    arrival_number: int | None
    allowed_actions: list[str]


class AnswerPage(BaseModel):
    """Answers in the order in which they came due."""

    items: list[AnswerItem]
    next_cursor: str | None = None


class SentAnswer(BaseModel):
    """The answer after it was sent."""

    id: uuid.UUID
    state: str
    sent_at: datetime | None
    sent_how: str
    allowed_actions: list[str] = []


def _state(sent_at: datetime | None, due_on: date, today: date) -> str:
    return "sent" if sent_at else "late" if due_on < today else "waiting"


def _item(actor: Actor, row: dict[str, object], today: date) -> AnswerItem:
    code, category, description = (str(row[name]) for name in ("code", "category", "description"))
    state = _state(row["sent_at"], row["due_on"], today)  # type: ignore[arg-type]
    allowed = ["markAnswerSent"] if state != "sent" and actor.may("markAnswerSent") else []
    return AnswerItem.model_validate({
        **row, "state": state, "meaning": STATUS_MEANINGS[code], "text": told(code, category, description), "allowed_actions": allowed,
    })  # fmt: skip


@router.get("", operation_id="listSenderAnswers")
def list_sender_answers(
    call: Call, document_id: uuid.UUID | None = None, unsent: bool = False, limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> AnswerPage:  # fmt: skip
    """Phản hồi cho nơi gửi: of one document, or all that still wait to be sent."""
    rows = answers_of(call.db, call.actor, document_id, unsent, limit, id_after(cursor))
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return AnswerPage(items=[_item(call.actor, r, call.moment.today) for r in rows[:limit]], next_cursor=more)


@router.get("/{answer_id}/message", operation_id="downloadSenderAnswer", response_class=Response)
def download_sender_answer(call: Call, answer_id: uuid.UUID) -> Response:
    """The edXML status message of the answer, to be sent by the way that the agency has."""
    answer = answer_of(call.db, call.actor, answer_id)
    body = write_answer(call.db, answer)
    record(call.db, call.actor, call.moment, "incoming:answer-written", answer.document_id, {"code": answer.code})
    headers = {"Content-Disposition": f'attachment; filename="phan-hoi-{answer.code}-{answer.id.hex[-8:]}.edxml"'}
    return Response(body, media_type="application/xml", headers=headers)


@router.post("/{answer_id}/sending", operation_id="markAnswerSent")
def mark_answer_sent_route(call: Call, answer_id: uuid.UUID, command: MarkAnswerSent) -> SentAnswer:
    """Note that the answer has left."""
    answer = mark_answer_sent(call.db, call.actor, answer_id, command, call.moment)
    return SentAnswer(id=answer.id, state="sent", sent_at=answer.sent_at, sent_how=answer.sent_how)
