"""The head of a document (boxes 1 to 4, 10, 11 of NĐ 30 PL I IV): issuer, number, symbol, place and date, marks.

Reads by the words that the decree prescribes and by the side on which they stand; noise of recognition is borne within bounds.
"""

import re
from dataclasses import dataclass
from datetime import date

from hoso.formats.pages import Line, Pages
from hoso.formats.reading.words import agency_names, begins_body, is_capitals, likeness
from hoso.support.folding import fold

NATION = "cong hoa xa hoi chu nghia viet nam"
MOTTO = "doc lap tu do hanh phuc"
PARTY = "dang cong san viet nam"
# "Số: 39/KH-UBND", "Số 12-CV/TU" (Party), "Số: 05/2026/QĐ-UBND"; a recogniser reads S6, Sỏ, 5ố
_NUMBER = re.compile(
    r"^[\W_]{0,30}(?:(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Lệnh)\s+)?[Ss5][ốôổỗộồòóỏõọ6oO0]\s*[:.;,]{0,2}\s*(?P<number>[\dlIOo|][\dlIOo| ]{0,6}[a-zđ]?)?\s*(?P<mark>[/\\]|-)\s*(?P<symbol>.*)$"
)
_SYMBOL = re.compile(r"(?:\d{4}\s*[/\\]\s*)?[A-ZĐÂÊÔƠƯĂ][A-Za-zĐđÂÊÔƠƯĂ0-9&.]*(?:\s*[-–/]\s*[A-ZĐÂÊÔƠƯĂ0-9][A-Za-zĐđÂÊÔƠƯĂ0-9&.()]*){0,5}")
# Both on folded text, which has the length of the text.
_D = r"[\dlio|]"
_DAY = re.compile(rf"ngay\s*(?P<day>{_D}(?:\s?{_D})?)\s*t[hb]ang\s*(?P<month>{_D}(?:\s?{_D})?)\s*na(?:m|rn)\s*(?P<year>{_D}\s?{_D}\s?{_D}\s?{_D})")
_SHORT_DAY = re.compile(r",\s*ngay\s*(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})")
_URGENT = (("hoa toc", "express"), ("thuong khan", "very_urgent"), ("khan", "urgent"))
_SECRET = (("tuyet mat", "Tuyệt mật"), ("toi mat", "Tối mật"), ("mat", "Mật"))
_CIRCULATION = ("xem xong tra lai", "luu hanh noi bo", "tai lieu thu hoi")
HEAD_LINES = 40
_LATER = ("can cu", "kinh gui", "dieu 1")


@dataclass(slots=True)
class Seen:
    """A line of the document, or one half of a line in which two columns had run together."""

    text: str
    at: int  # index in Pages.lines
    line: Line
    side: str

    @property
    def bold(self) -> bool:
        """Whether most of it is bold."""
        letters = sum(len(r.text) for r in self.line.runs)
        return letters > 0 and sum(len(r.text) for r in self.line.runs if r.bold) > 0.5 * letters


@dataclass(slots=True)
class Found:
    """A value, how sure it is, and the line it stands in."""

    value: str
    confidence: float
    seen: Seen


def _halves(line: Line, at: int) -> list[Seen]:
    """The line, or its two columns where a text layer has run them together."""
    text = " ".join(line.text.split())
    if line.side == "full":
        nation = re.search(r"\S\s+(C[ỘO]NG H[ÒÓOO][AÀ]? X[ÃA] H[ỘO]I|Đ[ộo]c l[ậâa]p\s*[-–—])", text)
        if nation and nation.start() > 1:
            cut = nation.start(1)
            return [Seen(text[:cut].strip(), at, line, "left"), Seen(text[cut:], at, line, "right")]
        number = _NUMBER.match(text)
        if number and re.search(r"ng[àa]y.{0,30}th[áa]ng", text):
            symbol = _SYMBOL.match(number["symbol"].strip())
            cut = text.index(symbol.group()) + len(symbol.group()) if symbol else 0
            if cut:
                return [Seen(text[:cut].strip(), at, line, "left"), Seen(text[cut:].strip(), at, line, "right")]
    return [Seen(text, at, line, line.side)]


