"""The person who acts: who they are, in which agency, with which roles and units.

Loaded once per request from the database. Never trusts what the token says beyond the account's id.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from hoso.support.organisations import Agency, Person, RoleAssignment, in_force
from hoso.support.permissions import HEAD_ROLES, permissions_of, sees_whole_agency


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


def load_actor(db: Session, person_id: uuid.UUID, today: date) -> Actor | None:
    """The actor of an active account with the roles that are valid today, or None."""
    found = db.exec(
        select(Person, Agency)
        .join(Agency, col(Agency.id) == Person.agency_id)
        .where(Person.id == person_id, col(Person.is_active).is_(True))
    ).first()
    if found is None:
        return None
    person, agency = found
    held = db.exec(select(RoleAssignment).where(RoleAssignment.person_id == person_id, in_force(RoleAssignment, today))).all()
    roles = frozenset(r.role for r in held)
    return Actor(
        id=person.id,
        full_name=person.full_name,
        position=person.position,
        agency_id=agency.id,
        agency_code=agency.code,
        agency_name=agency.name,
        roles=roles,
        unit_ids=frozenset(r.unit_id for r in held if r.unit_id),
        headed_unit_ids=frozenset(r.unit_id for r in held if r.unit_id and r.role in ("truongphong", "phophong")),
        permissions=permissions_of(roles),
        must_change_password=person.must_change_password,
    )
