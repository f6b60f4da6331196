"""Prints a register book: the cover of NĐ 30 PL IV and its table in landscape, for any form of the column table.

Never leaves a page half empty inside a book, however many rows: a long book is set in parts, and the rows of the unfinished
last page of a part open the next part. Never reads rows from anywhere: the caller hands them over.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pikepdf

from hoso.formats.forms.columns import FormHeads, form_heads
from hoso.formats.forms.tables import Cell, check_rows, long_rows, table_data
from hoso.formats.forms.texts import BLANK, short_day
from hoso.formats.forms.typesetting import Data, Typeset, typeset

PAGE_MM = 252.0
PART_ROWS = 1000  # typst takes 845 MB for 5,000 rows in one go
Setting = Callable[..., Typeset]
WITHOUT_NUMBERS = frozenset({"resolution_register"})  # PL IV.VIII has no "Từ số … đến số …"


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """One volume. `rows` have one cell per column of the form that was in force on `in_force_on`; what is unknown stays
    a dotted line on the cover."""

    form: str
    in_force_on: date
    agency: str
    year: int
    rows: Sequence[Sequence[Cell]]
    superior: str = ""
    from_on: date | None = None
    to_on: date | None = None
    from_number: str = ""
    to_number: str = ""
    volume: str = ""

    @property
    def heads(self) -> FormHeads:
        """Title and column heads; FormNotInForce when the law had no such form on that day."""
        return form_heads(self.form, self.in_force_on)


def cover_lines(book: RegisterBook) -> tuple[str, ...]:
    """“Từ ngày … đến ngày …” and, where the form has it, “Từ số … đến số …”."""
    days = f"Từ ngày {short_day(book.from_on)} đến ngày {short_day(book.to_on)}"
    if book.form in WITHOUT_NUMBERS:
        return (days,)
    return days, f"Từ số {book.from_number or BLANK} đến số {book.to_number or BLANK}"


def print_register(book: RegisterBook, setting: Setting = typeset, rows_a_part: int = PART_ROWS, told: Callable[[int], None] = lambda done: None) -> bytes:
    """PDF, A4 landscape; the cover bears no number, the first page of the table is page 1.

    `setting` may typeset elsewhere (a process that gives its memory back); `told` hears how many rows are set.
    """
    heads = book.heads
    check_rows(heads, book.rows)
    return _joined([*_parts(book, heads, setting, rows_a_part, told)])


def _parts(book: RegisterBook, heads: FormHeads, setting: Setting, rows_a_part: int, told: Callable[[int], None]) -> Iterator[bytes]:
    start, first_page = 0, 1
    while True:
        rows = book.rows[start : start + rows_a_part]
        table = table_data(heads, rows, PAGE_MM)
        cover = _cover(book, heads) if start == 0 else None
        last = start + len(rows) >= len(book.rows)
        part = setting("register", _data(book, heads, table, cover, first_page), rows=not last, tagged=False)
        if last:
            yield part.pdf
            return
        taken, pages = _whole_pages(part.row_pages, long_rows(table))
        pdf = _first_pages(part.pdf, pages) if pages else part.pdf
        yield pdf
        first_page += _page_count(pdf) - (1 if cover else 0)
        start += taken
        told(start)


def _whole_pages(row_pages: Sequence[int], long: Sequence[bool]) -> tuple[int, int]:
    """How many rows, on how many pages, make full pages only: the cut is before a row that opens a page.

    The row before must be one that is never cut itself, or its end would stand on the dropped page.
    (all rows, 0) when there is no such place.
    """
    for at in range(len(row_pages) - 1, 0, -1):
        if row_pages[at] != row_pages[at - 1] and not long[at - 1]:
            return at, row_pages[at] - 1
    return len(row_pages), 0


def _cover(book: RegisterBook, heads: FormHeads) -> dict[str, Data]:
    return {
        "superior": book.superior,
        "agency": book.agency,
        "title": heads.title,
        "year": f"Năm: {book.year}",
        "lines": [*cover_lines(book)],
        "volume": f"Quyển số: {book.volume or BLANK}",
    }


def _data(book: RegisterBook, heads: FormHeads, table: dict[str, Data], cover: dict[str, Data] | None, first_page: int) -> dict[str, Data]:
    return {"title": f"{heads.title} năm {book.year}", "cover": cover, "first_page": first_page, "table": table}


def _page_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as book:
        return len(book.pages)


def _first_pages(pdf: bytes, pages: int) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as book:
        del book.pages[pages:]
        return _saved(book)


def _joined(parts: Sequence[bytes]) -> bytes:
    if len(parts) == 1:
        return parts[0]
    with pikepdf.open(io.BytesIO(parts[0])) as book:
        for part in parts[1:]:
            with pikepdf.open(io.BytesIO(part)) as more:
                book.pages.extend(more.pages)
        return _saved(book)


def _saved(book: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    book.save(out, deterministic_id=True)
    return out.getvalue()
