"""HTTP of the agency's archive (lưu trữ hiện hành)."""

import uuid
from datetime import date
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel

from hoso.agency_archive.actions.decide_submission import DecideSubmission, decide_submission
from hoso.agency_archive.actions.submit_to_agency_archive import SubmitToAgencyArchive, submit_to_agency_archive
from hoso.agency_archive.printing import handover_of, inventory_of
from hoso.agency_archive.queries import holding_rows, lines_of, submission_rows
from hoso.agency_archive.rules import is_allowed
from hoso.agency_archive.tables import Holding, Submission
from hoso.dossiers.queries import FiledDocument, FiledFile, documents_of, files_in
from hoso.formats.forms import print_handover, print_submission_inventory
from hoso.formats.sheets import write_handover, write_submission_inventory
from hoso.support.errors import NotFound
from hoso.support.http.edge import Call, stage_router
from hoso.support.paging import BadCursor, from_cursor, to_cursor
from hoso.support.records import load
from hoso.support.trail import record

router = stage_router("Lưu trữ hiện hành", "/agency-archive", submission_id=Submission, holding_id=Holding)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=500)]
Short = Annotated[str | None, Query(max_length=100)]


class SubmissionItem(BaseModel):
    """A row of the list of submissions."""

    id: uuid.UUID
    state: str
    code: str
    submitted_on: date
    decided_on: date | None
    submitter_name: str
    unit_name: str | None
    line_total: int


class SubmissionPage(BaseModel):
    """Submissions, newest first."""

    items: list[SubmissionItem]
    next_cursor: str | None = None


class HoldingItem(BaseModel):
    """A row of the list of holdings."""

    id: uuid.UUID
    state: str
    code: str
    title: str
    fonds_code: str
    inventory: str
    ordinal: int
    retention_kind: str
    retention_label: str
    retention_ends_on: date | None
    location: str
    accepted_on: date
    transferred_to: str


class HoldingPage(BaseModel):
    """Holdings, newest first."""

    items: list[HoldingItem]
    next_cursor: str | None = None


class SubmittedDossier(BaseModel):
    """A line of a submission: the dossier and what the archive said."""

    dossier_id: uuid.UUID
    ordinal: int
    code: str
    notation: str
    title: str
    state: str
    retention_kind: str
    retention_label: str
    started_on: date
    ended_on: date | None
    sheet_count: int | None
    doc_total: int
    page_total: int
    verdict: str
    reason: str


class SubmissionAnswer(BaseModel):
    """One submission with its lines and what the caller may do now."""

    id: uuid.UUID
    state: str
    version: int
    allowed_actions: list[str]
    why_not: dict[str, str]
    code: str
    submitter_id: uuid.UUID
    unit_id: uuid.UUID | None
    submitted_on: date
    decided_on: date | None
    lines: list[SubmittedDossier]


class HoldingAnswer(BaseModel):
    """One holding with the documents of its dossier."""

    id: uuid.UUID
    state: str
    version: int
    allowed_actions: list[str]
    why_not: dict[str, str]
    fonds_code: str
    inventory: str
    ordinal: int
    code: str
    title: str
    retention_kind: str
    retention_label: str
    retention_ends_on: date | None
    location: str
    accepted_on: date
    transferred_to: str
    documents: list[FiledDocument]
    files: list[FiledFile]


def _before(cursor: str | None) -> uuid.UUID | None:
    keys = from_cursor(cursor, 1)
    try:
        return uuid.UUID(str(keys[0])) if keys else None
    except ValueError as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error


def _page(rows: list[dict[str, Any]], limit: int) -> Any:  # dumped without a model in between
    return {"items": rows[:limit], "next_cursor": to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None}


def _answer(call: Call, submission: Submission) -> SubmissionAnswer:
    call.db.flush()
    allowed = ["decideSubmission"] if call.actor.may("decideSubmission") and is_allowed(submission.state, "decideSubmission") else []
    facts = {"allowed_actions": allowed, "why_not": {}, "lines": lines_of(call.db, submission.id)}
    return SubmissionAnswer.model_validate({**submission.model_dump(), **facts})


@router.post("/submissions", operation_id="submitToAgencyArchive", status_code=201)
def submit_to_agency_archive_route(call: Call, command: SubmitToAgencyArchive) -> SubmissionAnswer:
    """Nộp lưu."""
    return _answer(call, submit_to_agency_archive(call.db, call.actor, command, call.moment))


