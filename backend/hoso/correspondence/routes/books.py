"""HTTP of the books: read on the screen, printed, closed at the year's end."""

import uuid
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import Query, Response
from pydantic import BaseModel
from sqlmodel import col

from hoso.correspondence.actions.close_register import close_register
from hoso.correspondence.actions.print_register_later import PrintRegisterLater, form_of, print_register_later
from hoso.correspondence.queries.statutory import ROWS, Span, count_rows, statutory_book
from hoso.correspondence.rules.books import AT_ONCE, forms_of, may_close
from hoso.correspondence.tables import Register, RegisterPrint
from hoso.formats.forms import form_heads, print_register
from hoso.formats.sheets import write_register
from hoso.support.days import Day
from hoso.support.errors import NotFound, RuleBroken
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.organisations import Person
from hoso.support.paging import id_after, number_after, to_cursor
from hoso.support.picking import newest_by_id, pick
from hoso.support.routes.lookups import Cursor
from hoso.support.trail import record

router = stage_router("Sổ đăng ký", "/registers/{register_id}", register_id=Register)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Form = Annotated[str | None, Query(max_length=40)]


class RegisterTooLarge(RuleBroken):
    """So many rows are not printed before the answer; `printRegisterInBackground` does it."""

    code = "register_too_large"


class BookRowItem(BaseModel):
    """One entry: its cells in the order of the heads."""

    id: uuid.UUID
    number: int
    state: str
    cells: list[str | int]


class BookPage(BaseModel):
    """A part of a book on the screen: the heads that the law gave it, and rows by number."""

    form: str
    title: str
    basis: str
    heads: list[str]
    items: list[BookRowItem]
    next_cursor: str | None = None


class PrintItem(BaseModel):
    """A kept print; its bytes are those of `GET /files/{sha256}`."""

    id: uuid.UUID
    state: str = "kept"
    form: str
    title: str
    format: str
    from_on: date | None
    to_on: date | None
    is_closing: bool
    row_count: int
    page_count: int
    sha256: str
    made_by_name: str
    made_at: datetime


class PrintPage(BaseModel):
    """Kept prints of a book, newest first."""

    items: list[PrintItem]
    next_cursor: str | None = None


