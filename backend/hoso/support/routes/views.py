"""HTTP of kept filters and chosen columns."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import Path, Query, Response
from pydantic import BaseModel, Field
from sqlmodel import col, select

from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.organisations import Person
from hoso.support.permissions import ROLE_NAMES
from hoso.support.views import Page, SavedFilter, SaveFilter, Word, choose_columns, columns_of, filters_of, remove_filter, save_filter

router = stage_router("Bộ lọc và cột", filter_id=SavedFilter)


class FilterItem(BaseModel):
    """A kept filter; `own` = the caller saved it, otherwise somebody shared it with a role of theirs. `state`: own or shared."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str]
    page: str
    name: str
    query: dict[str, str]
    columns: list[str]
    shared_role: str | None
    shared_role_name: str
    by_name: str
    created_at: datetime
    own: bool


class FilterList(BaseModel):
    """Own filters and shared ones, by name."""

    items: list[FilterItem]
    next_cursor: str | None = None


class ChosenColumns(BaseModel):
    """The columns of a page in their order; none: the page's own."""

    model_config = {"extra": "forbid"}
    columns: Annotated[list[Word], Field(max_length=40)]


def _items(call: Call, rows: list[SavedFilter]) -> list[FilterItem]:
    names = dict(call.db.exec(select(Person.id, Person.full_name).where(col(Person.id).in_({r.person_id for r in rows}))).all())
    me = call.actor.id
    return [
        FilterItem.model_validate({
            **r.model_dump(), "own": r.person_id == me, "state": "own" if r.person_id == me else "shared", "by_name": names.get(r.person_id, ""),
            "shared_role_name": ROLE_NAMES.get(r.shared_role or "", ""), "allowed_actions": ["removeFilter"] if r.person_id == me else [],
        })
        for r in rows
    ]  # fmt: skip


@router.post("/saved-filters", operation_id="saveFilter", status_code=201, openapi_extra=may(SIGNED_IN))
def save_filter_route(call: Call, command: SaveFilter) -> FilterItem:
    """Lưu bộ lọc, dùng riêng hoặc dùng chung với một vai trò của cơ quan."""
    return _items(call, [save_filter(call.db, call.actor, command, call.moment)])[0]


@router.get("/saved-filters", operation_id="listFilters", openapi_extra=may(SIGNED_IN))
def list_filters(call: Call, page: Annotated[Page | None, Query()] = None) -> FilterList:
    """Bộ lọc của người gọi và bộ lọc dùng chung với vai trò của người gọi."""
    return FilterList(items=_items(call, filters_of(call.db, call.actor, page)))


@router.delete("/saved-filters/{filter_id}", operation_id="removeFilter", status_code=204, openapi_extra=may(SIGNED_IN))
def remove_filter_route(call: Call, filter_id: uuid.UUID) -> Response:
    """Xóa bộ lọc mình đã lưu."""
    remove_filter(call.db, call.actor, filter_id, call.moment)
    return Response(status_code=204)


@router.get("/columns/{page}", operation_id="getColumns", openapi_extra=may(SIGNED_IN))
def get_columns(call: Call, page: Annotated[Page, Path()]) -> ChosenColumns:
    """Các cột người gọi chọn xem ở một trang."""
    return ChosenColumns(columns=columns_of(call.db, call.actor.id, page))


@router.put("/columns/{page}", operation_id="chooseColumns", openapi_extra=may(SIGNED_IN))
def choose_columns_route(call: Call, page: Annotated[Page, Path()], command: ChosenColumns) -> ChosenColumns:
    """Chọn cột, theo thứ tự."""
    choose_columns(call.db, call.actor.id, page, command.columns)
    return command
