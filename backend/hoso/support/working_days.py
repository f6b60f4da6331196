"""Arithmetic of working days and working hours: pure, over a calendar that was handed in.

A calendar is the weekly rule (which weekdays are worked, at which hours) and the days that depart from it: public holidays
and swapped days. Never knows a holiday by itself and never reads a clock; local times are those of Asia/Ho_Chi_Minh.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from hoso.support.clock import HANOI

ONE = timedelta(days=1)
Hours = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The weekly rule from a day on: ISO weekdays (1 = Monday) and the hours of work; without hours the clock runs all day."""

    valid_from: date
    weekdays: frozenset[int]
    hours: Hours = ()


USUAL = Week(date.min, frozenset({1, 2, 3, 4, 5}))  # only until the reference data are loaded


@dataclass(frozen=True, slots=True)
class Calendar:
    """`weeks` by their first day; `known`: days that depart from the weekly rule, True = a working day."""

    weeks: tuple[Week, ...] = (USUAL,)
    known: Mapping[date, bool] = field(default_factory=dict)

    def week_of(self, day: date) -> Week:
        """The weekly rule that holds on the day."""
        held = [week for week in self.weeks if week.valid_from <= day]
        return held[-1] if held else self.weeks[0] if self.weeks else USUAL

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        return self.known.get(day, day.isoweekday() in self.week_of(day).weekdays)

    def day_after(self, day: date, count: int) -> date:
        """The day `count` working days after `day` (which itself never counts); 0 is the day itself."""
        while count > 0:
            day += ONE
            count -= self.is_working(day)
        return day

    def day_before(self, day: date, count: int) -> date:
        """The day `count` working days before `day`; 0 is the day itself."""
        while count > 0:
            day -= ONE
            count -= self.is_working(day)
        return day

    def same_or_next(self, day: date) -> date:
        """The day where it is worked, else the next one that is."""
        return day if self.is_working(day) else self.day_after(day, 1)

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`; negative where `last` is the earlier one."""
        if last < first:
            return -self.between(last, first)
        return sum(self.is_working(first + ONE * n) for n in range(1, (last - first).days + 1))

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        if not self.is_working(day):
            return []
        hours = self.week_of(day).hours or ((time(0), time(0)),)
        begins = [(datetime.combine(day, start, HANOI), datetime.combine(day if end > start else day + ONE, end, HANOI)) for start, end in hours]
        return sorted(begins)

    def moment_after(self, at: datetime, minutes: int) -> datetime:
        """The instant at which `minutes` of working time have run since `at`, in UTC as `at` is.

        The clock runs only within the hours of working days; where the week names no hours, through the whole working day.
        """
        left, day = timedelta(minutes=minutes), at.astimezone(HANOI).date()
        while True:
            for start, end in self._spans(day):
                begin = max(start, at)
                if begin < end:
                    if left <= end - begin:
                        return (begin + left).astimezone(at.tzinfo)
                    left -= end - begin
            day += ONE
