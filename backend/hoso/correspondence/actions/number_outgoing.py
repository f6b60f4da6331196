"""Give number and date to a paper document after the hand signature (Đ15.2)."""

import uuid

from sqlmodel import Session

from hoso.correspondence.actions.enter_outgoing import enter_outgoing
from hoso.correspondence.actions.outgoing_desk import make_outgoing_findable, outgoing_for
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict
from hoso.support.records import touch
from hoso.support.trail import record


class AlreadyNumbered(Conflict):
    """The document has its number."""

    code = "already_numbered"


def number_outgoing(db: Session, actor: Actor, document_id: uuid.UUID, moment: Moment) -> Document:
    """The numbered document. Raises AlreadyNumbered, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "numberOutgoing")
    if outgoing.register_entry_id:
        raise AlreadyNumbered("Văn bản đã có số.")
    enter_outgoing(db, document, outgoing, moment)
    touch(document, actor, moment)
    make_outgoing_findable(db, document, moment)
    record(db, actor, moment, "outgoing:numbered", document.id, {"number": document.number, "symbol": document.symbol})
    return document
