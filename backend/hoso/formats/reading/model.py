"""What a reading answers: values that a person may take over, each with how sure it is and where it stands."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Relation = Literal["answers", "rests_on"]
Box = tuple[float, float, float, float]  # x0, y0, x1, y1 in millimetres from the upper left corner; all 0 in DOCX

SURE = 0.85  # from here on a value stands in the form, marked; below it is only offered


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`field` is the field of the registration; `value` as it would be typed there; `line` counts from 0 in the read document."""

    field: str
    value: str | int | tuple[str, ...]
    confidence: float
    page: int = 0
    line: int = -1
    box: Box = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Mention:
    """Another document that this one answers or rests on. `name`: the name of a law, which has no number."""

    relation: Relation
    type_name: str
    number: str = ""
    symbol: str = ""
    issued_on: date | None = None
    issuer: str = ""
    name: str = ""
    confidence: float = 0.9
    page: int = 0
    line: int = -1
    box: Box = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Reference:
    """What the agency knows: types as (code, name), agencies as (code, name)."""

    types: tuple[tuple[str, str], ...]
    agencies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that was read."""

    fields: tuple[Suggestion, ...]
    mentions: tuple[Mention, ...] = field(default=())

    def of(self, name: str) -> Suggestion | None:
        """The suggestion for a field."""
        return next((s for s in self.fields if s.field == name), None)
