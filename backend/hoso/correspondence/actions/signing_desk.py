"""What signing shares, whether the key is here or on the person's own device: authority, number, places, and what follows a signature.

Never signs by itself.
"""

import io
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from hoso.correspondence.actions.enter_outgoing import enter_outgoing
from hoso.correspondence.actions.joint_desk import let_next_sign, require_all
from hoso.correspondence.actions.outgoing_desk import NoAuthority, add_file, current_main, file_to_sign, make_outgoing_findable
from hoso.correspondence.actions.release_number import release_number
from hoso.correspondence.queries.signing import signing_verdict
from hoso.correspondence.rules import number_and_symbol
from hoso.correspondence.rules.authority import Verdict
from hoso.correspondence.tables import Document, DocumentFile, MarkImage, Outgoing, RegisterEntry, SignaturePreparation
from hoso.support.actors import Actor
from hoso.support.clock import HANOI, Moment
from hoso.support.errors import RuleBroken
from hoso.support.files import FileStore, read_all
from hoso.support.files.uploads import note_stored
from hoso.support.organisations import Person
from hoso.support.records import touch
from hoso.support.signatures import Appearance, SignatureVerdict, UnreadablePdf, verify
from hoso.support.signatures.appearance import TEXT_WIDTH, agency_mark, image_mark, person_mark, text_height, text_mark
from hoso.support.signatures.blanks import fill_blanks
from hoso.support.signatures.comparing import differences, signature_count
from hoso.support.signatures.naming import Whose, is_of
from hoso.support.signatures.placing import PERSON_MM, SEAL_MM, corner_box, free_field, name_place, person_box, seal_box, signature_box
from hoso.support.stored_files import StoredFile, use_file
from hoso.support.trail import record

SIGNED_LIMIT = 200 * 1024 * 1024
PDF = "application/pdf"


class NotAPdf(RuleBroken):
    """Only a PDF can be signed here."""

    code = "not_a_pdf"


class SignedFileDiffers(RuleBroken):
    """The file that was signed outside is not the approved one, or its signature does not hold; `differences` tell what."""

    code = "signed_file_differs"


class SignatureRefused(RuleBroken):
    """The signature that came does not hold for the file, or is not of the person or agency that it should be of."""

    code = "signature_refused"


class CertificateOfAnother(RuleBroken):
    """The certificate names neither the person who signs nor the agency whose signature it is."""

    code = "certificate_of_another"


def require_verdict(db: Session, actor: Actor, document: Document, outgoing: Outgoing, capacity: list[str], moment: Moment) -> Verdict:
    """The block to print. Raises NoAuthority unless the person may sign this document today in this capacity (Đ13)."""
    require_all(db, document.id, "approved")
    verdict = signing_verdict(db, actor.id, document, outgoing, capacity, moment)
    if not verdict.allowed:
        raise NoAuthority(verdict.reason, capacity=list(verdict.capacity))
    return verdict


def require_holding(signed: bytes, before: int, whose: Whose, roots: list[bytes], moment: Moment) -> list[SignatureVerdict]:
    """The verdicts on the signatures after the first `before`. Raises SignatureRefused, CertificateOfAnother."""
    try:
        verdicts = verify(signed, roots, moment.at)
    except UnreadablePdf:
        verdicts = []
    new = verdicts[before:]
    if not new or not all(v.intact and not v.changed_after for v in verdicts):
        raise SignatureRefused("Chữ ký không khớp với tệp đã chuẩn bị. Ký lại bằng đúng thiết bị.", reason="not_intact")
    if not all(is_of(v.signer, whose) for v in new):
        raise CertificateOfAnother(f"Chữ ký của “{new[-1].signer}” không phải của {whose.shown}. Chọn đúng thiết bị ký.", holder=new[-1].signer)
    if not all(v.trusted and not v.expired for v in new):
        raise SignatureRefused("Chứng thư số hết hạn, hoặc không dẫn đến cơ quan cấp chứng thư mà hệ thống tin cậy.", reason="untrusted")
    return new


def require_same_content(approved: bytes, signed: bytes, whose: Whose, roots: list[bytes], moment: Moment) -> None:
    """Raises SignedFileDiffers unless the file is the approved one and nothing but holding signatures of one of those was added."""
    found = differences(approved, signed)
    if found:
        raise SignedFileDiffers("Tệp đã ký không khớp với bản đã phê duyệt: " + " ".join(found), differences=found)
    require_holding(signed, signature_count(approved), whose, roots, moment)


