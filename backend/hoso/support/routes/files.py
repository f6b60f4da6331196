"""Upload and download of bytes."""

import re
from time import monotonic
from typing import Annotated
from urllib.parse import quote

from fastapi import File, Form, Path, Response, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from sqlmodel import col, select

from hoso.support.access import granted
from hoso.support.access_log import DOWNLOADED, note_use
from hoso.support.errors import Malformed, NotFound
from hoso.support.files import FileStore, part, whole
from hoso.support.files.uploads import take_upload
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.http.problems import refusal_answer
from hoso.support.inspecting import Bounds
from hoso.support.quarantine import QuarantinedFile, keep_apart
from hoso.support.secrecy import refuse_marked
from hoso.support.stored_files import FileUpload, FileUse, StoredFile, may_read_file

router = stage_router("Tệp")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


class BadRange(Malformed):
    """The Range header asks for bytes that are not there."""

    code = "bad_range"


class UploadedFile(BaseModel):
    """What the store holds now."""

    sha256: str
    size: int
    media_type: str
    name: str


@router.post("/files", operation_id="uploadFile", status_code=201, response_model=UploadedFile, openapi_extra=may(SIGNED_IN))
def upload_file(
    call: Call, file: Annotated[UploadFile, File()], sha256: Annotated[str | None, Form(max_length=64)] = None
) -> UploadedFile | Response:
    """Take bytes; the same bytes are stored once. Refuses a wrong type and what could harm, or keeps it apart with its reason."""
    refuse_marked(call.state.mark_of, file.file)  # before anything keeps a byte of it
    settings, files = call.state.settings, call.state.files
    bounds = Bounds(pages=settings.page_limit)
    try:
        taken = take_upload(call.db, call.actor, call.moment, files, file.file, file.filename or "", sha256, settings.upload_limit, bounds)
    except QuarantinedFile as refusal:  # said as a refusal, but what was received does not vanish: this transaction is committed
        keep_apart(call.db, call.actor, call.moment, call.state.quarantine, file.file, refusal, settings.upload_limit)
        return refusal_answer(call.request, refusal)
    return UploadedFile(sha256=taken.sha256, size=taken.size, media_type=taken.media_type, name=taken.name)


def _range(header: str | None, size: int) -> tuple[int, int] | None:
    found = _RANGE.match((header or "").strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    start = int(first[:18]) if first else max(0, size - int(last[:18]))
    end = min(int(last[:18]), size - 1) if first and last else size - 1
    if start > end or start >= size:
        raise BadRange("Khoảng byte không có trong tệp.", field="Range", size=size)
    return start, end


def _name(call: Call, sha256: str) -> str:
    used = call.db.exec(select(FileUse.name).where(FileUse.sha256 == sha256, FileUse.agency_id == call.actor.agency_id).limit(1)).first()
    own = select(FileUpload.name).where(FileUpload.sha256 == sha256, FileUpload.agency_id == call.actor.agency_id)
    return used or call.db.exec(own.limit(1)).first() or sha256


def _note_download(call: Call, sha256: str) -> None:
    """Note it at the record that the caller may see and that names the bytes; an own upload that no record names is nobody's."""
    named = select(FileUse.subject_id).where(FileUse.sha256 == sha256, FileUse.agency_id == call.actor.agency_id)
    if not call.actor.sees_agency and call.actor.roles != {"docgia"}:
        named = named.where(granted(call.actor, col(FileUse.subject_id)))
    subject = call.db.exec(named.limit(1)).first()
    if subject is not None:
        note_use(call.db, call.actor, call.moment, subject, DOWNLOADED, sha256)


@router.get(
    "/files/{sha256}", operation_id="downloadFile", openapi_extra=may(SIGNED_IN), response_class=Response,
    responses={206: {"description": "Một đoạn của tệp, theo Range"}},
)  # fmt: skip
def download_file(call: Call, sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")]) -> Response:
    """The bytes, or a Range of them, for whoever may see a record that names them; the whole is checked against its digest, also before a Range."""
    row = call.db.get(StoredFile, sha256)
    if row is None or not may_read_file(call.db, call.actor, sha256):
        raise NotFound("Không tìm thấy tệp.")
    wanted = _range(call.request.headers.get("range"), row.size)
    start, end = wanted or (0, row.size - 1)
    store: FileStore = call.state.files
    bytes_ = part(store, sha256, start, end + 1, monotonic()) if wanted else whole(store, sha256, row.size)
    if start == 0:
        _note_download(call, sha256)
    headers = {
        "Accept-Ranges": "bytes", "Content-Length": str(end - start + 1), "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f"inline; filename=\"{sha256[:12]}\"; filename*=UTF-8''{quote(_name(call, sha256))}",
        "Content-Security-Policy": "sandbox; default-src 'none'", "ETag": f'"{sha256}"', "Cache-Control": "private, max-age=3600",
    }  # fmt: skip
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{end}/{row.size}"
    return StreamingResponse(bytes_, 206 if wanted else 200, headers=headers, media_type=row.media_type)
