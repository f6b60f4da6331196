"""The ways in which one number and one symbol are typed, so that a twin is found whatever hand wrote it.

Pure. Never says that two documents are one: the issuer or the identifier decides, and then a person.
"""

import re

# Abbreviations of NĐ 30 PL III.I that are not capitals alone.
_MIXED = {"TTR": "TTr", "CTR": "CTr", "QYĐ": "QyĐ", "TRS": "TrS"}


def numbers_alike(number: str) -> list[str]:
    """The number with and without the leading zero that the decree prescribes below 10."""
    plain = number.strip()
    bare = plain.lstrip("0")
    return sorted({plain, bare or plain, bare.zfill(2)})


def symbols_alike(symbol: str) -> list[str]:
    """The symbol as typed, without spaces around its dashes, in capitals, in small letters, and as the decree writes it."""
    tight = re.sub(r"\s*([-–—/])\s*", lambda m: "/" if m[1] == "/" else "-", symbol.strip())
    capitals = tight.upper()
    proper = re.sub(r"[^-/]+", lambda m: _MIXED.get(m[0], m[0]), capitals)
    return sorted({symbol, tight, capitals, tight.lower(), proper})
