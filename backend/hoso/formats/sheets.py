"""Writes a register book as xlsx for people who go on working with it; rows go to disk as they come, not to memory.

Never writes a formula, a link or a number that a sheet may reformat: every text is a string cell, and one that begins
like a formula is marked as quoted. Never reads the clock: the file carries the day of the form.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from hoso.formats.forms.columns import FormHeads
from hoso.formats.forms.handover import Handover, handover_lines
from hoso.formats.forms.inventories import SubmissionInventory, submission_inventory_table
from hoso.formats.forms.register import RegisterBook, cover_lines
from hoso.formats.forms.tables import Cell, check_rows, layout_of
from hoso.formats.forms.texts import clean

CELL_LETTERS = 32_767  # the most that a cell of the format holds
MM_PER_WIDTH = 1.9  # one unit of column width is about one digit
FORMULA_SIGNS = ("=", "+", "-", "@")
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FONT = {"font_name": "Times New Roman", "font_size": 11}


def write_register(book: RegisterBook) -> bytes:
    """xlsx: title rows, bold heads, column numbers, then one row per entry, frozen below the column numbers."""
    heads = book.heads
    lines = [*cover_lines(book), *([f"Quyển số: {book.volume}"] if book.volume else [])]
    return _write("Sổ đăng ký", heads, book.rows, book.in_force_on, (book.superior, book.agency, f"Năm: {book.year}", *lines))


def write_submission_inventory(inventory: SubmissionInventory) -> bytes:
    """xlsx of Mục lục hồ sơ, tài liệu nộp lưu: the heads and rows of its PDF."""
    heads, rows = submission_inventory_table(inventory)
    total = f"Mục lục này gồm: {len(rows)} hồ sơ (đơn vị bảo quản)."
    return _write("Mục lục", heads, rows, inventory.in_force_on, (inventory.superior, inventory.unit, f"Năm: {inventory.year}", total))


def write_handover(handover: Handover) -> bytes:
    """xlsx of Biên bản giao nhận hồ sơ, tài liệu: the lines of its PDF, label beside value, and both signatures."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, PLAIN)
    on = handover.made_on or date(handover.year or 2020, 1, 1)
    workbook.set_properties({"title": "Biên bản giao nhận hồ sơ, tài liệu", "created": datetime.combine(on, time())})
    sheet = workbook.add_worksheet("Biên bản")
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 1, 46)
    title = workbook.add_format({**FONT, "align": "center", "bold": True, "font_size": 14})
    text = workbook.add_format({**FONT, "text_wrap": True, "valign": "top"})
    strong = workbook.add_format({**FONT, "bold": True, "align": "center"})
    heads = [(handover.superior.upper(), text), (handover.agency.upper(), strong), ("BIÊN BẢN", title), ("Giao nhận hồ sơ, tài liệu", strong)]
    for row, (line, style) in enumerate((line, style) for line, style in heads if line):
        sheet.merge_range(row, 0, row, 1, clean(line), style)
    first = sum(1 for line, _ in heads if line) + 1
    lines = handover_lines(handover)
    for row, (label, value) in enumerate(lines, start=first):
        sheet.write_string(row, 0, clean(label), text)
        sheet.write_string(row, 1, cut_to_cell(clean(value)), text)
    last = first + len(lines) + 1
    for column, (head, side) in enumerate((("ĐẠI DIỆN BÊN GIAO", handover.giver), ("ĐẠI DIỆN BÊN NHẬN", handover.receiver))):
        sheet.write_string(last, column, head, strong)
        sheet.write_string(last + 5, column, clean(side.name), strong)
    workbook.close()
    return out.getvalue()


def _write(name: str, heads: FormHeads, rows: Sequence[Sequence[Cell]], on: date, titles: tuple[str, ...]) -> bytes:
    check_rows(heads, rows)
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {**PLAIN, "constant_memory": True})
    workbook.set_properties({"title": clean(heads.title + " " + titles[2].lower().replace(":", "")), "created": datetime.combine(on, time())})
    sheet = workbook.add_worksheet(name)
    _page(sheet, heads)
    first = _titles(workbook, sheet, heads, *titles)
    _heads(workbook, sheet, heads, first)
    sheet.repeat_rows(first, first + 1)
    sheet.freeze_panes(first + 2, 0)
    _rows(workbook, sheet, heads, rows, first + 2)
    workbook.close()
    return out.getvalue()


def _page(sheet: Worksheet, heads: FormHeads) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=1.18, right=0.59, top=0.79, bottom=0.59)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P")
    for column, (width, _) in enumerate(layout_of(heads)):
        sheet.set_column(column, column, round(width / MM_PER_WIDTH, 1))


def _titles(workbook: Workbook, sheet: Worksheet, heads: FormHeads, superior: str, body: str, year: str, *more: str) -> int:
    """The lines of the cover, one row each over all columns; gives the row of the heads."""
    plain = workbook.add_format({**FONT, "align": "center"})
    bold = workbook.add_format({**FONT, "align": "center", "bold": True})
    title = workbook.add_format({**FONT, "align": "center", "bold": True, "font_size": 14})
    lines: list[tuple[str, Format]] = []
    if superior:
        lines.append((superior.upper(), plain))
    lines += [(body.upper(), bold), (heads.title.upper(), title), (year, bold)]
    lines += [(line, plain) for line in more]
    for row, (text, style) in enumerate(lines):
        sheet.merge_range(row, 0, row, len(heads.labels) - 1, "", style)
        sheet.write_string(row, 0, clean(text), style)
    return len(lines) + 1


def _heads(workbook: Workbook, sheet: Worksheet, heads: FormHeads, row: int) -> None:
    box = {**FONT, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    bold, plain = workbook.add_format({**box, "bold": True}), workbook.add_format(box)
    for column, label in enumerate(heads.labels):
        sheet.write_string(row, column, label, bold)
    for column in range(len(heads.labels)):
        sheet.write_string(row + 1, column, f"({column + 1})", plain)


def _rows(workbook: Workbook, sheet: Worksheet, heads: FormHeads, rows: Sequence[Sequence[Cell]], first: int) -> None:
    styles = [_cell_styles(workbook, align) for _, align in layout_of(heads)]
    for row, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells):
            text, quoted = styles[column]
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, text)
                continue
            value = cut_to_cell(clean(cell))
            sheet.write_string(row, column, value, quoted if value.startswith(FORMULA_SIGNS) else text)


def _cell_styles(workbook: Workbook, align: str) -> tuple[Format, Format]:
    """The style of a column, and the same one for texts that begin like a formula."""
    box = {
        **FONT,
        "border": 1,
        "valign": "top",
        "text_wrap": True,
        "align": "center" if align == "c" else "left",
        "num_format": "0",  # no thousands mark
    }
    return workbook.add_format(box), workbook.add_format({**box, "quote_prefix": True})


def cut_to_cell(text: str) -> str:
    """A longer text would be dropped without a word by the format; this one says that it was cut."""
    return text if len(text) <= CELL_LETTERS else text[: CELL_LETTERS - 1] + "…"
