"""Acknowledge receipt of a document (ký nhận); what is only to be known is done when read."""

import uuid

from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import behalf_in_handling, in_place_of, incoming_for, own_handlings
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.trail import record


def acknowledge_incoming(db: Session, actor: Actor, document_id: uuid.UUID, moment: Moment) -> Document:
    """The document with the receipt. Raises NotYourTask, WrongState."""
    document, _ = incoming_for(db, actor, document_id, "acknowledgeIncoming")
    own = [h for h in own_handlings(db, actor, document.id) if h.state == "given"]
    require_task(bool(own), "Anh/chị không có phần việc nào chờ ký nhận ở văn bản này.")
    for handling in own:
        handling.received_at, handling.received_by = moment.at, actor.id
        handling.state = "received"
        if handling.part == "informed":
            handling.state, handling.done_at = "done", moment.at
    touch(document, actor, moment)
    record(db, actor, moment, "incoming:acknowledged", document.id, {"handlings": [h.id for h in own], **in_place_of(behalf_in_handling(actor, own))})
    return document
