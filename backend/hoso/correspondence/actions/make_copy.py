"""Make a copy of a document: sao y, sao lục, trích sao, in the directions of Đ25, numbered in the one series of copies (PL I Phần II).

On paper the block stands below the end of the document, to be signed by hand and sealed; an electronic copy bears the agency's
signature at its top right. Never copies from a copy but by sao lục from a bản sao y; state secrets follow their own law (Đ27.2).
"""

import io
import uuid
from pathlib import Path
from typing import Annotated, Literal

import pikepdf
from pydantic import BaseModel, Field
from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import person_of_agency
from hoso.correspondence.actions.outgoing_desk import NoAuthority, current_main
from hoso.correspondence.actions.signing_desk import corner_appearance, is_pdf, keep_pdf, time_of_signing
from hoso.correspondence.queries.signing import signer_of
from hoso.correspondence.rules import written_number
from hoso.correspondence.rules.authority import Paper, Verdict, choices
from hoso.correspondence.rules.copies import COPY_SERIES, HEADINGS, KIND_NAMES, MEDIA, MIN_DPI, copy_symbol, is_lawful, pages_named
from hoso.correspondence.tables import Document, DocumentCopy
from hoso.formats.forms.copy_block import CopyBlock, NoPages, pages_of, with_block
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.files import FileStore, read_all
from hoso.support.numbering import next_number
from hoso.support.organisations import Agency
from hoso.support.records import load
from hoso.support.signatures import KeyStore, sign_with_key
from hoso.support.stored_files import require_nameable
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record

MEDIUM = Literal["paper", "electronic"]


class UnlawfulCopy(RuleBroken):
    """The kind may not be made in this direction (Đ25)."""

    code = "unlawful_copy_direction"


class NotFromTrueCopy(RuleBroken):
    """Sao lục is made from a bản sao y only (Đ25.2b)."""

    code = "not_from_true_copy"


class NothingToCopy(RuleBroken):
    """The document has no PDF to copy from, or the named pages are not in it."""

    code = "nothing_to_copy"


class ScanTooCoarse(RuleBroken):
    """A digitised document has at least 200 dpi (PL I Phần II, I.2c)."""

    code = "scan_too_coarse"


class BadPages(Malformed):
    """The pages of an excerpt are named like 1, 3-5."""

    code = "bad_pages"


class MakeCopy(BaseModel):
    """`from_medium` absent = the document's; `pages` or `file` (an excerpt that was recreated) for trích sao; `source_copy_id` for sao lục.

    `received_as_true_copy`: the document itself came as a bản sao y.
    """

    model_config = {"extra": "forbid"}
    kind: Literal["SY", "SL", "TrS"]
    to_medium: MEDIUM
    from_medium: MEDIUM | None = None
    signer_id: uuid.UUID
    source_copy_id: uuid.UUID | None = None
    received_as_true_copy: bool = False
    pages: Annotated[Line, Field(max_length=200)] = ""
    file: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    copies: Annotated[int, Field(ge=1, le=999)] = 1
    recipients: Annotated[list[Annotated[FilledLine, Field(max_length=200)]], Field(max_length=100)] = []


def _source(db: Session, actor: Actor, document: Document, command: MakeCopy, store: FileStore) -> tuple[bytes, str]:
    """(what is copied as PDF, its medium). Raises NotFromTrueCopy, NothingToCopy, BadPages, UnknownFile."""
    medium, sha256 = command.from_medium or document.medium, ""
    if command.kind == "SL":
        source = db.get(DocumentCopy, command.source_copy_id) if command.source_copy_id else None
        if source is not None and source.document_id == document.id and source.kind == "SY":
            medium, sha256 = source.to_medium, source.sha256
        elif not command.received_as_true_copy or document.kind != "incoming":
            raise NotFromTrueCopy("Sao lục chỉ thực hiện từ bản sao y (Điều 25.2): chọn bản sao y đã có, hoặc xác nhận văn bản đến là bản sao y.")
    if command.kind == "TrS" and command.file:
        require_nameable(db, actor, [command.file])
        sha256 = command.file
    if not sha256:
        main = current_main(db, document.id)
        sha256 = main.sha256 if main else ""
    if not sha256 or not is_pdf(db, sha256):
        raise NothingToCopy("Văn bản chưa có tệp PDF (bản quét hoặc bản gốc điện tử) để sao. Đính kèm tệp trước.")
    return _cut(read_all(store, sha256), command), medium


def _cut(pdf: bytes, command: MakeCopy) -> bytes:
    if command.kind != "TrS" or command.file:
        return pdf
    try:
        pages = pages_named(command.pages)
    except ValueError as error:
        raise BadPages("Ghi trang cần trích như: 1, 3-5.", field="pages") from error
    if not pages:
        raise BadPages("Trích sao cần số trang, hoặc tệp phần nội dung đã tạo lập lại theo thể thức.", field="pages")
    try:
        return pages_of(pdf, pages)
    except NoPages as error:
        raise NothingToCopy(f"Văn bản không có đủ các trang đã ghi (có trang {error}).", pages=command.pages) from error


