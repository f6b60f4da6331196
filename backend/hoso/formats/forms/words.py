"""Says a whole number in Vietnamese words, as the totals at the foot of a form want it.

Never says fractions, money or ordinals.
"""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
BILLION = 1_000_000_000


def number_in_words(number: int) -> str:
    """Lower-case words for a number from 0 on: 105 -> "một trăm linh năm". Negative: ValueError."""
    if number < 0:
        raise ValueError(f"a count is never negative: {number}")
    if number >= BILLION:
        head, rest = divmod(number, BILLION)
        words = f"{number_in_words(head)} tỷ"
        return f"{words} {_below_billion(rest, follows=True)}" if rest else words
    return _below_billion(number, follows=False)


def _below_billion(number: int, *, follows: bool) -> str:
    """Groups of three digits; a group after a greater one says its hundreds even when they are zero."""
    if number == 0:
        return DIGITS[0]
    parts: list[str] = []
    for value, name in (
        (number // 1_000_000, "triệu"),
        (number // 1_000 % 1_000, "nghìn"),
        (number % 1_000, ""),
    ):
        if value:
            words = _group(value, full=follows or bool(parts))
            parts.append(f"{words} {name}" if name else words)
    return " ".join(parts)


def _group(number: int, *, full: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds or full:
        words = f"{DIGITS[hundreds]} trăm"
        if rest == 0:
            return words
        return f"{words} linh {DIGITS[rest]}" if rest < 10 else f"{words} {_below_hundred(rest)}"
    return _below_hundred(rest)


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    words = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if ones == 0:
        return words
    if ones == 5:
        return f"{words} lăm"
    if tens > 1 and ones in (1, 4):
        return f"{words} {'mốt' if ones == 1 else 'tư'}"
    return f"{words} {DIGITS[ones]}"
