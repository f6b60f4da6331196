"""Decline the recall of a document that its sender asked for: the copy stays in force here, the sender is told why."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.confirm_recall import RecallNotAsked
from hoso.correspondence.actions.incoming_desk import incoming_for
from hoso.correspondence.actions.note_delivery import note_declined_recall
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.text import FilledText
from hoso.support.trail import record


class DeclineRecall(BaseModel):
    """Why the document stays."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


def decline_recall(db: Session, actor: Actor, document_id: uuid.UUID, command: DeclineRecall, moment: Moment) -> Document:
    """The document, no longer asked back. Raises RecallNotAsked, WrongState. Source: QCVN 102 code 16."""
    document, incoming = incoming_for(db, actor, document_id, "declineRecall")
    if incoming.recall_asked_at is None:
        raise RecallNotAsked("Nơi gửi chưa yêu cầu thu hồi văn bản này.")
    asked = {"asked_at": incoming.recall_asked_at, "asked_because": incoming.recall_reason}
    incoming.recall_asked_at, incoming.recall_reason = None, ""
    if incoming.source_document_id:
        note_declined_recall(db, incoming.source_document_id, document.id, moment, command.reason)
    touch(document, actor, moment)
    record(db, actor, moment, "incoming:recall-declined", document.id, {"reason": command.reason, **asked})
    return document
