"""Vietnamese words as an office writes them: syllables and abbreviations, names of agencies and titles out of capitals, likeness of noisy text.

Capitals by NĐ 30 PL II (names of agencies, places, titles). Never corrects an abstract: what was printed is what is offered.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from hoso.formats.reading.lexicon import BODIES, KNOWN, NESTED, PLACES, PROPER, TITLES
from hoso.support.folding import fold

_SYLLABLE = re.compile(r"(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvxj])?[aeiouy]{1,4}(ng|nh|ch|[cmnpt])?")
_LOWER = {"và", "của", "về", "các", "cho", "tại", "trực thuộc", "thuộc", "huyện", "tỉnh", "xã", "phường", "quận", "cấp"}
_TITLE_OBJECTS = ("ủy ban nhân dân", "hội đồng nhân dân", "văn phòng", "thanh tra", "chính phủ", "ban quản lý")
_NAME = re.compile(r"[^\W\d_]+(?:[ \-.][^\W\d_]+)*")


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether a word can be read as a Vietnamese syllable; an abbreviation (UBND, HĐND, TW) cannot."""
    return bool(_SYLLABLE.fullmatch(fold(word)))


def is_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals (a letter or two may be misread)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def likeness(a: str, b: str) -> float:
    """How alike two texts are without marks and spaces, 0 to 1."""
    left, right = re.sub(r"[^a-z0-9]", "", fold(a)), re.sub(r"[^a-z0-9]", "", fold(b))
    if left == right:
        return 1.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def is_abbreviation(word: str) -> bool:
    """Whether a word in capitals stays in capitals."""
    plain = word.strip(".,;()")
    return plain.isupper() and (not is_syllable(plain) or plain in ("TW", "QĐ", "HC", "TP", "A", "B", "C", "D"))


def _cased(text: str) -> list[str]:
    return [w if is_abbreviation(w) else w.lower() for w in text.split()]


def begins_body(text: str) -> str:
    """The beginning of an agency's name with which a text starts, "" where there is none."""
    lowered = " ".join(text.lower().replace("uỷ", "ủy").split())
    return next((b for b in BODIES if lowered == b or lowered.startswith((b + " ", b + ","))), "")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def agency_name(capitals: str) -> str:
    """An agency's name out of capitals: "SỞ Y TẾ TỈNH THANH HÓA" → "Sở Y tế tỉnh Thanh Hóa"; UBND and HĐND abbreviated."""
    plain = " ".join(capitals.replace("UỶ", "ỦY").replace("Uỷ", "Ủy").split()).strip(" .,;:*_-–")
    known = _KNOWN.get(fold(plain))
    if known:
        return known
    if not is_capitals(plain):
        return _abbreviated(plain)
    words = _cased(plain)
    out: list[str] = []
    at, start, place = 0, True, False
    while at < len(words):
        rest = " ".join(words[at:])
        body = begins_body(rest)
        where = next((p for p in PLACES if rest == p or rest.startswith(p + " ")), "")
        if (where and at > 0 and where not in ("xã",)) or (
            where == "xã" and at > 0 and out[-1].lower() != "thị" and words[at + 1 : at + 2] != ["hội"]
        ):
            out += where.split()
            at += len(where.split())
            place, start = True, False
            continue
        if body and (at == 0 or out[-1] in ("-", "–") or (body in NESTED and not place)):
            parts = body.split()
            if parts[0] in ("ubnd", "hđnd", "ubmttq"):
                out.append(parts[0].upper())
            else:
                out += [
                    _capital(parts[0]),
                    *((_capital(w) if second and parts[0] == "ban" else w) for second, w in zip([True] + [False] * 9, parts[1:], strict=False)),
                ]
            at += len(parts)
            start, place = True, False
            continue
        word = words[at]
        if is_abbreviation(word):
            out.append(word)
            start = False
        elif word in ("-", "–"):
            out.append(word)
            start, place = True, False
        elif word in ("và", "của", "về", "các", "cho", "tại", "thuộc"):
            out.append(word)
            start = (word == "và" and not place) or word == "của"
        else:
            out.append(_capital(word) if start or place else word)
            start = word.endswith(",")
        at += 1
    return _abbreviated(_with_proper(" ".join(out)))


def agency_names(capitals: str) -> str:
    """One name, or several that issue together, parted by a dash ("SỞ NỘI VỤ - SỞ TÀI CHÍNH")."""
    parts = re.split(r"\s+[-–]\s+", capitals)
    if len(parts) > 1 and all(begins_body(p) and begins_body(p) != p.lower() for p in parts):
        return " - ".join(agency_name(p) for p in parts)
    return agency_name(capitals)


_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_MISREAD = re.compile(r"rn\b|[a-z][|0-9][a-z]|[{}|~^\\]")


