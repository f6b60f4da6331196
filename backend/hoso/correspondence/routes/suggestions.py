"""HTTP of suggested fields: what the machine reads in a file, before anything is registered or drafted from it."""

import uuid
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import BaseModel
from sqlmodel import col, select

from hoso.correspondence.queries.suggested import held_documents, known_names, twin_by_reading
from hoso.formats.pages import Pages, Unreadable, read_apart
from hoso.formats.reading import SURE, Suggestion, Suggestions, suggest
from hoso.support.errors import NotFound
from hoso.support.files import whole
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.stored_files import FileUpload, StoredFile, may_read_file

router = stage_router("Gợi ý")
READ_UP_TO = 40_000_000  # bytes; a scan of text has a hundredth of that
KINDS: dict[str, Literal["pdf", "docx"]] = {
    "application/pdf": "pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
WHY = {
    "no_text": "Tệp không có lớp chữ (bản quét ảnh). Nhập các trường theo bản quét.",
    "encrypted": "Tệp đặt mật khẩu, không đọc được. Đề nghị nơi gửi gửi lại bản không khóa.",
    "broken": "Tệp hỏng, không đọc được nội dung. Kiểm tra lại tệp trước khi vào sổ.",
    "too_many_pages": "Tệp quá 1.000 trang nên không đọc để gợi ý. Nhập các trường theo tệp.",
    "too_large": "Tệp quá lớn để đọc gợi ý. Nhập các trường theo tệp.",
    "too_slow": "Đọc tệp mất quá nhiều thời gian nên đã dừng. Nhập các trường theo tệp.",
    "other_type": "Chỉ đọc gợi ý từ PDF và DOCX. Nhập các trường theo tệp.",
}


class SuggestionItem(BaseModel):
    """A value for a field, how sure it is, and where it stands; `is_sure`: it may stand in the form (marked), else it is only offered.

    `label`: the value as a person reads it, where that differs (the name of a type).
    """

    field: str
    value: str | int | list[str]
    label: str
    confidence: float
    is_sure: bool
    page: int
    line: int
    box: list[float]


class HeldItem(BaseModel):
    """A document of the own agency."""

    id: uuid.UUID
    kind: str
    state: str
    number: str
    symbol: str
    issued_on: date | None
    issuer_name: str
    abstract: str


class MentionItem(BaseModel):
    """A document on which this one rests or which it answers; `document` where the caller's agency holds it."""

    relation: Literal["answers", "rests_on"]
    type_name: str
    number: str
    symbol: str
    issued_on: date | None
    issuer: str
    name: str
    confidence: float
    page: int
    line: int
    box: list[float]
    document: HeldItem | None


class TwinItem(BaseModel):
    """A registered document that this one seems to be; `reason`: same_file or same_number."""

    id: uuid.UUID
    number: str
    symbol: str
    issuer_name: str
    abstract: str
    arrival_number: int | None
    arrived_on: date | None
    reason: Literal["same_file", "same_number"]


class UnreadItem(BaseModel):
    """Why nothing could be read."""

    code: str
    detail: str


class SuggestedFields(BaseModel):
    """What was read. Nothing of it is saved; boxes are x0, y0, x1, y1 in millimetres from the upper left corner of the page."""

    sha256: str
    source: Literal["pdf", "docx", ""]
    suggestions: list[SuggestionItem]
    mentions: list[MentionItem]
    twin: TwinItem | None
    unread: UnreadItem | None


def _pages(call: Call, row: StoredFile) -> Pages | str:
    """The read file, or the code that says why not."""
    kind = KINDS.get(row.media_type)
    if kind is None:
        return "other_type"
    if row.size > READ_UP_TO:
        return "too_large"
    try:
        return read_apart(b"".join(whole(call.state.files, row.sha256, row.size)), kind)
    except Unreadable as unreadable:
        return unreadable.code


def _mentions(call: Call, read: Suggestions) -> list[MentionItem]:
    held = held_documents(call.db, call.actor, read.mentions)
    return [
        MentionItem(**{name: getattr(m, name) for name in ("relation", "type_name", "number", "symbol", "issued_on", "issuer", "name", "confidence", "page", "line")},
                    box=list(m.box), document=HeldItem(**held[at]) if at in held else None)
        for at, m in enumerate(read.mentions)
    ]  # fmt: skip


@router.post("/files/{sha256}/suggestions", operation_id="suggestFields", openapi_extra=may(SIGNED_IN))
def suggest_fields(
    call: Call, sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")], document_id: uuid.UUID | None = None
) -> SuggestedFields:
    """Gợi ý các trường đọc từ lớp chữ của PDF hoặc DOCX, for whoever uploaded the file or may read it; nothing is saved.

    `document_id`: the document in hand that holds the file already; it is no twin of itself.
    """
    row = call.db.get(StoredFile, sha256)
    own = select(FileUpload.id).where(col(FileUpload.sha256) == sha256, col(FileUpload.person_id) == call.actor.id).limit(1)
    if row is None or not (may_read_file(call.db, call.actor, sha256) or call.db.exec(own).first()):
        raise NotFound("Không tìm thấy tệp.")
    pages = _pages(call, row)
    known = known_names(call.db)
    read = Suggestions(()) if isinstance(pages, str) else suggest(pages, known)
    items = [_item(s, dict(known.types)) for s in read.fields]
    twin: dict[str, Any] | None = twin_by_reading(call.db, call.actor, sha256, read, document_id)
    return SuggestedFields(
        sha256=sha256, source="" if isinstance(pages, str) else pages.source, suggestions=items, mentions=_mentions(call, read),
        twin=TwinItem(**twin) if twin else None, unread=UnreadItem(code=pages, detail=WHY[pages]) if isinstance(pages, str) else None,
    )  # fmt: skip


def _item(said: Suggestion, types: dict[str, str]) -> SuggestionItem:
    value = list(said.value) if isinstance(said.value, tuple) else said.value
    label = types.get(str(value), "") if said.field == "type_code" else ""
    place: dict[str, Any] = {"page": said.page, "line": said.line, "box": list(said.box)}
    return SuggestionItem(field=said.field, value=value, label=label, confidence=said.confidence, is_sure=said.confidence >= SURE, **place)
