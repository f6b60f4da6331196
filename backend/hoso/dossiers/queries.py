"""Dossiers as lists and as one record, what stands in them, what is missing before closing, when submission is due."""

import uuid
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Select, cast, exists, func, or_, select
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlmodel import Session, col

from hoso.correspondence.tables import Document, DocumentFile, Handling, Incoming, Opinion, Outgoing, Recipient
from hoso.dossiers.rules import DueDate, is_allowed, may_be_submitted
from hoso.dossiers.tables import Dossier, DossierItem
from hoso.support.access import visible_to
from hoso.support.actors import Actor
from hoso.support.organisations import Agency, Person, Unit
from hoso.support.picking import pick
from hoso.support.reference import Deadline
from hoso.support.search import SearchEntry, as_query
from hoso.support.stored_files import StoredFile

SETTLED = {"incoming": ("completed",), "outgoing": ("issued",), "paper": ("filed",)}
SUBMISSION_TERMS = ("DL-DS-03", "DL-DS-07", "DL-DS-08")


class FiledDocument(BaseModel):
    """A document of a dossier, in its order."""

    id: uuid.UUID
    ordinal: int
    sheets: str
    kind: str
    state: str
    type_code: str
    type_name: str
    number: str
    symbol: str
    issued_on: date | None
    issuer_name: str
    abstract: str
    page_count: int
    signer_name: str


class FiledFile(BaseModel):
    """The bytes that count of a document."""

    document_ordinal: int
    document_id: uuid.UUID
    sha256: str
    name: str
    role: str
    ordinal: int
    size: int
    media_type: str
    pronom: str


@dataclass(frozen=True, slots=True)
class DossierFilter:
    """The filters of the list; None leaves out."""

    q: str | None = None
    state: str | None = None
    document_id: uuid.UUID | None = None
    retention: str | None = None
    year: int | None = None
    mine: bool = False
    owner_id: uuid.UUID | None = None


def _totals() -> tuple[Any, Any]:
    items = select(func.count()).where(col(DossierItem.dossier_id) == col(Dossier.id)).scalar_subquery()
    pages = (
        select(func.coalesce(func.sum(Document.page_count), 0))
        .where(col(Document.id) == col(DossierItem.document_id), col(DossierItem.dossier_id) == col(Dossier.id))
        .scalar_subquery()
    )
    return items, pages


NAMES = ("id", "state", "code", "title", "year", "notation", "retention_kind", "retention_label", "access_mode", "started_on", "ended_on",
         "owner_id", "doc_total", "page_total")  # fmt: skip


