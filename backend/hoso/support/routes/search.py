"""Search over everything that the caller may see, newest first."""

import uuid
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from hoso.support.http.edge import Call, stage_router
from hoso.support.paging import BadCursor, from_cursor, to_cursor
from hoso.support.search import Wanted, found_entries, highlights

router = stage_router("Tìm kiếm")


class SearchItem(BaseModel):
    """A hit; `highlights` are the words of the title that matched."""

    kind: str
    id: uuid.UUID
    state: str = "found"
    title: str
    dated_on: date
    highlights: list[str]


class SearchPage(BaseModel):
    """Hits, newest first."""

    items: list[SearchItem]
    next_cursor: str | None = None


@router.get("/search", operation_id="search")
def search(
    call: Call,
    q: Annotated[str, Query(min_length=1, max_length=400)],
    kind: Annotated[str | None, Query(pattern="^(incoming|outgoing|dossier|archival_dossier)$")] = None,
    from_: Annotated[date | None, Query(alias="from")] = None,
    to: date | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> SearchPage:
    """Words with or without marks, "phrases", numbers and symbols (39/KH-UBND)."""
    after = from_cursor(cursor, 2)
    try:
        last = (date.fromisoformat(str(after[0])), uuid.UUID(str(after[1]))) if after else None
    except ValueError as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error
    rows = found_entries(call.db, call.actor, Wanted(q, kind, from_, to, last, limit))
    items = [
        {"kind": kind, "id": id_, "state": "found", "title": title, "dated_on": on, "highlights": highlights(title, q)}
        for kind, id_, title, on in rows[:limit]
    ]
    more = to_cursor(rows[limit - 1].dated_on, rows[limit - 1].subject_id) if len(rows) > limit else None
    return {"items": items, "next_cursor": more}  # type: ignore[return-value]  # dumped without a model in between
