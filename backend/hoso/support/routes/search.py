"""Search over everything that the caller may see, newest first."""

import uuid
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel
from sqlalchemy import and_, cast, or_, true
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlmodel import col

from hoso.support.access import visible_to
from hoso.support.folding import fold
from hoso.support.http.edge import Call, stage_router
from hoso.support.paging import BadCursor, from_cursor, to_cursor
from hoso.support.picking import pick
from hoso.support.search import SearchEntry, as_query, marked_words

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


def _highlights(title: str, q: str) -> list[str]:
    wanted = {w for w in fold(q).replace("/", " ").replace("-", " ").replace('"', " ").split() if w}
    return [w for w in title.split() if any(fold(w).strip(".,;:()“”\"'").startswith(x) for x in wanted)][:20]


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
    actor = call.actor
    query = as_query(q)
    if not query:
        return SearchPage(items=[])
    wanted = pick(SearchEntry.kind, SearchEntry.subject_id, SearchEntry.title, SearchEntry.dated_on)
    if actor.roles == {"docgia"}:
        wanted = wanted.where(col(SearchEntry.agency_id) == actor.agency_id, col(SearchEntry.is_public).is_(True))
    else:
        wanted = wanted.where(visible_to(actor, SearchEntry, col(SearchEntry.subject_id)))
    wanted = wanted.where(cast(col(SearchEntry.words), TSVECTOR).op("@@")(cast(query, TSQUERY)))
    wanted = wanted.where(*(col(SearchEntry.plain).contains(w, autoescape=True) for w in marked_words(q)))
    wanted = wanted.where(col(SearchEntry.kind) == kind if kind else true())
    wanted = wanted.where(col(SearchEntry.dated_on) >= from_ if from_ else true(), col(SearchEntry.dated_on) <= to if to else true())
    after = from_cursor(cursor, 2)
    if after:
        try:
            last_on, last_id = date.fromisoformat(str(after[0])), uuid.UUID(str(after[1]))
        except ValueError as error:
            raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error
        older = or_(col(SearchEntry.dated_on) < last_on, and_(col(SearchEntry.dated_on) == last_on, col(SearchEntry.subject_id) < last_id))
        wanted = wanted.where(older)
    order = (col(SearchEntry.dated_on).desc(), col(SearchEntry.subject_id).desc())
    rows = list(call.db.execute(wanted.order_by(*order).limit(limit + 1)))
    items = [SearchItem(kind=r[0], id=r[1], title=r[2], dated_on=r[3], highlights=_highlights(r[2], q)) for r in rows[:limit]]
    return SearchPage(items=items, next_cursor=to_cursor(rows[limit - 1][3], rows[limit - 1][1]) if len(rows) > limit else None)


