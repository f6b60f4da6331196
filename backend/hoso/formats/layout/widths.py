"""How wide letters are in Times New Roman, by the metrics of the shipped Tinos; the width of a drawn line is judged against it.

Never lays out a page.
"""

from collections.abc import Iterable
from functools import cache

from PIL import ImageFont

from hoso.formats.fonts import FONTS
from hoso.formats.pages import Run

_FILES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
_AT = 100  # points at which the font is measured
MM_PER_POINT = 0.352778


@cache
def _font(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"Tinos-{_FILES[bold, italic]}.ttf"), _AT, layout_engine=ImageFont.Layout.BASIC)


@cache
def _advance(letter: str, bold: bool, italic: bool) -> float:
    return float(_font(bold, italic).getlength(letter)) / _AT


def width_mm(runs: Iterable[Run]) -> float:
    """The width of the runs side by side, without tabs."""
    return sum(sum(_advance(c, r.bold, r.italic) for c in r.text if c >= " ") * (r.size_pt or 13.0) * MM_PER_POINT for r in runs)
