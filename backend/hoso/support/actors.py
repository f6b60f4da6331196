"""The person who acts: who they are, in which agency, with which roles and units.

Loaded once per request from the database. Never trusts what the token says beyond the account's id.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Date, and_, bindparam
from sqlmodel import Session, col

from hoso.support.organisations import Agency, Person, RoleAssignment, in_force
from hoso.support.permissions import HEAD_ROLES, permissions_of, sees_whole_agency
from hoso.support.picking import pick


@dataclass(frozen=True, slots=True)
class Actor:
    """`headed_unit_ids`: units whose head or deputy the person is; `unit_ids`: all units they belong to."""

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

    @property
    def is_head(self) -> bool:
        """Whether this is the head of the agency (người đứng đầu)."""
        return bool(self.roles & HEAD_ROLES)

    @property
    def sees_agency(self) -> bool:
        """Whether the person's desk sees every record of the agency (văn thư, lãnh đạo)."""
        return sees_whole_agency(self.roles)

    def may(self, permission: str) -> bool:
        """Whether one of the person's roles carries the permission."""
        return permission in self.permissions


_WHO = (
    pick(
        Person.full_name, Person.position, Person.must_change_password, Person.agency_id, col(Agency.code).label("agency_code"),
        col(Agency.name).label("agency_name"), RoleAssignment.role, RoleAssignment.unit_id,
    )
    .join(Agency, col(Agency.id) == col(Person.agency_id))
    .outerjoin(RoleAssignment, and_(col(RoleAssignment.person_id) == col(Person.id), in_force(RoleAssignment, bindparam("today", type_=Date))))
    .where(col(Person.id) == bindparam("person"), col(Person.is_active).is_(True))
)  # fmt: skip


def load_actor(db: Session, person_id: uuid.UUID, today: date) -> Actor | None:
    """The actor of an active account with the roles that are valid today, or None. One statement: it stands before every request."""
    rows = db.execute(_WHO, {"person": person_id, "today": today}).all()
    if not rows:
        return None
    held = [(row.role, row.unit_id) for row in rows if row.role]
    roles = frozenset(role for role, _ in held)
    first = rows[0]
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
        permissions=permissions_of(roles),
        must_change_password=first.must_change_password,
    )
