"""Words by which the parts of a document are known, and small questions about text. Pure."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from hoso.support.folding import fold

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# Where the mark of a tone may stand on either vowel; one way of writing for comparisons.
_TONES = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
          "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}  # fmt: skip
_TONE = re.compile("(?:" + "|".join([*_TONES, *(k.upper() for k in _TONES), *(k[0].upper() + k[1] for k in _TONES)]) + r")(?!\w)")  # an open syllable
_QU = re.compile(r"([qQ])([úùủũụÚÙỦŨỤ])([yY])")
_BACK = dict(zip("úùủũụÚÙỦŨỤ", "ýỳỷỹỵÝỲỶỸỴ", strict=True))
TYPES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định", "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn",
    "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình",
    "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo", "TCG": "Thư công", "CV": "Công văn",
}  # fmt: skip
COPIES = {"SY": "SAO Y", "SL": "SAO LỤC", "TrS": "TRÍCH SAO"}
WITHOUT_TEMPLATE = frozenset({"HĐ", "BGN", "BTT", "TCG"})  # PL III draws no form for them
PARTIES = frozenset({"HĐ", "BGN", "BTT", "BB"})  # more than one signs, side by side
WITHOUT_ABSTRACT = frozenset({"GGT", "GNP", "GUQ", *WITHOUT_TEMPLATE})
UPWARD = frozenset({"TTr", "BC"})
DECIDING = frozenset({"QĐ", "NQ"})
_FOLDED_TYPES = {fold(name): code for code, name in TYPES.items()}
ORGANISATION = re.compile(
    r"^(uy ban|ubnd|hdnd|hoi dong|bo|so|phong|chi cuc|cuc|tong cuc|trung tam|van phong|truong|benh vien|vien|ban|hoi|cong ty|tap doan|tong cong ty|hoc vien"
    r"|dai hoc|cong an|thanh tra|dang uy|lien doan|lien hiep|mat tran|toa an|kho bac|bao hiem|to |to cong tac|chinh phu|quoc hoi|doan)\b"
)


def one_tone(text: str) -> str:
    """The text with every tone mark on the vowel where the decree's own text has it; letters stay in their places."""
    changed = _TONE.sub(lambda m: _like(m[0], _TONES[m[0].lower()]), text)
    return _QU.sub(lambda m: m[1] + ("u" if m[2].islower() else "U") + _BACK[m[2]], changed)


def _like(model: str, text: str) -> str:
    return "".join(c.upper() if m.isupper() else c for m, c in zip(model, text, strict=True))


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Folded, single spaces."""
    return " ".join(fold(text).split())


def likeness(a: str, b: str) -> float:
    """How alike two folded texts are, 0 to 1."""
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def is_upper(text: str) -> bool:
    """Whether all its letters are capitals."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(c.isupper() for c in letters)


def mostly_upper(text: str) -> bool:
    """Whether nearly all letters are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def type_of_title(text: str) -> str | None:
    """The code of a type whose name stands alone on a line."""
    name = re.sub(r"[^a-z ]", "", folded(text)).strip()
    if name in _FOLDED_TYPES:
        return _FOLDED_TYPES[name]
    if len(name) > 30:
        return None
    best = max(_FOLDED_TYPES, key=lambda known: likeness(known, name))
    return _FOLDED_TYPES[best] if likeness(best, name) >= 0.88 and len(name) > 5 else None


def copy_form(text: str) -> str:
    """The code of a form of copying that stands alone on a line, also as the rules before NĐ 30 called it; "" for anything else."""
    found = re.fullmatch(r"(sao y|sao luc|trich sao)( ban chinh| ban sao| van ban)?", folded(text).strip(" .:"))
    return {"sao y": "SY", "sao luc": "SL", "trich sao": "TrS"}[found[1]] if found else ""


def is_name(text: str) -> bool:
    """Whether it reads like the name of a person, with or without a title in front."""
    words = text.replace(".", ". ").split()
    capitals = [w[0].isupper() for w in words if w[0].isalpha()]
    return 2 <= len(words) <= 9 and len(text) <= 60 and all(capitals[-2:]) and capitals[:1] == [True] and not re.search(r"[:;,/\d]", text)
