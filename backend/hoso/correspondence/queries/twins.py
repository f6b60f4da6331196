"""Documents that look like the one being registered: same identifier, or same number, symbol and issuer."""

import uuid

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from hoso.correspondence.tables import Document
from hoso.support.folding import fold


def twin_of(
    db: Session, agency_id: uuid.UUID, number: str, symbol: str, issuer: str, identifier: str, other_than: uuid.UUID | None = None
) -> Document | None:
    """The registered twin in the same agency, or None (a number alone is no twin)."""
    alike = []
    if identifier:
        alike.append(col(Document.document_identifier) == identifier)
    if number and symbol:
        alike.append(and_(col(Document.number) == number, col(Document.symbol) == symbol))
    if not alike:
        return None
    wanted = select(Document).where(
        Document.agency_id == agency_id, Document.kind == "incoming", col(Document.state).notin_(("returned", "recalled")), or_(*alike)
    )
    for candidate in db.exec(wanted.limit(20)):
        if candidate.id == other_than:
            continue
        if (identifier and candidate.document_identifier == identifier) or fold(candidate.issuer_name) == fold(issuer):
            return candidate
    return None
