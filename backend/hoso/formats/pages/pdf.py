"""Reads a PDF's text layer as lines with their places.

Never runs what a PDF carries (scripts, launch actions, links): pdfium is built here without them and is only asked for text. Never
recognises letters in a picture: a scan without text layer answers `no_text`.
"""

import re
import threading
from typing import Literal

from hoso.formats.pages.model import Line, Page, Pages, Unreadable
from hoso.formats.pages.pdf_chars import Rule, Sheet, c, sheet_of
from hoso.formats.pages.pdf_rows import MM, Piece, Row, rows_of, runs_of

PAGES = 1_000  # a file of more pages is refused
READ = 60  # pages that are read; the head and the signature of a document stand there
LETTERS = 250_000  # reading ends with the page on which this many letters have been seen
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,4}[-–\s]*|Trang \d{1,4}([/\s]+\d{1,4})?")
_ONE_AT_A_TIME = threading.Lock()  # pdfium is not made for threads


def _rule_below(piece: Piece, rules: list[Rule]) -> float:
    """The length in mm of a drawn line right below the piece."""
    low = piece.bottom
    for rule in rules:
        centre = (rule.x0 + rule.x1) / 2
        near = low - 0.35 * piece.size <= rule.y <= low + 1.1 * piece.size and piece.x0 - 12 <= centre <= piece.x1 + 12
        if near and rule.x1 - rule.x0 <= 1.6 * max(piece.x1 - piece.x0, 60):
            return round((rule.x1 - rule.x0) * MM, 1)
    return 0.0


def _aligned(piece: Piece, left: float, right: float) -> Literal["left", "right", "center", "justify", ""]:
    if piece.side != "full":
        return ""
    before, after = piece.x0 - left, right - piece.x1
    if before > 14 and abs(before - after) < 10:
        return "center"
    if abs(after) < 4:
        return "right" if before > 60 else "justify"
    return "left"


def _number(rows: list[Row], sheet: Sheet) -> tuple[Row | None, Literal["top-center", "other", ""]]:
    """The row that is nothing but a page number, and where it stands."""
    for row, at_top in ((rows[0], True), (rows[-1], False)) if len(rows) > 1 else ():
        text = "".join(letter.text for w in row.words for letter in w.letters)
        near = row.base < 90 if at_top else row.base > sheet.height - 90
        if near and _PAGE_NUMBER.fullmatch(text):
            centre = (row.words[0].x0 + row.words[-1].x1) / 2
            middle = sheet.width / 2
            return row, "top-center" if at_top and abs(centre - middle) < 40 else "other"
    return None, ""


def _ordered(rows: list[Row]) -> list[Piece]:
    """Reading order: of a zone of two columns the left one first."""
    ordered: list[Piece] = []
    right: list[Piece] = []
    for row in rows:
        if row.pieces[0].side == "full":
            ordered += right
            right = []
        for piece in row.pieces:
            (right if piece.side == "right" else ordered).append(piece)
    return ordered + right


def _page(sheet: Sheet, number: int, paragraph: int) -> tuple[Page, list[Line], int]:
    rows = rows_of(sheet)
    counted, where = _number(rows, sheet) if rows else (None, "")
    kept = [row for row in rows if row is not counted]
    size = counted.size if counted else 0.0
    said = "".join(letter.text for w in counted.words for letter in w.letters).strip("-– ") if counted else ""
    pieces = _ordered(kept)
    if not pieces:
        return Page(round(sheet.width * MM, 1), round(sheet.height * MM, 1), 0, 0, 0, 0, said, where, size), [], paragraph
    left, right = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    lines: list[Line] = []
    last: Piece | None = None
    for piece in pieces:
        top, bottom = piece.top, piece.bottom
        if last is None or _new_paragraph(last, piece, left, right):
            paragraph += 1
        first = not lines or lines[-1].paragraph != paragraph
        runs = runs_of(piece)
        lines.append(Line(
            page=number, text="".join(r.text for r in runs), runs=runs, x0=round(piece.x0 * MM, 1), y0=round(top * MM, 1),
            x1=round(piece.x1 * MM, 1), y1=round(bottom * MM, 1), side=piece.side,  # type: ignore[arg-type]
            align=_aligned(piece, left, right), first_line_mm=round((piece.x0 - left) * MM, 1) if first and piece.side == "full" else 0.0,
            paragraph=paragraph, rule_below=_rule_below(piece, sheet.rules),
        ))  # fmt: skip
        last = piece
    page = Page(
        round(sheet.width * MM, 1), round(sheet.height * MM, 1), round(min(p.top for p in pieces) * MM, 1),
        round((sheet.height - max(p.bottom for p in pieces)) * MM, 1), round(left * MM, 1), round((sheet.width - right) * MM, 1), said, where, size,
    )  # fmt: skip
    return page, lines, paragraph


def _new_paragraph(last: Piece, piece: Piece, left: float, right: float) -> bool:
    if piece.side != "full" or last.side != "full" or abs(piece.size - last.size) > 1.5:
        return True
    if piece.x0 - left > 14 and not (last.x0 - left > 14 and abs((piece.x0 - left) - (right - piece.x1)) < 10):
        return True  # an indented first line; centred lines run on
    return piece.top - last.bottom > 0.9 * piece.size or (right - last.x1 > 60 and last.x0 - left < 14)


def _opened(data: bytes) -> object:
    document = c.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = c.FPDF_GetLastError() in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY)
        raise Unreadable("encrypted" if locked else "broken")
    return document


def read_pdf(data: bytes) -> Pages:
    """The lines of a PDF's first pages. Raises Unreadable(encrypted, broken, too_many_pages, no_text).

    Source of the places: the text layer; sizes in points as printed (font size × matrix), rounded to half points.
    """
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("broken")
    with _ONE_AT_A_TIME:
        document = _opened(data)
        try:
            count = c.FPDF_GetPageCount(document)
            if count < 1:
                raise Unreadable("broken")
            if count > PAGES:
                raise Unreadable("too_many_pages")
            pages, lines = _read(document, count)
        finally:
            c.FPDF_CloseDocument(document)
    if not lines:
        raise Unreadable("no_text")
    return Pages("pdf", tuple(pages), tuple(lines), count)


def _read(document: object, count: int) -> tuple[list[Page], list[Line]]:
    pages: list[Page] = []
    lines: list[Line] = []
    seen = paragraph = 0
    for index in range(min(count, READ)):
        sheet = sheet_of(document, index)
        if sheet is None:
            pages.append(Page(0, 0, 0, 0, 0, 0))
            continue
        page, more, paragraph = _page(sheet, index + 1, paragraph)
        pages.append(page)
        lines += more
        seen += len(sheet.letters)
        if seen > LETTERS:
            break
    return pages, lines
