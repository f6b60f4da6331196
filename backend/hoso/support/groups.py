"""Groups of records by their level of information (PL VI IV.1.a, d, g): one rule for many documents and dossiers, changed at once, held at once.

Whoever reads a group reads each of its records; each right that a group gives or takes stands as a change of that record's rights, with
its reason. Never takes away more than this group gave, and nothing that another group still gives.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator
from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Field as Column
from sqlmodel import Session, col, select

from hoso.support.actors import Actor
from hoso.support.base import INSTANT, Record, Row
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, NotFound
from hoso.support.holds import AlreadyHeld, LiftHold, PlaceHold, RecordHold, lift_hold, place_hold
from hoso.support.rights import AccessChange, ChangeAccess, NothingToChange, change_access, reader_name, subject_for
from hoso.support.text import FilledLine, FilledText, Line
from hoso.support.trail import record

LEVELS = ("public", "internal", "restricted")
MOST = 500  # records of a group: a rule changes all of them in one transaction


class GroupNameTaken(Conflict):
    """The agency has an open group of this name."""

    code = "group_name_taken"


class GroupFull(Conflict):
    """More records than a rule may change at once."""

    code = "group_full"


class RecordGroup(Record, table=True):
    """A group: `level` public (within the agency's own rules), internal, restricted; `basis` is the agency's rule that it rests on."""

    __tablename__ = "record_group"
    name: str = Column(max_length=200)
    level: str = Column(max_length=12)
    basis: str = Column(default="", max_length=200)
    __table_args__ = (
        CheckConstraint("level in ('public','internal','restricted')", name="level"),
        Index("uq_record_group_agency_id_name", "agency_id", "name", unique=True),
    )


class GroupedRecord(Row, table=True):
    """That a record belongs to a group, from when to when."""

    __tablename__ = "grouped_record"
    group_id: uuid.UUID = Column(foreign_key="record_group.id", ondelete="RESTRICT")
    agency_id: uuid.UUID
    subject_id: uuid.UUID
    added_by: uuid.UUID = Column(foreign_key="person.id", ondelete="RESTRICT")
    added_at: datetime = Column(sa_type=INSTANT)
    removed_at: datetime | None = Column(default=None, sa_type=INSTANT)
    __table_args__ = (
        Index("uq_grouped_record_open", "group_id", "subject_id", unique=True, postgresql_where=text("removed_at is null")),
        Index("ix_grouped_record_subject_id_agency_id", "subject_id", "agency_id"),
    )


class GroupReader(Row, table=True):
    """That a person, or the heads of a unit, read what the group holds, from when to when."""

    __tablename__ = "group_reader"
    group_id: uuid.UUID = Column(foreign_key="record_group.id", ondelete="RESTRICT")
    person_id: uuid.UUID | None = Column(default=None, foreign_key="person.id", ondelete="RESTRICT")
    unit_id: uuid.UUID | None = Column(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    reason: str = Column(max_length=500)
    added_by: uuid.UUID = Column(foreign_key="person.id", ondelete="RESTRICT")
    added_at: datetime = Column(sa_type=INSTANT)
    ended_at: datetime | None = Column(default=None, sa_type=INSTANT)
    __table_args__ = (
        CheckConstraint("(person_id is null) <> (unit_id is null)", name="person_or_unit"),
        Index("ix_group_reader_group_id", "group_id"),
    )


class CreateRecordGroup(BaseModel):
    """A name, a level of information, and the rule of the agency that it rests on."""

    model_config = {"extra": "forbid"}
    name: Annotated[FilledLine, Field(max_length=200)]
    level: Literal["public", "internal", "restricted"] = "internal"
    basis: Annotated[Line, Field(max_length=200)] = ""


class ChangeGroupRecords(BaseModel):
    """Put records into the group or take them out, and why."""

    model_config = {"extra": "forbid"}
    act: Literal["add", "remove"]
    subject_ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=200)]
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


class ChangeGroupReaders(BaseModel):
    """Let a person or a unit's heads read the whole group, or no longer; `preview` says what would change and changes nothing."""

    model_config = {"extra": "forbid"}
    act: Literal["grant", "revoke"]
    user_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]
    preview: bool = False

    @model_validator(mode="after")
    def _one_reader(self) -> "ChangeGroupReaders":
        if (self.user_id is None) == (self.unit_id is None):
            raise ValueError("user_id or unit_id")
        return self


