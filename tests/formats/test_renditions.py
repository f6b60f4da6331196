"""Dấu ĐẾN on a rendition: exact size, upright, in free space, on any paper; the original is not touched."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
import typst
from hoso.formats.fonts import FONTS
from hoso.formats.renditions import ArrivalStamp, NotPrintable, facts_of_pdf, print_stamp, stamp_arrival, to_pages
from PIL import Image

from tests.papers import draft_pdf

MM = 72 / 25.4
STAMP = ArrivalStamp("Sở Nội vụ tỉnh Thanh Hóa", "1203", date(2026, 11, 5), "Phòng Văn thư – Lưu trữ", "12.VTLT")
LINES = ("SỞ NỘI VỤ TỈNH THANH HÓA", "ĐẾN", "Số: 1203", "Ngày: 05/11/2026", "Chuyển: Phòng Văn thư – Lưu trữ", "Số và ký hiệu HS: 12.VTLT")


def paper(size: str = '"a4"', body: str = "Số: 39/KH-UBND") -> bytes:
    source = f'#set page({size}, margin: 2cm)\n#set text(font: "Tinos", size: 13pt)\n{body}'
    return bytes(typst.compile(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True))  # type: ignore[misc]


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], Any]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as made:
        change(made)
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def turned(degrees: int) -> Callable[[pikepdf.Pdf], Any]:
    return lambda made: made.pages[0].rotate(degrees, relative=False)


def cropped(made: pikepdf.Pdf) -> None:
    made.pages[0].cropbox = pikepdf.Array([20, 30, 560, 800])


def scan(kind: str, grey: int = 255, dpi: int = 200) -> bytes:
    """A scanned page of A4, empty or full."""
    out = io.BytesIO()
    Image.new("L", (int(8.27 * dpi), int(11.69 * dpi)), grey).save(out, kind, dpi=(dpi, dpi))
    return out.getvalue()


def red_box(pdf: bytes) -> tuple[float, float, float, float]:
    """(left, top, width, height) in millimetres of what is red on the first page as it is shown."""
    scale = 8 / MM  # eight pixels a millimetre
    picture = pdfium.PdfDocument(pdf)[0].render(scale=scale).to_pil().convert("RGB")
    red, green, _ = picture.split()
    only = Image.eval(red, lambda v: 255 if v > 150 else 0)
    dark = Image.eval(green, lambda v: 255 if v < 110 else 0)
    box = Image.composite(only, Image.new("L", only.size), dark).getbbox()
    assert box is not None
    return box[0] / 8, box[1] / 8, (box[2] - box[0]) / 8, (box[3] - box[1]) / 8


PAPERS: dict[str, Callable[[], tuple[bytes, str]]] = {
    "A4": lambda: (paper(), "application/pdf"), "A3 across": lambda: (paper('"a3", flipped: true'), "application/pdf"),
    "A5": lambda: (paper('"a5"'), "application/pdf"), "letter": lambda: (paper('"us-letter"'), "application/pdf"),
    **{f"turned {d}": lambda d=d: (changed(paper(), turned(d)), "application/pdf") for d in (90, 180, 270)},
    "cropped": lambda: (changed(paper(), cropped), "application/pdf"),
    "cropped and turned": lambda: (changed(changed(paper(), cropped), turned(90)), "application/pdf"),
    "full page": lambda: (paper(body="#lorem(900)"), "application/pdf"), "PNG": lambda: (scan("PNG"), "image/png"),
    "JPEG that is full": lambda: (scan("JPEG", grey=90), "image/jpeg"), "TIFF": lambda: (scan("TIFF"), "image/tiff"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_the_stamp_is_35_by_50_mm_and_upright_on_any_paper(name: str) -> None:
    data, kind = PAPERS[name]()
    placed = stamp_arrival(to_pages(data, kind), STAMP)
    left, top, width, height = red_box(placed.pdf)
    assert (width, height) == (pytest.approx(50, abs=0.3), pytest.approx(35, abs=0.3))
    page = pdfium.PdfDocument(placed.pdf)[0]
    assert 0 <= left <= page.get_width() / MM - 50
    assert top <= page.get_height() / MM - 35
    text = " ".join(page.get_textpage().get_text_range().split())
    assert all(line in text for line in LINES), text


def test_it_stands_below_number_and_symbol_and_covers_nothing_while_there_is_room() -> None:
    pdf = to_pages(draft_pdf("Nguyễn Văn An"), "application/pdf")
    placed = stamp_arrival(pdf, STAMP)
    assert placed.place == "free"
    left, top, _, _ = red_box(placed.pdf)
    assert left < 60, "at the left, under the issuer's block"
    assert 20 < top < 110, "in the upper part"
    region = tuple(int(v * 8) for v in (left, top, left + 50, top + 35))
    before = pdfium.PdfDocument(pdf)[0].render(scale=8 / MM).to_pil().convert("L").crop(region)  # type: ignore[arg-type]
    assert before.getextrema()[0] > 220, "nothing stood there"


def test_a_full_page_makes_room_instead_of_being_covered() -> None:
    pdf = to_pages(paper(body="#lorem(900)"), "application/pdf")
    placed = stamp_arrival(pdf, STAMP)
    assert placed.place == "made"
    text = pdfium.PdfDocument(placed.pdf)[0].get_textpage().get_text_range()
    assert "Lorem ipsum" in text
    assert len(pdfium.PdfDocument(placed.pdf)) == len(pdfium.PdfDocument(pdf))


def test_what_is_not_known_stays_a_dotted_line_and_a_long_name_is_never_cut() -> None:
    label = print_stamp(ArrivalStamp("Ủy ban nhân dân phường Hạc Thành thuộc tỉnh Thanh Hóa", "", None))
    page = pdfium.PdfDocument(label)[0]
    assert (page.get_width() / MM, page.get_height() / MM) == (pytest.approx(50, abs=0.05), pytest.approx(35, abs=0.05))
    text = page.get_textpage().get_text_range()
    assert text.count("....") >= 4
    assert "ỦY BAN NHÂN DÂN PHƯỜNG HẠC THÀNH THUỘC TỈNH THANH HÓA" in " ".join(text.split())


def test_a_rendition_carries_no_signature_form_or_script() -> None:
    def with_form(made: pikepdf.Pdf) -> None:
        field = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T=pikepdf.String("Ky"),
                                                      Rect=pikepdf.Array([0, 0, 10, 10]), V=pikepdf.Dictionary(Type=pikepdf.Name.Sig)))  # fmt: skip
        made.pages[0].obj["/Annots"] = pikepdf.Array([field])
        made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))

    with pikepdf.open(io.BytesIO(to_pages(changed(paper(), with_form), "application/pdf"))) as pages:
        assert not {"/AcroForm", "/OpenAction"} & set(pages.Root.keys())
        assert len(pages.pages[0].obj.get("/Annots", [])) == 0


@pytest.mark.parametrize(("data", "kind"), [(b"%PDF-1.4 junk", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"x", "text/plain")])
def test_what_cannot_be_shown_as_pages_is_said(data: bytes, kind: str) -> None:
    with pytest.raises(NotPrintable):
        to_pages(data, kind)


def test_a_scan_and_the_mark_of_a_copy_are_seen() -> None:
    marks = ("SAO Y", "SAO LỤC", "TRÍCH SAO")
    scanned = facts_of_pdf(to_pages(scan("PNG"), "image/png"), marks)
    assert (scanned.is_scan, scanned.copy_mark) == (True, "")
    copy = facts_of_pdf(paper(body="Sao y; Sở Nội vụ; 2026-11-05"), marks)
    assert (copy.is_scan, copy.copy_mark) == (False, "SAO Y")
    assert facts_of_pdf(b"junk", marks).pages == 0