def is_pdf(db: Session, sha256: str) -> bool:
    """Whether the stored bytes are a PDF."""
    kind = db.get(StoredFile, sha256)
    return kind is not None and kind.media_type == PDF


def keep_pdf(db: Session, document: Document, pdf: bytes, name: str, moment: Moment, store: FileStore) -> str:
    """Store bytes for the document without naming them as one of its files; the digest."""
    stored = store.put(io.BytesIO(pdf), SIGNED_LIMIT)
    note_stored(db, store, stored, PDF, moment)
    use_file(db, document.agency_id, document.id, stored.sha256, name)
    return stored.sha256


def store_pdf(db: Session, document: Document, pdf: bytes, name: str, moment: Moment, store: FileStore, role: str = "signed") -> str:
    """Store new bytes of the document as its signed file (or in another role); the digest."""
    sha256 = keep_pdf(db, document, pdf, name, moment, store)
    add_file(db, document, sha256, name, role)
    return sha256


def number_today(db: Session, actor: Actor, document: Document, outgoing: Outgoing, moment: Moment) -> None:
    """The number that the document holds since today, or a new one: a number of another day is voided, its date is past (Đ15)."""
    if outgoing.register_entry_id and db.get_one(RegisterEntry, outgoing.register_entry_id).dated_on == moment.today:
        return
    if outgoing.register_entry_id:
        release_number(db, actor, document, outgoing, "Chưa ký xong trong ngày cấp số.", moment)
    enter_outgoing(db, document, outgoing, moment)


def numbered_draft(
    db: Session, actor: Actor, document: Document, outgoing: Outgoing, moment: Moment, store: FileStore, fonts: Path
) -> tuple[DocumentFile, bytes]:
    """The approved file with number and date in its blanks. Raises NotAPdf, BlankNotFound."""
    main = file_to_sign(db, document.id)
    if main is None or not is_pdf(db, main.sha256):
        raise NotAPdf("Tệp văn bản chính phải là PDF để ký số. Chuyển dự thảo sang PDF rồi trình lại.")
    number_today(db, actor, document, outgoing, moment)
    assert document.issued_on is not None
    try:
        return main, fill_blanks(read_all(store, main.sha256), document.number, document.issued_on, fonts)
    except RuntimeError as error:  # what pdfium says of a PDF that is damaged or locked by a password
        raise NotAPdf("Tệp văn bản chính bị hỏng hoặc có mật khẩu, không ký số được. Tải lại tệp PDF rồi trình lại.") from error


def _image(db: Session, agency_id: uuid.UUID, kind: str, person_id: uuid.UUID | None) -> MarkImage | None:
    wanted = select(MarkImage).where(MarkImage.agency_id == agency_id, MarkImage.kind == kind, col(MarkImage.ended_at).is_(None))
    return db.exec(wanted.where(MarkImage.person_id == person_id)).first()


def mark_of(db: Session, agency_id: uuid.UUID, person: Person | None, agency_name: str, store: FileStore, fonts: Path) -> tuple[bytes, tuple[float, float]]:
    """(the mark, its size in millimetres): the image of the person's signature or of the agency's seal, else a drawn stand-in."""
    image = _image(db, agency_id, "signature" if person else "seal", person.id if person else None)
    if image:
        return image_mark(read_all(store, image.sha256)), (image.width_mm, image.height_mm)
    return (person_mark(person.full_name, fonts), PERSON_MM) if person else (agency_mark(agency_name, fonts), SEAL_MM)


def person_appearance(db: Session, document: Document, person: Person, verdict: Verdict, pdf: bytes, store: FileStore, fonts: Path) -> Appearance:
    """The blue image of the signature between title and name (PL I II.7d)."""
    mark, size = mark_of(db, document.agency_id, person, "", store, fonts)
    page, box = person_box(name_place(pdf, person.full_name, verdict.lines[-1] if verdict.lines else ""), size)
    return Appearance(free_field(pdf, "NguoiKy"), page, box, mark)


def agency_appearance(db: Session, document: Document, agency_name: str, pdf: bytes, store: FileStore, fonts: Path) -> Appearance:
    """The red seal at real size over the left third of the person's signature (PL I II.8a)."""
    mark, size = mark_of(db, document.agency_id, None, agency_name, store, fonts)
    page, box = seal_box(signature_box(pdf, "NguoiKy") or signature_box(pdf), name_place(pdf, document.signer_name), size)
    return Appearance(free_field(pdf, "CoQuan"), page, box, mark)


