"""Working days and hours: the n-th after a day, across Tết, swapped days and the turn of the year; laws that hold for every calendar."""

from datetime import date, datetime, time, timedelta

import pytest
from hoso.correspondence.rules.reminders import escalations, stage_after, stage_before
from hoso.support.clock import HANOI
from hoso.support.working_days import Calendar, Week
from hypothesis import given
from hypothesis import strategies as st

FIVE = frozenset({1, 2, 3, 4, 5})
TET = {date(2027, 2, 4) + timedelta(days=n): False for n in range(7)}
SWAPPED = Calendar(known={**TET, date(2027, 2, 13): True, date(2027, 1, 1): False})

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
WEEKS = st.frozensets(st.integers(1, 7), min_size=1)
CALENDARS = st.builds(
    lambda first, second, turn, known: Calendar((Week(date.min, first), Week(turn, second)), known),
    WEEKS, WEEKS, DAYS, st.dictionaries(DAYS, st.booleans(), max_size=40),
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2026, 11, 25), 1, date(2026, 11, 26)), (date(2026, 11, 27), 1, date(2026, 11, 30)), (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 25), 0, date(2026, 11, 25)), (date(2026, 12, 31), 1, date(2027, 1, 4)), (date(2027, 2, 3), 1, date(2027, 2, 11)),
        (date(2027, 2, 3), 3, date(2027, 2, 13)), (date(2027, 2, 3), 4, date(2027, 2, 15)),
    ],
)  # fmt: skip
def test_the_nth_working_day_after_a_day(day: date, count: int, found: date) -> None:
    """Friday to Monday; over New Year; over Tết with a Saturday that is worked in exchange."""
    assert SWAPPED.day_after(day, count) == found


def test_a_week_may_change_on_a_day() -> None:
    six = Calendar((Week(date.min, FIVE), Week(date(2027, 1, 1), FIVE | {6})))
    assert six.day_after(date(2026, 12, 25), 1) == date(2026, 12, 28)
    assert six.day_after(date(2027, 1, 8), 1) == date(2027, 1, 9)


@given(CALENDARS, DAYS, st.integers(0, 40), st.integers(0, 40))
def test_counting_is_the_inverse_of_going_and_going_adds_up(calendar: Calendar, day: date, n: int, m: int) -> None:
    there = calendar.day_after(day, n)
    assert calendar.between(day, there) == n
    assert calendar.between(there, day) == -n
    assert calendar.day_after(there, m) == calendar.day_after(day, n + m)
    assert n == 0 or calendar.is_working(there)
    assert there >= day


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_going_back_ends_on_a_working_day_from_which_the_way_leads_forward_again(calendar: Calendar, day: date, n: int) -> None:
    back = calendar.day_before(day, n)
    assert back < day
    assert calendar.is_working(back)
    assert calendar.day_after(back, n) >= calendar.same_or_next(day) if not calendar.is_working(day) else calendar.day_after(back, n) == day


HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
OFFICE = Calendar((Week(date.min, FIVE, HOURS),), {date(2027, 1, 1): False})


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), HANOI)


@pytest.mark.parametrize(
    ("begin", "minutes", "end"),
    [
        (at(date(2026, 11, 25), 8), 120, at(date(2026, 11, 25), 10)), (at(date(2026, 11, 25), 11), 60, at(date(2026, 11, 25), 14)),
        (at(date(2026, 11, 25), 16, 30), 60, at(date(2026, 11, 26), 8)), (at(date(2026, 11, 27), 16), 120, at(date(2026, 11, 30), 8, 30)),
        (at(date(2026, 11, 28), 9), 30, at(date(2026, 11, 30), 8)), (at(date(2026, 12, 31), 16, 59), 2, at(date(2027, 1, 4), 7, 31)),
        (at(date(2026, 11, 25), 5), 30, at(date(2026, 11, 25), 8)),
    ],
)  # fmt: skip
def test_minutes_run_only_within_the_hours_of_work(begin: datetime, minutes: int, end: datetime) -> None:
    assert OFFICE.moment_after(begin, minutes) == end


def test_without_hours_the_clock_runs_through_working_days() -> None:
    assert Calendar().moment_after(at(date(2026, 11, 27), 23), 120) == at(date(2026, 11, 30), 1)


@given(DAYS, st.integers(0, 1439), st.integers(1, 3000), st.integers(1, 3000))
def test_working_minutes_add_up(day: date, minute: int, first: int, second: int) -> None:
    start = at(day, minute // 60, minute % 60)
    assert OFFICE.moment_after(OFFICE.moment_after(start, first), second) == OFFICE.moment_after(start, first + second)


@given(st.integers(1, 60), st.lists(st.integers(0, 30), max_size=5))
def test_a_step_before_the_term_is_the_nearest_reached_one(ahead: int, steps: list[int]) -> None:
    step = stage_before(ahead, steps)
    reached = {s for s in steps if s >= ahead}
    assert step == (min(reached) if reached else None)
    assert stage_before(0, steps) is None


@given(st.integers(0, 60), st.lists(st.integers(0, 30), max_size=5))
def test_a_step_after_the_term_is_the_last_reached_one(late: int, steps: list[int]) -> None:
    reached = {s for s in steps if 0 < s <= late}
    assert stage_after(late, steps) == (max(reached) if reached else None)


def test_what_is_over_goes_to_the_unit_first_and_then_to_the_head() -> None:
    assert [escalations(late, 1, 3) for late in (0, 1, 2, 3)] == [[], ["unit_head"], ["unit_head"], ["unit_head", "head"]]
    assert escalations(30, None, None) == []
