"""Note how many copies of a paper were made by the number of recipients (Đ17.1.a)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.trail import record


class RecordPaperCopies(BaseModel):
    """How many copies, of how many pages."""

    model_config = {"extra": "forbid"}
    amount: Annotated[int, Field(ge=1, le=9999)]
    page_count: Annotated[int, Field(ge=1, le=9999)] | None = None


def record_paper_copies(db: Session, actor: Actor, document_id: uuid.UUID, command: RecordPaperCopies, moment: Moment) -> Document:
    """The document with its number of copies. Raises WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "recordPaperCopies")
    outgoing.issued_amount = command.amount
    document.page_count = command.page_count or document.page_count
    touch(document, actor, moment)
    record(db, actor, moment, "outgoing:copies-made", document.id, {"amount": command.amount, "pages": document.page_count})
    return document
