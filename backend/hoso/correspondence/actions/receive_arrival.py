"""Take in what an agency outside of this installation sent: it waits, without a number, to be registered (Đ21.2).

Never registers: the clerk does, as with everything that arrives. The sender is answered "đã đến" at once.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session, select

from hoso.correspondence.actions.answer_sender import answer_sender
from hoso.correspondence.actions.incoming_entry import make_findable
from hoso.correspondence.tables import Document, DocumentFile, DocumentLink, ForeignSender, Incoming
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.stored_files import use_file
from hoso.support.trail import record


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """Bytes that lie in the store already."""

    sha256: str
    name: str
    role: Literal["main", "attachment", "evidence"]


@dataclass(frozen=True, slots=True)
class ReceiveArrival:
    """What the message says of the document, in the lengths of the register; `reference` is the identity at the sender."""

    type_code: str
    type_name: str
    number: str
    symbol: str
    issued_on: date | None
    issuer_name: str
    issuer_code: str
    abstract: str
    description: str
    signer_name: str
    signer_position: str
    page_count: int
    urgency: str
    due_on: date | None
    document_identifier: str
    reference: str
    notation: str
    paper_follows: bool
    files: Sequence[ArrivedFile]


_COPIED = (
    "type_code", "type_name", "number", "symbol", "issued_on", "issuer_name", "issuer_code", "abstract", "description", "signer_name",
    "signer_position", "page_count", "urgency", "due_on", "document_identifier",
)  # fmt: skip


def receive_arrival(db: Session, actor: Actor, command: ReceiveArrival, moment: Moment) -> Document:
    """The waiting document, with its files and its foreign sender. Source: Đ21.2, QĐ 28/2018."""
    document = Document.model_validate({
        "id": new_id(), "agency_id": actor.agency_id, "kind": "incoming", "state": "waiting", "medium": "electronic", "created_at": moment.at,
        "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id, **{name: getattr(command, name) for name in _COPIED},
    })  # fmt: skip
    db.add(document)
    db.flush()
    db.add(Incoming.model_validate({
        "id": document.id, "agency_id": actor.agency_id, "channel": "electronic", "received_on": moment.today, "reply_due_on": command.due_on,
    }))  # fmt: skip
    db.add(ForeignSender.model_validate({
        "document_id": document.id, "agency_id": actor.agency_id, "organ_code": command.issuer_code, "organ_name": command.issuer_name,
        "reference": command.reference, "notation": command.notation, "issued_on": command.issued_on, "paper_follows": command.paper_follows,
    }))  # fmt: skip
    for ordinal, file in enumerate(command.files, start=1):
        row = {"document_id": document.id, "sha256": file.sha256, "name": file.name, "role": file.role, "ordinal": ordinal}
        db.add(DocumentFile.model_validate(row))
        use_file(db, document.agency_id, document.id, file.sha256, file.name)
    make_findable(db, document, None, moment.today)
    record(db, actor, moment, "incoming:received", document.id, {
        "from": command.issuer_name, "code": command.issuer_code, "reference": command.reference, "files": [f.sha256 for f in command.files],
    })  # fmt: skip
    db.flush()
    answer_sender(db, document.id, "01", moment, by_name=actor.full_name)
    return document


def link_documents(db: Session, document: Document, others: Sequence[uuid.UUID], kind: str) -> None:
    """Say that the document answers (in_reply_to), replaces (replaces) or updates (updates) others of its agency; twice is once."""
    for other in dict.fromkeys(others):
        known = select(DocumentLink.id).where(
            DocumentLink.document_id == document.id, DocumentLink.related_document_id == other, DocumentLink.kind == kind
        )
        if other != document.id and db.exec(known).first() is None:
            db.add(DocumentLink.model_validate({
                "agency_id": document.agency_id, "document_id": document.id, "related_document_id": other, "kind": kind,
            }))  # fmt: skip
