"""Note how an envelope came out: signed for (phiếu gửi came back), or returned by the post (Đ18, PL IV.III column 5)."""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.outgoing_desk import outgoing_for, recipients_of
from hoso.correspondence.tables import Dispatch
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Malformed, NotFound
from hoso.support.text import Line
from hoso.support.trail import record


class ReceivedBeforeSent(Malformed):
    """The day of receipt lies before the dispatch, or after today."""

    code = "received_before_sent"


class NoteReceipt(BaseModel):
    """Who signed, or that it came back."""

    model_config = {"extra": "forbid"}
    outcome: Literal["received", "returned"] = "received"
    received_by: Annotated[Line, Field(max_length=100)] | None = None
    received_on: Day | None = None
    note: Annotated[Line, Field(max_length=500)] | None = None


def note_receipt(db: Session, actor: Actor, document_id: uuid.UUID, dispatch_id: uuid.UUID, command: NoteReceipt, moment: Moment) -> Dispatch:
    """The dispatch with its outcome. Raises NotFound, ReceivedBeforeSent, WrongState."""
    document, _ = outgoing_for(db, actor, document_id, "noteReceipt")
    dispatch = db.get(Dispatch, dispatch_id)
    if dispatch is None or dispatch.document_id != document.id:
        raise NotFound("Không tìm thấy lần gửi này.")
    day = command.received_on or moment.today
    if not dispatch.dispatched_on <= day <= moment.today:
        raise ReceivedBeforeSent("Ngày nhận phải từ ngày gửi đến hôm nay.", field="received_on")
    dispatch.outcome, dispatch.received_on = command.outcome, day
    dispatch.received_by, dispatch.receipt_note = command.received_by or "", command.note or ""
    for recipient in recipients_of(db, document.id):
        same = recipient.ordinal == dispatch.recipient_ordinal and recipient.name == dispatch.recipient_name
        if same and recipient.state in ("pending", "sent", "delivered"):
            recipient.state = "delivered" if command.outcome == "received" else "returned"
            recipient.state_at = moment.at
            recipient.state_note = f"Ký nhận: {command.received_by}" if command.outcome == "received" and command.received_by else command.note or ""
    record(db, actor, moment, f"dispatch:{command.outcome}", document.id, {
        "recipient": dispatch.recipient_name, "by": command.received_by or "", "on": day, "note": command.note or "",
    })  # fmt: skip
    return dispatch
