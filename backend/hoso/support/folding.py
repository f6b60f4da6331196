"""Folding of Vietnamese text, so that a search finds words typed with or without marks.

NFC → lower → đ to d → marks stripped. Never changes what is stored as the record itself.
"""

import re
import unicodedata

_WORD = re.compile(r"[0-9a-z]+")
_MARK = re.compile("[\u0300-\u036f]+")  # combining marks of Latin letters


def fold(text: str) -> str:
    """Lower-case letters without marks ("Kế hoạch đến" → "ke hoach den"), same word order."""
    lowered = unicodedata.normalize("NFC", text).lower().replace("đ", "d")
    return _MARK.sub("", unicodedata.normalize("NFD", lowered))


def words(text: str) -> list[str]:
    """Folded words in order; "39/KH-UBND" gives 39, kh, ubnd."""
    return words_of_folded(fold(text))


def words_of_folded(folded: str) -> list[str]:
    """Words in order of a text that was folded already."""
    return _WORD.findall(folded)
