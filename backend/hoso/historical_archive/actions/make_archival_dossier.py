"""Make the historical archive's own rows of an accepted package: dossier, documents, files, events, readers, search entry.

Everything comes from the package. Never reads the sender's rows.
"""

from typing import Any

from sqlmodel import Session

from hoso.formats.tt05 import PackedDocument, PackedDossier, ReadPackage, arc_doc_code
from hoso.historical_archive.rules import found_on, is_public
from hoso.historical_archive.tables import (
    ArchivalDocument,
    ArchivalDossier,
    ArchivalFile,
    PreservationEvent,
    Transfer,
    TransferLine,
)
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.organisations import Agency
from hoso.support.search import put_search_entry
from hoso.support.stored_files import use_file
from hoso.support.trail import record

DOSSIER_FACTS = ("title", "retention_kind", "access_mode", "language", "description", "started_on", "ended_on", "page_total", "arc_code", "dossier_code")
DOCUMENT_FACTS = ("type_name", "number", "symbol", "issued_on", "issuer_name", "abstract", "page_count")
TOOL = "Hồ Sơ formats.tt05"


def _dossier_row(
    actor: Actor, transfer: Transfer, line: TransferLine, package: ReadPackage, archive: Agency, source: Agency, moment: Moment
) -> ArchivalDossier:
    who: dict[str, Any] = {"created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id}
    dossier = package.dossier
    return ArchivalDossier.model_validate({
        **{name: getattr(dossier, name) for name in DOSSIER_FACTS}, "id": dossier.dossier_id, "agency_id": archive.id, "state": "kept",
        "fonds_code": package.fonds_code, "fonds_name": f"Phông {source.name}", "source_agency_id": source.id, "source_agency_code": source.code,
        "transfer_id": transfer.id, "doc_total": len(dossier.documents), "objid": package.objid, "package_sha256": line.package_sha256,
        "package_size": line.package_size, "accepted_on": moment.today, **who,
    })  # fmt: skip


def _document_row(db: Session, kept: ArchivalDossier, document: PackedDocument) -> None:
    row = ArchivalDocument.model_validate({
        **{name: getattr(document, name) for name in DOCUMENT_FACTS}, "agency_id": kept.agency_id, "archival_dossier_id": kept.id,
        "document_id": document.document_id, "ordinal": document.ordinal, "arc_code": arc_doc_code(kept.arc_code, document.ordinal),
        "language": document.language or kept.language,
    })  # fmt: skip
    db.add(row)
    db.flush()
    for place, file in enumerate(document.files, start=1):
        role = "main" if place == 1 else "attachment"
        named = {"archival_document_id": row.id, "ordinal": place, "sha256": file.sha256, "name": file.name, "role": role}
        db.add(ArchivalFile.model_validate(named))
        use_file(db, kept.agency_id, kept.id, file.sha256, file.name, is_public(kept.access_mode))


def _events(db: Session, actor: Actor, kept: ArchivalDossier, line: TransferLine, transfer: Transfer, moment: Moment) -> None:
    digest = {"algorithm": "SHA-256", "sha256": line.package_sha256}
    coming = {"transfer": transfer.code, "from": kept.source_agency_code}
    acts: tuple[tuple[str, Any, Actor | None, str, dict[str, Any]], ...] = (
        ("information package creation", line.packaged_at, None, TOOL, {"objid": line.objid, **digest}),
        ("validation", line.packaged_at, None, TOOL, {"gates": line.gates}),
        ("fixity check", moment.at, None, "SHA-256", digest),
        ("ingestion", moment.at, actor, "Hồ Sơ", coming),
    )
    for ordinal, (type_, at, by, tool, detail) in enumerate(acts, start=1):
        db.add(PreservationEvent.model_validate({
            "agency_id": kept.agency_id, "archival_dossier_id": kept.id, "ordinal": ordinal, "type": type_, "at": at,
            "by": by.id if by else None, "by_name": by.full_name if by else "Hệ thống", "tool": tool, "outcome": "success", "detail": detail,
        }))  # fmt: skip


def _make_findable(db: Session, kept: ArchivalDossier, dossier: PackedDossier) -> None:
    written = [f"{d.number}/{d.symbol} {d.type_name} {d.abstract} {d.issuer_name}".strip("/ ") for d in dossier.documents]
    facts = (kept.arc_code, kept.dossier_code, kept.fonds_name, kept.description, *written)
    dated = found_on(kept.started_on, kept.ended_on, kept.accepted_on)
    put_search_entry(db, kept.agency_id, kept.id, "archival_dossier", kept.title, dated, *facts, is_public=is_public(kept.access_mode))


def make_archival_dossier(
    db: Session, actor: Actor, transfer: Transfer, line: TransferLine, package: ReadPackage, archive: Agency, moment: Moment
) -> ArchivalDossier:
    """The archival dossier with everything that belongs to it, in the archive's own trail."""
    source = db.get_one(Agency, transfer.agency_id)
    kept = _dossier_row(actor, transfer, line, package, archive, source, moment)
    db.add(kept)
    db.flush()
    for document in package.dossier.documents:
        _document_row(db, kept, document)
    _events(db, actor, kept, line, transfer, moment)
    use_file(db, kept.agency_id, kept.id, kept.package_sha256, f"{kept.arc_code}.zip")
    _make_findable(db, kept, package.dossier)
    detail = {"arc_code": kept.arc_code, "transfer": transfer.code, "package_sha256": kept.package_sha256}
    record(db, actor, moment, "archival-dossier:accepted", kept.id, detail, agency_id=kept.agency_id)
    return kept
