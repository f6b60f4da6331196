"""Prints Phiếu kiểm tra thể thức: what the format check found, part by part, with article and cure. The law gives no form for it.

Never judges: it prints what it is handed, and leaves the decision to the person who signs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hoso.formats.forms.texts import short_day
from hoso.formats.forms.typesetting import Data, typeset

VERDICTS = {"right": "Đúng", "error": "Có lỗi", "look": "Cần xem", "undecided": "Không xác định được", "absent": "Không có"}


@dataclass(frozen=True, slots=True)
class LayoutSheet:
    """The result of one check. `findings`: rule, part_name, severity, found, right, article, cure, place; `parts`: name, verdict, undecided."""

    agency: str
    file_name: str
    sha256: str
    type_name: str
    day: date
    by: str
    errors: int
    looks: int
    findings: Sequence[Mapping[str, Any]]
    parts: Sequence[Mapping[str, Any]]
    reason: str = ""


def print_layout_sheet(sheet: LayoutSheet) -> bytes:
    """PDF, A4 upright."""
    parts: list[Data] = []
    for part in sheet.parts:
        found = [f for f in sheet.findings if f["part"] == part["part"]]
        parts.append({
            "name": part["name"], "verdict": VERDICTS[part["verdict"]], "kind": part["verdict"], "checked": part["checked"],
            "undecided": [str(u) for u in part["undecided"]], "findings": [_finding(f) for f in found],
        })  # fmt: skip
    return typeset(
        "layout_sheet",
        {
            "title": "Phiếu kiểm tra thể thức", "agency": sheet.agency, "file": sheet.file_name, "sha256": sheet.sha256, "type": sheet.type_name,
            "day": short_day(sheet.day), "by": sheet.by, "errors": sheet.errors, "looks": sheet.looks, "scan": sheet.reason == "scan", "parts": parts,
        },
    ).pdf  # fmt: skip


def _finding(found: Mapping[str, Any]) -> Data:
    place = found["place"] or {}
    page = f"Trang {place['page']}: " if place.get("page") else ""
    return {
        "severity": "Lỗi" if found["severity"] == "error" else "Cần xem", "error": found["severity"] == "error", "found": str(found["found"]),
        "where": f"{page}“{str(place['text'])[:90]}”" if place.get("text") and str(place["text"])[:60] not in str(found["found"]) else page, "right": str(found["right"]), "article": str(found["article"]), "cure": str(found["cure"]),
    }  # fmt: skip
