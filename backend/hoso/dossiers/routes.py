"""HTTP of hồ sơ."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel

from hoso.correspondence.actions.file_paper import AddPaper
from hoso.correspondence.tables import Document
from hoso.dossiers.actions.add_paper import add_paper
from hoso.dossiers.actions.close_dossier import CloseDossier, close_dossier
from hoso.dossiers.actions.file_document import FileDocument, file_document
from hoso.dossiers.actions.open_dossier import OpenDossier, open_dossier
from hoso.dossiers.actions.reopen_dossier import ReopenDossier, reopen_dossier
from hoso.dossiers.actions.take_out_document import take_out_document
from hoso.dossiers.queries import (
    DossierFilter,
    FiledDocument,
    FiledFile,
    count_dossiers,
    document_metadata,
    documents_of,
    dossier_actions,
    dossier_rows,
    files_in,
    submission_terms,
    totals_of,
)
from hoso.dossiers.tables import Dossier
from hoso.formats.dossier_export import ExportedFile, dossier_xml, dossier_zip
from hoso.formats.forms import DocumentInventory, ListedDocument, print_document_inventory
from hoso.formats.nd30 import metadata_fields
from hoso.support.errors import NotFound
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.http.viewing import viewed
from hoso.support.organisations import Person
from hoso.support.paging import BadCursor, from_cursor, to_cursor
from hoso.support.records import load, under_hold
from hoso.support.trail import record

router = stage_router("Hồ sơ", "/dossiers", dossier_id=Dossier)
of_documents = stage_router("Dữ liệu đặc tả", "/documents", document_id=Document)
MEDIA = {"pdf": "application/pdf", "xml": "application/xml", "zip": "application/zip"}


class DossierItemRow(BaseModel):
    """A row of the list."""

    id: uuid.UUID
    state: str
    code: str
    title: str
    year: int
    notation: str
    retention_kind: str
    retention_label: str
    access_mode: str
    started_on: date
    ended_on: date | None
    owner_id: uuid.UUID
    doc_total: int
    page_total: int


class DossierPage(BaseModel):
    """Rows, newest first; `total` is counted where one person's dossiers were asked for."""

    items: list[DossierItemRow]
    next_cursor: str | None = None
    total: int | None = None


class Term(BaseModel):
    """A term for the submission with its basis."""

    due_on: date
    basis: str
    certainty: str


class DossierAnswer(BaseModel):
    """One dossier with what stands in it and what the caller may do now."""

    id: uuid.UUID
    state: str
    version: int
    allowed_actions: list[str]
    why_not: dict[str, str]
    code: str
    year: int
    notation: str
    title: str
    creator: str
    owner_id: uuid.UUID
    unit_id: uuid.UUID | None
    retention_kind: str
    retention_years: int | None
    retention_label: str
    retention_rule_id: uuid.UUID | None
    retention_basis: str
    access_mode: str
    language: str
    description: str
    started_on: date
    ended_on: date | None
    closed_at: datetime | None
    sheet_count: int | None
    doc_total: int
    page_total: int
    submission_terms: list[Term]
    submission_due_on: date | None
    documents: list[FiledDocument]
    files: list[FiledFile]


def _answer(call: Call, dossier: Dossier) -> DossierAnswer:
    call.db.flush()
    allowed, why_not = under_hold(dossier, *dossier_actions(call.actor, dossier))
    documents, pages = totals_of(call.db, dossier.id)
    terms = submission_terms(call.db, dossier)
    owner = call.db.get_one(Person, dossier.owner_id)
    return DossierAnswer.model_validate({
        **dossier.model_dump(), "allowed_actions": allowed, "why_not": why_not, "creator": owner.full_name, "doc_total": documents,
        "page_total": pages, "submission_terms": [Term(due_on=t.due_on, basis=t.basis, certainty=t.certainty) for t in terms],
        "submission_due_on": terms[0].due_on if terms else None, "documents": documents_of(call.db, dossier.id), "files": files_in(call.db, dossier.id),
    })  # fmt: skip


