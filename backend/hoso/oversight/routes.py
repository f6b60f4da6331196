"""HTTP of oversight: how agencies stand, and the work-baskets of the home page."""

import uuid
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from hoso.oversight.queries.baskets import basket_id, baskets
from hoso.oversight.queries.standing import agency_standing
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.paging import from_cursor, to_cursor

router = stage_router("Theo dõi")


class StandingItem(BaseModel):
    """The figures of one agency; `state` is late or on_time."""

    id: uuid.UUID
    state: str
    code: str
    name: str
    documents_in: int
    documents_out: int
    overdue: int
    filed_nowhere: int
    unfiled_in: int
    unfiled_out: int
    dossiers_open: int
    dossiers_due: int
    submissions_late: int


class StandingPage(BaseModel):
    """Agencies by code; `year` is the year of the counted documents."""

    items: list[StandingItem]
    year: int
    next_cursor: str | None = None


class BasketItem(BaseModel):
    """A heap of work; `link` is the page that lists it."""

    id: uuid.UUID
    state: str
    code: str
    label: str
    count: int
    hint: str
    link: str


class BasketList(BaseModel):
    """The caller's baskets."""

    items: list[BasketItem]
    next_cursor: str | None = None


@router.get("/oversight/agencies", operation_id="listAgencyStanding")
def list_agency_standing(
    call: Call, year: Annotated[int | None, Query(ge=1945, le=2200)] = None, q: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200, cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> StandingPage:  # fmt: skip
    """Per agency: documents in and out, overdue, filed nowhere, dossiers due, submissions late; never contents."""
    after = from_cursor(cursor, 1)
    counted = year or call.moment.year
    rows = agency_standing(call.db, counted, call.moment.today, q, limit, str(after[0]) if after else None)
    more = to_cursor(rows[limit - 1]["code"]) if len(rows) > limit else None
    return StandingPage(items=[StandingItem.model_validate(r) for r in rows[:limit]], year=counted, next_cursor=more)


@router.get("/baskets", operation_id="listBaskets", openapi_extra=may(SIGNED_IN))
def list_baskets(call: Call) -> BasketList:
    """What waits on the caller's desks, by role."""
    found = baskets(call.db, call.actor, call.moment.today)
    items = [
        BasketItem(id=basket_id(call.actor, b.code), state="waiting" if b.count else "empty", code=b.code, label=b.label, count=b.count,
                   hint=b.hint, link=b.link)
        for b in found
    ]  # fmt: skip
    return BasketList(items=items)
