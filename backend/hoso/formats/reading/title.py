"""Type and abstract (boxes 5a and 5b of NĐ 30 PL I IV).

Never completes an abstract: it ends where the face or the place of the lines changes, and where the words of the body begin.
"""

import re
from dataclasses import dataclass

from hoso.formats.pages import Line, Pages
from hoso.formats.reading.head import Found, Head, Seen
from hoso.formats.reading.model import Reference
from hoso.formats.reading.words import begins_body, is_capitals, is_title, likeness
from hoso.support.folding import fold

_ABOUT = re.compile(r"^\W{0,2}(?:[VN][/\\l|][vV]|Về việc|v/v)\s*[:.]?\s*", re.IGNORECASE)
_BODY = (
    "can cu",
    "kinh gui",
    "dieu 1",
    "chuong i",
    "phan i",
    "i. ",
    "1. ",
    "thoi gian",
    "hom nay",
    "dia diem",
    "thanh phan",
    "kem theo",
    "(kem theo",
    "ong (ba)",
    "xet ",
    "theo de nghi",
    "thuc hien cong van",
    "thuc hien ke hoach so",
    "thuc hien quyet dinh so",
    "thuc hien nghi",
    "thuc hien chi thi",
    "tham quyen",
    "muc 1",
    "quyet nghi",
    "quyet dinh:",
)
_BODY_END = ("dien:", "kinh moi:", "gioi thieu:", "cap cho:", "nhu sau:", "quyet dinh:", "quyet nghi:")
_OTHER = (
    "kết luận",
    "phiếu trình",
    "giấy chứng nhận",
    "giấy xác nhận",
    "thông cáo báo chí",
    "giấy triệu tập",
    "danh sách",
    "đề cương",
    "quy trình",
    "lịch",
    "bản cam kết",
    "phiếu yêu cầu",
)
_LETTER = ("thư công", "thư chúc mừng", "thư khen", "thư cảm ơn", "thư ngỏ", "thư mời", "thư chia buồn", "thư")
_CITIZEN = (("đơn khiếu nại", "ĐKN"), ("đơn tố cáo", "ĐTC"), ("đơn kiến nghị", "ĐKNPA"), ("đơn phản ánh", "ĐKNPA"), ("đơn đề nghị", "ĐĐN"), ("đơn", "ĐT"))
CITIZEN_CODES = frozenset(code for _, code in _CITIZEN)
_COURT = {"giấy triệu tập": "GTT"}
ABSTRACT_LINES = 9


@dataclass(slots=True)
class Title:
    """Type, name of another type, abstract; `end`: the line after them."""

    type_code: Found | None = None
    type_name: Found | None = None
    abstract: Found | None = None
    end: int = 0


def _names(reference: Reference) -> list[tuple[str, str]]:
    """(folded name, code), longest first; "Nghị quyết (cá biệt)" is printed without brackets."""
    plain = [(fold(re.sub(r"\s*\(.*?\)", "", name)), code) for code, name in reference.types if code not in ("KHAC", "CV", "TCG")]
    return sorted(plain, key=lambda n: -len(n[0]))


def type_of_symbol(symbol: str, reference: Reference) -> str:
    """The type that a symbol begins with ("KH-UBND" → KH), "" for that of a công văn."""
    plain = re.sub(r"^\d{4}/", "", symbol)
    first = re.split(r"[-/]", plain)[0]
    codes = {code: code for code, _ in reference.types if code != "KHAC"} | {"QĐi": "QyĐ", "QĐ": "QĐ", "TTR": "TTr", "CTR": "CTr", "QYĐ": "QyĐ"}
    found = codes.get(first) or codes.get(first.upper())
    return found if found and len(re.split(r"[-/]", plain)) > 1 else ""


def _letters_apart(text: str) -> str:
    """ "Q U Y Ế T   Đ Ị N H" → "QUYẾT ĐỊNH"."""
    if re.fullmatch(r"(?:\w )+(?: *\w)(?: +(?:\w )*\w)*", text) and len(text.replace(" ", "")) <= len(text) / 1.8:
        return " ".join(w.replace(" ", "") for w in re.split(r" {2,}", text))
    return text


