"""Cancel a prepared signature: nothing was signed; the number that the person's signature would have covered is voided (Đ15).

Never touches a document that is signed: the agency's cancelled signature leaves the person's.
"""

import uuid

from sqlmodel import Session

from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.actions.preparations import close_open
from hoso.correspondence.actions.release_number import release_number
from hoso.correspondence.actions.signing_room import CancelSignature, Room, leave_room, purpose_of
from hoso.correspondence.tables import Document, Outgoing
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.trail import record


def drop_preparation(db: Session, actor: Actor | None, document: Document, outgoing: Outgoing, reason: str, moment: Moment) -> None:
    """End what is open for a person's signature and void its number: a changed or returned draft is numbered anew. None open is no error."""
    if close_open(db, document.id, "person", "cancelled", reason, moment) is not None:
        release_number(db, actor, document, outgoing, reason, moment)


def cancel_signature(
    db: Session, actor: Actor, document_id: uuid.UUID, preparation_id: uuid.UUID, command: CancelSignature, moment: Moment
) -> Document:
    """The document, unsigned as before. Raises NotFound, NotYourTask, WrongState."""
    purpose = purpose_of(db, preparation_id)
    document, outgoing = outgoing_for(db, actor, document_id, "sealOutgoing" if purpose == "agency" else "signOutgoing")
    number = document.number
    reason = leave_room(db, actor, Room(document, purpose), preparation_id, command, moment)
    if purpose == "person":
        release_number(db, actor, document, outgoing, reason, moment)
    touch(document, actor, moment)
    record(db, actor, moment, "signature:cancelled", document.id, {"purpose": purpose, "reason": reason, "number": number})
    return document
