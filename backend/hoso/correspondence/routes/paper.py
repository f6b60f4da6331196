"""HTTP of the paper road: hand signature, copies, dispatch and receipt, envelopes, kept copies and their loans, conversions, the books."""

import uuid
from typing import Annotated

from fastapi import Query, Response

from hoso.correspondence.actions.convert_to_file import ConvertToFile, convert_to_file
from hoso.correspondence.actions.convert_to_paper import ConvertToPaper, convert_to_paper
from hoso.correspondence.actions.dispatch_paper import DispatchPaper, dispatch_paper
from hoso.correspondence.actions.lend_retained import LendRetained, lend_retained
from hoso.correspondence.actions.note_receipt import NoteReceipt, note_receipt
from hoso.correspondence.actions.note_retained_copy import NoteRetainedCopy, note_retained_copy
from hoso.correspondence.actions.outgoing_desk import recipients_of
from hoso.correspondence.actions.record_hand_signature import RecordHandSignature, record_hand_signature
from hoso.correspondence.actions.record_paper_copies import RecordPaperCopies, record_paper_copies
from hoso.correspondence.actions.return_retained import ReturnRetained, return_retained
from hoso.correspondence.queries.paper import Between, dispatch_rows, loan_book, loan_rows, postal_book
from hoso.correspondence.routes.drafting import OUT, outgoing_of, process_answer
from hoso.correspondence.routes.drafting_shapes import DispatchPage, LoanPage, ProcessAnswer
from hoso.correspondence.routes.outgoing import OutgoingAnswer, outgoing_answer, roots_of
from hoso.correspondence.routes.signing import stamper_of
from hoso.correspondence.rules import number_and_symbol
from hoso.correspondence.tables import Document
from hoso.formats.fonts import FONTS
from hoso.formats.forms import Envelope, RegisterBook, print_envelopes, print_register
from hoso.formats.sheets import write_register
from hoso.support.days import Day
from hoso.support.errors import NotFound
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.organisations import Agency
from hoso.support.paging import id_after, to_cursor
from hoso.support.routes.lookups import Cursor
from hoso.support.trail import record

router = stage_router("Văn bản giấy", document_id=Document)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
From = Annotated[Day | None, Query(alias="from")]
Rows = Annotated[int, Query(ge=1, le=200)]
Way = Annotated[str | None, Query(pattern="^(post|hand)$")]
Format = Annotated[str, Query(pattern="^(pdf|xlsx)$")]
URGENCY = {"urgent": "Khẩn", "very_urgent": "Thượng khẩn", "express": "Hỏa tốc"}


@router.post(OUT + "/hand-signature", operation_id="recordHandSignature")
def record_hand_signature_route(call: Call, document_id: uuid.UUID, command: RecordHandSignature) -> OutgoingAnswer:
    """Ghi nhận văn bản giấy đã được ký tay."""
    return outgoing_answer(call, record_hand_signature(call.db, call.actor, document_id, command, call.moment))


@router.post(OUT + "/paper-copies", operation_id="recordPaperCopies")
def record_paper_copies_route(call: Call, document_id: uuid.UUID, command: RecordPaperCopies) -> OutgoingAnswer:
    """Ghi số bản nhân bản."""
    return outgoing_answer(call, record_paper_copies(call.db, call.actor, document_id, command, call.moment))


@router.post(OUT + "/dispatches", operation_id="dispatchPaper", status_code=201)
def dispatch_paper_route(call: Call, document_id: uuid.UUID, command: DispatchPaper) -> ProcessAnswer:
    """Gửi bưu điện hoặc chuyển tay."""
    dispatch_paper(call.db, call.actor, document_id, command, call.moment)
    return process_answer(call, document_id)


@router.post(OUT + "/dispatches/{dispatch_id}/receipt", operation_id="noteReceipt")
def note_receipt_route(call: Call, document_id: uuid.UUID, dispatch_id: uuid.UUID, command: NoteReceipt) -> ProcessAnswer:
    """Ghi ký nhận, phiếu gửi hoặc bưu gửi hoàn trả."""
    note_receipt(call.db, call.actor, document_id, dispatch_id, command, call.moment)
    return process_answer(call, document_id)


@router.get(OUT + "/envelopes", operation_id="printEnvelopes", response_class=Response)
def print_envelopes_route(
    call: Call, document_id: uuid.UUID, size: Annotated[str, Query(pattern="^(DL|C6|C5|C4)$")] = "DL", recipient_id: uuid.UUID | None = None
) -> Response:
    """Bì văn bản (NĐ 30 Phụ lục IV.II), mỗi nơi nhận một bì."""
    document, _ = outgoing_of(call, document_id)
    chosen = [r for r in recipients_of(call.db, document.id) if recipient_id in (None, r.id)]
    if not chosen:
        raise NotFound("Không có nơi nhận này.")
    symbol = number_and_symbol(document.number, document.symbol)
    urgency = URGENCY.get(document.urgency, "")
    a = call.db.get_one(Agency, document.agency_id)
    pdf = print_envelopes([Envelope(a.name, symbol, r.name, a.address, a.phone, a.fax, a.email, a.website, urgency) for r in chosen], size)
    record(call.db, call.actor, call.moment, "outgoing:envelopes-printed", document.id, {"size": size, "count": len(chosen)})
    return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="bi-van-ban-{document.id.hex[-8:]}.pdf"'})


