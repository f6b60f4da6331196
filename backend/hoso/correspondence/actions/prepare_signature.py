"""Prepare a signature that the person's own device makes (Đ32.3: keys stay with the person); the clerk's for the agency's.

The number and date are written into the PDF; with the device's certificate the room for the signature too, and what the device signs.
Number and files stay the document's until the signature is completed, cancelled, or the day ends: an own register keeps no number in
reserve, so a number that was given and is not used is voided (ADR 0008). Never touches a key.
"""

import base64
import binascii
import uuid
from datetime import datetime, time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.actions.signing_desk import (
    CertificateOfAnother,
    files_to_seal,
    is_named,
    keep_pdf,
    numbered_draft,
    person_appearance,
    require_verdict,
)
from hoso.correspondence.tables import Document, DocumentFile, Outgoing, SignaturePreparation
from hoso.support.actors import Actor
from hoso.support.clock import HANOI, Moment
from hoso.support.errors import Malformed, NotAllowed, RuleBroken
from hoso.support.files import FileStore
from hoso.support.organisations import Agency, Person
from hoso.support.records import touch
from hoso.support.signatures import Appearance
from hoso.support.signatures.admitting import require_trusted
from hoso.support.signatures.signing import attributes_to_sign, load_certificate, prepare
from hoso.support.states import require_state, require_task
from hoso.support.trail import record

BASE64 = r"^[A-Za-z0-9+/]+={0,2}$"
CERTIFICATE = Annotated[str, Field(pattern=BASE64, max_length=20000)]


class NotElectronic(RuleBroken):
    """A paper document is signed by hand and sealed with the seal."""

    code = "not_electronic"


class NoRoleForPurpose(NotAllowed):
    """A person's signature is that of the signatory, the agency's that of the clerk."""

    code = "not_your_role"


class PrepareSignature(BaseModel):
    """`certificate`: DER in base64, of the device; absent = the prepared file is signed by another program and uploaded."""

    model_config = {"extra": "forbid"}
    purpose: Literal["person", "agency"]
    capacity: Annotated[list[Literal["TM", "Q", "KT", "TL", "TUQ"]], Field(max_length=3)] | None = None
    certificate: CERTIFICATE | None = None
    chain: Annotated[list[CERTIFICATE], Field(max_length=6)] = []


def from_base64(text: str, field: str) -> bytes:
    """The bytes. Raises Malformed."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed("Dữ liệu gửi lên không phải base64.", field=field) from error


def require_holder(certificate: bytes, names: tuple[str, ...]) -> str:
    """The name on the certificate. Raises CertificateOfAnother unless one of the names stands in its subject (marks and case aside)."""
    subject = load_certificate(certificate).subject.native
    shown = str(subject.get("common_name", ""))
    if not is_named([str(v) for v in subject.values() if isinstance(v, str)], names):
        raise CertificateOfAnother(f"Chứng thư số của “{shown}” không phải của {names[0]}. Chọn đúng thiết bị ký.", holder=shown)
    return shown[:200]


def end_of_day(moment: Moment) -> datetime:
    """The last second of the legal day: the date in the file is today's."""
    return datetime.combine(moment.today, time(23, 59, 59), HANOI)


def close_open(db: Session, document_id: uuid.UUID, purpose: str, state: str, reason: str, moment: Moment) -> SignaturePreparation | None:
    """The open preparation of the document and purpose, ended in the state; None = there is none."""
    wanted = select(SignaturePreparation).where(
        SignaturePreparation.document_id == document_id, SignaturePreparation.purpose == purpose, SignaturePreparation.state == "open"
    )
    row = db.exec(wanted.with_for_update()).first()
    if row is not None:
        row.state = "lapsed" if row.expires_at < moment.at else state
        row.reason, row.finished_at, row.version = reason, moment.at, row.version + 1
        db.flush()
    return row


