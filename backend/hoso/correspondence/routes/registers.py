"""HTTP of the registers."""

import uuid
from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel
from sqlmodel import col, select

from hoso.correspondence.actions.void_number import VoidNumber, void_number
from hoso.correspondence.queries.registers import register_book
from hoso.correspondence.tables import Register, RegisterEntry
from hoso.formats.forms import print_register
from hoso.formats.sheets import write_register
from hoso.support.errors import NotFound
from hoso.support.folding import fold
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.routes.lookups import Cursor, Limit, LookupItem, LookupPage, Q
from hoso.support.trail import record

router = stage_router("Sổ đăng ký", register_id=Register, entry_id=RegisterEntry)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class VoidedEntry(BaseModel):
    """The void entry; its number is never given again."""

    id: uuid.UUID
    state: str
    version: int = 1
    allowed_actions: list[str] = []
    why_not: dict[str, str] = {}
    number: int
    register_id: uuid.UUID
    document_id: uuid.UUID
    void_reason: str


@router.get("/registers", operation_id="listRegisters", openapi_extra=may(SIGNED_IN))
def list_registers(
    call: Call, q: Q = None, year: Annotated[int | None, Query(ge=1945, le=9999)] = None, limit: Limit = 100, cursor: Cursor = None
) -> LookupPage:
    """The registers of the caller's agency, the newest year first."""
    wanted = select(Register).where(Register.agency_id == call.actor.agency_id).order_by(col(Register.year).desc(), col(Register.series))
    if year:
        wanted = wanted.where(Register.year == year)
    rows = [r for r in call.db.exec(wanted) if not q or fold(q) in fold(r.name)]
    items = [
        LookupItem(id=str(r.id), code=f"{r.series}-{r.year}", name=r.name, state="closed" if r.closed_on else "open", kind=r.kind, year=r.year)
        for r in rows[:limit]
    ]
    return LookupPage(items=items)


@router.get("/registers/{register_id}/print", operation_id="printRegister", response_class=Response)
def print_register_route(call: Call, register_id: uuid.UUID, format: Annotated[str, Query(pattern="^(pdf|xlsx)$")] = "pdf") -> Response:
    """The statutory book as PDF or xlsx, from the same query."""
    register = call.db.get(Register, register_id)
    if register is None or register.agency_id != call.actor.agency_id:
        raise NotFound("Không tìm thấy sổ.")
    book = register_book(call.db, register)
    record(call.db, call.actor, call.moment, "register:printed", register.id, {"format": format})
    name = f"{register.series}-{register.year}.{format}"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    if format == "xlsx":
        return Response(write_register(book), media_type=XLSX, headers=headers)
    return Response(print_register(book), media_type="application/pdf", headers=headers)


@router.post("/register-entries/{entry_id}/void", operation_id="voidNumber")
def void_number_route(call: Call, entry_id: uuid.UUID, command: VoidNumber) -> VoidedEntry:
    """Void a number before issue and handling; it is never given again."""
    entry = void_number(call.db, call.actor, entry_id, command, call.moment)
    return VoidedEntry.model_validate(entry.model_dump())
