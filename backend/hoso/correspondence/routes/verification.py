"""Authenticity of received files: checks of their signatures, and the arrival stamp on a rendition."""

import uuid
from datetime import datetime
from typing import Annotated, Any

from fastapi import Path, Query, Response
from pydantic import BaseModel

from hoso.correspondence.actions.check_signatures import check_file_signatures, check_later, check_signatures, check_waits
from hoso.correspondence.queries.verification import arrival_stamp_of, checks_of, file_to_stamp, shown
from hoso.correspondence.tables import Document, Incoming
from hoso.formats.renditions import NotPrintable, print_stamp, stamp_arrival, to_pages
from hoso.support.errors import NotFound, RuleBroken
from hoso.support.files import whole
from hoso.support.http.edge import Call, stage_router
from hoso.support.records import load
from hoso.support.signatures.trust import trust_of
from hoso.support.states import require_state
from hoso.support.trail import record

router = stage_router("Xác thực văn bản", document_id=Document)
Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


class NothingToStamp(RuleBroken):
    """The document has no file that can be shown as pages."""

    code = "nothing_to_stamp"


class ChainItem(BaseModel):
    """A certificate of the chain, masked; the signer's first."""

    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime
    fingerprint: str


class SignatureLine(BaseModel):
    """The verdict on one signature. `code`: valid, altered, revoked, expired or untrusted; the other fields say why."""

    field: str
    code: str
    holder: str
    signer: str
    organisation: str
    title: str
    signed_at: datetime | None
    time_stamped_at: datetime | None
    time_stamp_trusted: bool
    time_stamp_by: str
    intact: bool
    change: str
    changes: list[str]
    changed_after: bool
    trusted: bool
    trust: str
    expired: bool
    valid_at_signing: bool
    revocation: str
    revoked_at: datetime | None
    algorithm: str
    reason: str
    basis: str
    chain: list[ChainItem]


class SignatureCheckItem(BaseModel):
    """One run over one file. `nature`: what the file therefore is; `return_reason` is filled where the law sends it back."""

    id: uuid.UUID
    sha256: str
    name: str
    role: str
    at: datetime
    by_name: str
    tool: str
    nature: str
    article: str
    missing: str
    is_scan: bool
    copy_mark: str
    return_reason: str
    certificate_count: int
    signatures: list[SignatureLine]


class SignatureChecks(BaseModel):
    """All runs over the document's files, newest first. `pending`: the program's own run is under way."""

    items: list[SignatureCheckItem]
    pending: bool
    allowed_actions: list[str]


def have_checked(call: Call, *document_ids: uuid.UUID) -> None:
    """Have the signatures of new documents checked right after this request; files that a check has seen are left out."""
    call.db.flush()
    check_later(call.db, call.actor, call.moment, list(document_ids), trust_of(call.state.settings, call.state.keys))


def _answer(call: Call, document: Document) -> SignatureChecks:
    call.db.flush()
    allowed = ["checkSignatures"] if call.actor.may("checkSignatures") else []
    rows: list[dict[str, Any]] = checks_of(call.db, document)
    return SignatureChecks.model_validate({"items": rows, "pending": check_waits(call.db, document.id), "allowed_actions": allowed})


@router.post("/files/{sha256}/signature-check", operation_id="checkFileSignatures")
def check_file_signatures_route(call: Call, sha256: Digest) -> SignatureCheckItem:
    """Check an uploaded PDF before it is registered; the result is kept with the bytes."""
    trust = trust_of(call.state.settings, call.state.keys)
    check = check_file_signatures(call.db, call.actor, sha256, call.moment, call.state.files, trust)
    return SignatureCheckItem.model_validate(shown(check, "", "main", call.actor.full_name))


@router.get("/documents/{document_id}/signature-checks", operation_id="listSignatureChecks")
def list_signature_checks(call: Call, document_id: uuid.UUID) -> SignatureChecks:
    """What the signatures of the document's files were found to be, every run of it."""
    return _answer(call, load(call.db, call.actor, Document, document_id))


@router.post("/documents/{document_id}/signature-checks", operation_id="checkSignatures")
def check_signatures_route(call: Call, document_id: uuid.UUID) -> SignatureChecks:
    """Kiểm tra lại chữ ký số: một kết quả mới được ghi thêm, kết quả cũ giữ nguyên."""
    trust = trust_of(call.state.settings, call.state.keys)
    return _answer(call, check_signatures(call.db, call.actor, document_id, call.moment, call.state.files, trust))


@router.get("/incoming-documents/{document_id}/arrival-stamp", operation_id="printArrivalStamp", response_class=Response)
def print_arrival_stamp(
    call: Call, document_id: uuid.UUID, file: Annotated[str | None, Query(pattern="^[0-9a-f]{64}$")] = None,
    only: Annotated[str | None, Query(pattern="^label$")] = None, dossier: Annotated[str, Query(max_length=60)] = "",
) -> Response:  # fmt: skip
    """Dấu ĐẾN (35 × 50 mm) on a rendition of the file, or alone as a label (`only=label`); the original is not touched."""
    document = load(call.db, call.actor, Document, document_id)
    incoming = call.db.get(Incoming, document_id)
    if document.kind != "incoming" or incoming is None:
        raise NotFound("Không tìm thấy văn bản đến.")
    require_state(incoming.arrival_number is not None, "Văn bản chưa vào sổ nên chưa có số đến. Vào sổ trước.")
    stamp = arrival_stamp_of(call.db, document, incoming, dossier)
    body, place = (print_stamp(stamp), "label") if only else _stamped(call, document_id, file, stamp)
    record(call.db, call.actor, call.moment, "incoming:arrival-stamp-printed", document.id, {"only": only or "", "place": place})
    headers = {
        "Content-Disposition": f'inline; filename="dau-den-{incoming.arrival_number}-{incoming.arrival_year}.pdf"', "X-Hoso-Stamp-Place": place,
        "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    return Response(body, media_type="application/pdf", headers=headers)


def _stamped(call: Call, document_id: uuid.UUID, file: str | None, stamp: Any) -> tuple[bytes, str]:
    found = file_to_stamp(call.db, document_id, file)
    if found is None:
        raise NothingToStamp("Văn bản không có tệp PDF hoặc ảnh để đóng dấu đến. Dùng “In nhãn dấu đến” cho bản giấy.")
    data = b"".join(whole(call.state.files, found.sha256, found.size))
    try:
        placed = stamp_arrival(to_pages(data, found.media_type), stamp)
    except NotPrintable as error:
        raise NothingToStamp("Không thể hiện được tệp này thành trang để đóng dấu đến. Dùng “In nhãn dấu đến” cho bản giấy.") from error
    return placed.pdf, placed.place
