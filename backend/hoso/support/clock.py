"""The moment of a request: one instant, and the legal day it falls on in Hà Nội.

Only routes, the worker loop and the demo make a `Moment`; below them nothing reads a clock.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Moment:
    """`at` is an aware UTC instant; `today` is its calendar day of Asia/Ho_Chi_Minh."""

    at: datetime

    @property
    def today(self) -> date:
        """The legal day (registers, terms and years count by it)."""
        return self.at.astimezone(HANOI).date()

    @property
    def year(self) -> int:
        """The register year."""
        return self.today.year

    @classmethod
    def now(cls) -> "Moment":
        """The present; call it at the edge only."""
        return cls(datetime.now(UTC))

    @classmethod
    def on(cls, day: date, hour: int = 8, minute: int = 0) -> "Moment":
        """A chosen moment of a Hà Nội day, for the demo and the tests."""
        return cls(datetime.combine(day, time(hour, minute), HANOI).astimezone(UTC))
