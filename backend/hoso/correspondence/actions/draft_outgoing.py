"""Draft an outgoing document: type, abstract, recipients, files (Đ10)."""

import uuid
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator
from sqlalchemy import delete
from sqlmodel import Session, col

from hoso.correspondence.actions.direct_incoming import require_future
from hoso.correspondence.actions.drafting_desk import fulfil_assignment, name_co_drafters
from hoso.correspondence.actions.facts import NamedFile
from hoso.correspondence.actions.incoming_desk import person_of_agency, unit_of_agency
from hoso.correspondence.actions.incoming_entry import named_type
from hoso.correspondence.actions.keep_version import keep_version
from hoso.correspondence.actions.outgoing_desk import authorities_of, make_outgoing_findable, name_files
from hoso.correspondence.tables import Document, DocumentLink, Outgoing, Recipient
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Malformed
from hoso.support.organisations import Agency
from hoso.support.records import load
from hoso.support.secrecy import permitted_level, refuse_said
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record


class UnknownRecipient(Malformed):
    """The named agency does not exist on this installation."""

    code = "unknown_recipient"


class SignerWithoutAuthority(Malformed):
    """The proposed signer has no post and no authority to sign that is valid today (Đ13)."""

    code = "signer_without_authority"


class ToWhom(BaseModel):
    """One recipient: an agency, a unit or person of the own agency, or a name."""

    model_config = {"extra": "forbid"}
    agency_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    user_id: uuid.UUID | None = None
    name: Annotated[FilledLine, Field(max_length=200)] | None = None
    purpose: Annotated[Line, Field(max_length=200)] | None = None

    @model_validator(mode="after")
    def _somebody(self) -> "ToWhom":
        if sum(v is not None for v in (self.agency_id, self.unit_id, self.user_id)) > 1:
            raise ValueError("chọn một nơi nhận")
        if not (self.agency_id or self.unit_id or self.user_id or self.name):
            raise ValueError("thiếu nơi nhận")
        return self


def _each_agency_once(recipients: list[ToWhom]) -> list[ToWhom]:
    agencies = [r.agency_id for r in recipients if r.agency_id]
    if len(agencies) != len(set(agencies)):
        raise ValueError("một cơ quan chỉ ghi một lần: mỗi nơi nhận một bản")
    return recipients


Recipients = Annotated[list[ToWhom], Field(min_length=1, max_length=500), AfterValidator(_each_agency_once)]


class OutgoingFacts(BaseModel):
    """Facts of a draft that may be absent."""

    model_config = {"extra": "forbid"}
    type_name: Annotated[Line, Field(max_length=100)] | None = None
    in_reply_to: Annotated[list[uuid.UUID], Field(max_length=50)] = []
    urgency: Literal["normal", "urgent", "very_urgent", "express"] | None = None
    secrecy: Annotated[Line, Field(max_length=20)] | None = None
    medium: Literal["electronic", "paper"] | None = None
    language: Annotated[Line, Field(max_length=30)] | None = None
    description: Annotated[Line, Field(max_length=500)] | None = None
    page_count: Annotated[int, Field(ge=0, le=9999)] | None = None
    issued_amount: Annotated[int, Field(ge=0, le=9999)] | None = None
    due_on: Day | None = None
    issuing_body: Annotated[Line, Field(max_length=200)] | None = None
    drafting_unit_id: uuid.UUID | None = None
    field_code: Annotated[Line, Field(max_length=20)] | None = None
    proposed_signer_id: uuid.UUID | None = None
    retained_copy_unit: Annotated[Line, Field(max_length=200)] | None = None
    files: Annotated[list[NamedFile], Field(max_length=50)] = []
    co_drafter_ids: Annotated[list[uuid.UUID], Field(max_length=20)] | None = None
    note: Annotated[Line, Field(max_length=1000)] | None = None


class DraftOutgoing(OutgoingFacts):
    """A new draft."""

    type_code: Annotated[FilledLine, Field(max_length=10)]
    abstract: Annotated[FilledLine, Field(max_length=500)]
    recipients: Recipients
    assignment_id: uuid.UUID | None = None


ON_DOCUMENT = ("urgency", "medium", "language", "description", "page_count", "due_on")
ON_OUTGOING = ("issued_amount", "issuing_body", "drafting_unit_id", "field_code", "proposed_signer_id", "retained_copy_unit")


