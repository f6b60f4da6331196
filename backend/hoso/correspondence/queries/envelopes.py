"""Envelopes as a list and as one record, with the documents that were registered out of them."""

import uuid
from typing import Any

from sqlmodel import Session, col, func

from hoso.correspondence.rules.envelopes import NEXT_ENVELOPE, OPENABLE, REGISTRABLE
from hoso.correspondence.tables import Document, Envelope, EnvelopeDocument, Incoming
from hoso.support.actors import Actor
from hoso.support.picking import pick


def envelope_rows(db: Session, actor: Actor, state: str | None, q: str | None, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """Envelopes of the agency, newest first."""
    count = (
        pick(func.count()).select_from(EnvelopeDocument).where(col(EnvelopeDocument.envelope_id) == col(Envelope.id)).scalar_subquery()
    )
    wanted = pick(*Envelope.__table__.columns, count.label("registered")).where(col(Envelope.agency_id) == actor.agency_id)  # type: ignore[attr-defined]
    if state:
        wanted = wanted.where(col(Envelope.state) == state)
    if q:
        words = col(Envelope.sender_name) + " " + col(Envelope.numbers_outside) + " " + col(Envelope.addressee_name)
        wanted = wanted.where(words.icontains(q, autoescape=True))
    if before:
        wanted = wanted.where(col(Envelope.id) < before)
    return [dict(row) for row in db.execute(wanted.order_by(col(Envelope.id).desc()).limit(limit + 1)).mappings()]


def registered_from(db: Session, envelope_id: uuid.UUID) -> list[dict[str, Any]]:
    """The documents that were registered out of the envelope."""
    wanted = (
        pick(Document.id, Document.number, Document.symbol, Document.abstract, Document.state, Incoming.arrival_number, Incoming.arrived_on)
        .join(EnvelopeDocument, col(EnvelopeDocument.document_id) == col(Document.id))
        .join(Incoming, col(Incoming.id) == col(Document.id))
        .where(col(EnvelopeDocument.envelope_id) == envelope_id)
        .order_by(col(Document.id))
    )
    return [dict(row) for row in db.execute(wanted).mappings()]


def envelope_actions(actor: Actor, state: str, addressed_to: str, has_differences: bool, is_told: bool) -> list[str]:
    """What the actor may do with the envelope now."""
    wishes = {
        "openEnvelope": addressed_to in OPENABLE,
        "passEnvelope": addressed_to not in OPENABLE,
        "noteSenderTold": has_differences and not is_told,
    }
    allowed = [op for op in NEXT_ENVELOPE[state] if actor.may(op) and wishes.get(op, True)]
    if state in REGISTRABLE and actor.may("registerIncoming"):
        allowed.append("registerIncoming")
    return allowed
