"""Makes other people's text safe to print and writes Vietnamese dates.

Never changes the meaning of a text: only unprintable and direction-changing characters go.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

BLANK_LONG = "………………………………"
BLANK = "…………"

# C0 and C1 controls but the line feed, lone surrogates, noncharacters, and the marks that reverse or hide the reading order.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\x0b|\x0c|\x85")


def clean(text: str) -> str:
    """NFC, line ends as "\\n", tabs as spaces, without control and bidirectional marks."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text)).strip()


def short_day(day: date | None, blank: str = BLANK) -> str:
    """05/02/2026, or the blank when no day is known."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}" if day else blank


def day_in_words(day: date) -> str:
    """ngày 05 tháng 02 năm 2026: days below 10 and months 1 and 2 take a zero (NĐ 30 PL I, II.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_and_day(place: str, day: date | None, year: int | None = None) -> str:
    """Địa danh và thời gian; without a day, room is left to write it by hand or to stamp it later."""
    where = place or BLANK
    if day:
        return f"{where}, {day_in_words(day)}"
    return f"{where}, ngày        tháng        năm {year if year is not None else '        '}"


def upper_first(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]
