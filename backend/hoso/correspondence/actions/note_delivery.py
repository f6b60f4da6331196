"""Note on the sender's side how far a document came at a receiver; the sender's trail tells it too."""

import uuid

from sqlmodel import Session, select

from hoso.correspondence.tables import Recipient
from hoso.support.clock import Moment
from hoso.support.trail import record


def note_delivery(
    db: Session, source_document_id: uuid.UUID, delivered_document_id: uuid.UUID, state: str, moment: Moment, note: str = ""
) -> None:
    """The recipient's row in its new state; no recipient is no error (the sender may be gone)."""
    recipient = db.exec(select(Recipient).where(Recipient.delivered_document_id == delivered_document_id).with_for_update()).first()
    if recipient is None or recipient.document_id != source_document_id:
        return
    recipient.state, recipient.state_note, recipient.state_at = state, note, moment.at
    detail = {"recipient": recipient.name, "note": note} if note else {"recipient": recipient.name}
    record(db, None, moment, f"delivery:{state}", source_document_id, detail, agency_id=recipient.agency_id)


def note_declined_recall(db: Session, source_document_id: uuid.UUID, delivered_document_id: uuid.UUID, moment: Moment, reason: str) -> None:
    """That a receiver keeps the document though its sender withdrew it: the state stays, the sender reads why."""
    recipient = db.exec(select(Recipient).where(Recipient.delivered_document_id == delivered_document_id).with_for_update()).first()
    if recipient is None or recipient.document_id != source_document_id:
        return
    recipient.state_note, recipient.state_at = f"Từ chối thu hồi: {reason}"[:500], moment.at
    detail = {"recipient": recipient.name, "note": reason}
    record(db, None, moment, "delivery:recall-declined", source_document_id, detail, agency_id=recipient.agency_id)


def note_report(db: Session, recipient: Recipient, state: str, moment: Moment, note: str, detail: dict[str, object]) -> None:
    """What a receiver outside of this installation reported; the sender's trail tells it."""
    recipient.state, recipient.state_note, recipient.state_at = state, note[:500], moment.at
    told = {"recipient": recipient.name, **detail}
    record(db, None, moment, f"delivery:{state}", recipient.document_id, told, agency_id=recipient.agency_id)
