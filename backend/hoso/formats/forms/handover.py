"""Prints Biên bản giao nhận hồ sơ, tài liệu (NĐ 30 PL V.V) with the signatures of both sides.

Never counts: numbers of boxes, dossiers and files are the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hoso.formats.forms.texts import place_and_day, upper_first
from hoso.formats.forms.typesetting import Data, typeset

ND30 = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"


@dataclass(frozen=True, slots=True)
class HandoverSide:
    """Bên giao or bên nhận: the unit (or "Lưu trữ cơ quan …") and who acts for it."""

    body: str
    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class PaperRecords:
    """Boxes, dossiers and shelf metres ("1,5"); boxes and metres that nobody counted are written by hand."""

    boxes: int | None
    dossiers: int
    metres: str


@dataclass(frozen=True, slots=True)
class ElectronicRecords:
    """Dossiers and the files in them."""

    dossiers: int
    files: int


@dataclass(frozen=True, slots=True)
class Handover:
    """One handover. `bases` are the further "Căn cứ …" (Danh mục hồ sơ, Kế hoạch thu thập) behind NĐ 30."""

    superior: str
    agency: str
    giver: HandoverSide
    receiver: HandoverSide
    records: str
    period: str
    condition: str
    bases: Sequence[str] = ()
    paper: PaperRecords | None = None
    electronic: ElectronicRecords | None = None
    place: str = ""
    made_on: date | None = None
    year: int | None = None


def print_handover(handover: Handover) -> bytes:
    """PDF, A4 upright; what is not known stays a dotted line, a medium that was not handed over stands as 0."""
    return typeset(
        "handover",
        {
            "title": "Biên bản",
            "abstract": "Giao nhận hồ sơ, tài liệu",
            "superior": handover.superior,
            "agency": handover.agency,
            "place_and_day": place_and_day(handover.place, handover.made_on, handover.year),
            "bases": [ND30, *_bases(handover.bases)],
            "sides": [_side("BÊN GIAO:", handover.giver), _side("BÊN NHẬN:", handover.receiver)],
            "lines": [{**line} for line in _lines(handover)],
            "signatures": [
                {"title": "ĐẠI DIỆN BÊN GIAO", "name": handover.giver.name},
                {"title": "ĐẠI DIỆN BÊN NHẬN", "name": handover.receiver.name},
            ],
        },
    ).pdf


def handover_lines(handover: Handover) -> list[tuple[str, str]]:
    """(label, value) of every line of the form below its head, in its order; an empty value is filled in by hand."""
    sides = [(f"{head} {side.body}", f"{side.name}, {side.post}".strip(", ")) for head, side in (("Bên giao:", handover.giver), ("Bên nhận:", handover.receiver))]
    return [*((basis, "") for basis in (ND30, *_bases(handover.bases))), *sides, *((str(line["label"]), str(line["value"] or "")) for line in _lines(handover))]


def _bases(bases: Sequence[str]) -> list[str]:
    """Each a line of its own; all but the last end with a semicolon, the last with a comma before "Chúng tôi gồm"."""
    plain = [upper_first(basis.strip().rstrip(";,.")) for basis in bases]
    return [basis + (";" if at < len(plain) else ",") for at, basis in enumerate(plain, start=1)]


def _side(head: str, side: HandoverSide) -> dict[str, Data]:
    return {"head": head, "body": side.body, "name": side.name, "post": side.post}


def _lines(handover: Handover) -> list[dict[str, str | None]]:
    paper = handover.paper or PaperRecords(0, 0, "0")
    electronic = handover.electronic or ElectronicRecords(0, 0)
    return [
        _line("1. Tên khối tài liệu giao nộp:", handover.records),
        _line("2. Thời gian của hồ sơ, tài liệu:", handover.period),
        _line("3. Số lượng tài liệu:"),
        _line("a) Đối với hồ sơ, tài liệu giấy"),
        _line("- Tổng số hộp (cặp):", "" if paper.boxes is None else str(paper.boxes)),
        _line("- Tổng số hồ sơ (đơn vị bảo quản):", f"{paper.dossiers}. Quy ra mét giá: {paper.metres or '………'} mét."),
        _line("b) Đối với hồ sơ, tài liệu điện tử"),
        _line("- Tổng số hồ sơ:", str(electronic.dossiers)),
        _line("- Tổng số tệp tin trong hồ sơ:", str(electronic.files)),
        _line("4. Tình trạng tài liệu giao nộp:", handover.condition),
        _line("5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo."),
    ]


def _line(label: str, value: str | None = None) -> dict[str, str | None]:
    """Without a value a line of its own; with an empty one a dotted line."""
    return {"label": label, "value": value}
