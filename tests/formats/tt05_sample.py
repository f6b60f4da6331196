"""A dossier to pack: a digitised plan with an attachment, an electronic answer, a photo, a recording."""

import hashlib
import uuid
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from hoso.formats.tt05 import TEXT_PROFILE, Origin, PackedDocument, PackedDossier, PackedFile, write_aip

from tests.papers import PNG, draft_pdf

ORIGIN = Origin(datetime(2026, 6, 12, 4, 45, 37, 690_000, UTC), "H56.12", "Sở Nội vụ", "H56.12", "Trung tâm Lưu trữ lịch sử tỉnh", "H56.12.NLLS.2026.0001")
OBJID = TEXT_PROFILE.objid_of("H56.12", "0197c0de-0000-7000-8000-000000000001")
FOLDER = "urn_H56.12_uuid-0197C0DE-0000-7000-8000-000000000001"
ARCHIVE = "H56.12.01"


def packed_file(name: str, body: bytes, media_type: str, pronom: str = "", **more: Any) -> PackedFile:
    return PackedFile(**{
        "name": name, "sha256": hashlib.sha256(body).hexdigest(), "size": len(body), "media_type": media_type, "pronom": pronom,
        "read": lambda: iter([body[:7], body[7:]]), **more,
    })  # fmt: skip


def _id(number: int) -> uuid.UUID:
    return uuid.UUID(int=number)


def dossier(*documents: PackedDocument, **more: Any) -> PackedDossier:
    facts: dict[str, Any] = {
        "dossier_id": _id(100), "arc_code": f"{ARCHIVE}.H56.12.2026.05.VTLT", "dossier_code": "H56.12.2026.05.VTLT",
        "title": "Hồ sơ triển khai Kế hoạch văn thư, lưu trữ tỉnh Thanh Hóa", "retention_kind": "PERMANENT", "retention_years": None,
        "access_mode": "public", "language": "Tiếng Việt", "started_on": date(2026, 1, 5), "ended_on": date(2026, 3, 1), "page_total": 11,
        "confidence": "mixed", "sheet_total": 9, "paper_code": f"{ARCHIVE}.Kho 1, giá 2.3", "description": "Người lập hồ sơ: Lê Văn Cường.",
        "documents": documents or whole(), **more,
    }  # fmt: skip
    return PackedDossier(**facts)


@cache
def whole() -> tuple[PackedDocument, ...]:
    plan = packed_file("Kế hoạch 39 (bản ký).PDF", draft_pdf("A"), "application/pdf", "fmt/20")
    annex = packed_file("../phụ lục<1>.docx", b"PK\x03\x04 phu luc", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    answer = packed_file("công văn.pdf", draft_pdf("B"), "application/pdf", "fmt/20")
    photo, talk = packed_file("ảnh.png", PNG, "image/png", "fmt/11"), packed_file("ghi âm.mp3", b"ID3 sound", "audio/mpeg", "fmt/134")
    return (
        PackedDocument("doc", 1, _id(1), "Kế hoạch công tác văn thư, lưu trữ", "Kế hoạch", "39", "KH-UBND", date(2019, 2, 1), "UBND tỉnh Thanh Hóa",
                       page_count=9, confidence="digitised", files=(plan, annex)),
        PackedDocument("doc", 2, _id(2), "V/v thực hiện Kế hoạch 39 & báo cáo <quý>", "Công văn", "12", "SNV-VTLT", None, "Sở Nội vụ", page_count=2,
                       confidence="original", files=(answer,)),
        PackedDocument("pic", 3, _id(3), "Ảnh hội nghị", issued_on=date(2026, 2, 1), issuer_name="Nguyễn An", files=(photo,)),
        PackedDocument("media", 4, _id(4), "Ghi âm hội nghị", files=(talk,)),
    )  # fmt: skip


def write(path: Path, packed: PackedDossier | None = None) -> Path:
    """The package as a ZIP at this place."""
    with path.open("wb") as output:
        write_aip(output, OBJID, packed or dossier(), ORIGIN)
    return path


def unpack(path: Path, into: Path) -> Path:
    """The package as a folder."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(into)
    return into / FOLDER


def rezip(path: Path, change: Callable[[list[tuple[zipfile.ZipInfo, bytes]]], None]) -> Path:
    """The same ZIP with its entries changed."""
    with zipfile.ZipFile(path) as archive:
        entries = [(info, archive.read(info)) for info in archive.infolist()]
    change(entries)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, body in entries:
            archive.writestr(info, body)
    return path
