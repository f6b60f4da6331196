"""The way of an incoming document and who takes part in it: steps, extensions, urgings, followers, and who may decide what.

Never decides that an act may be done in a state: that is NEXT and the actions.
"""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from hoso.correspondence.rules.handling import best_fields, words_found
from hoso.correspondence.tables import Document, DocumentMove, Extension, FieldAssignment, FollowUp, Handling, Incoming, Urging
from hoso.support.access import AccessEntry
from hoso.support.actors import Actor
from hoso.support.organisations import Person, RoleAssignment, Substitution, Unit, in_force
from hoso.support.permissions import HEAD_ROLES, ROLE_NAMES, roles_with, sees_whole_agency
from hoso.support.picking import pick

_DOCUMENT: Any = bindparam("document")
_Giver, _Receiver, _Absent, _Decider = (aliased(Person) for _ in range(4))
_FromUnit, _ToUnit = aliased(Unit), aliased(Unit)
WHOLE = frozenset(role for role in ROLE_NAMES if sees_whole_agency(frozenset({role})))

_MOVES = (
    pick(
        DocumentMove.id, DocumentMove.at, DocumentMove.kind, DocumentMove.part, DocumentMove.due_on, DocumentMove.note, DocumentMove.handling_id,
        col(_Giver.full_name).label("from_name"), col(_Giver.position).label("from_position"), col(_FromUnit.name).label("from_unit_name"),
        func.coalesce(_Receiver.full_name, _ToUnit.name, "").label("to_name"), col(_Receiver.position).label("to_position"),
        func.coalesce(_Absent.full_name, "").label("on_behalf_of"), Handling.received_at, func.coalesce(_Decider.full_name, "").label("received_by_name"),
    )
    .join(_Giver, col(_Giver.id) == col(DocumentMove.from_person_id))
    .outerjoin(_FromUnit, col(_FromUnit.id) == col(DocumentMove.from_unit_id))
    .outerjoin(_Receiver, col(_Receiver.id) == col(DocumentMove.to_person_id))
    .outerjoin(_ToUnit, col(_ToUnit.id) == col(DocumentMove.to_unit_id))
    .outerjoin(_Absent, col(_Absent.id) == col(DocumentMove.on_behalf_id))
    .outerjoin(Handling, and_(col(Handling.id) == col(DocumentMove.handling_id), col(DocumentMove.kind) != "reopened"))
    .outerjoin(_Decider, col(_Decider.id) == col(Handling.received_by))
    .where(col(DocumentMove.document_id) == _DOCUMENT)
    .order_by(col(DocumentMove.at), col(DocumentMove.id))
)  # fmt: skip
_EXTENSIONS = (
    pick(
        Extension.id, Extension.handling_id, Extension.state, Extension.old_due_on, Extension.asked_due_on, Extension.working_days, Extension.reason,
        Extension.asked_by, Extension.asked_at, Extension.decided_at, Extension.granted_due_on, Extension.note,
        col(_Giver.full_name).label("asked_by_name"), func.coalesce(_Decider.full_name, "").label("decided_by_name"),
        func.coalesce(_Absent.full_name, "").label("on_behalf_of"), func.coalesce(_Receiver.full_name, Unit.name).label("part_name"),
    )
    .join(_Giver, col(_Giver.id) == col(Extension.asked_by))
    .join(Handling, col(Handling.id) == col(Extension.handling_id))
    .outerjoin(_Receiver, col(_Receiver.id) == col(Handling.person_id))
    .outerjoin(Unit, col(Unit.id) == col(Handling.unit_id))
    .outerjoin(_Decider, col(_Decider.id) == col(Extension.decided_by))
    .outerjoin(_Absent, col(_Absent.id) == col(Extension.decided_on_behalf_id))
    .where(col(Extension.document_id) == _DOCUMENT)
    .order_by(col(Extension.asked_at), col(Extension.id))
)  # fmt: skip
_URGINGS = (
    pick(
        Urging.id, Urging.at, Urging.note, Urging.handling_id, col(_Giver.full_name).label("urged_by_name"),
        func.coalesce(_Receiver.full_name, Unit.name).label("to_name"),
    )
    .join(_Giver, col(_Giver.id) == col(Urging.urged_by))
    .join(Handling, col(Handling.id) == col(Urging.handling_id))
    .outerjoin(_Receiver, col(_Receiver.id) == col(Handling.person_id))
    .outerjoin(Unit, col(Unit.id) == col(Handling.unit_id))
    .where(col(Urging.document_id) == _DOCUMENT)
    .order_by(col(Urging.at), col(Urging.id))
)  # fmt: skip
_FOLLOWERS = (
    pick(
        FollowUp.id, FollowUp.person_id, FollowUp.note, FollowUp.appointed_at, FollowUp.ended_at, col(_Receiver.full_name).label("full_name"),
        col(_Receiver.position).label("position"), col(_Giver.full_name).label("appointed_by_name"),
    )
    .join(_Receiver, col(_Receiver.id) == col(FollowUp.person_id))
    .join(_Giver, col(_Giver.id) == col(FollowUp.appointed_by))
    .where(col(FollowUp.document_id) == _DOCUMENT)
    .order_by(col(FollowUp.appointed_at), col(FollowUp.id))
)  # fmt: skip


