"""Work that comes again by the clock: reminders, digests, the index of contents. One worker at a time leads it.

Each piece runs per agency in a transaction of its own; what must happen once a day notes its day in the same transaction, so
that a restart, a second worker or a late start neither repeats nor loses it. Never stops at a piece that fails: the next round tries again.
"""

import traceback
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, select

from hoso.support.base import INSTANT
from hoso.support.clock import Moment
from hoso.support.database import transaction
from hoso.support.files import FileStore
from hoso.support.organisations import Agency

LEADER = 7_305_212  # the number of the advisory lock; any fixed one
Work = Callable[[Session, Any, Moment, FileStore], object]


class Schedule(SQLModel, table=True):
    """When a piece of recurring work is due next; `mark` is what the work itself notes to go on from."""

    __tablename__ = "schedule"
    name: str = Field(primary_key=True, max_length=40)
    next_at: datetime = Field(sa_type=INSTANT)
    mark: str = Field(default="", max_length=100)


class DailyRun(SQLModel, table=True):
    """That a piece of daily work was done for an agency on a day."""

    __tablename__ = "daily_run"
    name: str = Field(primary_key=True, max_length=40)
    agency_id: uuid.UUID = Field(primary_key=True)
    on_day: date = Field(primary_key=True)
    at: datetime = Field(sa_type=INSTANT)


@dataclass(frozen=True, slots=True)
class Recurring:
    """Work that is done each `minutes`: for every agency, or (then with None) once for the installation."""

    minutes: int
    work: Work
    for_each_agency: bool = True


RECURRING: dict[str, Recurring] = {}


def once_a_day(db: Session, name: str, agency_id: uuid.UUID, moment: Moment) -> bool:
    """Whether the work was not done on this Hà Nội day yet; it counts as done when the transaction commits."""
    row = {"name": name, "agency_id": agency_id, "on_day": moment.today, "at": moment.at}
    return db.execute(insert(DailyRun).values(row).on_conflict_do_nothing().returning(col(DailyRun.name))).first() is not None


def _due(engine: Engine, moment: Moment) -> list[str]:
    with transaction(engine) as db:
        known = {row[0]: row[1] for row in db.exec(select(Schedule.name, Schedule.next_at))}
    return [name for name in RECURRING if name not in known or known[name] <= moment.at]


def _agencies(engine: Engine) -> list[uuid.UUID | None]:
    with transaction(engine) as db:
        return [*db.exec(select(Agency.id).order_by(col(Agency.code)))]


def _move_on(engine: Engine, name: str, moment: Moment) -> None:
    row = {"name": name, "next_at": moment.at + timedelta(minutes=RECURRING[name].minutes), "mark": ""}
    with transaction(engine) as db:
        wanted = insert(Schedule).values(row)
        db.execute(wanted.on_conflict_do_update(index_elements=["name"], set_={"next_at": wanted.excluded.next_at}))


def run_recurring(engine: Engine, moment: Moment, store: FileStore) -> list[str]:
    """Do what is due now, when no other worker does; the names of what ran (with `!` where an agency's part failed)."""
    ran: list[str] = []
    with engine.connect() as leading:
        if not leading.execute(text("select pg_try_advisory_lock(:n)"), {"n": LEADER}).scalar():
            return ran
        try:
            for name in _due(engine, moment):
                failed = False
                agencies = _agencies(engine) if RECURRING[name].for_each_agency else [None]
                for agency_id in agencies:
                    try:
                        with transaction(engine) as db:
                            RECURRING[name].work(db, agency_id, moment, store)
                    except Exception:  # one agency's fault is not the others'
                        traceback.print_exc()
                        failed = True
                _move_on(engine, name, moment)
                ran.append(name + "!" * failed)
        finally:
            leading.execute(text("select pg_advisory_unlock(:n)"), {"n": LEADER})
            leading.rollback()
    return ran
