"""HTTP of the format check (kiểm tra thể thức): of any file, of a draft's file, and the printed sheet."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field
from sqlmodel import select

from hoso.correspondence.actions.check_outgoing_layout import check_outgoing_layout
from hoso.correspondence.actions.outgoing_desk import current_main
from hoso.correspondence.queries.layout import as_result, context_of, kept_check, layout_of, readable_file
from hoso.correspondence.tables import Document, LayoutCheck, Outgoing
from hoso.formats.forms import LayoutSheet, print_layout_sheet
from hoso.support.errors import NotFound
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.organisations import Person
from hoso.support.records import load
from hoso.support.reference import type_name
from hoso.support.stored_files import FileUpload, FileUse
from hoso.support.text import Line

router = stage_router("Kiểm tra thể thức", "", document_id=Document)
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class CheckLayout(BaseModel):
    """A file of DOCX or PDF; without `type_code` the title says the type."""

    model_config = {"extra": "forbid"}
    sha256: Digest
    type_code: Annotated[Line, Field(max_length=10)] | None = None


class LayoutPlace(BaseModel):
    """Where a finding lies: page (0: the file knows none), paragraph, letters `start` to `end` of it, box x0, y0, x1, y1 in millimetres."""

    page: int
    block: int
    text: str
    start: int
    end: int
    box: list[float]


class LayoutFinding(BaseModel):
    """A departure. `severity`: error (lỗi) or look (cần xem); `box` is the number of the box in PL I mục IV."""

    rule: str
    part: str
    part_name: str
    box: str
    severity: str
    article: str
    certainty: str
    found: str
    right: str
    cure: str
    place: LayoutPlace | None


class LayoutPart(BaseModel):
    """A part of the paper. `verdict`: right, error, look, undecided, absent; `undecided`: what this file does not let be decided, and why."""

    part: str
    name: str
    verdict: str
    errors: int
    looks: int
    checked: int
    undecided: list[str]


class LayoutBlock(BaseModel):
    """A paragraph as it is printed, for the outline beside the findings."""

    at: int
    text: str
    page: int
    side: str
    row: int
    align: str
    bold: bool
    italic: bool
    size: float
    in_table: bool
    box: list[float]


class LayoutAnswer(BaseModel):
    """What was found. `reason` scan: the file is a picture, nothing could be decided. `checked_at` is None for a check that was not kept."""

    sha256: str
    name: str
    source: str
    type_code: str
    type_name: str
    type_guessed: bool
    day: date
    errors: int
    looks: int
    undecided: int
    reason: str
    page_count: int | None
    checked_at: datetime | None = None
    checked_by: str = ""
    items: list[LayoutFinding]
    parts: list[LayoutPart]
    blocks: list[LayoutBlock]


def _name_of(call: Call, sha256: str) -> str:
    used = select(FileUse.name).where(FileUse.sha256 == sha256, FileUse.agency_id == call.actor.agency_id).limit(1)
    own = select(FileUpload.name).where(FileUpload.sha256 == sha256, FileUpload.agency_id == call.actor.agency_id).limit(1)
    return call.db.exec(used).first() or call.db.exec(own).first() or sha256[:12]


def _answer(call: Call, sha256: str, result: dict[str, Any], kept: LayoutCheck | None = None) -> LayoutAnswer:
    by = call.db.get(Person, kept.by) if kept else None
    return LayoutAnswer.model_validate({
        **result, "sha256": sha256, "name": _name_of(call, sha256), "type_name": type_name(call.db, result["type_code"]) or "",
        "checked_at": kept.at if kept else None, "checked_by": by.full_name if by else "",
    })  # fmt: skip


@router.post("/layout-checks", operation_id="checkLayout", openapi_extra=may(SIGNED_IN))
def check_layout_route(call: Call, command: CheckLayout) -> LayoutAnswer:
    """Kiểm tra thể thức một tệp DOCX hoặc PDF theo Phụ lục I, II, III Nghị định 30/2020/NĐ-CP; nothing is kept."""
    file = readable_file(call.db, call.actor, command.sha256)
    findings = layout_of(file, call.state.files, command.type_code or "", call.moment.today)
    return _answer(call, file.sha256, as_result(findings))


@router.get("/layout-checks/sheet", operation_id="printLayoutCheck", response_class=Response, openapi_extra=may(SIGNED_IN))
def print_layout_check(
    call: Call, sha256: Annotated[str, Query(pattern="^[0-9a-f]{64}$")], type_code: Annotated[str | None, Query(max_length=10)] = None
) -> Response:
    """Phiếu kiểm tra thể thức (PDF)."""
    file = readable_file(call.db, call.actor, sha256)
    found = _answer(call, sha256, as_result(layout_of(file, call.state.files, type_code or "", call.moment.today)))
    pdf = print_layout_sheet(LayoutSheet(
        agency=call.actor.agency_name, file_name=found.name, sha256=sha256, type_name=found.type_name or "Khác", day=found.day, by=call.actor.full_name,
        errors=found.errors, looks=found.looks, reason=found.reason, findings=[f.model_dump() for f in found.items], parts=[p.model_dump() for p in found.parts],
    ))  # fmt: skip
    headers = {"Content-Disposition": 'inline; filename="phieu-kiem-tra-the-thuc.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.get("/outgoing-documents/{document_id}/layout-check", operation_id="getOutgoingLayout", openapi_extra=may("getOutgoing"))
def get_outgoing_layout(call: Call, document_id: uuid.UUID) -> LayoutAnswer:
    """Kết quả kiểm tra thể thức của tệp đang có hiệu lực: the kept one, or a fresh one that is not kept."""
    document = load(call.db, call.actor, Document, document_id)
    outgoing = call.db.get(Outgoing, document_id)
    main = current_main(call.db, document.id)
    if outgoing is None or main is None:
        raise NotFound("Văn bản chưa có tệp để kiểm tra thể thức.")
    kept = kept_check(call.db, document, main.sha256)
    if kept is not None:
        return _answer(call, main.sha256, kept.result, kept)
    file = readable_file(call.db, call.actor, main.sha256)
    findings = layout_of(file, call.state.files, document.type_code, call.moment.today, context_of(call.db, document, outgoing))
    return _answer(call, main.sha256, as_result(findings))


@router.post("/outgoing-documents/{document_id}/layout-check", operation_id="checkOutgoingLayout", openapi_extra=may("getOutgoing"))
def check_outgoing_layout_route(call: Call, document_id: uuid.UUID) -> LayoutAnswer:
    """Kiểm tra thể thức dự thảo; the result stays beside it for whoever checks the form."""
    kept = check_outgoing_layout(call.db, call.actor, document_id, call.moment, call.state.files)
    return _answer(call, kept.sha256, kept.result, kept)
