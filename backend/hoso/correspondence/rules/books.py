"""Rules of the books: which forms a register is printed in, when its year may be closed."""

from datetime import date

# A register of văn bản đến is two books of PL IV: that of arrivals (VI) and that of handling (VIII).
FORMS = {"incoming": ("incoming_register", "resolution_register"), "outgoing": ("outgoing_register",)}
AT_ONCE = 1000  # rows of a PDF that are set before the answer; more is a job


def forms_of(kind: str) -> tuple[str, ...]:
    """The forms in which a register of this kind is printed; the first is its own."""
    return FORMS[kind]


def may_close(year: int, today: date) -> bool:
    """Whether the book of the year may be closed: on 31 December, when the series ends (Đ15.1, Đ22.3), or later."""
    return today >= date(year, 12, 31)
