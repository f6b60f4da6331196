"""Where signatures stand (NĐ 30 PL I II.7d, II.8): a person's between title and name, the agency's seal over its left third.

The places are found in the PDF: the name below the title, and the box of the person's signature. Boxes are (left, bottom, right,
top) in points from the bottom left. Never changes a file.
"""

import io
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium

Box = tuple[float, float, float, float]
POINTS = 72 / 25.4  # points in a millimetre
PERSON_MM = (49.4, 16.9)  # a person's signature where no image says otherwise
SEAL_MM = (36.0, 36.0)  # the agency's round seal where no image says otherwise
_NO_PLACE: Box = (330.0, 60.0, 500.0, 110.0)


@dataclass(frozen=True)
class Name:
    """Where the signer's name stands; `above` is the bottom of the title above it."""

    page: int
    middle: float
    top: float
    above: float


def _boxes(page: pdfium.PdfTextPage, name: str) -> list[Box]:
    text, found, start = page.get_text_range(), list[Box](), 0
    while name and (at := text.find(name, start)) >= 0:
        left, bottom, _, top = page.get_charbox(at, loose=True)
        found.append((left, bottom, page.get_charbox(at + len(name) - 1, loose=True)[2], top))
        start = at + len(name)
    return found


def _title_above(page: pdfium.PdfTextPage, box: Box) -> float | None:
    """The bottom of the nearest line above the box in its column; None = nothing stands there."""
    middle, top = (box[0] + box[2]) / 2, box[3]
    lines = (page.get_rect(i) for i in range(page.count_rects()))
    over = [bottom for left, bottom, right, _ in lines if bottom >= top - 2 and left < middle + 50 and right > middle - 50]
    return min(over, default=None)


def _is_blocked(page: pdfium.PdfTextPage, box: Box, title: str) -> bool:
    """Whether the last line of the signer's block stands above the name, within a hand's breadth."""
    return any(title and b[1] >= box[3] - 2 and b[1] - box[3] < 170 and b[0] < box[2] and b[2] > box[0] for b in _boxes(page, title))


def name_place(pdf: bytes, name: str, title: str = "") -> Name | None:
    """The signer's name below the title; else the lowest one in the right half of the last page that names him; None = nowhere."""
    document = pdfium.PdfDocument(pdf)
    second: Name | None = None
    for index in reversed(range(len(document))):
        page = document[index].get_textpage()
        width = document[index].get_width()
        boxes = sorted(_boxes(page, name), key=lambda b: ((b[0] + b[2]) / 2 < width / 2, b[1]))
        for box in boxes:
            above = _title_above(page, box)
            here = Name(index, (box[0] + box[2]) / 2, box[3], above if above is not None else box[3] + 60)
            if _is_blocked(page, box, title):
                return here
            second = second or here
    return second


def person_box(place: Name | None, size_mm: tuple[float, float] = PERSON_MM) -> tuple[int, Box]:
    """(page, box) between title and name; smaller where the room is, at least 20 points high."""
    if place is None:
        return 0, _NO_PLACE
    width, height = size_mm[0] * POINTS, size_mm[1] * POINTS
    room = place.above - place.top
    fit = min(1.0, max(20.0, room - 2) / height)
    width, height = width * fit, height * fit
    bottom = place.top + max(0.0, (room - height) / 2) if room < 140 else place.top + 4
    return place.page, (place.middle - width / 2, bottom, place.middle + width / 2, bottom + height)


def signature_box(pdf: bytes, field: str | None = None) -> tuple[int, Box] | None:
    """(page, box) of the last signature that shows in the file, or of the one in the named field."""
    found = None
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for index, page in enumerate(document.pages):
            for note in page.get("/Annots", pikepdf.Array()):
                box = [float(v) for v in note.get("/Rect", [0, 0, 0, 0])]
                wanted = field is None or str(note.get("/T", "")) == field
                if wanted and note.get("/FT") == pikepdf.Name.Sig and box[2] - box[0] > 1 and box[3] - box[1] > 1:
                    found = (index, (box[0], box[1], box[2], box[3]))
    return found


def seal_box(signed: tuple[int, Box] | None, place: Name | None, size_mm: tuple[float, float] = SEAL_MM) -> tuple[int, Box]:
    """(page, box) at real size: the seal covers the left third of the person's signature and stands level with it."""
    page, (left, bottom, right, top) = signed or person_box(place)
    width, height = size_mm[0] * POINTS, size_mm[1] * POINTS
    edge, middle = left + (right - left) / 3, (bottom + top) / 2
    start = max(4.0, edge - width)
    return page, (start, middle - height / 2, start + width, middle + height / 2)


def corner_box(pdf: bytes, width: float, height: float) -> Box:
    """Top right of the first page: of attachments and of electronic copies."""
    page = pdfium.PdfDocument(pdf)[0]
    right, top = page.get_width() - 15 * POINTS, page.get_height() - 5 * POINTS
    return (right - width, top - height, right, top)


def free_field(pdf: bytes, base: str) -> str:
    """A name for a signature field that the file does not know yet: NguoiKy, NguoiKy2, …"""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        form = document.Root.get("/AcroForm", pikepdf.Dictionary())
        taken = {str(f.get("/T", "")) for f in form.get("/Fields", pikepdf.Array())}
    number = 1
    while (name := base if number == 1 else f"{base}{number}") in taken:
        number += 1
    return name


_PREFIXES = ("KT.", "TL.", "TM.", "TUQ.", "Q.", "PHÓ")


def block_stands(pdf: bytes, lines: tuple[str, ...], name: str) -> bool | None:
    """Whether the draft bears this signer's block on a page that names the signer; None = no page does (a scan, another name)."""
    document = pdfium.PdfDocument(pdf)
    for index in reversed(range(len(document))):
        text = " ".join(document[index].get_textpage().get_text_range().split())
        if name and name in text:
            return all(_stands_alone(text, line) for line in lines)
    return None


def _stands_alone(text: str, line: str) -> bool:
    """Whether the line is there as itself, not as the end of a longer one: GIÁM ĐỐC is not in KT. GIÁM ĐỐC."""
    at = text.find(line)
    while at >= 0:
        if not text[:at].rstrip().endswith(_PREFIXES):
            return True
        at = text.find(line, at + 1)
    return False