def set_facts(db: Session, actor: Actor, document: Document, outgoing: Outgoing, command: OutgoingFacts, moment: Moment) -> None:
    """Take over what the command gives. Raises UnknownPerson, SignerWithoutAuthority, TermInThePast, NotFound, OutOfReach."""
    if command.drafting_unit_id:
        unit_of_agency(db, actor, command.drafting_unit_id)
        let_read(db, document.agency_id, document.id, unit_id=command.drafting_unit_id)
    if command.proposed_signer_id:
        person_of_agency(db, actor, command.proposed_signer_id)
        if not authorities_of(db, command.proposed_signer_id, moment):
            raise SignerWithoutAuthority("Người này không có thẩm quyền ký còn hiệu lực (Đ13). Chọn người ký khác.", field="proposed_signer_id")
        let_read(db, document.agency_id, document.id, person_id=command.proposed_signer_id)
    if command.due_on != document.due_on:
        require_future(moment, command.due_on)
    for target, names in ((document, ON_DOCUMENT), (outgoing, ON_OUTGOING)):
        for name in names:
            value = getattr(command, name)
            if value is not None:
                setattr(target, name, value)
    if command.issuing_body is not None:
        document.issuer_name = command.issuing_body or actor.agency_name
    if command.co_drafter_ids is not None:
        for person_id in command.co_drafter_ids:
            person_of_agency(db, actor, person_id)
        name_co_drafters(db, document, list(dict.fromkeys(command.co_drafter_ids)))
    if "in_reply_to" in command.model_fields_set:
        _set_links(db, actor, document, command.in_reply_to)


def _set_links(db: Session, actor: Actor, document: Document, wanted: list[uuid.UUID]) -> None:
    db.execute(delete(DocumentLink).where(col(DocumentLink.document_id) == document.id, col(DocumentLink.kind) == "in_reply_to"))
    for related in dict.fromkeys(wanted):
        load(db, actor, Document, related)
        row = {"agency_id": document.agency_id, "document_id": document.id, "related_document_id": related}
        db.add(DocumentLink.model_validate(row))


def set_recipients(db: Session, actor: Actor, document: Document, wanted: list[ToWhom]) -> None:
    """Write the recipients in their order. Raises UnknownRecipient, UnknownPerson."""
    for ordinal, one in enumerate(wanted, start=1):
        name = one.name
        if one.agency_id:
            agency = db.get(Agency, one.agency_id)
            if agency is None:
                raise UnknownRecipient("Không có cơ quan nhận này.", field="recipients")
            name = name or agency.name
        elif one.unit_id:
            name = name or unit_of_agency(db, actor, one.unit_id).name
        elif one.user_id:
            name = name or person_of_agency(db, actor, one.user_id).full_name
        db.add(Recipient.model_validate({
            "agency_id": document.agency_id, "document_id": document.id, "ordinal": ordinal, "to_agency_id": one.agency_id,
            "to_unit_id": one.unit_id, "to_person_id": one.user_id, "name": name, "purpose": one.purpose or "",
        }))  # fmt: skip


def draft_outgoing(db: Session, actor: Actor, command: DraftOutgoing, moment: Moment) -> Document:
    """The draft. Raises StateSecret, UnknownType, UnknownFile, UnknownRecipient, UnknownPerson, SignerWithoutAuthority."""
    level = permitted_level(db, actor, command.secrecy, drafting=True)
    refuse_said(db, command.abstract, command.note)
    who: dict[str, Any] = {"created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id}
    document = Document.model_validate({
        "id": new_id(), "agency_id": actor.agency_id, "kind": "outgoing", "state": "draft", "type_code": command.type_code, **who,
        "type_name": named_type(db, command.type_code, command.type_name), "abstract": command.abstract,
        "secrecy": level, "issuer_name": command.issuing_body or actor.agency_name, "issuer_code": actor.agency_code,
    })  # fmt: skip
    unit = next(iter(sorted(actor.unit_ids)), None)  # a wished one is checked first, then set below
    outgoing = Outgoing.model_validate({"id": document.id, "agency_id": actor.agency_id, "drafter_id": actor.id, "drafting_unit_id": unit})
    db.add(document)
    db.flush()
    db.add(outgoing)
    set_facts(db, actor, document, outgoing, command, moment)
    set_recipients(db, actor, document, command.recipients)
    name_files(db, actor, document, command.files)
    if command.assignment_id:
        fulfil_assignment(db, actor, document, command.assignment_id, moment)
    let_read(db, actor.agency_id, document.id, person_id=actor.id)
    if outgoing.drafting_unit_id:
        let_read(db, actor.agency_id, document.id, unit_id=outgoing.drafting_unit_id)
    keep_version(db, actor, document, outgoing, command.note or "", None, moment)
    make_outgoing_findable(db, document, moment)
    record(db, actor, moment, "outgoing:drafted", document.id, {"abstract": document.abstract, "files": [f.sha256 for f in command.files]})
    return document
