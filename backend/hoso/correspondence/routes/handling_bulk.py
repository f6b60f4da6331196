"""HTTP of what is done with many văn bản đến at once, and of the list on which receipt is signed."""

import uuid
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from hoso.correspondence.actions.acknowledge_incoming import acknowledge_incoming
from hoso.correspondence.actions.assign_incoming import AssignIncoming, assign_incoming
from hoso.correspondence.actions.bulk_incoming import Act, bulk_incoming
from hoso.correspondence.actions.complete_incoming import CompleteIncoming, complete_incoming
from hoso.correspondence.actions.present_incoming import PresentIncoming, present_incoming
from hoso.correspondence.actions.transfer_incoming import TransferIncoming, transfer_incoming
from hoso.correspondence.queries.receipts import ReceiptFilter, receipt_rows
from hoso.correspondence.rules import number_and_symbol
from hoso.formats.forms.receipts import Receipt, ReceiptList, print_receipts
from hoso.support.clock import HANOI
from hoso.support.days import Day
from hoso.support.errors import Malformed
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.organisations import Agency, Unit
from hoso.support.paging import BadCursor, from_cursor, to_cursor
from hoso.support.trail import record

router = stage_router("Giải quyết văn bản đến", "/incoming-documents")
Ids = Annotated[list[uuid.UUID], Field(min_length=1, max_length=200)]
LONGEST, PRINTED = timedelta(days=366), 5000


class BulkItem(BaseModel):
    """What came (or would come) of one document: its state before and after, or why not."""

    id: uuid.UUID
    ok: bool
    before: str | None = None
    state: str | None = None
    code: str | None = None
    detail: str | None = None


class BulkAnswer(BaseModel):
    """A result for each document, in the order in which they were named."""

    preview: bool
    done: int
    failed: int
    items: list[BulkItem]


class Many(BaseModel):
    """On which documents; `preview` = only show what would come of it, nothing is written."""

    model_config = {"extra": "forbid"}
    ids: Ids
    preview: bool = False


class BulkPresent(Many, PresentIncoming):
    """Present many to one person."""


class BulkTransfer(Many, TransferIncoming):
    """Transfer many."""


class BulkAssign(Many, AssignIncoming):
    """Assign many to one person of the unit."""


class BulkComplete(Many, CompleteIncoming):
    """Complete many with one outcome."""


class BulkAcknowledge(Many):
    """Sign for many."""


def _facts(command: Many) -> dict[str, Any]:
    return {name: getattr(command, name) for name in command.model_fields_set - {"ids", "preview"}}


def _answer(call: Call, command: Many, act: Act) -> BulkAnswer:
    call.db.info["if_match"] = None  # a version is one document's
    found = bulk_incoming(call.db, command.ids, act, preview=command.preview)
    done = sum(r.ok for r in found)
    items = [BulkItem(id=r.id, ok=r.ok, before=r.before, state=r.state, code=r.code, detail=r.detail) for r in found]
    return BulkAnswer(preview=command.preview, done=done, failed=len(found) - done, items=items)


@router.post("/bulk/presentation", operation_id="bulkPresent", openapi_extra=may("presentIncoming"))
def bulk_present(call: Call, command: BulkPresent) -> BulkAnswer:
    """Trình nhiều văn bản."""
    body = PresentIncoming(**_facts(command))
    return _answer(call, command, lambda i: present_incoming(call.db, call.actor, i, body, call.moment))


@router.post("/bulk/transfer", operation_id="bulkTransfer", openapi_extra=may("transferIncoming"))
def bulk_transfer(call: Call, command: BulkTransfer) -> BulkAnswer:
    """Chuyển giao nhiều văn bản."""
    body = TransferIncoming(**_facts(command))
    return _answer(call, command, lambda i: transfer_incoming(call.db, call.actor, i, body, call.moment))


@router.post("/bulk/assignments", operation_id="bulkAssign", openapi_extra=may("assignIncoming"))
def bulk_assign(call: Call, command: BulkAssign) -> BulkAnswer:
    """Phân công nhiều văn bản."""
    body = AssignIncoming(**_facts(command))
    return _answer(call, command, lambda i: assign_incoming(call.db, call.actor, i, body, call.moment))


@router.post("/bulk/completion", operation_id="bulkComplete", openapi_extra=may("completeIncoming"))
def bulk_complete(call: Call, command: BulkComplete) -> BulkAnswer:
    """Kết thúc nhiều văn bản."""
    body = CompleteIncoming(**_facts(command))
    return _answer(call, command, lambda i: complete_incoming(call.db, call.actor, i, body, call.moment))


