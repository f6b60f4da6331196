"""What every signature by an own device shares: a file of a document, a co-issuer's part of one, a copy (Đ32.3: keys stay with the person).

The room is prepared (the certificate is looked at, each file gets its place for a signature), entered with what the device made, and left.
What came is checked as if by a stranger: the signature holds for these bytes, its certificate is trusted, in its time and of the right
person or agency. Whatever fails changes nothing: the preparation stays open for another try. Never touches a key, never numbers or
changes a document: who may sign and what follows are the acts' own.
"""

import base64
import binascii
import uuid
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, model_validator
from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session, select

from hoso.correspondence.actions.preparations import close_open, end_of_day
from hoso.correspondence.actions.signing_desk import CertificateOfAnother, SignatureRefused, SignedFileDiffers, keep_pdf, require_holding
from hoso.correspondence.tables import Document, SignaturePreparation
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, Malformed, NotAllowed, NotFound
from hoso.support.files import FileStore, read_all
from hoso.support.organisations import Agency
from hoso.support.signatures import Appearance
from hoso.support.signatures.admitting import require_trusted
from hoso.support.signatures.comparing import differences, signature_count
from hoso.support.signatures.naming import Whose, is_of
from hoso.support.signatures.signing import Prepared, attributes_to_sign, cms_of_raw, embed, load_certificate, prepare
from hoso.support.states import require_state, require_task
from hoso.support.stored_files import require_nameable
from hoso.support.text import Text

BASE64 = r"^[A-Za-z0-9+/]+={0,2}$"
CERTIFICATE = Annotated[str, Field(pattern=BASE64, max_length=20000)]
SHA256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class NoRoleForPurpose(NotAllowed):
    """A person's signature is that of the signatory, the agency's that of the clerk."""

    code = "not_your_role"


class PreparationOver(Conflict):
    """The preparation was completed, cancelled, or its day ended."""

    code = "preparation_over"


class WrongCount(Malformed):
    """There is not one signature for each prepared file, in their order."""

    code = "wrong_count"


class OwnDevice(BaseModel):
    """`certificate`: DER in base64, of the device; absent = the prepared file is signed by another program and uploaded."""

    model_config = {"extra": "forbid"}
    certificate: CERTIFICATE | None = None
    chain: Annotated[list[CERTIFICATE], Field(max_length=6)] = []


class PrepareSignature(OwnDevice):
    """Whose signature it will be, in which capacity, and the certificate of the device."""

    purpose: Literal["person", "agency"]
    capacity: Annotated[list[Literal["TM", "Q", "KT", "TL", "TUQ"]], Field(max_length=3)] | None = None


class CompleteSignature(BaseModel):
    """One of three, each in the order of the prepared items: raw signatures, CMS (DER), both in base64; or digests of signed files."""

    model_config = {"extra": "forbid"}
    signatures: Annotated[list[Annotated[str, Field(pattern=BASE64, max_length=4000)]], Field(max_length=60)] = []
    cms: Annotated[list[Annotated[str, Field(pattern=BASE64, max_length=60000)]], Field(max_length=60)] = []
    files: Annotated[list[SHA256], Field(max_length=60)] = []
    chain: Annotated[list[CERTIFICATE], Field(max_length=6)] = []

    @model_validator(mode="after")
    def _one_kind(self) -> "CompleteSignature":
        if sum(bool(x) for x in (self.signatures, self.cms, self.files)) != 1:
            raise ValueError("gửi một trong ba: signatures, cms hoặc files")
        return self


class CancelSignature(BaseModel):
    """Why; absent = the person gave up."""

    model_config = {"extra": "forbid"}
    reason: Annotated[Text, Field(max_length=500)] = ""


@dataclass(frozen=True, slots=True)
class Room:
    """What is signed and whose signature it will be: that of the caller (`person`) or of the caller's agency (`agency`)."""

    document: Document
    purpose: str
    part_id: uuid.UUID | None = None
    copy_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class ToSign:
    """A file as it is signed: its name and role, the bytes, how the signature shows; `file_id`: the document's file, if it is one."""

    name: str
    role: str
    pdf: bytes
    look: Appearance
    file_id: uuid.UUID | None = None


