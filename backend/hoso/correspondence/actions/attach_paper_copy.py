"""Attach the paper that follows an electronic copy: same số đến, no second number (Đ22)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import incoming_for
from hoso.correspondence.actions.incoming_entry import ImpossibleDate
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Conflict
from hoso.support.records import touch
from hoso.support.text import Line
from hoso.support.trail import record


class PaperAlready(Conflict):
    """The document came on paper, or its paper is attached already."""

    code = "paper_already"


class AttachPaperCopy(BaseModel):
    """When the paper reached the agency, and to whom it was handed."""

    model_config = {"extra": "forbid"}
    received_on: Day
    handed_to: Annotated[Line, Field(max_length=200)] | None = None


def attach_paper_copy(db: Session, actor: Actor, document_id: uuid.UUID, command: AttachPaperCopy, moment: Moment) -> Document:
    """The document, now with its paper. Raises PaperAlready, ImpossibleDate, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "attachPaperCopy")
    if incoming.channel == "paper" or incoming.paper_received_on:
        raise PaperAlready("Văn bản này đã có bản giấy.")
    if command.received_on > moment.today:
        raise ImpossibleDate("Ngày không thể sau hôm nay.", field="received_on")
    incoming.paper_received_on = command.received_on
    incoming.paper_handed_to = command.handed_to or ""
    touch(document, actor, moment)
    record(db, actor, moment, "incoming:paper-attached", document.id, command.model_dump(mode="json"))
    return document