@dataclass(slots=True)
class Head:
    """What stands above the title. `end`: index of the first line that no longer belongs to it."""

    seen: list[Seen]
    number_line: Seen | None = None
    number: Found | None = None
    symbol: Found | None = None
    issued_on: Found | None = None
    day: date | None = None
    issuer: Found | None = None
    superior: Found | None = None
    urgency: Found | None = None
    secrecy: Found | None = None
    circulation: Found | None = None
    party: bool = False
    end: int = 0


def _digits(text: str) -> str:
    return text.translate(str.maketrans("lIi|Oo", "111100")).replace(" ", "")


def _tight(symbol: str) -> str:
    return re.sub(r"\s*([-–/\\])\s*", lambda m: "-" if m[1] in "-–" else "/", symbol).strip(" .,;:")


def _number_of(head: Head) -> None:
    for where, seen in enumerate(head.seen):
        found = _NUMBER.match(seen.text)
        if not found or (seen.side == "right" and any(s.side == "left" and _NUMBER.match(s.text) for s in head.seen)):
            continue
        rest = found["symbol"].strip()
        if (
            rest.endswith("-")
            and where + 1 < len(head.seen)
            and head.seen[where + 1].side == seen.side
            and not head.seen[where + 1].text.startswith("V/v")
        ):
            rest += head.seen[where + 1].text
        symbol = _SYMBOL.match(rest)
        number = _digits(found["number"] or "")
        if found["mark"] == "-" and not (symbol and "/" in symbol.group() and head.party):
            continue  # "Số - …" is a number of the Party only
        if not symbol and not number:
            continue
        head.number_line = seen
        clean = bool(re.fullmatch(r"\s*[\d ]*[a-zđ]?\s*", found["number"] or "")) and seen.text.startswith("Số")
        if number:
            head.number = Found(number, 0.98 if clean else 0.8, seen)
        if symbol:
            value = _tight(symbol.group())
            whole = len(rest) - len(symbol.group()) <= 3
            noisy = any(c.islower() for c in value if c not in "yrđ") and not re.search(r"(QyĐ|TTr|CTr|TrS|TTg|TTLT|QPPL)", value)
            head.symbol = Found(value, 0.75 if noisy else 0.97 if whole else 0.9, seen)
        return


def _date_of(head: Head, pages: Pages) -> None:
    rights = [s for s in head.seen if s.side != "left"]
    for at, seen in enumerate(rights):
        together = " ".join(s.text for s in rights[at : at + 3])
        for text in (seen.text, together):
            found = _DAY.search(fold(text)) or _SHORT_DAY.search(fold(text))
            if not found or (text is together and "ng" not in fold(seen.text)):
                continue
            day = _day(found["day"], found["month"], found["year"])
            if day is None:
                continue
            noisy = not re.search(r"ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}", text)
            early = head.number_line is None or seen.at <= head.number_line.at + 12
            head.day = day
            head.issued_on = Found(day.isoformat(), (0.97 if not noisy else 0.86) if early else 0.7, seen)
            return


def _day(day: str, month: str, year: str) -> date | None:
    try:
        made = date(int(_digits(year)), int(_digits(month)), int(_digits(day)))
    except ValueError:
        return None
    return made if 1945 <= made.year <= 2100 else None


def _mark(text: str) -> str:
    return re.sub(r"[^a-z ]", "", fold(text)).strip()


