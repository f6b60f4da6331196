"""The agency's calendar: days that depart from the weekly rule, the rule itself and its hours, a new year's frame; each with its basis.

Never changes a shipped day or one that an agency above set: the agency's own row goes before it, and taken away lets it hold again.
"""

import uuid
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints
from sqlmodel import Session, col, select

from hoso.support.actors import Actor
from hoso.support.administration.desk import PeriodTurned, lock_administration, require_version
from hoso.support.calendars import CalendarDay, WorkingWeek, as_time, held_days
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Malformed, NotFound
from hoso.support.text import FilledLine
from hoso.support.trail import record

Certainty = Literal["official text", "secondary", "unverified"]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
LONGEST = 31


class RangeTooLong(Malformed):
    """A range of days is longer than a month."""

    code = "range_too_long"


class HoursTurned(Malformed):
    """Hours of work overlap or end before they begin."""

    code = "hours_turned"


class NotOwnDay(NotFound):
    """The agency has no row of its own for the day."""

    code = "not_own_day"


class SetCalendarDay(BaseModel):
    """Whether the day is a working day, its name, and the decision it rests on; `for_below`: it holds for the agencies below, too."""

    model_config = {"extra": "forbid"}
    is_working: bool
    name: Annotated[FilledLine, Field(max_length=100)]
    basis: Annotated[FilledLine, Field(max_length=200)]
    certainty: Certainty = "unverified"
    for_below: bool = False
    repeats: bool = False


class SetCalendarRange(SetCalendarDay):
    """The same for every day from one to another (Tết), a month at most."""

    from_on: Day
    to_on: Day


class CopyCalendarYear(BaseModel):
    """Take over what repeats on the same day each year; what follows the moon or a yearly decision is left out."""

    model_config = {"extra": "forbid"}
    from_year: Annotated[int, Field(ge=1945, le=2199)]
    to_year: Annotated[int, Field(ge=1945, le=2199)]


class SetWorkingWeek(BaseModel):
    """Weekdays that are worked (1 = Monday … 7 = Sunday), the hours of work (none: not set) and the basis, from a day on."""

    model_config = {"extra": "forbid"}
    valid_from: Day
    weekdays: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(min_length=1, max_length=7)]
    hours: Annotated[list[Annotated[list[Clock], Field(min_length=2, max_length=2)]], Field(max_length=4)] = []
    basis: Annotated[FilledLine, Field(max_length=200)]
    certainty: Certainty = "unverified"


def _put(db: Session, actor: Actor, day: date, facts: dict[str, object]) -> CalendarDay:
    row = db.exec(select(CalendarDay).where(CalendarDay.agency_id == actor.agency_id, CalendarDay.day == day)).first()
    if row is None:
        row = CalendarDay.model_validate({"agency_id": actor.agency_id, "day": day, **facts})
    else:
        require_version(db, actor, row.id, row.version)
        row.version += 1
        for name, value in facts.items():
            setattr(row, name, value)
    db.add(row)
    db.flush()
    return row


def set_calendar_day(db: Session, actor: Actor, day: date, command: SetCalendarDay, moment: Moment) -> CalendarDay:
    """The agency's own row for the day, new or changed. Raises Stale."""
    lock_administration(db, actor.agency_id)
    row = _put(db, actor, day, command.model_dump())
    record(db, actor, moment, "calendar:set", row.id, {"day": day, **command.model_dump()})
    return row


def set_calendar_range(db: Session, actor: Actor, command: SetCalendarRange, moment: Moment) -> list[CalendarDay]:
    """The agency's own rows from the first day to the last. Raises PeriodTurned, RangeTooLong."""
    length = (command.to_on - command.from_on).days + 1
    if length < 1:
        raise PeriodTurned("Ngày cuối đứng trước ngày đầu.", field="to_on")
    if length > LONGEST:
        raise RangeTooLong(f"Mỗi lần ghi tối đa {LONGEST} ngày liền nhau.", field="to_on")
    lock_administration(db, actor.agency_id)
    facts = command.model_dump(exclude={"from_on", "to_on"})
    rows = [_put(db, actor, command.from_on + timedelta(days=n), facts) for n in range(length)]
    for row in rows:
        record(db, actor, moment, "calendar:set", row.id, {"day": row.day, **facts})
    return rows


