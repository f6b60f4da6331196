"""The input fields of NĐ 30/2020 PL VI Phần II: number, name, label, type, length, and whether the System fills them by itself."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "metadata_fields.csv"


@dataclass(frozen=True, slots=True)
class MetadataField:
    """One field; `max_length` in letters or digits, None for dates and composites."""

    no: str
    name: str
    label: str
    type: str
    max_length: int | None
    auto: bool


@cache
def metadata_fields(entity: str) -> tuple[MetadataField, ...]:
    """Fields of outgoing_document, incoming_document or dossier, in the decree's order."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return tuple(
            MetadataField(r["no"], r["name"], r["label_vi"], r["type"], int(r["max_length"]) if r["max_length"] else None, r["auto"] == "yes")
            for r in csv.DictReader(table)
            if r["entity"] == entity
        )
