"""The facts of an archival dossier in the language of the archive, as packages carry them.

Frozen; never rows, never files on disk.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DocumentKind = Literal["doc", "pic", "media"]
Confidence = Literal["original", "digitised", "mixed"]


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a document: its facts, known before it is read, and how to read it in chunks."""

    name: str
    sha256: str
    size: int
    media_type: str
    pronom: str = ""
    read: Callable[[], Iterator[bytes]] = lambda: iter(())


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A document of the dossier; for a photo or a recording `issued_on` is when it was made and `issuer_name` who made it."""

    kind: DocumentKind
    ordinal: int
    document_id: uuid.UUID
    abstract: str
    type_name: str = ""
    number: str = ""
    symbol: str = ""
    issued_on: date | None = None
    issuer_name: str = ""
    language: str = "Tiếng Việt"
    page_count: int = 0
    access_mode: str = "public"
    confidence: Confidence | None = None
    description: str = ""
    files: tuple[PackedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class PackedDossier:
    """A dossier with its documents in their order; `arc_code` = archive code + dossier code."""

    dossier_id: uuid.UUID
    arc_code: str
    dossier_code: str
    title: str
    retention_kind: str
    retention_years: int | None
    access_mode: str
    language: str
    started_on: date | None
    ended_on: date | None
    page_total: int
    confidence: Confidence | None = None
    sheet_total: int | None = None
    paper_code: str = ""
    description: str = ""
    documents: tuple[PackedDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where, when and by what program the package is made."""

    made_at: datetime
    agency_code: str
    agency_name: str
    fonds_code: str
    archive_name: str
    submission_code: str
    software: str = "Hồ Sơ"
    software_version: str = "1.0.0"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of a package: the rule, the file, the reason in words; a `warning` does not fail the gate."""

    rule: str
    file: str
    reason: str
    level: Literal["error", "warning"] = "error"
