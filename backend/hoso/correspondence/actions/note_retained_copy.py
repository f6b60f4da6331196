"""Note a bản gốc or bản chính that is kept: which, on what medium, where (Đ19)."""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import unit_of_agency
from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.tables import Document, Outgoing, RetainedCopy
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.organisations import Unit
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record

CLERK = "Văn thư cơ quan"
SYSTEM = "Hệ thống quản lý tài liệu điện tử của cơ quan"


class NoteRetainedCopy(BaseModel):
    """What is kept where; with `unit_id` in that unit."""

    model_config = {"extra": "forbid"}
    kind: Literal["original", "principal"]
    medium: Literal["paper", "electronic"] = "paper"
    amount: Annotated[int, Field(ge=1, le=999)] = 1
    place: Annotated[FilledLine, Field(max_length=200)]
    unit_id: uuid.UUID | None = None
    note: Annotated[Line, Field(max_length=500)] | None = None


def keep_copy(db: Session, actor: Actor, document: Document, kept: NoteRetainedCopy, moment: Moment) -> RetainedCopy:
    """The row of a kept copy."""
    row = RetainedCopy.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, **kept.model_dump(exclude={"note"}), "note": kept.note or "",
        "noted_by": actor.id, "noted_at": moment.at,
    })  # fmt: skip
    db.add(row)
    db.flush()
    return row


def keep_at_issue(db: Session, actor: Actor, document: Document, outgoing: Outgoing, moment: Moment) -> None:
    """What Đ19 has kept of an issued document: the paper original at the clerk and a bản chính in the job dossier, or the file in the System."""
    unit = db.get(Unit, outgoing.drafting_unit_id) if outgoing.drafting_unit_id else None
    if document.medium == "electronic":
        keep_copy(db, actor, document, NoteRetainedCopy(kind="original", medium="electronic", place=SYSTEM), moment)
        return
    keep_copy(db, actor, document, NoteRetainedCopy(kind="original", place=CLERK, note="Đóng dấu ngay sau khi phát hành, xếp theo thứ tự đăng ký"), moment)
    where = outgoing.retained_copy_unit or (unit.name if unit else "Đơn vị soạn thảo")
    principal = NoteRetainedCopy(kind="principal", place=f"Hồ sơ công việc – {where}"[:200], unit_id=unit.id if unit else None)
    keep_copy(db, actor, document, principal, moment)


def note_retained_copy(db: Session, actor: Actor, document_id: uuid.UUID, command: NoteRetainedCopy, moment: Moment) -> RetainedCopy:
    """The kept copy. Raises UnknownPerson (unit), WrongState."""
    document, _ = outgoing_for(db, actor, document_id, "noteRetainedCopy")
    if command.unit_id:
        unit_of_agency(db, actor, command.unit_id)
    copy = keep_copy(db, actor, document, command, moment)
    record(db, actor, moment, "outgoing:copy-kept", document.id, {"kind": command.kind, "medium": command.medium, "place": command.place, "amount": command.amount})
    return copy
