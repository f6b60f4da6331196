"""The bell."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel
from sqlalchemy import update
from sqlmodel import col, select

from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.jobs import Notice
from hoso.support.paging import id_after, to_cursor

router = stage_router("Thông báo")


class NoticeItem(BaseModel):
    """A line in the bell; `state` is unread or read."""

    id: uuid.UUID
    state: str
    at: datetime
    tag: str
    text: str
    link: str
    subject: uuid.UUID | None


class NoticePage(BaseModel):
    """Lines, newest first."""

    items: list[NoticeItem]
    next_cursor: str | None = None


@router.get("/notices", operation_id="listNotices", openapi_extra=may(SIGNED_IN))
def list_notices(
    call: Call, limit: Annotated[int, Query(ge=1, le=200)] = 30, cursor: Annotated[str | None, Query(max_length=500)] = None
) -> NoticePage:
    """The caller's notices, newest first."""
    wanted = select(Notice).where(Notice.person_id == call.actor.id)
    before = id_after(cursor)
    if before:
        wanted = wanted.where(Notice.id < before)
    rows = list(call.db.exec(wanted.order_by(col(Notice.id).desc()).limit(limit + 1)))
    items = [
        NoticeItem(id=n.id, state="read" if n.read_at else "unread", at=n.at, tag=n.tag, text=n.text, link=n.link, subject=n.subject_id)
        for n in rows[:limit]
    ]
    return NoticePage(items=items, next_cursor=to_cursor(rows[limit - 1].id) if len(rows) > limit else None)


@router.post("/notices/reading", operation_id="readNotices", status_code=204, openapi_extra=may(SIGNED_IN))
def read_notices(call: Call) -> Response:
    """Mark all of the caller's notices as read."""
    call.db.execute(update(Notice).where(col(Notice.person_id) == call.actor.id, col(Notice.read_at).is_(None)).values(read_at=call.moment.at))
    return Response(status_code=204)
