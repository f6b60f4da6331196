"""A copy to be printed: the pages of a PDF or picture with a line at the foot that says who printed it, when, and of which bytes.

Never touches the original: the marked copy is other bytes, and no signature in it counts any more.
"""

from __future__ import annotations

import io
import json

import pikepdf
import typst

from hoso.formats.fonts import FONTS
from hoso.support.typefaces import typefaces

_MARK = """
#let d = json(bytes(sys.inputs.data))
#set text(font: "Tinos", size: 8pt, fill: rgb("#333333"), lang: "vi", hyphenate: false)
#for s in d.sizes {
  page(width: s.at(0) * 1pt, height: s.at(1) * 1pt, margin: 0pt, fill: none,
    place(bottom + center, dy: -9pt, box(fill: white, inset: (x: 4pt, y: 2pt), width: auto, d.line)))
}
"""


def _set(source: str, data: dict[str, object]) -> bytes:
    made = typst.compile(source.encode(), font_paths=typefaces(FONTS), sys_inputs={"data": json.dumps(data)})
    assert isinstance(made, bytes)
    return made


def marked_copy(pdf: bytes, line: str) -> bytes:
    """The pages with `line` at the foot of each, upright also on turned pages. Raises pikepdf.PdfError for what is no PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as book:
        sizes = [_seen_size(page) for page in book.pages]
        kinds = list(dict.fromkeys(sizes))
        with pikepdf.open(io.BytesIO(_set(_MARK, {"sizes": [list(k) for k in kinds], "line": line}))) as marks:
            for page, size in zip(book.pages, sizes, strict=True):
                page.add_overlay(marks.pages[kinds.index(size)], pikepdf.Rectangle(*(float(v) for v in page.mediabox)))
        if "/AcroForm" in book.Root:
            del book.Root["/AcroForm"]  # fields of signatures that no longer hold
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def _seen_size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height in points as the page is seen, its turning counted."""
    x0, y0, x1, y1 = (float(v) for v in page.mediabox)
    width, height = abs(x1 - x0), abs(y1 - y0)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (height, width) if turned else (width, height)
