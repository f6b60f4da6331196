"""The person who acts: who they are, in which agency, with which roles and units.

Loaded once per request from the database. Never trusts what the token says beyond the account's id.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Date, and_, bindparam
from sqlmodel import Session, col

from hoso.support.organisations import Agency, Person, RoleAssignment, Substitution, in_force
from hoso.support.permissions import HEAD_ROLES, lent_permissions, permissions_of, sees_whole_agency
from hoso.support.picking import pick


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody for whom the actor stands in today: whose direction (`directs`), whose handling (`handles`) of incoming documents."""

    id: uuid.UUID
    full_name: str
    directs: bool
    handles: bool
    is_head: bool
    headed_unit_ids: frozenset[uuid.UUID]
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Actor:
    """`headed_unit_ids`: units whose head or deputy the person is; `unit_ids`: all units they belong to.

    `is_cleared`: on an isolated installation only the head and who keeps the secret registers see all of the agency.
    """

    id: uuid.UUID
    full_name: str
    position: str
    agency_id: uuid.UUID
    agency_code: str
    agency_name: str
    roles: frozenset[str]
    unit_ids: frozenset[uuid.UUID] = frozenset()
    headed_unit_ids: frozenset[uuid.UUID] = frozenset()
    permissions: frozenset[str] = field(default=frozenset())
    must_change_password: bool = False
    absents: tuple[Absent, ...] = ()
    is_cleared: bool = True

    @property
    def handling_ids(self) -> frozenset[uuid.UUID]:
        """The people whose parts of a handling lie with the actor: the own ones, and those of whom the actor stands in for."""
        return frozenset({self.id, *(a.id for a in self.absents if a.handles)})

    @property
    def handling_unit_ids(self) -> frozenset[uuid.UUID]:
        """The units whose parts lie with the actor as head, or in the place of an absent head."""
        return self.headed_unit_ids.union(*(a.headed_unit_ids for a in self.absents if a.handles))

    @property
    def directing_ids(self) -> frozenset[uuid.UUID]:
        """The people in whose name the actor directs."""
        return frozenset({self.id, *(a.id for a in self.absents if a.directs)})

    @property
    def directs_all(self) -> bool:
        """Whether the actor directs as the head of the agency, or in the head's place."""
        return self.is_head or any(a.directs and a.is_head for a in self.absents)

    @property
    def is_head(self) -> bool:
        """Whether this is the head of the agency (người đứng đầu)."""
        return bool(self.roles & HEAD_ROLES)

    @property
    def sees_agency(self) -> bool:
        """Whether the person's desk sees every record of the agency (văn thư, lãnh đạo)."""
        return self.is_cleared and sees_whole_agency(self.roles)

    def may(self, permission: str) -> bool:
        """Whether one of the person's roles carries the permission."""
        return permission in self.permissions


_WHO = (
    pick(
        Person.full_name, Person.position, Person.must_change_password, Person.stands_in_until, Person.agency_id, col(Agency.code).label("agency_code"),
        col(Agency.name).label("agency_name"), RoleAssignment.role, RoleAssignment.unit_id,
    )
    .join(Agency, col(Agency.id) == col(Person.agency_id))
    .outerjoin(RoleAssignment, and_(col(RoleAssignment.person_id) == col(Person.id), in_force(RoleAssignment, bindparam("today", type_=Date))))
    .where(col(Person.id) == bindparam("person"), col(Person.is_active).is_(True))
)  # fmt: skip


_FOR_WHOM = (
    pick(Person.id, Person.full_name, Substitution.scope, RoleAssignment.role, RoleAssignment.unit_id)
    .join(Substitution, col(Substitution.person_id) == col(Person.id))
    .join(RoleAssignment, and_(col(RoleAssignment.person_id) == col(Person.id), in_force(RoleAssignment, bindparam("today", type_=Date))))
    .where(
        col(Substitution.substitute_id) == bindparam("person"), col(Substitution.ended_at).is_(None), col(Person.is_active).is_(True),
        bindparam("today", type_=Date).between(col(Substitution.from_on), col(Substitution.to_on)),
    )
    .order_by(col(Person.id))
)  # fmt: skip


def _absents(db: Session, person_id: uuid.UUID, today: date) -> tuple[Absent, ...]:
    """Whom the person stands in for today; what a substitute was lent himself is never lent on."""
    held: dict[uuid.UUID, list[Any]] = {}
    for row in db.execute(_FOR_WHOM, {"person": person_id, "today": today}):
        held.setdefault(row.id, []).append(row)
    found = []
    for absent_id, rows in held.items():
        roles, scopes = frozenset(r.role for r in rows), {r.scope for r in rows}
        directs, handles = bool(scopes & {"direct", "both"}), bool(scopes & {"handle", "both"})
        units = frozenset(r.unit_id for r in rows if r.unit_id and r.role in ("truongphong", "phophong"))
        lent = lent_permissions(roles, directs=directs, handles=handles)
        found.append(Absent(absent_id, rows[0].full_name, directs, handles, bool(roles & HEAD_ROLES), units, lent))
    return tuple(found)


def load_actor(db: Session, person_id: uuid.UUID, today: date) -> Actor | None:
    """The actor of an active account with the roles that are valid today, or None. One statement: it stands before every request.

    Only for somebody who stands in for another today a second one asks for whom.
    """
    rows = db.execute(_WHO, {"person": person_id, "today": today}).all()
    if not rows:
        return None
    held = [(row.role, row.unit_id) for row in rows if row.role]
    roles = frozenset(role for role, _ in held)
    first = rows[0]
    absents = _absents(db, person_id, today) if first.stands_in_until and first.stands_in_until >= today else ()
    return Actor(
        id=person_id,
        full_name=first.full_name,
        position=first.position,
        agency_id=first.agency_id,
        agency_code=first.agency_code,
        agency_name=first.agency_name,
        roles=roles,
        unit_ids=frozenset(unit for _, unit in held if unit),
        headed_unit_ids=frozenset(unit for role, unit in held if unit and role in ("truongphong", "phophong")),
        permissions=permissions_of(roles).union(*(a.permissions for a in absents)),
        must_change_password=first.must_change_password,
        absents=absents,
    )