def dossier_rows(db: Session, actor: Actor, f: DossierFilter, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """Rows that the actor may see, newest first (`limit` + 1 of them)."""
    wanted = _filtered(pick(*(getattr(Dossier, n) for n in NAMES[:-2]), *_totals()), actor, f)
    if before:
        wanted = wanted.where(col(Dossier.id) < before)
    rows = db.execute(wanted.order_by(col(Dossier.id).desc()).limit(limit + 1))
    return [dict(zip(NAMES, row, strict=True)) for row in rows]


def count_dossiers(db: Session, actor: Actor, f: DossierFilter) -> int:
    """How many of them the actor may see."""
    return int(db.execute(_filtered(pick(func.count()).select_from(Dossier), actor, f)).scalar_one())


def _filtered(wanted: Select[Any], actor: Actor, f: DossierFilter) -> Select[Any]:
    wanted = wanted.where(visible_to(actor, Dossier))
    if f.owner_id:
        wanted = wanted.where(col(Dossier.owner_id) == f.owner_id)
    if f.state:
        wanted = wanted.where(col(Dossier.state) == f.state)
    if f.retention:
        wanted = wanted.where(col(Dossier.retention_kind) == f.retention)
    if f.year:
        wanted = wanted.where(col(Dossier.year) == f.year)
    if f.mine:
        wanted = wanted.where(or_(col(Dossier.owner_id) == actor.id, col(Dossier.unit_id).in_(actor.headed_unit_ids)))
    if f.document_id:
        wanted = wanted.where(exists().where(col(DossierItem.dossier_id) == col(Dossier.id), col(DossierItem.document_id) == f.document_id))
    if f.q and (query := as_query(f.q)):
        words = cast(col(SearchEntry.words), TSVECTOR).op("@@")(cast(query, TSQUERY))
        wanted = wanted.where(col(Dossier.id).in_(pick(SearchEntry.subject_id).where(col(SearchEntry.agency_id) == actor.agency_id, words)))
    return wanted


def totals_of(db: Session, dossier_id: uuid.UUID) -> tuple[int, int]:
    """(documents, pages)."""
    row = db.execute(pick(*_totals()).select_from(Dossier).where(col(Dossier.id) == dossier_id)).one()
    return int(row[0]), int(row[1])


def documents_of(db: Session, dossier_id: uuid.UUID) -> list[dict[str, Any]]:
    """The documents in their order, with what an inventory prints."""
    columns = (
        DossierItem.ordinal, DossierItem.sheets, Document.id, Document.kind, Document.state, Document.type_code, Document.type_name, Document.number,
        Document.symbol, Document.issued_on, Document.issuer_name, Document.abstract, Document.page_count, Document.signer_name,
    )  # fmt: skip
    wanted = pick(*columns).join(Document, col(Document.id) == col(DossierItem.document_id)).where(col(DossierItem.dossier_id) == dossier_id)
    names = ("ordinal", "sheets", "id", "kind", "state", "type_code", "type_name", "number", "symbol", "issued_on", "issuer_name", "abstract",
             "page_count", "signer_name")  # fmt: skip
    return [dict(zip(names, row, strict=True)) for row in db.execute(wanted.order_by(col(DossierItem.ordinal), col(DossierItem.id)))]


def files_in(db: Session, dossier_id: uuid.UUID) -> list[dict[str, Any]]:
    """The bytes that count of each document: the newest signed file, else the main one, and the attachments."""
    wanted = (
        pick(DossierItem.ordinal, DocumentFile.document_id, DocumentFile.sha256, DocumentFile.name, DocumentFile.role, DocumentFile.ordinal,
             StoredFile.size, StoredFile.media_type, StoredFile.pronom)
        .join(DocumentFile, col(DocumentFile.document_id) == col(DossierItem.document_id))
        .join(StoredFile, col(StoredFile.sha256) == col(DocumentFile.sha256))
        .where(col(DossierItem.dossier_id) == dossier_id, col(DocumentFile.role).in_(("main", "signed", "attachment")))
        .order_by(col(DossierItem.ordinal), col(DocumentFile.ordinal))
    )  # fmt: skip
    names = ("document_ordinal", "document_id", "sha256", "name", "role", "ordinal", "size", "media_type", "pronom")
    rows = [dict(zip(names, row, strict=True)) for row in db.execute(wanted)]
    last_signed = {r["document_id"]: r["sha256"] for r in rows if r["role"] == "signed"}
    return [r for r in rows if r["role"] == "attachment" or _counts(r, last_signed.get(r["document_id"]))]


def _counts(row: dict[str, Any], last_signed: str | None) -> bool:
    """The newest signed file counts where there is one, the main file where there is none."""
    if last_signed is None:
        return bool(row["role"] == "main")
    return bool(row["role"] == "signed" and row["sha256"] == last_signed)


def missing_before_closing(db: Session, dossier: Dossier, ended_on: date, sheet_count: int | None) -> list[str]:
    """What keeps the dossier from being closed, each as a sentence (Đ29.4); an empty list closes it."""
    documents = documents_of(db, dossier.id)
    missing = [] if documents else ["Hồ sơ chưa có văn bản, tài liệu nào."]
    for document in documents:
        if document["state"] not in SETTLED[document["kind"]]:
            missing.append(f"Văn bản “{document['abstract'][:80]}” chưa giải quyết xong hoặc chưa phát hành.")
    with_files = {f["document_id"] for f in files_in(db, dossier.id)}
    paper = [d for d in documents if d["id"] not in with_files]
    if paper and sheet_count is None and may_be_submitted(dossier.retention_kind, dossier.retention_years):
        missing.append("Hồ sơ có tài liệu giấy, thời hạn từ 05 năm: cần ghi số tờ (Điều 29.4.c).")
    if ended_on < dossier.started_on:
        missing.append("Ngày kết thúc trước ngày bắt đầu.")
    return missing


def _after(day: date, value: int, unit: str, anchor: str) -> date:
    if anchor == "work_end_year":
        day = date(day.year, 12, 31)
    if unit == "day":
        return day + timedelta(days=value)
    months = value * (12 if unit == "year" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def submission_rules(db: Session) -> list[Deadline]:
    """The terms of law for the submission that count in whole numbers."""
    terms = db.execute(select(Deadline).where(col(Deadline.code).in_(SUBMISSION_TERMS))).scalars()
    return [t for t in terms if t.value.isdigit()]


def due_dates(rules: list[Deadline], ended_on: date) -> list[DueDate]:
    """The overlapping terms for work that ended on a day, the earliest first."""
    due = [DueDate(_after(ended_on, int(t.value), t.unit, t.anchor), t.basis, t.certainty) for t in rules]
    return sorted(due, key=lambda d: d.due_on)


def submission_terms(db: Session, dossier: Dossier) -> list[DueDate]:
    """All terms for the submission that overlap, the earliest first, each with its basis (domain/04 §1)."""
    if dossier.ended_on is None or not may_be_submitted(dossier.retention_kind, dossier.retention_years):
        return []
    return due_dates(submission_rules(db), dossier.ended_on)


def dossier_actions(actor: Actor, dossier: Dossier) -> tuple[list[str], dict[str, str]]:
    """(allowed operations, why a shown one is not)."""
    mine = owns(actor, dossier)
    submittable = may_be_submitted(dossier.retention_kind, dossier.retention_years)
    operations = ("fileDocument", "takeOutDocument", "addPaper", "closeDossier", "reopenDossier", "submitToAgencyArchive")
    allowed = [op for op in operations if actor.may(op) and mine and is_allowed(dossier.state, op)]
    why_not: dict[str, str] = {}
    if "submitToAgencyArchive" in allowed and not submittable:
        allowed.remove("submitToAgencyArchive")
        why_not["submitToAgencyArchive"] = "Chỉ nộp lưu hồ sơ có thời hạn từ 05 năm trở lên (Điều 31.3.c)."
    if mine and dossier.state == "open":
        why_not["submitToAgencyArchive"] = "Kết thúc hồ sơ trước khi nộp lưu."
    return allowed, why_not


def owns(actor: Actor, dossier: Dossier) -> bool:
    """Whether the actor made the dossier or heads its unit."""
    return dossier.owner_id == actor.id or dossier.unit_id in actor.headed_unit_ids


def filed_in(db: Session, document_id: uuid.UUID) -> tuple[Dossier, int] | None:
    """The first dossier that the document was filed in, and its ordinal there."""
    wanted = pick(Dossier, DossierItem.ordinal).join(DossierItem, col(DossierItem.dossier_id) == col(Dossier.id))
    row = db.execute(wanted.where(col(DossierItem.document_id) == document_id).order_by(col(DossierItem.id)).limit(1)).first()
    return (row[0], int(row[1])) if row else None


def document_metadata(db: Session, document: Document) -> dict[str, Any]:
    """The values of the fields of NĐ 30 PL VI Phần II for a văn bản đến or đi, by field name; recipients and opinions as lists."""
    filed = filed_in(db, document.id)
    values: dict[str, Any] = {
        "TypeName": document.type_name, "CodeNumber": document.number, "CodeNotation": document.symbol, "IssuedDate": document.issued_on,
        "OrganName": document.issuer_name, "Subject": document.abstract, "Language": document.language, "PageAmount": document.page_count,
        "Description": document.description, "SignerInfo.Position": document.signer_position, "SignerInfo.FullName": document.signer_name,
        "Priority": document.urgency, "DueDate": document.due_on,
    }  # fmt: skip
    if filed:
        dossier, ordinal = filed
        values |= {"FileCode.OrganId": dossier.code.rsplit(f".{dossier.year}.", 1)[0], "FileCode.FileCatalog": dossier.year,
                   "FileCode.FileNotation": dossier.notation, "DocOrdinal": ordinal}  # fmt: skip
    if document.kind == "outgoing":
        wanted = pick(Agency.code, Recipient.name).outerjoin(Agency, col(Agency.id) == col(Recipient.to_agency_id))
        to = db.execute(wanted.where(col(Recipient.document_id) == document.id).order_by(col(Recipient.ordinal)))
        values["To"] = [{"To.OrganId": code or "", "To.OrganName": name} for code, name in to]
        values["IssuedAmount"] = db.get_one(Outgoing, document.id).issued_amount
        return values
    arrived = db.get_one(Incoming, document.id)
    said = db.execute(pick(Opinion.at, Opinion.kind, Opinion.text).where(col(Opinion.document_id) == document.id).order_by(col(Opinion.at)))
    names = pick(func.coalesce(Person.full_name, Unit.name)).select_from(Handling).outerjoin(Person, col(Person.id) == col(Handling.person_id))
    names = names.outerjoin(Unit, col(Unit.id) == col(Handling.unit_id)).where(col(Handling.document_id) == document.id, col(Handling.part) == "lead")
    return values | {
        "ArrivalDate": arrived.arrived_on, "ArrivalNumber": arrived.arrival_number, "ToPlaces": "; ".join(n for (n,) in db.execute(names)),
        "TraceHeaderList": [{"at": at, "kind": kind, "text": text_} for at, kind, text_ in said],
    }  # fmt: skip
