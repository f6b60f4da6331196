"""Letters of a PDF page, each with its place and face, as pdfium tells them; the only place that talks to pdfium's raw interface.

Coordinates are turned into the page as a reader sees it: points from the upper left corner, /Rotate and the crop box applied.
Never draws and never changes the file.
"""

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from hoso.formats.pages.model import Run

c: Any = raw  # the raw interface has no types

LETTERS_OF_A_PAGE = 60_000  # an A4 page of the smallest print holds 15,000
RULES_OF_A_PAGE = 1_500


@dataclass(slots=True)
class Letter:
    """One character: its box, its baseline, its face (a Run without text); `apart`: pdfium, too, sees a space before it that the file does not hold."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    face: Run
    apart: bool = False


@dataclass(slots=True)
class Rule:
    """A drawn horizontal line."""

    x0: float
    x1: float
    y: float


@dataclass(slots=True)
class Sheet:
    """A page's size in points, its letters in the file's own order, its drawn lines."""

    width: float
    height: float
    letters: list[Letter]
    rules: list[Rule]


def _turned(page: object) -> tuple[float, float, Callable[[float, float], tuple[float, float]]]:
    """Width, height and the way from the file's coordinates to those of a reader."""
    box = [ctypes.c_float() for _ in range(4)]
    if not c.FPDFPage_GetCropBox(page, *(ctypes.byref(b) for b in box)) and not c.FPDFPage_GetMediaBox(page, *(ctypes.byref(b) for b in box)):
        box = [ctypes.c_float(v) for v in (0, 0, c.FPDF_GetPageWidthF(page), c.FPDF_GetPageHeightF(page))]
    left, bottom, right, top = (b.value for b in box)
    width, height = right - left, top - bottom
    turn = c.FPDFPage_GetRotation(page)
    if turn == 1:
        return height, width, lambda x, y: (y - bottom, x - left)
    if turn == 2:
        return width, height, lambda x, y: (right - x, y - bottom)
    if turn == 3:
        return height, width, lambda x, y: (top - y, right - x)
    return width, height, lambda x, y: (x - left, top - y)


def _font_name(font: object) -> str:
    """The family without subset prefix and without the words for bold and italic."""
    size = c.FPDFFont_GetBaseFontName(font, None, 0)
    if not 1 < size < 300:
        return ""
    buffer = ctypes.create_string_buffer(size)
    c.FPDFFont_GetBaseFontName(font, buffer, size)
    return buffer.raw[: size - 1].decode("utf-8", "replace")


_WORDS = ("bolditalic", "boldmt", "italicmt", "bold", "italic", "oblique", "regular", "roman", "psmt", "mt", "ps")
_FAMILIES = {"timesnewroman": "Times New Roman", "timesnewromanps": "Times New Roman", "times": "Times New Roman", "courier": "Courier New"}


def _family(name: str) -> str:
    plain = name.split("+", 1)[1] if len(name) > 7 and name[6] == "+" else name
    plain = plain.split(",")[0].split("-")[0] if "," in plain or "-" in plain else plain
    lowered = plain.lower().replace(" ", "")
    while (ending := next((w for w in _WORDS if lowered.endswith(w) and len(lowered) > len(w) + 2), None)) and lowered not in _FAMILIES:
        lowered, plain = lowered[: -len(ending)], plain[: -len(ending)]
    return _FAMILIES.get(lowered, plain.strip())


def _face(item: object) -> Run:
    """The face of a text object: size with its matrix, bold and italic by name, flags and weight."""
    size, matrix = ctypes.c_float(), c.FS_MATRIX()
    c.FPDFTextObj_GetFontSize(item, ctypes.byref(size))
    scale = math.hypot(matrix.c, matrix.d) if c.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)) else 1.0
    points = round(abs(size.value * scale) * 2, 0) / 2 if size.value else 0.0
    font = c.FPDFTextObj_GetFont(item)
    if not font:
        return Run("", "", points)
    name = _font_name(font)
    lowered, flags = name.lower(), max(0, c.FPDFFont_GetFlags(font))
    bold = "bold" in lowered or "black" in lowered or bool(flags & (1 << 18)) or c.FPDFFont_GetWeight(font) >= 600
    italic = "italic" in lowered or "oblique" in lowered or bool(flags & (1 << 6))
    return Run("", _family(name), points, bold, italic)


def _letters(page: object, text: object, place: Callable[[float, float], tuple[float, float]]) -> list[Letter]:
    count = min(c.FPDFText_CountChars(text), LETTERS_OF_A_PAGE)
    faces: dict[int, Run] = {}
    nobody = Run("")
    box, x, y = c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    letters: list[Letter] = []
    apart = False
    for at in range(count):
        code = c.FPDFText_GetUnicode(text, at)
        if code == 32 and c.FPDFText_IsGenerated(text, at) == 1:
            apart = True
            continue
        if code < 32 or code == 0xFFFE or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        if c.FPDFText_IsGenerated(text, at) == 1 or not c.FPDFText_GetLooseCharBox(text, at, box_at):
            continue
        item = c.FPDFText_GetTextObject(text, at)
        key = ctypes.cast(item, ctypes.c_void_p).value or 0
        face = faces.get(key)
        if face is None:
            face = faces[key] = _face(item) if key else nobody
        c.FPDFText_GetCharOrigin(text, at, x_at, y_at)
        xa, ya = place(box.left, box.top)
        xb, yb = place(box.right, box.bottom)
        _, base = place(x.value, y.value)
        letters.append(Letter(chr(code), min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb), base, face, apart))
        apart = False
    return letters


def _rules(page: object, place: Callable[[float, float], tuple[float, float]]) -> list[Rule]:
    """Drawn horizontal lines and flat boxes, 8 mm and longer."""
    rules: list[Rule] = []
    edges = [ctypes.c_float() for _ in range(4)]
    for at in range(min(c.FPDFPage_CountObjects(page), RULES_OF_A_PAGE)):
        item = c.FPDFPage_GetObject(page, at)
        if c.FPDFPageObj_GetType(item) != c.FPDF_PAGEOBJ_PATH or not c.FPDFPageObj_GetBounds(item, *(ctypes.byref(e) for e in edges)):
            continue
        xa, ya = place(edges[0].value, edges[3].value)
        xb, yb = place(edges[2].value, edges[1].value)
        if abs(yb - ya) <= 3 and abs(xb - xa) >= 22:
            rules.append(Rule(min(xa, xb), max(xa, xb), (ya + yb) / 2))
    return rules


def sheet_of(document: object, index: int) -> Sheet | None:
    """The page `index` (from 0), or None where it is broken."""
    page = c.FPDF_LoadPage(document, index)
    if not page:
        return None
    text = c.FPDFText_LoadPage(page)
    try:
        width, height, place = _turned(page)
        letters = _letters(page, text, place) if text else []
        return Sheet(width, height, letters, _rules(page, place))
    finally:
        if text:
            c.FPDFText_ClosePage(text)
        c.FPDF_ClosePage(page)
