"""Rules of envelopes: what may follow, and whether the numbers inside are those outside (NĐ 30 Đ21.1).

Pure: no database, no clock, no HTTP.
"""

import re
import unicodedata

# state → {operation: state after it}
NEXT_ENVELOPE: dict[str, dict[str, str]] = {
    "received": {"openEnvelope": "opened", "passEnvelope": "passed"},
    "opened": {"noteSenderTold": "opened"},
    "passed": {"handBackEnvelope": "handed_back"},
    "handed_back": {"noteSenderTold": "handed_back"},
}
OPENABLE = frozenset({"agency"})  # mail for a named person or a mass organisation is passed on unopened
REGISTRABLE = frozenset({"opened", "handed_back"})


def numbers_of(text: str) -> list[str]:
    """The numbers that somebody wrote, separated by lines, commas or semicolons, in order, each once."""
    parts = (" ".join(part.split()) for part in re.split(r"[\n;,]+", text))
    return list(dict.fromkeys(part for part in parts if part))


def _same(number: str) -> str:
    """The form in which two writings of a number are compared: "Số: 12 / BC-STC" is 12/BC-STC, 07 is 7."""
    text = unicodedata.normalize("NFC", number).casefold().replace(" ", "").removeprefix("số:").removeprefix("số")
    return re.sub(r"^0+(?=\d)", "", text)


def compared(outside: str, inside: str) -> tuple[list[str], list[str]]:
    """(numbers on the envelope that were not in it, numbers in it that the envelope does not name)."""
    written, found = numbers_of(outside), numbers_of(inside)
    known, there = {_same(n) for n in written}, {_same(n) for n in found}
    return [n for n in written if _same(n) not in there], [n for n in found if _same(n) not in known]
