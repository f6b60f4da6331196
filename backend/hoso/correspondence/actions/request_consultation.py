"""Send a draft to other units and people for their opinion, with a term (Đ10.2, PL VI III.5.a)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session, select

from hoso.correspondence.actions.direct_incoming import require_future
from hoso.correspondence.actions.drafting_desk import tell
from hoso.correspondence.actions.incoming_desk import person_of_agency, unit_heads, unit_of_agency
from hoso.correspondence.actions.outgoing_desk import current_main, outgoing_for
from hoso.correspondence.actions.review_outgoing import NoDraftFile
from hoso.correspondence.queries.drafting import drafts_here, last_version
from hoso.correspondence.tables import Consultation, Document
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Conflict
from hoso.support.states import require_task
from hoso.support.text import Text
from hoso.support.trail import record


class AlreadyAsked(Conflict):
    """The unit or person was asked about this version and has not answered."""

    code = "already_asked"


class RequestConsultation(BaseModel):
    """Who is asked, until when, about what."""

    model_config = {"extra": "forbid"}
    unit_ids: Annotated[list[uuid.UUID], Field(max_length=50)] = []
    user_ids: Annotated[list[uuid.UUID], Field(max_length=50)] = []
    due_on: Day | None = None
    note: Annotated[Text, Field(max_length=2000)] | None = None

    @model_validator(mode="after")
    def _somebody(self) -> "RequestConsultation":
        if not self.unit_ids and not self.user_ids:
            raise ValueError("chọn đơn vị hoặc người cần lấy ý kiến")
        return self


def _ask(db: Session, actor: Actor, document: Document, command: RequestConsultation, unit_id: uuid.UUID | None, person_id: uuid.UUID | None,
         moment: Moment) -> str:  # fmt: skip
    name = unit_of_agency(db, actor, unit_id).name if unit_id else person_of_agency(db, actor, person_id).full_name if person_id else ""
    version = last_version(db, document.id)
    asked = select(Consultation.id).where(
        Consultation.document_id == document.id, Consultation.version_number == version, Consultation.state == "asked",
        Consultation.unit_id == unit_id, Consultation.person_id == person_id,
    )  # fmt: skip
    if db.exec(asked).first():
        raise AlreadyAsked(f"{name} đã được xin ý kiến về phiên bản này và chưa trả lời.")
    db.add(Consultation.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "version_number": version, "unit_id": unit_id,
        "person_id": person_id, "asked_by": actor.id, "asked_at": moment.at, "due_on": command.due_on, "note": command.note or "",
    }))  # fmt: skip
    let_read(db, document.agency_id, document.id, unit_id=unit_id, person_id=person_id)
    people = unit_heads(db, unit_id, moment) if unit_id else [person_id]
    tell(db, document, [*people], actor.id, "draft:consulted", f"Xin ý kiến về dự thảo: {document.abstract}", moment)
    return name


def request_consultation(db: Session, actor: Actor, document_id: uuid.UUID, command: RequestConsultation, moment: Moment) -> Document:
    """The draft, on the desks of those who are asked. Raises NotYourTask, NoDraftFile, UnknownPerson, TermInThePast, AlreadyAsked, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "requestConsultation")
    require_task(drafts_here(db, actor, outgoing), "Người soạn thảo hoặc lãnh đạo đơn vị soạn thảo gửi lấy ý kiến.")
    require_future(moment, command.due_on)
    if current_main(db, document.id) is None:
        raise NoDraftFile("Dự thảo chưa có tệp văn bản chính. Tải tệp lên trước khi lấy ý kiến.")
    names = [_ask(db, actor, document, command, unit_id, None, moment) for unit_id in dict.fromkeys(command.unit_ids)]
    names += [_ask(db, actor, document, command, None, person_id, moment) for person_id in dict.fromkeys(command.user_ids)]
    record(db, actor, moment, "draft:consulted", document.id, {"asked": names, "due_on": command.due_on, "note": command.note or ""})
    return document
