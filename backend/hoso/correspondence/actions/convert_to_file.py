"""Make a file of a signed paper: its scan with the digital signature of the agency at the top right (Đ18.6, Đ25.1.c, PL I).

Signed here by a key of the installation, or brought signed by the agency's own device; then it is compared with the scan.
"""

import uuid
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field
from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session, select

from hoso.correspondence.actions.outgoing_desk import add_file, outgoing_for
from hoso.correspondence.actions.signing_desk import NotAPdf, corner_appearance, require_same_content, store_pdf, time_of_signing
from hoso.correspondence.tables import Conversion, Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict
from hoso.support.files import FileStore, read_all
from hoso.support.organisations import Agency
from hoso.support.records import touch
from hoso.support.signatures import KeyStore, sign_with_key
from hoso.support.signatures.naming import Whose
from hoso.support.states import require_state
from hoso.support.stored_files import StoredFile, require_nameable
from hoso.support.text import FileName, Line
from hoso.support.trail import record


class AlreadyConverted(Conflict):
    """This very scan was signed by the agency before."""

    code = "already_converted"


class ConvertToFile(BaseModel):
    """The scan by digest; `signed`: the same scan with the agency's signature by its own device (absent: a key of the installation signs)."""

    model_config = {"extra": "forbid"}
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    name: Annotated[FileName, Field(max_length=255)]
    signed: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    note: Annotated[Line, Field(max_length=500)] | None = None


def _signed(
    db: Session, actor: Actor, command: ConvertToFile, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path, roots: list[bytes],
    stamper: TimeStamper | None,
) -> bytes:  # fmt: skip
    """The scan with the agency's signature."""
    scan = read_all(store, command.sha256)
    if command.signed is None:
        lines = ("SAO Y", actor.agency_name, f"Thời gian ký: {time_of_signing(moment)}")
        return sign_with_key(scan, keys.holder(actor.agency_id), corner_appearance(scan, lines, fonts), moment.at, stamper)
    require_nameable(db, actor, [command.signed])
    signed, agency = read_all(store, command.signed), db.get_one(Agency, actor.agency_id)
    require_same_content(scan, signed, Whose(agencies=(agency.name,), codes=(agency.code,)), roots, moment)
    return signed


def convert_to_file(
    db: Session, actor: Actor, document_id: uuid.UUID, command: ConvertToFile, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
    roots: list[bytes], stamper: TimeStamper | None = None,
) -> Document:  # fmt: skip
    """The document with the signed scan; what is issued electronically from now on is this file.

    Raises UnknownFile, NotAPdf, AlreadyConverted, CannotBeSigned, NoSigningKey, SignedFileDiffers, SignatureRefused,
    CertificateOfAnother, WrongState.
    """
    document, _ = outgoing_for(db, actor, document_id, "convertToFile")
    require_state(document.medium == "paper", "Văn bản điện tử đã có tệp ký số; chỉ số hóa văn bản ký trên giấy.")
    require_nameable(db, actor, [command.sha256])
    stored = db.get(StoredFile, command.sha256)
    if stored is None or stored.media_type != "application/pdf":
        raise NotAPdf("Bản quét phải là tệp PDF (PL I NĐ 30: PDF từ 1.4, ảnh màu, từ 200 dpi).")
    twice = select(Conversion.id).where(Conversion.document_id == document.id, Conversion.source_sha256 == command.sha256)
    if db.exec(twice).first():
        raise AlreadyConverted("Bản quét này đã được ký số của cơ quan. Quét lại thì tải lên tệp mới.")
    add_file(db, document, command.sha256, command.name, "evidence")
    signed = _signed(db, actor, command, moment, store, keys, fonts, roots, stamper)
    sha256 = store_pdf(db, document, signed, command.name, moment, store)
    db.add(Conversion.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "direction": "to_file", "source_sha256": command.sha256, "sha256": sha256,
        "note": command.note or "", "by": actor.id, "at": moment.at,
    }))  # fmt: skip
    touch(document, actor, moment)
    record(db, actor, moment, "outgoing:file-made", document.id, {"scan": command.sha256, "file": sha256})
    return document
