"""Metadata that people add to a document or dossier by hand (PL VI III.7.c): a name and a value beside the registered ones.

Never changes a registered value and never removes what was added: a mistaken one is withdrawn with its reason and stays to be seen.
"""

import uuid
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import Index
from sqlmodel import Field as Column
from sqlmodel import Session, col, select

from hoso.support.actors import Actor
from hoso.support.base import INSTANT, Row
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, NotFound
from hoso.support.holds import RecordHold
from hoso.support.records import HELD, RecordHeld
from hoso.support.rights import subject_for
from hoso.support.secrecy import refuse_said
from hoso.support.text import FilledLine, FilledText
from hoso.support.trail import record


class AlreadyWithdrawn(Conflict):
    """The value was withdrawn before."""

    code = "already_withdrawn"


class AddedMetadata(Row, table=True):
    """One named value, who added it, and (where it was mistaken) who withdrew it and why."""

    __tablename__ = "added_metadata"
    agency_id: uuid.UUID
    subject_id: uuid.UUID
    name: str = Column(max_length=100)
    value: str = Column(max_length=1000)
    added_by: uuid.UUID = Column(foreign_key="person.id", ondelete="RESTRICT")
    added_at: datetime = Column(sa_type=INSTANT)
    withdrawn_by: uuid.UUID | None = Column(default=None, foreign_key="person.id", ondelete="RESTRICT")
    withdrawn_at: datetime | None = Column(default=None, sa_type=INSTANT)
    withdraw_reason: str = Column(default="", max_length=500)
    __table_args__ = (Index("ix_added_metadata_subject_id_agency_id", "subject_id", "agency_id"),)


class AddMetadata(BaseModel):
    """What the value is called, and the value."""

    model_config = {"extra": "forbid"}
    name: Annotated[FilledLine, Field(max_length=100)]
    value: Annotated[FilledText, Field(max_length=1000)]


class WithdrawMetadata(BaseModel):
    """Why the value is mistaken."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


def added_to(db: Session, actor: Actor, subject_id: uuid.UUID) -> list[AddedMetadata]:
    """All values, the withdrawn ones too, in the order in which they came."""
    wanted = select(AddedMetadata).where(AddedMetadata.subject_id == subject_id, AddedMetadata.agency_id == actor.agency_id)
    return list(db.exec(wanted.order_by(col(AddedMetadata.id))))


def _require_free(db: Session, subject_id: uuid.UUID) -> None:
    if db.exec(select(RecordHold.id).where(RecordHold.subject_id == subject_id, col(RecordHold.lifted_at).is_(None))).first():
        raise RecordHeld(HELD)


def add_metadata(db: Session, actor: Actor, subject_id: uuid.UUID, command: AddMetadata, moment: Moment) -> AddedMetadata:
    """The value that stands beside the registered ones now. Raises NotFound, OutOfReach, StateSecret, RecordHeld."""
    subject_for(db, actor, subject_id)
    refuse_said(db, command.value, name=command.name)
    _require_free(db, subject_id)
    row = AddedMetadata.model_validate({
        **command.model_dump(), "agency_id": actor.agency_id, "subject_id": subject_id, "added_by": actor.id, "added_at": moment.at,
    })  # fmt: skip
    db.add(row)
    record(db, actor, moment, "metadata:added", subject_id, command.model_dump())
    return row


def withdraw_metadata(db: Session, actor: Actor, metadata_id: uuid.UUID, command: WithdrawMetadata, moment: Moment) -> AddedMetadata:
    """The withdrawn value; it stays to be seen. Raises NotFound, OutOfReach, AlreadyWithdrawn, RecordHeld."""
    row = db.exec(select(AddedMetadata).where(AddedMetadata.id == metadata_id).with_for_update()).first()
    if row is None or row.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy.")
    subject_for(db, actor, row.subject_id)
    _require_free(db, row.subject_id)
    if row.withdrawn_at is not None:
        raise AlreadyWithdrawn("Giá trị này đã được rút.")
    row.withdrawn_by, row.withdrawn_at, row.withdraw_reason = actor.id, moment.at, command.reason
    record(db, actor, moment, "metadata:withdrawn", row.subject_id, {"name": row.name, "reason": command.reason})
    return row
