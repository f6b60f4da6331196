"""HTTP of signing: the block that would be printed and why, and signatures that the person's own device makes."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import and_, col, select

from hoso.correspondence.actions.cancel_signature import cancel_signature
from hoso.correspondence.actions.complete_signature import complete_signature
from hoso.correspondence.actions.outgoing_desk import file_to_sign
from hoso.correspondence.actions.preparations import state_now
from hoso.correspondence.actions.prepare_signature import prepare_signature
from hoso.correspondence.actions.signing_desk import is_pdf
from hoso.correspondence.actions.signing_room import CancelSignature, CompleteSignature, PrepareSignature
from hoso.correspondence.queries.signing import signing_choices
from hoso.correspondence.routes.outgoing import OutgoingAnswer, outgoing_answer, roots_of
from hoso.correspondence.tables import Document, Outgoing, SignaturePreparation
from hoso.formats.fonts import FONTS
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.files import read_all
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.records import load
from hoso.support.signatures.placing import block_stands
from hoso.support.signatures.signing import time_stamper

router = stage_router("Ký số", "", document_id=Document)
PATH = "/outgoing-documents/{document_id}/signature-preparations"


class SigningOption(BaseModel):
    """A capacity of the caller: the block as printed above the name, whether it may be used for this document today, why (not).

    `in_draft`: whether the draft bears this block (null: no page of it names the signer).
    """

    capacity: list[str]
    lines: list[str]
    full_name: str
    position: str
    allowed: bool
    reason: str
    in_draft: bool | None = None


class SigningOptions(BaseModel):
    """The allowed ones first."""

    items: list[SigningOption]
    next_cursor: str | None = None


class PreparedItem(BaseModel):
    """One file. `digest`: SHA-256 of what the signature covers (hex); `to_be_signed`: DER of the signed attributes (base64).

    `base`: digest of the file with number and date, to be signed by another program; `signed`: digest of the signed file.
    """

    name: str
    role: str
    base: str
    prepared: str | None = None
    digest: str | None = None
    to_be_signed: str | None = None
    signed: str | None = None


class PreparationAnswer(BaseModel):
    """A prepared signature and what the caller may do with it."""

    id: uuid.UUID
    state: str
    version: int
    allowed_actions: list[str]
    why_not: dict[str, str]
    purpose: str
    capacity: list[str]
    person_id: uuid.UUID
    signer: str
    algorithm: str = "sha256"
    items: list[PreparedItem]
    created_at: datetime
    expires_at: datetime
    finished_at: datetime | None
    reason: str


class PreparationList(BaseModel):
    """The newest first."""

    items: list[PreparationAnswer]
    next_cursor: str | None = None


class SigningDevice(BaseModel):
    """Where the page finds the signing program on the person's machine ("" = none is set up here), and whether a time stamp is put.

    `own_key_here`, `agency_key_here`: the installation keeps a key for the caller, for the agency (the demo does).
    """

    url: str
    time_stamp: bool
    own_key_here: bool
    agency_key_here: bool


def stamper_of(call: Call) -> TimeStamper | None:
    """The configured time-stamp authority."""
    return time_stamper(call.state.settings.tsa_url)


def preparation_answer(actor: Actor, row: SignaturePreparation, moment: Moment, of: str = "") -> PreparationAnswer:
    """A prepared signature; `of` names whose operations go on with it: "" of a document, "Joint" of a co-issuer's part, "Copy" of a copy."""
    complete, cancel = f"complete{of}Signature", f"cancel{of}Signature"
    state = state_now(row, moment)
    mine = row.person_id == actor.id
    allowed = [complete, cancel] if state == "open" and mine else []
    why_not: dict[str, str] = {}
    if state == "open" and not mine:
        why_not[complete] = "Lần chuẩn bị ký này của người khác."
        allowed = [cancel] if "vanthu" in actor.roles else []
    items = [_item(i) for i in row.items]
    return PreparationAnswer.model_validate({
        **row.model_dump(exclude={"certificate"}), "state": state, "items": items, "capacity": [c for c in row.capacity.split(",") if c],
        "allowed_actions": allowed, "why_not": why_not,
    })  # fmt: skip


def preparation_list(call: Call, wanted: Any, of: str = "") -> PreparationList:
    """The prepared signatures of one thing, the newest first; `wanted` says of which."""
    rows = call.db.exec(select(SignaturePreparation).where(wanted).order_by(col(SignaturePreparation.id).desc()).limit(50))
    return PreparationList(items=[preparation_answer(call.actor, row, call.moment, of) for row in rows])


