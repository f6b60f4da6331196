"""What a list of registers says beside their names: last numbers and voided ones."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from hoso.correspondence.tables import RegisterEntry
from hoso.support.numbering import NumberCounter
from hoso.support.picking import pick


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