@router.post("/bulk/receipt", operation_id="bulkAcknowledge", openapi_extra=may("acknowledgeIncoming"))
def bulk_acknowledge(call: Call, command: BulkAcknowledge) -> BulkAnswer:
    """Ký nhận nhiều văn bản."""
    return _answer(call, command, lambda i: acknowledge_incoming(call.db, call.actor, i, call.moment))


class ReceiptItem(BaseModel):
    """A part that was given: to whom, when, and who signed for it."""

    id: uuid.UUID
    document_id: uuid.UUID
    state: str
    part: str
    arrival_number: int | None
    number: str
    symbol: str
    type_name: str
    abstract: str
    issuer_name: str
    name: str
    given_at: datetime
    received_at: datetime | None
    received_by_name: str
    is_mine: bool


class ReceiptPage(BaseModel):
    """Parts, in the order in which they were given."""

    items: list[ReceiptItem]
    next_cursor: str | None = None


class TooLong(Malformed):
    """The days reach over more than a year, or backwards."""

    code = "days_too_many"


def _days(call: Call, from_: date | None, to: date | None) -> tuple[date, date]:
    last = to or from_ or call.moment.today
    first = from_ or last
    if not timedelta(0) <= last - first <= LONGEST:
        raise TooLong("Chọn từ ngày đến ngày, không quá một năm.", field="from")
    return first, last


_After = Annotated[str | None, Query(max_length=500)]
From = Annotated[Day | None, Query(alias="from")]


def _after(cursor: str | None) -> tuple[datetime, uuid.UUID] | None:
    keys = from_cursor(cursor, 2)
    try:
        return (datetime.fromisoformat(str(keys[0])), uuid.UUID(str(keys[1]))) if keys else None
    except ValueError as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error


@router.get("/receipts", operation_id="listReceipts")
def list_receipts(
    call: Call, from_: From = None, to: Day | None = None, unit_id: uuid.UUID | None = None, open: bool | None = None, mine: bool = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 200, cursor: _After = None,
) -> ReceiptPage:  # fmt: skip
    """Danh sách ký nhận: what was given to whom in these days (today, if none are named), signed for or not."""
    first, last = _days(call, from_, to)
    rows = receipt_rows(call.db, call.actor, ReceiptFilter(first, last, unit_id, open, mine), limit, _after(cursor))
    more = to_cursor(rows[limit - 1]["given_at"].isoformat(), rows[limit - 1]["id"]) if len(rows) > limit else None
    mine_ids = (call.actor.handling_ids, call.actor.handling_unit_ids)
    items = [ReceiptItem(**r, is_mine=r["person_id"] in mine_ids[0] or r["unit_id"] in mine_ids[1]) for r in rows[:limit]]
    return ReceiptPage(items=items, next_cursor=more)


@router.get("/receipts/print", operation_id="printReceipts", response_class=Response, openapi_extra=may("listReceipts"))
def print_receipts_route(
    call: Call, from_: From = None, to: Day | None = None, unit_id: uuid.UUID | None = None, format: Annotated[str, Query(pattern="^pdf$")] = "pdf"
) -> Response:
    """Danh sách ký nhận on paper: what was signed for on the screen says so, the rest is for the pen."""
    first, last = _days(call, from_, to)
    rows = receipt_rows(call.db, call.actor, ReceiptFilter(first, last, unit_id), PRINTED)
    unit = call.db.get(Unit, unit_id) if unit_id else None
    agency = call.db.get_one(Agency, call.actor.agency_id)
    lines = [
        Receipt(
            arrival_number=str(r["arrival_number"] or ""), symbol=number_and_symbol(r["number"], r["symbol"]),
            title=f"{r['type_name']}: {r['abstract']}", receiver=r["name"], given_on=r["given_at"].astimezone(HANOI).date(),
            signed=f"{r['received_by_name']}\n{r['received_at'].astimezone(HANOI):%H:%M %d/%m/%Y}" if r["received_at"] else "",
        )
        for r in rows[:PRINTED]
    ]  # fmt: skip
    own_unit = unit.name if unit and unit.agency_id == call.actor.agency_id else ""
    body = print_receipts(ReceiptList(agency.name, first, last, lines, superior=agency.superior_name, unit=own_unit, place=agency.place))
    record(call.db, call.actor, call.moment, "receipts:printed", agency.id, {"from": first, "to": last, "unit_id": unit_id})
    return Response(body, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="ky-nhan-{first}.pdf"'})