def _item(
    db: Session, document: Document, file: DocumentFile, pdf: bytes, appearance: Appearance, certificate: bytes | None, moment: Moment, store: FileStore
) -> dict[str, Any]:
    base = keep_pdf(db, document, pdf, file.name, moment, store)
    item = {"name": file.name, "role": file.role, "file_id": str(file.id), "base": base, "field": appearance.field}
    if certificate is None:
        return item
    made = prepare(pdf, appearance, moment.at)
    attributes = base64.b64encode(attributes_to_sign(made.digest, certificate)).decode()
    prepared = keep_pdf(db, document, made.pdf, file.name, moment, store)
    return {**item, "prepared": prepared, "digest": made.digest.hex(), "start": made.start, "end": made.end, "attributes": attributes}


def _person_files(
    db: Session, actor: Actor, document: Document, outgoing: Outgoing, capacity: list[str], moment: Moment, store: FileStore, fonts: Path
) -> list[tuple[DocumentFile, bytes, Appearance]]:
    require_task(outgoing.proposed_signer_id in (None, actor.id) or actor.is_head, "Văn bản trình người khác ký.")
    verdict = require_verdict(db, actor, document, outgoing, capacity, moment)
    main, filled = numbered_draft(db, actor, document, outgoing, moment, store, fonts)
    return [(main, filled, person_appearance(db, document, db.get_one(Person, actor.id), verdict, filled, store, fonts))]


def _checked_certificate(db: Session, actor: Actor, command: PrepareSignature, roots: list[bytes], moment: Moment) -> tuple[bytes | None, str]:
    if command.certificate is None:
        return None, ""
    certificate = from_base64(command.certificate, "certificate")
    chain = [from_base64(c, "chain") for c in command.chain]
    agency = db.get_one(Agency, actor.agency_id)
    signer = require_holder(certificate, (actor.full_name,) if command.purpose == "person" else (agency.name, agency.code))
    require_trusted(certificate, chain, roots, moment.at)
    return certificate, signer


def prepare_signature(
    db: Session, actor: Actor, document_id: uuid.UUID, command: PrepareSignature, moment: Moment, store: FileStore, fonts: Path, roots: list[bytes]
) -> SignaturePreparation:
    """The open preparation; one of before gives way to it and the number of the day stays.

    Raises NoRoleForPurpose, NotYourTask, NoAuthority, NotElectronic, NotAPdf, BlankNotFound, BadCertificate, CertificateOfAnother,
    CertificateRefused, WrongState.
    """
    operation = "signOutgoing" if command.purpose == "person" else "sealOutgoing"
    document, outgoing = outgoing_for(db, actor, document_id, operation)
    if not actor.may(operation):
        raise NoRoleForPurpose("Chữ ký cá nhân do người ký văn bản thực hiện, chữ ký của cơ quan do văn thư thực hiện (Điều 32).")
    if document.medium != "electronic":
        raise NotElectronic("Văn bản giấy ký tay và đóng dấu, không ký số.")
    certificate, signer = _checked_certificate(db, actor, command, roots, moment)
    capacity: list[str] = list(command.capacity or [])
    close_open(db, document.id, command.purpose, "cancelled", "Chuẩn bị ký lại.", moment)
    if command.purpose == "person":
        files = _person_files(db, actor, document, outgoing, capacity, moment, store, fonts)
    else:
        require_state(outgoing.signed_at is not None, "Chỉ ký số cơ quan lên văn bản đã có chữ ký của người có thẩm quyền (Đ33).")
        files = files_to_seal(db, document, actor.agency_name, moment, store, fonts)
    row = SignaturePreparation.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "purpose": command.purpose, "person_id": actor.id, "certificate": certificate,
        "capacity": ",".join(capacity), "signer": signer, "created_at": moment.at, "expires_at": end_of_day(moment),
        "items": [_item(db, document, file, pdf, appearance, certificate, moment, store) for file, pdf, appearance in files],
    })  # fmt: skip
    db.add(row)
    touch(document, actor, moment)
    record(db, actor, moment, "signature:prepared", document.id, {
        "purpose": command.purpose, "number": document.number, "symbol": document.symbol, "signer": signer, "files": len(files),
    })  # fmt: skip
    return row

