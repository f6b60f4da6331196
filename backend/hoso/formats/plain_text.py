"""The words of a file: the text layer of a PDF, the paragraphs and tables of a DOCX, a plain text. Nothing of a picture.

Bounded in pages, letters and unpacked bytes; what is broken, encrypted or too large gives no text. Never runs anything of the file.
"""

from __future__ import annotations

import io
import zipfile

import pypdfium2
from docx import Document
from docx.opc.exceptions import PackageNotFoundError

PDF, DOCX, TXT = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/plain"
READABLE = (PDF, DOCX, TXT)
MOST_LETTERS = 200_000
MOST_PAGES = 300
MOST_UNPACKED = 60 * 1024 * 1024


def plain_text(data: bytes, media_type: str) -> str:
    """The text, cut after 200,000 letters; "" where there is none or it cannot be read."""
    if media_type == PDF:
        return _of_pdf(data)
    if media_type == DOCX:
        return _of_docx(data)
    return data[: MOST_LETTERS * 4].decode("utf-8", "replace")[:MOST_LETTERS] if media_type == TXT else ""


def _of_pdf(data: bytes) -> str:
    try:
        book = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    found: list[str] = []
    letters = 0
    try:
        for number in range(min(len(book), MOST_PAGES)):
            try:
                page = book[number]
                text = page.get_textpage().get_text_bounded()
            except pypdfium2.PdfiumError:
                continue
            found.append(text)
            letters += len(text)
            if letters > MOST_LETTERS:
                break
    finally:
        book.close()
    return "\n".join(found)[:MOST_LETTERS]


def _of_docx(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
                return ""
        document = Document(io.BytesIO(data))
        lines = [p.text for p in document.paragraphs]
        lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError, AttributeError):  # lxml's faults are SyntaxErrors
        return ""
    return "\n".join(lines)[:MOST_LETTERS]
