"""What the acts on an incoming document share: loading both halves for change and checking what may follow.

Never changes anything by itself.
"""

import uuid

from sqlmodel import Session, col, select

from hoso.correspondence.rules import is_allowed
from hoso.correspondence.tables import Document, Handling, Incoming, Opinion
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed, NotFound
from hoso.support.jobs import notify
from hoso.support.organisations import Person, RoleAssignment, Unit, in_force
from hoso.support.records import load_for_change
from hoso.support.states import require_state

OPEN = ("given", "received")
SENTENCES = {
    "waiting": "Văn bản chưa vào sổ. Vào sổ trước.",
    "registered": "Văn bản đã vào sổ, chưa trình.",
    "presented": "Văn bản đang chờ lãnh đạo cho ý kiến.",
    "handling": "Văn bản đang được giải quyết.",
    "completed": "Văn bản đã kết thúc.",
    "returned": "Văn bản đã trả lại nơi gửi.",
    "recalled": "Văn bản đã bị thu hồi.",
}


class UnknownPerson(Malformed):
    """There is no such person or unit in the agency."""

    code = "unknown_person"


def incoming_for(db: Session, actor: Actor, document_id: uuid.UUID, operation: str) -> tuple[Document, Incoming]:
    """Both halves, locked. Raises NotFound, OutOfReach, Stale, WrongState."""
    document = load_for_change(db, actor, Document, document_id)
    incoming = db.get(Incoming, document_id)
    if document.kind != "incoming" or incoming is None:
        raise NotFound("Không tìm thấy văn bản đến.")
    require_state(is_allowed("incoming", document.state, operation), SENTENCES[document.state])
    return document, incoming


def person_of_agency(db: Session, actor: Actor, person_id: uuid.UUID) -> Person:
    """An active person of the actor's agency. Raises UnknownPerson."""
    person = db.get(Person, person_id)
    if person is None or person.agency_id != actor.agency_id or not person.is_active:
        raise UnknownPerson("Không có người này trong cơ quan.", field="user_id")
    return person


def unit_of_agency(db: Session, actor: Actor, unit_id: uuid.UUID) -> Unit:
    """A unit of the actor's agency. Raises UnknownPerson."""
    unit = db.get(Unit, unit_id)
    if unit is None or unit.agency_id != actor.agency_id or not unit.is_active:
        raise UnknownPerson("Không có đơn vị này trong cơ quan.", field="unit_id")
    return unit


def give(db: Session, document: Document, handling: Handling, moment: Moment) -> None:
    """Add the handling, let its people read the document, and tell them."""
    db.add(handling)
    db.flush()
    let_read(db, document.agency_id, document.id, person_id=handling.person_id, unit_id=handling.unit_id)
    people = [handling.person_id] if handling.person_id else unit_heads(db, handling.unit_id, moment)
    if handling.person_id:
        for unit_id in db.exec(select(RoleAssignment.unit_id).where(RoleAssignment.person_id == handling.person_id, in_force(RoleAssignment, moment.today))):
            if unit_id:
                let_read(db, document.agency_id, document.id, unit_id=unit_id)
    for person_id in people:
        if person_id:
            link = f"/van-ban-den/{document.id}"
            notify(db, person_id, document.agency_id, moment, "incoming:assigned", f"Văn bản được giao: {document.abstract}", link, document.id)


def unit_heads(db: Session, unit_id: uuid.UUID | None, moment: Moment) -> list[uuid.UUID]:
    """The heads and deputies of a unit today."""
    wanted = select(RoleAssignment.person_id).where(
        RoleAssignment.unit_id == unit_id, col(RoleAssignment.role).in_(("truongphong", "phophong")), in_force(RoleAssignment, moment.today)
    )
    return list(db.exec(wanted))


def say(db: Session, actor: Actor, document: Document, kind: str, text: str, moment: Moment) -> None:
    """Add a line to the conversation."""
    row = {"agency_id": document.agency_id, "document_id": document.id, "person_id": actor.id, "kind": kind, "text": text, "at": moment.at}
    db.add(Opinion.model_validate(row))


def open_handlings(db: Session, document_id: uuid.UUID) -> list[Handling]:
    """The handlings that are not done, oldest first."""
    wanted = select(Handling).where(Handling.document_id == document_id, col(Handling.state).in_(OPEN))
    return list(db.exec(wanted.order_by(col(Handling.given_at), col(Handling.id))))


def own_handlings(db: Session, actor: Actor, document_id: uuid.UUID) -> list[Handling]:
    """The open handlings that lie with the actor, in person or as head of the unit."""
    return [h for h in open_handlings(db, document_id) if h.person_id == actor.id or h.unit_id in actor.headed_unit_ids]
