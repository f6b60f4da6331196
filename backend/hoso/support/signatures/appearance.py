"""How signatures show (NĐ 30 PL I II.7d, II.8, Phần II): a person's in blue between title and name, the agency's seal in red.

Images that were uploaded are laid on a clear ground at their real size. Where there is none, a mark is drawn by typst: for the demo
and for an office that has not yet uploaded. Attachments and electronic copies bear text only.
"""

import io
import json
from functools import lru_cache
from pathlib import Path

import pikepdf
import typst
from PIL import Image

from hoso.support.typefaces import typefaces

_PERSON = """
#let d = json(bytes(sys.inputs.data))
#set page(width: 140pt, height: 48pt, margin: 0pt, fill: none)
#set text(font: "Tinos", fill: rgb("#14388f"))
#place(center + horizon, rotate(-6deg, text(size: 19pt, style: "italic", weight: "bold", d.name.split(" ").last())))
#place(bottom + center, dy: -3pt, line(start: (20pt, 0pt), end: (112pt, -8pt), stroke: 1.1pt + rgb("#14388f")))
"""
_SEAL = """
#let d = json(bytes(sys.inputs.data))
#set page(width: 102pt, height: 102pt, margin: 0pt, fill: none)
#let red = rgb("#c8102e")
#set text(font: "Tinos", fill: red)
#place(center + horizon, circle(radius: 50pt, stroke: 2pt + red))
#place(center + horizon, circle(radius: 46pt, stroke: 0.7pt + red))
#let corner(i) = {
  let (r, a) = (if calc.even(i) { 11pt } else { 4.2pt }, i * 36deg - 90deg)
  (11pt + r * calc.cos(a), 11pt + r * calc.sin(a))
}
#place(center + horizon, polygon(fill: red, ..range(10).map(corner)))
#place(center + horizon, dy: 22pt, box(width: 60pt, align(center, text(size: 7.4pt, weight: "bold", upper(d.name)))))
#place(center + horizon, dy: -21pt, text(size: 7.4pt, weight: "bold", "CHXHCN VIỆT NAM"))
"""


_TEXT = """
#let d = json(bytes(sys.inputs.data))
#set page(width: 190pt, height: d.lines.len() * 12.5pt + 3pt, margin: 1pt, fill: none)
#set text(font: "Tinos", size: 10pt, fill: black, lang: "vi")
#set par(leading: 3pt, spacing: 3pt)
#align(right, for l in d.lines [#l #linebreak()])
"""
TEXT_WIDTH = 190.0


def _drawn(template: str, data: dict[str, object], fonts: Path) -> bytes:
    return bytes(typst.compile(template.encode(), font_paths=typefaces(fonts), sys_inputs={"data": json.dumps(data)}))


@lru_cache(maxsize=256)
def person_mark(full_name: str, fonts: Path) -> bytes:
    """A one-page PDF, 140 × 48 points: a blue stand-in for the signature."""
    return _drawn(_PERSON, {"name": full_name}, fonts)


@lru_cache(maxsize=64)
def agency_mark(name: str, fonts: Path) -> bytes:
    """A one-page PDF, 36 mm × 36 mm: a red stand-in for the seal."""
    return _drawn(_SEAL, {"name": name}, fonts)


def text_mark(lines: tuple[str, ...], fonts: Path) -> bytes:
    """A one-page PDF of lines in Times New Roman 10, regular, black: on attachments and electronic copies."""
    return _drawn(_TEXT, {"lines": list(lines)}, fonts)


def text_height(lines: tuple[str, ...]) -> float:
    """The height in points of such a mark."""
    return len(lines) * 12.5 + 3


@lru_cache(maxsize=64)
def image_mark(png: bytes) -> bytes:
    """A one-page PDF of an image with its transparency, one point a pixel; the box gives it its real size."""
    with Image.open(io.BytesIO(png)) as opened:
        image = opened.convert("RGBA")
    width, height = image.size
    with pikepdf.new() as document:
        alpha = pikepdf.Stream(document, image.getchannel("A").tobytes(), {
            "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": width, "/Height": height, "/BitsPerComponent": 8,
            "/ColorSpace": pikepdf.Name.DeviceGray,
        })  # fmt: skip
        picture = pikepdf.Stream(document, image.convert("RGB").tobytes(), {
            "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": width, "/Height": height, "/BitsPerComponent": 8,
            "/ColorSpace": pikepdf.Name.DeviceRGB, "/SMask": document.make_indirect(alpha),
        })  # fmt: skip
        page = document.add_blank_page(page_size=(width, height))
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=document.make_indirect(picture)))
        page.obj.Contents = document.make_stream(f"q {width} 0 0 {height} 0 0 cm /Im Do Q".encode())
        output = io.BytesIO()
        document.save(output, compress_streams=True)
    return output.getvalue()
