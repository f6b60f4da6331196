"""The statutory books of NĐ 30 PL IV, row by row, filled from the acts themselves: one query for screen, PDF and sheet."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session, col

from hoso.correspondence.rules import is_overdue, number_and_symbol
from hoso.correspondence.tables import (
    Document,
    DocumentLink,
    Extension,
    Handling,
    Incoming,
    Opinion,
    Outgoing,
    Recipient,
    Register,
    RegisterEntry,
    Urging,
)
from hoso.formats.forms import RegisterBook
from hoso.support.clock import HANOI
from hoso.support.organisations import Agency, Person, Unit
from hoso.support.picking import pick

Cells = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class BookRow:
    """One entry: the cells in the order of the form's columns."""

    number: int
    document_id: uuid.UUID
    state: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Span:
    """Which entries: of these days (both included), after this number, so many."""

    from_on: date | None = None
    to_on: date | None = None
    after: int = 0
    limit: int | None = None


def _day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


def _day_of(at: datetime | None) -> str:
    return at.astimezone(HANOI).strftime("%d/%m/%Y") if at else ""


def _within(wanted: "Select[Any]", register: Register, span: Span) -> "Select[Any]":
    wanted = wanted.where(col(RegisterEntry.register_id) == register.id, col(RegisterEntry.number) > span.after)
    if span.from_on:
        wanted = wanted.where(col(RegisterEntry.dated_on) >= span.from_on)
    if span.to_on:
        wanted = wanted.where(col(RegisterEntry.dated_on) <= span.to_on)
    return wanted


def _entries(db: Session, register: Register, span: Span, beside: type[Any]) -> list[Any]:
    """(entry, document, what is peculiar to it), in the order of numbers."""
    wanted = (
        pick(RegisterEntry, Document, beside)
        .join(Document, col(Document.id) == col(RegisterEntry.document_id))
        .join(beside, beside.id == col(Document.id))
        .order_by(col(RegisterEntry.number))
    )
    return list(db.execute(_within(wanted, register, span).limit(span.limit)))


def _by_document(db: Session, register: Register, span: Span, column: Any, *values: Any) -> "Select[Any]":
    """Aggregates per document of the wanted entries (a document whose number was voided may stand in the book twice)."""
    wanted = pick(column, *values).join(RegisterEntry, col(RegisterEntry.document_id) == column).group_by(column, col(RegisterEntry.id))
    return _within(wanted, register, span)


def _note(entry: RegisterEntry, document: Document, recalled: str) -> str:
    """Ghi chú: why a number is void, that a document was recalled (Đ18.4); whoever looks into the book must not take it for one in force."""
    if entry.state == "void":
        return f"Hủy số: {entry.void_reason}"
    return recalled if document.state == "recalled" else ""


def _leads(db: Session, register: Register, span: Span) -> dict[Any, tuple[str, str]]:
    """Lead units and persons of each document, and who of them acknowledged receipt on which day."""
    name = func.coalesce(Person.full_name, Unit.name)
    received = func.max(Handling.received_at)
    wanted = (
        _by_document(db, register, span, col(Handling.document_id), func.string_agg(name, ", "), received)
        .outerjoin(Person, col(Person.id) == col(Handling.person_id))
        .outerjoin(Unit, col(Unit.id) == col(Handling.unit_id))
        .where(col(Handling.part) == "lead", col(Handling.parent_id).is_(None), col(Handling.state) != "withdrawn")
    )
    taken = (
        _by_document(db, register, span, col(Handling.document_id), func.string_agg(func.distinct(Person.full_name), ", "), received)
        .join(Person, col(Person.id) == col(Handling.person_id))
        .where(col(Handling.part) == "lead", col(Handling.received_at).is_not(None), col(Handling.state) != "withdrawn")
    )
    signed = {row[0]: f"{row[1]} {_day_of(row[2])}" for row in db.execute(taken)}
    return {row[0]: (row[1], signed.get(row[0], "")) for row in db.execute(wanted)}


def incoming_rows(db: Session, register: Register, span: Span, _today: date) -> list[BookRow]:
    """Sổ đăng ký văn bản đến (PL IV.VI)."""
    leads = _leads(db, register, span)
    return [
        BookRow(e.number, d.id, e.state, (
            _day(e.dated_on), e.number, d.issuer_name, number_and_symbol(d.number, d.symbol), _day(d.issued_on), f"{d.type_name}: {d.abstract}",
            leads.get(d.id, ("", ""))[0], _day(i.transferred_on), leads.get(d.id, ("", ""))[1], _note(e, d, f"Nơi gửi thu hồi: {i.recall_reason}")))
        for e, d, i in _entries(db, register, span, Incoming)
    ]  # fmt: skip


