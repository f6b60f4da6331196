"""The bell."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field
from sqlalchemy import delete, update
from sqlmodel import col, select

from hoso.support.errors import RuleBroken
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.jobs import ALWAYS, Notice, NoticeChoice, notice_kind
from hoso.support.paging import id_after, to_cursor

router = stage_router("Thông báo")


class NoticeItem(BaseModel):
    """A line in the bell; `state` is unread or read."""

    id: uuid.UUID
    state: str
    at: datetime
    tag: str
    kind: str
    text: str
    link: str
    subject: uuid.UUID | None


class NoticePage(BaseModel):
    """Lines, newest first."""

    items: list[NoticeItem]
    next_cursor: str | None = None


class OverdueStays(RuleBroken):
    """What is overdue reaches everybody."""

    code = "overdue_stays"


Kind = Literal["near", "today", "overdue", "digest", "incoming", "outgoing", "dossiers", "other"]
KINDS: tuple[Kind, ...] = ("overdue", "today", "near", "digest", "incoming", "outgoing", "dossiers", "other")


class NoticeChoices(BaseModel):
    """The kinds of notices that the caller does not want; everything else comes."""

    model_config = {"extra": "forbid"}
    off: Annotated[list[Kind], Field(max_length=20)]


class ReadNotices(BaseModel):
    """Which notices were read; without it, all of them."""

    model_config = {"extra": "forbid"}
    ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=200)]


class NoticeChoicesAnswer(BaseModel):
    """What is switched off, of which kinds; `always` is the one that cannot be."""

    off: list[Kind]
    kinds: list[Kind] = [*KINDS]
    always: Kind = "overdue"


@router.get("/notices/choices", operation_id="getNoticeChoices", openapi_extra=may(SIGNED_IN))
def get_notice_choices(call: Call) -> NoticeChoicesAnswer:
    """Loại thông báo người gọi đã tắt."""
    held = set(call.db.exec(select(NoticeChoice.kind).where(NoticeChoice.person_id == call.actor.id)))
    return NoticeChoicesAnswer(off=[k for k in KINDS if k in held])


@router.put("/notices/choices", operation_id="setNoticeChoices", openapi_extra=may(SIGNED_IN))
def set_notice_choices(call: Call, command: NoticeChoices) -> NoticeChoicesAnswer:
    """Tắt, bật loại thông báo; việc quá hạn luôn được báo."""
    if ALWAYS in command.off:
        raise OverdueStays("Thông báo việc quá hạn không tắt được.", field="off")
    call.db.execute(delete(NoticeChoice).where(col(NoticeChoice.person_id) == call.actor.id))
    for kind in sorted(set(command.off)):
        call.db.add(NoticeChoice.model_validate({"person_id": call.actor.id, "kind": kind}))
    call.db.flush()
    return get_notice_choices(call)


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
        NoticeItem(id=n.id, state="read" if n.read_at else "unread", at=n.at, tag=n.tag, kind=notice_kind(n.tag), text=n.text, link=n.link, subject=n.subject_id)
        for n in rows[:limit]
    ]
    return NoticePage(items=items, next_cursor=to_cursor(rows[limit - 1].id) if len(rows) > limit else None)


@router.post("/notices/reading", operation_id="readNotices", status_code=204, openapi_extra=may(SIGNED_IN))
def read_notices(call: Call, command: ReadNotices | None = None) -> Response:
    """Mark the caller's notices as read: those that are named, else all."""
    unread = update(Notice).where(col(Notice.person_id) == call.actor.id, col(Notice.read_at).is_(None))
    call.db.execute((unread.where(col(Notice.id).in_(command.ids)) if command else unread).values(read_at=call.moment.at))
    return Response(status_code=204)
