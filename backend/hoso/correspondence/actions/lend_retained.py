"""Let somebody use a retained copy, with the permission of a leader: a line of Sổ sử dụng bản lưu (PL IV.IV)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session, col, select

from hoso.correspondence.actions.incoming_desk import person_of_agency
from hoso.correspondence.actions.outgoing_desk import holders_of, outgoing_for
from hoso.correspondence.tables import RetainedCopy, RetainedLoan
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Conflict, Malformed, NotFound, RuleBroken
from hoso.support.permissions import HEAD_ROLES
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record

PERMIT = HEAD_ROLES | {"pholanhdao"}


class CopyOnLoan(Conflict):
    """The retained copy is with somebody already."""

    code = "copy_on_loan"


class NotTheirs(RuleBroken):
    """The use of a retained copy is permitted by a leader of the agency."""

    code = "not_permitted_by_a_leader"


class BadTerm(Malformed):
    """The copy is to come back before it goes."""

    code = "bad_term"


class LendRetained(BaseModel):
    """Which copy, to whom (of the agency, or by name), with whose permission, until when."""

    model_config = {"extra": "forbid"}
    retained_copy_id: uuid.UUID
    borrower_id: uuid.UUID | None = None
    borrower_name: Annotated[FilledLine, Field(max_length=200)] | None = None
    permitted_by: uuid.UUID
    due_on: Day | None = None
    dossier_notation: Annotated[Line, Field(max_length=100)] | None = None
    note: Annotated[Line, Field(max_length=500)] | None = None

    @model_validator(mode="after")
    def _somebody(self) -> "LendRetained":
        if not self.borrower_id and not self.borrower_name:
            raise ValueError("chọn hoặc ghi tên người sử dụng")
        return self


def lend_retained(db: Session, actor: Actor, document_id: uuid.UUID, command: LendRetained, moment: Moment) -> RetainedLoan:
    """The loan. Raises NotFound, CopyOnLoan, NotTheirs, UnknownPerson, BadTerm, WrongState."""
    document, _ = outgoing_for(db, actor, document_id, "lendRetained")
    wanted = select(RetainedCopy).where(RetainedCopy.id == command.retained_copy_id, RetainedCopy.document_id == document.id)
    copy = db.exec(wanted.with_for_update()).first()
    if copy is None:
        raise NotFound("Không tìm thấy bản lưu này.")
    if db.exec(select(RetainedLoan).where(RetainedLoan.retained_copy_id == copy.id, col(RetainedLoan.returned_on).is_(None))).first():
        raise CopyOnLoan("Bản lưu đang có người sử dụng. Nhận lại trước khi cho mượn tiếp.")
    if command.permitted_by not in {p.id for p in holders_of(db, document.agency_id, PERMIT, moment)}:
        raise NotTheirs("Người cho phép sử dụng bản lưu phải là lãnh đạo cơ quan.")
    if command.due_on and command.due_on < moment.today:
        raise BadTerm("Ngày hẹn trả không thể trước hôm nay.", field="due_on")
    name = person_of_agency(db, actor, command.borrower_id).full_name if command.borrower_id else command.borrower_name
    loan = RetainedLoan.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "retained_copy_id": copy.id, "borrower_id": command.borrower_id,
        "borrower_name": name, "permitted_by": command.permitted_by, "lent_on": moment.today, "due_on": command.due_on,
        "dossier_notation": command.dossier_notation or "", "note": command.note or "", "lent_by": actor.id,
    })  # fmt: skip
    db.add(loan)
    db.flush()
    record(db, actor, moment, "outgoing:copy-lent", document.id, {"to": name, "place": copy.place, "due_on": command.due_on})
    return loan
