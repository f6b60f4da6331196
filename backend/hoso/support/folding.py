"""Folding of Vietnamese text, so that a search finds words typed with or without marks.

NFC → lower → đ to d → marks stripped. Never changes what is stored as the record itself.
"""

import re
import unicodedata

_WORD = re.compile(r"[0-9a-z]+")


def fold(text: str) -> str:
    """Lower-case letters without marks ("Kế hoạch đến" → "ke hoach den"), same word order."""
    lowered = unicodedata.normalize("NFC", text).lower().replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Folded words in order; "39/KH-UBND" gives 39, kh, ubnd."""
    return _WORD.findall(fold(text))
