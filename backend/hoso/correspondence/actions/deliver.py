"""Deliver an issued document to an agency of this installation: it waits there, without a number, to be registered.

Part of the transaction that issues. Bytes are stored once; the receiver's rows are its own.
"""

from sqlmodel import Session, select

from hoso.correspondence.actions.incoming_entry import make_findable
from hoso.correspondence.tables import Document, DocumentFile, Incoming, Recipient
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.stored_files import use_file
from hoso.support.trail import record

COPIED = (
    "type_code", "type_name", "number", "symbol", "issued_on", "issuer_name", "issuer_code", "abstract", "signer_name", "signer_position",
    "page_count", "urgency", "language", "document_identifier", "due_on",
)  # fmt: skip


def deliver(db: Session, document: Document, recipient: Recipient, moment: Moment) -> None:
    """A waiting incoming document at the receiver, with the signed file and the attachments."""
    arrived = Document.model_validate({
        "id": new_id(), "agency_id": recipient.to_agency_id, "kind": "incoming", "state": "waiting", "medium": document.medium,
        "created_at": moment.at, "changed_at": moment.at, **{name: getattr(document, name) for name in COPIED},
    })  # fmt: skip
    db.add(arrived)
    db.flush()
    db.add(Incoming.model_validate({
        "id": arrived.id, "agency_id": arrived.agency_id, "channel": "electronic", "received_on": moment.today, "source_document_id": document.id,
        "reply_due_on": document.due_on,
    }))  # fmt: skip
    files = db.exec(select(DocumentFile).where(DocumentFile.document_id == document.id).order_by(DocumentFile.ordinal)).all()  # type: ignore[arg-type]
    signed = [f for f in files if f.role == "signed"][-1:] or [f for f in files if f.role == "main"]
    for ordinal, file in enumerate([*signed, *(f for f in files if f.role == "attachment")], start=1):
        role = "attachment" if file.role == "attachment" else "main"
        row = {"document_id": arrived.id, "sha256": file.sha256, "name": file.name, "role": role, "ordinal": ordinal}
        db.add(DocumentFile.model_validate(row))
        use_file(db, arrived.agency_id, arrived.id, file.sha256, file.name)
    recipient.state, recipient.state_at, recipient.delivered_document_id = "arrived", moment.at, arrived.id
    make_findable(db, arrived, None, moment.today)
    record(db, None, moment, "incoming:arrived", arrived.id, {"from": document.issuer_name, "number": document.number, "symbol": document.symbol},
           agency_id=arrived.agency_id)  # fmt: skip
