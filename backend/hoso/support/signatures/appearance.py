"""How signatures show (NĐ 30 PL I): a person's in blue between title and name, the agency's seal in red.

Drawn as vectors by typst, on a clear ground. The demo draws the name in place of a handwritten image.
"""

import json
from pathlib import Path

import typst

_PERSON = """
#let d = json(bytes(sys.inputs.data))
#set page(width: 140pt, height: 48pt, margin: 0pt, fill: none)
#set text(font: "Tinos", fill: rgb("#14388f"))
#place(center + horizon, rotate(-6deg, text(size: 19pt, style: "italic", weight: "bold", d.name.split(" ").last())))
#place(bottom + center, dy: -3pt, line(start: (20pt, 0pt), end: (112pt, -8pt), stroke: 1.1pt + rgb("#14388f")))
"""
_SEAL = """
#let d = json(bytes(sys.inputs.data))
#set page(width: 64pt, height: 64pt, margin: 0pt, fill: none)
#let red = rgb("#c8102e")
#set text(font: "Tinos", fill: red)
#place(center + horizon, circle(radius: 31pt, stroke: 1.6pt + red))
#place(center + horizon, circle(radius: 21pt, stroke: 0.7pt + red))
#place(center + horizon, text(size: 15pt, weight: "bold", "★"))
#place(center + horizon, dy: 13pt, box(width: 36pt, align(center, text(size: 4.6pt, weight: "bold", upper(d.name)))))
#place(center + horizon, dy: -13pt, text(size: 4.6pt, weight: "bold", "CHXHCN VIỆT NAM"))
"""


def _drawn(template: str, name: str, fonts: Path) -> bytes:
    return bytes(typst.compile(template.encode(), font_paths=[str(fonts)], ignore_system_fonts=True, sys_inputs={"data": json.dumps({"name": name})}))  # type: ignore[misc]


def person_mark(full_name: str, fonts: Path) -> bytes:
    """A one-page PDF, 140 × 48 points: the blue signature."""
    return _drawn(_PERSON, full_name, fonts)


def agency_mark(name: str, fonts: Path) -> bytes:
    """A one-page PDF, 64 × 64 points: the red seal."""
    return _drawn(_SEAL, name, fonts)
