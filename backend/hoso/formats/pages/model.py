"""The shape of a read document. Lengths in millimetres from the upper left corner of the page, sizes in points."""

from dataclasses import dataclass
from typing import Literal


class Unreadable(ValueError):
    """The bytes are broken, encrypted, hostile or too large to be read.

    The argument is a code: broken, encrypted, too_many_pages, too_large, too_slow, no_text.
    """

    @property
    def code(self) -> str:
        """The code alone."""
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one line in one face. `font` is the family without subset prefix ("Times New Roman"); "" or 0 where the file does not say."""

    text: str
    font: str = ""
    size_pt: float = 0.0
    bold: bool = False
    italic: bool = False
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a PDF, or one paragraph of a DOCX (a line break inside it starts another Line of the same `paragraph`).

    `x0 … y1`: its box; all 0 for DOCX, which knows no positions. `side`: "left" or "right" where the page stands in two columns
    (head, signature block; in DOCX the column of a table row), else "full". `rule_below`: a drawn line right below the text, its
    length in millimetres (0 where none). `page` counts from 1 (in DOCX: the section). `first_line_mm`: how far the first line of a
    paragraph stands from the left margin.
    """

    page: int
    text: str
    runs: tuple[Run, ...] = ()
    x0: float = 0.0
    y0: float = 0.0
    x1: float = 0.0
    y1: float = 0.0
    side: Literal["left", "right", "full"] = "full"
    align: Literal["left", "right", "center", "justify", ""] = ""
    first_line_mm: float = 0.0
    before_pt: float | None = None
    after_pt: float | None = None
    spacing: float | None = None
    paragraph: int = 0
    rule_below: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page or, in DOCX, a section: its size and margins. Margins of a PDF are measured from its text."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_text: str = ""  # the page number as printed, or "PAGE" where a DOCX header carries the field
    number_place: Literal["top-center", "other", ""] = ""
    number_size_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Pages:
    """A read document: `source` pdf or docx, its pages (sections) and lines in reading order, left column before right."""

    source: Literal["pdf", "docx"]
    pages: tuple[Page, ...]
    lines: tuple[Line, ...]
    page_count: int

    @property
    def text(self) -> str:
        """All lines, one below the other."""
        return "\n".join(line.text for line in self.lines)
