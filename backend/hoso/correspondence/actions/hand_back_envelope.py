"""Take back from its addressee a letter that concerns the agency's work: it is registered now (Đ21.1.b).

The number is the next one of the day of registration, with the day on which the envelope had reached the agency.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.open_envelope import compare_numbers
from hoso.correspondence.actions.receive_envelope import envelope_for
from hoso.correspondence.tables import Envelope
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.text import FilledLine, FilledText, Text
from hoso.support.trail import record


class HandBackEnvelope(BaseModel):
    """Who handed it back and why, and the numbers inside."""

    model_config = {"extra": "forbid"}
    by_name: Annotated[FilledLine, Field(max_length=100)]
    reason: Annotated[FilledText, Field(min_length=5, max_length=500)]
    numbers_inside: Annotated[Text, Field(max_length=1000)] = ""


def hand_back_envelope(db: Session, actor: Actor, envelope_id: uuid.UUID, command: HandBackEnvelope, moment: Moment) -> Envelope:
    """The envelope, to be registered. Raises NotFound, WrongState."""
    envelope = envelope_for(db, actor, envelope_id, "handBackEnvelope")
    compare_numbers(envelope, command.numbers_inside)
    envelope.state, envelope.handed_back_at = "handed_back", moment.at
    envelope.handed_back_by_name, envelope.hand_back_reason = command.by_name, command.reason
    touch(envelope, actor, moment)
    record(db, actor, moment, "envelope:handed-back", envelope.id, command.model_dump())
    return envelope
