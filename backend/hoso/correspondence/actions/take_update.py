"""Take over what the sender of an incoming document updates, once the clerk has accepted it; old values stay in the trail."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, func, select

from hoso.correspondence.actions.correct_incoming import Frozen
from hoso.correspondence.actions.incoming_entry import make_findable
from hoso.correspondence.tables import Document, DocumentFile, Incoming
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import load_for_change, touch
from hoso.support.states import require_state
from hoso.support.stored_files import use_file
from hoso.support.trail import record


@dataclass(frozen=True, slots=True)
class TakeUpdate:
    """New values by field, new files (sha256, name, role), the sender's reason."""

    values: dict[str, Any]
    files: list[dict[str, str]]
    reason: str


def take_update(db: Session, actor: Actor, document_id: uuid.UUID, command: TakeUpdate, moment: Moment) -> Document:
    """The updated document; its former files stay, the new ones stand behind them. Raises Frozen, WrongState, NotFound."""
    document = load_for_change(db, actor, Document, document_id)
    require_state(document.state not in ("returned", "recalled"), "Văn bản đã trả lại hoặc đã thu hồi.")
    if document.frozen_at:
        raise Frozen("Văn bản đã nộp lưu hoặc bị khóa, không cập nhật được.")
    changed: dict[str, Any] = {}
    for name, value in command.values.items():
        old = getattr(document, name)
        if old != value:
            changed[name] = {"old": old, "new": value}
            setattr(document, name, value)
    last = db.exec(select(func.max(DocumentFile.ordinal)).where(DocumentFile.document_id == document.id)).first() or 0
    for ordinal, file in enumerate(command.files, start=last + 1):
        db.add(DocumentFile.model_validate({"document_id": document.id, "ordinal": ordinal, **file}))
        use_file(db, document.agency_id, document.id, file["sha256"], file["name"])
    incoming = db.get_one(Incoming, document.id)
    touch(document, actor, moment)
    make_findable(db, document, incoming.arrival_number, incoming.arrived_on or moment.today)
    detail = {"sender_reason": command.reason, "changed": changed, "files": [f["sha256"] for f in command.files]}
    record(db, actor, moment, "incoming:update-accepted", document.id, detail)
    return document


def decline_update(db: Session, actor: Actor, document_id: uuid.UUID, reason: str, moment: Moment) -> Document:
    """The document as it was; the sender is told why. Raises NotFound."""
    document = load_for_change(db, actor, Document, document_id)
    touch(document, actor, moment)
    record(db, actor, moment, "incoming:update-declined", document.id, {"reason": reason})
    return document
