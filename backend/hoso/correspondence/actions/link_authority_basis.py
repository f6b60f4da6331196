"""Name the document of the system that an authority to sign rests on: the authorisation, the assignment, the regulation (Đ13).

Only what the agency issued or received and registered; never makes the document readable to anybody.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from hoso.correspondence.rules import number_and_symbol
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.administration.desk import own_row
from hoso.support.clock import Moment
from hoso.support.errors import Malformed
from hoso.support.organisations import SigningAuthority
from hoso.support.text import FilledLine
from hoso.support.trail import record


class UnknownBasis(Malformed):
    """No document of the agency that was issued or registered bears this number and symbol."""

    code = "unknown_basis_document"


class LinkAuthorityBasis(BaseModel):
    """Number and symbol as printed: 03/GUQ-SNV; of several years the newest counts."""

    model_config = {"extra": "forbid"}
    number_and_symbol: Annotated[FilledLine, Field(max_length=45)]


def link_authority_basis(db: Session, actor: Actor, authority_id: uuid.UUID, command: LinkAuthorityBasis, moment: Moment) -> SigningAuthority:
    """The authority with its basis document. Raises NotFound, Stale, UnknownBasis."""
    held = own_row(db, actor, SigningAuthority, authority_id)
    number, _, symbol = command.number_and_symbol.partition("/")
    wanted = select(Document).where(
        Document.agency_id == actor.agency_id, Document.number == number.strip(), Document.symbol == symbol.strip(),
        col(Document.state).in_(("issued", "registered", "presented", "handling", "completed")), Document.secrecy == "none",
    )  # fmt: skip
    found = db.exec(wanted.order_by(col(Document.issued_on).desc().nulls_last(), col(Document.id).desc()).limit(1)).first()
    if found is None:
        raise UnknownBasis("Không có văn bản đã phát hành hoặc đã vào sổ với số, ký hiệu này.", field="number_and_symbol")
    held.basis_document_id, held.version = found.id, held.version + 1
    detail = {"authority_id": held.id, "document_id": found.id, "document": number_and_symbol(found.number, found.symbol)}
    record(db, actor, moment, "authority:basis-linked", held.person_id, detail)
    return held
