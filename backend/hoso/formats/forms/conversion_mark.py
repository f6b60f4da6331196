"""The mark of a conversion: a line at the foot of every page of a paper print of a signed file (Đ18.5).

Pure bytes in and out. Never changes the words of the document; a print with the mark is no signed file any more.
"""

import io
import json
from pathlib import Path

import pikepdf
import typst

from hoso.support.typefaces import typefaces

_LINE = """
#let d = json(bytes(sys.inputs.data))
#set page(width: d.width * 1pt, height: d.height * 1pt, margin: 0pt, fill: none)
#set text(font: "Tinos", size: 8pt, lang: "vi", fill: black)
#place(bottom + center, dy: -6mm, box(width: d.width * 1pt - 30mm, align(center, d.text)))
"""

def _set(template: str, fonts: Path, **data: object) -> bytes:
    inputs = {"data": json.dumps(data)}
    return bytes(typst.compile(template.encode(), font_paths=typefaces(fonts), sys_inputs=inputs))


def with_mark(pdf: bytes, text: str, fonts: Path) -> bytes:
    """The PDF with the line at the foot of each page, without its form fields and signatures: for the printer."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.flatten_annotations()
        if "/AcroForm" in document.Root:
            del document.Root.AcroForm
        layers: dict[tuple[float, float], bytes] = {}
        for page in document.pages:
            box = [float(v) for v in page.mediabox]
            size = (box[2] - box[0], box[3] - box[1])
            if size not in layers:
                layers[size] = _set(_LINE, fonts, width=size[0], height=size[1], text=text)
            with pikepdf.open(io.BytesIO(layers[size])) as layer:
                page.add_overlay(layer.pages[0], None)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()