def _typed(seen: Seen, names: list[tuple[str, str]]) -> tuple[str, str, float] | None:
    """(code, what follows the name on the line, confidence) where a line in capitals begins with the name of a type."""
    text = _letters_apart(seen.text)
    if not is_capitals(text) or len(text) > 160:
        return None
    words = text.split()
    folded = [fold(w).strip(".,:;") for w in words]
    for name, code in names:
        count = len(name.split())
        if folded[:count] == name.split():
            return code, " ".join(words[count:]).strip(" :"), 0.97
    alike, code = max((likeness(text, name), code) for name, code in names)
    return (code, "", 0.8) if alike >= 0.8 and len(words) in (2, 3, 4) else None


def _known_code(code: str, reference: Reference) -> str:
    """The code where the installation has it, else that of a type which names itself."""
    return code if any(code == held for held, _ in reference.types) else "KHAC"


def _named_otherwise(seen: Seen, reference: Reference) -> tuple[str, str] | None:
    folded = fold(seen.text).strip(" .:")
    for name, code in _CITIZEN:
        if folded == fold(name) or folded.startswith(fold(name) + " "):
            return _known_code(code, reference), seen.text.strip()
    for name in _OTHER:
        if folded == fold(name) or folded.startswith(fold(name) + " "):
            return _known_code(_COURT.get(name, "KHAC"), reference), seen.text.strip()
    for name in _LETTER:
        if folded == fold(name):
            return "TCG", ""
    return None


def _middle(line: Line, pages: Pages) -> bool:
    """Whether a line stands symmetrically between the margins."""
    if pages.source == "docx":
        return line.align == "center"
    page = pages.pages[line.page - 1]
    return abs((line.x0 - page.left) - (page.width - page.right - line.x1)) < 4.5


def _is_inset(line: Line, pages: Pages) -> bool:
    """Whether a line keeps away from both margins, as a title does that is not quite in the middle."""
    if pages.source == "docx":
        return not line.runs
    page = pages.pages[line.page - 1]
    return line.x0 - page.left > 15 and page.width - page.right - line.x1 > 15


def _plain(line: Line, at: int) -> Seen:
    return Seen(" ".join(line.text.split()), at, line, line.side)


def _abstract(pages: Pages, start: int, rest: str, code: str, title: Seen) -> tuple[str, Seen, int, float] | None:
    """(text, first line, index after it, confidence) of the lines below a type."""
    parts = [rest] if rest else []
    first: Seen | None = title if rest else None
    at = start
    if title.line.rule_below and rest:
        return rest, title, start, 0.9
    while at < len(pages.lines) and len(parts) < ABSTRACT_LINES:
        seen = _plain(pages.lines[at], at)
        if seen.side == "left" and not parts:
            at += 1  # what is left of the head beside the title
            continue
        if _stops(seen, pages, code, first, bool(parts)):
            break
        parts.append(seen.text)
        first = first or seen
        at += 1
        if seen.line.rule_below:
            break
    if not parts or first is None:
        return None
    text = re.sub(r"\s*[_]{3,}.*$", "", " ".join(parts)).strip(" *")
    text = re.sub(r"^[VN]/[vV]\s+", "", text)
    text = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
    sure = 0.95 if first is title or _middle(first.line, pages) else 0.8
    return text, first, at, sure


def _stops(seen: Seen, pages: Pages, code: str, first: Seen | None, begun: bool) -> bool:
    folded = fold(seen.text).strip()
    if (
        re.fullmatch(r"[_\-–—*=. ]{3,}", seen.text)
        or folded.startswith(("(kem theo", "(ban hanh kem theo"))
        or seen.line.page != (first or seen).line.page
    ):
        return True
    capitals = is_capitals(seen.text)
    if capitals and (is_title(seen.text) or (begins_body(seen.text) and code in ("QĐ", "NQ", "CT", "CĐ", "L", "NĐ", "TT"))):
        return True
    if folded.endswith(_BODY_END) or folded.startswith(("kinh gui", "can cu", "dieu 1", "(kem")):
        return True
    middle = _middle(seen.line, pages)
    if not begun:
        return not middle and not seen.bold and not _is_inset(seen.line, pages)
    assert first is not None
    if first.bold != seen.bold and any(r.font for r in seen.line.runs):
        return True
    if _middle(first.line, pages) and not middle and not (seen.bold and first.bold):
        return True
    return folded.startswith(_BODY) and not (middle and seen.bold)