@router.post("", operation_id="openDossier", status_code=201)
def open_dossier_route(call: Call, command: OpenDossier) -> DossierAnswer:
    """Mở hồ sơ."""
    return _answer(call, open_dossier(call.db, call.actor, command, call.moment))


@router.get("", operation_id="listDossiers")
def list_dossiers(
    call: Call, q: Annotated[str | None, Query(max_length=200)] = None, state: Annotated[str | None, Query(max_length=20)] = None,
    document_id: uuid.UUID | None = None, retention: Annotated[str | None, Query(max_length=20)] = None,
    year: Annotated[int | None, Query(ge=1945, le=9999)] = None, mine: bool = False, limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: Annotated[str | None, Query(max_length=500)] = None,
    owner_id: uuid.UUID | None = None,
) -> DossierPage:  # fmt: skip
    """Hồ sơ that the caller may see, newest first; `document_id` gives those in which a document stands, `owner_id` those that a person made."""
    keys = from_cursor(cursor, 1)
    try:
        before = uuid.UUID(str(keys[0])) if keys else None
    except ValueError as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error
    wanted = DossierFilter(q, state, document_id, retention, year, mine, owner_id)
    rows = dossier_rows(call.db, call.actor, wanted, limit, before)
    total = count_dossiers(call.db, call.actor, wanted) if owner_id else None
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return {"items": rows[:limit], "next_cursor": more, "total": total}  # type: ignore[return-value]  # dumped without a model in between


@router.get("/{dossier_id}", operation_id="getDossier")
def get_dossier(call: Call, dossier_id: uuid.UUID) -> DossierAnswer:
    """Một hồ sơ."""
    return _answer(call, viewed(call, Dossier, dossier_id))


@router.post("/{dossier_id}/documents", operation_id="fileDocument", status_code=201)
def file_document_route(call: Call, dossier_id: uuid.UUID, command: FileDocument) -> DossierAnswer:
    """Đưa văn bản vào hồ sơ."""
    return _answer(call, file_document(call.db, call.actor, dossier_id, command, call.moment))


@router.delete("/{dossier_id}/documents/{document_id}", operation_id="takeOutDocument")
def take_out_document_route(call: Call, dossier_id: uuid.UUID, document_id: uuid.UUID) -> DossierAnswer:
    """Đưa văn bản ra khỏi hồ sơ."""
    return _answer(call, take_out_document(call.db, call.actor, dossier_id, document_id, call.moment))


@router.post("/{dossier_id}/papers", operation_id="addPaper", status_code=201)
def add_paper_route(call: Call, dossier_id: uuid.UUID, command: AddPaper) -> DossierAnswer:
    """Thêm tài liệu không đăng ký (ảnh, biên bản, hóa đơn)."""
    return _answer(call, add_paper(call.db, call.actor, dossier_id, command, call.moment))


@router.post("/{dossier_id}/closure", operation_id="closeDossier")
def close_dossier_route(call: Call, dossier_id: uuid.UUID, command: CloseDossier) -> DossierAnswer:
    """Kết thúc hồ sơ."""
    return _answer(call, close_dossier(call.db, call.actor, dossier_id, command, call.moment))


@router.post("/{dossier_id}/reopening", operation_id="reopenDossier")
def reopen_dossier_route(call: Call, dossier_id: uuid.UUID, command: ReopenDossier) -> DossierAnswer:
    """Mở lại hồ sơ."""
    return _answer(call, reopen_dossier(call.db, call.actor, dossier_id, command, call.moment))


def _inventory(call: Call, dossier: Dossier) -> bytes:
    listed = [
        ListedDocument(
            symbol="/".join(p for p in (d["number"], d["symbol"]) if p), issued=d["issued_on"].strftime("%d/%m/%Y") if d["issued_on"] else "",
            abstract=f"{d['type_name']}: {d['abstract']}", author=d["issuer_name"], sheets=d["sheets"] or str(d["page_count"] or ""),
        )
        for d in documents_of(call.db, dossier.id)
    ]  # fmt: skip
    return print_document_inventory(
        DocumentInventory(in_force_on=call.moment.today, dossier_symbol=dossier.notation, year=dossier.year, documents=listed)
    )


