"""Results of signature checks beside the files that they are about, newest first; facts for the arrival stamp."""

import uuid
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.queries.incoming import handlings_of
from hoso.correspondence.tables import Document, DocumentFile, Incoming, SignatureCheck
from hoso.formats.renditions import ArrivalStamp
from hoso.support.organisations import Agency, Person
from hoso.support.stored_files import StoredFile

PDF = "application/pdf"
_CHECKED_ROLES = ("main", "attachment", "signed", "evidence")


def signed_files_of(db: Session, document_id: uuid.UUID) -> list[tuple[StoredFile, str]]:
    """The PDFs of a document that may carry signatures, each with its role, in order."""
    wanted = (
        select(StoredFile, DocumentFile.role)
        .join(DocumentFile, col(DocumentFile.sha256) == col(StoredFile.sha256))
        .where(DocumentFile.document_id == document_id, StoredFile.media_type == PDF, col(DocumentFile.role).in_(_CHECKED_ROLES))
        .order_by(col(DocumentFile.ordinal))
    )
    return [(file, role) for file, role in db.exec(wanted)]


def unchecked(db: Session, document_id: uuid.UUID) -> list[str]:
    """Digests of the document's PDFs that no run of its agency has seen."""
    seen = select(SignatureCheck.id).where(SignatureCheck.agency_id == Document.agency_id, SignatureCheck.sha256 == StoredFile.sha256)
    wanted = (
        select(StoredFile.sha256)
        .join(DocumentFile, col(DocumentFile.sha256) == col(StoredFile.sha256))
        .join(Document, col(Document.id) == col(DocumentFile.document_id))
        .where(Document.id == document_id, StoredFile.media_type == PDF, col(DocumentFile.role).in_(_CHECKED_ROLES), ~seen.exists())
    )
    return list(dict.fromkeys(db.exec(wanted)))


def checks_of(db: Session, document: Document) -> list[dict[str, Any]]:
    """Every run over the document's files, newest first, with the file's name and who ran it ("" for the program itself)."""
    wanted = (
        select(SignatureCheck, DocumentFile.name, DocumentFile.role, Person.full_name)
        .join(DocumentFile, col(DocumentFile.sha256) == col(SignatureCheck.sha256))
        .join(Person, col(Person.id) == col(SignatureCheck.by), isouter=True)
        .where(SignatureCheck.agency_id == document.agency_id, DocumentFile.document_id == document.id)
        .order_by(col(SignatureCheck.id).desc(), col(DocumentFile.ordinal))
    )
    return [shown(check, name, role, by or "") for check, name, role, by in db.exec(wanted)]


def shown(check: SignatureCheck, name: str, role: str, by_name: str) -> dict[str, Any]:
    """A run as it is shown; the certificates themselves stay in the row."""
    facts = check.facts
    return {
        "id": check.id, "sha256": check.sha256, "name": name, "role": role, "at": check.at, "by_name": by_name, "tool": check.tool, "nature": check.nature,
        "article": facts.get("article", ""), "missing": facts.get("missing", ""), "is_scan": bool(facts.get("is_scan")), "copy_mark": facts.get("copy_mark", ""),
        "return_reason": facts.get("return_reason", ""), "signatures": check.verdicts, "certificate_count": len(check.certificates),
    }  # fmt: skip


def arrival_stamp_of(db: Session, document: Document, incoming: Incoming, dossier: str) -> ArrivalStamp:
    """What the arrival stamp of a registered document says: to whom it went is the lead, or whoever it was presented to."""
    agency = db.get_one(Agency, document.agency_id)
    leads = [h["name"] for h in handlings_of(db, document.id) if h["part"] == "lead" and h["parent_id"] is None]
    presented = db.get(Person, incoming.presented_to) if incoming.presented_to else None
    to = leads[-1] if leads else presented.full_name if presented else ""
    return ArrivalStamp(agency.name, str(incoming.arrival_number or ""), incoming.arrived_on, to, dossier)


def file_to_stamp(db: Session, document_id: uuid.UUID, sha256: str | None) -> StoredFile | None:
    """The file that is asked for, if the document names it; else its first main file that can be shown as pages."""
    wanted = (
        select(StoredFile)
        .join(DocumentFile, col(DocumentFile.sha256) == col(StoredFile.sha256))
        .where(DocumentFile.document_id == document_id, col(StoredFile.media_type).in_((PDF, "image/png", "image/jpeg", "image/tiff")))
        .order_by(col(DocumentFile.role) != "main", col(DocumentFile.ordinal))
    )
    if sha256:
        wanted = wanted.where(StoredFile.sha256 == sha256)
    return db.exec(wanted.limit(1)).first()
