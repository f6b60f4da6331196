"""Copies of a document's files to be printed, each marked with who printed it and when (PL VI III.6.i, k)."""

import uuid
from typing import Annotated

import pikepdf
from fastapi import Path, Response
from sqlmodel import select

from hoso.correspondence.tables import Document, DocumentFile
from hoso.formats.marking import marked_copy
from hoso.formats.pictures import TooLargePicture, picture_pdf
from hoso.support.access_log import PRINTED, note_use
from hoso.support.clock import HANOI
from hoso.support.errors import NotFound, RuleBroken
from hoso.support.files import read_all
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.records import load
from hoso.support.stored_files import StoredFile
from hoso.support.trail import record

router = stage_router("In bản có đánh dấu", "/documents", document_id=Document)
PICTURES = ("image/png", "image/jpeg", "image/tiff")


class NotPrintable(RuleBroken):
    """Only PDF and pictures are printed by the System; other files are downloaded."""

    code = "not_printable"


@router.get("/{document_id}/files/{sha256}/print", operation_id="printFile", openapi_extra=may(SIGNED_IN), response_class=Response)
def print_file(call: Call, document_id: uuid.UUID, sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")]) -> Response:
    """A copy of the file as PDF, each page marked with the person, the time and the digest of the original; the print is logged."""
    document = load(call.db, call.actor, Document, document_id)
    named = call.db.exec(select(DocumentFile).where(DocumentFile.document_id == document.id, DocumentFile.sha256 == sha256)).first()
    stored = call.db.get(StoredFile, sha256)
    if named is None or stored is None:
        raise NotFound("Văn bản này không có tệp như vậy.")
    original = read_all(call.state.files, sha256)
    at = call.moment.at.astimezone(HANOI)
    line = f"In từ Hồ Sơ lúc {at:%H:%M:%S} ngày {at:%d/%m/%Y} · {call.actor.full_name} · SHA-256 {sha256[:16]}…"
    try:
        pdf = picture_pdf(original) if stored.media_type in PICTURES else original
        made = marked_copy(pdf, line)
    except TooLargePicture as error:
        raise NotPrintable("Ảnh có quá nhiều điểm ảnh hoặc quá nhiều trang để in từ hệ thống. Tải tệp xuống để in.", media_type=stored.media_type) from error
    except (pikepdf.PdfError, OSError, ValueError, SyntaxError) as error:
        raise NotPrintable("Hệ thống chỉ in tệp PDF và ảnh. Tải tệp xuống để mở bằng phần mềm khác.", media_type=stored.media_type) from error
    note_use(call.db, call.actor, call.moment, document.id, PRINTED, sha256)
    record(call.db, call.actor, call.moment, "document:printed", document.id, {"file": named.name, "sha256": sha256})
    headers = {"Content-Disposition": 'inline; filename="ban-in.pdf"', "Cache-Control": "no-store"}
    return Response(made, media_type="application/pdf", headers=headers)
