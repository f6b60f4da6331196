"""What the administrator sees of the own agency: people with their roles and authorities, units."""

import uuid
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, not_, or_, select

from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.folding import fold
from hoso.support.organisations import Person, RoleAssignment, SigningAuthority, Unit, in_force
from hoso.support.permissions import ROLE_NAMES


def state_in_time(row: RoleAssignment | SigningAuthority, today: date) -> str:
    """`ended`, `planned` (begins later) or `active`."""
    if row.ended_at or (row.valid_to and row.valid_to < today):
        return "ended"
    return "planned" if row.valid_from and row.valid_from > today else "active"


def person_state(person: Person, moment: Moment) -> str:
    """`inactive`, `locked` (too many failures) or `active`."""
    if not person.is_active:
        return "inactive"
    return "locked" if person.locked_until and person.locked_until > moment.at else "active"


def people_rows(
    db: Session, actor: Actor, q: str | None, is_active: bool | None, unit_id: uuid.UUID | None, role: str | None, limit: int, after: str | None,
    moment: Moment, is_locked: bool | None = None,
) -> list[Person]:  # fmt: skip
    """People of the agency by user name (`limit` + 1 of them), inactive ones too; `is_locked` after too many failures, now."""
    wanted = select(Person).where(Person.agency_id == actor.agency_id).order_by(col(Person.username)).limit(limit + 1)
    if after:
        wanted = wanted.where(Person.username > after)
    if q:
        wanted = wanted.where(or_(col(Person.folded_name).contains(fold(q), autoescape=True), col(Person.username).istartswith(q, autoescape=True)))
    if is_active is not None:
        wanted = wanted.where(col(Person.is_active).is_(is_active))
    if is_locked is not None:
        locked = func.coalesce(col(Person.locked_until) > moment.at, False)
        wanted = wanted.where(locked if is_locked else not_(locked))
    for column, value in ((RoleAssignment.unit_id, unit_id), (RoleAssignment.role, role)):
        if value is not None:
            held = select(RoleAssignment.person_id).where(column == value, in_force(RoleAssignment, moment.today))
            wanted = wanted.where(col(Person.id).in_(held))
    return list(db.exec(wanted))


def roles_of(db: Session, people: list[uuid.UUID], moment: Moment) -> dict[uuid.UUID, list[dict[str, Any]]]:
    """Each person's roles, ended ones too, the newest first."""
    found: dict[uuid.UUID, list[dict[str, Any]]] = {p: [] for p in people}
    wanted = select(RoleAssignment, Unit.name).outerjoin(Unit, col(Unit.id) == RoleAssignment.unit_id)
    for row, unit in db.exec(wanted.where(col(RoleAssignment.person_id).in_(people)).order_by(col(RoleAssignment.id).desc())):
        found[row.person_id].append(role_facts(row, unit, moment))
    return found


def role_facts(row: RoleAssignment, unit_name: str | None, moment: Moment) -> dict[str, Any]:
    """One role as the page shows it."""
    return {**row.model_dump(), "state": state_in_time(row, moment.today), "name": ROLE_NAMES.get(row.role, row.role), "unit_name": unit_name}


def role_rows(
    db: Session, actor: Actor, person_id: uuid.UUID | None, role: str | None, unit_id: uuid.UUID | None, limit: int, before: uuid.UUID | None, moment: Moment
) -> list[dict[str, Any]]:
    """Roles of the agency, the newest first (`limit` + 1 of them), with the people's names."""
    wanted = (
        select(RoleAssignment, Unit.name, Person.full_name)
        .join(Person, col(Person.id) == RoleAssignment.person_id)
        .outerjoin(Unit, col(Unit.id) == RoleAssignment.unit_id)
        .where(RoleAssignment.agency_id == actor.agency_id)
    )
    for column, value in ((RoleAssignment.person_id, person_id), (RoleAssignment.role, role), (RoleAssignment.unit_id, unit_id)):
        if value is not None:
            wanted = wanted.where(column == value)
    if before:
        wanted = wanted.where(RoleAssignment.id < before)
    rows = db.exec(wanted.order_by(col(RoleAssignment.id).desc()).limit(limit + 1))
    return [{**role_facts(row, unit, moment), "full_name": name} for row, unit, name in rows]


def authority_rows(
    db: Session, actor: Actor, person_id: uuid.UUID | None, limit: int, before: uuid.UUID | None, moment: Moment
) -> list[dict[str, Any]]:
    """Authorities to sign of the agency, the newest first (`limit` + 1 of them), with the people's names."""
    wanted = select(SigningAuthority, Person.full_name).join(Person, col(Person.id) == SigningAuthority.person_id)
    wanted = wanted.where(SigningAuthority.agency_id == actor.agency_id)
    if person_id:
        wanted = wanted.where(SigningAuthority.person_id == person_id)
    if before:
        wanted = wanted.where(SigningAuthority.id < before)
    rows = db.exec(wanted.order_by(col(SigningAuthority.id).desc()).limit(limit + 1))
    return [{**row.model_dump(), "state": state_in_time(row, moment.today), "full_name": name} for row, name in rows]


def unit_rows(db: Session, actor: Actor, limit: int, after: str | None, moment: Moment) -> list[dict[str, Any]]:
    """Units of the agency by code (`limit` + 1 of them), closed ones too, with how many people hold a role there."""
    people = (
        select(func.count(func.distinct(RoleAssignment.person_id)))
        .where(RoleAssignment.unit_id == Unit.id, in_force(RoleAssignment, moment.today))
        .correlate(Unit)
        .scalar_subquery()
    )
    wanted = select(Unit, people).where(Unit.agency_id == actor.agency_id).order_by(col(Unit.code)).limit(limit + 1)
    if after:
        wanted = wanted.where(Unit.code > after)
    return [{**unit.model_dump(), "people": count} for unit, count in db.exec(wanted)]
