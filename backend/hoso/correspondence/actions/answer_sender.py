"""Answer a sender outside of this installation: a row that waits to be sent the same day, written with the act that it tells of.

Which act is told with which code stands in ANSWERS; the trail of the transaction says which acts happened, so that no act can
forget its answer. Agencies of this installation need none: their own document shows the state (note_delivery).
Source: QĐ 28/2018/QĐ-TTg; codes: QCVN 102:2016.
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from hoso.correspondence.tables import Document, Incoming
from hoso.support.base import new_id
from hoso.support.clock import HANOI, Moment
from hoso.support.database import BEFORE_COMMIT

ANSWERS = {
    "incoming:registered": "03", "incoming:returned-to-sender": "02", "incoming:directed": "04", "incoming:transferred": "04",
    "incoming:assigned": "04", "incoming:acknowledged": "05", "incoming:progressed": "05", "incoming:completed": "06",
    "incoming:recalled": "15", "incoming:recall-declined": "16", "incoming:update-accepted": "15", "incoming:update-declined": "16",
}  # fmt: skip
_ADD = text(
    "insert into sender_answer (id, agency_id, document_id, code, category, description, made_at, due_on, by_name, sent_how) "
    "select :id, agency_id, document_id, :code, :category, :description, :at, :due, :by, '' from foreign_sender where document_id = :document "
    "on conflict do nothing"
)


def _add(db: Session, document_id: uuid.UUID, code: str, at: datetime, category: str, description: str, by_name: str) -> None:
    db.connection().execute(_ADD, {
        "id": new_id(), "document": document_id, "code": code, "category": category, "description": description[:1000], "at": at,
        "due": at.astimezone(HANOI).date(), "by": by_name,
    })  # fmt: skip


def answer_sender(
    db: Session, document_id: uuid.UUID, code: str, moment: Moment, description: str = "", category: str = "", by_name: str = ""
) -> None:
    """Owe the foreign sender of the document an answer today; nothing where it has none, or got this answer before."""
    _add(db, document_id, code, moment.at, category, description, by_name)


def _is_foreign(db: Session, document_id: uuid.UUID) -> bool:
    """Whether it may have a foreign sender: asked of the rows that the act has loaded, a paper costs no statement."""
    document = db.get(Document, document_id)
    if document is None or document.medium != "electronic":
        return False
    incoming = db.get(Incoming, document_id)
    return incoming is not None and incoming.channel == "electronic" and incoming.source_document_id is None


def answer_what_happened(db: Session) -> None:
    """Before the commit: the answers that the acts of this transaction owe."""
    for entry in db.info.get("trail", ()):
        code = ANSWERS.get(entry["tag"])
        if code and _is_foreign(db, entry["subject_id"]):
            detail: dict[str, Any] = entry["detail"]
            reason = str(detail.get("reason") or "") if code in ("02", "15", "16") else ""
            _add(db, entry["subject_id"], code, entry["at"], str(detail.get("category") or ""), reason, entry["by_name"])


BEFORE_COMMIT.insert(0, answer_what_happened)  # before the trail is written and its queue is gone
