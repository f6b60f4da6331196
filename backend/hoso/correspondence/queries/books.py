"""What stands ready before a registration: the type's name and the open book of the year, in one statement."""

import uuid
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

# The same choice of a series as actions.open_register.series_for makes for incoming documents.
_BOOK = text(
    "select t.name as type_name, r.id, r.series, r.year, r.closed_on from document_type t "
    "left join series_type st on st.agency_id = :agency and st.kind = 'incoming' and st.type_code = t.code "
    "left join register_series s on s.id = st.series_id and s.from_year <= :year "
    "left join register r on r.agency_id = :agency and r.kind = 'incoming' and r.year = :year and r.series = coalesce(s.code, 'incoming') "
    "where t.code = :type"
)


def incoming_book(db: Session, agency_id: uuid.UUID, type_code: str, year: int) -> Any:
    """(type_name, id, series, year, closed_on); `id` is None before the year's book was opened. None for an unknown type."""
    return db.connection().execute(_BOOK, {"agency": agency_id, "type": type_code, "year": year}).first()