def require_purpose(actor: Actor, purpose: str, of_person: str, of_agency: str) -> str:
    """The operation that the purpose stands for. Raises NoRoleForPurpose."""
    operation = of_person if purpose == "person" else of_agency
    if not actor.may(operation):
        raise NoRoleForPurpose("Chữ ký cá nhân do người ký văn bản thực hiện, chữ ký của cơ quan do văn thư thực hiện (Điều 32).")
    return operation


def _from_base64(text: str, field: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed("Dữ liệu gửi lên không phải base64.", field=field) from error


def _whose(db: Session, actor: Actor, purpose: str) -> Whose:
    """Whom the certificate must name."""
    if purpose == "person":
        return Whose(people=(actor.full_name,))
    agency = db.get_one(Agency, actor.agency_id)
    return Whose(agencies=(agency.name,), codes=(agency.code,))


def _require_holder(certificate: bytes, whose: Whose) -> str:
    """The name on the certificate. Raises CertificateOfAnother."""
    shown = str(load_certificate(certificate).subject.native.get("common_name", ""))
    if not is_of(shown, whose):
        raise CertificateOfAnother(f"Chứng thư số của “{shown}” không phải của {whose.shown}. Chọn đúng thiết bị ký.", holder=shown)
    return shown[:200]


def checked_certificate(db: Session, actor: Actor, purpose: str, device: OwnDevice, roots: list[bytes], moment: Moment) -> tuple[bytes | None, str]:
    """(the device's certificate, the name on it), none where another program signs.

    Ask before anything is prepared: a device that cannot sign costs no number. Raises BadCertificate, CertificateOfAnother, CertificateRefused.
    """
    if device.certificate is None:
        return None, ""
    certificate = _from_base64(device.certificate, "certificate")
    chain = [_from_base64(c, "chain") for c in device.chain]
    signer = _require_holder(certificate, _whose(db, actor, purpose))
    require_trusted(certificate, chain, roots, moment.at)
    return certificate, signer


def _item(db: Session, room: Room, file: ToSign, certificate: bytes | None, moment: Moment, store: FileStore) -> dict[str, Any]:
    base = keep_pdf(db, room.document, file.pdf, file.name, moment, store)
    item = {"name": file.name, "role": file.role, "file_id": str(file.file_id or ""), "base": base, "field": file.look.field}
    if certificate is None:
        return item
    made = prepare(file.pdf, file.look, moment.at)
    attributes = base64.b64encode(attributes_to_sign(made.digest, certificate)).decode()
    prepared = keep_pdf(db, room.document, made.pdf, file.name, moment, store)
    return {**item, "prepared": prepared, "digest": made.digest.hex(), "start": made.start, "end": made.end, "attributes": attributes}


def close_room(db: Session, room: Room, state: str, reason: str, moment: Moment) -> SignaturePreparation | None:
    """What is open in the room, ended; None = nothing is."""
    return close_open(db, room.document.id, room.purpose, state, reason, moment, part_id=room.part_id, copy_id=room.copy_id)


def make_room(
    db: Session, actor: Actor, room: Room, files: list[ToSign], device: tuple[bytes | None, str], capacity: list[str], moment: Moment, store: FileStore
) -> SignaturePreparation:
    """The open preparation, until the end of the legal day. One that is open still must have been closed before."""
    certificate, signer = device
    row = SignaturePreparation.model_validate({
        "agency_id": actor.agency_id, "document_id": room.document.id, "part_id": room.part_id, "copy_id": room.copy_id, "purpose": room.purpose,
        "person_id": actor.id, "certificate": certificate, "capacity": ",".join(capacity), "signer": signer, "created_at": moment.at,
        "expires_at": end_of_day(moment), "items": [_item(db, room, file, certificate, moment, store) for file in files],
    })  # fmt: skip
    db.add(row)
    return row


def _in_room(db: Session, row: SignaturePreparation | None, room: Room) -> SignaturePreparation:
    if row is None or (row.document_id, row.part_id, row.copy_id) != (room.document.id, room.part_id, room.copy_id):
        raise NotFound("Không tìm thấy lần chuẩn bị ký này.")
    return row


def purpose_of(db: Session, preparation_id: uuid.UUID) -> str:
    """What the preparation is for; of one that does not exist it is a person's, and entering it finds nothing."""
    row = db.get(SignaturePreparation, preparation_id)
    return row.purpose if row else "person"


def enter_room(db: Session, actor: Actor, room: Room, preparation_id: uuid.UUID, moment: Moment) -> SignaturePreparation:
    """The open preparation, locked. Raises NotFound, NotYourTask, PreparationOver."""
    row = db.exec(select(SignaturePreparation).where(SignaturePreparation.id == preparation_id).with_for_update()).first()
    found = _in_room(db, row, room)
    require_task(found.person_id == actor.id, "Lần chuẩn bị ký này của người khác. Chuẩn bị lại bằng thiết bị của mình.")
    if found.state != "open" or found.expires_at < moment.at:
        raise PreparationOver("Lần chuẩn bị ký này đã xong, đã hủy hoặc đã quá ngày. Bấm ký để chuẩn bị lại.", state=found.state)
    return found


def leave_room(db: Session, actor: Actor, room: Room, preparation_id: uuid.UUID, command: CancelSignature, moment: Moment) -> str:
    """The reason; nothing is signed. By whoever prepared it, or by the clerk. Raises NotFound, NotYourTask, WrongState."""
    found = _in_room(db, db.get(SignaturePreparation, preparation_id), room)
    require_task(found.person_id == actor.id or "vanthu" in actor.roles, "Lần chuẩn bị ký này của người khác.")
    require_state(found.state == "open", "Lần chuẩn bị ký này đã xong hoặc đã hủy.")
    reason = command.reason or "Người ký hủy việc ký."
    close_room(db, room, "cancelled", reason, moment)
    return reason


def _signed_here(row: SignaturePreparation, command: CompleteSignature, store: FileStore, stamper: TimeStamper | None) -> list[bytes]:
    """The prepared files with the signatures in their room."""
    if row.certificate is None:
        raise WrongCount("Lần này chuẩn bị để ký bằng phần mềm khác: tải tệp đã ký lên.", field="files")
    chain = [_from_base64(c, "chain") for c in command.chain]
    signed = []
    for item, sent in zip(row.items, command.signatures or command.cms, strict=True):
        made = _from_base64(sent, "signatures")
        if command.signatures:
            made = cms_of_raw(base64.b64decode(item["attributes"]), made, row.certificate, chain, stamper)
        prepared = Prepared(bytes.fromhex(item["digest"]), read_all(store, item["prepared"]), item["start"], item["end"])
        signed.append(embed(prepared, made))
    return signed


def _signed_outside(db: Session, actor: Actor, row: SignaturePreparation, command: CompleteSignature, store: FileStore) -> list[bytes]:
    """The uploaded files, each the prepared one with nothing but signatures added. Raises UnknownFile, SignedFileDiffers."""
    require_nameable(db, actor, command.files)
    signed = []
    for item, sha256 in zip(row.items, command.files, strict=True):
        data = read_all(store, sha256)
        found = differences(read_all(store, item["base"]), data)
        if found:
            raise SignedFileDiffers(f"“{item['name']}” không khớp với tệp đã chuẩn bị: " + " ".join(found), differences=found)
        signed.append(data)
    return signed


def signed_files(
    db: Session, actor: Actor, row: SignaturePreparation, command: CompleteSignature, moment: Moment, store: FileStore, roots: list[bytes],
    stamper: TimeStamper | None,
) -> tuple[list[bytes], str]:  # fmt: skip
    """(the signed files in the order of the items, who signed). The caller has entered the room.

    Raises WrongCount, BadSignature, SignatureRefused, CertificateOfAnother, SignedFileDiffers, UnknownFile, TimeStampFailed.
    """
    if len(command.signatures or command.cms or command.files) != len(row.items):
        raise WrongCount(f"Cần {len(row.items)} chữ ký, theo thứ tự các tệp đã chuẩn bị.", field="signatures", expected=len(row.items))
    signed = _signed_outside(db, actor, row, command, store) if command.files else _signed_here(row, command, store, stamper)
    whose, signer = _whose(db, actor, row.purpose), ""
    for item, pdf in zip(row.items, signed, strict=True):
        verdicts = require_holding(pdf, signature_count(read_all(store, item["base"])), whose, roots, moment)
        if len(verdicts) != 1:
            raise SignatureRefused("Tệp có nhiều chữ ký mới. Mỗi lần chỉ thêm một chữ ký.", reason="too_many")
        signer = verdicts[0].signer
    return signed, signer


def finish_room(row: SignaturePreparation, items: list[dict[str, Any]], moment: Moment) -> None:
    """The preparation is completed; the items tell which file was made from which."""
    row.items, row.state, row.finished_at, row.version = items, "completed", moment.at, row.version + 1
