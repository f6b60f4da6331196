"""Cancel the prepared signature of an electronic copy: the copy keeps its number and awaits another try that day, or is given up (`void_copy`)."""

import uuid

from sqlmodel import Session

from hoso.correspondence.actions.copy_desk import awaiting_copy, copy_number
from hoso.correspondence.actions.signing_room import CancelSignature, Room, leave_room
from hoso.correspondence.tables import DocumentCopy
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.trail import record


def cancel_copy_signature(
    db: Session, actor: Actor, copy_id: uuid.UUID, preparation_id: uuid.UUID, command: CancelSignature, moment: Moment
) -> DocumentCopy:
    """The copy, unsigned as before. Raises NotFound, NotYourTask, WrongState."""
    row, document = awaiting_copy(db, actor, copy_id)
    reason = leave_room(db, actor, Room(document, "agency", copy_id=row.id), preparation_id, command, moment)
    record(db, actor, moment, "signature:cancelled", document.id, {"purpose": "agency", "copy": copy_number(row), "reason": reason})
    return row
