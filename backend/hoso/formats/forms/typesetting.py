"""Sets a template of `typ/` with data and gives the PDF; the only module that knows typst.

Never puts a user's text into a template: data travels as JSON in `sys.inputs` and stays strings there. Never reads the
clock (no creation date is written, the same data give the same bytes) nor a font of the machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import typst

from hoso.formats.forms.texts import clean

HERE = Path(__file__).parent

Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | None"


@dataclass(frozen=True, slots=True)
class Typeset:
    """The PDF, and for each table row the page (from 1) on which it begins; empty unless asked for."""

    pdf: bytes
    row_pages: tuple[int, ...] = ()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])


def _cleaned(data: Data) -> Data:
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, list):
        return [_cleaned(item) for item in data]
    if isinstance(data, dict):
        return {key: _cleaned(value) for key, value in data.items()}
    return data


def typeset(template: str, data: Mapping[str, Data], *, rows: bool = False, tagged: bool = True) -> Typeset:
    """Set `typ/<template>.typ`; tags (for screen readers) cost memory in books of thousands of rows."""
    compiler = typst.Compiler(
        str(HERE / "typ" / f"{template}.typ"),
        root=str(HERE / "typ"),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(_cleaned(dict(data)), ensure_ascii=False)},
    )
    pdf = compiler.compile(format="pdf", pdf_tags=tagged)
    assert isinstance(pdf, bytes)
    if not rows:
        return Typeset(pdf)
    return Typeset(pdf, tuple(json.loads(compiler.eval("query(<row>).map(m => m.location().page())"))))
