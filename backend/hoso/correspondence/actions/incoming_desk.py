"""What the acts on an incoming document share: loading both halves for change and checking what may follow.

Never changes anything by itself.
"""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, bindparam, update
from sqlmodel import Session, col

from hoso.correspondence.rules import is_allowed
from hoso.correspondence.tables import Document, DocumentMove, Extension, Handling, Incoming, Opinion
from hoso.support.access import Grantee, let_all_read
from hoso.support.actors import Absent, Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed, NotFound
from hoso.support.jobs import notify
from hoso.support.organisations import Person, RoleAssignment, Substitution, Unit, in_force
from hoso.support.picking import pick
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


class HourOfAnotherDay(Malformed):
    """The hour of a term lies on another day than the term."""

    code = "hour_of_another_day"


def require_one_day(due_on: date | None, due_at: datetime | None) -> None:
    """Raises HourOfAnotherDay."""
    if due_on and due_at and Moment(due_at).today != due_on:
        raise HourOfAnotherDay("Giờ hẹn không nằm trong ngày của hạn. Ghi lại ngày hoặc giờ.", field="due_at")


def set_term(document: Document, incoming: Incoming, due_on: date | None, due_at: datetime | None = None) -> None:
    """The term of the whole document, where one is named; an hour that belonged to another day falls with that day."""
    named = due_on or (Moment(due_at).today if due_at else None)
    if named is None:
        return
    document.due_on = named
    if due_at or (incoming.due_at and Moment(incoming.due_at).today != named):
        incoming.due_at = due_at


# Made once, and asked without writing first what waits to be written: no act on a document changes who is whose head or substitute.
_TODAY: Any = bindparam("today", type_=Date)
_STAND_INS = pick(Substitution.substitute_id).where(
    col(Substitution.person_id).in_(bindparam("people", expanding=True)), col(Substitution.ended_at).is_(None), col(Substitution.from_on) <= _TODAY,
    col(Substitution.to_on) >= _TODAY,
).execution_options(autoflush=False)  # fmt: skip
_UNITS = (
    pick(RoleAssignment.unit_id)
    .where(col(RoleAssignment.person_id) == bindparam("person"), col(RoleAssignment.unit_id).is_not(None), in_force(RoleAssignment, _TODAY))
    .execution_options(autoflush=False)
)
_HEADS = pick(RoleAssignment.person_id).where(
    col(RoleAssignment.unit_id) == bindparam("unit"), col(RoleAssignment.role).in_(("truongphong", "phophong")), in_force(RoleAssignment, _TODAY)
).execution_options(autoflush=False)  # fmt: skip


def stand_ins(db: Session, people: Iterable[uuid.UUID], moment: Moment) -> set[uuid.UUID]:
    """Who stands in for the people today."""
    return set(db.execute(_STAND_INS, {"people": list(set(people)), "today": moment.today}).scalars())


def tell(db: Session, document: Document, people: Iterable[uuid.UUID], moment: Moment, tag: str, text: str) -> None:
    """Put a line into the bell of each of the people, and of those who stand in for them today."""
    told = set(people)
    for person_id in told | stand_ins(db, told, moment):
        notify(db, person_id, document.agency_id, moment, tag, text, f"/van-ban-den/{document.id}", document.id)


def give(db: Session, document: Document, handling: Handling, moment: Moment) -> None:
    """Add the handling, let its people read the document, and tell them."""
    db.add(handling)
    people = [handling.person_id] if handling.person_id else unit_heads(db, handling.unit_id, moment)
    units = db.execute(_UNITS, {"person": handling.person_id, "today": moment.today}).scalars() if handling.person_id else ()
    grantees: list[Grantee] = [(handling.person_id, handling.unit_id, None), *((None, unit, None) for unit in units)]
    let_all_read(db, document.agency_id, document.id, dict.fromkeys(grantees))
    tell(db, document, people, moment, "incoming:assigned", f"Văn bản được giao: {document.abstract}")


def unit_heads(db: Session, unit_id: uuid.UUID | None, moment: Moment) -> list[uuid.UUID]:
    """The heads and deputies of a unit today."""
    return list(db.execute(_HEADS, {"unit": unit_id, "today": moment.today}).scalars())


