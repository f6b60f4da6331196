"""What the agency already holds of what a file says: a possible twin, and the documents on which it rests or which it answers.

Never shows a record that the caller may not see.
"""


import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from hoso.correspondence.rules.twins import numbers_alike, symbols_alike
from hoso.correspondence.tables import Document, DocumentFile, Incoming
from hoso.formats.reading import Mention, Reference, Suggestions
from hoso.support.access import visible_to
from hoso.support.actors import Actor
from hoso.support.folding import fold
from hoso.support.organisations import Agency
from hoso.support.picking import pick
from hoso.support.reference import DocumentType

_TWIN = (Document.id, Document.number, Document.symbol, Document.issuer_name, Document.abstract, Incoming.arrival_number, Incoming.arrived_on)
_GONE = ("returned", "recalled")


def known_names(db: Session) -> Reference:
    """Types and agencies of the installation, for the reading of a document."""
    types = db.execute(pick(DocumentType.code, DocumentType.name)).all()
    agencies = db.execute(pick(Agency.code, Agency.name)).all()
    return Reference(tuple((c, n) for c, n in types), tuple((c, n) for c, n in agencies))


def twin_by_reading(
    db: Session, actor: Actor, sha256: str, read: Suggestions, other_than: uuid.UUID | None = None
) -> dict[str, Any] | None:
    """The registered document that holds the same bytes, or has the number, symbol and issuer that were read; `reason` says which."""
    elsewhere = (*_GONE, "waiting")  # what waits is not registered: it may be the one in hand
    wanted = pick(*_TWIN).join(Incoming, col(Incoming.id) == col(Document.id)).where(visible_to(actor, Document), col(Document.state).not_in(elsewhere))
    same_bytes = select(DocumentFile.document_id).where(col(DocumentFile.sha256) == sha256)
    if other_than:
        wanted = wanted.where(col(Document.id) != other_than)
    row = db.execute(wanted.where(col(Document.id).in_(same_bytes)).limit(1)).mappings().first()
    if row:
        return {**row, "reason": "same_file"}
    number, symbol, issuer = (str(s.value) if (s := read.of(name)) else "" for name in ("number", "symbol", "issuer_name"))
    if not (number and symbol):
        return None
    alike = wanted.where(col(Document.number).in_(numbers_alike(number)), col(Document.symbol).in_(symbols_alike(symbol))).limit(20)
    for row in db.execute(alike).mappings():
        if not issuer or fold(row["issuer_name"]) == fold(issuer):
            return {**row, "reason": "same_number"}
    return None


def held_documents(db: Session, actor: Actor, mentions: Iterable[Mention]) -> dict[int, dict[str, Any]]:
    """For each mention that the caller's agency holds, its place in the list and the document: by number and symbol, then issuer or day."""
    asked = [(at, m) for at, m in enumerate(mentions) if m.number]
    if not asked:
        return {}
    pairs = [(number, m.symbol) for _, m in asked for number in numbers_alike(m.number)]
    columns = (Document.id, Document.kind, Document.state, Document.number, Document.symbol, Document.issued_on, Document.issuer_name, Document.abstract)
    wanted = pick(*columns).where(visible_to(actor, Document), tuple_(col(Document.number), col(Document.symbol)).in_(pairs))
    rows = [dict(row) for row in db.execute(wanted.order_by(col(Document.id).desc()).limit(100)).mappings()]
    found: dict[int, dict[str, Any]] = {}
    for at, mention in asked:
        alike = [r for r in rows if r["symbol"] == mention.symbol and r["number"] in numbers_alike(mention.number)]
        best = max(alike, key=lambda r: _agreement(r, mention), default=None)
        if best is not None and _agreement(best, mention) >= 0:
            found[at] = best
    return found


def _agreement(row: dict[str, Any], mention: Mention) -> int:
    """How far a document and a mention agree beyond number and symbol; below 0 they contradict each other."""
    day = 0 if not (row["issued_on"] and mention.issued_on) else 2 if row["issued_on"] == mention.issued_on else -3
    here, there = fold(row["issuer_name"]), fold(mention.issuer)
    issuer = 1 if there and (here in there or there in here) else 0
    return day + issuer
