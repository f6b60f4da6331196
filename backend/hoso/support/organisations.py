"""Agencies, their units, people and roles.

Agencies form a tree and have predecessors and successors; a person has one account and may hold several
roles in several units. Never decides what a role may do: that is `support.permissions`.
"""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Index, UniqueConstraint, and_, or_
from sqlmodel import Field, col

from hoso.support.base import INSTANT, Row


class Agency(Row, table=True):
    """A public agency (cơ quan, tổ chức); `symbol` is its abbreviation in document symbols (SNV)."""

    __tablename__ = "agency"
    code: str = Field(max_length=35, unique=True)
    name: str = Field(max_length=200)
    folded_name: str = Field(max_length=260)
    superior_name: str = Field(default="", max_length=200)
    symbol: str = Field(max_length=20)
    place: str = Field(max_length=100)
    kind: str = Field(default="agency", max_length=20)
    parent_id: uuid.UUID | None = Field(default=None, foreign_key="agency.id", ondelete="RESTRICT")
    successor_id: uuid.UUID | None = Field(default=None, foreign_key="agency.id", ondelete="RESTRICT")
    historical_archive_id: uuid.UUID | None = Field(default=None, foreign_key="agency.id", ondelete="RESTRICT")
    fonds_code: str = Field(default="", max_length=50)
    is_submitting_source: bool = True
    is_demo_code: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    version: int = 1
    __table_args__ = (CheckConstraint("kind in ('agency','historical_archive')", name="kind"),)


class Unit(Row, table=True):
    """A unit of an agency (phòng, ban)."""

    __tablename__ = "unit"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    code: str = Field(max_length=20)
    name: str = Field(max_length=200)
    folded_name: str = Field(max_length=260)
    symbol: str = Field(default="", max_length=20)
    is_active: bool = True
    version: int = 1
    __table_args__ = (UniqueConstraint("agency_id", "code"),)


class Person(Row, table=True):
    """A person and the one account that is theirs. The password is an argon2 hash."""

    __tablename__ = "person"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    username: str = Field(max_length=100, unique=True)
    full_name: str = Field(max_length=100)
    folded_name: str = Field(max_length=130)
    position: str = Field(default="", max_length=100)
    password_hash: str = Field(max_length=200)
    must_change_password: bool = False
    is_active: bool = True
    failed_attempts: int = 0
    locked_until: datetime | None = Field(default=None, sa_type=INSTANT)
    last_signed_in_at: datetime | None = Field(default=None, sa_type=INSTANT)
    version: int = 1
    __table_args__ = (Index("ix_person_agency_id_folded_name", "agency_id", "folded_name"),)


class RoleAssignment(Row, table=True):
    """That a person holds a role, in a unit where the role belongs to one, between two days."""

    __tablename__ = "role_assignment"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT", index=True)
    unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    role: str = Field(max_length=30)
    basis: str = Field(default="", max_length=300)
    valid_from: date | None = None
    valid_to: date | None = None
    ended_at: datetime | None = Field(default=None, sa_type=INSTANT)
    version: int = 1


class SigningAuthority(Row, table=True):
    """In which capacity (TM, Q, KT, TL, TUQ; POST = by post) a person may sign, on what basis and until when."""

    __tablename__ = "signing_authority"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT", index=True)
    capacity: str = Field(max_length=10)
    basis: str = Field(max_length=300)
    valid_from: date
    valid_to: date | None = None
    ended_at: datetime | None = Field(default=None, sa_type=INSTANT)
    version: int = 1
    __table_args__ = (CheckConstraint("capacity in ('POST','TM','Q','KT','TL','TUQ')", name="capacity"),)


def in_force(table: type[RoleAssignment] | type[SigningAuthority], day: Any) -> ColumnElement[bool]:
    """SQL: the role or authority counts on that day: begun, not run out, not withdrawn."""
    columns: Any = table
    return and_(
        col(columns.ended_at).is_(None),
        or_(col(columns.valid_from).is_(None), col(columns.valid_from) <= day),
        or_(col(columns.valid_to).is_(None), col(columns.valid_to) >= day),
    )


class RefreshToken(Row, table=True):
    """A refresh token (its hash) of a family; a used one that comes again ends the family."""

    __tablename__ = "refresh_token"
    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT", index=True)
    family_id: uuid.UUID = Field(index=True)
    token_hash: str = Field(max_length=64, unique=True)
    expires_at: datetime = Field(sa_type=INSTANT)
    used_at: datetime | None = Field(default=None, sa_type=INSTANT)
    ended_at: datetime | None = Field(default=None, sa_type=INSTANT)
