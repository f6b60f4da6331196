"""Record progress of the handling, as a line of the conversation."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import behalf_in_handling, in_place_of, incoming_for, own_handlings, say, sign_for
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.text import FilledText
from hoso.support.trail import record


class RecordProgress(BaseModel):
    """What was done."""

    model_config = {"extra": "forbid"}
    note: Annotated[FilledText, Field(max_length=4000)]


def record_progress(db: Session, actor: Actor, document_id: uuid.UUID, command: RecordProgress, moment: Moment) -> Document:
    """The document with the note. Raises NotYourTask, WrongState."""
    document, _ = incoming_for(db, actor, document_id, "recordProgress")
    own = [h for h in own_handlings(db, actor, document.id) if h.part != "informed"]
    require_task(bool(own), "Văn bản này không giao cho anh/chị giải quyết.")
    for handling in own:
        sign_for(handling, actor, moment)
        handling.state = "received"
    behalf = behalf_in_handling(actor, own)
    say(db, actor, document, "progress", command.note, moment, behalf)
    touch(document, actor, moment)
    record(db, actor, moment, "incoming:progressed", document.id, {"note": command.note, **in_place_of(behalf)})
    return document
