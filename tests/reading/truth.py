"""What a paper says, and how it is laid out; the renderers print it, the score compares with it."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Office:
    """An issuer as it is printed (lines) and as it is registered."""

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    name: str
    above: str
    symbol: str
    place: str


@dataclass(frozen=True)
class Hand:
    """Titles as printed, name as printed; position, authority and name as registered."""

    titles: tuple[str, ...]
    printed: str
    position: str
    authority: str = ""
    name: str = ""


@dataclass(frozen=True)
class Cited:
    """A document that the body rests on or answers; `sentence` holds it, with {} for "<type> số n/symbol ngày … của …"."""

    relation: str
    number: str
    symbol: str


@dataclass(frozen=True)
class Paper:
    """One document: truth and layout."""

    key: str
    type_code: str
    title: str  # as printed above the abstract; "" in a công văn
    number: str
    symbol: str
    day: date | None
    office: Office
    abstract: tuple[str, ...]  # printed lines; () where the type has none
    hand: Hand
    body: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: str = ""  # line above the bases
    urgency: str = ""
    secrecy: str = ""
    bases: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    second: Hand | None = None
    about: str = "V/v "
    layout: int = 0
    retained: str = "VT, VP"
    head_day: bool = True
    flags: frozenset[str] = field(default_factory=frozenset)

    @property
    def whole_abstract(self) -> str:
        """The abstract in one line."""
        return " ".join(self.abstract)

    @property
    def printed_day(self) -> str:
        """Place and day as PL I has it written."""
        assert self.day is not None
        month = f"{self.day.month:02d}" if self.day.month < 3 else str(self.day.month)
        return f"{self.office.place}, ngày {self.day.day:02d} tháng {month} năm {self.day.year}"
