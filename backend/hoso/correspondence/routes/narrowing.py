"""Parameters that the lists of both directions share: bucket of the term, order, the group and outcome behind a number of a report."""

import uuid
from datetime import date, timedelta
from typing import Annotated

from fastapi import Query
from sqlmodel import Session

from hoso.correspondence.queries.deadlines import BUCKETS
from hoso.correspondence.queries.ordering import ORDERS
from hoso.correspondence.queries.outcomes import IN_GROUPS, IN_OUTCOMES, OUT_GROUPS, OUT_OUTCOMES, RECEPTIONS, IssueDays
from hoso.support.calendars import calendar_of
from hoso.support.days import Day as TypedDay
from hoso.support.reference import Deadline


def _one_of(*words: str) -> str:
    return "^(" + "|".join(words) + ")$"


Day = TypedDay
Due = Annotated[str | None, Query(pattern=_one_of(*BUCKETS))]
Order = Annotated[str | None, Query(pattern=_one_of(*ORDERS))]
InGroup = Annotated[str | None, Query(pattern=_one_of(*IN_GROUPS))]
OutGroup = Annotated[str | None, Query(pattern=_one_of(*OUT_GROUPS))]
InOutcome = Annotated[str | None, Query(pattern=_one_of(*IN_OUTCOMES))]
OutOutcome = Annotated[str | None, Query(pattern=_one_of(*OUT_OUTCOMES, "issued", *RECEPTIONS))]
Key = Annotated[str | None, Query(max_length=200)]
ISSUE_TERM = "DL-CL-13"
BACK = 1500  # days; what was signed before counts by calendar days


def issue_days(db: Session, agency_id: uuid.UUID, today: date) -> IssueDays:
    """For each day of the last years the last day to issue what was signed on it (NĐ 30 Đ18.1, by the row of the law's terms)."""
    row = db.get(Deadline, ISSUE_TERM)
    count = int(row.value) if row and row.value.isdigit() else 1
    first = today - timedelta(days=BACK)
    calendar = calendar_of(db, agency_id, first, today + timedelta(days=60))
    days = [first + timedelta(days=n) for n in range(BACK + 2)]
    return IssueDays(tuple(days), tuple(calendar.day_after(day, count) for day in days))
