"""Reads of exchange: documents by the names under which other agencies know them, messages, answers that are owed."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from hoso.correspondence.tables import Document, ForeignSender, Incoming, Recipient, SenderAnswer
from hoso.exchange.rules import are_one_agency, split_notation
from hoso.exchange.tables import ExchangeMessage, RecipientStatus
from hoso.formats.edxml import Response, standard_document_id
from hoso.support.access import visible_to
from hoso.support.actors import Actor
from hoso.support.folding import fold
from hoso.support.organisations import Agency, Person
from hoso.support.picking import pick
from hoso.support.reference import DocumentType

GONE = ("returned", "recalled")


def held_documents(db: Session, agency_id: uuid.UUID, reference: str) -> list[tuple[Document, ForeignSender | None]]:
    """Incoming documents of the agency that carry the sender's identity, newest first; those that went back or were recalled last."""
    wanted = (
        select(Document, ForeignSender)
        .join(ForeignSender, col(ForeignSender.document_id) == col(Document.id), isouter=True)
        .where(
            Document.agency_id == agency_id, Document.kind == "incoming",
            or_(col(ForeignSender.reference) == reference, col(Document.document_identifier) == reference),
        )
        .order_by(col(Document.state).in_(GONE), col(Document.id).desc())
    )  # fmt: skip
    return [(document, sender) for document, sender in db.exec(wanted.limit(20))]


def own_document(db: Session, actor: Actor, response: Response) -> Document | None:
    """The agency's own outgoing document that a message answers: by its identifier, else by number, symbol and day."""
    own = select(Document).where(Document.agency_id == actor.agency_id, Document.kind == "outgoing", col(Document.state).in_(("issued", "recalled")))
    if response.document_id:
        named = db.exec(own.where(Document.document_identifier == response.document_id).limit(1)).first()
        if named is not None:
            return named
    parts = (response.document_id or "").split(",", 2)
    written = response.code or (parts[2] if len(parts) == 3 else "")
    number, symbol = split_notation(written)
    if not number or not symbol:
        return None
    for found in db.exec(own.where(Document.number == number, Document.symbol == symbol).order_by(col(Document.id).desc()).limit(20)):
        if _is_meant(found, actor, response):
            return found
    return None


def _is_meant(document: Document, actor: Actor, response: Response) -> bool:
    """Whether day and agency agree, as far as the message says them."""
    if response.organ_id and not are_one_agency(response.organ_id, actor.agency_code):
        return False
    if response.promulgation_date:
        return document.issued_on == response.promulgation_date
    if document.issued_on is None or not response.document_id:
        return False
    head, _, rest = response.document_id.partition(",")
    return are_one_agency(head, actor.agency_code) and f"{actor.agency_code},{rest}" == standard_document_id(
        actor.agency_code, document.issued_on, document.number, document.symbol
    )


def recipient_of(db: Session, document_id: uuid.UUID, code: str, name: str | None) -> Recipient | None:
    """The recipient of our document that the code or, where it has none, the name means."""
    wanted = (
        select(Recipient, Agency.code)
        .join(Agency, col(Agency.id) == col(Recipient.to_agency_id), isouter=True)
        .where(Recipient.document_id == document_id)
        .order_by(col(Recipient.ordinal))
    )
    rows = list(db.exec(wanted))
    by_code = next((r for r, own in rows if own and are_one_agency(own, code)), None)
    return by_code or next((r for r, own in rows if not own and name and fold(r.name) == fold(name)), None)


def type_of_name(db: Session, name: str) -> tuple[str, str] | None:
    """(code, name) of the type with that name, whatever its capitals and marks; administrative before others."""
    wanted = select(DocumentType.code, DocumentType.name, DocumentType.folded_name).where(DocumentType.code != "KHAC").order_by(col(DocumentType.ordinal))
    folded = fold(name)
    for code, own, own_folded in db.exec(wanted):
        if folded in (own_folded, own_folded.split(" (")[0]):
            return code, own
    return None


def agency_by_code(db: Session, code: str) -> Agency | None:
    """The agency of this installation that the code names, in either generation."""
    return next((a for a in db.exec(select(Agency)) if are_one_agency(a.code, code)), None)


def messages_of(db: Session, actor: Actor, document_id: uuid.UUID | None, outcome: str | None, limit: int, before: uuid.UUID | None) -> list[Any]:
    """Messages of the agency, newest first, with who took them in."""
    wanted = (
        pick(*ExchangeMessage.__table__.columns, Person.full_name.label("received_by_name"))  # type: ignore[attr-defined]
        .join(Person, col(Person.id) == col(ExchangeMessage.received_by))
        .where(col(ExchangeMessage.agency_id) == actor.agency_id)
    )
    if document_id:
        wanted = wanted.where(col(ExchangeMessage.document_id) == document_id)
    if outcome:
        wanted = wanted.where(col(ExchangeMessage.outcome) == outcome)
    if before:
        wanted = wanted.where(col(ExchangeMessage.id) < before)
    return [dict(row) for row in db.execute(wanted.order_by(col(ExchangeMessage.id).desc()).limit(limit + 1)).mappings()]


def answers_of(db: Session, actor: Actor, document_id: uuid.UUID | None, unsent: bool, limit: int, after: uuid.UUID | None) -> list[Any]:
    """Answers to foreign senders, in the order in which they came due, of documents that the actor may see."""
    wanted = (
        pick(
            SenderAnswer.id, SenderAnswer.document_id, SenderAnswer.code, SenderAnswer.category, SenderAnswer.description, SenderAnswer.made_at,
            SenderAnswer.due_on, SenderAnswer.by_name, SenderAnswer.sent_at, SenderAnswer.sent_how, ForeignSender.organ_code, ForeignSender.organ_name,
            Document.number, Document.symbol, Document.abstract, Incoming.arrival_number,
        )
        .join(Document, col(Document.id) == col(SenderAnswer.document_id))
        .join(Incoming, col(Incoming.id) == col(Document.id))
        .join(ForeignSender, col(ForeignSender.document_id) == col(Document.id))
        .where(col(SenderAnswer.agency_id) == actor.agency_id, visible_to(actor, Document))
    )  # fmt: skip
    if document_id:
        wanted = wanted.where(col(SenderAnswer.document_id) == document_id)
    if unsent:
        wanted = wanted.where(col(SenderAnswer.sent_at).is_(None))
    if after:
        wanted = wanted.where(col(SenderAnswer.id) > after)
    return [dict(row) for row in db.execute(wanted.order_by(col(SenderAnswer.id)).limit(limit + 1)).mappings()]


def unsent_answers(db: Session, agency_id: uuid.UUID, today: date) -> tuple[int, int]:
    """(answers that wait to be sent, those of them whose day is over)."""
    rows = db.execute(
        pick(SenderAnswer.due_on).where(col(SenderAnswer.agency_id) == agency_id, col(SenderAnswer.sent_at).is_(None)).limit(1_000)
    ).all()
    return len(rows), sum(row.due_on < today for row in rows)


def reports_of(db: Session, document_id: uuid.UUID) -> list[Any]:
    """What receivers outside reported about an outgoing document, oldest first."""
    wanted = (
        pick(
            RecipientStatus.id, RecipientStatus.code, RecipientStatus.description, RecipientStatus.staff, RecipientStatus.reported_at,
            RecipientStatus.received_at, Recipient.name,
        )
        .join(Recipient, col(Recipient.id) == col(RecipientStatus.recipient_id))
        .where(col(RecipientStatus.document_id) == document_id)
        .order_by(col(RecipientStatus.id))
    )  # fmt: skip
    return [dict(row) for row in db.execute(wanted).mappings()]
