"""Appoint a person to follow and urge the handling of a document (Đ24.1): by whoever directs, or by the clerk on order.

Never gives more than reading and urging.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from hoso.correspondence.actions.incoming_desk import incoming_for, person_of_agency, say, tell
from hoso.correspondence.tables import Document, FollowUp
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict
from hoso.support.records import touch
from hoso.support.text import Text
from hoso.support.trail import record


class FollowsAlready(Conflict):
    """The person follows this document already."""

    code = "follows_already"


class FollowIncoming(BaseModel):
    """Who, and on whose order or for what."""

    model_config = {"extra": "forbid"}
    user_id: uuid.UUID
    note: Annotated[Text, Field(max_length=500)] = ""


def follow_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: FollowIncoming, moment: Moment) -> Document:
    """The document with its follower. Raises UnknownPerson, FollowsAlready, WrongState."""
    document, _ = incoming_for(db, actor, document_id, "followIncoming")
    person = person_of_agency(db, actor, command.user_id)
    same = select(FollowUp.id).where(FollowUp.document_id == document.id, FollowUp.person_id == person.id, col(FollowUp.ended_at).is_(None))
    if db.exec(same).first():
        raise FollowsAlready(f"{person.full_name} đang theo dõi văn bản này.")
    db.add(FollowUp.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "person_id": person.id, "note": command.note, "appointed_by": actor.id,
        "appointed_at": moment.at,
    }))  # fmt: skip
    let_read(db, document.agency_id, document.id, person_id=person.id)
    tell(db, document, [person.id], moment, "incoming:follower-appointed", f"Giao theo dõi, đôn đốc: {document.abstract}")
    say(db, actor, document, "following", f"Giao {person.full_name} theo dõi, đôn đốc. {command.note}".strip(), moment)
    touch(document, actor, moment)
    record(db, actor, moment, "incoming:follower-appointed", document.id, {"to": person.full_name, "user_id": person.id, "note": command.note})
    return document
