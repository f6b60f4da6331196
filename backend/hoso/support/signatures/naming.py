"""Whether the name on a certificate is that of a person or an agency as this installation knows them. Pure.

Only the common name counts: an officer's certificate names the agency too (as O), and is not the agency's. Never decides on trust.
"""

import re
import unicodedata
from dataclasses import dataclass

from hoso.support.folding import fold

CUT = 60  # a common name has 64 letters at most (X.520): a longer name of an agency ends within
_SHORT = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "hdnd": "hội đồng nhân dân"}
_PIECES = re.compile(r"[,;()/|]|\s[-–]\s")  # a name may stand beside a number or an office
_MARK = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Whose:
    """Who may have signed: people by name, agencies by name or code."""

    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The name that a refusal says."""
        return (*self.people, *self.agencies, "")[0]


def _words(text: str, marked: bool) -> list[tuple[str, str]]:
    """The words, folded, each with its marks in any order: "hòa" and "hoà" are one spelling, "Lê Ấn" and "Lê An" are two."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub(r"\w+", lambda m: _SHORT.get(m.group(), m.group()), text)
    found = []
    for word in re.findall(r"\w+", text):
        marks = "".join(sorted(_MARK.findall(unicodedata.normalize("NFD", word)))) + "đ" * word.count("đ")
        found.append((fold(word), marks if marked else ""))
    return found


def _same(common: str, wanted: str, *, may_go_on: bool = False) -> bool:
    """Whether the words are the same. Marks count where the certificate has any; `may_go_on`: "Sở Nội vụ tỉnh Thanh Hóa" is Sở Nội vụ."""
    marked = not common.isascii()
    said, name = _words(common, marked), _words(wanted, marked)
    if not said or not name:
        return False
    return said == name or (may_go_on and said[: len(name)] == name)


def is_of(common: str, whose: Whose) -> bool:
    """Whether a certificate with this common name is of one of those."""
    if any(_same(piece, person) for piece in (common, *_PIECES.split(common)) for person in whose.people):
        return True
    cut = len(common) >= CUT and any(fold(agency).startswith(fold(common)) for agency in whose.agencies)
    return cut or any(_same(common, agency, may_go_on=True) for agency in whose.agencies) or common.strip().casefold() in {c.casefold() for c in whose.codes if c}
