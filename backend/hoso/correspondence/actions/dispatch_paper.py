"""Send an issued paper to its recipients, by post or by hand: each gets a line of Sổ gửi văn bản đi bưu điện or of the transfer book (Đ18)."""

import uuid
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from hoso.correspondence.actions.outgoing_desk import outgoing_for, recipients_of
from hoso.correspondence.tables import Dispatch, Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Conflict, Malformed
from hoso.support.text import Line
from hoso.support.trail import record


class NotARecipient(Malformed):
    """The document does not go there."""

    code = "not_a_recipient"


class SentBeforeIssue(Malformed):
    """The day of dispatch lies before the issue, or after today."""

    code = "sent_before_issue"


class AlreadySent(Conflict):
    """The same envelope stands in the book: this way, this day, this post number, and nobody has noted how it came out."""

    code = "already_sent"


class DispatchPaper(BaseModel):
    """To whom, how, when. `item_number` is the post's own; several recipients share way and day, each has its envelopes."""

    model_config = {"extra": "forbid"}
    recipient_ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=500)]
    way: Literal["post", "hand"]
    dispatched_on: Day | None = None
    item_number: Annotated[Line, Field(max_length=40)] | None = None
    envelopes: Annotated[int, Field(ge=1, le=999)] = 1
    weight_grams: Annotated[int, Field(ge=1, le=100_000)] | None = None
    received_by: Annotated[Line, Field(max_length=100)] | None = None
    note: Annotated[Line, Field(max_length=500)] | None = None


def _refuse_twice(db: Session, document: Document, command: DispatchPaper, names: list[str], day: date) -> None:
    """A second click makes no second line of the postal register. Raises AlreadySent."""
    same = select(Dispatch.recipient_name).where(
        Dispatch.document_id == document.id, col(Dispatch.recipient_name).in_(names), Dispatch.way == command.way, Dispatch.dispatched_on == day,
        Dispatch.item_number == (command.item_number or ""), Dispatch.outcome == "",
    )  # fmt: skip
    already = db.exec(same).first()
    if already is not None:
        raise AlreadySent(f"Đã ghi gửi {already} hôm đó và chưa có ký nhận. Gửi thêm lần nữa: ghi số hiệu bưu gửi khác, hoặc ghi kết quả lần trước.")


def dispatch_paper(db: Session, actor: Actor, document_id: uuid.UUID, command: DispatchPaper, moment: Moment) -> Document:
    """The document with its dispatches; handed over with a name is received at once. Raises NotARecipient, SentBeforeIssue, AlreadySent, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "dispatchPaper")
    recipients = {r.id: r for r in recipients_of(db, document.id)}
    if not set(command.recipient_ids) <= set(recipients):
        raise NotARecipient("Nơi nhận này không có trong văn bản.", field="recipient_ids")
    day = command.dispatched_on or moment.today
    if day > moment.today or (outgoing.dispatched_on and day < outgoing.dispatched_on):
        raise SentBeforeIssue("Ngày gửi phải từ ngày phát hành đến hôm nay.", field="dispatched_on")
    _refuse_twice(db, document, command, [recipients[r].name for r in command.recipient_ids], day)
    handed = command.way == "hand" and bool(command.received_by)
    names = []
    for recipient_id in dict.fromkeys(command.recipient_ids):
        recipient = recipients[recipient_id]
        names.append(recipient.name)
        db.add(Dispatch.model_validate({
            "agency_id": document.agency_id, "document_id": document.id, "recipient_name": recipient.name, "recipient_ordinal": recipient.ordinal,
            "way": command.way, "dispatched_on": day, "item_number": command.item_number or "", "envelopes": command.envelopes,
            "weight_grams": command.weight_grams, "note": command.note or "", "by": actor.id, "at": moment.at,
            "outcome": "received" if handed else "", "received_by": command.received_by or "" if handed else "", "received_on": day if handed else None,
        }))  # fmt: skip
        if recipient.state in ("pending", "sent", "delivered"):
            recipient.state, recipient.state_at = ("delivered" if handed else "sent"), moment.at
            by = f"Bưu điện, số hiệu {command.item_number}" if command.way == "post" and command.item_number else ""
            recipient.state_note = f"Ký nhận: {command.received_by}" if handed else by
    db.flush()
    record(db, actor, moment, "outgoing:dispatched", document.id, {
        "way": command.way, "recipients": names, "on": day, "item_number": command.item_number or "", "envelopes": command.envelopes,
    })  # fmt: skip
    return document
