"""Lists in another order than the newest first: oldest, by number, by term, by urgency; page after page by keys, never by an offset.

By term: what is under way, the earliest term first, then what has none; unless a state is asked for. By number: what has one.
By urgency: what is under way, hỏa tốc, thượng khẩn, khẩn, then the rest, each the newest first (PL VI III.1.d).
"""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlmodel import Session, col

from hoso.correspondence.queries.deadlines import PERSONAL, UNDER_WAY, earliest_of, own_terms, part_due
from hoso.correspondence.queries.incoming import NAMES, ROW, IncomingFilter, incoming_wanted
from hoso.correspondence.queries.outgoing import NAMES as OUT_NAMES
from hoso.correspondence.queries.outgoing import ROW as OUT_ROW
from hoso.correspondence.queries.outgoing import OutgoingFilter, outgoing_wanted
from hoso.correspondence.tables import Document, Incoming, Outgoing, RegisterEntry
from hoso.support.actors import Actor
from hoso.support.paging import BadCursor, from_cursor, to_cursor

ORDERS = ("newest", "oldest", "number", "term", "urgency")
LEVELS = ("express", "very_urgent", "urgent", "normal")
OPEN_OUTGOING = ("draft", "content_checked", "form_checked", "approved", "signed", "sealed")
_ID = col(Document.id)
Page = tuple[list[tuple[Any, ...]], str | None]


def _bad() -> BadCursor:
    return BadCursor("Con trỏ trang không hợp lệ.", field="cursor")


def _id(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError as error:
        raise _bad() from error


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**31) < value < 2**31:
        raise _bad()
    return value


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise _bad() from error


def by_age(db: Session, wanted: Select[Any], limit: int, cursor: str | None, *, oldest: bool) -> Page:
    """By the time of making."""
    keys = from_cursor(cursor, 1)
    if keys:
        wanted = wanted.where(_id(keys[0]) < _ID if oldest else _id(keys[0]) > _ID)
    rows = [tuple(r) for r in db.execute(wanted.order_by(_ID.asc() if oldest else _ID.desc()).limit(limit + 1))]
    return rows[:limit], to_cursor(rows[limit - 1][0]) if len(rows) > limit else None


def _before(first: Any, second: Any, keys: list[Any]) -> ColumnElement[bool]:
    """SQL: after a row in falling order of (first, second, id); the leading comparison lets an index begin there."""
    a, b, c = keys
    return and_(first <= a, or_(first < a, and_(first == a, or_(second < b, and_(second == b, _id(c) > _ID)))))


def by_number(db: Session, wanted: Select[Any], first: Any, second: Any, limit: int, cursor: str | None, *, days: bool) -> Page:
    """The highest number of the newest year (or day) first; `wanted` ends with the columns `first` and `second`."""
    wanted = wanted.where(first.is_not(None), second.is_not(None))
    keys = from_cursor(cursor, 3)
    if keys:
        wanted = wanted.where(_before(first, second, [_day(keys[0]) if days else _number(keys[0]), _number(keys[1]), keys[2]]))
    rows = [tuple(r) for r in db.execute(wanted.order_by(first.desc(), second.desc(), _ID.desc()).limit(limit + 1))]
    more = to_cursor(rows[limit - 1][-2], rows[limit - 1][-1], rows[limit - 1][0]) if len(rows) > limit else None
    return [row[:-2] for row in rows[:limit]], more


def by_term(db: Session, wanted: Select[Any], due: Any, limit: int, cursor: str | None, *, termed_only: bool = False) -> Page:
    """The earliest term first, what has none last; `wanted` ends with the column `due`. A later page asks twice, so that each is one walk of an index."""
    keys = from_cursor(cursor, 2)
    rows: list[tuple[Any, ...]] = []
    if not keys or keys[0] is not None:
        termed = wanted.where(due.is_not(None)) if keys or termed_only else wanted
        if keys:
            day = _day(keys[0])
            termed = termed.where(due >= day, or_(due > day, and_(due == day, _id(keys[1]) < _ID)))
        rows = [tuple(r) for r in db.execute(termed.order_by(due, _ID).limit(limit + 1))]  # PostgreSQL puts what is null last
    if keys and len(rows) <= limit and not termed_only:
        rest = wanted.where(due.is_(None))
        if keys[0] is None:
            rest = rest.where(_id(keys[1]) < _ID)
        rows += [tuple(r) for r in db.execute(rest.order_by(_ID).limit(limit + 1 - len(rows)))]
    more = to_cursor(rows[limit - 1][-1], rows[limit - 1][0]) if len(rows) > limit else None
    return [row[:-1] for row in rows[:limit]], more


