"""The code lists of TT 05/2025, in both directions. A value that no list knows becomes the list's "Khác", never a guess."""

import csv
from functools import cache
from pathlib import Path

from hoso.formats.tt05.records import Confidence
from hoso.support.folding import fold

DATA = Path(__file__).parent / "data"
OTHER = "Khác"
RETENTION_YEARS = {70: "02", 50: "03", 30: "04", 20: "05", 10: "06"}
MODES = {"public": "01", "conditional": "02"}
CONFIDENCE: dict[Confidence, str] = {"original": "01", "digitised": "02", "mixed": "03"}


@cache
def labels(name: str) -> dict[str, str]:
    """code → label of one list."""
    with (DATA / "codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["label"] for row in csv.DictReader(file) if row["list"] == name}


@cache
def code_of(name: str, label: str) -> str:
    """The code of a label, found with or without marks; the code of "Khác" for a stranger."""
    by_label = {fold(text): code for code, text in labels(name).items()}
    return by_label.get(fold(label), by_label[fold(OTHER)])


def label_of(name: str, code: str) -> str:
    """The label of a code; "" for a code that the list does not have."""
    return labels(name).get(code, "")


def maintenance_code(kind: str, years: int | None) -> str:
    """Thời hạn lưu trữ: 01 for permanent, the code of the years, else 07."""
    if kind == "PERMANENT":
        return "01"
    return RETENTION_YEARS.get(years or 0, "07") if kind == "YEARS" else "07"


def retention_of(code: str) -> tuple[str, int | None]:
    """(kind, years) of a maintenance code; 07 says neither."""
    if code == "01":
        return "PERMANENT", None
    years = next((y for y, c in RETENTION_YEARS.items() if c == code), None)
    return ("YEARS", years) if years else ("OTHER", None)


def mode_of(code: str) -> str:
    """public, or conditional for everything stricter."""
    return "public" if code == MODES["public"] else "conditional"
