"""Void a number before issue and handling; its row stays and it is never given again (Đ15, Đ22).

With the number of an outgoing document falls its signature: it is approved again and waits to be signed anew.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.actions.joint_desk import unsign_parts
from hoso.correspondence.actions.note_delivery import note_delivery
from hoso.correspondence.actions.open_register import RegisterClosed
from hoso.correspondence.actions.preparations import close_open
from hoso.correspondence.actions.release_number import unsign
from hoso.correspondence.tables import Document, Incoming, Outgoing, Register, RegisterEntry
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound, RuleBroken
from hoso.support.records import load_for_change, touch
from hoso.support.text import FilledText
from hoso.support.trail import record


class NumberInUse(RuleBroken):
    """The document was issued or is being handled: its number stays."""

    code = "number_in_use"


class VoidNumber(BaseModel):
    """Why."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


def _return_incoming(db: Session, document: Document, reason: str, moment: Moment) -> None:
    document.state = "returned"
    incoming = db.get_one(Incoming, document.id)
    if incoming.source_document_id:
        note_delivery(db, incoming.source_document_id, document.id, "returned", moment, reason)


def void_number(db: Session, actor: Actor, entry_id: uuid.UUID, command: VoidNumber, moment: Moment) -> RegisterEntry:
    """The void entry. Raises NotFound, NumberInUse, RegisterClosed."""
    entry = db.exec(select(RegisterEntry).where(RegisterEntry.id == entry_id).with_for_update()).first()
    if entry is None or entry.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy số này trong sổ của cơ quan.")
    document = load_for_change(db, actor, Document, entry.document_id)
    if db.get_one(Register, entry.register_id).closed_on is not None:
        raise RegisterClosed("Sổ của số này đã khóa và in đóng quyển: không hủy số được nữa.", register_id=str(entry.register_id))
    voidable = {"incoming": ("registered",), "outgoing": ("approved", "signed", "sealed")}.get(document.kind, ())
    if entry.state == "void" or document.state not in voidable:
        raise NumberInUse("Số đã hủy, hoặc văn bản đã phát hành, đang giải quyết: không hủy số được.")
    entry.state, entry.void_reason, entry.voided_at = "void", command.reason, moment.at
    if document.kind == "incoming":
        _return_incoming(db, document, command.reason, moment)
    else:
        outgoing = db.get_one(Outgoing, document.id)
        close_open(db, document.id, "person", "cancelled", command.reason, moment)
        close_open(db, document.id, "agency", "cancelled", command.reason, moment)
        unsign(db, document, outgoing, moment)
        unsign_parts(db, document.id, command.reason, moment)
        document.state = "approved"
    touch(document, actor, moment)
    record(db, actor, moment, "number:voided", document.id, {"number": entry.number, "reason": command.reason})
    return entry