class RegisterAnswer(BaseModel):
    """One book of a year, and what may be done with it now."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str]
    why_not: dict[str, str]
    name: str
    series: str
    kind: str
    year: int
    opened_on: date
    closed_on: date | None
    forms: list[dict[str, str]]
    row_count: int
    prints_at_once: bool
    job_ids: list[uuid.UUID] = []


class StartedPrint(BaseModel):
    """The job that prints; `getJob` follows it, its item names the SHA-256 of what was printed."""

    job_id: uuid.UUID
    state: str


def _register(call: Call, register_id: uuid.UUID) -> Register:
    register = call.db.get(Register, register_id)
    if register is None or register.agency_id != call.actor.agency_id:
        raise NotFound("Không tìm thấy sổ.")
    return register


def _answer(call: Call, register: Register, jobs: list[uuid.UUID] | None = None) -> RegisterAnswer:
    why: dict[str, str] = {}
    if register.closed_on is not None:
        why["closeRegister"] = f"Sổ đã khóa ngày {register.closed_on:%d/%m/%Y}."
    elif not may_close(register.year, call.moment.today):
        why["closeRegister"] = f"Sổ năm {register.year} khóa từ ngày 31/12/{register.year}."
    can = [a for a in ("readRegister", "printRegister", "printRegisterInBackground", "closeRegister") if call.actor.may(a) and a not in why]
    forms = [{"form": f, "title": form_heads(f, register.opened_on).title} for f in forms_of(register.kind)]
    rows = count_rows(call.db, register, Span())
    return RegisterAnswer.model_validate({
        **register.model_dump(), "state": "closed" if register.closed_on else "open", "allowed_actions": can, "why_not": why, "forms": forms,
        "row_count": rows, "prints_at_once": rows <= AT_ONCE, "job_ids": jobs or [],
    })  # fmt: skip


@router.get("", operation_id="getRegister", openapi_extra=may("readRegister"))
def get_register(call: Call, register_id: uuid.UUID) -> RegisterAnswer:
    """One book: its forms, how many entries it has, whether it is closed."""
    return _answer(call, _register(call, register_id))


@router.get("/book", operation_id="readRegister")
def read_register(
    call: Call, register_id: uuid.UUID, form: Form = None, from_: Annotated[Day | None, Query(alias="from")] = None, to: Day | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: Cursor = None,
) -> BookPage:  # fmt: skip
    """The statutory columns on the screen, from the same query as the print; one day of it is the daily list (sổ trong ngày)."""
    register = _register(call, register_id)
    wanted = form_of(register, form)
    rows = ROWS[wanted](call.db, register, Span(from_, to, number_after(cursor) or 0, limit + 1), call.moment.today)
    heads = form_heads(wanted, register.opened_on)
    items = [BookRowItem(id=r.document_id, number=r.number, state=r.state, cells=list(r.cells)) for r in rows[:limit]]
    more = to_cursor(rows[limit - 1].number) if len(rows) > limit else None
    return BookPage(form=wanted, title=heads.title, basis=heads.basis, heads=list(heads.labels), items=items, next_cursor=more)


@router.get("/print", operation_id="printRegister", response_class=Response)
def print_register_route(
    call: Call, register_id: uuid.UUID, format: Literal["pdf", "xlsx"] = "pdf", form: Form = None,
    from_: Annotated[Day | None, Query(alias="from")] = None, to: Day | None = None,
) -> Response:  # fmt: skip
    """The statutory book as PDF or xlsx, from the same query as the screen; of one day, of a span or whole."""
    register = _register(call, register_id)
    wanted, span = form_of(register, form), Span(from_, to)
    if format == "pdf" and count_rows(call.db, register, span) > AT_ONCE:
        raise RegisterTooLarge(f"Sổ có hơn {AT_ONCE} dòng: dùng lệnh in nền, hoặc in theo khoảng ngày.", at_once=AT_ONCE)
    book = statutory_book(call.db, register, wanted, span, call.moment.today)
    record(call.db, call.actor, call.moment, "register:printed", register.id, {"format": format, "form": wanted, "from": from_, "to": to})
    headers = {"Content-Disposition": f'inline; filename="{register.series}-{register.year}.{format}"'}
    if format == "xlsx":
        return Response(write_register(book), media_type=XLSX, headers=headers)
    return Response(print_register(book), media_type="application/pdf", headers=headers)


@router.post("/prints", operation_id="printRegisterInBackground", status_code=202)
def print_in_background(call: Call, register_id: uuid.UUID, command: PrintRegisterLater) -> StartedPrint:
    """In sổ lớn bằng việc chạy nền, có tiến độ; bản in được giữ lại với mã băm SHA-256."""
    job = print_register_later(call.db, call.actor, _register(call, register_id), command, call.moment)
    return StartedPrint(job_id=job.id, state=job.state)


@router.get("/prints", operation_id="listRegisterPrints", openapi_extra=may("printRegister"))
def list_register_prints(
    call: Call, register_id: uuid.UUID, limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: Cursor = None
) -> PrintPage:
    """What was printed of this book and kept; `is_closing`: the bound book of a closed year."""
    register = _register(call, register_id)
    wanted = pick(RegisterPrint, Person.full_name).join(Person, col(Person.id) == col(RegisterPrint.made_by)).where(col(RegisterPrint.register_id) == register.id)
    rows = list(call.db.execute(newest_by_id(wanted, RegisterPrint, id_after(cursor)).limit(limit + 1)))
    items = [
        PrintItem.model_validate({**p.model_dump(), "made_by_name": name, "title": form_heads(p.form, register.opened_on).title}) for p, name in rows[:limit]
    ]
    return PrintPage(items=items, next_cursor=to_cursor(items[-1].id) if len(rows) > limit else None)


@router.post("/closure", operation_id="closeRegister")
def close_register_route(call: Call, register_id: uuid.UUID) -> RegisterAnswer:
    """Khóa sổ cuối năm: không cấp số nữa, in đóng quyển có số trang và giữ mã băm SHA-256 (Đ15, Đ16.2.b, Đ22.3.b)."""
    register, _prints, jobs = close_register(call.db, call.actor, register_id, call.moment, call.state.files)
    call.db.flush()
    return _answer(call, register, [j.id for j in jobs])

