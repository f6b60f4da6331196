"""Take a retained copy back from whoever used it."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.tables import RetainedLoan
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.states import require_state
from hoso.support.text import Line
from hoso.support.trail import record


class ReturnRetained(BaseModel):
    """In which state it came back."""

    model_config = {"extra": "forbid"}
    note: Annotated[Line, Field(max_length=500)] | None = None


def return_retained(db: Session, actor: Actor, document_id: uuid.UUID, loan_id: uuid.UUID, command: ReturnRetained, moment: Moment) -> RetainedLoan:
    """The ended loan. Raises NotFound, WrongState."""
    document, _ = outgoing_for(db, actor, document_id, "returnRetained")
    loan = db.exec(select(RetainedLoan).where(RetainedLoan.id == loan_id, RetainedLoan.document_id == document.id).with_for_update()).first()
    if loan is None:
        raise NotFound("Không tìm thấy lượt sử dụng này.")
    require_state(loan.returned_on is None, "Bản lưu đã được trả.")
    loan.returned_on, loan.returned_to, loan.return_note = moment.today, actor.id, command.note or ""
    record(db, actor, moment, "outgoing:copy-returned", document.id, {"by": loan.borrower_name, "note": command.note or ""})
    return loan
