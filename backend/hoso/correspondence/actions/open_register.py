"""Open the register of a series and year, or find it open: the next year's book opens by itself at 01."""

import uuid

from sqlalchemy import ColumnElement, case, literal, or_
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from hoso.correspondence.rules import legal_series
from hoso.correspondence.tables import Register, RegisterSeries, SeriesType
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken
from hoso.support.folding import fold
from hoso.support.reference import DocumentType

NAMES = {"incoming": "Sổ đăng ký văn bản đến", "outgoing": "Sổ đăng ký văn bản đi"}


class RegisterClosed(RuleBroken):
    """The book was closed at the year's end; no number follows."""

    code = "register_closed"


def series_for(db: Session, agency_id: uuid.UUID, kind: str, year: int, type_code: str, issuing_body: str) -> RegisterSeries | None:
    """The agency's own series for the issuing body, else for the type; None = the common one or the law's (Đ15, domain 02 §2.2)."""
    body = fold(issuing_body) if kind == "outgoing" else ""
    typed = select(SeriesType.series_id).where(
        SeriesType.agency_id == agency_id, SeriesType.kind == kind, SeriesType.type_code == type_code
    )
    alike: list[ColumnElement[bool]] = [col(RegisterSeries.id).in_(typed)]
    if body:
        alike.append(col(RegisterSeries.folded_body) == body)
    wanted = select(RegisterSeries).where(
        RegisterSeries.agency_id == agency_id, RegisterSeries.kind == kind, RegisterSeries.from_year <= year, or_(*alike)
    )
    return db.exec(wanted.order_by(case((col(RegisterSeries.folded_body) == literal(body), 0), else_=1)).limit(1)).first()


def book_of(db: Session, kind: str, type_code: str, series: RegisterSeries | None) -> tuple[str, str]:
    """(code of the series, name of its book): the agency's own series, else that of a legal type, else the common one."""
    if series:
        return series.code, series.name
    if kind == "outgoing" and type_code:
        legal = db.exec(select(DocumentType.name).where(DocumentType.code == type_code, DocumentType.group == "legal_normative")).first()
        if legal:
            return legal_series(type_code), f"{NAMES[kind]} – {legal}"
    return kind, NAMES[kind]


def open_register(
    db: Session, agency_id: uuid.UUID, kind: str, moment: Moment, register_id: uuid.UUID | None = None, type_code: str = "",
    series: RegisterSeries | None = None,
) -> Register:  # fmt: skip
    """The named register, or that of today's year of the series (None: the common one; a legal type has its own by law).

    Raises RegisterClosed. Source: Đ15, Đ22, PL IV.
    """
    code, name = book_of(db, kind, "" if register_id else type_code, series)
    wanted = select(Register).where(Register.agency_id == agency_id, Register.kind == kind)
    wanted = wanted.where(Register.id == register_id) if register_id else wanted.where(Register.series == code, Register.year == moment.year)
    found = db.exec(wanted).first()
    if found is None and register_id is None:
        row = {"id": new_id(), "agency_id": agency_id, "kind": kind, "series": code, "year": moment.year, "opened_on": moment.today,
               "name": f"{name} {moment.year}"}  # fmt: skip
        db.execute(insert(Register).values(row).on_conflict_do_nothing())
        found = db.exec(wanted).first()
    if found is None or found.closed_on is not None or found.year != moment.year:
        raise RegisterClosed("Sổ này không có hoặc đã khóa. Chọn sổ của năm hiện tại.", register_id=str(register_id))
    return found