def is_doubtful(text: str) -> bool:
    """Whether a text holds what no Vietnamese word has: two tones in a syllable, signs of a bad recognition."""
    for word in text.split():
        apart = unicodedata.normalize("NFD", word.lower())
        if (len(_TONES.findall(apart)) > 1 and "-" not in word) or (_MISREAD.search(apart)):
            return True
    return False


def _with_proper(text: str) -> str:
    lowered = text.lower()
    for proper in PROPER:
        at = lowered.find(proper.lower())
        while at >= 0:
            end = at + len(proper)
            if (at == 0 or lowered[at - 1] == " ") and (end == len(lowered) or not lowered[end].isalpha()):
                text = text[:at] + proper + text[end:]
            at = lowered.find(proper.lower(), end)
    return text


def _abbreviated(text: str) -> str:
    text = re.sub(r"\b[Ủủ]y ban nhân dân\b", "UBND", text)
    return re.sub(r"\b[Hh]ội đồng nhân dân\b", "HĐND", text)


def title_name(capitals: str) -> str:
    """A title out of capitals: "PHÓ CHỦ TỊCH" → "Phó Chủ tịch", "GIÁM ĐỐC SỞ NỘI VỤ" → "Giám đốc Sở Nội vụ"."""
    plain = " ".join(capitals.split()).strip(" .,;:*_-–")
    if not is_capitals(plain):
        return plain
    lowered = " ".join(_cased(plain))
    out: list[str] = []
    for lead in ("quyền ", "phó "):
        if fold(lowered).startswith(fold(lead)):
            out.append(_capital(lead.strip()))
            lowered = lowered[len(lead) :]
    folded = fold(lowered)
    for title, like in zip(TITLES, _FOLDED_TITLES, strict=True):
        if folded == like or folded.startswith(like + " "):
            out.append(_CAPITALS.get(title, _capital(title)))
            rest = lowered[len(title) :].strip()
            if rest:
                body = begins_body(rest)
                out.append(agency_name(rest.upper()) if body or rest.split()[0] in PLACES else _field(rest, title))
            return " ".join(out)
    return _capital(lowered) if not out else " ".join([*out, _capital(lowered)])


def _field(rest: str, title: str) -> str:
    if rest in ("thường trực", "phụ trách", "chuyên trách", "điều hành", "kiêm nhiệm", "học", "trường"):
        return rest
    if title in ("trưởng phòng", "trưởng ban"):
        return agency_name(f"{title.split()[1]} {rest}".upper()).split(" ", 1)[1]
    return agency_name(rest.upper()) if title in ("trưởng", "chánh", "phó", "đội") else _with_proper(rest)


def is_title(text: str) -> bool:
    """Whether a line in capitals is a post: "PHÓ GIÁM ĐỐC", "CHỦ TỊCH"."""
    if not is_capitals(text):
        return False
    lowered = fold(text).strip(" .,;:")
    for lead in ("quyen ", "pho "):
        lowered = lowered.removeprefix(lead)
    return any(lowered == t or lowered.startswith(t + " ") for t in _FOLDED_TITLES)


_CAPITALS = {
    "chánh văn phòng": "Chánh Văn phòng", "chánh thanh tra": "Chánh Thanh tra", "chủ tịch hội đồng": "Chủ tịch Hội đồng",
    "chủ tịch công đoàn": "Chủ tịch Công đoàn", "tổng thanh tra": "Tổng Thanh tra", "tổng kiểm toán": "Tổng Kiểm toán", "tổng giám đốc": "Tổng Giám đốc",
}  # fmt: skip
_FOLDED_TITLES = tuple(fold(t) for t in TITLES)
_KNOWN = {fold(name): name for name in KNOWN}
_RANKS = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|Th\.?S|CN|KS|BS|NGƯT|NGND|NSƯT|NSND|TTƯT|TTND|BSCK\s?I{1,2}|BS\.?CK\s?\w*|LS|DS|TSKH|CKII?|CKI|"
    r"Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Thiếu tướng|"
    r"Trung tướng|Thượng tướng|Đại tướng|Luật sư|Bác sĩ|Tiến sĩ|Thạc sĩ|Ông|Bà|Đồng chí)\b[.,]?\s*)+"
)


def person_name(text: str) -> str:
    """The name of a person with which a line is filled, "" where it is none; rank and degree before it are left out."""
    plain = _RANKS.sub("", " ".join(text.split()).strip(" .,;:*_-–()")).strip(" .")
    words = plain.split()
    if not 2 <= len(words) <= 7 or any(not re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)?", w) for w in words):
        return ""
    if is_capitals(plain):
        return "" if is_title(plain) or begins_body(plain) else " ".join(_capital(w.lower()) for w in words)
    if sum(w[0].isupper() for w in words) < len(words) or any(w[1:] != w[1:].lower() for w in words):
        return ""
    return "" if begins_body(plain) and len(words) > 3 else plain
