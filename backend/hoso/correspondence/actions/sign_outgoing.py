"""Sign an approved document by the person who may (Đ13); an electronic one gets number and date before the signature."""

import io
import uuid
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.enter_outgoing import enter_outgoing
from hoso.correspondence.actions.outgoing_desk import (
    NoAuthority,
    add_file,
    authorities_of,
    current_main,
    holders_of,
    make_outgoing_findable,
    outgoing_for,
)
from hoso.correspondence.rules import signer_line
from hoso.correspondence.tables import Document, Outgoing
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken
from hoso.support.files import FileStore, read_all
from hoso.support.files.uploads import note_stored
from hoso.support.organisations import Person
from hoso.support.permissions import HEAD_ROLES
from hoso.support.records import touch
from hoso.support.signatures import Appearance, KeyStore, UnreadablePdf, sign_with_key, verify
from hoso.support.signatures.appearance import person_mark
from hoso.support.signatures.blanks import fill_blanks, place_of
from hoso.support.states import require_task
from hoso.support.stored_files import StoredFile, require_nameable
from hoso.support.trail import record

SIGNED_LIMIT = 200 * 1024 * 1024


class NotAPdf(RuleBroken):
    """Only a PDF can be signed here."""

    code = "not_a_pdf"


class SignedFileDiffers(RuleBroken):
    """The file that was signed outside is not the approved one, or its signature does not hold."""

    code = "signed_file_differs"


class SignOutgoing(BaseModel):
    """In which capacity; `file` = a digest of what was signed outside."""

    model_config = {"extra": "forbid"}
    capacity: Annotated[list[Literal["TM", "Q", "KT", "TL", "TUQ"]], Field(max_length=3)] | None = None
    file: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None


def require_authority(db: Session, actor: Actor, capacity: list[str], moment: Moment) -> None:
    """Raises NoAuthority unless post or every named capacity rests on an authority that is valid today."""
    held = {a.capacity for a in authorities_of(db, actor.id, moment)}
    missing = [c for c in capacity if c not in held] if capacity else ([] if "POST" in held else ["POST"])
    if missing:
        raise NoAuthority("Không có thẩm quyền ký còn hiệu lực theo tư cách này (Đ13). Trình người đứng đầu.", missing=missing)


def store_pdf(db: Session, document: Document, pdf: bytes, name: str, moment: Moment, store: FileStore) -> str:
    """Store new bytes of the document as its signed file; the digest."""
    stored = store.put(io.BytesIO(pdf), SIGNED_LIMIT)
    note_stored(db, store, stored, "application/pdf", moment)
    add_file(db, document, stored.sha256, name, "signed")
    return stored.sha256


def _position(db: Session, actor: Actor, capacity: list[str], own: str, moment: Moment) -> str:
    head = next(iter(holders_of(db, actor.agency_id, HEAD_ROLES, moment)), None)
    above = actor.agency_name if capacity == ["TM"] else head.position if head else ""
    return " ".join(signer_line(capacity, above, own).split())[:100]


def _signature_box(pdf: bytes, name: str) -> tuple[int, tuple[float, float, float, float]]:
    found = place_of(pdf, name)
    if found is None:
        return 0, (330.0, 60.0, 500.0, 110.0)
    page, middle, top = found
    return page, (middle - 70, top + 4, middle + 70, top + 52)


def _sign_pdf(
    db: Session, actor: Actor, document: Document, outgoing: Outgoing, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path
) -> str:
    main = current_main(db, document.id)
    kind = db.get(StoredFile, main.sha256) if main else None
    if main is None or kind is None or kind.media_type != "application/pdf":
        raise NotAPdf("Tệp văn bản chính phải là PDF để ký số. Chuyển dự thảo sang PDF rồi trình lại.")
    holder = keys.holder(actor.id)
    enter_outgoing(db, document, outgoing, moment)
    assert document.issued_on is not None
    try:
        filled = fill_blanks(read_all(store, main.sha256), document.number, document.issued_on, fonts)
    except RuntimeError as error:  # what pdfium says of a PDF that is damaged or locked by a password
        raise NotAPdf("Tệp văn bản chính bị hỏng hoặc có mật khẩu, không ký số được. Tải lại tệp PDF rồi trình lại.") from error
    page, box = _signature_box(filled, actor.full_name)
    signed = sign_with_key(filled, holder, Appearance("NguoiKy", page, box, person_mark(actor.full_name, fonts)))
    return store_pdf(db, document, signed, main.name, moment, store)


def _take_signed(db: Session, actor: Actor, document: Document, sha256: str, moment: Moment, store: FileStore, keys: KeyStore) -> str:
    """A signature is an incremental update: the approved bytes must be the beginning of the signed file."""
    require_nameable(db, actor, [sha256])
    main = current_main(db, document.id)
    signed = read_all(store, sha256)
    differs = SignedFileDiffers("Tệp đã ký không khớp với bản đã phê duyệt, hoặc chữ ký không nguyên vẹn.")
    if main is None or not signed.startswith(read_all(store, main.sha256)):
        raise differs
    try:
        verdicts = verify(signed, [keys.authority()], moment.at)
    except UnreadablePdf as error:
        raise differs from error
    if not verdicts or not all(v.intact and not v.changed_after for v in verdicts):
        raise differs
    add_file(db, document, sha256, main.name, "signed")
    return sha256


def sign_outgoing(
    db: Session, actor: Actor, document_id: uuid.UUID, command: SignOutgoing, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path
) -> Document:
    """The signed document. Raises NotYourTask, NoAuthority, NotAPdf, NoSigningKey, BlankNotFound, SignedFileDiffers, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "signOutgoing")
    require_task(outgoing.proposed_signer_id in (None, actor.id) or actor.is_head, "Văn bản trình người khác ký.")
    capacity: list[str] = list(command.capacity or [])
    require_authority(db, actor, capacity, moment)
    sha256 = ""
    if command.file:
        sha256 = _take_signed(db, actor, document, command.file, moment, store, keys)
        enter_outgoing(db, document, outgoing, moment)
    elif document.medium == "electronic":
        sha256 = _sign_pdf(db, actor, document, outgoing, moment, store, keys, fonts)
    person = db.get_one(Person, actor.id)
    document.state = "signed"
    document.signer_name = person.full_name[:50]
    document.signer_position = _position(db, actor, capacity, person.position, moment)
    outgoing.signed_by, outgoing.signed_at, outgoing.capacity = actor.id, moment.at, ",".join(capacity)
    touch(document, actor, moment)
    make_outgoing_findable(db, document, moment)
    record(db, actor, moment, "outgoing:signed", document.id, {
        "number": document.number, "symbol": document.symbol, "capacity": capacity, "file": sha256,
    })  # fmt: skip
    return document
