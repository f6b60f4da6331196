"""End a person's charge to follow a document; that they had it stays on record."""

import uuid

from sqlmodel import Session, select

from hoso.correspondence.actions.incoming_desk import incoming_for
from hoso.correspondence.tables import Document, FollowUp
from hoso.support.actors import Actor
from hoso.support.administration.desk import EndedAlready
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.organisations import Person
from hoso.support.records import touch
from hoso.support.trail import record


def end_following(db: Session, actor: Actor, document_id: uuid.UUID, follow_up_id: uuid.UUID, moment: Moment) -> Document:
    """The document without this follower. Raises NotFound, EndedAlready, WrongState."""
    document, _ = incoming_for(db, actor, document_id, "endFollowing")
    charge = db.exec(select(FollowUp).where(FollowUp.id == follow_up_id).with_for_update()).first()
    if charge is None or charge.document_id != document.id:
        raise NotFound("Không tìm thấy người theo dõi này.")
    if charge.ended_at:
        raise EndedAlready("Việc theo dõi này đã kết thúc.")
    charge.ended_at = moment.at
    touch(document, actor, moment)
    person = db.get_one(Person, charge.person_id)
    record(db, actor, moment, "incoming:follower-dismissed", document.id, {"who": person.full_name, "user_id": person.id})
    return document
