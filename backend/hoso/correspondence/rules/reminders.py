"""When a term is reminded of, and in what words. Pure: distances in working days are handed in.

Source: NĐ 30 Đ24.1 (urging the handling is the head's duty); how many days before and after is the agency's own setting.
"""

from datetime import date


def stage_before(ahead: int, steps: list[int]) -> int | None:
    """The step that was reached with `ahead` working days left: the smallest one that is not below; None when none is reached."""
    reached = [step for step in steps if step > 0 and ahead <= step]
    return min(reached) if reached and ahead > 0 else None


def stage_after(late: int, steps: list[int]) -> int | None:
    """The step that was reached `late` working days after the term: the largest one that is not above."""
    reached = [step for step in steps if 0 < step <= late]
    return max(reached) if reached else None


def escalations(late: int, unit_head_after: int | None, head_after: int | None) -> list[str]:
    """Whom it goes to now that it is `late` working days over: `unit_head`, `head`."""
    steps = (("unit_head", unit_head_after), ("head", head_after))
    return [who for who, days in steps if days is not None and late >= days]


def near_words(ahead: int, due_on: date, name: str) -> str:
    """The line before the term."""
    return f"Còn {ahead} ngày làm việc, hạn {due_on:%d/%m/%Y}: {name}"


def today_words(name: str) -> str:
    """The line of the day itself."""
    return f"Hôm nay đến hạn: {name}"


def overdue_words(late: int, due_on: date, name: str) -> str:
    """The line after the term; on a day off nothing is late by a working day yet."""
    return f"Quá hạn {late} ngày làm việc (hạn {due_on:%d/%m/%Y}): {name}" if late else f"Quá hạn (hạn {due_on:%d/%m/%Y}): {name}"


def escalated_words(late: int, due_on: date, who: str, name: str) -> str:
    """The line for the one above; it says with whom the work lies."""
    return f"Quá hạn {late} ngày làm việc (hạn {due_on:%d/%m/%Y}), đang ở {who}: {name}"
