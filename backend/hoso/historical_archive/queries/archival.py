"""Archival dossiers as a list and as one record, their documents, files and preservation events."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import cast
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlmodel import Session, col, select

from hoso.historical_archive.rules import PUBLIC, is_public
from hoso.historical_archive.tables import ArchivalDocument, ArchivalDossier, ArchivalFile, PreservationEvent
from hoso.support.actors import Actor
from hoso.support.errors import NotAllowed, NotFound
from hoso.support.picking import pick
from hoso.support.search import SearchEntry, as_query
from hoso.support.stored_files import StoredFile


class ReadingRoomOnly(NotAllowed):
    """The dossier is used under conditions: a reader registers in the reading room (TT 05/2025 mode 02)."""

    code = "reading_room_only"


@dataclass(frozen=True, slots=True)
class ArchivalFilter:
    """The filters of the list; None leaves out."""

    q: str | None = None
    fonds: str | None = None
    access_mode: str | None = None


ROW: tuple[Any, ...] = (
    ArchivalDossier.id, ArchivalDossier.state, ArchivalDossier.arc_code, ArchivalDossier.title, ArchivalDossier.fonds_code,
    ArchivalDossier.fonds_name, ArchivalDossier.started_on, ArchivalDossier.ended_on, ArchivalDossier.access_mode, ArchivalDossier.doc_total,
    ArchivalDossier.page_total, ArchivalDossier.accepted_on,
)  # fmt: skip
NAMES = tuple(str(c.key) for c in ROW)


def is_only_reader(actor: Actor) -> bool:
    """Whether the actor is a reader and nothing else: sees what is public."""
    return actor.roles <= {"docgia"}


def archival_rows(db: Session, actor: Actor, f: ArchivalFilter, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """Archival dossiers of the actor's archive, newest first (`limit` + 1 of them); readers see the public ones."""
    wanted = pick(*ROW).where(col(ArchivalDossier.agency_id) == actor.agency_id)
    mode = PUBLIC if is_only_reader(actor) else f.access_mode
    if mode:
        wanted = wanted.where(col(ArchivalDossier.access_mode) == mode)
    if f.fonds:
        wanted = wanted.where(col(ArchivalDossier.fonds_code) == f.fonds)
    if f.q and (query := as_query(f.q)):
        words = cast(col(SearchEntry.words), TSVECTOR).op("@@")(cast(query, TSQUERY))
        found = pick(SearchEntry.subject_id).where(col(SearchEntry.agency_id) == actor.agency_id, col(SearchEntry.kind) == "archival_dossier", words)
        wanted = wanted.where(col(ArchivalDossier.id).in_(found))
    if before:
        wanted = wanted.where(col(ArchivalDossier.id) < before)
    return [dict(zip(NAMES, row, strict=True)) for row in db.execute(wanted.order_by(col(ArchivalDossier.id).desc()).limit(limit + 1))]


def archival_dossier_for(db: Session, actor: Actor, dossier_id: uuid.UUID) -> ArchivalDossier:
    """One archival dossier. Raises NotFound, ReadingRoomOnly for a reader where conditions apply."""
    dossier = db.get(ArchivalDossier, dossier_id)
    if dossier is None or dossier.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy hồ sơ lưu trữ.")
    if is_only_reader(actor) and not is_public(dossier.access_mode):
        raise ReadingRoomOnly("Hồ sơ thuộc diện sử dụng có điều kiện. Độc giả đăng ký đọc tại phòng đọc của lưu trữ lịch sử.")
    return dossier


def archival_documents(db: Session, dossier_id: uuid.UUID) -> list[dict[str, Any]]:
    """The documents in their order, each with its files (digest, name, media type, size)."""
    documents = list(db.exec(select(ArchivalDocument).where(ArchivalDocument.archival_dossier_id == dossier_id).order_by(col(ArchivalDocument.ordinal))))
    files: dict[uuid.UUID, list[dict[str, Any]]] = {d.id: [] for d in documents}
    wanted = (
        select(ArchivalFile, StoredFile.size, StoredFile.media_type)
        .join(StoredFile, col(StoredFile.sha256) == ArchivalFile.sha256)
        .join(ArchivalDocument, col(ArchivalDocument.id) == ArchivalFile.archival_document_id)
        .where(ArchivalDocument.archival_dossier_id == dossier_id)
        .order_by(col(ArchivalFile.ordinal))
    )
    for file, size, media_type in db.exec(wanted):
        facts = {"sha256": file.sha256, "name": file.name, "role": file.role, "ordinal": file.ordinal, "size": size, "media_type": media_type}
        files[file.archival_document_id].append(facts)
    return [{**d.model_dump(exclude={"agency_id", "archival_dossier_id", "id"}), "id": d.document_id, "files": files[d.id]} for d in documents]


def preservation_events(db: Session, dossier_id: uuid.UUID) -> list[dict[str, Any]]:
    """What was done to preserve the dossier, oldest first."""
    wanted = select(PreservationEvent).where(PreservationEvent.archival_dossier_id == dossier_id)
    events = db.exec(wanted.order_by(col(PreservationEvent.ordinal)))
    return [{**e.model_dump(exclude={"agency_id", "archival_dossier_id"}), "state": e.outcome} for e in events]