def corner_appearance(pdf: bytes, lines: tuple[str, ...], fonts: Path) -> Appearance:
    """Text without image, top right on the first page (PL I II.8b, Phần II)."""
    return Appearance(free_field(pdf, "CoQuan"), 0, corner_box(pdf, TEXT_WIDTH, text_height(lines)), text_mark(lines, fonts))


def time_of_signing(moment: Moment) -> str:
    """ISO 8601 with the zone of Việt Nam: 2026-11-25T08:01:02+07:00."""
    return moment.at.astimezone(HANOI).isoformat(timespec="seconds")


def files_to_seal(
    db: Session, document: Document, agency_name: str, moment: Moment, store: FileStore, fonts: Path
) -> list[tuple[DocumentFile, bytes, Appearance]]:
    """The signed file and each attachment in a file of its own that is a PDF, with how the agency's signature shows on it."""
    require_all(db, document.id, "sealed")
    main = current_main(db, document.id)
    if document.medium != "electronic" or main is None:
        return []
    pdf = read_all(store, main.sha256)
    found = [(main, pdf, agency_appearance(db, document, agency_name, pdf, store, fonts))]
    wanted = select(DocumentFile).where(DocumentFile.document_id == document.id, DocumentFile.role == "attachment")
    lines = (f"Số: {number_and_symbol(document.number, document.symbol)}", f"Thời gian ký: {time_of_signing(moment)}")
    for file in db.exec(wanted.order_by(col(DocumentFile.ordinal))):
        if is_pdf(db, file.sha256):
            pdf = read_all(store, file.sha256)
            found.append((file, pdf, corner_appearance(pdf, lines, fonts)))
    return found


def finish_person(db: Session, actor: Actor, document: Document, outgoing: Outgoing, verdict: Verdict, sha256: str, moment: Moment) -> None:
    """The document is signed: by whom, in which capacity, on what basis."""
    person = db.get_one(Person, actor.id)
    document.state = "signed"
    document.signer_name = person.full_name[:50]
    document.signer_position = verdict.position[:100]
    outgoing.signed_by, outgoing.signed_at, outgoing.capacity = actor.id, moment.at, ",".join(verdict.capacity)
    let_next_sign(db, document, sha256, moment)
    touch(document, actor, moment)
    make_outgoing_findable(db, document, moment)
    record(db, actor, moment, "outgoing:signed", document.id, {
        "number": document.number, "symbol": document.symbol, "capacity": list(verdict.capacity), "basis": list(verdict.basis), "file": sha256,
    })  # fmt: skip


def finish_agency(
    db: Session, actor: Actor, document: Document, outgoing: Outgoing, signed: list[tuple[DocumentFile, bytes]], moment: Moment, store: FileStore
) -> list[dict[str, Any]]:
    """The document is sealed; a signed attachment takes the place of the one it was made from, which stays as an older draft."""
    kept = list[dict[str, Any]]()
    for file, pdf in signed:
        role = "attachment" if file.role == "attachment" else "signed"
        if role == "attachment":
            db.execute(update(DocumentFile).where(col(DocumentFile.id) == file.id).values(role="draft"))
        sha256 = store_pdf(db, document, pdf, file.name, moment, store, role)
        kept.append({"name": file.name, "role": role, "file_id": str(file.id), "base": file.sha256, "signed": sha256})
    document.state = "sealed"
    outgoing.sealed_by, outgoing.sealed_at = actor.id, moment.at
    touch(document, actor, moment)
    record(db, actor, moment, "outgoing:sealed", document.id, {"file": kept[0]["signed"] if kept else "", "attachments": len(kept[1:])})
    return kept


def note_completed(db: Session, actor: Actor, document: Document, purpose: str, items: list[dict[str, Any]], moment: Moment) -> None:
    """Keep which file was made from which, also where the key was here: a voided number gives the attachments back unsigned."""
    if items:
        db.add(SignaturePreparation.model_validate({
            "agency_id": document.agency_id, "document_id": document.id, "purpose": purpose, "state": "completed", "person_id": actor.id,
            "items": items, "created_at": moment.at, "expires_at": moment.at, "finished_at": moment.at,
        }))  # fmt: skip
