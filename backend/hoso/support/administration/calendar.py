"""The agency's calendar: days that depart from Monday–Friday, each with its basis and how certain it is.

Never changes a shipped day: the agency's own row goes before it.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.support.actors import Actor
from hoso.support.administration.desk import lock_administration, require_version
from hoso.support.clock import Moment
from hoso.support.reference import CalendarDay
from hoso.support.text import FilledLine
from hoso.support.trail import record


class SetCalendarDay(BaseModel):
    """Whether the day is a working day, its name, and the decision it rests on."""

    model_config = {"extra": "forbid"}
    is_working: bool
    name: Annotated[FilledLine, Field(max_length=100)]
    basis: Annotated[FilledLine, Field(max_length=200)]
    certainty: Literal["official text", "secondary", "unverified"] = "unverified"


def set_calendar_day(db: Session, actor: Actor, day: date, command: SetCalendarDay, moment: Moment) -> CalendarDay:
    """The agency's own row for the day, new or changed. Raises Stale."""
    lock_administration(db, actor.agency_id)
    row = db.exec(select(CalendarDay).where(CalendarDay.agency_id == actor.agency_id, CalendarDay.day == day)).first()
    if row is None:
        row = CalendarDay.model_validate({"agency_id": actor.agency_id, "day": day, **command.model_dump()})
    else:
        require_version(db, actor, row.id, row.version)
        row.version += 1
        for name, value in command.model_dump().items():
            setattr(row, name, value)
    db.add(row)
    db.flush()
    record(db, actor, moment, "calendar:set", row.id, {"day": day, **command.model_dump()})
    return row
