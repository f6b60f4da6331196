"""Keeping a record as it stands: while it is held nothing of it changes and nothing of it is destroyed, until the hold is lifted.

Never holds what is not a document or dossier of the own agency; a lifted hold stays as a row.
"""

import uuid
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import Index, text
from sqlmodel import Field as Column
from sqlmodel import Session, select

from hoso.support.actors import Actor
from hoso.support.base import INSTANT, Row
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, NotFound
from hoso.support.rights import subject_for
from hoso.support.text import FilledText, Line
from hoso.support.trail import record

_HELD = {"incoming": "document", "outgoing": "document", "paper": "document", "dossier": "dossier"}


class AlreadyHeld(Conflict):
    """The record is held already."""

    code = "already_held"


class NotHeld(Conflict):
    """The hold was lifted before."""

    code = "not_held"


class RecordHold(Row, table=True):
    """Why a record is kept as it stands, from when to when."""

    __tablename__ = "record_hold"
    agency_id: uuid.UUID
    subject_id: uuid.UUID
    reason: str = Column(max_length=500)
    basis: str = Column(default="", max_length=200)
    placed_by: uuid.UUID = Column(foreign_key="person.id", ondelete="RESTRICT")
    placed_at: datetime = Column(sa_type=INSTANT)
    lifted_by: uuid.UUID | None = Column(default=None, foreign_key="person.id", ondelete="RESTRICT")
    lifted_at: datetime | None = Column(default=None, sa_type=INSTANT)
    lift_reason: str = Column(default="", max_length=500)
    group_id: uuid.UUID | None = Column(default=None, foreign_key="record_group.id", ondelete="RESTRICT")
    __table_args__ = (
        Index("uq_record_hold_open", "subject_id", unique=True, postgresql_where=text("lifted_at is null")),
        Index("ix_record_hold_agency_id_subject_id", "agency_id", "subject_id"),
    )


class PlaceHold(BaseModel):
    """Why, and on what paper it rests."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]
    basis: Annotated[Line, Field(max_length=200)] = ""


class LiftHold(BaseModel):
    """Why it is no longer needed."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


def _mark(db: Session, kind: str, subject_id: uuid.UUID, at: datetime | None) -> None:
    db.execute(text(f"update {_HELD[kind]} set held_at = :at where id = :id"), {"at": at, "id": subject_id})  # noqa: S608 two constants


def place_hold(db: Session, actor: Actor, subject_id: uuid.UUID, command: PlaceHold, moment: Moment, *, group_id: uuid.UUID | None = None) -> RecordHold:
    """The hold; `group_id` where a whole group is held. Raises NotFound, OutOfReach, AlreadyHeld."""
    entry = subject_for(db, actor, subject_id)
    if entry.kind not in _HELD:
        raise NotFound("Chỉ giữ nguyên trạng văn bản, hồ sơ của cơ quan.")
    if db.exec(select(RecordHold.id).where(RecordHold.subject_id == subject_id, RecordHold.lifted_at == None)).first():  # noqa: E711 SQL
        raise AlreadyHeld("Hồ sơ, văn bản này đang được giữ nguyên trạng.")
    hold = RecordHold.model_validate({
        "agency_id": actor.agency_id, "subject_id": subject_id, "reason": command.reason, "basis": command.basis, "placed_by": actor.id, "placed_at": moment.at, "group_id": group_id,
    })  # fmt: skip
    db.add(hold)
    _mark(db, entry.kind, subject_id, moment.at)
    record(db, actor, moment, "hold:placed", subject_id, {"reason": command.reason, "basis": command.basis})
    return hold


def lift_hold(db: Session, actor: Actor, hold_id: uuid.UUID, command: LiftHold, moment: Moment) -> RecordHold:
    """The lifted hold. Raises NotFound, NotHeld."""
    hold = db.exec(select(RecordHold).where(RecordHold.id == hold_id).with_for_update()).first()
    if hold is None or hold.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy.")
    if hold.lifted_at is not None:
        raise NotHeld("Việc giữ nguyên trạng này đã được gỡ.")
    entry = subject_for(db, actor, hold.subject_id)
    hold.lifted_by, hold.lifted_at, hold.lift_reason = actor.id, moment.at, command.reason
    _mark(db, entry.kind, hold.subject_id, None)
    record(db, actor, moment, "hold:lifted", hold.subject_id, {"reason": command.reason})
    return hold
