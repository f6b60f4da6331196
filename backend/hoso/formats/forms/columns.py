"""Gives the title and the column heads of a form as the law had them on a day (`data/register_columns.csv`).

Never holds a head in code, and never guesses one for a form or a day that the table does not have.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "register_columns.csv"


class FormNotInForce(ValueError):
    """No form of this code was in force on that day."""


class FormMismatch(ValueError):
    """A row has not as many cells as the form has columns."""


@dataclass(frozen=True, slots=True)
class FormHeads:
    """Title and column heads of one form, in column order."""

    form: str
    title: str
    labels: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class _Line:
    form: str
    title: str
    column: int
    label: str
    basis: str
    valid_from: date
    valid_to: date


@cache
def _lines() -> tuple[_Line, ...]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return tuple(
            _Line(
                form=line["form"],
                title=line["title_vi"],
                column=int(line["column_no"]),
                label=line["label_vi"],
                basis=line["basis"],
                valid_from=date.fromisoformat(line["valid_from"]) if line["valid_from"] else date.min,
                valid_to=date.fromisoformat(line["valid_to"]) if line["valid_to"] else date.max,
            )
            for line in csv.DictReader(table)
        )


def form_heads(form: str, on: date) -> FormHeads:
    """Heads of the form that was in force on the day; FormNotInForce when there was none."""
    lines = sorted(
        (line for line in _lines() if line.form == form and line.valid_from <= on <= line.valid_to),
        key=lambda line: line.column,
    )
    if not lines:
        raise FormNotInForce(f"{form} on {on.isoformat()}")
    # The table tells apart forms of other rules by a bracket behind the title; a printed title has none.
    title = re.sub(r"\s*\([^)]*\)$", "", lines[0].title)
    return FormHeads(form, title, tuple(line.label for line in lines), lines[0].basis)


def form_codes() -> tuple[str, ...]:
    """Every form code of the table, in its order."""
    return tuple(dict.fromkeys(line.form for line in _lines()))
