"""Confirm the recall of a document by its sender: the copy is cancelled here, number and trail stay (Đ18.4)."""

import uuid

from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import incoming_for, open_handlings, withdraw
from hoso.correspondence.actions.note_delivery import note_delivery
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, RuleBroken
from hoso.support.records import touch
from hoso.support.trail import record


class RecallNotAsked(Conflict):
    """The sender did not withdraw this document."""

    code = "recall_not_asked"


class InTheArchive(RuleBroken):
    """The document is in a submitted dossier; nothing changes it silently."""

    code = "in_the_archive"


def confirm_recall(db: Session, actor: Actor, document_id: uuid.UUID, moment: Moment) -> Document:
    """The cancelled copy. Raises RecallNotAsked, InTheArchive, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "confirmRecall")
    if incoming.recall_asked_at is None:
        raise RecallNotAsked("Nơi gửi chưa yêu cầu thu hồi văn bản này.")
    if document.frozen_at:
        raise InTheArchive("Văn bản đã nộp lưu trong hồ sơ, không hủy được. Báo lưu trữ của cơ quan.")
    withdraw(db, open_handlings(db, document.id))
    document.state = "recalled"
    if incoming.source_document_id:
        note_delivery(db, incoming.source_document_id, document.id, "recalled", moment)
    touch(document, actor, moment)
    record(db, actor, moment, "incoming:recalled", document.id, {"reason": incoming.recall_reason})
    return document
