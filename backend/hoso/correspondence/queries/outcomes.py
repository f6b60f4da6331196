"""How a document ended or stands, and to which group of a report it belongs, as SQL: the reports count and the lists show by the same words.

Every document of a report has exactly one outcome and stands in exactly one group, so that numbers add up. Never a rule of its own:
terms come from the documents, working days from the agency's calendar.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Date, Text, and_, case, cast, func, literal, or_
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from hoso.correspondence.tables import Document, Handling, Incoming, Outgoing, Recipient
from hoso.support.calendars import calendar_of
from hoso.support.clock import HANOI
from hoso.support.errors import Malformed
from hoso.support.reference import Deadline

UNDER_WAY = ("registered", "presented", "handling")
IN_OUTCOMES = ("done_on_time", "done_late", "done_without_term", "open_in_term", "open_overdue", "open_without_term", "ended")
OUT_OUTCOMES = ("drafting", "form", "approval", "signature", "issue", "issued_on_time", "issued_late", "recalled")
RECEPTIONS = ("outside", "returned", "waiting", "confirmed")
IN_GROUPS, OUT_GROUPS = ("unit", "person", "sender", "type", "month"), ("unit", "person", "signer", "type", "month")
NOBODY = "none"
ZONE = "Asia/Ho_Chi_Minh"
ISSUE_TERM = "DL-CL-13"
BACK = 1500  # days; what was signed before counts by calendar days


class UnknownGroup(Malformed):
    """The key of a group is none of this kind."""

    code = "unknown_group"


@dataclass(frozen=True, slots=True)
class IssueDays:
    """For each day on which something may have been signed, the last day to issue it (Đ18.1): ISO day → ISO day."""

    last: dict[str, str]


def local_day(column: Any) -> Any:
    """SQL: the Hà Nội day of an instant."""
    return cast(func.timezone(ZONE, column), Date)


def incoming_outcome_of(today: date, now: datetime) -> Any:
    """SQL: the one outcome of an incoming document that was registered."""
    done, due, due_at = col(Incoming.completed_at), col(Document.due_on), col(Incoming.due_at)
    late = or_(local_day(done) > due, func.coalesce(done > due_at, False))
    over = or_(due < today, and_(due == today, func.coalesce(due_at < now, False)))
    state = col(Document.state)
    return case(
        (and_(state == "completed", due.is_(None)), "done_without_term"), (and_(state == "completed", late), "done_late"),
        (state == "completed", "done_on_time"), (state.in_(UNDER_WAY) & due.is_(None), "open_without_term"),
        (and_(state.in_(UNDER_WAY), over), "open_overdue"), (state.in_(UNDER_WAY), "open_in_term"), else_="ended",
    )  # fmt: skip


def incoming_outcome(outcome: str, today: date, now: datetime) -> ColumnElement[bool]:
    """SQL: the document has this outcome; what has no số đến yet has none."""
    return and_(col(Incoming.arrived_on).is_not(None), incoming_outcome_of(today, now) == outcome)


def drafted_between(first: date | None, last: date | None) -> ColumnElement[bool]:
    """SQL: the draft was made on a Hà Nội day between two; asked by instants, so that an index by creation may serve."""
    made = col(Document.created_at)
    begin = [made >= datetime.combine(first, time(0), HANOI)] if first else []
    end = [made < datetime.combine(last + timedelta(days=1), time(0), HANOI)] if last else []
    return and_(*begin, *end)


def outgoing_outcome_of(days: IssueDays | None) -> Any:
    """SQL: the one outcome of an outgoing document: for whom it waits, or how it was issued."""
    state, signed = col(Document.state), local_day(col(Outgoing.signed_at))
    waits = [("draft", "drafting"), ("content_checked", "form"), ("form_checked", "approval"), ("approved", "signature")]
    late = col(Outgoing.dispatched_on) > _last_day(signed, days)
    return case(
        *((state == a, b) for a, b in waits), (state == "recalled", "recalled"), (and_(state == "issued", func.coalesce(late, False)), "issued_late"),
        (state == "issued", "issued_on_time"), else_="issue",
    )  # fmt: skip


def _last_day(signed: Any, days: IssueDays | None) -> Any:
    """SQL: the last day to issue what was signed on a day; the next day where the day is not among those that were asked."""
    if days is None:
        return signed + 1
    known = cast(literal(orjson.dumps(days.last).decode()), JSONB).op("->>")(cast(signed, Text))
    return func.coalesce(cast(known, Date), signed + 1)


def reception_of() -> Any:
    """SQL: how far an issued document came at its recipients inside the system; `outside` where there are none."""
    inside = (col(Recipient.document_id) == col(Document.id), col(Recipient.delivered_document_id).is_not(None))

    def any_(*more: ColumnElement[bool]) -> Any:
        return select(Recipient.id).where(*inside, *more).correlate(Document).exists()

    return case(
        (any_(col(Recipient.state) == "returned"), "returned"), (any_(col(Recipient.state).in_(("pending", "sent", "arrived"))), "waiting"),
        (any_(), "confirmed"), else_="outside",
    )  # fmt: skip


def outgoing_outcome(outcome: str, days: IssueDays | None) -> ColumnElement[bool]:
    """SQL: the document has this outcome; of a reception only what is issued."""
    if outcome in RECEPTIONS:
        return and_(col(Document.state) == "issued", reception_of() == outcome)
    if outcome == "issued":
        return col(Document.state) == "issued"
    return outgoing_outcome_of(days) == outcome  # type: ignore[no-any-return]


def _lead(column: Any, *conditions: Any) -> Any:
    """SQL: of the newest lead part of the document that was not withdrawn."""
    part: Any = aliased(Handling)
    own = (part.agency_id == Document.agency_id, part.document_id == Document.id)  # as ix_handling_lead begins
    wanted = select(getattr(part, column)).where(*own, part.part == "lead", part.state != "withdrawn")
    if conditions == ("top",):
        wanted = wanted.where(part.parent_id.is_(None))
    else:
        wanted = wanted.where(part.person_id.is_not(None))
    return wanted.order_by(part.given_at.desc(), part.id.desc()).limit(1).correlate(Document).scalar_subquery()


def group_of(kind: str, by: str) -> Any:
    """SQL: the group of a document, NULL where it stands in none (not assigned, direct to a person)."""
    if by == "type":
        return col(Document.type_code)
    if kind == "incoming":
        month = func.to_char(col(Incoming.arrived_on), "YYYY-MM")
        found = {"unit": _lead("unit_id", "top"), "person": _lead("person_id"), "sender": col(Document.issuer_name), "month": month}
        return found[by]
    month = func.to_char(func.timezone(ZONE, col(Document.created_at)), "YYYY-MM")
    signer = func.coalesce(col(Outgoing.signed_by), col(Outgoing.proposed_signer_id))
    return {"unit": col(Outgoing.drafting_unit_id), "person": col(Outgoing.drafter_id), "signer": signer, "month": month}[by]


def in_group(kind: str, by: str, key: str) -> ColumnElement[bool]:
    """SQL: the document stands in the group of this key; `none` = in no group. Raises UnknownGroup."""
    group = group_of(kind, by)
    if key == NOBODY:
        return group.is_(None)  # type: ignore[no-any-return]
    if by not in ("unit", "person", "signer"):
        return group == key  # type: ignore[no-any-return]
    try:
        return group == uuid.UUID(key)  # type: ignore[no-any-return]
    except ValueError as error:
        raise UnknownGroup("Nhóm của báo cáo không hợp lệ.", field="of") from error


def issue_days(db: Session, agency_id: uuid.UUID, today: date) -> IssueDays:
    """For each day of the last years the last day to issue what was signed on it (NĐ 30 Đ18.1, by the row of the law's terms)."""
    row = db.get(Deadline, ISSUE_TERM)
    count = int(row.value) if row and row.value.isdigit() else 1
    first = today - timedelta(days=BACK)
    calendar = calendar_of(db, agency_id, first, today + timedelta(days=60))
    days = [first + timedelta(days=n) for n in range(BACK + 2)]
    return IssueDays({str(day): str(calendar.day_after(day, count)) for day in days})