def _marks_of(head: Head) -> None:
    """Stamps: a line in capitals that holds nothing else."""
    for seen in head.seen:
        text = _mark(seen.text)
        if not is_capitals(seen.text) or len(text) > 40:
            continue
        for name, value in _URGENT:
            if head.urgency is None and (text == name or (name != "khan" and text.startswith(name))):
                head.urgency = Found(value, 0.95, seen)
        for name, value in _SECRET:
            if head.secrecy is None and text == name:
                head.secrecy = Found(value, 0.95, seen)
        if head.circulation is None and text in _CIRCULATION:
            head.circulation = Found(seen.text.strip(), 0.95, seen)


def _is_noise(text: str) -> bool:
    """Stamps of signatures, rules made of letters, marks."""
    plain = _mark(text)
    if len(plain) < 2 or re.search(r"(?i)ký bởi|thời gian ký|ngày ký|email|e-mail|digitally|cơ quan:", text):
        return True
    return plain in {n for n, _ in (*_URGENT, *_SECRET)} or plain in _CIRCULATION or plain.startswith("hoa toc")


def _issuer_of(head: Head) -> None:
    """The names above the number: superior first, then the issuer (bold)."""
    limit = head.number_line.at if head.number_line else head.issued_on.seen.at if head.issued_on else -1
    lines = [
        s for s in head.seen
        if s.side != "right" and s.at < (limit if limit >= 0 else head.end) and is_capitals(s.text) and not _is_noise(s.text)
        and likeness(s.text, NATION) < 0.75 and likeness(s.text, MOTTO) < 0.75 and likeness(s.text, PARTY) < 0.8
    ]  # fmt: skip
    if not lines:
        return
    cut = _boundary(lines)
    superior, issuer = lines[:cut], lines[cut:]
    said = bool(begins_body(issuer[0].text)) or head.party
    head.issuer = Found(_joined(issuer), 0.95 if said else 0.8, issuer[0])
    if superior:
        head.superior = Found(_joined(superior), 0.9, superior[0])


def _joined(lines: list[Seen]) -> str:
    text = " ".join(s.text for s in lines)
    return agency_names(re.sub(r"[*_]+", " ", re.sub(r"\s+", " ", text)))


_RUNS_ON = (
    "văn phòng",
    "thanh tra",
    "ban chỉ đạo",
    "ban tổ chức",
    "ban quản lý",
    "trung tâm",
    "hội đồng",
    "đảng ủy",
    "ban chấp hành",
    "thường trực",
    "phòng",
    "ban",
)


def _boundary(lines: list[Seen]) -> int:
    """Index of the first line of the issuer."""
    bold = [s.bold for s in lines]
    if any(bold) and not all(bold):
        return bold.index(True)
    starts = [0]
    for at in range(1, len(lines)):
        body, before = begins_body(lines[at].text), lines[at - 1].text.lower().replace("uỷ", "ủy")
        nested = begins_body(before) in _RUNS_ON and before.strip() in _RUNS_ON
        hanging = before.rstrip().endswith((" và", "-", "–", ",", " của", " ủy", " hội đồng", " đoàn")) or before.strip() in (
            "ủy",
            "hội đồng nhân dân - ",
        )
        lone = body == lines[at].text.lower().strip(" .,") and len(body.split()) == 1 and body not in ("ubnd", "hđnd")
        if body and not lone and not nested and not hanging and not (body == "ban" and before.rstrip().endswith("ủy")):
            starts.append(at)
    return starts[-1]


def head_of(pages: Pages) -> Head:
    """The head, read from the first lines of the first page."""
    first = [(at, line) for at, line in enumerate(pages.lines[:120]) if pages.source == "docx" or line.page == pages.lines[0].page]
    seen: list[Seen] = []
    end = 0
    for at, line in first:
        folded = fold(line.text).strip()
        if len(seen) >= HEAD_LINES or (line.side == "full" and seen and folded.startswith(_LATER)):
            break
        seen += _halves(line, at)
        end = at + 1
    head = Head(seen, end=end)
    head.party = any(likeness(s.text, PARTY) > 0.85 for s in seen[:8])
    _number_of(head)
    _date_of(head, pages)
    _marks_of(head)
    _issuer_of(head)
    return head
