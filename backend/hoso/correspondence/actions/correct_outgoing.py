"""Begin the document that sets an issued one right: a công văn đính chính, or a document of the same form that amends or replaces it (Đ18.3).

Never changes the faulty document: both stay as they were issued, and each says what became of it.
"""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from hoso.correspondence.actions.draft_outgoing import DraftOutgoing, draft_outgoing
from hoso.correspondence.actions.facts import NamedFile
from hoso.correspondence.actions.outgoing_desk import outgoing_for, recipients_of
from hoso.correspondence.rules import LETTER, may_correct, number_and_symbol
from hoso.correspondence.tables import Document, DocumentLink, Outgoing, Recipient
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Conflict, RuleBroken
from hoso.support.text import FilledLine, FilledText
from hoso.support.trail import record

WORDS = {"corrects": "Đính chính", "amends": "Sửa đổi, bổ sung", "replaces": "Thay thế"}


class WrongForm(RuleBroken):
    """A fault of content is set right by a document of the same form, one of form or procedure by a công văn (Đ18.3)."""

    code = "wrong_form_of_correction"


class CorrectionUnderway(Conflict):
    """The same person drafts this correction already; `draft` is where."""

    code = "correction_underway"


class CorrectOutgoing(BaseModel):
    """How it is set right and why; without the rest, type and recipients follow from the faulty document."""

    model_config = {"extra": "forbid"}
    kind: Literal["corrects", "amends", "replaces"]
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]
    type_code: Annotated[FilledLine, Field(max_length=10)] | None = None
    abstract: Annotated[FilledLine, Field(max_length=500)] | None = None
    proposed_signer_id: uuid.UUID | None = None
    due_on: Day | None = None
    files: Annotated[list[NamedFile], Field(max_length=50)] = []


def _to(recipient: Recipient) -> dict[str, object]:
    names = (("agency_id", recipient.to_agency_id), ("unit_id", recipient.to_unit_id), ("user_id", recipient.to_person_id))
    return {**{name: value for name, value in names if value}, "name": recipient.name, "purpose": recipient.purpose}


def _command(db: Session, faulty: Document, outgoing: Outgoing, command: CorrectOutgoing) -> DraftOutgoing:
    type_code = command.type_code or (LETTER if command.kind == "corrects" else faulty.type_code)
    if not may_correct(command.kind, faulty.type_code, type_code):
        form = "công văn" if command.kind == "corrects" else f"văn bản cùng hình thức ({faulty.type_name})"
        raise WrongForm(f"{WORDS[command.kind]} phải bằng {form} (Đ18.3 NĐ 30/2020).", field="type_code")
    day = faulty.issued_on.strftime("%d/%m/%Y") if faulty.issued_on else ""
    said = f"{WORDS[command.kind]} {faulty.type_name} số {number_and_symbol(faulty.number, faulty.symbol)} ngày {day}: {faulty.abstract}"
    return DraftOutgoing.model_validate({
        "type_code": type_code, "type_name": faulty.type_name if type_code == faulty.type_code else None,
        "abstract": command.abstract or said[:500], "recipients": [_to(r) for r in recipients_of(db, faulty.id)], "files": command.files,
        "proposed_signer_id": command.proposed_signer_id, "due_on": command.due_on, "medium": faulty.medium,
        "issuing_body": outgoing.issuing_body or None, "field_code": outgoing.field_code or None,
    })  # fmt: skip


def _refuse_twice(db: Session, actor: Actor, faulty: Document, kind: str) -> None:
    """A second click makes no second draft. Raises CorrectionUnderway."""
    same = (
        select(Document.id)
        .join(DocumentLink, col(DocumentLink.document_id) == col(Document.id))
        .where(
            DocumentLink.related_document_id == faulty.id, DocumentLink.kind == kind, Document.state == "draft", Document.created_by == actor.id
        )
    )
    draft = db.exec(same).first()
    if draft is not None:
        raise CorrectionUnderway(f"Anh/chị đang soạn văn bản {WORDS[kind].lower()} văn bản này. Mở dự thảo đó để soạn tiếp.", draft=str(draft))


def correct_outgoing(db: Session, actor: Actor, document_id: uuid.UUID, command: CorrectOutgoing, moment: Moment) -> Document:
    """The draft of the correcting document, linked to the faulty one. Raises WrongForm, CorrectionUnderway, WrongState and what drafting raises."""
    faulty, outgoing = outgoing_for(db, actor, document_id, "correctOutgoing")
    _refuse_twice(db, actor, faulty, command.kind)
    document = draft_outgoing(db, actor, _command(db, faulty, outgoing, command), moment)
    link = {"agency_id": document.agency_id, "document_id": document.id, "related_document_id": faulty.id, "kind": command.kind}
    db.add(DocumentLink.model_validate(link))
    db.flush()
    record(db, actor, moment, "outgoing:correction-drafted", faulty.id, {"kind": command.kind, "reason": command.reason, "draft": document.id})
    return document
