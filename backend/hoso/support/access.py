"""Access in every query: agency × role × unit × grants.

`access_entry` rows are written by the stages in their own transaction (a handler is named, a dossier is filed);
every read goes through `visible_to`. Never filters in Python what the database must not hand out.
"""

import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Index, and_, bindparam, exists, false, or_, text, true
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, select

from hoso.support.actors import Actor
from hoso.support.base import Row, new_id


class AccessEntry(Row, table=True):
    """That a person, the heads of a unit, or the holders of a role in the agency may read a subject."""

    __tablename__ = "access_entry"
    subject_id: uuid.UUID
    agency_id: uuid.UUID
    person_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    role: str | None = Field(default=None, max_length=30)
    mode: str = Field(default="read", max_length=10)
    __table_args__ = (
        Index(
            "uq_access_entry_grantee", "subject_id", "agency_id", "person_id", "unit_id", "role",
            unique=True, postgresql_nulls_not_distinct=True,
        ),
        Index("ix_access_entry_person_id_subject_id", "person_id", "subject_id"),
        Index("ix_access_entry_unit_id_subject_id", "unit_id", "subject_id"),
        Index("ix_access_entry_agency_id_role_subject_id", "agency_id", "role", "subject_id", postgresql_where=text("role is not null")),
    )  # fmt: skip


_READERS = (
    sqlalchemy.select(col(AccessEntry.person_id), col(AccessEntry.unit_id), col(AccessEntry.role))
    .where(col(AccessEntry.subject_id) == bindparam("subject"), col(AccessEntry.agency_id) == bindparam("agency"))
    .execution_options(autoflush=False)
)
_LET = insert(SQLModel.metadata.tables[AccessEntry.__tablename__]).on_conflict_do_nothing()  # built once: a dossier or a document writes many


def let_read(
    db: Session,
    agency_id: uuid.UUID,
    subject_id: uuid.UUID,
    *,
    person_id: uuid.UUID | None = None,
    unit_id: uuid.UUID | None = None,
    role: str | None = None,
) -> None:
    """Let a person, a unit's heads or a role's holders read the subject; twice is once."""
    let_all_read(db, agency_id, subject_id, [(person_id, unit_id, role)])


Grantee = tuple[uuid.UUID | None, uuid.UUID | None, str | None]  # a person, a unit's heads, or a role's holders


def let_all_read(db: Session, agency_id: uuid.UUID, subject_id: uuid.UUID, grantees: Iterable[Grantee]) -> None:
    """Let all of them read the subject, in one round trip; twice is once."""
    rows = [
        {"id": new_id(), "subject_id": subject_id, "agency_id": agency_id, "person_id": person, "unit_id": unit, "role": role, "mode": "read"}
        for person, unit, role in grantees
    ]
    if rows:
        with db.no_autoflush:  # the entry refers to no row: what waits to be written may wait on
            db.execute(_LET, rows if len(rows) > 1 else rows[0])


def let_read_alike(db: Session, agency_id: uuid.UUID, subject_id: uuid.UUID, other_id: uuid.UUID) -> None:
    """Whoever may read the other subject may read this one; twice is once."""
    let_all_read(db, agency_id, subject_id, [(row[0], row[1], row[2]) for row in db.execute(_READERS, {"subject": other_id, "agency": agency_id})])


def granted(actor: Actor, subject: Any, below: uuid.UUID | None = None) -> ColumnElement[bool]:
    """SQL: an access entry names the subject and the actor. Callers ask for subjects of the actor's own agency only.

    The agency stands beside the role alone: a person or a unit belongs to one, and naming it twice would make PostgreSQL
    expect a small part of the grants that there are. `below` says that only smaller ids are asked for (later pages).
    """
    grantees = [col(AccessEntry.person_id) == actor.id]
    units = actor.headed_unit_ids
    if actor.absents:  # who stands in for somebody reads what that person was given to read
        grantees.append(col(AccessEntry.person_id).in_([a.id for a in actor.absents]))
        units = units.union(*(a.headed_unit_ids for a in actor.absents))
    if units:
        grantees.append(col(AccessEntry.unit_id).in_(units))
    if actor.roles:
        grantees.append(and_(col(AccessEntry.agency_id) == actor.agency_id, col(AccessEntry.role).in_(actor.roles)))
    named = exists().where(col(AccessEntry.subject_id) == subject, or_(*grantees))
    return named.where(col(AccessEntry.subject_id) < below) if below else named


def visible_to(actor: Actor, table: type[SQLModel], subject: Any = None, below: uuid.UUID | None = None) -> ColumnElement[bool]:
    """SQL: rows of `table` (with `agency_id` and `id`, or `subject`) that the actor may see."""
    columns: Any = table
    own = columns.agency_id == actor.agency_id
    if actor.sees_agency:
        return and_(own, true())
    if not actor.roles:
        return false()
    return and_(own, granted(actor, columns.id if subject is None else subject, below))


def is_visible(db: Session, actor: Actor, subject_id: uuid.UUID) -> bool:
    """Whether an access entry lets the actor read this one subject (for those who do not see the agency)."""
    return bool(db.exec(select(granted(actor, subject_id))).first())
