"""HTTP of oversight: how agencies stand, and the work-baskets of the home page."""

import uuid
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from hoso.oversight.queries.baskets import basket_id, baskets
from hoso.oversight.queries.lists import due_rows, unfiled_rows
from hoso.oversight.queries.standing import agency_standing
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.paging import BadCursor, from_cursor, id_after, text_after, to_cursor

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
    """A heap of work; `link` is the page that lists it; `oldest_on`, of what is overdue, the term that passed first."""

    id: uuid.UUID
    state: str
    code: str
    label: str
    count: int
    hint: str
    link: str
    oldest_on: date | None = None


class BasketList(BaseModel):
    """The caller's baskets."""

    items: list[BasketItem]
    next_cursor: str | None = None


@router.get("/oversight/agencies", operation_id="listAgencyStanding")
def list_agency_standing(
    call: Call, year: Annotated[int | None, Query(ge=1945, le=2200)] = None, q: Annotated[str | None, Query(max_length=200)] = None,
    state: Annotated[str | None, Query(pattern="^(late|on_time)$")] = None, limit: Annotated[int, Query(ge=1, le=500)] = 200,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> StandingPage:  # fmt: skip
    """Per agency: documents in and out, overdue, filed nowhere, dossiers due, submissions late; never contents."""
    counted = year or call.moment.year
    rows = agency_standing(call.db, counted, call.moment.today, q, limit, text_after(cursor), state)
    more = to_cursor(rows[limit - 1]["code"]) if len(rows) > limit else None
    return StandingPage(items=[StandingItem.model_validate(r) for r in rows[:limit]], year=counted, next_cursor=more)


class UnfiledItem(BaseModel):
    """A document that was handled to the end and stands in no dossier."""

    id: uuid.UUID
    state: str
    kind: str
    type_code: str
    type_name: str
    number: str
    symbol: str
    issued_on: date | None
    issuer_name: str
    abstract: str


class UnfiledPage(BaseModel):
    """Documents, newest first."""

    items: list[UnfiledItem]
    next_cursor: str | None = None


class DueItem(BaseModel):
    """A closed dossier to be submitted; `due_on` by the shortest of the overlapping terms."""

    id: uuid.UUID
    state: str
    code: str
    title: str
    retention_label: str
    ended_on: date
    owner_name: str
    unit_name: str | None
    due_on: date
    is_late: bool


class DuePage(BaseModel):
    """Dossiers, the latest first."""

    items: list[DueItem]
    next_cursor: str | None = None


Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=500)]


@router.get("/oversight/unfiled-documents", operation_id="listUnfiledDocuments", openapi_extra=may(SIGNED_IN))
def list_unfiled_documents(call: Call, limit: Limit = 50, cursor: Cursor = None) -> UnfiledPage:
    """Văn bản người gọi đã giải quyết xong mà chưa đưa vào hồ sơ."""
    rows = unfiled_rows(call.db, call.actor, limit, id_after(cursor))
    return UnfiledPage.model_validate({"items": rows[:limit], "next_cursor": to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None})


@router.get("/oversight/due-dossiers", operation_id="listDueDossiers")
def list_due_dossiers(call: Call, limit: Limit = 50, cursor: Cursor = None) -> DuePage:
    """Hồ sơ của cơ quan đến hạn hoặc quá hạn nộp lưu (NĐ 30 Phụ lục VI III.5.b)."""
    keys = from_cursor(cursor, 2)
    try:
        after = (date.fromisoformat(str(keys[0])), uuid.UUID(str(keys[1]))) if keys else None
    except ValueError as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error
    rows = due_rows(call.db, call.actor, call.moment.today, limit, after)
    more = to_cursor(rows[limit - 1]["ended_on"], rows[limit - 1]["id"]) if len(rows) > limit else None
    return DuePage.model_validate({"items": rows[:limit], "next_cursor": more})


@router.get("/baskets", operation_id="listBaskets", openapi_extra=may(SIGNED_IN))
def list_baskets(call: Call) -> BasketList:
    """What waits on the caller's desks, by role."""
    found = baskets(call.db, call.actor, call.moment)
    items = [
        BasketItem(id=basket_id(call.actor, b.code), state="waiting" if b.count else "empty", code=b.code, label=b.label, count=b.count,
                   hint=b.hint, link=b.link, oldest_on=b.oldest_on)
        for b in found
    ]  # fmt: skip
    return BasketList(items=items)
