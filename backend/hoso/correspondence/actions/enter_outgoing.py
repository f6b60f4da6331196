"""Give an outgoing document its number, symbol and date from the register of the year (Đ15, Đ16)."""

from sqlmodel import Session, select

from hoso.correspondence.actions.open_register import open_register, series_for
from hoso.correspondence.rules import document_identifier, outgoing_symbol, written_number
from hoso.correspondence.tables import Document, Outgoing, RegisterEntry
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.numbering import next_number
from hoso.support.organisations import Agency, Unit
from hoso.support.reference import DocumentType


def enter_outgoing(db: Session, document: Document, outgoing: Outgoing, moment: Moment) -> None:
    """Number, symbol, date and identifier, and the register entry. Paper and electronic share the series."""
    series = series_for(db, document.agency_id, "outgoing", moment.year, document.type_code, outgoing.issuing_body)
    register = open_register(db, document.agency_id, "outgoing", moment, type_code=document.type_code, series=series)
    agency = db.get_one(Agency, document.agency_id)
    unit = db.get(Unit, outgoing.drafting_unit_id) if outgoing.drafting_unit_id else None
    pattern = db.exec(select(DocumentType.symbol_pattern).where(DocumentType.code == document.type_code)).one()
    db.flush()
    number = next_number(db, document.agency_id, register.series, register.year)
    document.number = written_number(number)
    issuer = series.symbol if series and series.symbol else agency.symbol
    document.symbol = outgoing_symbol(pattern, issuer, outgoing.field_code or (unit.symbol if unit else ""), register.year)[:30]
    document.issued_on = moment.today
    document.document_identifier = document_identifier(agency.code, register.year, number, register.series)[:60]
    entry_id = new_id()
    db.add(RegisterEntry.model_validate({
        "id": entry_id, "agency_id": document.agency_id, "register_id": register.id, "number": number, "document_id": document.id,
        "dated_on": moment.today,
    }))  # fmt: skip
    outgoing.register_entry_id = entry_id
