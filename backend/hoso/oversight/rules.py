"""Rules of oversight: which states wait where, when a submission is late. Pure: no database, no clock, no HTTP."""

from datetime import date, timedelta

OPEN_INCOMING = ("waiting", "registered", "presented", "handling")
UNDER_WAY = ("registered", "presented", "handling")
TO_SUBMIT = ("closed", "returned")
NOTICE_DAYS = 30  # DL-DS-09: notice is given 30 days ahead


def late_before(terms: list[tuple[int, str, str]], today: date) -> date:
    """Work that ended before this day is late for submission, by the shortest of the terms (value, unit, anchor).

    Source: NĐ 30 Đ30.2.b; TT 05/2025 (60 days, secondary). Without any term nothing is late.
    """
    limits = [date.min]
    for value, unit, anchor in terms:
        if unit == "day":
            limits.append(today - timedelta(days=value))
        elif unit == "year" and anchor == "work_end_year":
            limits.append(date(today.year - value, 1, 1))
        elif unit == "year":
            leap = today.month == 2 and today.day == 29
            limits.append(date(today.year - value, 2, 28) if leap else today.replace(year=today.year - value))
    return max(limits)


def standing_state(overdue: int, submissions_late: int) -> str:
    """`late` when something is past its term, else `on_time`."""
    return "late" if overdue or submissions_late else "on_time"
