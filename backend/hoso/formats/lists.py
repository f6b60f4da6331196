"""A list or a report as pages, sheet or text: one Listing, four ways out (pdf, xlsx, docx, doc), with a mark of who took it and when.

`.doc` is RTF under that name, the one text format that every Word since 97 and LibreOffice open without asking. Never reads rows from
anywhere and never interprets a text: a formula stays words.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

import pikepdf
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hoso.formats.forms.tables import LINES_KEPT_WHOLE, MM_PER_LETTER, Cell
from hoso.formats.forms.texts import clean
from hoso.formats.forms.typesetting import Data, Typeset, typeset
from hoso.formats.sheets import FONT, FORMULA_SIGNS, MM_PER_WIDTH, PLAIN, cut_to_cell

PART_ROWS = 1000
PAGE_MM = {True: 262.0, False: 165.0}
Setting = Callable[..., Typeset]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its label, its width in millimetres beside the others, "c" centred or "l" left."""

    label: str
    width: float = 25.0
    align: str = "l"


@dataclass(frozen=True, slots=True)
class Signature:
    """A block at the end: lines above, a note in brackets, the name."""

    titles: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """`lines` stand below the title; `mark` on every page; `total` is the last row, in bold where the format can."""

    title: str
    agency: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    mark: str
    made_on: date
    superior: str = ""
    place_and_day: str = ""
    lines: Sequence[str] = ()
    total: Sequence[Cell] = ()
    signatures: Sequence[Signature] = ()
    notes: Sequence[str] = ()
    landscape: bool = True
    sheet: str = field(default="Danh sách")

    @property
    def all_rows(self) -> list[Sequence[Cell]]:
        """The rows and the total."""
        return [*self.rows, self.total] if self.total else [*self.rows]


def print_list(listing: Listing, setting: Setting = typeset, rows_a_part: int = PART_ROWS, told: Callable[[int], None] = lambda done: None) -> bytes:
    """PDF; a long list is set in parts, each begins on a page of its own. `setting` may typeset in another process."""
    rows = listing.all_rows
    parts: list[bytes] = []
    first_page = 1
    for start in range(0, max(1, len(rows)), rows_a_part):
        some = rows[start : start + rows_a_part]
        last = start + len(some) >= len(rows)
        pdf = setting("list", _data(listing, some, first_page, start == 0, last), tagged=len(rows) <= PART_ROWS).pdf
        parts.append(pdf)
        told(min(len(rows), start + len(some)))
        if not last:
            with pikepdf.open(io.BytesIO(pdf)) as book:
                first_page += len(book.pages)
    return parts[0] if len(parts) == 1 else _joined(parts)


def _joined(parts: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as more:
                whole.pages.extend(more.pages)
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def _data(listing: Listing, rows: Sequence[Sequence[Cell]], first_page: int, is_first: bool, is_last: bool) -> dict[str, Data]:
    page = PAGE_MM[listing.landscape]
    total = sum(h.width for h in listing.heads)
    widths = [h.width * page / total for h in listing.heads]
    drawn: list[Data] = [_row(row, widths) for row in rows]
    head: dict[str, Data] = {
        "superior": listing.superior, "agency": listing.agency, "title": listing.title, "lines": [*listing.lines],
        "place_and_day": listing.place_and_day,
    }  # fmt: skip
    return {
        "title": listing.title, "landscape": listing.landscape, "mark": listing.mark, "first_page": first_page, "head": head if is_first else None,
        "closing": [{"titles": [*s.titles], "name": s.name, "note": s.note} for s in listing.signatures] if is_last else [],
        "notes": [*listing.notes] if is_last else [],
        "table": {"heads": [h.label for h in listing.heads], "widths": [*widths], "aligns": [h.align for h in listing.heads], "rows": drawn,
                  "kept": min(1, len(rows)) if is_last else 0},
    }  # fmt: skip


def _row(row: Sequence[Cell], widths: Sequence[float]) -> dict[str, Data]:
    cells = [clean(str(cell)) for cell in row]
    lines = max(1 + int(len(cell) * MM_PER_LETTER / max(4.0, width - 2)) for cell, width in zip(cells, widths, strict=True))
    return {"long": lines > LINES_KEPT_WHOLE, "cells": [*cells]}


def write_list(listing: Listing) -> bytes:
    """xlsx: titles, bold heads, one row each, the mark in the footer and in the last line; numbers stay numbers."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {**PLAIN, "constant_memory": True})
    workbook.set_properties({"title": clean(listing.title), "created": datetime.combine(listing.made_on, time()), "comments": clean(listing.mark)})
    sheet = workbook.add_worksheet(listing.sheet)
    if listing.landscape:
        sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8" + clean(listing.mark).replace("&", "&&")[:200] + "&R&P")
    for column, head in enumerate(listing.heads):
        sheet.set_column(column, column, round(max(head.width, 8) / MM_PER_WIDTH, 1))
    plain = workbook.add_format({**FONT, "align": "center"})
    bold = workbook.add_format({**FONT, "align": "center", "bold": True})
    top = [(listing.superior.upper(), plain), (listing.agency.upper(), bold), (listing.title.upper(), bold), *((line, plain) for line in listing.lines)]
    row = 0
    for text, style in ((t, s) for t, s in top if t):
        sheet.merge_range(row, 0, row, max(1, len(listing.heads) - 1), "", style)
        sheet.write_string(row, 0, clean(text), style)
        row += 1
    row += 1
    box = workbook.add_format({**FONT, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "bold": True})
    for column, head in enumerate(listing.heads):
        sheet.write_string(row, column, head.label, box)
    sheet.repeat_rows(row, row)
    sheet.freeze_panes(row + 1, 0)
    end = _fill(workbook, sheet, listing, row + 1)
    for at, line in enumerate([*listing.notes, listing.mark], start=end + 1):
        sheet.write_string(at, 0, cut_to_cell(clean(line)), workbook.add_format({**FONT, "italic": True}))
    workbook.close()
    return out.getvalue()


def _fill(workbook: xlsxwriter.Workbook, sheet: Worksheet, listing: Listing, first: int) -> int:
    def style(head: Head, **more: object) -> Format:
        align = "center" if head.align == "c" else "left"
        return workbook.add_format({**FONT, "border": 1, "valign": "top", "text_wrap": True, "align": align, "num_format": "0", **more})

    usual = [(style(h), style(h, quote_prefix=True)) for h in listing.heads]
    last = [(style(h, bold=True), style(h, bold=True, quote_prefix=True)) for h in listing.heads]
    row = first
    for row, cells in enumerate(listing.all_rows, start=first):
        styles = last if listing.total and cells is listing.total else usual
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, styles[column][0])
                continue
            value = cut_to_cell(clean(cell))
            sheet.write_string(row, column, value, styles[column][value.startswith(FORMULA_SIGNS)])
    return row + 1
