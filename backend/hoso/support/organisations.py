"""Agencies, their units, people and roles.

Agencies form a tree and have predecessors and successors; a person has one account and may hold several
roles in several units. Never decides what a role may do: that is `support.permissions`.
"""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, Index, UniqueConstraint, and_, or_
from sqlmodel import Field, col

from hoso.support.base import INSTANT, Row


class Agency(Row, table=True):
    """A public agency (cơ quan, tổ chức); `symbol` is its abbreviation in document symbols (SNV).

    `head_title`: the post of its head in the signer's block ("" = as that person's); `collective_name`: the collective for whom the
    head signs with TM. ("" = chế độ thủ trưởng). Address, phone, fax, e-mail and website stand on its envelopes (PL IV.II).
    """

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
    head_title: str = Field(default="", max_length=100)
    collective_name: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=50)
    fax: str = Field(default="", max_length=50)
    email: str = Field(default="", max_length=100)
    website: str = Field(default="", max_length=100)
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
    stands_in_until: date | None = None  # no substitution is to be looked for after that day; sign-in reads it with the person
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
    """In which capacity (TM, Q, KT, TL, TUQ; POST = by post) a person may sign, on what basis, of what, and until when.

    Empty limits = all. `granted_by`: the head who authorised (TUQ), or the head of a unit who passed TL. on to the deputy (KT.).
    """

    __tablename__ = "signing_authority"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT", index=True)
    capacity: str = Field(max_length=10)
    basis: str = Field(max_length=300)
    valid_from: date
    valid_to: date | None = None
    ended_at: datetime | None = Field(default=None, sa_type=INSTANT)
    granted_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    type_codes: list[str] = Field(default_factory=list, sa_type=JSON)
    field_codes: list[str] = Field(default_factory=list, sa_type=JSON)
    unit_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    in_charge: bool = False
    signs_copies: bool = False
    content: str = Field(default="", max_length=500)
    basis_document_id: uuid.UUID | None = Field(default=None, foreign_key="document.id", ondelete="RESTRICT")
    version: int = 1
    __table_args__ = (CheckConstraint("capacity in ('POST','TM','Q','KT','TL','TUQ')", name="capacity"),)


class Substitution(Row, table=True):
    """That a person is absent between two days and another one does the work on incoming documents (ủy nhiệm xử lý).

    `scope`: direct (distribute as the absent leader), handle (the parts of the absent person or unit head), both. Never signing.
    """

    __tablename__ = "substitution"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT", index=True)
    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT", index=True)
    substitute_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT", index=True)
    from_on: date
    to_on: date
    scope: str = Field(max_length=10)
    reason: str = Field(default="", max_length=300)
    created_by: uuid.UUID
    created_at: datetime = Field(sa_type=INSTANT)
    ended_at: datetime | None = Field(default=None, sa_type=INSTANT)
    ended_by: uuid.UUID | None = None
    version: int = 1
    __table_args__ = (CheckConstraint("scope in ('direct','handle','both')", name="scope"), CheckConstraint("from_on <= to_on", name="period"))


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
