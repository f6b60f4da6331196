"""Give an outgoing document its number, symbol and date from the register of the year (Đ15, Đ16)."""

from sqlmodel import Session, select

from hoso.correspondence.actions.open_register import book_of, open_register, series_for
from hoso.correspondence.actions.secret_books import secret_register
from hoso.correspondence.rules import document_identifier, outgoing_symbol, written_number
from hoso.correspondence.tables import Document, Outgoing, RegisterEntry, RegisterSeries
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.numbering import NumberCounter, next_number
from hoso.support.organisations import Agency, Unit
from hoso.support.reference import DocumentType


def _symbol_of(db: Session, document: Document, outgoing: Outgoing, agency: Agency, series: RegisterSeries | None, year: int) -> str:
    unit = db.get(Unit, outgoing.drafting_unit_id) if outgoing.drafting_unit_id else None
    pattern = db.exec(select(DocumentType.symbol_pattern).where(DocumentType.code == document.type_code)).one()
    issuer = series.symbol if series and series.symbol else agency.symbol
    return outgoing_symbol(pattern, issuer, outgoing.field_code or (unit.symbol if unit else ""), year)[:30]


def forecast_outgoing(db: Session, document: Document, outgoing: Outgoing, moment: Moment) -> tuple[str, str, str]:
    """(name of the book, number, symbol) that the document would get now. Takes no number: another may come first."""
    series = series_for(db, document.agency_id, "outgoing", moment.year, document.type_code, outgoing.issuing_body)
    code, name = book_of(db, "outgoing", document.type_code, series)
    counter = db.get(NumberCounter, (document.agency_id, code, moment.year))
    symbol = _symbol_of(db, document, outgoing, db.get_one(Agency, document.agency_id), series, moment.year)
    return f"{name} {moment.year}", written_number((counter.last if counter else 0) + 1), symbol


def enter_outgoing(db: Session, document: Document, outgoing: Outgoing, moment: Moment) -> None:
    """Number, symbol, date and identifier, and the register entry. Paper and electronic share the series."""
    series = series_for(db, document.agency_id, "outgoing", moment.year, document.type_code, outgoing.issuing_body)
    if document.secrecy != "none":
        register = secret_register(db, document.agency_id, "outgoing", moment)
    else:
        register = open_register(db, document.agency_id, "outgoing", moment, type_code=document.type_code, series=series)
    agency = db.get_one(Agency, document.agency_id)
    symbol = _symbol_of(db, document, outgoing, agency, series, register.year)
    db.flush()
    number = next_number(db, document.agency_id, register.series, register.year)
    document.number = written_number(number)
    document.symbol = symbol
    document.issued_on = moment.today
    document.document_identifier = document_identifier(agency.code, register.year, number, register.series)[:60]
    entry_id = new_id()
    db.add(RegisterEntry.model_validate({
        "id": entry_id, "agency_id": document.agency_id, "register_id": register.id, "number": number, "document_id": document.id,
        "dated_on": moment.today,
    }))  # fmt: skip
    outgoing.register_entry_id = entry_id
