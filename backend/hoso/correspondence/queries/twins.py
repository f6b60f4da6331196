"""Documents that look like the one being registered: same identifier, or same number, symbol and issuer, however they are typed."""

import uuid
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from hoso.correspondence.rules.twins import numbers_alike, symbols_alike
from hoso.support.folding import fold

_ALIKE = text(
    "select id, number, symbol, issuer_name, document_identifier from document "
    "where agency_id = :agency and kind = 'incoming' and state not in ('returned', 'recalled') and "
    "((cast(:identifier as text) <> '' and document_identifier = :identifier) or "
    "(cast(:number as text) <> '' and cast(:symbol as text) <> '' and number = any(:numbers) and symbol = any(:symbols))) limit 20"
)


def twin_of(
    db: Session, agency_id: uuid.UUID, number: str, symbol: str, issuer: str, identifier: str, other_than: uuid.UUID | None = None
) -> Any:
    """The registered twin in the same agency (id, number, symbol), or None (a number alone is no twin)."""
    if not identifier and not (number and symbol):
        return None
    written = {"numbers": numbers_alike(number), "symbols": symbols_alike(symbol)}
    alike = {"agency": agency_id, "identifier": identifier, "number": number, "symbol": symbol, **written}
    for candidate in db.connection().execute(_ALIKE, alike):
        if candidate.id == other_than:
            continue
        if (identifier and candidate.document_identifier == identifier) or fold(candidate.issuer_name) == fold(issuer):
            return candidate
    return None