def people_of(db: Session, handlings: Iterable[Handling], moment: Moment) -> set[uuid.UUID]:
    """With whom the parts lie: the persons, and the heads of the units."""
    found: set[uuid.UUID] = set()
    for handling in handlings:
        found |= {handling.person_id} if handling.person_id else set(unit_heads(db, handling.unit_id, moment))
    return found


def say(db: Session, actor: Actor, document: Document, kind: str, text: str, moment: Moment, behalf: Absent | None = None) -> Opinion:
    """Add a line to the conversation; `behalf` is the absent person in whose place it is said."""
    row = Opinion.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "person_id": actor.id, "kind": kind, "text": text[:4000], "at": moment.at,
        "on_behalf_id": behalf.id if behalf else None,
    })  # fmt: skip
    db.add(row)
    return row


def move(
    db: Session, actor: Actor, document: Document, kind: str, moment: Moment, *, to: Handling | None = None, to_person: uuid.UUID | None = None,
    from_unit: uuid.UUID | None = None, note: str = "", behalf: Absent | None = None,
) -> None:  # fmt: skip
    """Note one step of the document's way, by a part that was given or by the person who has it now."""
    given = {"to_person_id": to.person_id, "to_unit_id": to.unit_id, "part": to.part, "due_on": to.due_on, "handling_id": to.id} if to else {}
    db.add(DocumentMove.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "at": moment.at, "kind": kind, "from_person_id": actor.id,
        "from_unit_id": from_unit, "to_person_id": to_person, "on_behalf_id": behalf.id if behalf else None, "note": note[:1000], **given,
    }))  # fmt: skip


def in_place_of(behalf: Absent | None) -> dict[str, str]:
    """What a trail entry says of an act that was done in the place of somebody who is absent."""
    return {"on_behalf_of": behalf.full_name, "on_behalf_id": str(behalf.id)} if behalf else {}


def directs(actor: Actor, incoming: Incoming) -> bool:
    """Whether the document lies with the actor for direction, or with somebody for whom the actor stands in; the head directs everything."""
    return incoming.presented_to in actor.directing_ids or actor.directs_all


def behalf_in_direction(actor: Actor, incoming: Incoming) -> Absent | None:
    """In whose place the actor directs; None for the own desk."""
    if incoming.presented_to == actor.id or actor.is_head:
        return None
    return next((a for a in actor.absents if a.directs and (a.id == incoming.presented_to or a.is_head)), None)


def lies_with(actor: Actor, handling: Any) -> bool:
    """Whether the part (a row or its facts) lies with the actor, in person or as head of the unit, or in the place of somebody absent."""
    return handling.person_id in actor.handling_ids or handling.unit_id in actor.handling_unit_ids


def behalf_in_handling(actor: Actor, handlings: Iterable[Handling]) -> Absent | None:
    """In whose place the actor handles the parts; None when one of them is the actor's own."""
    parts = list(handlings)
    if any(h.person_id == actor.id or h.unit_id in actor.headed_unit_ids for h in parts):
        return None
    stood_in = (a for a in actor.absents if a.handles and any(h.person_id == a.id or h.unit_id in a.headed_unit_ids for h in parts))
    return next(stood_in, None)


_OPEN = (
    pick(Handling)
    .where(col(Handling.document_id) == bindparam("document"), col(Handling.state).in_(OPEN))
    .order_by(col(Handling.given_at), col(Handling.id))
)


def open_handlings(db: Session, document_id: uuid.UUID) -> list[Handling]:
    """The handlings that are not done, oldest first."""
    return list(db.execute(_OPEN, {"document": document_id}).scalars())


def own_handlings(db: Session, actor: Actor, document_id: uuid.UUID) -> list[Handling]:
    """The open handlings that lie with the actor, in person or as head of the unit, or in the place of somebody absent."""
    return [h for h in open_handlings(db, document_id) if lies_with(actor, h)]


def sign_for(handling: Handling, actor: Actor, moment: Moment) -> None:
    """Who works on a part has received it (ký nhận), if nobody signed for it before."""
    if handling.received_at is None:
        handling.received_at, handling.received_by = moment.at, actor.id


def withdraw(db: Session, handlings: Iterable[Handling]) -> None:
    """Take the parts back; what was asked for them falls with them."""
    for handling in handlings:
        handling.state = "withdrawn"
        if handling.asked_due_on:
            handling.asked_due_on = None
            asked = update(Extension).where(col(Extension.handling_id) == handling.id, col(Extension.state) == "asked")
            db.execute(asked.values(state="dropped"))
