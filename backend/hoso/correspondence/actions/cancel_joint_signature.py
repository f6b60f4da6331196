"""Cancel the prepared signature of a co-issuing agency: nothing was signed, its part and the lead agency's document stand as before."""

import uuid

from sqlmodel import Session

from hoso.correspondence.actions.joint_desk import lead_document
from hoso.correspondence.actions.signing_room import CancelSignature, Room, leave_room, purpose_of
from hoso.correspondence.tables import JointSignature
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import load_for_change, touch
from hoso.support.trail import record


def cancel_joint_signature(
    db: Session, actor: Actor, part_id: uuid.UUID, preparation_id: uuid.UUID, command: CancelSignature, moment: Moment
) -> JointSignature:
    """The part. Raises NotFound, NotYourTask, WrongState."""
    purpose = purpose_of(db, preparation_id)
    part = load_for_change(db, actor, JointSignature, part_id)
    document, _ = lead_document(db, part)
    reason = leave_room(db, actor, Room(document, purpose, part_id=part.id), preparation_id, command, moment)
    touch(part, actor, moment)
    record(db, actor, moment, "signature:cancelled", part.id, {"purpose": purpose, "reason": reason})
    return part
