"""Dấu "ĐẾN" (NĐ 30/2020 PL IV.V, 35 × 50 mm) laid on a rendition of the first page, in free space.

The decree gives shape and size, not the place; the practice of văn thư (công văn 425/VTLTNN-NVTW, guidance) is the free
space below number and symbol, below the abstract of a công văn, or below place and date. Never lies on text while there
is free space anywhere; where there is none, the page is made a little smaller to make room above it.
"""

import io
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pikepdf
import pypdfium2 as pdfium
from PIL import Image

from hoso.formats.forms.typesetting import typeset

MM = 72 / 25.4
WIDTH, HEIGHT = 50 * MM, 35 * MM
_CELL = 2 * MM  # the page is looked at in cells of 2 mm
_EDGE = 8 * MM
_WHITE = 225
_SHRUNK = 0.86


@dataclass(frozen=True, slots=True)
class ArrivalStamp:
    """What the stamp says; an empty `to` or `dossier` stays a dotted line for the pen."""

    agency: str
    number: str
    day: date | None
    to: str = ""
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """The stamped PDF; the stamp's left and lower edge on the page as it is shown, in points; whether the page was made smaller."""

    pdf: bytes
    left: float
    bottom: float
    place: Literal["free", "made"]


def print_stamp(stamp: ArrivalStamp) -> bytes:
    """The stamp alone, a page of 50 × 35 mm: a label for a paper original."""
    day = f"{stamp.day.day:02d}/{stamp.day.month:02d}/{stamp.day.year}" if stamp.day else ""
    return typeset("arrival_stamp", {"agency": stamp.agency, "number": stamp.number, "day": day, "to": stamp.to, "dossier": stamp.dossier}).pdf


def stamp_arrival(pdf: bytes, stamp: ArrivalStamp) -> Placed:
    """The rendition with the stamp on its first page. `pdf` comes from `to_pages`."""
    with pikepdf.open(io.BytesIO(pdf)) as document, pikepdf.open(io.BytesIO(print_stamp(stamp))) as mark:
        page = document.pages[0]
        spot = _free_spot(pdf)
        place: Literal["free", "made"] = "free"
        if spot is None:
            _make_room(document, page)
            width, height = _shown_size(page)
            spot, place = (width - WIDTH - _EDGE, height - HEIGHT - 2 * MM), "made"
        form = document.copy_foreign(mark.pages[0].as_form_xobject())
        name = page.add_resource(form, pikepdf.Name.XObject, prefix="Den")
        matrix = _to_user_space(page, *spot)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"Q q {' '.join(f'{v:.4f}' for v in matrix)} cm {name} Do Q\n".encode())
        output = io.BytesIO()
        document.save(output)
    return Placed(output.getvalue(), *spot, place)


def _unit(page: pikepdf.Page) -> float:
    return float(page.obj.get("/UserUnit", 1))


def _box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(v) for v in page.cropbox)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _turn(page: pikepdf.Page) -> int:
    return int(page.rotation) % 360


def _shown_size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of the page as it is shown, in points."""
    x1, y1, x2, y2 = _box(page)
    size = ((x2 - x1) * _unit(page), (y2 - y1) * _unit(page))
    return size if _turn(page) in (0, 180) else (size[1], size[0])


def _to_user_space(page: pikepdf.Page, left: float, bottom: float) -> tuple[float, ...]:
    """The matrix that puts a form of the stamp's size, upright on the shown page, into the page's own coordinates."""
    x1, y1, x2, y2 = _box(page)
    scale = 1 / _unit(page)
    u, v = left * scale, bottom * scale
    turns: dict[int, tuple[float, ...]] = {
        0: (scale, 0, 0, scale, x1 + u, y1 + v),
        90: (0, scale, -scale, 0, x2 - v, y1 + u),
        180: (-scale, 0, 0, -scale, x2 - u, y2 - v),
        270: (0, -scale, scale, 0, x1 + v, y2 - u),
    }
    return turns[_turn(page)]


def _make_room(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Draw the page smaller, at the foot of the same paper; for a full page."""
    x1, y1, x2, y2 = _box(page)
    wide, high = (x2 - x1) * (1 - _SHRUNK), (y2 - y1) * (1 - _SHRUNK)
    turns = {0: (wide / 2, 0), 90: (wide, high / 2), 180: (wide / 2, high), 270: (0, high / 2)}
    over, up = turns[_turn(page)]
    dx, dy = x1 * (1 - _SHRUNK) + over, y1 * (1 - _SHRUNK) + up
    page.contents_add(f"q {_SHRUNK} 0 0 {_SHRUNK} {dx:.4f} {dy:.4f} cm\n".encode(), prepend=True)
    page.contents_add(b"\nQ\n")


def _free_spot(pdf: bytes) -> tuple[float, float] | None:
    """Left and lower edge, in points of the shown page, of the first free place in the order of the practice."""
    document = pdfium.PdfDocument(pdf)
    try:
        shown = document[0]
        width, height = shown.get_size()
        grid = _ink(shown, width, height)
    finally:
        document.close()
    columns, rows = grid.size
    wide, high = _cells(WIDTH), _cells(HEIGHT)
    edge = _cells(_EDGE)
    sums = _sums(grid)
    best: tuple[float, int, int] | None = None
    for row in range(edge, rows - high - edge + 1):
        for column in range(edge, columns - wide - edge + 1):
            if _covered(sums, columns, column, row, wide, high) == 0:
                rank = _rank(column / columns, row / rows)
                if best is None or rank < best[0]:
                    best = (rank, column, row)
    if best is None:
        return None
    _, column, row = best
    return column * _CELL + (wide * _CELL - WIDTH) / 2, height - (row * _CELL + (high * _CELL + HEIGHT) / 2)


def _cells(length: float) -> int:
    return int(-(-length // _CELL)) + (2 if length > _EDGE else 0)


def _rank(left: float, top: float) -> float:
    """Smaller is better: below number and symbol (left, upper third), then below place and date (right), then anywhere, top first."""
    if 0.08 <= top <= 0.42:
        return top + (0.0 if left < 0.45 else 0.25) + left * 0.1
    return 1 + top + left * 0.1 if top > 0.42 else 3 + top


def _ink(page: pdfium.PdfPage, width: float, height: float) -> Image.Image:
    """The page in cells of 2 mm: 1 where something stands, 0 where the paper is free."""
    scale = 2 / MM  # two pixels a millimetre: thin lines are still seen
    picture = page.render(scale=min(scale, 4000 / max(width, height)), grayscale=True).to_pil().convert("L")
    dark = picture.point(lambda value: 255 if value < _WHITE else 0)
    columns, rows = max(1, int(width / _CELL)), max(1, int(height / _CELL))
    cells: Image.Image = dark.resize((columns, rows), Image.Resampling.BOX).point(lambda value: 1 if value > 2 else 0)
    return cells


def _sums(grid: Image.Image) -> list[int]:
    """Sums of all cells above and left of each, row by row: with one row and one column of noughts before."""
    columns, rows = grid.size
    cells = grid.tobytes()
    sums = [0] * ((columns + 1) * (rows + 1))
    for row in range(rows):
        run = 0
        for column in range(columns):
            run += cells[row * columns + column]
            sums[(row + 1) * (columns + 1) + column + 1] = sums[row * (columns + 1) + column + 1] + run
    return sums


def _covered(sums: list[int], columns: int, column: int, row: int, wide: int, high: int) -> int:
    line = columns + 1
    top, foot = row * line, (row + high) * line
    return sums[foot + column + wide] - sums[top + column + wide] - sums[foot + column] + sums[top + column]
