"""What a measure is handed: the facts of the file, the parts that were found in it, what is known beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from hoso.formats.layout.model import Block, Context, Facts, Hit, Rule
from hoso.formats.layout.parts import Parts
from hoso.formats.layout.structure_lines import is_heading

PROSE_LETTERS = 25  # a shorter paragraph is a label or a signature


class Undecidable(Exception):
    """This file does not let the rule be decided; the argument says why, in words for a person."""


@dataclass(slots=True)
class Draft:
    """One document under check."""

    facts: Facts
    parts: Parts
    day: date
    context: Context
    prose: list[Block] = field(default_factory=list)
    copied: "Draft | None" = None  # the block of a copy below the document

    def __post_init__(self) -> None:
        self.prose = [b for b in self.parts.body if is_prose(b)]
        if self.parts.copied is not None:
            self.copied = Draft(self.facts, self.parts.copied, self.day, Context())

    @property
    def is_pdf(self) -> bool:
        """Whether lengths are measured from places, with their inaccuracy."""
        return self.facts.source == "pdf"

    def of(self, subject: str) -> list[Block]:
        """The blocks of a rule's subject."""
        if subject == "prose":
            return self.prose
        if subject == "prose_all":
            return [*self.parts.abstract, *self.parts.about, *self.parts.bases, *self.parts.body]
        if subject == "all":
            return list(self.facts.blocks)
        if subject == "issuer_all":
            return [*self.parts.superior, *self.parts.issuer]
        return self.parts.of(subject)


def is_prose(block: Block) -> bool:
    """Whether a block of the body is running text."""
    return block.side == "full" and not block.in_table and not block.framed and block.letters >= PROSE_LETTERS and block.align != "center" and not is_heading(block.text)


Measure = Callable[[Draft, Rule], list[Hit]]
MEASURES: dict[str, Measure] = {}


def measure(name: str) -> Callable[[Measure], Measure]:
    """Register a measure under the name that the table of rules uses."""

    def add(function: Measure) -> Measure:
        MEASURES[name] = function
        return function

    return add
