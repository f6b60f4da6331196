"""Documents on which this one rests (Căn cứ …) or that it answers (Phúc đáp Công văn số …), as NĐ 30 PL I II.6 has them written.

Never looks one up: whether the agency holds it is asked elsewhere.
"""

import re
from datetime import date

from hoso.formats.pages import Pages
from hoso.formats.reading.model import Mention, Reference, Relation
from hoso.formats.reading.words import is_capitals
from hoso.support.folding import fold

PARAGRAPHS = 30
_SYMBOL = r"(?:\d{4}\s?/\s?)?[A-ZĐÂÊÔƠƯĂ][A-Za-zĐđÂÊÔƠƯĂ0-9&]*(?:\s?[-–/]\s?[A-ZĐÂÊÔƠƯĂ0-9][A-Za-zĐđÂÊÔƠƯĂ0-9&]*){0,5}"
_DAY = r"(?:\s*,?\s*(?:ký\s+)?ngày\s*(?P<day>\d{1,2})\s*(?:/|-|\.|tháng)\s*(?P<month>\d{1,2})\s*(?:/|-|\.|năm)\s*(?P<year>\d{4}))?"
_ISSUER = (
    r"(?:\s*,?\s*của\s+(?P<issuer>[^;.:()]{3,120}?)(?=\s+(?:về|quy định|hướng dẫn|ban hành|phê duyệt|V/v|v/v|sửa đổi|đề nghị|"
    r"yêu cầu|thông báo|triển khai|báo cáo|Về|xin|giao|mời)\b|\s*[,;.:()]|\s*$))?"
)
_REST_OF = re.compile(rf"(?P<symbol>{_SYMBOL}){_DAY}{_ISSUER}")
_LAW = re.compile(
    r"^Căn cứ\s+(?:vào\s+)?(?P<name>(?P<kind>Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s[^;.]{3,160}?)(?=\s*(?:ngày|số|được|\(|;|\.|,\s*Luật|$))"
)
_ANSWER = ("phuc dap", "tra loi", "hoi dap", "dap lai", "phuc cong van", "nhan duoc")
_REST = (
    "can cu",
    "thuc hien",
    "theo",
    "xet",
    "tiep theo",
    "trien khai",
    "thi hanh",
    "tren co so",
    "de trien khai",
    "thuc hien y kien",
    "sau khi",
    "ngay",
)
_STOPS = ("dieu 1", "i.", "phan i", "chuong i", "quyet dinh:", "quyet nghi:", "1.", "noi nhan", "a.")


def _names(reference: Reference) -> dict[str, str]:
    """Names of types by their folded form."""
    plain = [re.sub(r"\s*\(.*?\)", "", name) for code, name in reference.types if code not in ("KHAC", "TCG", "L")]
    return {fold(name): name for name in [*plain, "Công văn", "Văn bản", "Kết luận", "Thông tư liên tịch"]}


def _joined(pages: Pages, start: int) -> list[tuple[int, str]]:
    """(index of the first line, text) of the paragraphs from `start` on."""
    found: list[tuple[int, str]] = []
    last = None
    for at in range(start, len(pages.lines)):
        line = pages.lines[at]
        text = " ".join(line.text.split())
        same = last is not None and line.paragraph == last.paragraph and not text.startswith("Căn cứ")
        if same and found:
            where, before = found[-1]
            found[-1] = (where, before + text if before.endswith("-") else f"{before} {text}")
        elif len(found) >= PARAGRAPHS:
            break
        else:
            found.append((at, text))
        last = line
    return found


def _date(found: re.Match[str]) -> date | None:
    if not found["day"]:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _relation(folded: str, before: str) -> tuple[Relation, float] | None:
    """What the words before a mention say."""
    if any(word in before[-60:] for word in _ANSWER):
        return "answers", 0.93
    if folded.startswith("can cu"):
        return "rests_on", 0.96
    if folded.startswith(_REST):
        return "rests_on", 0.9
    return None


def mentions_of(pages: Pages, start: int, reference: Reference) -> tuple[Mention, ...]:
    """The mentions in the opening of the body, each once, in order."""
    names = _names(reference)
    types = "|".join(re.escape(n) for n in sorted(names, key=lambda n: -len(n)))
    pattern = re.compile(rf"\b(?P<type>{types})\s+so\s*[:.]?\s*(?P<number>\d{{1,6}}[a-z]?)\s*(?:/|-(?=[a-z]+/))\s*")
    made: list[Mention] = []
    seen: set[tuple[str, str]] = set()
    for at, text in _joined(pages, start):
        folded = fold(text)
        if folded.startswith(_STOPS) or (is_capitals(text) and made and len(text) < 60 and not folded.startswith("can cu")):
            break
        line = pages.lines[at]
        box = (line.x0, line.y0, line.x1, line.y1)
        law = _LAW.match(text)
        if law:
            made.append(Mention("rests_on", law["kind"], name=law["name"].strip(" ,"), confidence=0.93, page=line.page, line=at, box=box))
            continue
        for begun in pattern.finditer(folded):
            found = _REST_OF.match(text, begun.end())
            relation = _relation(folded, folded[: begun.start()])
            if found is None or relation is None:
                continue
            number, symbol = begun["number"], re.sub(r"\s*([-–/])\s*", lambda m: "/" if m[1] == "/" else "-", found["symbol"])
            if (number, symbol) in seen:
                continue
            seen.add((number, symbol))
            issuer = (found["issuer"] or "").strip(" ,")
            made.append(Mention(
                relation[0], names[begun["type"]], number, symbol, _date(found), issuer, "", relation[1], line.page, at, box,
            ))  # fmt: skip
    return tuple(made)