def _rows(db: Session, wanted: Any, document_id: uuid.UUID) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(wanted, {"document": document_id}).mappings()]


def moves_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every step of the document, oldest first: who had it from whom, when, and who signed for it."""
    return _rows(db, _MOVES, document_id)


def extensions_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """The extensions that were asked for, oldest first, with the old term and the answer."""
    return _rows(db, _EXTENSIONS, document_id)


def urgings_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """Who was urged by whom, oldest first."""
    return _rows(db, _URGINGS, document_id)


def followers_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """Who was appointed to follow the document; those whose charge ended, too."""
    return _rows(db, _FOLLOWERS, document_id)


def participants(db: Session, document: Document, today: date) -> list[dict[str, Any]]:
    """The active people who see the document: its desk, those on its handling, their unit heads, whoever was given access."""
    entry = aliased(AccessEntry)
    own = and_(col(entry.subject_id) == document.id, col(entry.agency_id) == document.agency_id)
    named = select(entry.id).where(own, col(entry.person_id) == col(Person.id)).exists()
    heads = and_(col(RoleAssignment.role).in_(("truongphong", "phophong")), col(entry.unit_id) == col(RoleAssignment.unit_id))
    by_role = or_(heads, col(entry.role) == col(RoleAssignment.role))
    let_in = select(entry.id).where(own, by_role).exists()
    held = select(RoleAssignment.id).where(
        col(RoleAssignment.person_id) == col(Person.id), in_force(RoleAssignment, today), or_(col(RoleAssignment.role).in_(WHOLE), let_in)
    )
    wanted = pick(Person.id, Person.full_name, Person.position, Person.username).where(
        col(Person.agency_id) == document.agency_id, col(Person.is_active).is_(True), or_(named, held.exists())
    )
    return [dict(row) for row in db.execute(wanted.order_by(col(Person.full_name)).limit(500)).mappings()]


def decides_extension(actor: Actor, incoming: Incoming, part: Any, above: Any) -> bool:
    """Whether the actor gave the term of the part, or stands in for who did: the unit's head for a person of the unit, else the director.

    What the clerk transferred without direction is decided by whoever is competent to direct. `part` and `above` are rows or their facts.
    """
    facts = part if isinstance(part, dict) else part.model_dump()
    if above is not None:
        over = above if isinstance(above, dict) else above.model_dump()
        return over["unit_id"] in actor.handling_unit_ids or facts["given_by"] in actor.handling_ids
    if actor.directs_all or incoming.presented_to in actor.directing_ids:
        return True
    return "directIncoming" in actor.permissions and (incoming.presented_to is None or facts["given_by"] in actor.directing_ids)


def deciders_of(db: Session, document: Document, part: Handling, today: date) -> set[uuid.UUID]:
    """Who is told that more time is asked for: the unit's heads, else the director, else the head of the agency."""
    above = db.get(Handling, part.parent_id) if part.parent_id else None
    incoming = db.get_one(Incoming, document.id)
    if above is None and incoming.presented_to:
        return {incoming.presented_to}
    held = select(RoleAssignment.person_id).where(RoleAssignment.agency_id == document.agency_id, in_force(RoleAssignment, today))
    if above is not None:
        held = held.where(RoleAssignment.unit_id == above.unit_id, col(RoleAssignment.role).in_(("truongphong", "phophong")))
    else:
        held = held.where(col(RoleAssignment.role).in_(HEAD_ROLES))
    return set(db.exec(held))


