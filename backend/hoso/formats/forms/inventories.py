"""Prints the two inventories of NĐ 30 PL V: the dossiers that a unit submits (III) and the documents of a dossier (IV).

Never counts pages or decides a retention: what stands in a column is what the caller says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hoso.formats.forms.columns import FormHeads, form_heads
from hoso.formats.forms.tables import check_rows, table_data
from hoso.formats.forms.texts import BLANK, place_and_day, upper_first
from hoso.formats.forms.typesetting import Data, typeset
from hoso.formats.forms.words import number_in_words

PAGE_MM = 165.0


@dataclass(frozen=True, slots=True)
class SubmittedDossier:
    """One line of the submission inventory; its ordinal is its place."""

    symbol: str
    title: str
    period: str
    retention: str
    sheets: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SubmissionInventory:
    """Mục lục hồ sơ, tài liệu nộp lưu of one unit. `subject` is the line below the title (which group of records)."""

    in_force_on: date
    superior: str
    unit: str
    year: int
    dossiers: Sequence[SubmittedDossier]
    subject: str = ""
    place: str = ""
    made_on: date | None = None
    maker: str = ""
    maker_post: str = ""


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """One line of the inventory of a dossier. `issued` is text: old paper may have a year only."""

    symbol: str
    issued: str
    abstract: str
    author: str
    sheets: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentInventory:
    """Mục lục văn bản, tài liệu trong hồ sơ."""

    in_force_on: date
    dossier_symbol: str
    year: int
    documents: Sequence[ListedDocument]


def submission_inventory_table(inventory: SubmissionInventory) -> tuple[FormHeads, list[tuple[int | str, ...]]]:
    """The heads of the law and a row for each dossier."""
    heads = form_heads("submission_inventory", inventory.in_force_on)
    rows: list[tuple[int | str, ...]] = [
        (at, dossier.symbol, dossier.title, dossier.period, dossier.retention, dossier.sheets, dossier.note)
        for at, dossier in enumerate(inventory.dossiers, start=1)
    ]
    return heads, rows


def print_submission_inventory(inventory: SubmissionInventory) -> bytes:
    """PDF, A4 upright; total in figures and in words, then the maker's signature on the page of the last lines."""
    heads, rows = submission_inventory_table(inventory)
    check_rows(heads, rows)
    count = len(rows)
    under: list[Data] = [_line(f"Năm {inventory.year}")]
    if inventory.subject:
        under.insert(0, _line(inventory.subject))
    return typeset(
        "inventory",
        {
            "title": heads.title,
            "masthead": {"superior": inventory.superior, "name": inventory.unit},
            "under": under,
            "table": table_data(heads, rows, PAGE_MM),
            "closing": {
                "totals": [
                    f"Mục lục này gồm: {count} hồ sơ (đơn vị bảo quản).",
                    f"Viết bằng chữ: {upper_first(number_in_words(count))} hồ sơ (đơn vị bảo quản).",
                ],
                "place_and_day": place_and_day(inventory.place, inventory.made_on, inventory.year),
                "name": inventory.maker,
                "post": inventory.maker_post,
            },
        },
        tagged=count <= 1000,
    ).pdf


def print_document_inventory(inventory: DocumentInventory) -> bytes:
    """PDF, A4 upright. PL V.IV gives it no head of the agency and no signature, so it has none."""
    heads = form_heads("document_inventory", inventory.in_force_on)
    rows = [
        (at, document.symbol, document.issued, document.abstract, document.author, document.sheets, document.note)
        for at, document in enumerate(inventory.documents, start=1)
    ]
    check_rows(heads, rows)
    return typeset(
        "inventory",
        {
            # The form's own heading is shorter than its name in the list of forms.
            "title": "Mục lục văn bản, tài liệu",
            "masthead": None,
            "under": [
                _line(f"Số, ký hiệu hồ sơ: {inventory.dossier_symbol or BLANK}"),
                _line(f"Năm {inventory.year}"),
            ],
            "table": table_data(heads, rows, PAGE_MM),
            "closing": None,
        },
        tagged=len(rows) <= 1000,
    ).pdf


def _line(text: str) -> dict[str, Data]:
    return {"text": text, "weight": "regular"}
