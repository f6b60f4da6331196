"""Complete the handling: the lead ends the document's work, coordinators close their own part (Đ24)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import (
    OPEN,
    behalf_in_handling,
    in_place_of,
    incoming_for,
    open_handlings,
    own_handlings,
    say,
    sign_for,
)
from hoso.correspondence.actions.note_delivery import note_delivery
from hoso.correspondence.tables import Document, DocumentLink, Handling
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed
from hoso.support.records import load, touch
from hoso.support.states import require_task
from hoso.support.text import FilledText
from hoso.support.trail import record


class NotAReply(Malformed):
    """The named reply is no outgoing document of the agency."""

    code = "not_a_reply"


class CompleteIncoming(BaseModel):
    """What came of it, and the document that answers."""

    model_config = {"extra": "forbid"}
    outcome: Annotated[FilledText, Field(max_length=1000)]
    reply_document_id: uuid.UUID | None = None


def _link_reply(db: Session, actor: Actor, document: Document, reply_id: uuid.UUID) -> None:
    reply = load(db, actor, Document, reply_id)
    if reply.kind != "outgoing":
        raise NotAReply("Văn bản trả lời phải là văn bản đi.", field="reply_document_id")
    from sqlalchemy.dialects.postgresql import insert

    from hoso.support.base import new_id

    row = {"id": new_id(), "agency_id": document.agency_id, "document_id": reply.id, "related_document_id": document.id, "kind": "in_reply_to"}
    db.execute(insert(DocumentLink).values(row).on_conflict_do_nothing())


def _units_of(db: Session, parts: list[Handling]) -> list[Handling]:
    """The coordinating parts of units out of which these were given: the unit's part is closed by whoever it was assigned to."""
    parents = {h.parent_id for h in parts if h.part == "coordinating" and h.parent_id} - {h.id for h in parts}
    found = (db.get_one(Handling, parent_id) for parent_id in parents)
    return [h for h in found if h.state in OPEN]


def complete_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: CompleteIncoming, moment: Moment) -> Document:
    """The document, completed when the lead was the caller. Raises NotYourTask, NotAReply, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "completeIncoming")
    own = [h for h in own_handlings(db, actor, document.id) if h.part != "informed"]
    require_task(bool(own), "Văn bản này không giao cho anh/chị giải quyết.")
    if command.reply_document_id:
        _link_reply(db, actor, document, command.reply_document_id)
    for handling in (*own, *_units_of(db, own)):
        sign_for(handling, actor, moment)
        handling.state, handling.done_at, handling.outcome = "done", moment.at, command.outcome
        handling.asked_due_on = None
    leads = document.state == "handling" and any(h.part == "lead" for h in own)
    if leads:
        for rest in open_handlings(db, document.id):
            if rest.part == "lead":
                rest.state, rest.done_at = "done", moment.at
        document.state = "completed"
        incoming.completed_at = moment.at
        if incoming.source_document_id:
            note_delivery(db, incoming.source_document_id, document.id, "completed", moment)
    behalf = behalf_in_handling(actor, own)
    say(db, actor, document, "completion", command.outcome, moment, behalf)
    touch(document, actor, moment)
    tag = "incoming:completed" if leads else "incoming:part-completed"
    record(db, actor, moment, tag, document.id, {**command.model_dump(mode="json", exclude_none=True), **in_place_of(behalf)})
    return document
