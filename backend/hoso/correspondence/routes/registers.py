"""HTTP of the registers."""

import uuid
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel
from sqlalchemy import and_, or_
from sqlmodel import col, select

from hoso.correspondence.actions.void_number import VoidNumber, void_number
from hoso.correspondence.queries.registers import last_numbers, voided_numbers
from hoso.correspondence.tables import Register, RegisterEntry
from hoso.support.folding import fold
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.paging import BadCursor, from_cursor, to_cursor
from hoso.support.routes.lookups import Cursor, Limit, LookupItem, Q

router = stage_router("Sổ đăng ký", entry_id=RegisterEntry)


class VoidedNumber(BaseModel):
    """A number of a book that was voided, and why."""

    number: int
    dated_on: date
    reason: str
    document_id: uuid.UUID


class RegisterItem(LookupItem):
    """A book of a year: its last number, and the numbers that were voided (only when they were asked for)."""

    kind: str
    year: int
    last_number: int
    opened_on: date
    closed_on: date | None
    voided: list[VoidedNumber] = []


class RegisterPage(BaseModel):
    """Books, the newest year first."""

    items: list[RegisterItem]
    next_cursor: str | None = None


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


def _book_after(cursor: str | None) -> tuple[int, str] | None:
    keys = from_cursor(cursor, 2)
    if keys and not (isinstance(keys[0], int) and 0 < keys[0] < 10_000 and isinstance(keys[1], str) and keys[1].isprintable()):
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor")
    return (keys[0], keys[1]) if keys else None


@router.get("/registers", operation_id="listRegisters", openapi_extra=may(SIGNED_IN))
def list_registers(
    call: Call, q: Q = None, year: Annotated[int | None, Query(ge=1945, le=9999)] = None, voided: bool = False, limit: Limit = 100, cursor: Cursor = None
) -> RegisterPage:
    """The registers of the caller's agency, the newest year first."""
    wanted = select(Register).where(Register.agency_id == call.actor.agency_id).order_by(col(Register.year).desc(), col(Register.series))
    if year:
        wanted = wanted.where(Register.year == year)
    after = _book_after(cursor)
    if after:
        year_, series = col(Register.year), col(Register.series)
        wanted = wanted.where(or_(year_ < after[0], and_(year_ == after[0], series > after[1])))
    found = [r for r in call.db.exec(wanted) if not q or fold(q) in fold(f"{r.series}-{r.year} {r.name}")]
    rows = found[:limit]
    more = to_cursor(rows[-1].year, rows[-1].series) if len(found) > limit else None
    last = last_numbers(call.db, call.actor.agency_id)
    void = voided_numbers(call.db, [r.id for r in rows]) if voided else {}
    return RegisterPage(items=[
        RegisterItem(id=str(r.id), code=f"{r.series}-{r.year}", name=r.name, state="closed" if r.closed_on else "open", kind=r.kind, year=r.year,
                     last_number=last.get((r.series, r.year), 0), opened_on=r.opened_on, closed_on=r.closed_on, voided=void.get(r.id, []))
        for r in rows
    ], next_cursor=more)  # fmt: skip


@router.post("/register-entries/{entry_id}/void", operation_id="voidNumber")
def void_number_route(call: Call, entry_id: uuid.UUID, command: VoidNumber) -> VoidedEntry:
    """Void a number before issue and handling; it is never given again."""
    entry = void_number(call.db, call.actor, entry_id, command, call.moment)
    return VoidedEntry.model_validate(entry.model_dump())
