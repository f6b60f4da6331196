"""Write number and date into the blanks of a PDF draft before it is signed (NĐ 30 Đ15.3, PL I II.3–II.4).

The blanks are found by position: "Số:      /KH-SNV" and "ngày      tháng      năm 2026" on the first page. Never changes
the draft's own content: the words are laid over it.
"""

import ctypes
import io
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import typst

from hoso.support.errors import RuleBroken
from hoso.support.signatures.comparing import signature_count
from hoso.support.typefaces import typefaces

_NUMBER = re.compile(r"Số\s*:([\s.…_]*)/")
_DATE = re.compile(r"ngày([\s.…_]*)tháng([\s.…_]*)năm([\s.…_]*)(\d{4})?", re.IGNORECASE)
_OVERLAY = """
#let d = json(bytes(sys.inputs.data))
#set page(width: d.width * 1pt, height: d.height * 1pt, margin: 0pt, fill: none)
#set text(font: "Tinos", lang: "vi", top-edge: "baseline", bottom-edge: "baseline")
#for w in d.words {
  let word = align(center, text(size: w.size * 1pt, style: w.style, w.text))
  place(top + left, dx: w.x * 1pt, dy: (d.height - w.y) * 1pt, box(fill: white, outset: (top: 9pt, bottom: 2.5pt), width: w.width * 1pt, word))
}
"""


class BlankNotFound(RuleBroken):
    """The draft has no blank for number and date on its first page."""

    code = "blank_not_found"


class DraftIsSigned(RuleBroken):
    """The draft bears a signature already: number and date written into it would break that signature before every receiver's eyes."""

    code = "draft_is_signed"


@dataclass(frozen=True)
class Word:
    """A word to lay over: left edge, base line and width in points from the bottom left, at the size of its neighbours."""

    x: float
    y: float
    width: float
    size: float
    text: str
    style: str = "normal"


def written_day(day: date) -> tuple[str, str, str]:
    """Day, month, year as NĐ 30 writes them: days below 10 and months 1, 2 with a leading zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}", month, str(day.year)


def _between(page: pdfium.PdfTextPage, start: int, end: int) -> tuple[float, float, float, float]:
    """(left, base line, width, size of letters) of the room after character `start` and before character `end`."""
    right = page.get_charbox(start, loose=True)[2]
    left = page.get_charbox(end, loose=True)[0]
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(page, start, x, y)  # type: ignore[attr-defined]  # its names are made at import
    size = float(pdfium_c.FPDFText_GetFontSize(page, start))  # type: ignore[attr-defined]
    return right + 1, y.value, max(left - right - 2, 14.0), size if 8 <= size <= 20 else 13.0


def find_blanks(pdf: bytes, number: str, day: date) -> list[Word]:
    """The words and where they go. Raises BlankNotFound."""
    document = pdfium.PdfDocument(pdf)
    page = document[0].get_textpage()
    text = page.get_text_range()
    found = _NUMBER.search(text)
    when = _DATE.search(text)
    if found is None or when is None or when.end() >= len(text):
        raise BlankNotFound("Không tìm thấy chỗ trống “Số: …/…” và “ngày … tháng … năm …” ở trang đầu của dự thảo. Sửa dự thảo theo mẫu rồi ký lại.")
    two, month, year = written_day(day)
    words = [Word(*_between(page, text.index(":", found.start()), found.end() - 1), number)]
    places = ((when.start(1) - 1, when.end(1), two), (when.start(2) - 1, when.end(2), month))
    words += [Word(*_between(page, start, end), value, "italic") for start, end, value in places]
    if not when.group(4):
        left, base, _, size = _between(page, when.start(3) - 1, when.start(3) - 1)
        words.append(Word(left + 2, base, 30, size, year, "italic"))
    return words


def fill_blanks(pdf: bytes, number: str, day: date, fonts: Path) -> bytes:
    """The PDF with number and date in its blanks; `fonts` holds Tinos. Raises BlankNotFound, DraftIsSigned."""
    if signature_count(pdf):
        raise DraftIsSigned("Tệp dự thảo đã có chữ ký số; ghi số, ngày vào tệp làm chữ ký đó mất giá trị. Tải lên bản chưa ký rồi trình lại.")
    words = find_blanks(pdf, number, day)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        first = document.pages[0]
        box = [float(v) for v in first.mediabox]
        data = {"width": box[2] - box[0], "height": box[3] - box[1], "words": [w.__dict__ for w in words]}
        overlay = typst.compile(
            _OVERLAY.encode(), font_paths=typefaces(fonts), sys_inputs={"data": json.dumps(data)}
        )
        with pikepdf.open(io.BytesIO(overlay)) as layer:
            first.add_overlay(layer.pages[0], None)
            output = io.BytesIO()
            document.save(output)
    return output.getvalue()
