"""Pictures and scans as pages: nothing is turned, darkened or left out, and no picture fills the memory of the program."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hoso.formats.pictures import FRAMES, TooLargePicture, picture_pdf
from PIL import Image

from tests.bench.bad_input import blank_png, tiff

ROOM = """
import resource, sys
from hoso.formats.pictures import TooLargePicture, picture_pdf
picture_pdf(open(sys.argv[2], "rb").read())
least = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    made = len(picture_pdf(open(sys.argv[1], "rb").read()))
except TooLargePicture:
    made = 0
print(made, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - least) // 1000)
"""


def seen(pdf: bytes, page: int = 0) -> Image.Image:
    return pdfium.PdfDocument(pdf)[page].render(scale=0.5).to_pil().convert("RGB")


def test_each_page_of_a_scan_keeps_its_order_size_and_colours() -> None:
    frames = [Image.new("1", (1240, 1754), 1), Image.new("L", (1240, 1754), 90), Image.new("RGB", (1754, 1240), "red")]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], dpi=(150, 150))
    made = picture_pdf(out.getvalue())
    with pikepdf.open(io.BytesIO(made)) as book:
        sizes = [tuple(round(float(v)) for v in page.mediabox[2:]) for page in book.pages]
    assert sizes == [(595, 842), (595, 842), (842, 595)]
    assert [seen(made, n).getpixel((100, 100)) for n in (0, 1)] == [(255, 255, 255), (90, 90, 90)]
    red, green, blue = seen(made, 2).getpixel((100, 100))  # type: ignore[misc]
    assert red > 240 and green < 20 and blue < 20


def test_a_clear_ground_is_white_and_a_turned_photograph_stands_upright() -> None:
    clear, photograph = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (400, 300), (0, 0, 0, 0)).save(clear, "PNG")
    assert seen(picture_pdf(clear.getvalue())).getpixel((50, 50)) == (255, 255, 255)
    turned = Image.new("RGB", (400, 300), "white")
    exif = turned.getexif()
    exif[0x0112] = 6
    turned.save(photograph, "JPEG", exif=exif)
    shown = seen(picture_pdf(photograph.getvalue()))
    assert shown.height > shown.width


@pytest.mark.parametrize("case", ["one colour, 17,000 × 17,000", "60 pages"])
def test_a_picture_that_unpacks_to_gigabytes_costs_no_more_than_one_page(tmp_path: Path, case: str) -> None:
    """300 empty pages once took 10 GB, a picture of 140 kB took one."""
    hostile = blank_png(int(case.split()[2].replace(",", ""))) if "colour" in case else tiff(int(case.split()[0]))
    assert len(hostile) < 2_000_000
    place, small = tmp_path / "hostile", tmp_path / "small"
    place.write_bytes(hostile)
    small.write_bytes(tiff(1))
    done = subprocess.run([sys.executable, "-c", ROOM, str(place), str(small)], capture_output=True, text=True, check=True, env=dict(os.environ))
    made, grown = map(int, done.stdout.split())
    assert grown < 330, "MB beyond what a page takes"
    assert bool(made) == (case == "60 pages")


def test_what_is_too_large_says_so() -> None:
    with pytest.raises(TooLargePicture):
        picture_pdf(tiff(FRAMES + 1, (100, 100)))
    for broken in (b"\x89PNG\r\n\x1a\n", b"", tiff(1)[:200], blank_png(300)[:80]):
        with pytest.raises((OSError, ValueError, SyntaxError)):
            picture_pdf(broken)