def _xml(call: Call, dossier: Dossier) -> bytes:
    facts = {
        "FileCode.OrganId": dossier.code.rsplit(f".{dossier.year}.", 1)[0], "FileCode.FileCatalog": dossier.year,
        "FileCode.FileNotation": dossier.notation, "Title": dossier.title, "Maintenance": dossier.retention_label, "Rights": dossier.access_mode,
        "Language": dossier.language, "StartDate": dossier.started_on, "EndDate": dossier.ended_on, "Description": dossier.description,
    }  # fmt: skip
    documents = [
        {"DocOrdinal": d["ordinal"], "TypeName": d["type_name"], "CodeNumber": d["number"], "CodeNotation": d["symbol"],
         "IssuedDate": d["issued_on"], "OrganName": d["issuer_name"], "Subject": d["abstract"], "PageAmount": d["page_count"],
         "SignerInfo.FullName": d["signer_name"]}
        for d in documents_of(call.db, dossier.id)
    ]  # fmt: skip
    return dossier_xml(facts, documents)


@router.get("/{dossier_id}/export", operation_id="exportDossier", response_class=Response)
def export_dossier(call: Call, dossier_id: uuid.UUID, format: Annotated[str, Query(pattern="^(pdf|xml|zip)$")] = "pdf") -> Response:
    """Mục lục văn bản (pdf), siêu dữ liệu (xml) hoặc toàn bộ hồ sơ (zip)."""
    dossier = load(call.db, call.actor, Dossier, dossier_id)
    record(call.db, call.actor, call.moment, "dossier:exported", dossier.id, {"format": format})
    store = call.state.files
    if format == "pdf":
        body = _inventory(call, dossier)
    elif format == "xml":
        body = _xml(call, dossier)
    else:
        files = [
            ExportedFile(f"{f['document_ordinal']:03d}-{f['ordinal']:02d}-{f['name']}", lambda sha256=f["sha256"]: store.open(sha256))  # type: ignore[misc]
            for f in files_in(call.db, dossier.id)
        ]
        body = dossier_zip(_xml(call, dossier), _inventory(call, dossier), files)
    headers = {"Content-Disposition": f'attachment; filename="ho-so-{dossier.year}-{dossier.id.hex[-8:]}.{format}"'}
    return Response(body, media_type=MEDIA[format], headers=headers)


class MetadataItem(BaseModel):
    """One field of NĐ 30 PL VI Phần II with its value; `auto`: the System fills it by itself. Repeated fields have lists."""

    no: str
    name: str
    label: str
    auto: bool
    value: Any


class MetadataAnswer(BaseModel):
    """All input fields of a document, in the decree's order."""

    id: uuid.UUID
    state: str
    entity: str
    fields: list[MetadataItem]


@of_documents.get("/{document_id}/metadata", operation_id="getMetadata", openapi_extra=may(SIGNED_IN))
def get_metadata(call: Call, document_id: uuid.UUID) -> MetadataAnswer:
    """Toàn bộ dữ liệu đặc tả của một văn bản theo Phần II Phụ lục VI Nghị định 30/2020/NĐ-CP."""
    document = load(call.db, call.actor, Document, document_id)
    if document.kind == "paper":
        raise NotFound("Tài liệu không qua đăng ký không có các trường của văn bản đến, đi.")
    values, entity = document_metadata(call.db, document), f"{document.kind}_document"
    fields = [
        MetadataItem(no=f.no, name=f.name, label=f.label, auto=f.auto, value=values.get(f.name))
        for f in metadata_fields(entity)
        if f.name in values or (f.type != "Composite" and not f.name.startswith("To."))
    ]
    return MetadataAnswer(id=document.id, state=document.state, entity=entity, fields=fields)