def urgeable(actor: Actor, parts: list[Handling], whole: bool) -> list[Handling]:
    """The open parts that the actor may urge: all for who follows or directs, those given out of the own unit for its head."""
    if whole:
        return parts
    own = {p.id for p in parts if p.unit_id in actor.handling_unit_ids}
    return [p for p in parts if p.parent_id in own]


def names_of(db: Session, parts: Iterable[Handling]) -> list[str]:
    """The names of the persons and units who have the parts, each once."""
    people = {p.person_id for p in parts if p.person_id}
    units = {p.unit_id for p in parts if p.unit_id}
    found = list(db.exec(select(Unit.name).where(col(Unit.id).in_(units)).order_by(Unit.name))) if units else []
    return found + (list(db.exec(select(Person.full_name).where(col(Person.id).in_(people)).order_by(Person.full_name))) if people else [])


def field_rows(db: Session, agency_id: uuid.UUID) -> list[dict[str, Any]]:
    """The fields of work of the agency with their persons, by name; ended ones are left out."""
    wanted = pick(
        FieldAssignment.id, FieldAssignment.person_id, Person.full_name, Person.position, FieldAssignment.field, FieldAssignment.words,
        FieldAssignment.basis, FieldAssignment.version,
    ).join(Person, col(Person.id) == col(FieldAssignment.person_id))  # fmt: skip
    wanted = wanted.where(col(FieldAssignment.agency_id) == agency_id, col(FieldAssignment.ended_at).is_(None))
    return [dict(row) for row in db.execute(wanted.order_by(col(FieldAssignment.field))).mappings()]


def _away(db: Session, agency_id: uuid.UUID, today: date) -> dict[uuid.UUID, dict[str, Any]]:
    wanted = pick(Substitution.person_id, Substitution.to_on, Person.full_name).join(Person, col(Person.id) == col(Substitution.substitute_id))
    wanted = wanted.where(
        col(Substitution.agency_id) == agency_id, col(Substitution.ended_at).is_(None), col(Substitution.scope).in_(("direct", "both")),
        col(Substitution.from_on) <= today, col(Substitution.to_on) >= today,
    )
    return {row.person_id: {"away_until": row.to_on, "substitute_name": row.full_name} for row in db.execute(wanted)}


def competent_people(db: Session, document: Document, today: date) -> list[dict[str, Any]]:
    """Who is competent to direct, the best by field of work first; who is away today says so, with the substitute.

    A suggestion rests on words of the field that stand in the document's abstract, issuer or type; without any, nobody is suggested.
    """
    held = pick(Person.id, Person.full_name, Person.position, func.array_agg(RoleAssignment.role).label("roles"))
    held = held.join(RoleAssignment, col(RoleAssignment.person_id) == col(Person.id)).where(
        col(Person.agency_id) == document.agency_id, col(Person.is_active).is_(True), in_force(RoleAssignment, today),
        col(RoleAssignment.role).in_(roles_with("directIncoming")),
    )  # fmt: skip
    people = [dict(row) for row in db.execute(held.group_by(col(Person.id)).order_by(col(Person.full_name))).mappings()]
    text = f"{document.abstract} {document.issuer_name} {document.type_name}"
    fields = field_rows(db, document.agency_id)
    matched = {str(f["id"]): words_found(f["words"], text) for f in fields}
    best = best_fields(matched.items())
    away = _away(db, document.agency_id, today)
    for person in people:
        own = [f for f in fields if f["person_id"] == person["id"]]
        person["fields"] = [f["field"] for f in own]
        person["matched"] = sorted({word for f in own for word in matched[str(f["id"])]})
        person["is_suggested"] = bool(best) and any(str(f["id"]) == best[0] for f in own)
        person.update(away.get(person["id"], {"away_until": None, "substitute_name": ""}))
    rank = {"lanhdao": 0, "pholanhdao": 1}
    return sorted(people, key=lambda p: (not p["is_suggested"], not p["matched"], min(rank.get(r, 2) for r in p["roles"]), p["full_name"]))
