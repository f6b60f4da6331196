"""HTTP of nộp vào lưu trữ lịch sử: register, answer, packages, accept, return."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from hoso.historical_archive.actions.accept_transfer import AcceptTransfer, accept_transfer
from hoso.historical_archive.actions.answer_transfer import AnswerTransfer, answer_transfer
from hoso.historical_archive.actions.register_transfer import RegisterTransfer, register_transfer
from hoso.historical_archive.actions.return_transfer import ReturnTransfer, return_transfer
from hoso.historical_archive.queries.transfers import lines_of, received, transfer_actions, transfer_for, transfer_rows, work_ended
from hoso.historical_archive.rules import package_name
from hoso.historical_archive.tables import Transfer, TransferLine
from hoso.support.errors import NotFound
from hoso.support.http.edge import Call, stage_router
from hoso.support.organisations import Agency
from hoso.support.paging import BadCursor, from_cursor, to_cursor
from hoso.support.states import require_state
from hoso.support.trail import record

router = stage_router("Nộp lưu trữ lịch sử", "/historical-archive/transfers", transfer_id=Transfer)


class AgencyFacts(BaseModel):
    """An agency as it is shown."""

    id: uuid.UUID
    code: str
    name: str


class GateFacts(BaseModel):
    """A gate's verdict on a package, with every fault."""

    gate: str
    passed: bool
    findings: list[dict[str, Any]] = []


class LineFacts(BaseModel):
    """A dossier of the transfer: its package, the gates, the decision. `passed` is null until the package is made."""

    dossier_id: uuid.UUID
    ordinal: int
    code: str
    title: str
    state: str
    passed: bool | None
    objid: str
    package_sha256: str | None
    package_size: int | None
    packaged_at: datetime | None
    gates: list[GateFacts]
    reason: str
    decided_at: datetime | None


class Receipt(BaseModel):
    """The figures of the receipt record (TT 05/2025 Đ23)."""

    package_total: int
    dossier_total: int
    passed_total: int
    accepted_total: int
    undecided_total: int
    byte_total: int


class TransferAnswer(BaseModel):
    """One transfer with its lines and what the caller may do now; `job_id` names the work of a large one."""

    id: uuid.UUID
    state: str
    version: int
    allowed_actions: list[str]
    why_not: dict[str, str]
    code: str
    agency: AgencyFacts
    historical_archive: AgencyFacts
    registered_on: date
    answer_due_on: date
    note: str
    reason: str
    answered_at: datetime | None
    completed_at: datetime | None
    job_id: uuid.UUID | None
    receipt: Receipt
    lines: list[LineFacts]


class TransferItem(BaseModel):
    """A row of the list."""

    id: uuid.UUID
    state: str
    code: str
    registered_on: date
    answer_due_on: date
    completed_at: datetime | None
    agency_name: str
    historical_archive_name: str
    dossier_total: int


class TransferPage(BaseModel):
    """Rows, newest first."""

    items: list[TransferItem]
    next_cursor: str | None = None


def _line(line: TransferLine) -> dict[str, Any]:
    passed = None if not line.gates else all(g["passed"] for g in line.gates)
    return {**line.model_dump(), "code": line.dossier_code, "passed": passed}


def _answer(call: Call, transfer: Transfer) -> TransferAnswer:
    call.db.flush()
    lines = lines_of(call.db, transfer.id)
    allowed, why_not = transfer_actions(call.actor, transfer, lines, work_ended(call.db, transfer))
    sides = {"agency": transfer.agency_id, "historical_archive": transfer.historical_archive_id}
    agencies = {name: call.db.get_one(Agency, id_).model_dump() for name, id_ in sides.items()}
    return TransferAnswer.model_validate({
        **transfer.model_dump(), **agencies, "allowed_actions": allowed, "why_not": why_not, "receipt": received(lines),
        "lines": [_line(line) for line in lines],
    })  # fmt: skip


@router.post("", operation_id="registerTransfer", status_code=201)
def register_transfer_route(call: Call, command: RegisterTransfer) -> TransferAnswer:
    """Đăng ký nộp hồ sơ vào lưu trữ lịch sử."""
    return _answer(call, register_transfer(call.db, call.actor, command, call.moment))


@router.get("", operation_id="listTransfers")
def list_transfers(
    call: Call, state: Annotated[str | None, Query(max_length=20)] = None, limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> TransferPage:  # fmt: skip
    """Đăng ký nộp of the own agency, or those that came to the archive, newest first."""
    keys = from_cursor(cursor, 1)
    try:
        before = uuid.UUID(str(keys[0])) if keys else None
    except ValueError as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error
    rows = transfer_rows(call.db, call.actor, state, limit, before)
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return TransferPage(items=[TransferItem.model_validate(r) for r in rows[:limit]], next_cursor=more)


@router.get("/{transfer_id}", operation_id="getTransfer")
def get_transfer(call: Call, transfer_id: uuid.UUID) -> TransferAnswer:
    """Một đăng ký nộp."""
    return _answer(call, transfer_for(call.db, call.actor, transfer_id))


@router.post("/{transfer_id}/answer", operation_id="answerTransfer", responses={202: {"model": TransferAnswer, "description": "Đang tạo gói tin"}})
def answer_transfer_route(call: Call, transfer_id: uuid.UUID, command: AnswerTransfer) -> TransferAnswer:
    """Trả lời đăng ký; chấp nhận thì tạo và kiểm tra gói tin (trên 20 hồ sơ: 202 và một việc chạy nền)."""
    transfer = answer_transfer(call.db, call.actor, transfer_id, command, call.moment, call.state.files)
    if transfer.state == "accepted":
        call.status = 202
    return _answer(call, transfer)


@router.get("/{transfer_id}/packages/{dossier_id}", operation_id="getTransferPackage", response_class=Response)
def get_transfer_package(call: Call, transfer_id: uuid.UUID, dossier_id: uuid.UUID) -> Response:
    """Gói tin AIP_hoso of one dossier, as a ZIP."""
    transfer = transfer_for(call.db, call.actor, transfer_id)
    line = next((x for x in lines_of(call.db, transfer.id) if x.dossier_id == dossier_id), None)
    if line is None:
        raise NotFound("Hồ sơ không có trong lần nộp này.")
    require_state(line.package_sha256 is not None, "Gói tin chưa được tạo. Gói tin có khi lưu trữ lịch sử chấp nhận đăng ký.")
    digest = str(line.package_sha256)
    record(call.db, call.actor, call.moment, "transfer:package-read", transfer.id, {"dossier_id": dossier_id, "sha256": digest})
    name = package_name(line.ordinal, line.objid)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(line.package_size), "ETag": f'"{digest}"'}
    return StreamingResponse(call.state.files.open(digest), headers=headers, media_type="application/zip")


@router.post("/{transfer_id}/acceptance", operation_id="acceptTransfer")
def accept_transfer_route(call: Call, transfer_id: uuid.UUID, command: AcceptTransfer | None = None) -> TransferAnswer:
    """Tiếp nhận gói tin đã đạt kiểm tra."""
    wanted = command or AcceptTransfer()
    return _answer(call, accept_transfer(call.db, call.actor, transfer_id, wanted, call.moment, call.state.files))


@router.post("/{transfer_id}/return", operation_id="returnTransfer")
def return_transfer_route(call: Call, transfer_id: uuid.UUID, command: ReturnTransfer) -> TransferAnswer:
    """Trả lại kèm lý do."""
    return _answer(call, return_transfer(call.db, call.actor, transfer_id, command, call.moment))
