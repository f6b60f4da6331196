"""What term a new document gets: by the agency's working regulation, else by the law where it fixes one; else none, a person decides.

Never sets a term: it is a suggestion with its basis. Source: NĐ 30 Đ24.2, rows `incoming_resolve` of the terms of law.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, or_, select

from hoso.support.actors import Actor
from hoso.support.calendars import calendar_around
from hoso.support.clock import Moment
from hoso.support.deadlines import deadline_setting
from hoso.support.reference import Deadline

URGENT = ("urgent", "very_urgent", "express")


@dataclass(frozen=True, slots=True)
class SuggestedTerm:
    """`source`: agency, law or none. `due_at` only where the regulation counts hours."""

    source: str
    due_on: date | None
    due_at: datetime | None
    working_days: int | None
    working_hours: int | None
    basis: str
    certainty: str


def _row_of_law(db: Session, urgency: str, today: date) -> Deadline | None:
    applies = "incoming, urgent" if urgency in URGENT else "incoming, not urgent"
    wanted = select(Deadline).where(
        Deadline.event_code == "incoming_resolve", Deadline.applies_to == applies,
        or_(col(Deadline.valid_from).is_(None), col(Deadline.valid_from) <= today), or_(col(Deadline.valid_to).is_(None), col(Deadline.valid_to) >= today),
    )  # fmt: skip
    return db.exec(wanted.order_by(col(Deadline.code))).first()


def suggested_term(db: Session, actor: Actor, type_code: str, urgency: str, received_on: date | None, moment: Moment) -> SuggestedTerm:
    """The suggestion for a type and an urgency; days count from the day of receipt, hours from now."""
    first = received_on or moment.today
    calendar = calendar_around(db, actor.agency_id, first)
    terms = [t for t in deadline_setting(db, actor.agency_id).terms if t["type_code"] in ("", type_code) and t["urgency"] in ("", urgency)]
    if terms:
        # What names the urgency goes before what names the type, and both before what holds for everything.
        term = max(terms, key=lambda t: (bool(t["urgency"]), bool(t["type_code"])))
        hours, days = term["working_hours"], term["working_days"]
        due_at = calendar.moment_after(moment.at, hours * 60) if hours else None
        due_on = Moment(due_at).today if due_at else calendar.day_after(first, days)
        return SuggestedTerm("agency", due_on, due_at, days, hours, term["basis"], "official text")
    row = _row_of_law(db, urgency, moment.today)
    if row is None:
        return SuggestedTerm("none", None, None, None, None, "", "")
    if row.bound == "immediate":
        return SuggestedTerm("law", moment.today, None, 0, None, row.basis, row.certainty)
    if row.value.isdigit() and row.unit == "day":
        days = int(row.value)
        return SuggestedTerm("law", calendar.day_after(first, days), None, days, None, row.basis, row.certainty)
    return SuggestedTerm("none", None, None, None, None, row.basis, row.certainty)