def _require_fine_scan(pdf: bytes) -> None:
    """Raises ScanTooCoarse where a page is one picture of less than 200 dpi."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, start=1):
            pictures = list(page.get_images().values())
            inches = float(page.mediabox[2] - page.mediabox[0]) / 72
            if len(pictures) == 1 and int(pictures[0].get("/Width", 0)) / inches < MIN_DPI - 5:
                dpi = round(int(pictures[0].get("/Width", 0)) / inches)
                raise ScanTooCoarse(f"Trang {number} quét {dpi} dpi; văn bản số hóa phải từ {MIN_DPI} dpi (Phụ lục I). Quét lại.", page=number, dpi=dpi)


def _verdict(db: Session, actor: Actor, command: MakeCopy, moment: Moment) -> Verdict:
    person_of_agency(db, actor, command.signer_id)
    found = choices(signer_of(db, command.signer_id, moment), Paper(is_copy=True), moment.today)
    if not found[0].allowed:
        raise NoAuthority(f"Người này không được giao ký bản sao (Điều 27): {found[0].reason}", signer_id=str(command.signer_id))
    return found[0]


def _made(
    document: Document, agency: Agency, command: MakeCopy, source: bytes, number: str, verdict: Verdict, signer: str, moment: Moment, keys: KeyStore,
    fonts: Path, stamper: TimeStamper | None,
) -> bytes:  # fmt: skip
    if command.to_medium == "electronic":
        lines = (HEADINGS[command.kind], agency.name, f"Thời gian ký: {time_of_signing(moment)}")
        return sign_with_key(source, keys.holder(document.agency_id), corner_appearance(source, lines, fonts), moment.at, stamper)
    recipients = [*command.recipients, "Lưu: VT"]
    block = CopyBlock(HEADINGS[command.kind], agency.name, number, agency.place, moment.today, verdict.lines, signer, recipients)
    return with_block(source, block)


def make_copy(
    db: Session, actor: Actor, document_id: uuid.UUID, command: MakeCopy, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
    stamper: TimeStamper | None = None,
) -> DocumentCopy:  # fmt: skip
    """The copy with its number.

    Raises NotFound, OutOfReach, UnlawfulCopy, NotFromTrueCopy, NothingToCopy, BadPages, ScanTooCoarse, NoAuthority, UnknownPerson, NoSigningKey.
    """
    document = load(db, actor, Document, document_id)
    if document.secrecy != "none":
        raise UnlawfulCopy("Sao tài liệu bí mật nhà nước thực hiện theo pháp luật về bảo vệ bí mật nhà nước (Điều 27.2), không sao ở đây.")
    source, medium = _source(db, actor, document, command, store)
    if not is_lawful(command.kind, medium, command.to_medium):
        raise UnlawfulCopy(f"{KIND_NAMES[command.kind]} không thực hiện từ văn bản {MEDIA[medium]} sang {MEDIA[command.to_medium]} (Điều 25).")
    if (medium, command.to_medium) == ("paper", "electronic"):
        _require_fine_scan(source)
    verdict = _verdict(db, actor, command, moment)
    agency = db.get_one(Agency, document.agency_id)
    person = person_of_agency(db, actor, command.signer_id)
    symbol = copy_symbol(command.kind, agency.symbol)
    number = next_number(db, agency.id, COPY_SERIES, moment.year)
    written = f"{written_number(number)}/{symbol}"
    pdf = _made(document, agency, command, source, written, verdict, person.full_name, moment, keys, fonts, stamper)
    sha256 = keep_pdf(db, document, pdf, f"{HEADINGS[command.kind]} {written.replace('/', '-')}.pdf", moment, store)
    row = DocumentCopy.model_validate({
        "agency_id": agency.id, "document_id": document.id, "source_copy_id": command.source_copy_id if command.kind == "SL" else None,
        "kind": command.kind, "from_medium": medium, "to_medium": command.to_medium, "year": moment.year, "number": number, "symbol": symbol,
        "made_on": moment.today, "pages": command.pages, "copies": command.copies, "recipients": command.recipients, "signed_by": person.id,
        "signer_name": person.full_name[:50], "signer_position": verdict.position[:200], "authority": verdict.basis[0][:300], "sha256": sha256,
        "created_at": moment.at, "created_by": actor.id,
    })  # fmt: skip
    db.add(row)
    detail = {"kind": command.kind, "number": written, "from": medium, "to": command.to_medium, "signer": person.full_name, "pages": command.pages}
    record(db, actor, moment, "copy:made", document.id, detail)
    return row
