"""Measures of capitals (PL II), as far as they can be decided by form alone; what depends on the meaning is left alone or asked about.

`phrases.csv` holds names whose right form is fixed; they are found in whatever case they are written.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from hoso.formats.layout.draft import Draft, measure
from hoso.formats.layout.model import Block, Hit, Rule
from hoso.formats.layout.words import is_upper, mostly_upper, one_tone

_L = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_U = _L.upper().replace("A-Z", "A-Z")
_BEFORE, _AFTER = rf"(?<![{_L}{_U}])", rf"(?![{_L}{_U}])"
_SURNAMES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Lương|Mai|Đào|Cao|Hà|Tạ|Tô|Lưu|Lâm|Đoàn|Chu|Quách|Trương|"
_SURNAMES += "Giàng|Vàng|Lò|Quàng|Cầm|Thào|Sùng|Hờ|Mùa|Lầu|Vừ|Hạng|Nông|Ma|Triệu|Bế|Danh|Thạch|Kim|Sơn|Thái|Phùng|Tống|Kiều|Nghiêm|Vương|Văn|Lại|Khúc|La|Hứa|Tôn|Châu"
_POSTS = (
    "phó chủ tịch|chủ tịch|phó giám đốc|giám đốc|phó trưởng phòng|trưởng phòng|chánh văn phòng|phó chánh văn phòng|bộ trưởng|thứ trưởng|thủ tướng|phó thủ tướng|bí thư|phó bí thư|"
    "Phó chủ tịch|Phó giám đốc|Phó trưởng phòng|Phó chánh văn phòng|Phó thủ tướng|Phó bí thư|Phó tổng giám đốc|Phó cục trưởng|"
    "cục trưởng|chi cục trưởng|hiệu trưởng|viện trưởng|tổng giám đốc|giáo sư|tiến sĩ|thạc sĩ"
)
_KINDS = "nghị quyết|quyết định|chỉ thị|nghị định|thông tư|kế hoạch|công văn|hướng dẫn|tờ trình|báo cáo|thông báo|chương trình|công điện|quy chế|quy định|đề án|pháp lệnh"
_UNITS = "Tỉnh|Thành phố|Huyện|Xã|Phường|Quận|Thị xã|Thị trấn"
_SENTENCE = re.compile(rf"(?:[{_L}]{{2}}|\)|\d{{4}})([.?!])\s+([{_L}])")
_ABBREVIATED = re.compile(r"(v\.v|TP|Tp|tp|tr|TS|ThS|BS|GS|PGS|St|No|q|Q|P|F)$")
_STATE = re.compile(
    rf"{_BEFORE}(?:(?:của|do|được|cho|và|với|Đảng,|bởi|trước)\s+(nhà nước)(?!\s+(?:pháp quyền|có thẩm quyền))|(nhà nước)\s+(?:ta|Việt Nam|Cộng hòa)){_AFTER}"
)
_OF_PEOPLE = re.compile(
    rf"(?<!ban )(?<!đồng )(?<!án )(?<!sát )(?<!an )(?<!đội )(?<!trang )(?<!tín dụng )(?<!quỹ tín dụng ){_BEFORE}"
    rf"(?:của|cho|với|phục vụ|toàn thể|vận động|đời sống|quần chúng|cùng|người dân và|vì|trong|toàn|và)\s+(nhân dân){_AFTER}"
)
_CITED = re.compile(rf"{_BEFORE}(điều|chương|tiểu mục)\s+(\d+|[IVXLC]+){_AFTER}(?!\s*(?:kiện|năm|tháng|ngày|giờ))")
_CITED_BIG = re.compile(rf"(?<=[{_L},;:]\s)(Khoản\s+\d+|Điểm\s+[a-zđ]){_AFTER}")
_UNIT = re.compile(rf"(?<=[{_L},;]\s)({_UNITS})\s+([{_U}][{_L}]+)")
_ORGAN = re.compile(rf"(?<=của )(chính phủ|quốc hội){_AFTER}(?! (?:các|nước|điện tử|số|một))")
_WEEK = "hai|ba|tư|năm|sáu|bảy"
_WEEKDAY = re.compile(rf"(?:\((?:sáng |chiều |tối )?(thứ (?:{_WEEK}))\)|{_BEFORE}(?:sáng|chiều|tối|trưa)\s+(thứ (?:{_WEEK})){_AFTER}|{_BEFORE}(thứ (?:{_WEEK})),?\s+ngày\s+\d)")
_MONTH = re.compile(
    rf"(?<!một )(?<!mỗi )(?<!hằng )(?<!hàng )(?<!\d ){_BEFORE}(tháng (?:giêng|hai|ba|tư|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)|(?<=từ )tháng năm|(?<=đến )tháng năm|"
    rf"(?<=trong )tháng năm|(?<=cuối )tháng năm|(?<=đầu )tháng năm){_AFTER}(?!\s+(?:lần|kỳ|buổi|cuộc|đợt|ngày|người|sinh))"
)
_UNIT_NUMBER = re.compile(rf"{_BEFORE}(quận|phường)\s+(\d{{1,2}}){_AFTER}")
_POST = re.compile(rf"{_BEFORE}({_POSTS})\s+((?:{_SURNAMES})\s+[{_U}][{_L}]+)")
_KIND = re.compile(rf"{_BEFORE}({_KINDS})\s+số\s+\d+[\w/]*/[\w/Đđ-]+")


def _running(draft: Draft, rule: Rule) -> Iterator[tuple[Block, str]]:
    """Text that is not set in capitals, tone marks in one way; letters keep their places."""
    for block in draft.of(rule.subject):
        if not mostly_upper(block.text):
            yield block, one_tone(block.text)


def _found(draft: Draft, rule: Rule, pattern: re.Pattern[str], right: str = "") -> list[Hit]:
    hits = []
    for block, text in _running(draft, rule):
        for found in pattern.finditer(text):
            group = next((i for i in range(1, pattern.groups + 1) if found[i]), 0)
            hits.append(Hit(block, f"“{found[0]}”", found.start(group), found.end(), right=right))
    return hits


@measure("sentence_start")
def sentence_start(draft: Draft, rule: Rule) -> list[Hit]:
    """After a full stop and at the beginning of a paragraph."""
    hits = []
    for block, text in _running(draft, rule):
        for found in _SENTENCE.finditer(text):
            if not _ABBREVIATED.search(text[: found.start(1)]):
                hits.append(Hit(block, f"“…{text[max(0, found.start() - 8) : found.end() + 12]}…”", found.start(2), found.end(2), severity="look"))
        opening = re.match(rf"^([-–+•]\s*)?([{_L}][{_L}]+)", text)
        goes_on = block.at > 0 and draft.facts.blocks[block.at - 1].text.rstrip().endswith((",", "-")) and not opening
        if opening and not goes_on and (draft.is_pdf is False or block.first_line_mm is None or block.first_line_mm > 3) and block not in draft.parts.about[1:] + draft.parts.abstract[1:]:
            hits.append(Hit(block, f"“{text[:40]}”", opening.start(2), opening.start(2) + 1, severity="look" if opening[1] else None))
    return hits


@measure("state_people")
def state_people(draft: Draft, rule: Rule) -> list[Hit]:
    """Nhà nước, Nhân dân as nouns; as a part of another word ("quản lý nhà nước", "Ủy ban nhân dân") they stay small."""
    return [*_found(draft, rule, _STATE, "Nhà nước"), *_found(draft, rule, _OF_PEOPLE, "Nhân dân")]


@measure("cited")
def cited(draft: Draft, rule: Rule) -> list[Hit]:
    """Điều, Chương with a capital; khoản, điểm without one inside of a sentence."""
    return [*_found(draft, rule, _CITED), *_found(draft, rule, _CITED_BIG)]


@measure("unit")
def unit(draft: Draft, rule: Rule) -> list[Hit]:
    """A tỉnh or thành phố is never named after a person or an event, but Thành phố Hồ Chí Minh."""
    found = _found(draft, rule, _UNIT)
    return [h for h in found if h.found.startswith(("“Tỉnh", "“Thành phố")) and not h.found.startswith("“Thành phố Hồ")]


@measure("unit_name")
def unit_name(draft: Draft, rule: Rule) -> list[Hit]:
    """Smaller ones may be: somebody looks."""
    return [h for h in _found(draft, rule, _UNIT) if not h.found.startswith(("“Tỉnh", "“Thành phố"))]


@measure("unit_number")
def unit_number(draft: Draft, rule: Rule) -> list[Hit]:
    """Quận 1."""
    return [h for h in _found(draft, rule, _UNIT_NUMBER) if h.block]


@measure("post")
def post(draft: Draft, rule: Rule) -> list[Hit]:
    """A post beside a name."""
    return _found(draft, rule, _POST)


@measure("organ")
def organ(draft: Draft, rule: Rule) -> list[Hit]:
    """Chính phủ and Quốc hội as the organ that issued something."""
    return _found(draft, rule, _ORGAN)


@measure("calendar")
def calendar(draft: Draft, rule: Rule) -> list[Hit]:
    """thứ Hai, tháng Tám; an ordinal ("lần thứ hai") stays small, so a person looks."""
    return [*_found(draft, rule, _WEEKDAY), *_found(draft, rule, _MONTH)]


@measure("kind")
def kind(draft: Draft, rule: Rule) -> list[Hit]:
    """The kind of a document that is cited by number."""
    return _found(draft, rule, _KIND)


@cache
def _phrases() -> tuple[tuple[str, bool, str, date, date | None], ...]:
    text = (files("hoso.formats.layout") / "phrases.csv").read_text(encoding="utf-8")
    return tuple(
        (row["right"], row["all_small_is_wrong"] == "1", row["article"], date.fromisoformat(row["valid_from"]), date.fromisoformat(row["valid_to"]) if row["valid_to"] else None)
        for row in csv.DictReader(io.StringIO(text))
    )


@cache
def _known(day: date) -> tuple[re.Pattern[str], dict[str, tuple[str, bool, str]]]:
    """One pattern for all phrases in force, the longest first, and the right form of each."""
    right = {p[0].lower(): (p[0], p[1], p[2]) for p in _phrases() if p[3] <= day and (p[4] is None or day <= p[4])}
    words = sorted(right, key=len, reverse=True)
    return re.compile(_BEFORE + "(" + "|".join(re.escape(w) for w in words) + ")" + _AFTER), right


@measure("phrase")
def phrase(draft: Draft, rule: Rule) -> list[Hit]:
    """Names whose form is fixed."""
    pattern, known = _known(draft.day)
    hits = []
    for block, text in _running(draft, rule):
        lowered = text.lower()
        if len(lowered) != len(text):
            continue
        for found in pattern.finditer(lowered):
            written = text[found.start() : found.end()]
            right, small_is_wrong, article = known[found[0]]
            opens = found.start() == 0 or text[: found.start()].rstrip().endswith((".", "-", "–", ":", "?", "!"))
            same = written == right or is_upper(written) or (opens and written == right[0].upper() + right[1:])
            if same or (written.islower() and not small_is_wrong) or (written.islower() and right.islower()):
                continue
            hits.append(Hit(block, f"“{written}”", found.start(), found.end(), right=f"{right} ({article})"))
    return hits
