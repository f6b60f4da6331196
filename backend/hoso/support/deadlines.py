"""How an agency watches its terms: when it reminds, when it escalates, what its working regulation fixes for a type or an urgency.

Values are the agency's own (NĐ 30 Đ24.2 leaves them to its regulation); the defaults are choices of this program and say so.
Never says what is late: the stages do, by the calendar.
"""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import JSON
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field as Column
from sqlmodel import Session, SQLModel, col

from hoso.support.actors import Actor
from hoso.support.administration.desk import lock_administration, require_version
from hoso.support.base import INSTANT
from hoso.support.clock import Moment
from hoso.support.errors import Malformed
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Days = Annotated[list[Annotated[int, Field(ge=0, le=60)]], Field(max_length=5)]


class TermWithoutLength(Malformed):
    """A term of the regulation names neither days nor hours, or both."""

    code = "term_without_length"


class DeadlineSetting(SQLModel, table=True):
    """The agency's own values; without a row the defaults hold. Days are working days, minutes run within working hours."""

    __tablename__ = "deadline_setting"
    agency_id: uuid.UUID = Column(primary_key=True, foreign_key="agency.id", ondelete="RESTRICT")
    soon_days: int = 3
    remind_before: list[Any] = Column(default_factory=lambda: [2], sa_type=JSON)
    remind_after: list[Any] = Column(default_factory=lambda: [1], sa_type=JSON)
    unit_head_after: int | None = 1
    head_after: int | None = 3
    express_minutes: int = 60
    digest_at: str = Column(default="07:30", max_length=5)
    terms: list[Any] = Column(default_factory=list, sa_type=JSON)
    version: int = 1


class Reminder(SQLModel, table=True):
    """That a person was reminded of a document's term once in this way; another term makes another one."""

    __tablename__ = "reminder"
    document_id: uuid.UUID = Column(primary_key=True)
    person_id: uuid.UUID = Column(primary_key=True)
    kind: str = Column(primary_key=True, max_length=20)
    due_on: date = Column(primary_key=True)
    agency_id: uuid.UUID
    at: datetime = Column(sa_type=INSTANT)


class AgencyTerm(BaseModel):
    """A term of the working regulation: for a type, an urgency, or (both empty) for everything; in working days or working hours."""

    model_config = {"extra": "forbid"}
    type_code: Annotated[Line, Field(max_length=10)] = ""
    urgency: Annotated[str, Field(pattern="^(|normal|urgent|very_urgent|express)$")] = ""
    working_days: Annotated[int, Field(ge=0, le=365)] | None = None
    working_hours: Annotated[int, Field(ge=1, le=200)] | None = None
    basis: Annotated[FilledLine, Field(max_length=200)]


class DeadlineRules(BaseModel):
    """What an administrator sets; an empty list of days reminds never, an absent day of escalation escalates never."""

    model_config = {"extra": "forbid", "from_attributes": True}
    soon_days: Annotated[int, Field(ge=1, le=30)] = 3
    remind_before: Days = [2]
    remind_after: Days = [1]
    unit_head_after: Annotated[int, Field(ge=1, le=60)] | None = 1
    head_after: Annotated[int, Field(ge=1, le=60)] | None = 3
    express_minutes: Annotated[int, Field(ge=5, le=600)] = 60
    digest_at: Clock = "07:30"
    terms: Annotated[list[AgencyTerm], Field(max_length=60)] = []


def deadline_setting(db: Session, agency_id: uuid.UUID) -> DeadlineSetting:
    """The agency's values, or the defaults where it set none (then with version 0)."""
    return db.get(DeadlineSetting, agency_id) or DeadlineSetting.model_validate({"agency_id": agency_id, "version": 0})


def set_deadline_rules(db: Session, actor: Actor, command: DeadlineRules, moment: Moment) -> DeadlineSetting:
    """The agency's values, set as a whole. Raises Stale, TermWithoutLength."""
    for term in command.terms:
        if (term.working_days is None) == (term.working_hours is None):
            raise TermWithoutLength("Mỗi hạn theo quy chế ghi số ngày làm việc hoặc số giờ làm việc, một trong hai.", field="terms")
    lock_administration(db, actor.agency_id)
    row = db.get(DeadlineSetting, actor.agency_id, with_for_update=True)
    if row is None:
        row = DeadlineSetting.model_validate({"agency_id": actor.agency_id, **command.model_dump()})
    else:
        require_version(db, actor, actor.agency_id, row.version)
        row.version += 1
        for name, value in command.model_dump().items():
            setattr(row, name, value)
    db.add(row)
    db.flush()
    record(db, actor, moment, "calendar:deadline-rules-set", actor.agency_id, command.model_dump())
    return row


def once(db: Session, agency_id: uuid.UUID, document_id: uuid.UUID, person_id: uuid.UUID, kind: str, due_on: date, moment: Moment) -> bool:
    """Whether this reminder was not given yet; it is given now."""
    row = {"document_id": document_id, "person_id": person_id, "kind": kind, "due_on": due_on, "agency_id": agency_id, "at": moment.at}
    return db.execute(insert(Reminder).values(row).on_conflict_do_nothing().returning(col(Reminder.kind))).first() is not None
