"""Working days and hours as data: what was shipped, what the province says for the agencies below, what the agency says itself.

The nearer row goes before the farther one: the agency's own, then that of the agencies above (only what they set for those below),
then the shipped one. Each row says its basis and how certain it is; nothing here invents a holiday.
"""

import uuid
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import JSON, UniqueConstraint, text
from sqlmodel import Field, Session, col, or_, select

from hoso.support.base import Row
from hoso.support.working_days import USUAL, Calendar, Week


class CalendarDay(Row, table=True):
    """A day that departs from the weekly rule: a public holiday or a swapped working day, with its basis.

    Without agency it is shipped and holds for all; an agency's own row goes before it. `for_below`: it holds for the agencies
    below, too. `repeats`: the same day each year (30/4), so that a new year's frame may take it over; Tết is no such day.
    """

    __tablename__ = "calendar_day"
    agency_id: uuid.UUID | None = Field(default=None, foreign_key="agency.id", ondelete="RESTRICT")
    day: date
    is_working: bool
    name: str = Field(max_length=100)
    basis: str = Field(default="", max_length=200)
    certainty: str = Field(default="unverified", max_length=20)
    for_below: bool = False
    repeats: bool = False
    version: int = 1
    __table_args__ = (UniqueConstraint("agency_id", "day", postgresql_nulls_not_distinct=True),)


class WorkingWeek(Row, table=True):
    """The weekly rule from a day on; `hours` as [["07:30", "11:30"], …], empty where nobody set them. Shipped without agency."""

    __tablename__ = "working_week"
    agency_id: uuid.UUID | None = Field(default=None, foreign_key="agency.id", ondelete="RESTRICT")
    valid_from: date
    weekdays: str = Field(max_length=7)
    hours: list[Any] = Field(default_factory=list, sa_type=JSON)
    basis: str = Field(default="", max_length=200)
    certainty: str = Field(default="unverified", max_length=20)
    version: int = 1
    __table_args__ = (UniqueConstraint("agency_id", "valid_from", postgresql_nulls_not_distinct=True),)


_ABOVE = (
    "with recursive up (id, above, depth) as (select id, parent_id, 0 from agency where id = :agency "
    "union all select a.id, a.parent_id, up.depth + 1 from agency a join up on a.id = up.above where up.depth < 8) "
)
_HELD = (
    "from calendar_day c left join up on up.id = c.agency_id where c.day between :first and :last "
    "and (c.agency_id is null or up.depth = 0 or (up.depth > 0 and c.for_below)) order by c.day, coalesce(up.depth, 99)"
)
_DAYS = text(_ABOVE + "select distinct on (c.day) c.day, c.is_working " + _HELD)
_IDS = text(_ABOVE + "select distinct on (c.day) c.id " + _HELD)


def as_time(written: str) -> time:
    """07:30 as a time of day."""
    return time.fromisoformat(written)


def weeks_of(db: Session, agency_id: uuid.UUID | None) -> list[WorkingWeek]:
    """The weekly rules of the agency by their first day; the shipped ones stand before its first own."""
    wanted = select(WorkingWeek).where(or_(col(WorkingWeek.agency_id).is_(None), col(WorkingWeek.agency_id) == agency_id))
    return list(db.exec(wanted.order_by(col(WorkingWeek.agency_id).nulls_first(), col(WorkingWeek.valid_from))))


def _weeks(db: Session, agency_id: uuid.UUID | None) -> tuple[Week, ...]:
    rows = weeks_of(db, agency_id)
    own = min((r.valid_from for r in rows if r.agency_id), default=date.max)
    held = sorted((r for r in rows if r.agency_id or r.valid_from < own), key=lambda r: r.valid_from)
    return tuple(
        Week(r.valid_from, frozenset(int(n) for n in r.weekdays), tuple((as_time(a), as_time(b)) for a, b in r.hours)) for r in held
    ) or (USUAL,)


def calendar_of(db: Session, agency_id: uuid.UUID | None, first: date, last: date) -> Calendar:
    """The calendar as it holds for the agency (None: as shipped) between two days; outside of them only the weekly rule is known."""
    rows = db.execute(_DAYS, {"agency": agency_id, "first": first, "last": last})
    return Calendar(_weeks(db, agency_id), {row[0]: row[1] for row in rows})


def calendar_around(db: Session, agency_id: uuid.UUID | None, day: date) -> Calendar:
    """The calendar of a year before the day and two after it."""
    return calendar_of(db, agency_id, day - timedelta(days=400), day + timedelta(days=800))


def next_working_day(db: Session, day: date, count: int = 1, agency_id: uuid.UUID | None = None) -> date:
    """The day `count` working days after `day` by the calendar that holds for the agency."""
    return calendar_of(db, agency_id, day, day + timedelta(days=count * 2 + 60)).day_after(day, count)


def held_days(db: Session, agency_id: uuid.UUID, year: int) -> list[CalendarDay]:
    """The rows that hold for the agency in a year, by day; each may be its own, one from above, or a shipped one."""
    ids = [row[0] for row in db.execute(_IDS, {"agency": agency_id, "first": date(year, 1, 1), "last": date(year, 12, 31)})]
    return list(db.exec(select(CalendarDay).where(col(CalendarDay.id).in_(ids)).order_by(col(CalendarDay.day))))
