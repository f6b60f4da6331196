"""Rights on one record that people change by hand: effective at once, and an alert until a competent person confirms (PL VI III.3.b, c).

Never touches who sees the whole agency by role, and never changes a right without a row that says who did it and why.
"""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator
from sqlalchemy import CheckConstraint, Index, delete
from sqlmodel import Field as Column
from sqlmodel import Session, col, select

from hoso.support.access import AccessEntry, is_visible, let_read
from hoso.support.actors import Actor
from hoso.support.base import INSTANT, Row
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, Malformed, NotFound
from hoso.support.jobs import notify
from hoso.support.organisations import Person, RoleAssignment, Unit
from hoso.support.permissions import roles_with
from hoso.support.records import OutOfReach
from hoso.support.search import SearchEntry
from hoso.support.text import FilledText, Text
from hoso.support.trail import record


class NoSuchReader(Malformed):
    """The person or unit is not of this agency."""

    code = "no_such_reader"


class NothingToChange(Conflict):
    """The reader has this right already, or has none to take away."""

    code = "nothing_to_change"


class AlreadyDecided(Conflict):
    """Somebody confirmed or undid the change before."""

    code = "already_decided"


class AccessChange(Row, table=True):
    """That a right on a record was given or taken by hand; undecided ones are alerts."""

    __tablename__ = "access_change"
    agency_id: uuid.UUID
    subject_id: uuid.UUID
    kind: str = Column(max_length=10)
    person_id: uuid.UUID | None = Column(default=None, foreign_key="person.id", ondelete="RESTRICT")
    unit_id: uuid.UUID | None = Column(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    reason: str = Column(max_length=500)
    made_by: uuid.UUID = Column(foreign_key="person.id", ondelete="RESTRICT")
    made_at: datetime = Column(sa_type=INSTANT)
    verdict: str = Column(default="", max_length=10)
    decided_by: uuid.UUID | None = Column(default=None, foreign_key="person.id", ondelete="RESTRICT")
    decided_at: datetime | None = Column(default=None, sa_type=INSTANT)
    note: str = Column(default="", max_length=500)
    group_id: uuid.UUID | None = Column(default=None, foreign_key="record_group.id", ondelete="RESTRICT")
    __table_args__ = (
        CheckConstraint("kind in ('granted','revoked')", name="kind"),
        CheckConstraint("verdict in ('','confirmed','undone')", name="verdict"),
        CheckConstraint("(person_id is null) <> (unit_id is null)", name="person_or_unit"),
        Index("ix_access_change_subject_id_agency_id", "subject_id", "agency_id"),
        Index("ix_access_change_agency_id_verdict", "agency_id", "verdict", "id"),
    )


class ChangeAccess(BaseModel):
    """Give a person or the heads of a unit the right to read a record, or take it away."""

    model_config = {"extra": "forbid"}
    act: Literal["grant", "revoke"]
    user_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]

    @model_validator(mode="after")
    def _one_reader(self) -> "ChangeAccess":
        if (self.user_id is None) == (self.unit_id is None):
            raise ValueError("user_id or unit_id")
        return self


class DecideAccessChange(BaseModel):
    """Let the change stand, or undo it."""

    model_config = {"extra": "forbid"}
    verdict: Literal["confirm", "undo"]
    note: Annotated[Text, Field(max_length=500)] = ""


def subject_for(db: Session, actor: Actor, subject_id: uuid.UUID) -> SearchEntry:
    """What can be found of a document or dossier of the own agency. Raises NotFound, OutOfReach."""
    entry = db.get(SearchEntry, (actor.agency_id, subject_id))
    if entry is None:
        raise NotFound("Không tìm thấy.")
    if not actor.sees_agency and not is_visible(db, actor, subject_id):
        raise OutOfReach("Anh/chị chưa được phân quyền với hồ sơ, văn bản này. Hỏi văn thư hoặc lãnh đạo đơn vị.")
    return entry


def reader_name(db: Session, actor: Actor, user_id: uuid.UUID | None, unit_id: uuid.UUID | None) -> str:
    """The name of the person or unit of the own agency. Raises NoSuchReader."""
    row = db.get(Person, user_id) if user_id else db.get(Unit, unit_id)
    if row is None or row.agency_id != actor.agency_id:
        raise NoSuchReader("Không có người hoặc đơn vị này trong cơ quan.", field="user_id" if user_id else "unit_id")
    return row.full_name if isinstance(row, Person) else row.name


