"""A register as the statutory book: the columns of NĐ 30 PL IV, filled from the acts themselves."""

import uuid
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from hoso.correspondence.rules import number_and_symbol
from hoso.correspondence.tables import Document, Handling, Incoming, Outgoing, Recipient, Register, RegisterEntry
from hoso.formats.forms import RegisterBook
from hoso.support.numbering import NumberCounter
from hoso.support.organisations import Agency, Person, Unit
from hoso.support.picking import pick


def _day(value: Any) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


def _note(entry: Any) -> str:
    return f"Hủy số: {entry.void_reason}" if entry.state == "void" else ""


def _receivers(db: Session, register: Register) -> dict[Any, str]:
    """Lead units and persons of each document of the register, in one query."""
    name = func.coalesce(Person.full_name, Unit.name)
    wanted = (
        pick(Handling.document_id, func.string_agg(name, ", "))
        .outerjoin(Person, col(Person.id) == col(Handling.person_id))
        .outerjoin(Unit, col(Unit.id) == col(Handling.unit_id))
        .join(RegisterEntry, col(RegisterEntry.document_id) == col(Handling.document_id))
        .where(col(RegisterEntry.register_id) == register.id, col(Handling.part) == "lead", col(Handling.parent_id).is_(None),
               col(Handling.state) != "withdrawn")
        .group_by(col(Handling.document_id))
    )  # fmt: skip
    return {row[0]: row[1] for row in db.execute(wanted)}


def _incoming_rows(db: Session, register: Register) -> list[tuple[str | int, ...]]:
    receivers = _receivers(db, register)
    wanted = (
        pick(RegisterEntry, Document, Incoming)
        .join(Document, col(Document.id) == col(RegisterEntry.document_id))
        .join(Incoming, col(Incoming.id) == col(Document.id))
        .where(col(RegisterEntry.register_id) == register.id)
        .order_by(col(RegisterEntry.number))
    )
    return [
        (_day(e.dated_on), e.number, d.issuer_name, number_and_symbol(d.number, d.symbol), _day(d.issued_on), f"{d.type_name}: {d.abstract}",
         receivers.get(d.id, ""), _day(i.transferred_on), "", _note(e))
        for e, d, i in db.execute(wanted)
    ]  # fmt: skip


def _outgoing_rows(db: Session, register: Register) -> list[tuple[str | int, ...]]:
    to = {
        row[0]: row[1]
        for row in db.execute(
            pick(Recipient.document_id, func.string_agg(Recipient.name, "; "))
            .join(RegisterEntry, col(RegisterEntry.document_id) == col(Recipient.document_id))
            .where(col(RegisterEntry.register_id) == register.id)
            .group_by(col(Recipient.document_id))
        )
    }
    wanted = (
        pick(RegisterEntry, Document, Outgoing)
        .join(Document, col(Document.id) == col(RegisterEntry.document_id))
        .join(Outgoing, col(Outgoing.id) == col(Document.id))
        .where(col(RegisterEntry.register_id) == register.id)
        .order_by(col(RegisterEntry.number))
    )
    return [
        (f"{e.number:02d}/{d.symbol}" if d.symbol else f"{e.number:02d}", _day(d.issued_on or e.dated_on), f"{d.type_name}: {d.abstract}", d.signer_name,
         to.get(d.id, ""), o.retained_copy_unit, o.issued_amount, _day(o.dispatched_on), "", _note(e))
        for e, d, o in db.execute(wanted)
    ]  # fmt: skip


def last_numbers(db: Session, agency_id: uuid.UUID) -> dict[tuple[str, int], int]:
    """The last number of each series and year of an agency."""
    wanted = pick(NumberCounter.series, NumberCounter.year, NumberCounter.last).where(col(NumberCounter.agency_id) == agency_id)
    return {(series, year): last for series, year, last in db.execute(wanted)}


def voided_numbers(db: Session, registers: list[uuid.UUID]) -> dict[uuid.UUID, list[dict[str, Any]]]:
    """The voided numbers of each book, in their order."""
    wanted = select(RegisterEntry).where(col(RegisterEntry.register_id).in_(registers), col(RegisterEntry.state) == "void")
    found: dict[uuid.UUID, list[dict[str, Any]]] = {}
    for e in db.execute(wanted.order_by(col(RegisterEntry.number))).scalars():
        row = {"number": e.number, "dated_on": e.dated_on, "reason": e.void_reason, "document_id": e.document_id}
        found.setdefault(e.register_id, []).append(row)
    return found


def register_book(db: Session, register: Register) -> RegisterBook:
    """The book with all its entries, void ones too."""
    agency = db.get_one(Agency, register.agency_id)
    rows = _incoming_rows(db, register) if register.kind == "incoming" else _outgoing_rows(db, register)
    spans = db.execute(
        select(func.min(RegisterEntry.dated_on), func.max(RegisterEntry.dated_on), func.min(RegisterEntry.number), func.max(RegisterEntry.number)).where(
            col(RegisterEntry.register_id) == register.id
        )
    ).one()
    return RegisterBook(
        form=f"{register.kind}_register", in_force_on=register.opened_on, agency=agency.name, year=register.year, rows=rows,
        superior=agency.superior_name, from_on=spans[0], to_on=spans[1], from_number=str(spans[2] or ""), to_number=str(spans[3] or ""), volume="01",
    )  # fmt: skip