def outgoing_rows(db: Session, register: Register, span: Span, _today: date) -> list[BookRow]:
    """Sổ đăng ký văn bản đi (PL IV.I)."""
    taken = case((col(Recipient.state).in_(("registered", "handling", "completed")), col(Recipient.name)))
    wanted = _by_document(db, register, span, col(Recipient.document_id), func.string_agg(Recipient.name, "; "), func.string_agg(taken, "; "))
    to = {row[0]: (row[1], row[2] or "") for row in db.execute(wanted)}
    return [
        BookRow(e.number, d.id, e.state, (
            f"{e.number:02d}/{d.symbol}" if d.symbol else f"{e.number:02d}", _day(d.issued_on or e.dated_on), f"{d.type_name}: {d.abstract}",
            d.signer_name, to.get(d.id, ("", ""))[0], o.retained_copy_unit, o.issued_amount, _day(o.dispatched_on),
            f"Đã nhận: {to[d.id][1]}" if to.get(d.id, ("", ""))[1] else "",
            _note(e, d, f"Thu hồi ngày {_day_of(o.recalled_at)}: {o.recall_reason}")))
        for e, d, o in _entries(db, register, span, Outgoing)
    ]  # fmt: skip


def _progress(document: Document, incoming: Incoming, said: str, today: date) -> str:
    if document.state == "completed":
        return f"Đã giải quyết ngày {_day_of(incoming.completed_at)}" if incoming.completed_at else "Đã giải quyết"
    known = {"registered": "Chưa trình", "presented": "Đang trình lãnh đạo", "handling": "Đang giải quyết", "returned": "Đã trả lại", "recalled": "Bị thu hồi"}
    late = " (quá hạn)" if document.state == "handling" and is_overdue(document.due_on, False, today) else ""
    return known.get(document.state, "") + late + (f". {said}" if said and document.state == "handling" else "")


def resolution_rows(db: Session, register: Register, span: Span, today: date) -> list[BookRow]:
    """Sổ theo dõi giải quyết văn bản đến (PL IV.VIII): void entries were never handled and do not stand in it."""
    leads = _leads(db, register, span)
    said = {row[0]: row[1] for row in db.execute(_within(
        pick(Opinion.document_id, Opinion.text).ext(distinct_on(col(Opinion.document_id))).join(RegisterEntry, col(RegisterEntry.document_id) == col(Opinion.document_id))
        .where(col(Opinion.kind) == "progress").order_by(col(Opinion.document_id), col(Opinion.at).desc()), register, span))}  # fmt: skip
    reply = func.concat_ws("/", func.nullif(Document.number, ""), func.nullif(Document.symbol, ""))
    replies = {row[0]: row[1] for row in db.execute(
        _by_document(db, register, span, col(DocumentLink.related_document_id), func.string_agg(reply, "; "))
        .join(Document, col(Document.id) == col(DocumentLink.document_id)).where(col(DocumentLink.kind) == "in_reply_to", col(Document.number) != ""))}  # fmt: skip
    urged = {row[0]: f"Đôn đốc {row[1]} lần, gần nhất {_day_of(row[2])}" for row in db.execute(
        _by_document(db, register, span, col(Urging.document_id), func.count(func.distinct(Urging.at)), func.max(Urging.at)))}  # fmt: skip
    longer = {row[0]: f"Gia hạn, hạn ban đầu {_day(row[1])}" for row in db.execute(
        _by_document(db, register, span, col(Extension.document_id), func.min(Extension.old_due_on)).where(col(Extension.state) == "granted"))}  # fmt: skip
    found = []
    for e, d, i in _entries(db, register, span, Incoming):
        noted = ". ".join(n for n in (longer.get(d.id), urged.get(d.id)) if n)
        what = f"{d.type_name} {number_and_symbol(d.number, d.symbol)}".strip() + (f" ngày {_day(d.issued_on)}" if d.issued_on else "")
        term = i.due_at.astimezone(HANOI).strftime("%H:%M %d/%m/%Y") if i.due_at else _day(d.due_on)
        cells = (e.number, f"{what} của {d.issuer_name}", leads.get(d.id, ("", ""))[0], term, _progress(d, i, said.get(d.id, ""), today), replies.get(d.id, ""), noted)
        if e.state == "active":
            found.append(BookRow(e.number, d.id, e.state, cells))
    return found


ROWS: dict[str, Callable[[Session, Register, Span, date], list[BookRow]]] = {
    "incoming_register": incoming_rows, "outgoing_register": outgoing_rows, "resolution_register": resolution_rows,
}  # fmt: skip


def count_rows(db: Session, register: Register, span: Span) -> int:
    """How many entries lie in the span."""
    return int(db.execute(_within(pick(func.count(col(RegisterEntry.id))), register, span)).scalar_one())


def statutory_book(db: Session, register: Register, form: str, span: Span, today: date) -> RegisterBook:
    """The book with its cover: days and numbers of what stands in it."""
    agency = db.get_one(Agency, register.agency_id)
    rows = ROWS[form](db, register, span, today)
    spans = db.execute(_within(
        pick(func.min(RegisterEntry.dated_on), func.max(RegisterEntry.dated_on), func.min(RegisterEntry.number), func.max(RegisterEntry.number)), register, span)
    ).one()  # fmt: skip
    return RegisterBook(
        form=form, in_force_on=register.opened_on, agency=agency.name, year=register.year, rows=[r.cells for r in rows], superior=agency.superior_name,
        from_on=span.from_on or spans[0], to_on=span.to_on or spans[1], from_number=str(spans[2] or ""), to_number=str(spans[3] or ""), volume="01",
    )  # fmt: skip