@dataclass(slots=True)
class GroupOutcome:
    """What a change of the group does to its records: changed, and left as they are (the right is there already, or has another ground)."""

    changed: list[uuid.UUID] = field(default_factory=list)
    left: list[uuid.UUID] = field(default_factory=list)


def group_for(db: Session, actor: Actor, group_id: uuid.UUID, *, lock: bool = False) -> RecordGroup:
    """A group of the own agency. Raises NotFound."""
    wanted = select(RecordGroup).where(RecordGroup.id == group_id, RecordGroup.agency_id == actor.agency_id)
    group = db.exec(wanted.with_for_update() if lock else wanted).first()
    if group is None:
        raise NotFound("Không tìm thấy nhóm tài liệu này.")
    return group


def records_of(db: Session, group_id: uuid.UUID) -> list[uuid.UUID]:
    """The ids of what the group holds now, in the order in which they came."""
    return list(db.exec(select(GroupedRecord.subject_id).where(GroupedRecord.group_id == group_id, col(GroupedRecord.removed_at).is_(None)).order_by(col(GroupedRecord.id))))


def readers_of(db: Session, group_id: uuid.UUID) -> list[GroupReader]:
    """Who reads the group now."""
    return list(db.exec(select(GroupReader).where(GroupReader.group_id == group_id, col(GroupReader.ended_at).is_(None)).order_by(col(GroupReader.id))))


def create_record_group(db: Session, actor: Actor, command: CreateRecordGroup, moment: Moment) -> RecordGroup:
    """The new group. Raises GroupNameTaken."""
    if db.exec(select(RecordGroup.id).where(RecordGroup.agency_id == actor.agency_id, RecordGroup.name == command.name)).first():
        raise GroupNameTaken("Cơ quan đã có nhóm tài liệu mang tên này. Chọn tên khác.", field="name")
    group = RecordGroup.model_validate({
        **command.model_dump(), "agency_id": actor.agency_id, "state": "open", "created_at": moment.at, "created_by": actor.id, "changed_at": moment.at,
    })  # fmt: skip
    db.add(group)
    record(db, actor, moment, "group:created", group.id, command.model_dump())
    return group


