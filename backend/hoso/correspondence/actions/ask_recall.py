"""Ask a receiver of this installation to cancel its copy: its document says so and its clerks are told (Đ18.4).

Never cancels the copy: the receiver does, by confirming.
"""

import uuid

from sqlmodel import Session, select

from hoso.correspondence.actions.outgoing_desk import holders_of
from hoso.correspondence.actions.warn_dossiers import warn_dossiers
from hoso.correspondence.rules import is_allowed
from hoso.correspondence.tables import Document, Incoming
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.jobs import notify
from hoso.support.records import touch
from hoso.support.trail import record

CLERKS = frozenset({"vanthu"})


def ask_recall(db: Session, actor: Actor, delivered_document_id: uuid.UUID, reason: str, moment: Moment) -> None:
    """The receiver's document with the sender's wish; one that was sent back already is left alone."""
    document = db.exec(select(Document).where(Document.id == delivered_document_id).with_for_update()).one()
    if not is_allowed("incoming", document.state, "confirmRecall"):
        return
    incoming = db.get_one(Incoming, document.id)
    incoming.recall_asked_at, incoming.recall_reason = moment.at, reason
    touch(document, None, moment)
    said = f"Nơi gửi thu hồi văn bản: {document.abstract}"
    for clerk in holders_of(db, document.agency_id, CLERKS, moment):
        notify(db, clerk.id, document.agency_id, moment, "incoming:recall-asked", said, f"/van-ban-den/{document.id}", document.id)
    record(db, None, moment, "incoming:recall-asked", document.id, {"reason": reason}, agency_id=document.agency_id)
    warn_dossiers(db, actor, document, f"Văn bản trong hồ sơ đã bị nơi gửi thu hồi: {document.abstract}", moment)
