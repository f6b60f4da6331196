"""What is due today, soon, over or without a term, as SQL: lists, baskets and reminders count by the same words.

A part of the work may have a term of its own; on the own desk that one counts, elsewhere the document's. "Soon" ends some working
days ahead, by the agency's calendar. An express document is over when its hour has passed.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_
from sqlmodel import Session, col, select

from hoso.correspondence.queries.desks import OPEN
from hoso.correspondence.tables import Document, Handling, Incoming
from hoso.support.actors import Actor
from hoso.support.calendars import calendar_around
from hoso.support.clock import Moment
from hoso.support.deadlines import deadline_setting

UNDER_WAY = ("registered", "presented", "handling")
BUCKETS = ("today", "soon", "overdue", "none")
PERSONAL = ("given", "mine")
_PART_DUE = func.coalesce(col(Handling.due_on), col(Document.due_on))


@dataclass(frozen=True, slots=True)
class Horizon:
    """Today, the last day that counts as soon, and the instant."""

    today: date
    soon: date
    now: datetime


@dataclass(frozen=True, slots=True)
class DueCounts:
    """Documents due today, soon, over; `oldest_on` is the day of the term that passed first, where one has."""

    today: int
    soon: int
    overdue: int
    oldest_on: date | None


def horizon_of(db: Session, agency_id: uuid.UUID, moment: Moment) -> Horizon:
    """The horizon of an agency: its own number of working days, by its own calendar."""
    days = deadline_setting(db, agency_id).soon_days
    return Horizon(moment.today, calendar_around(db, agency_id, moment.today).day_after(moment.today, days), moment.at)


def own_parts(actor: Actor, desk: str) -> ColumnElement[bool]:
    """SQL over `handling`: parts of the own person (`given`), and those of the headed units, too (`mine`); also in somebody's place."""
    own = col(Handling.person_id).in_(actor.handling_ids)
    return own if desk == "given" else or_(own, col(Handling.unit_id).in_(actor.handling_unit_ids))


def _bucket(bucket: str, horizon: Horizon, due: Any, hour_passed: ColumnElement[bool]) -> ColumnElement[bool]:
    if bucket == "none":
        return due.is_(None)  # type: ignore[no-any-return]
    if bucket == "soon":
        return and_(due > horizon.today, due <= horizon.soon)
    over = and_(due <= horizon.today, or_(due < horizon.today, hour_passed))  # the first comparison lets an index end at today
    return over if bucket == "overdue" else and_(due == horizon.today, not_(hour_passed))


def _hour_passed(horizon: Horizon) -> ColumnElement[bool]:
    return func.coalesce(col(Incoming.due_at) < horizon.now, False)


def incoming_due(actor: Actor, desk: str | None, bucket: str, horizon: Horizon) -> ColumnElement[bool]:
    """SQL over document and incoming: under way, and in the bucket; on a personal desk by the term of the own parts."""
    if desk in PERSONAL:
        whole = col(Document.due_on) == _PART_DUE
        passed = case((whole, _hour_passed(horizon)), else_=False)
        part = exists().where(
            col(Handling.document_id) == col(Document.id), col(Handling.state).in_(OPEN), col(Handling.part) != "informed",
            own_parts(actor, desk), _bucket(bucket, horizon, _PART_DUE, passed),
        )  # fmt: skip
        return and_(col(Document.state) == "handling", part)
    return and_(col(Document.state).in_(UNDER_WAY), _bucket(bucket, horizon, col(Document.due_on), _hour_passed(horizon)))


def part_due(actor: Actor, desk: str) -> Any:
    """SQL: the earliest term of the own open parts of the document."""
    wanted = select(func.min(_PART_DUE)).where(
        col(Handling.document_id) == col(Document.id), col(Handling.state).in_(OPEN), own_parts(actor, desk)
    )
    return wanted.correlate(Document).scalar_subquery()


def own_terms(actor: Actor, desk: str) -> Any:
    """SQL: the documents in which the actor has open parts, the earliest term of these parts, and whether one has no term of its own."""
    wanted = select(Handling.document_id, func.min(Handling.due_on).label("earliest"), func.bool_or(col(Handling.due_on).is_(None)).label("is_any_open"))
    return wanted.where(col(Handling.state).in_(OPEN), own_parts(actor, desk)).group_by(col(Handling.document_id)).subquery("own_part")


def earliest_of(parts: Any) -> Any:
    """SQL over document and `own_terms`: the earliest term of the own open parts; a part without one has the document's."""
    return case((parts.c.is_any_open, func.least(parts.c.earliest, col(Document.due_on))), else_=parts.c.earliest)


def due_counts(db: Session, actor: Actor, desk: str | None, horizon: Horizon) -> DueCounts:
    """How many are due today, soon, over, and since when: one statement over what is under way and due, the hour asked of today's alone."""
    hour = exists().where(col(Incoming.id) == col(Document.id), col(Incoming.due_at) < horizon.now)
    due = _PART_DUE if desk in PERSONAL else col(Document.due_on)
    wanted = select(*[*_counts_of(actor, desk, horizon, hour), func.min(due)]).where(Document.agency_id == actor.agency_id, Document.kind == "incoming")
    if desk in PERSONAL:
        part = (col(Handling.state).in_(OPEN), col(Handling.part) != "informed", own_parts(actor, str(desk)))
        wanted = wanted.select_from(Handling).join(Document, col(Document.id) == col(Handling.document_id))
        wanted = wanted.where(*part, Document.state == "handling", horizon.soon >= _PART_DUE)
    else:
        wanted = wanted.select_from(Document).where(col(Document.state).in_(UNDER_WAY), col(Document.due_on) <= horizon.soon)
    today, soon, overdue, oldest = db.execute(wanted).one()
    return DueCounts(today, soon, overdue, oldest if overdue else None)


def _counts_of(actor: Actor, desk: str | None, horizon: Horizon, hour: ColumnElement[bool]) -> list[Any]:
    """SQL: documents in each bucket; on a personal desk over the own parts, several of which may be of one document."""
    if desk not in PERSONAL:
        return [func.count().filter(_bucket(b, horizon, col(Document.due_on), hour)) for b in BUCKETS[:3]]
    passed = case((col(Document.due_on) == _PART_DUE, hour), else_=False)
    return [func.count(func.distinct(col(Document.id))).filter(_bucket(b, horizon, _PART_DUE, passed)) for b in BUCKETS[:3]]
