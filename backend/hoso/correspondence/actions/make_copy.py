"""Make a copy of a document: sao y, sao lục, trích sao, in the directions of Đ25, numbered in the one series of copies (PL I Phần II).

On paper the block stands below the end of the document, to be signed by hand and sealed; an electronic copy bears the agency's
signature at its top right: by a key of the installation at once, or by the agency's own device, which it then awaits that day. Never copies from a copy but by sao lục from a bản sao y; state secrets follow their own law (Đ27.2).
"""

import io
import uuid
from pathlib import Path
from typing import Annotated, Literal

import pikepdf
from pydantic import BaseModel, Field, model_validator
from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session, col, select

from hoso.correspondence.actions.copy_desk import copy_file_name, copy_look, note_made, require_copy_signer
from hoso.correspondence.actions.incoming_desk import person_of_agency
from hoso.correspondence.actions.outgoing_desk import current_main
from hoso.correspondence.actions.signing_desk import is_pdf, keep_pdf
from hoso.correspondence.rules import written_number
from hoso.correspondence.rules.authority import Verdict
from hoso.correspondence.rules.copies import COPY_SERIES, HEADINGS, KIND_NAMES, MEDIA, MIN_DPI, copy_symbol, is_lawful, pages_named
from hoso.correspondence.tables import Conversion, Document, DocumentCopy
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
    `file` is else the scan of the paper that is copied, where the document has none.

    `received_as_true_copy`: the document itself came as a bản sao y. `awaits_signature`: the electronic copy gets its number now and the
    agency's signature by a device that stays with the clerk (`prepare_copy_signature`).
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
    awaits_signature: bool = False

    @model_validator(mode="after")
    def _only_electronic(self) -> "MakeCopy":
        if self.awaits_signature and self.to_medium != "electronic":
            raise ValueError("bản sao giấy ký tay, không chờ ký số")
        return self


def _original(db: Session, document: Document) -> str:
    """The digest of the file of the original: what came, what was signed, the scan of what was signed on paper; "" = there is none yet."""
    if document.kind == "outgoing" and document.medium == "paper":
        scans = select(Conversion.source_sha256).where(Conversion.document_id == document.id, Conversion.direction == "to_file")
        return db.exec(scans.order_by(col(Conversion.at).desc())).first() or ""
    main = current_main(db, document.id)
    return main.sha256 if main and (main.role == "signed" or document.kind != "outgoing") else ""


def _source(db: Session, actor: Actor, document: Document, command: MakeCopy, store: FileStore) -> tuple[bytes, str]:
    """(what is copied as PDF, its medium). Raises NotFromTrueCopy, NothingToCopy, BadPages, UnknownFile."""
    medium, sha256 = command.from_medium or document.medium, ""
    if command.kind == "SL":
        source = db.get(DocumentCopy, command.source_copy_id) if command.source_copy_id else None
        if source is not None and source.document_id == document.id and source.kind == "SY" and source.state == "made":
            medium, sha256 = source.to_medium, source.sha256
        elif not command.received_as_true_copy or document.kind != "incoming":
            raise NotFromTrueCopy("Sao lục chỉ thực hiện từ bản sao y (Điều 25.2): chọn bản sao y đã có, hoặc xác nhận văn bản đến là bản sao y.")
    if command.file and not sha256 and (command.kind == "TrS" or medium == "paper"):
        require_nameable(db, actor, [command.file])
        sha256 = command.file
    sha256 = sha256 or _original(db, document)
    if not sha256 or not is_pdf(db, sha256):
        raise NothingToCopy("Chưa có tệp PDF của bản gốc để sao (văn bản đã ký số, hoặc bản quét của bản giấy đã ký). Tải bản quét lên, hoặc ký trước.")
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


def _made(
    document: Document, agency: Agency, command: MakeCopy, source: bytes, number: str, verdict: Verdict, signer: str, moment: Moment, keys: KeyStore,
    fonts: Path, stamper: TimeStamper | None,
) -> bytes:  # fmt: skip
    if command.awaits_signature:
        return source
    if command.to_medium == "electronic":
        return sign_with_key(source, keys.holder(document.agency_id), copy_look(command.kind, agency.name, source, moment, fonts), moment.at, stamper)
    recipients = [*command.recipients, "Lưu: VT"]
    block = CopyBlock(HEADINGS[command.kind], agency.name, number, agency.place, moment.today, verdict.lines, signer, recipients)
    try:
        return with_block(source, block)
    except NoPages as error:
        raise NothingToCopy("Trang cuối của tệp PDF hỏng, không in được khối sao phía dưới. Xuất lại PDF rồi sao.") from error


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
    verdict = require_copy_signer(db, actor, command.signer_id, moment)
    agency = db.get_one(Agency, document.agency_id)
    person = person_of_agency(db, actor, command.signer_id)
    symbol = copy_symbol(command.kind, agency.symbol)
    number = next_number(db, agency.id, COPY_SERIES, moment.year)
    written = f"{written_number(number)}/{symbol}"
    pdf = _made(document, agency, command, source, written, verdict, person.full_name, moment, keys, fonts, stamper)
    sha256 = keep_pdf(db, document, pdf, copy_file_name(command.kind, written), moment, store)
    row = DocumentCopy.model_validate({
        "agency_id": agency.id, "document_id": document.id, "source_copy_id": command.source_copy_id if command.kind == "SL" else None,
        "kind": command.kind, "from_medium": medium, "to_medium": command.to_medium, "year": moment.year, "number": number, "symbol": symbol,
        "state": "awaiting" if command.awaits_signature else "made", "made_on": moment.today, "pages": command.pages, "copies": command.copies, "recipients": command.recipients, "signed_by": person.id,
        "signer_name": person.full_name[:50], "signer_position": verdict.position[:200], "authority": verdict.basis[0][:300], "sha256": sha256,
        "created_at": moment.at, "created_by": actor.id,
    })  # fmt: skip
    db.add(row)
    if command.awaits_signature:
        record(db, actor, moment, "copy:numbered", document.id, {"kind": command.kind, "number": written})
    else:
        note_made(db, actor, row, moment)
    return row
