"""Complete a prepared signature: embed what the device made, or take the file that another program signed, check it, and go on.

What came is checked as if by a stranger: the signature holds for these bytes, its certificate is trusted, in its time and of the right
person, and the authority to sign still counts (Đ13). Whatever fails changes nothing: the preparation stays open for another try.
"""

import base64
import uuid
from typing import Annotated, Any

from pydantic import BaseModel, Field, model_validator
from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session, select

from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.actions.prepare_signature import BASE64, CERTIFICATE, from_base64
from hoso.correspondence.actions.signing_desk import (
    SignatureRefused,
    SignedFileDiffers,
    finish_agency,
    finish_person,
    require_holding,
    require_verdict,
    store_pdf,
)
from hoso.correspondence.tables import Document, DocumentFile, Outgoing, SignaturePreparation
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, Malformed, NotFound
from hoso.support.files import FileStore, read_all
from hoso.support.organisations import Agency
from hoso.support.signatures.comparing import differences, signature_count
from hoso.support.signatures.signing import Prepared, cms_of_raw, embed
from hoso.support.states import require_task
from hoso.support.stored_files import require_nameable
from hoso.support.trail import record

SHA256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class PreparationOver(Conflict):
    """The preparation was completed, cancelled, or its day ended."""

    code = "preparation_over"


class WrongCount(Malformed):
    """There is not one signature for each prepared file, in their order."""

    code = "wrong_count"


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


def open_preparation(db: Session, actor: Actor, document: Document, preparation_id: uuid.UUID, moment: Moment) -> SignaturePreparation:
    """The open preparation of this document, locked. Raises NotFound, NotYourTask, PreparationOver."""
    row = db.exec(select(SignaturePreparation).where(SignaturePreparation.id == preparation_id).with_for_update()).first()
    if row is None or row.document_id != document.id:
        raise NotFound("Không tìm thấy lần chuẩn bị ký này.")
    require_task(row.person_id == actor.id, "Lần chuẩn bị ký này của người khác. Chuẩn bị lại bằng thiết bị của mình.")
    if row.state != "open" or row.expires_at < moment.at:
        raise PreparationOver("Lần chuẩn bị ký này đã xong, đã hủy hoặc đã quá ngày. Bấm ký để chuẩn bị lại.", state=row.state)
    return row


def _signed_here(row: SignaturePreparation, command: CompleteSignature, store: FileStore, stamper: TimeStamper | None) -> list[bytes]:
    """The prepared files with the signatures in their room."""
    if row.certificate is None:
        raise WrongCount("Lần này chuẩn bị để ký bằng phần mềm khác: tải tệp đã ký lên.", field="files")
    chain = [from_base64(c, "chain") for c in command.chain]
    signed = []
    for item, sent in zip(row.items, command.signatures or command.cms, strict=True):
        made = from_base64(sent, "signatures")
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


def _finish(
    db: Session, actor: Actor, document: Document, outgoing: Outgoing, row: SignaturePreparation, signed: list[bytes], moment: Moment, store: FileStore
) -> list[dict[str, Any]]:
    if row.purpose == "person":
        verdict = require_verdict(db, actor, document, outgoing, [c for c in row.capacity.split(",") if c], moment)
        item = row.items[0]
        sha256 = store_pdf(db, document, signed[0], item["name"], moment, store)
        finish_person(db, actor, document, outgoing, verdict, sha256, moment)
        return [{**item, "signed": sha256}]
    files = [db.get_one(DocumentFile, uuid.UUID(item["file_id"])) for item in row.items]
    return finish_agency(db, actor, document, outgoing, list(zip(files, signed, strict=True)), moment, store)


def complete_signature(
    db: Session, actor: Actor, document_id: uuid.UUID, preparation_id: uuid.UUID, command: CompleteSignature, moment: Moment, store: FileStore,
    roots: list[bytes], stamper: TimeStamper | None = None,
) -> Document:  # fmt: skip
    """The signed (person) or sealed (agency) document.

    Raises NotFound, NotYourTask, PreparationOver, WrongCount, BadSignature, SignatureRefused, CertificateOfAnother, SignedFileDiffers,
    NoAuthority, TimeStampFailed, WrongState.
    """
    found = db.get(SignaturePreparation, preparation_id)
    operation = "sealOutgoing" if found and found.purpose == "agency" else "signOutgoing"
    document, outgoing = outgoing_for(db, actor, document_id, operation)
    row = open_preparation(db, actor, document, preparation_id, moment)
    if len(command.signatures or command.cms or command.files) != len(row.items):
        raise WrongCount(f"Cần {len(row.items)} chữ ký, theo thứ tự các tệp đã chuẩn bị.", field="signatures", expected=len(row.items))
    signed = _signed_outside(db, actor, row, command, store) if command.files else _signed_here(row, command, store, stamper)
    agency = db.get_one(Agency, document.agency_id)
    names = (actor.full_name,) if row.purpose == "person" else (agency.name, agency.code)
    for item, pdf in zip(row.items, signed, strict=True):
        verdicts = require_holding(pdf, signature_count(read_all(store, item["base"])), names, roots, moment)
        if len(verdicts) != 1:
            raise SignatureRefused("Tệp có nhiều chữ ký mới. Mỗi lần chỉ thêm một chữ ký.", reason="too_many")
    row.items = _finish(db, actor, document, outgoing, row, signed, moment, store)
    row.state, row.finished_at, row.version = "completed", moment.at, row.version + 1
    record(db, actor, moment, "signature:completed", document.id, {"purpose": row.purpose, "signer": verdicts[0].signer, "files": len(signed)})
    return document
