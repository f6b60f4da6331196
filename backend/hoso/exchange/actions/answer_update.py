"""Accept or decline what a sender updates: the clerk decides, the document's old values stay in the trail, the sender is told."""

import uuid
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.actions.take_update import TakeUpdate, decline_update, take_update
from hoso.correspondence.tables import DocumentFile
from hoso.exchange.tables import ExchangeMessage
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.states import require_state
from hoso.support.text import FilledText

TAKEN_OVER = ("number", "symbol", "issued_on", "abstract", "signer_name", "signer_position", "page_count", "urgency", "due_on")


class DeclineUpdate(BaseModel):
    """Why the update is not taken."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


def _asked(db: Session, actor: Actor, message_id: uuid.UUID) -> ExchangeMessage:
    message = db.exec(select(ExchangeMessage).where(ExchangeMessage.id == message_id).with_for_update()).first()
    if message is None or message.agency_id != actor.agency_id or message.document_id is None:
        raise NotFound("Không tìm thấy bản tin.")
    require_state(message.outcome == "update_asked", "Bản tin này không chờ ý kiến về cập nhật.")
    return message


def _answered(message: ExchangeMessage, actor: Actor, outcome: str, reason: str, moment: Moment) -> None:
    message.outcome, message.answered_at, message.answered_by, message.answer_reason = outcome, moment.at, actor.id, reason


def accept_update(db: Session, actor: Actor, message_id: uuid.UUID, moment: Moment) -> ExchangeMessage:
    """The message, accepted: its values and files are the document's now. Raises NotFound, WrongState, Frozen."""
    message = _asked(db, actor, message_id)
    assert message.document_id is not None
    facts: dict[str, Any] = dict(message.facts)
    given = {name: facts[name] for name in TAKEN_OVER if facts.get(name)}
    for name in ("issued_on", "due_on"):
        if name in given:
            given[name] = date.fromisoformat(given[name])
    held = set(db.exec(select(DocumentFile.sha256).where(DocumentFile.document_id == message.document_id)))
    new = [f for f in [*facts["files"], {"sha256": message.sha256, "name": "ban-tin-cap-nhat.edxml", "role": "evidence"}] if f["sha256"] not in held]
    take_update(db, actor, message.document_id, TakeUpdate(given, new, facts.get("reason") or ""), moment)
    _answered(message, actor, "update_accepted", "", moment)
    return message


def decline_asked_update(db: Session, actor: Actor, message_id: uuid.UUID, command: DeclineUpdate, moment: Moment) -> ExchangeMessage:
    """The message, declined with its reason; the document stays as it is. Raises NotFound, WrongState."""
    message = _asked(db, actor, message_id)
    assert message.document_id is not None
    decline_update(db, actor, message.document_id, command.reason, moment)
    _answered(message, actor, "update_declined", command.reason, moment)
    return message
