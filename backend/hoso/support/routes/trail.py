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
from hoso.support.paging import from_cursor, to_cursor
from hoso.support.records import OutOfReach
from hoso.support.trail import TrailEntry

router = stage_router("Nhật ký")


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


@router.get("/trail", operation_id="listTrail")
def list_trail(
    call: Call, subject: uuid.UUID, limit: Annotated[int, Query(ge=1, le=500)] = 200,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> TrailPage:  # fmt: skip
    """What happened to a record in the caller's agency."""
    actor = call.actor
    wanted = select(TrailEntry).where(TrailEntry.subject_id == subject, TrailEntry.agency_id == actor.agency_id)
    after = from_cursor(cursor, 1)
    if not call.db.exec(wanted.limit(1)).first():
        raise NotFound("Không tìm thấy.")
    if not actor.sees_agency and not is_visible(call.db, actor, subject):
        raise OutOfReach("Anh/chị chưa được phân quyền với hồ sơ, văn bản này.")
    if after:
        wanted = wanted.where(TrailEntry.sequence > int(after[0]))
    rows = list(call.db.exec(wanted.order_by(col(TrailEntry.sequence)).limit(limit + 1)))
    items = [
        TrailItem(at=e.at, by=e.by, by_name=e.by_name, tag=e.tag, subject=e.subject_id, sequence=e.sequence, detail=e.detail, hash=e.hash)
        for e in rows[:limit]
    ]
    return TrailPage(items=items, next_cursor=to_cursor(rows[limit - 1].sequence) if len(rows) > limit else None)