def _take(db: Session, change: AccessChange) -> bool:
    gone = delete(AccessEntry).where(
        col(AccessEntry.subject_id) == change.subject_id, col(AccessEntry.agency_id) == change.agency_id, col(AccessEntry.role).is_(None),
        col(AccessEntry.person_id).is_not_distinct_from(change.person_id), col(AccessEntry.unit_id).is_not_distinct_from(change.unit_id),
    )  # fmt: skip
    return db.execute(gone.returning(col(AccessEntry.id))).first() is not None


def _has(db: Session, change: AccessChange) -> bool:
    wanted = select(AccessEntry.id).where(
        AccessEntry.subject_id == change.subject_id, AccessEntry.agency_id == change.agency_id, col(AccessEntry.role).is_(None),
        col(AccessEntry.person_id).is_not_distinct_from(change.person_id), col(AccessEntry.unit_id).is_not_distinct_from(change.unit_id),
    )  # fmt: skip
    return db.exec(wanted).first() is not None


def _give(db: Session, change: AccessChange) -> None:
    let_read(db, change.agency_id, change.subject_id, person_id=change.person_id, unit_id=change.unit_id)


def change_access(
    db: Session, actor: Actor, subject_id: uuid.UUID, command: ChangeAccess, moment: Moment, *, group_id: uuid.UUID | None = None
) -> AccessChange:
    """The change, in force at once; `group_id` where a group's rule makes it. A leader's own change needs no confirmation.

    Raises NotFound, OutOfReach, NoSuchReader, NothingToChange.
    """
    entry = subject_for(db, actor, subject_id)
    name = reader_name(db, actor, command.user_id, command.unit_id)
    change = AccessChange.model_validate({
        "agency_id": actor.agency_id, "subject_id": subject_id, "kind": "granted" if command.act == "grant" else "revoked", "person_id": command.user_id,
        "unit_id": command.unit_id, "reason": command.reason, "made_by": actor.id, "made_at": moment.at, "group_id": group_id,
    })  # fmt: skip
    if _has(db, change) == (command.act == "grant"):
        raise NothingToChange("Người hoặc đơn vị này đã có quyền xem." if command.act == "grant" else "Người hoặc đơn vị này không có quyền riêng để rút.")
    if command.act == "grant":
        _give(db, change)
    else:
        _take(db, change)
    if actor.may("decideAccessChange"):
        change.verdict, change.decided_by, change.decided_at = "confirmed", actor.id, moment.at
    else:
        _alert(db, actor, entry, name, moment)
    db.add(change)
    record(db, actor, moment, f"access:{change.kind}", subject_id, {"reader": name, "reason": command.reason, "confirmed": bool(change.verdict)})
    return change


def _alert(db: Session, actor: Actor, entry: SearchEntry, name: str, moment: Moment) -> None:
    leaders = select(RoleAssignment.person_id).where(
        RoleAssignment.agency_id == actor.agency_id, col(RoleAssignment.role).in_(roles_with("decideAccessChange") & {"lanhdao"}),
        col(RoleAssignment.ended_at).is_(None),
    ).distinct()  # fmt: skip
    for person in db.exec(leaders):
        notify(db, person, actor.agency_id, moment, "access:changed", f"Quyền xem của {name} đã thay đổi, chờ xác nhận: {entry.title}", "/quyen-xem", entry.subject_id)


def decide_access_change(db: Session, actor: Actor, change_id: uuid.UUID, command: DecideAccessChange, moment: Moment) -> AccessChange:
    """The change, confirmed or undone. Raises NotFound, AlreadyDecided."""
    change = db.exec(select(AccessChange).where(AccessChange.id == change_id).with_for_update()).first()
    if change is None or change.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy.")
    if change.verdict:
        raise AlreadyDecided("Thay đổi này đã được xác nhận hoặc hủy.")
    if command.verdict == "undo":
        if change.kind == "granted":
            _take(db, change)
        else:
            _give(db, change)
    change.verdict = "confirmed" if command.verdict == "confirm" else "undone"
    change.decided_by, change.decided_at, change.note = actor.id, moment.at, command.note
    record(db, actor, moment, f"access-change:{change.verdict}", change.subject_id, {"kind": change.kind, "note": command.note})
    return change
