"""What a received PDF shows that matters for its nature: whether its first page is a scan, and a mark of a copy."""

import ctypes
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium

_FEW = 30  # letters: what a scanner or a signature leaves on a page that has no text layer
_PAGES = 2
_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE of pdfium's fpdf_edit.h


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """`copy_mark` is the mark as it stands (SAO Y, SAO LỤC, TRÍCH SAO), "" when there is none."""

    is_scan: bool = False
    copy_mark: str = ""
    pages: int = 0


def facts_of_pdf(pdf: bytes, marks: Sequence[str]) -> PdfFacts:
    """The facts; empty ones when the file cannot be read. Looks at the first and the last page, and at what signatures show."""
    try:
        document = pdfium.PdfDocument(pdf)
        try:
            count = len(document)
            numbers = sorted({0, *range(max(0, count - _PAGES + 1), count)})
            texts = [_text(document[n]) for n in numbers]
            first = document[0]
            is_scan = len(texts[0].strip()) < _FEW and any(True for _ in first.get_objects(filter=(_PICTURE,), max_depth=3))
        finally:
            document.close()
    except (pdfium.PdfiumError, ctypes.ArgumentError, IndexError):
        return PdfFacts()
    shown = unicodedata.normalize("NFC", "\n".join([*texts, _signatures(pdf)])).upper()
    return PdfFacts(is_scan, next((mark for mark in marks if mark in " ".join(shown.split())), ""), count)


def _text(page: pdfium.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def _signatures(pdf: bytes) -> str:
    """The text of what signature fields show: each appearance laid on a page of its own and read."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as source:
            if "/AcroForm" not in source.Root or not any("/Annots" in page.obj for page in source.pages):
                return ""
            source.flatten_annotations("print")
            output = io.BytesIO()
            source.save(output)
        document = pdfium.PdfDocument(output.getvalue())
        try:
            return _text(document[0])
        finally:
            document.close()
    except (pikepdf.PdfError, pdfium.PdfiumError, ValueError, IndexError):
        return ""
