"""The lines of a PDF's first page alone, where the marks stand: a few milliseconds, whatever the file's length.

Never reads a second page.
"""

from typing import BinaryIO

import pypdfium2 as pdfium

from hoso.formats.pages.model import Page, Pages, Unreadable
from hoso.formats.pages.pdf import _ONE_AT_A_TIME, _page
from hoso.formats.pages.pdf_chars import sheet_of


def first_page(stream: BinaryIO) -> Pages:
    """Its lines; `page_count` is that of the whole file, of which no more is read than the page needs. Raises Unreadable(broken)."""
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(stream)
        except (pdfium.PdfiumError, OSError, ValueError) as error:
            raise Unreadable("broken") from error
        try:
            count = len(document)
            sheet = sheet_of(document.raw, 0) if count > 0 else None
            page, lines, _ = _page(sheet, 1, 0) if sheet else (Page(0, 0, 0, 0, 0, 0), [], 0)
        finally:
            document.close()
    return Pages("pdf", (page,), tuple(lines), count)
