"""Turns rows of a form into the data of a typeset table: heads, widths, alignment, which rows may be cut.

Never names a column head (they come from `columns.py`); the widths here are layout only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hoso.formats.forms.columns import FormHeads, FormMismatch
from hoso.formats.forms.texts import clean
from hoso.formats.forms.typesetting import Data

Cell = str | int
Layout = tuple[tuple[float, str], ...]  # per column: width in mm, "c" centred or "l" left

DATE, NUMBER = (20.5, "c"), (13.0, "c")

LAYOUTS: dict[str, Layout] = {
    "incoming_register": (
        DATE, NUMBER, (32, "l"), (27, "c"), DATE, (58, "l"), (27, "l"), DATE, (17, "l"), (16, "l"),
    ),
    "outgoing_register": (
        (28, "c"), DATE, (58, "l"), (26, "l"), (35, "l"), (22, "l"), (14, "c"), DATE, (15, "l"), (15, "l"),
    ),
    "postal_register": ((25, "c"), (40, "c"), (90, "l"), (22, "c"), (45, "l"), (30, "l")),
    "retained_copy_use_register": (
        DATE, (33, "l"), (32, "c"), (60, "l"), (24, "c"), (18, "l"), DATE, (27, "l"), (17, "l"),
    ),
    "resolution_register": (
        (16, "c"), (82, "l"), (40, "l"), (26, "c"), (40, "l"), (28, "c"), (20, "l"),
    ),
    "incoming_register_2012": (
        DATE, NUMBER, (36, "l"), (30, "c"), DATE, (66, "l"), (31, "l"), (18, "l"), (17, "l"),
    ),
    "submission_inventory": (
        (10, "c"), (23, "c"), (58, "l"), (25, "c"), (21, "c"), (14, "c"), (14, "l"),
    ),
    "receipt_list": (
        (9, "c"), (12, "c"), (26, "c"), (49, "l"), (28, "l"), (21, "c"), (24, "l"),
    ),
    "document_inventory": (
        (11, "c"), (27, "c"), (22, "c"), (53, "l"), (26, "l"), (13, "c"), (13, "l"),
    ),
}  # fmt: skip

# A word wider than any column (an address, a digest) may be cut, so that it never runs into the next cell.
_LONG_WORD = re.compile(r"[^\s/\-]{17,}")
MM_PER_LETTER = 2.1  # of Tinos at 11 points, on the safe side
LINES_KEPT_WHOLE = 14  # a row of more lines may be cut at the page end; a shorter one never is


def layout_of(heads: FormHeads) -> Layout:
    """The widths for the form; equal ones when the law gave it other columns than we have drawn."""
    layout = LAYOUTS.get(heads.form)
    if layout is None or len(layout) != len(heads.labels):
        return tuple((20.0, "l") for _ in heads.labels)
    return layout


def check_rows(heads: FormHeads, rows: Iterable[Sequence[Cell]]) -> None:
    """FormMismatch, naming the first row that has too few or too many cells."""
    for at, row in enumerate(rows, start=1):
        if len(row) != len(heads.labels):
            raise FormMismatch(f"{heads.form}, row {at}: {len(row)} cells for {len(heads.labels)} columns")


def table_data(heads: FormHeads, rows: Sequence[Sequence[Cell]], page_mm: float) -> dict[str, Data]:
    """What `house.typ` `form-table` wants. `kept` is how many of the last rows stay with what closes the table."""
    layout = layout_of(heads)
    total = sum(width for width, _ in layout)
    widths = [width * page_mm / total for width, _ in layout]
    lines = [_row(row, widths) for row in rows]
    kept = 0
    for line in reversed(lines[-2:]):
        if line["long"]:
            break
        kept += 1
    drawn: list[Data] = [*lines]
    return {
        "heads": [*heads.labels],
        "widths": [*widths],
        "aligns": [align for _, align in layout],
        "rows": drawn,
        "kept": kept,
    }


def long_rows(table: dict[str, Data]) -> list[bool]:
    """For each row of `table_data`, whether it may be cut at the end of a page."""
    rows = table["rows"]
    assert isinstance(rows, list)
    return [isinstance(row, dict) and bool(row["long"]) for row in rows]


def _row(row: Sequence[Cell], widths: Sequence[float]) -> dict[str, Data]:
    cells = [clean(str(cell)) for cell in row]
    lines = max(sum(1 + int(len(line) * MM_PER_LETTER / (width - 2)) for line in cell.split("\n")) for cell, width in zip(cells, widths, strict=True))
    return {"long": lines > LINES_KEPT_WHOLE, "cells": [_LONG_WORD.sub(_cut, cell) for cell in cells]}


def _cut(word: re.Match[str]) -> str:
    return "\u200b".join(word[0][at : at + 8] for at in range(0, len(word[0]), 8))