def by_urgency(db: Session, wanted: Select[Any], limit: int, cursor: str | None) -> Page:
    """The most urgent first. One question for each level that the page reaches, so that each is one walk of an index."""
    keys = from_cursor(cursor, 2)
    start = _number(keys[0]) if keys else 0
    if not 0 <= start < len(LEVELS):
        raise _bad()
    rows: list[tuple[int, tuple[Any, ...]]] = []
    for level in range(start, len(LEVELS)):
        of_level = wanted.where(col(Document.urgency) == LEVELS[level])
        if keys and level == start:
            of_level = of_level.where(_id(keys[1]) > _ID)
        rows += [(level, tuple(r)) for r in db.execute(of_level.order_by(_ID.desc()).limit(limit + 1 - len(rows)))]
        if len(rows) > limit:
            return [row for _, row in rows[:limit]], to_cursor(rows[limit - 1][0], rows[limit - 1][1][0])
    return [row for _, row in rows], None


def incoming_page(
    db: Session, actor: Actor, f: IncomingFilter, order: str, limit: int, cursor: str | None, columns: tuple[Any, ...] = ROW
) -> Page:
    """One page of văn bản đến in the order; the first column is the id."""
    if order == "term":
        parts = own_terms(actor, f.desk) if f.desk in PERSONAL else None
        due = col(Document.due_on) if parts is None else earliest_of(parts)
        wanted = incoming_wanted(actor, f, (*columns, due))
        if parts is not None:
            wanted = wanted.join(parts, parts.c.document_id == _ID)  # begins with the own parts, not with what is under way
        elif not (f.state or f.due):  # what is due is under way: said twice, PostgreSQL would expect a third of a third
            wanted = wanted.where(col(Document.state).in_(UNDER_WAY))
        return by_term(db, wanted, due, limit, cursor, termed_only=f.due not in (None, "none"))
    if order == "urgency":
        wanted = incoming_wanted(actor, f, columns)
        return by_urgency(db, wanted if f.state else wanted.where(col(Document.state).in_(UNDER_WAY)), limit, cursor)
    if order == "number":
        keys = (col(Incoming.arrival_year), col(Incoming.arrival_number))
        wanted = incoming_wanted(actor, f, (*columns, *keys)).where(col(Incoming.agency_id) == actor.agency_id)
        return by_number(db, wanted, *keys, limit, cursor, days=False)
    return by_age(db, incoming_wanted(actor, f, columns), limit, cursor, oldest=order == "oldest")


def outgoing_page(
    db: Session, actor: Actor, f: OutgoingFilter, order: str, limit: int, cursor: str | None, columns: tuple[Any, ...] = OUT_ROW
) -> Page:
    """One page of văn bản đi in the order; by number: the newest day first, and within it the highest number."""
    if order == "term":
        due = col(Document.due_on)
        wanted = outgoing_wanted(actor, f, (*columns, due))
        return by_term(db, wanted if f.state else wanted.where(col(Document.state).in_(OPEN_OUTGOING)), due, limit, cursor)
    if order == "urgency":
        wanted = outgoing_wanted(actor, f, columns)
        return by_urgency(db, wanted if f.state else wanted.where(col(Document.state).in_(OPEN_OUTGOING)), limit, cursor)
    if order == "number":
        keys = (col(Document.issued_on), col(RegisterEntry.number))
        wanted = outgoing_wanted(actor, f, (*columns, *keys)).join(RegisterEntry, col(RegisterEntry.id) == col(Outgoing.register_entry_id))
        return by_number(db, wanted, *keys, limit, cursor, days=True)
    return by_age(db, outgoing_wanted(actor, f, columns), limit, cursor, oldest=order == "oldest")


def with_own_term(db: Session, actor: Actor, f: IncomingFilter, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a personal desk with the earliest term of the own parts beside the document's."""
    if f.desk not in PERSONAL or not rows:
        return rows
    wanted = incoming_wanted(actor, IncomingFilter(), (Document.id, part_due(actor, f.desk))).where(_ID.in_([r["id"] for r in rows]))
    terms = {row[0]: row[1] for row in db.execute(wanted)}
    return [{**row, "part_due_on": terms.get(row["id"])} for row in rows]


def incoming_items(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Tuples of the list's own columns by name."""
    return [dict(zip(NAMES, row, strict=True)) for row in rows]


def outgoing_items(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Tuples of the list's own columns by name."""
    return [dict(zip(OUT_NAMES, row, strict=True)) for row in rows]