@router.post(OUT + "/retained-copies", operation_id="noteRetainedCopy", status_code=201)
def note_retained_copy_route(call: Call, document_id: uuid.UUID, command: NoteRetainedCopy) -> ProcessAnswer:
    """Ghi bản gốc, bản chính được lưu."""
    note_retained_copy(call.db, call.actor, document_id, command, call.moment)
    return process_answer(call, document_id)


@router.post(OUT + "/loans", operation_id="lendRetained", status_code=201)
def lend_retained_route(call: Call, document_id: uuid.UUID, command: LendRetained) -> ProcessAnswer:
    """Cho sử dụng bản lưu."""
    lend_retained(call.db, call.actor, document_id, command, call.moment)
    return process_answer(call, document_id)


@router.post(OUT + "/loans/{loan_id}/return", operation_id="returnRetained")
def return_retained_route(call: Call, document_id: uuid.UUID, loan_id: uuid.UUID, command: ReturnRetained) -> ProcessAnswer:
    """Nhận lại bản lưu."""
    return_retained(call.db, call.actor, document_id, loan_id, command, call.moment)
    return process_answer(call, document_id)


@router.post(OUT + "/paper-principals", operation_id="convertToPaper", status_code=201)
def convert_to_paper_route(call: Call, document_id: uuid.UUID, command: ConvertToPaper) -> OutgoingAnswer:
    """In bản chính giấy từ văn bản đã ký số (Đ18.5)."""
    return outgoing_answer(call, convert_to_paper(call.db, call.actor, document_id, command, call.moment, call.state.files, FONTS))


@router.post(OUT + "/signed-scans", operation_id="convertToFile", status_code=201)
def convert_to_file_route(call: Call, document_id: uuid.UUID, command: ConvertToFile) -> OutgoingAnswer:
    """Tạo văn bản điện tử từ văn bản giấy đã ký (Đ18.6)."""
    state, stamper = call.state, stamper_of(call)
    made = convert_to_file(call.db, call.actor, document_id, command, call.moment, state.files, state.keys, FONTS, roots_of(call), stamper)
    return outgoing_answer(call, made)


def _book(call: Call, book: RegisterBook, name: str, kind: str) -> Response:
    record(call.db, call.actor, call.moment, "register:printed", call.actor.agency_id, {"form": book.form, "format": kind, "rows": len(book.rows)})
    headers = {"Content-Disposition": f'inline; filename="{name}.{kind}"'}
    if kind == "xlsx":
        return Response(write_register(book), media_type=XLSX, headers=headers)
    return Response(print_register(book), media_type="application/pdf", headers=headers)


@router.get("/dispatches", operation_id="listDispatches")
def list_dispatches(call: Call, from_: From = None, to: Day | None = None, way: Way = None, limit: Rows = 50, cursor: Cursor = None) -> DispatchPage:
    """Sổ gửi văn bản đi bưu điện, sổ chuyển giao: mới nhất trước."""
    rows = dispatch_rows(call.db, call.actor, Between(from_, to, way), limit, id_after(cursor))
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return DispatchPage.model_validate({"items": rows[:limit], "next_cursor": more})


@router.get("/dispatches/print", operation_id="printPostalRegister", openapi_extra=may("listDispatches"), response_class=Response)
def print_postal_register(call: Call, from_: From = None, to: Day | None = None, way: Way = "post", format: Format = "pdf") -> Response:
    """Sổ gửi văn bản đi bưu điện (NĐ 30 Phụ lục IV.III)."""
    book = postal_book(call.db, call.actor, Between(from_, to, way), call.moment.today)
    return _book(call, book, "so-gui-buu-dien" if way == "post" else "so-chuyen-giao", format)


@router.get("/retained-loans", operation_id="listRetainedLoans")
def list_retained_loans(call: Call, from_: From = None, to: Day | None = None, limit: Rows = 50, cursor: Cursor = None) -> LoanPage:
    """Sổ sử dụng bản lưu: mới nhất trước."""
    rows = loan_rows(call.db, call.actor, Between(from_, to), limit, id_after(cursor))
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return LoanPage.model_validate({"items": rows[:limit], "next_cursor": more})


@router.get("/retained-loans/print", operation_id="printRetainedLoans", openapi_extra=may("listRetainedLoans"), response_class=Response)
def print_retained_loans(call: Call, from_: From = None, to: Day | None = None, format: Format = "pdf") -> Response:
    """Sổ sử dụng bản lưu (NĐ 30 Phụ lục IV.IV)."""
    return _book(call, loan_book(call.db, call.actor, Between(from_, to), call.moment.today), "so-su-dung-ban-luu", format)
