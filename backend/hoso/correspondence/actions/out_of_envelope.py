"""Say that a document was registered out of an envelope, opened here or handed back by its addressee."""

import uuid

from sqlmodel import Session

from hoso.correspondence.rules.envelopes import REGISTRABLE
from hoso.correspondence.tables import Envelope, EnvelopeDocument
from hoso.support.actors import Actor
from hoso.support.errors import Conflict, Malformed


class UnknownEnvelope(Malformed):
    """There is no such envelope in the agency."""

    code = "unknown_envelope"


class NotRegistrable(Conflict):
    """The envelope was not opened, or lies with its addressee."""

    code = "envelope_not_open"


def out_of_envelope(db: Session, actor: Actor, envelope_id: uuid.UUID, document_id: uuid.UUID) -> None:
    """The link between both. Raises UnknownEnvelope, NotRegistrable."""
    envelope = db.get(Envelope, envelope_id)
    if envelope is None or envelope.agency_id != actor.agency_id:
        raise UnknownEnvelope("Không có bì thư này.", field="envelope_id")
    if envelope.state not in REGISTRABLE:
        raise NotRegistrable("Bì thư chưa bóc hoặc đang ở người nhận. Bóc bì hoặc nhận lại rồi vào sổ.")
    db.add(EnvelopeDocument.model_validate({"envelope_id": envelope.id, "document_id": document_id}))
