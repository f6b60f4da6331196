"""The lines of a PDF's first page alone, where the marks stand: a few milliseconds, whatever the file's length.

Never reads a second page.
"""

from hoso.formats.pages.model import Page, Pages, Unreadable
from hoso.formats.pages.pdf import _ONE_AT_A_TIME, _opened, _page
from hoso.formats.pages.pdf_chars import c, sheet_of


def first_page(data: bytes) -> Pages:
    """Its lines; `page_count` is that of the whole file. Raises Unreadable(encrypted, broken)."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("broken")
    with _ONE_AT_A_TIME:
        document = _opened(data)
        try:
            count = c.FPDF_GetPageCount(document)
            sheet = sheet_of(document, 0) if count > 0 else None
            page, lines, _ = _page(sheet, 1, 0) if sheet else (Page(0, 0, 0, 0, 0, 0), [], 0)
        finally:
            c.FPDF_CloseDocument(document)
    return Pages("pdf", (page,), tuple(lines), count)
