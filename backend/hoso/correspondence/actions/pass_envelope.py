"""Pass an envelope on unopened to the named person or mass organisation, against a signature (ký nhận; Đ21.1.b)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import person_of_agency
from hoso.correspondence.actions.receive_envelope import envelope_for
from hoso.correspondence.tables import Envelope
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.jobs import notify
from hoso.support.records import touch
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record


class PassEnvelope(BaseModel):
    """To whom, and who signed for it. `to_user_id`: where the addressee has an account here."""

    model_config = {"extra": "forbid"}
    to_user_id: uuid.UUID | None = None
    to_name: Annotated[Line, Field(max_length=200)] | None = None
    receipt_by_name: Annotated[FilledLine, Field(max_length=100)]


def pass_envelope(db: Session, actor: Actor, envelope_id: uuid.UUID, command: PassEnvelope, moment: Moment) -> Envelope:
    """The envelope, with its addressee. Raises UnknownPerson, NotFound, WrongState."""
    envelope = envelope_for(db, actor, envelope_id, "passEnvelope")
    name = command.to_name or envelope.addressee_name
    if command.to_user_id:
        person = person_of_agency(db, actor, command.to_user_id)
        name = name or person.full_name
        told = f"Văn thư đã chuyển nguyên bì thư của {envelope.sender_name}. Nếu liên quan công việc chung, chuyển lại văn thư để đăng ký."
        notify(db, person.id, envelope.agency_id, moment, "envelope:passed", told)
    envelope.state, envelope.passed_at, envelope.passed_by = "passed", moment.at, actor.id
    envelope.passed_to_person_id, envelope.passed_to_name, envelope.receipt_by_name = command.to_user_id, name or "", command.receipt_by_name
    touch(envelope, actor, moment)
    record(db, actor, moment, "envelope:passed", envelope.id, {"to": envelope.passed_to_name, "receipt_by": command.receipt_by_name})
    return envelope