def _item(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "to_be_signed": item.get("attributes")}


def _in_draft(call: Call, document: Document, lines: tuple[str, ...]) -> bool | None:
    main = file_to_sign(call.db, document.id)
    if main is None or not is_pdf(call.db, main.sha256):
        return None
    try:
        return block_stands(read_all(call.state.files, main.sha256), lines, call.actor.full_name)
    except RuntimeError:  # what pdfium says of a PDF that is damaged: signing refuses it with its own sentence
        return None


def options_answer(call: Call, document: Document, outgoing: Outgoing) -> SigningOptions:
    """The capacities in which the caller could sign the document."""
    found = signing_choices(call.db, call.actor.id, document, outgoing, call.moment)
    options = [
        SigningOption(
            capacity=list(v.capacity), lines=list(v.lines), full_name=call.actor.full_name, position=v.position, allowed=v.allowed, reason=v.reason,
            in_draft=_in_draft(call, document, v.lines),
        )
        for v in found
    ]  # fmt: skip
    return SigningOptions(items=sorted(options, key=lambda o: (not o.allowed, not o.in_draft)))


@router.get("/signing-device", operation_id="getSigningDevice", openapi_extra=may(SIGNED_IN))
def get_signing_device(call: Call) -> SigningDevice:
    """Chương trình ký trên máy của người ký."""
    settings, keys, actor = call.state.settings, call.state.keys, call.actor
    return SigningDevice(
        url=settings.signer_url, time_stamp=bool(settings.tsa_url), own_key_here=keys.has(actor.id), agency_key_here=keys.has(actor.agency_id)
    )


@router.get("/outgoing-documents/{document_id}/signing-options", operation_id="listSigningOptions", openapi_extra=may("getOutgoing"))
def list_signing_options(call: Call, document_id: uuid.UUID) -> SigningOptions:
    """Khối chữ ký sẽ in và căn cứ, theo từng tư cách ký của người gọi."""
    document = load(call.db, call.actor, Document, document_id)
    outgoing = call.db.get(Outgoing, document.id)
    if outgoing is None:
        raise NotFound("Không tìm thấy văn bản đi.")
    return options_answer(call, document, outgoing)


@router.get(PATH, operation_id="listSignaturePreparations", openapi_extra=may("getOutgoing"))
def list_signature_preparations(call: Call, document_id: uuid.UUID) -> PreparationList:
    """Các lần chuẩn bị ký bằng thiết bị, lần mới trước."""
    document = load(call.db, call.actor, Document, document_id)
    own = (col(SignaturePreparation.part_id).is_(None), col(SignaturePreparation.copy_id).is_(None))
    return preparation_list(call, and_(SignaturePreparation.document_id == document.id, *own))


@router.post(PATH, operation_id="prepareSignature", status_code=201)
def prepare_signature_route(call: Call, document_id: uuid.UUID, command: PrepareSignature) -> PreparationAnswer:
    """Chuẩn bị tệp để thiết bị của người ký (hoặc của cơ quan) ký: cấp số, ngày, dành chỗ cho chữ ký."""
    state = call.state
    row = prepare_signature(call.db, call.actor, document_id, command, call.moment, state.files, FONTS, roots_of(call))
    call.db.flush()
    return preparation_answer(call.actor, row, call.moment)


@router.put(PATH + "/{preparation_id}", operation_id="completeSignature")
def complete_signature_route(call: Call, document_id: uuid.UUID, preparation_id: uuid.UUID, command: CompleteSignature) -> OutgoingAnswer:
    """Ghép chữ ký của thiết bị, hoặc nhận tệp đã ký ngoài; kiểm tra rồi ghi nhận."""
    state = call.state
    document = complete_signature(
        call.db, call.actor, document_id, preparation_id, command, call.moment, state.files, roots_of(call), stamper_of(call)
    )
    return outgoing_answer(call, document)


@router.post(PATH + "/{preparation_id}/cancellation", operation_id="cancelSignature")
def cancel_signature_route(call: Call, document_id: uuid.UUID, preparation_id: uuid.UUID, command: CancelSignature) -> OutgoingAnswer:
    """Hủy lần chuẩn bị ký; số đã cấp cho chữ ký cá nhân bị hủy."""
    return outgoing_answer(call, cancel_signature(call.db, call.actor, document_id, preparation_id, command, call.moment))
