"""Give the opinion that was asked for on a draft: agreed, or remarks, with a file if wished. It may be bettered until it is closed."""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.drafting_desk import drafters, tell
from hoso.correspondence.actions.outgoing_desk import add_file, outgoing_for
from hoso.correspondence.actions.review_outgoing import ReasonMissing
from hoso.correspondence.queries.drafting import is_asked
from hoso.correspondence.tables import Consultation
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.states import require_state, require_task
from hoso.support.stored_files import require_nameable
from hoso.support.text import FileName, Text
from hoso.support.trail import record


class OpinionFile(BaseModel):
    """The bytes by digest, under a name."""

    model_config = {"extra": "forbid"}
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    name: Annotated[FileName, Field(max_length=255)]


class GiveConsultation(BaseModel):
    """The opinion; remarks are told in words."""

    model_config = {"extra": "forbid"}
    verdict: Literal["agree", "remarks"]
    text: Annotated[Text, Field(max_length=4000)] | None = None
    file: OpinionFile | None = None


def consultation_of(db: Session, document_id: uuid.UUID, consultation_id: uuid.UUID) -> Consultation:
    """An opinion that was asked for on the draft. Raises NotFound."""
    found = db.get(Consultation, consultation_id)
    if found is None or found.document_id != document_id:
        raise NotFound("Không tìm thấy lần lấy ý kiến này.")
    return found


def give_consultation(
    db: Session, actor: Actor, document_id: uuid.UUID, consultation_id: uuid.UUID, command: GiveConsultation, moment: Moment
) -> Consultation:
    """The answered consultation. Raises NotFound, NotYourTask, ReasonMissing, UnknownFile, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "giveConsultation")
    asked = consultation_of(db, document.id, consultation_id)
    require_task(is_asked(actor, asked), "Ý kiến này xin đơn vị hoặc người khác.")
    require_state(asked.state != "closed", "Người soạn thảo đã đóng lần lấy ý kiến này.")
    if command.verdict == "remarks" and not (command.text or "").strip() and command.file is None:
        raise ReasonMissing("Ghi ý kiến hoặc đính kèm tệp.", field="text")
    if command.file:
        require_nameable(db, actor, [command.file.sha256])
        add_file(db, document, command.file.sha256, command.file.name, "evidence")
        asked.file_sha256, asked.file_name = command.file.sha256, command.file.name
    asked.state, asked.verdict, asked.answer = "answered", command.verdict, command.text or ""
    asked.answered_by, asked.answered_at = actor.id, moment.at
    said = f"Đã có ý kiến về dự thảo: {document.abstract}"
    tell(db, document, [*drafters(db, outgoing), asked.asked_by], actor.id, "draft:opinion-given", said, moment)
    record(db, actor, moment, "draft:opinion-given", document.id, {
        "verdict": command.verdict, "text": command.text or "", "version": asked.version_number, "file": asked.file_sha256 or "",
    })  # fmt: skip
    return asked
