"""Note that the sender of an envelope was told of what is missing, surplus or damaged."""

import uuid

from sqlmodel import Session

from hoso.correspondence.actions.open_envelope import NoteSenderTold, tell_sender
from hoso.correspondence.actions.receive_envelope import envelope_for
from hoso.correspondence.tables import Envelope
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.trail import record


def note_sender_told(db: Session, actor: Actor, envelope_id: uuid.UUID, command: NoteSenderTold, moment: Moment) -> Envelope:
    """The envelope with the note. Raises NotFound, WrongState."""
    envelope = envelope_for(db, actor, envelope_id, "noteSenderTold")
    tell_sender(envelope, command.how, moment.today)
    touch(envelope, actor, moment)
    record(db, actor, moment, "envelope:sender-told", envelope.id, {"how": command.how})
    return envelope
