"""Rules of handling an incoming document: where else an act may lead, whose term it is, how often one may urge, whose field it is.

Pure: no database, no clock, no HTTP. Articles are those of NĐ 30/2020/NĐ-CP.
"""

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

# Beside NEXT: to forward to another leader is a direction that waits for the next one; a coordinator ends only the own part.
ALSO_AFTER: dict[tuple[str, str], str] = {
    ("presented", "directIncoming"): "presented",
    ("handling", "directIncoming"): "presented",
    ("handling", "completeIncoming"): "handling",
}
BETWEEN_URGINGS = timedelta(hours=1)
WORKED_ON = ("lead", "coordinating")  # parts with work; who is informed has none and no term


def may_urge_again(last: datetime | None, at: datetime) -> bool:
    """Whether a part may be urged: once an hour, so that a reminder stays one."""
    return last is None or last + BETWEEN_URGINGS <= at


def folded(text: str) -> str:
    """Text without marks and capitals, for comparing words."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c if c.isalnum() else " " for c in plain if unicodedata.category(c) != "Mn").split())


def words_found(words: str, text: str) -> list[str]:
    """Which of the words or phrases (divided by commas or semicolons) stand in the text, as whole words, with or without marks."""
    where = f" {folded(text)} "
    phrases = [w.strip() for w in words.replace(";", ",").split(",")]
    return [p for p in phrases if folded(p) and f" {folded(p)} " in where]


def best_fields(found: Iterable[tuple[str, list[str]]]) -> list[str]:
    """Of (key, words found) the keys with the most letters found, best first; nothing found is no suggestion."""
    weighed = [(sum(len(w) for w in words), key) for key, words in found if words]
    return [key for _, key in sorted(weighed, key=lambda pair: -pair[0])]
