"""The trail of a record, for whoever may see the record."""

import uuid
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel
from sqlmodel import col, select

from hoso.support.access import is_visible
from hoso.support.errors import NotFound
from hoso.support.http.edge import Call, stage_router
from hoso.support.paging import number_after, to_cursor
from hoso.support.records import OutOfReach
from hoso.support.search import SearchEntry
from hoso.support.trail import TrailEntry

router = stage_router("Nhật ký")
ADMINISTERED = frozenset({"person", "account", "role", "authority", "unit", "agency", "series", "calendar", "substitution"})


class TrailItem(BaseModel):
    """One entry: what happened, by whom, when, and its hash in the agency's chain."""

    at: datetime
    by: uuid.UUID | None
    by_name: str
    tag: str
    subject: uuid.UUID
    sequence: int
    detail: dict[str, Any]
    hash: str


class TrailPage(BaseModel):
    """Entries, oldest first."""

    items: list[TrailItem]
    next_cursor: str | None = None


def _may_see(call: Call, entry: TrailEntry) -> bool:
    """People, units, series and the calendar are the administrator's and the head's; a person sees what was done to the own account."""
    actor = call.actor
    if entry.tag.partition(":")[0] in ADMINISTERED:
        return "quantri" in actor.roles or actor.is_head or entry.subject_id == actor.id
    return actor.sees_agency or is_visible(call.db, actor, entry.subject_id) or _is_public(call, entry.subject_id)


def _is_public(call: Call, subject: uuid.UUID) -> bool:
    """Whether every reader of the agency may see the record, and so its trail."""
    entry = call.db.get(SearchEntry, (call.actor.agency_id, subject))
    return entry is not None and entry.is_public


@router.get("/trail", operation_id="listTrail")
def list_trail(
    call: Call, subject: uuid.UUID, limit: Annotated[int, Query(ge=1, le=500)] = 200,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> TrailPage:  # fmt: skip
    """What happened to a record in the caller's agency."""
    actor = call.actor
    wanted = select(TrailEntry).where(TrailEntry.subject_id == subject, TrailEntry.agency_id == actor.agency_id)
    after = number_after(cursor)
    first = call.db.exec(wanted.limit(1)).first()
    if first is None:
        raise NotFound("Không tìm thấy.")
    if not _may_see(call, first):
        raise OutOfReach("Anh/chị chưa được phân quyền với hồ sơ, văn bản này.")
    if after is not None:
        wanted = wanted.where(TrailEntry.sequence > after)
    rows = list(call.db.exec(wanted.order_by(col(TrailEntry.sequence)).limit(limit + 1)))
    items = [
        TrailItem(at=e.at, by=e.by, by_name=e.by_name, tag=e.tag, subject=e.subject_id, sequence=e.sequence, detail=e.detail, hash=e.hash)
        for e in rows[:limit]
    ]
    return TrailPage(items=items, next_cursor=to_cursor(rows[limit - 1].sequence) if len(rows) > limit else None)