def _about(pages: Pages, head: Head) -> tuple[str, Seen, int] | None:
    """The abstract of a công văn: from "V/v" to the end of its column."""
    begin = head.number_line.at if head.number_line else 0
    seen = [s for s in head.seen if s.at >= begin and s.side != "right"]
    for where, line in enumerate(seen):
        if not _ABOUT.match(line.text) or (is_capitals(line.text[3:]) and begins_body(line.text[3:])):
            continue
        parts = [line.text]
        last = line
        for after in seen[where + 1 :]:
            folded = fold(after.text)
            parted = (
                after.side != line.side
                or folded.startswith(("kinh gui", "can cu", "thanh hoa, ngay"))
                or re.fullmatch(r"[_\-–—*=. ]{3,}", after.text)
            )
            far = pages.source == "pdf" and after.line.y0 - last.line.y1 > 6
            other = line.line.side == "full" and pages.source == "pdf" and after.line.x0 > 110
            if parted or far or other or is_capitals(after.text) or ("ngay" in folded and "thang" in folded):
                break
            parts.append(after.text)
            last = after
        text = _ABOUT.sub("", " ".join(parts)).strip(" ./")
        return (text, line, last.at + 1) if text else None
    return None


def title_of(pages: Pages, head: Head, reference: Reference) -> Title:
    """Type and abstract; the type is sure where its name and the symbol agree."""
    title = Title(end=head.end)
    symbol = head.symbol.value if head.symbol else ""
    by_symbol = type_of_symbol(symbol, reference)
    about = _about(pages, head)
    named = _find_type(pages, head, _names(reference), reference)
    letter = named is not None and (named[0] in CITIZEN_CODES or fold(named[3].text).startswith("don "))
    if named is None or (about and by_symbol == "" and not letter):
        if about:
            title.type_code = Found("CV", 0.97 if not by_symbol else 0.85, about[1])
            title.abstract, title.end = Found(about[0], 0.95, about[1]), about[2]
        elif by_symbol and head.symbol:
            title.type_code = Found(by_symbol, 0.8, head.symbol.seen)
        elif any(fold(line.text).startswith("kinh gui") for line in pages.lines[:60]) and head.symbol:
            title.type_code = Found("CV", 0.9, head.symbol.seen)
        if title.type_code or named is None:
            return title
    code, rest, sure, seen = named
    rest = "" if fold(rest) in ("hop", "du hop") else rest
    agrees = not by_symbol or by_symbol == code or not head.symbol
    title.type_code = Found(code, sure if by_symbol == code or (agrees and sure < 0.97) else 0.9 if agrees else 0.7, seen)
    if code in ("KHAC", "ĐT"):
        title.type_name = Found(rest.capitalize(), 0.8, seen)
    if code == "KHAC" or letter or code in _COURT.values():
        rest = ""
    found = _abstract(pages, seen.at + 1, rest, code, seen)
    title.end = seen.at + 1
    if found:
        text, first, title.end, certain = found
        title.abstract = Found(text, certain, first)
    elif about:
        title.abstract = Found(about[0], 0.8, about[1])
    else:
        title.abstract = _subject(pages, title.end)
    return title


def _find_type(pages: Pages, head: Head, names: list[tuple[str, str]], reference: Reference) -> tuple[str, str, float, Seen] | None:
    begin = head.number_line.at if head.number_line else 0
    issuer = head.issuer.seen.at if head.issuer else -1
    for at in range(begin, min(len(pages.lines), begin + 40)):
        seen = _plain(pages.lines[at], at)
        if (at == begin and head.number_line) or at == issuer:
            continue
        if fold(seen.text).startswith(("can cu", "kinh gui", "dieu 1.")):
            return None
        if seen.side == "left" and not seen.bold:
            continue
        typed = _typed(seen, names)
        if typed:
            return (*typed, seen)
        other = _named_otherwise(seen, reference) if is_capitals(seen.text) and _middle(seen.line, pages) else None
        if other:
            return other[0], other[1], 0.8, seen
    return None


def _subject(pages: Pages, start: int) -> Found | None:
    """ "Về việc: …" in the body of a giấy giới thiệu (Mẫu 1.8), "Tới dự …" of an invitation (Mẫu 1.7)."""
    for at in range(start, min(len(pages.lines), start + 20)):
        found = re.match(r"(?:Về việc\s*:|[Tt]ới dự\s*:?)\s*(.{6,})", pages.lines[at].text)
        if found:
            return Found(found[1].strip(" ."), 0.6, _plain(pages.lines[at], at))
    return None
