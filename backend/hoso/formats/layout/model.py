"""The shapes of a format check: paragraphs as printed, sheets, rules of law, findings. Lengths in millimetres, sizes in points."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hoso.formats.pages import Run

Side = Literal["left", "right", "full"]
Severity = Literal["error", "look"]  # lỗi; cần xem


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as it is printed, with the label of an automatic list in front ("- ", "a) ").

    `side`: the column of a head or foot in two columns. `row`: the same number for what stands side by side (0 outside). `rule`: the
    length of a line drawn right below, 0 where there is none, None where one is drawn whose length the file does not say; `underlined`
    lines are no drawn lines. None anywhere else: the file does not say. `line`: the first printed line of a PDF, the paragraph of a DOCX.
    """

    at: int
    text: str
    runs: tuple[Run, ...] = ()
    page: int = 0
    line: int = 0
    side: Side = "full"
    row: int = 0
    align: str = ""
    first_line_mm: float | None = None
    before_pt: float | None = None
    after_pt: float | None = None
    spacing: float | None = None
    rule: float | None = 0.0
    width_mm: float = 0.0
    in_table: bool = False
    framed: bool = False
    lines: int = 1
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    colours: frozenset[str] = frozenset()

    @property
    def letters(self) -> int:
        """How many letters and digits it holds."""
        return sum(c.isalnum() for c in self.text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page (PDF) or a section (DOCX). A margin is None where the file does not let it be known.

    `number_…`: where and how the page number stands; place "" where there is none, None where that cannot be known.
    """

    width: float
    height: float
    top: float | None
    bottom: float | None
    left: float | None
    right: float | None
    has_table: bool = False
    number_place: Literal["top", "bottom", ""] | None = ""
    number_align: str = ""
    number_size: float = 0.0
    number_upright: bool = True
    number_text: str = ""
    number_on_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A document as it can be measured. `knows`: what the file tells at all: font, size, face, geometry, flow, colour, margins, rules."""

    source: Literal["pdf", "docx"]
    sheets: tuple[Sheet, ...]
    blocks: tuple[Block, ...]
    page_count: int | None
    knows: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law as data: what is measured on which part, within which bounds, by which article, from when to when."""

    id: str
    part: str
    box: str
    subject: str
    measure: str
    low: float
    high: float
    needs: frozenset[str]
    severity: Severity
    article: str
    valid_from: date
    valid_to: date | None
    certainty: str
    right: str
    cure: str


@dataclass(frozen=True, slots=True)
class Hit:
    """That a rule is broken: where (None: nowhere, a part is missing) and what was found there."""

    block: Block | None
    found: str
    start: int = 0
    end: int = 0
    right: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding lies: the page (0: a DOCX knows none), the paragraph, its box on the page, the letters inside of it."""

    page: int
    block: int
    text: str
    start: int
    end: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure: the rule and its article, where, what stands there, what is right, how it is mended."""

    rule: str
    part: str
    box: str
    severity: Severity
    article: str
    certainty: str
    found: str
    right: str
    cure: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """A part of the layout: how many departures; the rules that this file does not let be decided, and why."""

    part: str
    name: str
    verdict: Literal["right", "error", "look", "undecided", "absent"]
    errors: int
    looks: int
    checked: int
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """The result of a check; `reason` says why nothing could be decided ("scan")."""

    source: Literal["pdf", "docx"]
    type_code: str
    type_guessed: bool
    day: date
    items: tuple[Finding, ...]
    parts: tuple[PartVerdict, ...]
    blocks: tuple[Block, ...]
    page_count: int | None
    reason: str = ""

    @property
    def errors(self) -> int:
        """Departures from the letter of the law."""
        return sum(f.severity == "error" for f in self.items)

    @property
    def looks(self) -> int:
        """What a person should look at."""
        return sum(f.severity == "look" for f in self.items)

    @property
    def undecided(self) -> int:
        """Rules that could not be decided on this file."""
        return sum(len(p.undecided) for p in self.parts)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the file; "" where it is not. `medium`: paper or electronic."""

    issuer: str = ""
    symbol: str = ""
    place: str = ""
    medium: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
