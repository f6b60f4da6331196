"""HTTP of copies: made of a document, listed with it, and the register of copies of a year."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import Query, Response
from pydantic import BaseModel

from hoso.correspondence.actions.make_copy import MakeCopy, make_copy
from hoso.correspondence.queries.signing_lists import copies_of, copy_item, copy_rows
from hoso.correspondence.rules.copies import MEDIA
from hoso.correspondence.tables import Document, DocumentCopy
from hoso.formats.fonts import FONTS
from hoso.formats.lists import Head, Listing, print_list, write_list
from hoso.support.clock import HANOI
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.organisations import Agency
from hoso.support.paging import from_cursor, to_cursor
from hoso.support.records import load
from hoso.support.signatures.signing import time_stamper

router = stage_router("Bản sao", "", document_id=Document)
Year = Annotated[int, Query(ge=1945, le=2200)]
MOST = 20000
SAID = {"made": "", "awaiting": ", chờ ký số", "void": ". Hủy số: "}
HEADS = (
    Head("Số, ký hiệu bản sao", 28, "c"), Head("Ngày sao", 22, "c"), Head("Hình thức sao", 24), Head("Văn bản được sao", 66),
    Head("Trang trích", 16, "c"), Head("Từ – sang", 26), Head("Số bản", 12, "c"), Head("Người ký bản sao", 34), Head("Nơi nhận", 34),
)  # fmt: skip


class CopyItem(BaseModel):
    """A copy; `source_…` tell of the document that it was made of, in the register.

    `state`: awaiting (numbered, the agency's signature still to come: `sha256` is the file to be signed), made, void (with its reason).
    """

    id: uuid.UUID
    state: str
    document_id: uuid.UUID
    source_copy_id: uuid.UUID | None
    kind: str
    kind_name: str
    written_number: str
    year: int
    number: int
    made_on: date
    from_medium: str
    to_medium: str
    pages: str
    copies: int
    recipients: list[str]
    signed_by: uuid.UUID
    signer_name: str
    signer_position: str
    authority: str
    sha256: str
    created_at: datetime
    source_kind: str
    source_number: str
    source_abstract: str
    void_reason: str
    allowed_actions: list[str] = []
    why_not: dict[str, str] = {}


class CopyPage(BaseModel):
    """Copies, the newest first."""

    items: list[CopyItem]
    next_cursor: str | None = None


class CopyAnswer(CopyItem):
    """One copy."""


def with_acts(call: Call, item: dict[str, Any]) -> dict[str, Any]:
    """The copy with what the caller may do: sign or give up one that awaits its signature; every other is printed only."""
    acts = [a for a in ("prepareCopySignature", "voidCopy") if item["state"] == "awaiting" and call.actor.may(a)]
    if "prepareCopySignature" in acts and item["made_on"] < call.moment.today:
        return {**item, "allowed_actions": ["voidCopy"], "why_not": {"prepareCopySignature": "Quá ngày cấp số: hủy và sao lại."}}
    return {**item, "allowed_actions": acts}


def copy_answer(call: Call, row: DocumentCopy) -> CopyAnswer:
    """The answer about one copy."""
    call.db.flush()
    return CopyAnswer.model_validate(with_acts(call, copy_item(row)))


@router.post("/documents/{document_id}/copies", operation_id="makeCopy", status_code=201)
def make_copy_route(call: Call, document_id: uuid.UUID, command: MakeCopy) -> CopyAnswer:
    """Sao y, sao lục, trích sao (Điều 25–27)."""
    state, stamper = call.state, time_stamper(call.state.settings.tsa_url)
    row = make_copy(call.db, call.actor, document_id, command, call.moment, state.files, state.keys, FONTS, stamper)
    return copy_answer(call, row)


@router.get("/documents/{document_id}/copies", operation_id="listCopies", openapi_extra=may("listIncoming"))
def list_copies(call: Call, document_id: uuid.UUID) -> CopyPage:
    """Các bản sao đã thực hiện của một văn bản."""
    document = load(call.db, call.actor, Document, document_id)
    return CopyPage.model_validate({"items": [with_acts(call, item) for item in copies_of(call.db, document.id)]})


@router.get("/copies", operation_id="listCopyRegister")
def list_copy_register(
    call: Call, year: Year | None = None, limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: Annotated[str | None, Query(max_length=500)] = None
) -> CopyPage:
    """Sổ đăng ký bản sao của một năm, số lớn trước."""
    keys = from_cursor(cursor, 1)
    below = int(str(keys[0])) if keys and str(keys[0]).isdigit() else None
    rows = copy_rows(call.db, call.actor, year or call.moment.year, limit, below)
    more = to_cursor(rows[limit - 1]["number"]) if len(rows) > limit else None
    return CopyPage.model_validate({"items": rows[:limit], "next_cursor": more})


@router.get("/copies/book", operation_id="printCopyRegister", response_class=Response)
def print_copy_register(call: Call, year: Year | None = None, format: Literal["pdf", "xlsx"] = "pdf") -> Response:
    """In Sổ đăng ký bản sao."""
    wanted = year or call.moment.year
    agency = call.db.get_one(Agency, call.actor.agency_id)
    rows = copy_rows(call.db, call.actor, wanted, MOST, None)
    mark = f"{call.actor.full_name} in lúc {call.moment.at.astimezone(HANOI):%H:%M %d/%m/%Y}"
    cells = [
        (r["written_number"], f"{r['made_on']:%d/%m/%Y}", f"{r['kind_name']}{SAID[r['state']]}{r['void_reason']}", f"{r['source_number']} {r['source_abstract']}".strip(), r["pages"],
         f"{MEDIA[r['from_medium']]} – {MEDIA[r['to_medium']]}", r["copies"], r["signer_name"], "; ".join(r["recipients"]))
        for r in reversed(rows)
    ]  # fmt: skip
    listing = Listing("Sổ đăng ký bản sao", agency.name, HEADS, cells, mark, call.moment.today, superior=agency.superior_name, lines=(f"Năm {wanted}",))
    body, kind = (print_list(listing), "application/pdf") if format == "pdf" else (
        write_list(listing), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")  # fmt: skip
    name = quote(f"so-dang-ky-ban-sao-{wanted}.{format}")
    return Response(body, headers={"Content-Disposition": f"inline; filename*=UTF-8''{name}"}, media_type=kind)