def remove_calendar_day(db: Session, actor: Actor, day: date, moment: Moment) -> None:
    """Take the agency's own row away; what was shipped or set above holds again. Raises NotOwnDay, Stale."""
    lock_administration(db, actor.agency_id)
    row = db.exec(select(CalendarDay).where(CalendarDay.agency_id == actor.agency_id, CalendarDay.day == day)).first()
    if row is None:
        raise NotOwnDay("Cơ quan không ghi gì riêng cho ngày này.")
    require_version(db, actor, row.id, row.version)
    db.delete(row)
    record(db, actor, moment, "calendar:removed", row.id, {"day": day, "name": row.name})


def copy_calendar_year(db: Session, actor: Actor, command: CopyCalendarYear, moment: Moment) -> tuple[list[CalendarDay], list[CalendarDay]]:
    """(what was taken over, what was left out and must be set by the year's own decision). Days that are there already stay."""
    lock_administration(db, actor.agency_id)
    there = {row.day for row in held_days(db, actor.agency_id, command.to_year)}
    copied, left = [], []
    for row in held_days(db, actor.agency_id, command.from_year):
        if not row.repeats:
            left.append(row)
            continue
        day = _same_day(row.day, command.to_year)
        if day is None or day in there:
            continue
        basis = f"Chép khung năm {command.from_year}; đối chiếu văn bản công bố lịch nghỉ năm {command.to_year}"
        new = _put(db, actor, day, {"is_working": row.is_working, "name": row.name, "basis": basis, "certainty": "unverified", "repeats": True})
        record(db, actor, moment, "calendar:set", new.id, {"day": day, "name": row.name, "copied_from": command.from_year})
        copied.append(new)
    return copied, left


def _same_day(day: date, year: int) -> date | None:
    return None if (day.month, day.day) == (2, 29) else day.replace(year=year)


def set_working_week(db: Session, actor: Actor, command: SetWorkingWeek, moment: Moment) -> WorkingWeek:
    """The agency's own weekly rule from a day on. Raises HoursTurned, Stale."""
    spans = sorted((as_time(a), as_time(b)) for a, b in command.hours)
    if any(a >= b for a, b in spans) or any(first[1] > second[0] for first, second in pairwise(spans)):
        raise HoursTurned("Giờ làm việc phải kết thúc sau lúc bắt đầu và không chồng nhau.", field="hours")
    lock_administration(db, actor.agency_id)
    facts = {
        "weekdays": "".join(str(n) for n in sorted(set(command.weekdays))), "hours": [[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in spans],
        "basis": command.basis, "certainty": command.certainty,
    }  # fmt: skip
    wanted = select(WorkingWeek).where(WorkingWeek.agency_id == actor.agency_id, WorkingWeek.valid_from == command.valid_from)
    row = db.exec(wanted).first()
    if row is None:
        row = WorkingWeek.model_validate({"agency_id": actor.agency_id, "valid_from": command.valid_from, **facts})
    else:
        require_version(db, actor, row.id, row.version)
        row.version += 1
        for name, value in facts.items():
            setattr(row, name, value)
    db.add(row)
    db.flush()
    record(db, actor, moment, "calendar:week-set", row.id, {"valid_from": command.valid_from, **facts})
    return row


def week_on(db: Session, agency_id: uuid.UUID, day: date) -> WorkingWeek | None:
    """The weekly rule that holds for the agency on the day: its own before the shipped one; None where none was loaded."""
    wanted = select(WorkingWeek).where(
        WorkingWeek.valid_from <= day, (col(WorkingWeek.agency_id) == agency_id) | col(WorkingWeek.agency_id).is_(None)
    )
    return db.exec(wanted.order_by(col(WorkingWeek.agency_id).nulls_last(), col(WorkingWeek.valid_from).desc())).first()