@router.get("/submissions", operation_id="listSubmissions")
def list_submissions(call: Call, state: Short = None, limit: Limit = 50, cursor: Cursor = None) -> SubmissionPage:
    """Các đợt nộp lưu."""
    return _page(submission_rows(call.db, call.actor, state, limit, _before(cursor)), limit)  # type: ignore[no-any-return]


@router.get("/submissions/{submission_id}", operation_id="getSubmission")
def get_submission(call: Call, submission_id: uuid.UUID) -> SubmissionAnswer:
    """Một đợt nộp lưu."""
    return _answer(call, load(call.db, call.actor, Submission, submission_id))


@router.post("/submissions/{submission_id}/decision", operation_id="decideSubmission")
def decide_submission_route(call: Call, submission_id: uuid.UUID, command: DecideSubmission) -> SubmissionAnswer:
    """Tiếp nhận hoặc trả lại từng hồ sơ."""
    return _answer(call, decide_submission(call.db, call.actor, submission_id, command, call.moment))


def _pdf(call: Call, submission: Submission, what: str, body: bytes) -> Response:
    record(call.db, call.actor, call.moment, f"submission:{what}-printed", submission.id)
    headers = {"Content-Disposition": f'inline; filename="{what}-{submission.id.hex[-8:]}.pdf"'}
    return Response(body, media_type="application/pdf", headers=headers)


def _sheet(call: Call, submission: Submission, what: str, body: bytes) -> Response:
    record(call.db, call.actor, call.moment, f"submission:{what}-printed", submission.id, {"format": "xlsx"})
    headers = {"Content-Disposition": f'attachment; filename="{what}-{submission.id.hex[-8:]}.xlsx"'}
    return Response(body, media_type=XLSX, headers=headers)


@router.get("/submissions/{submission_id}/inventory", operation_id="printInventory", response_class=Response)
def print_inventory_route(call: Call, submission_id: uuid.UUID, format: Annotated[str, Query(pattern="^(pdf|xlsx)$")] = "pdf") -> Response:
    """Mục lục hồ sơ, tài liệu nộp lưu (NĐ 30 PL V.III)."""
    submission = load(call.db, call.actor, Submission, submission_id)
    inventory = inventory_of(call.db, submission, call.moment)
    if format == "pdf":
        return _pdf(call, submission, "inventory", print_submission_inventory(inventory))
    return _sheet(call, submission, "inventory", write_submission_inventory(inventory))


@router.get("/submissions/{submission_id}/handover", operation_id="printHandover", response_class=Response)
def print_handover_route(call: Call, submission_id: uuid.UUID, format: Annotated[str, Query(pattern="^(pdf|xlsx)$")] = "pdf") -> Response:
    """Biên bản giao nhận hồ sơ, tài liệu (NĐ 30 PL V.V)."""
    submission = load(call.db, call.actor, Submission, submission_id)
    handover = handover_of(call.db, submission, call.moment)
    if format == "pdf":
        return _pdf(call, submission, "handover", print_handover(handover))
    return _sheet(call, submission, "handover", write_handover(handover))


@router.get("/holdings", operation_id="listHoldings")
def list_holdings(
    call: Call, fonds_id: Short = None, location_id: Short = None, retention_ends_before: date | None = None, state: Short = None,
    limit: Limit = 50, cursor: Cursor = None,
) -> HoldingPage:  # fmt: skip
    """Hồ sơ trong kho lưu trữ hiện hành."""
    rows = holding_rows(call.db, call.actor, fonds_id, location_id, retention_ends_before, state, limit, _before(cursor))
    return _page(rows, limit)  # type: ignore[no-any-return]


@router.get("/holdings/{holding_id}", operation_id="getHolding")
def get_holding(call: Call, holding_id: uuid.UUID) -> HoldingAnswer:
    """Một hồ sơ trong kho."""
    holding = call.db.get(Holding, holding_id)
    if holding is None or holding.agency_id != call.actor.agency_id:
        raise NotFound("Không tìm thấy.")
    allowed = ["registerTransfer"] if call.actor.may("registerTransfer") and holding.state == "held" and holding.retention_kind == "PERMANENT" else []
    why_not = {} if allowed else {"registerTransfer": "Chỉ hồ sơ bảo quản vĩnh viễn đang giữ mới nộp vào lưu trữ lịch sử."}
    facts = {"allowed_actions": allowed, "why_not": why_not, "documents": documents_of(call.db, holding.id), "files": files_in(call.db, holding.id)}
    return HoldingAnswer.model_validate({**holding.model_dump(), **facts})
