"""The facts of a dossier as a package carries them, from the sender's rows. Reads only; bytes are read when the package is written."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from sqlmodel import Session, col, select

from hoso.agency_archive.tables import Holding
from hoso.correspondence.tables import Document
from hoso.dossiers.queries import files_in
from hoso.dossiers.tables import Dossier, DossierItem
from hoso.formats.tt05 import Confidence, DocumentKind, Origin, PackedDocument, PackedDossier, PackedFile
from hoso.historical_archive.rules import arc_file_code, kind_of_paper, paper_file_code
from hoso.historical_archive.tables import Transfer
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.organisations import Agency, Person


def _documents(db: Session, dossier_id: uuid.UUID) -> list[Document]:
    wanted = select(Document).join(DossierItem, col(DossierItem.document_id) == Document.id).where(DossierItem.dossier_id == dossier_id)
    return list(db.exec(wanted.order_by(col(DossierItem.ordinal), col(DossierItem.id))))


def _confidence(document: Document, files: list[dict[str, Any]]) -> Confidence | None:
    """An electronic document is the original; files of a paper one are its digitisation."""
    if not files:
        return None
    return "original" if document.medium == "electronic" else "digitised"


def _together(parts: Iterable[Confidence | None]) -> Confidence | None:
    kinds = {p for p in parts if p}
    return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else None


def _packed_file(store: FileStore, file: dict[str, Any]) -> PackedFile:
    def read() -> Iterator[bytes]:
        return store.open(file["sha256"])

    return PackedFile(file["name"], file["sha256"], file["size"], file["media_type"], file["pronom"], read)


def _packed(document: Document, ordinal: int, dossier: Dossier, files: list[dict[str, Any]], store: FileStore) -> PackedDocument:
    kind: DocumentKind = kind_of_paper([f["media_type"] for f in files]) if document.kind == "paper" else "doc"
    return PackedDocument(
        kind=kind, ordinal=ordinal, document_id=document.id, abstract=document.abstract, type_name=document.type_name, number=document.number,
        symbol=document.symbol, issued_on=document.issued_on, issuer_name=document.issuer_name, language=document.language,
        page_count=document.page_count, access_mode=dossier.access_mode, confidence=_confidence(document, files), description=document.description,
        files=tuple(_packed_file(store, f) for f in files),
    )  # fmt: skip


def dossier_to_pack(db: Session, dossier_id: uuid.UUID, archive: Agency, store: FileStore) -> PackedDossier:
    """The dossier with its documents in order and the files that count of each."""
    dossier, holding = db.get_one(Dossier, dossier_id), db.get_one(Holding, dossier_id)
    maker = db.get_one(Person, dossier.owner_id)
    files = files_in(db, dossier_id)
    documents = tuple(
        _packed(document, ordinal, dossier, [f for f in files if f["document_id"] == document.id], store)
        for ordinal, document in enumerate(_documents(db, dossier_id), start=1)
    )
    confidence = _together(d.confidence for d in documents)
    on_paper = confidence in ("digitised", "mixed")
    return PackedDossier(
        dossier_id=dossier.id, arc_code=arc_file_code(archive.code, dossier.code), dossier_code=dossier.code, title=dossier.title,
        retention_kind=dossier.retention_kind, retention_years=dossier.retention_years, access_mode=dossier.access_mode, language=dossier.language,
        started_on=dossier.started_on, ended_on=dossier.ended_on, page_total=sum(d.page_count for d in documents), confidence=confidence,
        sheet_total=dossier.sheet_count if on_paper else None,
        paper_code=paper_file_code(archive.code, holding.location or holding.inventory, holding.ordinal) if on_paper else "",
        description=f"Người lập hồ sơ: {maker.full_name}. {dossier.description}".strip(), documents=documents,
    )  # fmt: skip


def origin_of(db: Session, transfer: Transfer, archive: Agency, moment: Moment) -> Origin:
    """Where and when the package is made."""
    source = db.get_one(Agency, transfer.agency_id)
    return Origin(
        made_at=moment.at, agency_code=source.code, agency_name=source.name, fonds_code=source.fonds_code or source.code,
        archive_name=archive.name, submission_code=transfer.code,
    )  # fmt: skip
