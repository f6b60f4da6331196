"""Series of numbers of an agency: the common ones, the agency's own, and those that the law gives to legal types."""

import uuid
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.tables import Register, RegisterSeries, SeriesType
from hoso.support.numbering import NumberCounter


def sharing(series: RegisterSeries, types: list[str]) -> str:
    """Who shares it: `body`, `type`, `group`, or `book` (an incoming book chosen by hand)."""
    if series.issuing_body:
        return "body"
    return "book" if not types else "type" if len(types) == 1 else "group"


def types_of(db: Session, series_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The types of each series."""
    found: dict[uuid.UUID, list[str]] = {s: [] for s in series_ids}
    for row in db.exec(select(SeriesType).where(col(SeriesType.series_id).in_(series_ids)).order_by(col(SeriesType.type_code))):
        found[row.series_id].append(row.type_code)
    return found


def series_rows(db: Session, agency_id: uuid.UUID) -> list[dict[str, Any]]:
    """The agency's own series by code, each with its types."""
    rows = list(db.exec(select(RegisterSeries).where(RegisterSeries.agency_id == agency_id).order_by(col(RegisterSeries.code))))
    types = types_of(db, [r.id for r in rows])
    return [{**r.model_dump(), "type_codes": types[r.id], "sharing": sharing(r, types[r.id])} for r in rows]


def books_of(db: Session, agency_id: uuid.UUID, year: int) -> list[dict[str, Any]]:
    """The registers of a year with the last number that each gave, the common ones too."""
    wanted = (
        select(Register, NumberCounter.last)
        .outerjoin(
            NumberCounter,
            (col(NumberCounter.agency_id) == Register.agency_id) & (col(NumberCounter.series) == Register.series) & (col(NumberCounter.year) == Register.year),
        )
        .where(Register.agency_id == agency_id, Register.year == year)
        .order_by(col(Register.kind), col(Register.series))
    )
    return [{**book.model_dump(), "last_number": last or 0} for book, last in db.exec(wanted)]
