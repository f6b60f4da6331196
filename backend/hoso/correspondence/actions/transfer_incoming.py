"""Transfer an incoming document: directly where the handler is clear by regulation (Đ23.1), or on paper after direction."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.direct_incoming import Whom, handling_of, require_future
from hoso.correspondence.actions.incoming_desk import give, incoming_for, move, set_term
from hoso.correspondence.actions.note_delivery import note_delivery
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day, Instant
from hoso.support.errors import Malformed
from hoso.support.records import touch
from hoso.support.trail import record


class LeadMissing(Malformed):
    """A direct transfer names the lead."""

    code = "lead_missing"


class TransferIncoming(BaseModel):
    """To whom; after direction nobody new is named, only the day of transfer is noted."""

    model_config = {"extra": "forbid"}
    lead: Whom | None = None
    informed: Annotated[list[Whom], Field(max_length=200)] = []
    due_on: Day | None = None
    due_at: Instant | None = None  # by the hour, for what is urgent


def transfer_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: TransferIncoming, moment: Moment) -> Document:
    """The transferred document. Raises LeadMissing, TermInThePast, HourOfAnotherDay, UnknownPerson, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "transferIncoming")
    require_future(moment, command.due_on, due_at=command.due_at)
    if document.state == "registered":
        if command.lead is None:
            raise LeadMissing("Chọn đơn vị hoặc cá nhân chủ trì.", field="lead")
        lead = handling_of(db, actor, document, command.lead, "lead", moment)
        set_term(document, incoming, command.due_on, command.due_at)
        lead.due_on = document.due_on
        give(db, document, lead, moment)
        move(db, actor, document, "transferred", moment, to=lead)
        document.state = "handling"
        if incoming.source_document_id:
            note_delivery(db, incoming.source_document_id, document.id, "handling", moment)
    for whom in command.informed:
        part = handling_of(db, actor, document, whom, "informed", moment)
        give(db, document, part, moment)
        move(db, actor, document, "transferred", moment, to=part)
    incoming.transferred_on = moment.today
    touch(document, actor, moment)
    record(db, actor, moment, "incoming:transferred", document.id, command.model_dump(mode="json", exclude_none=True))
    return document
