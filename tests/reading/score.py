"""Compares what was read with the truth, field by field. A value below SURE that is wrong was only offered; above it, it is confident and wrong."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hoso.formats.reading import SURE, Suggestions

from tests.reading.truth import Paper

FIELDS = (
    "type_code", "number", "symbol", "issued_on", "issuer_name", "issuer_superior", "abstract", "signer_name", "signer_position", "signer_authority",
    "urgency", "addressees", "recipients", "mentions",
)  # fmt: skip
HARD = ("number", "symbol", "issued_on")


def _plain(text: str) -> str:
    """Case and old or new accent places (Hoá, Hóa) do not count; words, marks and dashes do."""
    lowered = unicodedata.normalize("NFC", text).lower().replace("–", "-")
    for old, new in (("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oạ", "ọa"), ("uỷ", "ủy"), ("uý", "úy"), ("oẻ", "ỏe")):
        lowered = lowered.replace(old, new)
    return " ".join(re.sub(r"\s*-\s*", " - ", lowered).split()).strip(" .;,")


@dataclass
class Score:
    """Right and asked by field; wrong ones with what was read."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    confident_wrong: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str, Any, Any, float]] = field(default_factory=list)

    def note(self, paper: str, name: str, wanted: Any, got: Any, sure: float, same: bool) -> None:
        """One comparison."""
        self.asked[name] += 1
        self.right[name] += same
        if not same:
            self.misses.append((paper, name, wanted, got, sure))
            self.confident_wrong[name] += bool(got) and sure >= SURE

    def share(self, name: str) -> float:
        """The share that was right."""
        return self.right[name] / self.asked[name] if self.asked[name] else 1.0

    def table(self) -> str:
        """One line a field."""
        rows = [f"{'field':18}{'asked':>6}{'right':>6}{'share':>8}{'sure+wrong':>12}"]
        rows += [f"{n:18}{self.asked[n]:6}{self.right[n]:6}{self.share(n):8.1%}{self.confident_wrong[n]:12}" for n in FIELDS]
        return "\n".join(rows)


def compare(paper: Paper, read: Suggestions, score: Score) -> None:
    """Add one paper. Where the truth is "nothing", a suggestion is wrong."""
    hand, second = paper.hand, paper.second
    name = hand.name or hand.printed
    truth: dict[str, Any] = {
        "type_code": paper.type_code, "number": paper.number, "symbol": paper.symbol, "issued_on": paper.day.isoformat() if paper.day else "",
        "issuer_name": paper.office.name, "issuer_superior": paper.office.above, "abstract": paper.whole_abstract,
        "signer_name": f"{name}; {second.name or second.printed}" if second else name,
        "signer_position": f"{hand.position}; {second.position}" if second else hand.position, "signer_authority": hand.authority, "urgency": paper.urgency,
    }  # fmt: skip
    for name_, wanted in truth.items():
        said = read.of(name_)
        got = str(said.value) if said else ""
        if not wanted and not got:
            continue
        same = got == wanted if name_ in (*HARD, "type_code", "urgency") else _plain(got) == _plain(wanted)
        score.note(paper.key, name_, wanted, got, said.confidence if said else 0.0, same)
    for name_, items in (("addressees", paper.addressees), ("recipients", (*paper.addressees, *paper.recipients))):
        said = read.of(name_)
        got_items = said.value if said and isinstance(said.value, tuple) else ()
        wanted_items = list(dict.fromkeys(_plain(i) for i in items if not _plain(i).startswith("như ")))
        if wanted_items or got_items:
            score.note(paper.key, name_, wanted_items, got_items, said.confidence if said else 0.0, [_plain(g) for g in got_items] == wanted_items)
    wanted_cited = {(c.relation, c.number, c.symbol) for c in paper.cited}
    got_cited = {(m.relation, m.number, m.symbol) for m in read.mentions if m.number}
    if wanted_cited or got_cited:
        score.note(paper.key, "mentions", wanted_cited, got_cited, 0.9, wanted_cited == got_cited)
