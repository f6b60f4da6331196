"""Make the historical archive's own rows of an accepted package: dossier, documents, files, events, readers, search entry.

Copies facts; never points at the sender's rows beyond the shared ids.
"""

from typing import Any

from sqlmodel import Session

from hoso.dossiers.queries import documents_of, files_in
from hoso.dossiers.tables import Dossier
from hoso.historical_archive.rules import arc_doc_code, arc_file_code, found_on, is_public
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

DOCUMENT_FACTS = ("type_code", "type_name", "number", "symbol", "issued_on", "issuer_name", "abstract", "signer_name", "page_count")
DOSSIER_FACTS = ("id", "title", "retention_kind", "access_mode", "language", "description", "started_on", "ended_on")


def _dossier_row(
    actor: Actor, transfer: Transfer, line: TransferLine, dossier: Dossier, archive: Agency, source: Agency, totals: tuple[int, int], moment: Moment
) -> ArchivalDossier:
    who: dict[str, Any] = {"created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id}
    return ArchivalDossier.model_validate({
        **{name: getattr(dossier, name) for name in DOSSIER_FACTS}, "agency_id": archive.id, "state": "kept",
        "arc_code": arc_file_code(archive.code, dossier.code), "fonds_code": source.fonds_code, "fonds_name": f"Phông {source.name}",
        "source_agency_id": source.id, "source_agency_code": source.code, "transfer_id": transfer.id, "dossier_code": dossier.code,
        "doc_total": totals[0], "page_total": totals[1], "objid": line.objid, "package_sha256": line.package_sha256,
        "package_size": line.package_size, "accepted_on": moment.today, **who,
    })  # fmt: skip


def _documents(db: Session, kept: ArchivalDossier, documents: list[dict[str, Any]], files: list[dict[str, Any]]) -> None:
    for ordinal, document in enumerate(documents, start=1):
        row = ArchivalDocument.model_validate({
            **{name: document[name] for name in DOCUMENT_FACTS}, "agency_id": kept.agency_id, "archival_dossier_id": kept.id,
            "document_id": document["id"], "ordinal": ordinal, "arc_code": arc_doc_code(kept.arc_code, ordinal), "language": kept.language,
        })  # fmt: skip
        db.add(row)
        db.flush()
        own = [f for f in files if f["document_id"] == document["id"]]
        for place, file in enumerate(own, start=1):
            named = {"archival_document_id": row.id, "ordinal": place, "sha256": file["sha256"], "name": file["name"], "role": file["role"]}
            db.add(ArchivalFile.model_validate(named))
            use_file(db, kept.agency_id, kept.id, file["sha256"], file["name"], is_public(kept.access_mode))


def _events(db: Session, actor: Actor, kept: ArchivalDossier, line: TransferLine, transfer: Transfer, moment: Moment) -> None:
    digest = {"algorithm": "SHA-256", "sha256": line.package_sha256}
    coming = {"transfer": transfer.code, "from": kept.source_agency_code}
    acts: tuple[tuple[str, Any, Actor | None, str, dict[str, Any]], ...] = (
        ("information package creation", line.packaged_at, None, "Hồ Sơ formats.tt05", {"objid": line.objid, **digest}),
        ("validation", line.packaged_at, None, "Hồ Sơ formats.tt05", {"gates": line.gates}),
        ("fixity check", moment.at, None, "SHA-256", digest),
        ("ingestion", moment.at, actor, "Hồ Sơ", coming),
    )
    for ordinal, (type_, at, by, tool, detail) in enumerate(acts, start=1):
        db.add(PreservationEvent.model_validate({
            "agency_id": kept.agency_id, "archival_dossier_id": kept.id, "ordinal": ordinal, "type": type_, "at": at,
            "by": by.id if by else None, "by_name": by.full_name if by else "Hệ thống", "tool": tool, "outcome": "success", "detail": detail,
        }))  # fmt: skip


def make_archival_dossier(
    db: Session, actor: Actor, transfer: Transfer, line: TransferLine, dossier: Dossier, archive: Agency, moment: Moment
) -> ArchivalDossier:
    """The archival dossier with everything that belongs to it, in the archive's own trail."""
    source = db.get_one(Agency, transfer.agency_id)
    documents, files = documents_of(db, dossier.id), files_in(db, dossier.id)
    totals = (len(documents), sum(d["page_count"] for d in documents))
    kept = _dossier_row(actor, transfer, line, dossier, archive, source, totals, moment)
    db.add(kept)
    db.flush()
    _documents(db, kept, documents, files)
    _events(db, actor, kept, line, transfer, moment)
    use_file(db, kept.agency_id, kept.id, kept.package_sha256, f"{kept.arc_code}.zip")
    written = [f"{d['number']}/{d['symbol']} {d['type_name']} {d['abstract']} {d['issuer_name']}".strip("/ ") for d in documents]
    dated = found_on(kept.started_on, kept.ended_on, kept.accepted_on)
    facts = (kept.arc_code, kept.dossier_code, kept.fonds_name, kept.description, *written)
    put_search_entry(db, kept.agency_id, kept.id, "archival_dossier", kept.title, dated, *facts, is_public=is_public(kept.access_mode))
    detail = {"arc_code": kept.arc_code, "transfer": transfer.code, "package_sha256": kept.package_sha256}
    record(db, actor, moment, "archival-dossier:accepted", kept.id, detail, agency_id=kept.agency_id)
    return kept
