"""HTTP of the dossiers that the historical archive keeps, for its staff and for readers."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel

from hoso.historical_archive.queries.archival import (
    ArchivalFilter,
    archival_documents,
    archival_dossier_for,
    archival_rows,
    preservation_events,
)
from hoso.support.http.edge import Call, stage_router
from hoso.support.paging import BadCursor, from_cursor, to_cursor

router = stage_router("Lưu trữ lịch sử", "/historical-archive/dossiers")
Short = Annotated[str | None, Query(max_length=200)]


class ArchivalItem(BaseModel):
    """A row of the list."""

    id: uuid.UUID
    state: str
    arc_code: str
    title: str
    fonds_code: str
    fonds_name: str
    started_on: date | None
    ended_on: date | None
    access_mode: str
    doc_total: int
    page_total: int
    accepted_on: date


class ArchivalPage(BaseModel):
    """Rows, newest first."""

    items: list[ArchivalItem]
    next_cursor: str | None = None


class ArchivalFileFacts(BaseModel):
    """A file of an archival document."""

    sha256: str
    name: str
    role: str
    ordinal: int
    media_type: str
    size: int


class ArchivalDocumentFacts(BaseModel):
    """A document of an archival dossier; `id` is the document's id everywhere."""

    id: uuid.UUID
    document_id: uuid.UUID
    ordinal: int
    arc_code: str
    type_code: str
    type_name: str
    number: str
    symbol: str
    issued_on: date | None
    issuer_name: str
    abstract: str
    signer_name: str
    page_count: int
    language: str
    files: list[ArchivalFileFacts]


class EventFacts(BaseModel):
    """An act of preservation; `type` is a term of the PREMIS vocabulary."""

    id: uuid.UUID
    state: str
    type: str
    at: datetime
    by: uuid.UUID | None
    by_name: str
    tool: str
    outcome: str
    detail: dict[str, Any]


class EventPage(BaseModel):
    """Acts, oldest first."""

    items: list[EventFacts]
    next_cursor: str | None = None


class FondsFacts(BaseModel):
    """The fonds (phông lưu trữ)."""

    code: str
    name: str


class ArchivalAnswer(BaseModel):
    """One archival dossier with its documents and what was done to preserve it."""

    id: uuid.UUID
    state: str
    version: int
    allowed_actions: list[str]
    why_not: dict[str, str]
    arc_code: str
    fonds: FondsFacts
    source_agency_id: uuid.UUID
    source_agency_code: str
    dossier_code: str
    title: str
    retention_kind: str
    access_mode: str
    language: str
    description: str
    started_on: date | None
    ended_on: date | None
    doc_total: int
    page_total: int
    objid: str
    package_sha256: str
    package_size: int
    accepted_on: date
    documents: list[ArchivalDocumentFacts]
    events: list[EventFacts]


@router.get("", operation_id="listArchivalDossiers")
def list_archival_dossiers(
    call: Call, q: Short = None, fonds: Short = None, access_mode: Annotated[str | None, Query(pattern="^(public|conditional)$")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> ArchivalPage:  # fmt: skip
    """Hồ sơ lưu trữ; a reader sees the public ones."""
    keys = from_cursor(cursor, 1)
    try:
        before = uuid.UUID(str(keys[0])) if keys else None
    except ValueError as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error
    rows = archival_rows(call.db, call.actor, ArchivalFilter(q, fonds, access_mode), limit, before)
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return ArchivalPage(items=[ArchivalItem.model_validate(r) for r in rows[:limit]], next_cursor=more)


@router.get("/{dossier_id}", operation_id="getArchivalDossier")
def get_archival_dossier(call: Call, dossier_id: uuid.UUID) -> ArchivalAnswer:
    """Một hồ sơ lưu trữ."""
    kept = archival_dossier_for(call.db, call.actor, dossier_id)
    facts = {
        "allowed_actions": [], "why_not": {}, "fonds": {"code": kept.fonds_code, "name": kept.fonds_name},
        "documents": archival_documents(call.db, kept.id), "events": preservation_events(call.db, kept.id),
    }  # fmt: skip
    return ArchivalAnswer.model_validate({**kept.model_dump(), **facts})


@router.get("/{dossier_id}/preservation-history", operation_id="getPreservationHistory")
def get_preservation_history(call: Call, dossier_id: uuid.UUID) -> EventPage:
    """What was done to preserve the dossier, oldest first."""
    kept = archival_dossier_for(call.db, call.actor, dossier_id)
    return EventPage(items=[EventFacts.model_validate(e) for e in preservation_events(call.db, kept.id)])
