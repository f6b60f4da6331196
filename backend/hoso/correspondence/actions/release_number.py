"""Release an outgoing document from a number that cannot stand: its row is voided and never given again, the document is unnumbered.

Signatures over that number fall with it, and attachments that were signed with it give way to those they were made from.
"""

import uuid

from sqlalchemy import update
from sqlmodel import Session, col, select

from hoso.correspondence.actions.outgoing_desk import make_outgoing_findable
from hoso.correspondence.tables import Document, DocumentFile, Outgoing, RegisterEntry, SignaturePreparation
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.trail import record


def _give_back_attachments(db: Session, document_id: uuid.UUID) -> None:
    wanted = select(SignaturePreparation).where(
        SignaturePreparation.document_id == document_id, SignaturePreparation.purpose == "agency", SignaturePreparation.state == "completed"
    )
    for row in db.exec(wanted):
        for item in row.items:
            if item["role"] == "attachment":
                signed = update(DocumentFile).where(
                    col(DocumentFile.document_id) == document_id, col(DocumentFile.sha256) == item["signed"], col(DocumentFile.role) == "attachment"
                )
                if db.execute(signed.values(role="evidence")).rowcount:  # type: ignore[attr-defined]
                    db.execute(update(DocumentFile).where(col(DocumentFile.id) == uuid.UUID(item["file_id"])).values(role="attachment"))


def unsign(db: Session, document: Document, outgoing: Outgoing, moment: Moment) -> None:
    """Without number, signature and seal; what was signed stays as evidence."""
    outgoing.register_entry_id = outgoing.signed_by = outgoing.signed_at = outgoing.sealed_by = outgoing.sealed_at = None
    outgoing.capacity = document.signer_name = document.signer_position = ""
    document.number = document.symbol = document.document_identifier = ""
    document.issued_on = None
    signed = update(DocumentFile).where(col(DocumentFile.document_id) == document.id, col(DocumentFile.role) == "signed")
    db.execute(signed.values(role="evidence"))
    _give_back_attachments(db, document.id)
    make_outgoing_findable(db, document, moment)


def release_number(db: Session, actor: Actor | None, document: Document, outgoing: Outgoing, reason: str, moment: Moment) -> None:
    """The document without its number; none to release is no error. Its state stays."""
    if outgoing.register_entry_id is None:
        return
    entry = db.get_one(RegisterEntry, outgoing.register_entry_id)
    entry.state, entry.void_reason, entry.voided_at = "void", reason, moment.at
    unsign(db, document, outgoing, moment)
    record(db, actor, moment, "number:voided", document.id, {"number": entry.number, "reason": reason}, agency_id=document.agency_id)
