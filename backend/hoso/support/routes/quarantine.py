"""Files that are kept apart: the list, what became of each, and the bytes for an administrator."""

import uuid
from datetime import datetime
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from hoso.support.files import whole
from hoso.support.files.uploads import take_released
from hoso.support.http.edge import Call, stage_router
from hoso.support.organisations import Person
from hoso.support.quarantine import (
    DecideQuarantined,
    QuarantinedBytes,
    quarantined,
    quarantined_rows,
    release_quarantined,
    return_quarantined,
)
from hoso.support.trail import record

router = stage_router("Tệp bị cách ly", "/quarantine", file_id=QuarantinedBytes)


class QuarantinedItem(BaseModel):
    """A file that is kept apart, why, and what became of it."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str]
    name: str
    size: int
    media_type: str
    sha256: str
    reason: str
    findings: list[dict[str, str]]
    received_at: datetime
    received_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    note: str


class QuarantineAnswer(BaseModel):
    """The files of the agency, those that wait first."""

    items: list[QuarantinedItem]


def _item(call: Call, row: QuarantinedBytes) -> QuarantinedItem:
    waits = row.state == "kept"
    allowed = [o for o in ("returnQuarantined", "releaseQuarantined") if waits and call.actor.may(o)]
    allowed += ["downloadQuarantined"] if call.actor.may("downloadQuarantined") else []
    names = {p: person.full_name for p in (row.received_by, row.decided_by) if p and (person := call.db.get(Person, p))}
    return QuarantinedItem.model_validate({
        **row.model_dump(), "allowed_actions": allowed, "received_by_name": names.get(row.received_by, ""),
        "decided_by_name": names.get(row.decided_by, "") if row.decided_by else "",
    })  # fmt: skip


@router.get("", operation_id="listQuarantined")
def list_quarantined(call: Call) -> QuarantineAnswer:
    """Files that were received and are kept apart because of what they carry."""
    return QuarantineAnswer(items=[_item(call, row) for row in quarantined_rows(call.db, call.actor)])


@router.post("/{file_id}/return", operation_id="returnQuarantined")
def return_quarantined_route(call: Call, file_id: uuid.UUID, command: DecideQuarantined) -> QuarantinedItem:
    """Note that the file was sent back, and why."""
    return _item(call, return_quarantined(call.db, call.actor, file_id, command, call.moment))


@router.post("/{file_id}/release", operation_id="releaseQuarantined")
def release_quarantined_route(call: Call, file_id: uuid.UUID, command: DecideQuarantined) -> QuarantinedItem:
    """Let the file in, on the administrator's own answer: whoever brought it may name it in a record."""
    row = release_quarantined(call.db, call.actor, file_id, command, call.moment)
    take_released(call.db, call.moment, call.state.files, call.state.quarantine, row)
    return _item(call, row)


@router.get("/{file_id}/content", operation_id="downloadQuarantined", response_class=Response)
def download_quarantined(call: Call, file_id: uuid.UUID) -> Response:
    """The bytes, as a download that no program opens by itself; each one is written to the trail."""
    row = quarantined(call.db, call.actor, file_id)
    record(call.db, call.actor, call.moment, "file:quarantine-downloaded", row.id, {"name": row.name})
    headers = {
        "Content-Disposition": f"attachment; filename=\"cach-ly-{row.sha256[:12]}.bin\"; filename*=UTF-8''{quote(row.name + '.cach-ly')}",
        "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "no-store",
    }  # fmt: skip
    return StreamingResponse(whole(call.state.quarantine, row.sha256, row.size), headers=headers, media_type="application/octet-stream")
