"""Recall an issued document: frozen with its metadata here, the receivers are asked to cancel their copy (Đ18.4)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.ask_recall import ask_recall
from hoso.correspondence.actions.outgoing_desk import outgoing_for, recipients_of
from hoso.correspondence.actions.warn_dossiers import warn_dossiers
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.text import FilledText
from hoso.support.trail import record


class RecallOutgoing(BaseModel):
    """Why."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


def recall_outgoing(db: Session, actor: Actor, document_id: uuid.UUID, command: RecallOutgoing, moment: Moment) -> Document:
    """The recalled document. Raises WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "recallOutgoing")
    document.state = "recalled"
    document.frozen_at = document.frozen_at or moment.at
    outgoing.recalled_at, outgoing.recall_reason = moment.at, command.reason
    for recipient in recipients_of(db, document.id):
        if recipient.delivered_document_id:
            ask_recall(db, actor, recipient.delivered_document_id, command.reason, moment)
    warn_dossiers(db, actor, document, f"Văn bản trong hồ sơ đã bị thu hồi: {document.abstract}", moment)
    touch(document, actor, moment)
    record(db, actor, moment, "outgoing:recalled", document.id, {"reason": command.reason})
    return document