def _given_by(db: Session, group_id: uuid.UUID, reader: GroupReader, subjects: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """The records of which this group gave the reader the right, as their last change says, and no other group gives it still."""
    if not subjects:
        return set()
    last = (
        select(AccessChange.subject_id, AccessChange.kind, AccessChange.group_id, AccessChange.verdict)
        .where(col(AccessChange.subject_id).in_(subjects), col(AccessChange.person_id).is_not_distinct_from(reader.person_id),
               col(AccessChange.unit_id).is_not_distinct_from(reader.unit_id))
        .ext(distinct_on(col(AccessChange.subject_id))).order_by(col(AccessChange.subject_id), col(AccessChange.id).desc())
    )  # fmt: skip
    own: set[uuid.UUID] = {s for s, kind, by, verdict in db.exec(last) if kind == "granted" and by == group_id and verdict != "undone"}
    others = (
        select(GroupedRecord.subject_id).join(GroupReader, col(GroupReader.group_id) == col(GroupedRecord.group_id))
        .where(col(GroupedRecord.subject_id).in_(own), col(GroupedRecord.removed_at).is_(None), GroupedRecord.group_id != group_id, col(GroupReader.ended_at).is_(None),
               col(GroupReader.person_id).is_not_distinct_from(reader.person_id), col(GroupReader.unit_id).is_not_distinct_from(reader.unit_id))
    )  # fmt: skip
    return own - set(db.exec(others).all()) if own else set()


def _apply(
    db: Session, actor: Actor, group: RecordGroup, reader: GroupReader, act: Literal["grant", "revoke"], subjects: Sequence[uuid.UUID], reason: str, moment: Moment
) -> GroupOutcome:  # fmt: skip
    """Give or take the right on each record; what is there already, or has another ground, is left."""
    outcome, given = GroupOutcome(), _given_by(db, group.id, reader, subjects) if act == "revoke" else set()
    for subject in subjects:
        if act == "revoke" and subject not in given:
            outcome.left.append(subject)
            continue
        command = ChangeAccess(act=act, user_id=reader.person_id, unit_id=reader.unit_id, reason=f"Nhóm “{group.name}”: {reason}"[:500])
        try:
            change_access(db, actor, subject, command, moment, group_id=group.id)
        except NothingToChange:
            outcome.left.append(subject)
        else:
            outcome.changed.append(subject)
    return outcome


def change_group_readers(db: Session, actor: Actor, group_id: uuid.UUID, command: ChangeGroupReaders, moment: Moment) -> GroupOutcome:
    """What the rule did, or would do, to each record. Raises NotFound, NoSuchReader, NothingToChange. A preview is undone by the caller."""
    group = group_for(db, actor, group_id, lock=True)
    name = reader_name(db, actor, command.user_id, command.unit_id)
    known = next((r for r in readers_of(db, group.id) if (r.person_id, r.unit_id) == (command.user_id, command.unit_id)), None)
    if (known is not None) == (command.act == "grant"):
        raise NothingToChange("Người hoặc đơn vị này đã có trong quy tắc của nhóm." if known else "Người hoặc đơn vị này không có trong quy tắc của nhóm.")
    reader = known or GroupReader.model_validate({
        "group_id": group.id, "person_id": command.user_id, "unit_id": command.unit_id, "reason": command.reason, "added_by": actor.id, "added_at": moment.at,
    })  # fmt: skip
    if known is None:
        db.add(reader)
    else:
        known.ended_at = moment.at
    db.flush()
    outcome = _apply(db, actor, group, reader, command.act, records_of(db, group.id), command.reason, moment)
    facts = {"reader": name, "reason": command.reason, "changed": len(outcome.changed), "left": len(outcome.left)}
    record(db, actor, moment, "group:reader-added" if command.act == "grant" else "group:reader-removed", group.id, facts)
    return outcome


def change_group_records(db: Session, actor: Actor, group_id: uuid.UUID, command: ChangeGroupRecords, moment: Moment) -> GroupOutcome:
    """The records that came or went; the group's readers come and go with them. Raises NotFound, OutOfReach, GroupFull."""
    group = group_for(db, actor, group_id, lock=True)
    held = records_of(db, group.id)
    wanted = [s for s in dict.fromkeys(command.subject_ids) if (s in held) == (command.act == "remove")]
    if command.act == "add" and len(held) + len(wanted) > MOST:
        raise GroupFull(f"Mỗi nhóm có tối đa {MOST} văn bản, hồ sơ. Lập thêm nhóm.", field="subject_ids")
    for subject in wanted:
        subject_for(db, actor, subject)
        if command.act == "add":
            db.add(GroupedRecord.model_validate({
                "group_id": group.id, "agency_id": actor.agency_id, "subject_id": subject, "added_by": actor.id, "added_at": moment.at,
            }))  # fmt: skip
        record(db, actor, moment, "group:record-added" if command.act == "add" else "group:record-removed", subject, {"group": group.name, "reason": command.reason})
    if command.act == "remove":
        rows = select(GroupedRecord).where(GroupedRecord.group_id == group.id, col(GroupedRecord.subject_id).in_(wanted), col(GroupedRecord.removed_at).is_(None))
        for row in db.exec(rows):
            row.removed_at = moment.at
    db.flush()
    for reader in readers_of(db, group.id):
        _apply(db, actor, group, reader, "grant" if command.act == "add" else "revoke", wanted, command.reason, moment)
    return GroupOutcome(wanted, [s for s in command.subject_ids if s not in wanted])


def hold_group(db: Session, actor: Actor, group_id: uuid.UUID, command: PlaceHold, moment: Moment) -> GroupOutcome:
    """All records of the group held as they stand; those that are held already keep their own hold. Raises NotFound."""
    group = group_for(db, actor, group_id, lock=True)
    outcome = GroupOutcome()
    for subject in records_of(db, group.id):
        try:
            place_hold(db, actor, subject, command, moment, group_id=group.id)
        except (AlreadyHeld, NotFound):
            outcome.left.append(subject)
        else:
            outcome.changed.append(subject)
    record(db, actor, moment, "group:held", group.id, {"reason": command.reason, "basis": command.basis, "changed": len(outcome.changed)})
    return outcome


def lift_group_hold(db: Session, actor: Actor, group_id: uuid.UUID, command: LiftHold, moment: Moment) -> GroupOutcome:
    """The holds that were placed on the group are lifted, also on what left it since; a record's own hold stays. Raises NotFound."""
    group = group_for(db, actor, group_id, lock=True)
    holds = db.exec(select(RecordHold).where(RecordHold.group_id == group.id, col(RecordHold.lifted_at).is_(None)).order_by(col(RecordHold.id))).all()
    outcome = GroupOutcome()
    for hold in holds:
        lift_hold(db, actor, hold.id, command, moment)
        outcome.changed.append(hold.subject_id)
    record(db, actor, moment, "group:hold-lifted", group.id, {"reason": command.reason, "changed": len(outcome.changed)})
    return outcome
