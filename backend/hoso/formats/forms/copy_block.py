"""Writes the block of a paper copy right after the end of the copied document (NĐ 30 PL I Phần II, II; PL III Mẫu 3.1).

The end is found in the picture of the last page, so that scans work as texts do; where the room is too small the block goes to a new
page. Never changes what is copied.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pikepdf
import pypdfium2 as pdfium

from hoso.formats.forms.texts import place_and_day
from hoso.formats.forms.typesetting import typeset

LEFT, RIGHT, BOTTOM, TOP = 85.0, 42.5, 42.5, 56.7  # margins in points: 30, 15, 15 and 20 mm
GAP = 8.0
_SCALE = 0.5
_DARK = 160  # darker than this is written, not paper


class NoPages(ValueError):
    """The file holds none of the pages that were asked for, or is no PDF that can be read."""


@dataclass(frozen=True, slots=True)
class CopyBlock:
    """`heading` SAO Y, SAO LỤC or TRÍCH SAO; `number` with symbol ("05/SY-SNV"); `recipients` without dash."""

    heading: str
    agency: str
    number: str
    place: str
    made_on: date
    titles: Sequence[str]
    signer: str
    recipients: Sequence[str]


def _block(block: CopyBlock, width: float) -> bytes:
    return typeset("copy_block", {
        "title": block.heading, "heading": block.heading, "agency": block.agency, "number": block.number, "width": width,
        "place_and_day": place_and_day(block.place, block.made_on), "titles": list(block.titles), "signer": block.signer,
        "recipients": [f"{r};" if i + 1 < len(block.recipients) else f"{r.rstrip('.')}." for i, r in enumerate(block.recipients)],
    }).pdf  # fmt: skip


def pages_of(pdf: bytes, wanted: Sequence[int] = ()) -> bytes:
    """The wanted pages (from 1; none = all) as a file of their own. Raises NoPages."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as target:
            count = len(source.pages)
            source.flatten_annotations("print")  # what signatures show becomes part of the page that is copied
            if any(not 1 <= n <= count for n in wanted) or not count:
                raise NoPages(f"1–{count}")
            for number in wanted or range(1, count + 1):
                target.pages.append(source.pages[number - 1])
                _show_whole(target.pages[-1])
            output = io.BytesIO()
            target.save(output)
    except pikepdf.PdfError as error:
        raise NoPages("0") from error
    return output.getvalue()


def _show_whole(page: pikepdf.Page) -> None:
    """A crop that leaves nothing of the page to see is no crop: readers show the page without it."""
    left, bottom, right, top = _edges(page.mediabox)
    x1, y1, x2, y2 = _edges(page.cropbox)
    hidden = min(right, x2) - max(left, x1) < 1 or min(top, y2) - max(bottom, y1) < 1
    if hidden and "/CropBox" in page.obj:
        del page.obj["/CropBox"]


def _edges(box: pikepdf.Array) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(v) for v in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def end_of_content(pdf: bytes) -> float:
    """How far above the bottom edge of the last page its content ends, in points; the height where the page is empty. Raises NoPages."""
    document = pdfium.PdfDocument(pdf)
    page = document[len(document) - 1]
    try:
        picture = page.render(scale=_SCALE, grayscale=True).to_pil()
    except (ValueError, RuntimeError) as error:  # a page without any extent, or one that pdfium cannot draw
        raise NoPages("0") from error
    dark = picture.point(lambda v: 255 if v < _DARK else 0).getbbox()
    return float(page.get_height()) if dark is None else float(page.get_height()) - dark[3] / _SCALE


def with_block(pdf: bytes, block: CopyBlock) -> bytes:
    """The copy to print: its pages and the block. Raises NoPages."""
    content = pages_of(pdf)
    with pikepdf.open(io.BytesIO(content)) as copy:
        last = copy.pages[-1]
        box = [float(v) for v in last.mediabox]
        width = box[2] - box[0]
        drawn = _block(block, width - LEFT - RIGHT)
        with pikepdf.open(io.BytesIO(drawn)) as layer:
            size = [float(v) for v in layer.pages[0].mediabox]
            end = end_of_content(content) - GAP
            if end - size[3] < BOTTOM / 2 or int(last.get("/Rotate", 0)) % 360:
                copy.add_blank_page(page_size=(595.28, 841.89))
                last, box, end = copy.pages[-1], [0.0, 0.0, 595.28, 841.89], 841.89 - TOP
            room = pikepdf.Rectangle(box[0] + LEFT, box[1] + end - size[3], box[0] + LEFT + size[2], box[1] + end)
            last.add_overlay(layer.pages[0], room)
        output = io.BytesIO()
        copy.save(output)
    return output.getvalue()
