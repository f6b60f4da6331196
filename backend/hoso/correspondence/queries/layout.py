"""Format checks: of any file that the caller may read, and what was kept of a draft's."""

import uuid
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.tables import Document, LayoutCheck, Outgoing
from hoso.formats.layout import PARTS, Context, Finding, Findings, check_layout, docx_facts, pdf_facts, undecided_scan
from hoso.formats.pages import Unreadable, read_apart
from hoso.support.actors import Actor
from hoso.support.errors import Malformed, NotFound
from hoso.support.files import FileStore, whole
from hoso.support.organisations import Agency
from hoso.support.stored_files import FileUpload, StoredFile, may_read_file

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHECK_UP_TO = 40_000_000  # bytes
BLOCKS_SHOWN = 1_500
WHY = {
    "encrypted": "Tệp đặt mật khẩu, không đọc được. Bỏ mật khẩu rồi kiểm tra lại.",
    "broken": "Tệp hỏng, không đọc được nội dung. Mở bằng phần mềm soạn thảo, lưu lại rồi kiểm tra lại.",
    "too_many_pages": "Tệp có quá nhiều trang để kiểm tra thể thức. Tách phần văn bản chính ra một tệp.",
    "too_large": "Tệp quá lớn để kiểm tra thể thức. Tách phần văn bản chính ra một tệp.",
    "too_slow": "Đọc tệp mất quá nhiều thời gian nên đã dừng. Kết xuất lại tệp rồi kiểm tra lại.",
    "no_text": "Tệp không có chữ.",
}


class LayoutUnreadable(Malformed):
    """The file is broken, locked, hostile or too large to be checked; `reason` says which."""

    code = "layout_unreadable"


class LayoutWrongType(Malformed):
    """Only DOCX and PDF can be checked."""

    code = "layout_wrong_type"


def readable_file(db: Session, actor: Actor, sha256: str) -> StoredFile:
    """The file, for whoever uploaded it or may read it. Raises NotFound, LayoutWrongType."""
    row = db.get(StoredFile, sha256)
    own = select(FileUpload.id).where(col(FileUpload.sha256) == sha256, col(FileUpload.person_id) == actor.id).limit(1)
    if row is None or not (may_read_file(db, actor, sha256) or db.exec(own).first()):
        raise NotFound("Không tìm thấy tệp.")
    if row.media_type not in ("application/pdf", DOCX):
        raise LayoutWrongType("Chỉ kiểm tra thể thức được tệp DOCX hoặc PDF.", field="sha256")
    return row


def layout_of(file: StoredFile, files: FileStore, type_code: str, day: date, context: Context | None = None) -> Findings:
    """The findings; a scan without text gives none and says so. Raises LayoutUnreadable, DamagedFile."""
    if file.size > CHECK_UP_TO:
        raise LayoutUnreadable(WHY["too_large"], field="sha256", reason="too_large")
    data = b"".join(whole(files, file.sha256, file.size))
    try:
        facts = docx_facts(data) if file.media_type == DOCX else pdf_facts(read_apart(data, "pdf"))
    except Unreadable as why:
        if why.code == "no_text" and file.media_type != DOCX:
            return undecided_scan("pdf", type_code, day)
        raise LayoutUnreadable(WHY.get(why.code, WHY["broken"]), field="sha256", reason=why.code) from why
    return check_layout(facts, type_code, day, context)


def as_result(findings: Findings) -> dict[str, Any]:
    """The findings as plain data, ready to be kept and answered."""
    return {
        "source": findings.source, "type_code": findings.type_code, "type_guessed": findings.type_guessed, "day": findings.day.isoformat(),
        "errors": findings.errors, "looks": findings.looks, "undecided": findings.undecided, "reason": findings.reason, "page_count": findings.page_count,
        "items": [_item(f) for f in findings.items], "parts": [asdict(p) for p in findings.parts],
        "blocks": [
            {"at": b.at, "text": b.text[:600], "page": b.page, "side": b.side, "row": b.row, "align": b.align,
             "bold": bool(b.runs) and all(r.bold for r in b.runs if r.text.strip()), "italic": bool(b.runs) and all(r.italic for r in b.runs if r.text.strip()),
             "size": max((r.size_pt for r in b.runs), default=0.0), "in_table": b.in_table, "box": list(b.box)}
            for b in findings.blocks[:BLOCKS_SHOWN]
        ],
    }  # fmt: skip


def _item(finding: Finding) -> dict[str, Any]:
    plain = asdict(finding)
    plain["part_name"] = PARTS[finding.part]
    if plain["place"]:
        plain["place"]["box"] = list(plain["place"]["box"])
    return plain


def kept_checks(db: Session, document_id: uuid.UUID) -> list[LayoutCheck]:
    """The checks that were kept of a document, the newest first."""
    return list(db.exec(select(LayoutCheck).where(LayoutCheck.document_id == document_id).order_by(col(LayoutCheck.at).desc())))


def kept_check(db: Session, document: Document, sha256: str) -> LayoutCheck | None:
    """The newest check of this very file as the type that the document has now."""
    return next((c for c in kept_checks(db, document.id) if c.sha256 == sha256 and c.type_code == document.type_code), None)


def context_of(db: Session, document: Document, outgoing: Outgoing) -> Context:
    """What is known of a draft beside its file; an issuing body has a symbol of its own."""
    agency = db.get(Agency, document.agency_id)
    own = outgoing.issuing_body == "" and agency is not None
    return Context(document.issuer_name, agency.symbol if own and agency else "", agency.place if agency else "", document.medium)
