"""Return an incoming document with a reason: to the sender, to the clerk, or to whoever directed it (Đ21)."""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import SENTENCES, incoming_for, open_handlings, own_handlings, say
from hoso.correspondence.actions.note_delivery import note_delivery
from hoso.correspondence.tables import Document, Incoming
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.states import WrongState, require_task
from hoso.support.text import FilledText
from hoso.support.trail import record

FROM = {"sender": ("waiting", "registered"), "clerk": ("presented",), "director": ("handling",)}
TO_STATE = {"sender": "returned", "clerk": "registered", "director": "presented"}


class ReturnIncoming(BaseModel):
    """To whom and why."""

    model_config = {"extra": "forbid"}
    to: Literal["sender", "clerk", "director"]
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


def _require_mine(db: Session, actor: Actor, document: Document, incoming: Incoming, to: str) -> None:
    if to == "sender":
        require_task("vanthu" in actor.roles, "Chỉ văn thư trả lại nơi gửi.")
    elif to == "clerk":
        require_task(incoming.presented_to == actor.id or actor.is_head, "Văn bản được trình cho người khác.")
    else:
        own = [h for h in own_handlings(db, actor, document.id) if h.part == "lead"]
        require_task(bool(own), "Chỉ đơn vị, cá nhân chủ trì trả lại người chỉ đạo.")


def return_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: ReturnIncoming, moment: Moment) -> Document:
    """The document one desk back. Raises NotYourTask, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "returnIncoming")
    if document.state not in FROM[command.to]:
        raise WrongState(SENTENCES[document.state])
    _require_mine(db, actor, document, incoming, command.to)
    document.state = TO_STATE[command.to]
    if command.to == "director":
        for handling in open_handlings(db, document.id):
            handling.state = "withdrawn"
    if command.to == "sender" and incoming.source_document_id:
        note_delivery(db, incoming.source_document_id, document.id, "returned", moment, command.reason)
    say(db, actor, document, "return", command.reason, moment)
    touch(document, actor, moment)
    record(db, actor, moment, f"incoming:returned-to-{command.to}", document.id, {"reason": command.reason})
    return document
