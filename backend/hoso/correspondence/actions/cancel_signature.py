"""Cancel a prepared signature: nothing was signed; the number that the person's signature would have covered is voided (Đ15).

Never touches a document that is signed: the agency's cancelled signature leaves the person's.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.actions.prepare_signature import close_open
from hoso.correspondence.actions.release_number import release_number
from hoso.correspondence.tables import Document, Outgoing, SignaturePreparation
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.records import touch
from hoso.support.states import require_state, require_task
from hoso.support.text import Text
from hoso.support.trail import record


class CancelSignature(BaseModel):
    """Why; absent = the person gave up."""

    model_config = {"extra": "forbid"}
    reason: Annotated[Text, Field(max_length=500)] = ""


def drop_preparation(db: Session, actor: Actor | None, document: Document, outgoing: Outgoing, reason: str, moment: Moment) -> None:
    """End what is open for a person's signature and void its number: a changed or returned draft is numbered anew. None open is no error."""
    if close_open(db, document.id, "person", "cancelled", reason, moment) is not None:
        release_number(db, actor, document, outgoing, reason, moment)


def cancel_signature(
    db: Session, actor: Actor, document_id: uuid.UUID, preparation_id: uuid.UUID, command: CancelSignature, moment: Moment
) -> Document:
    """The document, unsigned as before. Raises NotFound, NotYourTask, WrongState."""
    found = db.get(SignaturePreparation, preparation_id)
    operation = "sealOutgoing" if found and found.purpose == "agency" else "signOutgoing"
    document, outgoing = outgoing_for(db, actor, document_id, operation)
    if found is None or found.document_id != document.id:
        raise NotFound("Không tìm thấy lần chuẩn bị ký này.")
    require_task(found.person_id == actor.id or "vanthu" in actor.roles, "Lần chuẩn bị ký này của người khác.")
    require_state(found.state == "open", "Lần chuẩn bị ký này đã xong hoặc đã hủy.")
    reason = command.reason or "Người ký hủy việc ký."
    number = document.number
    close_open(db, document.id, found.purpose, "cancelled", reason, moment)
    if found.purpose == "person":
        release_number(db, actor, document, outgoing, reason, moment)
    touch(document, actor, moment)
    record(db, actor, moment, "signature:cancelled", document.id, {"purpose": found.purpose, "reason": reason, "number": number})
    return document
