"""Measures of boxes 1 to 5: quốc hiệu, cơ quan, số và ký hiệu, địa danh và thời gian, tên loại và trích yếu."""

import re
from datetime import date

from hoso.formats.layout.draft import Draft, Undecidable, measure
from hoso.formats.layout.model import Block, Hit, Rule
from hoso.formats.layout.words import MOTTO, PARTIES, STATE, TYPES, WITHOUT_ABSTRACT, WITHOUT_TEMPLATE, folded, is_upper, one_tone, type_of_title

CENTRE_MM = 8.0
SAME_LINE_MM = 6.0
MIXED = ("QyĐ", "CTr", "TTr", "TrS")
_DAY = re.compile(r"ngày\s*([\d….]*)\s*tháng\s*([\d….]*)\s*năm\s*(\d{4})?", re.IGNORECASE)
_COMMON = frozenset({"thành", "phố", "thị", "xã", "trấn", "tỉnh", "huyện", "quận", "phường"})
_SHORT_PLACE = re.compile(r"^(TP|Tp|tp|T\.P|HN|HCM|TPHCM)\b\.?|\bHCM\b")


def _text_of(block: Block) -> str:
    return " ".join(one_tone(block.text).replace("\u2010", "-").split())


@measure("state_text")
def state_text(draft: Draft, rule: Rule) -> list[Hit]:
    """The words of quốc hiệu, letter by letter."""
    block = draft.parts.state
    return [Hit(block, f"“{block.text}”")] if block and _text_of(block).upper() != STATE else []


@measure("motto_text")
def motto_text(draft: Draft, rule: Rule) -> list[Hit]:
    """The words of tiêu ngữ with hyphens and spaces."""
    block = draft.parts.motto
    return [Hit(block, f"“{block.text}”")] if block and _text_of(block) != one_tone(MOTTO) else []


def _centre(block: Block) -> float:
    return (block.box[0] + block.box[2]) / 2


def _below(draft: Draft, upper: Block | None, lower: Block | None, tolerance: float) -> list[Hit]:
    """The lower one stands below the upper one, in its column and centred to it."""
    if upper is None or lower is None:
        return []
    if draft.is_pdf:
        off = abs(_centre(upper) - _centre(lower))
        if lower.box[1] < upper.box[1]:
            return [Hit(lower, "Đứng trên, không đứng dưới")]
        return [Hit(lower, f"Lệch giữa {round(off)} mm")] if off > tolerance else []
    if upper.side != lower.side:
        return [Hit(lower, "Không cùng cột")]
    if lower.at < upper.at:
        return [Hit(lower, "Đứng trên, không đứng dưới")]
    return [Hit(lower, "Không canh giữa")] if lower.align != "center" else []


@measure("below_state")
def below_state(draft: Draft, rule: Rule) -> list[Hit]:
    """Tiêu ngữ below quốc hiệu."""
    return _below(draft, draft.parts.state, draft.parts.motto, CENTRE_MM / 2)


@measure("below_motto")
def below_motto(draft: Draft, rule: Rule) -> list[Hit]:
    """Địa danh và thời gian below tiêu ngữ."""
    return _below(draft, draft.parts.motto, draft.parts.date, CENTRE_MM)


@measure("below_issuer")
def below_issuer(draft: Draft, rule: Rule) -> list[Hit]:
    """Số, ký hiệu below the issuer."""
    issuer, number = draft.parts.issuer, draft.parts.number
    if not issuer or number is None or (not draft.is_pdf and number.align != "center"):
        return []  # the alignment is another rule's
    return _below(draft, issuer[-1], number, 1.5 * CENTRE_MM)


@measure("same_line")
def same_line(draft: Draft, rule: Rule) -> list[Hit]:
    """Number and date at one height."""
    number, when = draft.parts.number, draft.parts.date
    if number is None or when is None:
        return []
    if not draft.is_pdf:
        raise Undecidable("tệp DOCX không cho biết chiều cao của dòng")
    apart = abs(number.box[3] - when.box[3])
    return [Hit(when, f"Lệch {round(apart)} mm so với dòng số, ký hiệu")] if apart > SAME_LINE_MM else []


@measure("full_name")
def full_name(draft: Draft, rule: Rule) -> list[Hit]:
    """The issuer's own name is not abbreviated."""
    return [Hit(b, f"“{b.text}” viết tắt") for b in draft.parts.issuer if re.search(r"\b(UBND|HĐND|UB|VP|TT|TP)\b", b.text)]


@measure("known_issuer")
def known_issuer(draft: Draft, rule: Rule) -> list[Hit]:
    """The name that is known beside the file."""
    if not draft.context.issuer or not draft.parts.issuer:
        return []
    printed, known = folded(" ".join(b.text for b in draft.parts.issuer)), folded(draft.context.issuer)
    whole = folded(" ".join(b.text for b in (*draft.parts.superior, *draft.parts.issuer)))
    spelled = known.replace("ubnd", "uy ban nhan dan").replace("hdnd", "hoi dong nhan dan")
    same = any(k in p for p in (printed, whole) for k in (known, spelled)) or printed in spelled
    return [] if same else [Hit(draft.parts.issuer[-1], f"“{' '.join(b.text for b in draft.parts.issuer)}”", right=draft.context.issuer)]


@measure("place_of_superior")
def place_of_superior(draft: Draft, rule: Rule) -> list[Hit]:
    """A local superior carries the name of its unit."""
    if not draft.parts.superior:
        return []
    name = folded(" ".join(b.text for b in draft.parts.superior))
    bare = re.fullmatch(r"(uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)( tinh| thanh pho| huyen| quan| xa| phuong| thi xa)?", name)
    return [Hit(draft.parts.superior[-1], f"“{draft.parts.superior[-1].text}”")] if bare else []


def split_number(block: Block) -> tuple[str, str, str, str] | None:
    """(word with colon, number, what stands between, symbol) of the line "Số: 15/QĐ-BNV"."""
    text = block.text.strip()
    found = re.match(r"^(S\S*?\s*:?|:?)\s*([\d….…_\s]*?)(\s*[/\\]\s*|\s+-\s*|\s*-\s*)(.*)$", text, re.IGNORECASE)
    if not found:
        return None
    return found[1], found[2].strip(), found[3], found[4].strip()


@measure("number_word")
def number_word(draft: Draft, rule: Rule) -> list[Hit]:
    """"Số:"."""
    block = draft.parts.number
    return [Hit(block, f"“{block.text}”")] if block and not re.match(r"^Số\s*:", block.text) else []


@measure("number_padding")
def number_padding(draft: Draft, rule: Rule) -> list[Hit]:
    """Below 10 with a zero."""
    split = split_number(draft.parts.number) if draft.parts.number else None
    number = split[1] if split else ""
    return [Hit(draft.parts.number, f"Số {number}", right=f"Số: 0{number}")] if re.fullmatch(r"[1-9]", number) else []


@measure("number_separators")
def number_separators(draft: Draft, rule: Rule) -> list[Hit]:
    """A slash, hyphens, no spaces."""
    block = draft.parts.number
    split = split_number(block) if block else None
    if block is None or split is None:
        return [Hit(block, f"“{block.text}”")] if block else []
    _, number, between, symbol = split
    wrong = between.strip() != "/" or re.search(r"\s*[–—_]\s*|\s-|-\s|\s/|/\s|/$", symbol) or between.endswith(" ")
    spaced = bool(number and between != between.lstrip() and re.fullmatch(r"\d+", number))
    blank = not re.search(r"\d", number) and symbol == ""
    stamped = draft.is_pdf and spaced and not wrong  # a number written into the blank of a draft stands where there was room
    return [Hit(block, f"“{block.text}”", severity="look" if stamped else None)] if (wrong or spaced) and not blank else []


@measure("symbol_case")
def symbol_case(draft: Draft, rule: Rule) -> list[Hit]:
    """Capitals, but for the abbreviations that PL III itself writes with small letters."""
    split = split_number(draft.parts.number) if draft.parts.number else None
    groups = re.split(r"[-–/\s]+", split[3]) if split else []
    wrong = [g for g in groups if g and g not in MIXED and not is_upper(g) and not re.fullmatch(r"[\d.…]+|TTg|UBTVQH\d+|TTr|KTr|ThTr|TTra|CTMTTQ|[A-ZĐ]+[a-z]{1,2}", g)]
    lower = [g for g in groups[:1] if g in {m.upper() for m in MIXED} and (g != "TTR" or draft.parts.type_code == "TTr")]  # TTR may be Thanh tra
    small = [g for g in groups if g and g.islower()]
    bad = [*wrong, *[s for s in small if s not in wrong]]
    if lower:
        bad += lower
    return [Hit(draft.parts.number, f"“{split[3]}”")] if bad and split else []


def _abbreviation(draft: Draft) -> str:
    split = split_number(draft.parts.number) if draft.parts.number else None
    if not split or not split[3]:
        return ""
    symbol = re.sub(r"^\d{4}/", "", split[3])
    return re.split(r"[-–/\s]+", symbol)[0]


@measure("symbol_type")
def symbol_type(draft: Draft, rule: Rule) -> list[Hit]:
    """The first group is the abbreviation of the type."""
    code = draft.parts.type_code
    first = _abbreviation(draft)
    if code in ("CV", "TCG", "KHAC", "") or code not in TYPES or not first or first.upper() == code.upper():
        return []
    return [Hit(draft.parts.number, f"Ký hiệu bắt đầu bằng “{first}”", right=f"{code} ({TYPES[code]})")]


@measure("symbol_letter")
def symbol_letter(draft: Draft, rule: Rule) -> list[Hit]:
    """A công văn carries agency and unit, no type."""
    if draft.parts.type_code != "CV" or draft.parts.number is None:
        return []
    split = split_number(draft.parts.number)
    if not split or not split[3] or "…" in split[3]:
        return []
    groups = [g for g in re.split(r"[-–/\s]+", split[3]) if g]
    if groups[0].upper() in {"CV", "C.V"} or groups[-1].upper() == "CV" or (groups[0] in TYPES and len(groups) > 1 and groups[0] not in ("TC", "PC")):
        return [Hit(draft.parts.number, f"“{split[3]}” có chữ viết tắt tên loại “{groups[0]}”")]
    return [Hit(draft.parts.number, f"“{split[3]}” thiếu đơn vị soạn thảo hoặc lĩnh vực")] if len(groups) < 2 else []


@measure("symbol_year")
def symbol_year(draft: Draft, rule: Rule) -> list[Hit]:
    """No year in the symbol of an administrative document."""
    split = split_number(draft.parts.number) if draft.parts.number else None
    return [Hit(draft.parts.number, f"“{draft.parts.number.text}”")] if split and draft.parts.number and re.match(r"(19|20)\d{2}\s*/", split[3]) else []


@measure("symbol_agency")
def symbol_agency(draft: Draft, rule: Rule) -> list[Hit]:
    """The agency's abbreviation stands in the symbol."""
    split = split_number(draft.parts.number) if draft.parts.number else None
    if not split or not draft.context.symbol or not split[3]:
        return []
    return [] if draft.context.symbol.upper() in split[3].upper() else [Hit(draft.parts.number, f"“{split[3]}”", right=f"Có “{draft.context.symbol}”")]


def _numbers(draft: Draft) -> tuple[str, str, str] | None:
    found = _DAY.search(draft.parts.date.text) if draft.parts.date else None
    return (found[1].strip(".…"), found[2].strip(".…"), found[3] or "") if found else None


@measure("date_words")
def date_words(draft: Draft, rule: Rule) -> list[Hit]:
    """ngày … tháng … năm …, in small letters."""
    block = draft.parts.date
    if block is None:
        return []
    return [] if re.search(r"ngày[^,]*tháng[^,]*năm", block.text) else [Hit(block, f"“{block.text}”")]


@measure("date_digits")
def date_digits(draft: Draft, rule: Rule) -> list[Hit]:
    """Arabic numerals, the year in full; what is still blank is filled in when the number is given."""
    block = draft.parts.date
    found = re.search(r"ngày(.*?)tháng(.*?)năm(.*)$", block.text, re.IGNORECASE) if block else None
    if not block or not found:
        return []
    day, month, year = (re.sub(r"[\s.…_]", "", part) for part in found.groups())
    wrong = [w for w, good in ((day, r"\d{0,2}"), (month, r"\d{0,2}"), (year, r"(\d{4})?")) if not re.fullmatch(good, w)]
    return [Hit(block, f"“{wrong[0]}”")] if wrong else []


@measure("day_padding")
def day_padding(draft: Draft, rule: Rule) -> list[Hit]:
    """Days below 10."""
    numbers = _numbers(draft)
    return [Hit(draft.parts.date, f"ngày {numbers[0]}", right=f"ngày 0{numbers[0]}")] if numbers and re.fullmatch(r"[1-9]", numbers[0]) else []


@measure("month_padding")
def month_padding(draft: Draft, rule: Rule) -> list[Hit]:
    """Months 1 and 2."""
    numbers = _numbers(draft)
    return [Hit(draft.parts.date, f"tháng {numbers[1]}", right=f"tháng 0{numbers[1]}")] if numbers and numbers[1] in ("1", "2") else []


@measure("month_plain")
def month_plain(draft: Draft, rule: Rule) -> list[Hit]:
    """Months 3 to 9 are written without a zero in the decree's own example."""
    numbers = _numbers(draft)
    return [Hit(draft.parts.date, f"tháng {numbers[1]}", right=f"tháng {numbers[1][1:]}")] if numbers and re.fullmatch(r"0[3-9]", numbers[1]) else []


@measure("real_day")
def real_day(draft: Draft, rule: Rule) -> list[Hit]:
    """A day of the calendar."""
    numbers = _numbers(draft)
    if not numbers or not all(n.isdigit() for n in numbers):
        return []
    try:
        date(int(numbers[2]), int(numbers[1]), int(numbers[0]))
    except ValueError:
        return [Hit(draft.parts.date, f"ngày {numbers[0]} tháng {numbers[1]} năm {numbers[2]}")]
    return []


@measure("comma")
def comma_after_place(draft: Draft, rule: Rule) -> list[Hit]:
    """A comma between place and day."""
    block = draft.parts.date
    found = re.match(r"^(.*?)\s*\bngày\b", block.text, re.IGNORECASE) if block else None
    return [Hit(block, f"“{block.text}”")] if block and found and found[1] and not found[1].endswith(",") else []


@measure("place_name")
def place_name(draft: Draft, rule: Rule) -> list[Hit]:
    """A place, written out, with capitals."""
    block = draft.parts.date
    if block is None:
        return []
    place = re.split(r",|\bngày\b", block.text, maxsplit=1, flags=re.IGNORECASE)[0].strip(" .…")
    if not place:
        return [] if "…" in block.text[:8] or "..." in block.text[:8] else [Hit(block, "Thiếu địa danh")]
    if _SHORT_PLACE.search(place):
        return [Hit(block, f"“{place}” viết tắt")]
    small = [w for w in place.split() if w[0].islower()]
    common = place.lower().startswith(("thành phố", "tỉnh", "xã", "phường", "huyện", "quận", "thị"))
    return [Hit(block, f"“{place}”")] if small and not (common and {w.lower() for w in small} <= _COMMON and place[0].isupper()) else []


@measure("known_place")
def known_place(draft: Draft, rule: Rule) -> list[Hit]:
    """The agency's own place."""
    block = draft.parts.date
    if block is None or not draft.context.place or "," not in block.text:
        return []
    place = folded(one_tone(block.text.split(",")[0]))
    return [] if folded(draft.context.place) in place or place in folded(draft.context.place) else [Hit(block, f"“{block.text.split(',')[0]}”", right=draft.context.place)]


@measure("title_present")
def title_present(draft: Draft, rule: Rule) -> list[Hit]:
    """Named types print their name."""
    return [] if draft.parts.title or draft.parts.type_code in ("CV", "TCG") else [Hit(None, "Không tìm thấy tên loại")]


@measure("same_type")
def same_type(draft: Draft, rule: Rule) -> list[Hit]:
    """The printed name is that of the type of the draft."""
    title, code = draft.parts.title, draft.parts.type_code
    if title is None or code not in TYPES or code == "CV" or draft.parts.type_guessed:
        return []
    printed = type_of_title(title.text)
    exact = printed == code and folded(TYPES[code]) in folded(title.text)
    return [] if exact or (printed is None and code in WITHOUT_TEMPLATE) else [Hit(title, f"In “{title.text}”", right=TYPES[code].upper())]


@measure("no_title")
def no_title(draft: Draft, rule: Rule) -> list[Hit]:
    """A công văn prints no name of its type."""
    title = draft.parts.title
    return [Hit(title, f"“{title.text}”")] if title and draft.parts.type_code == "CV" else []


@measure("abstract_present")
def abstract_present(draft: Draft, rule: Rule) -> list[Hit]:
    """Named types but a few have an abstract below."""
    if draft.parts.title is None or draft.parts.abstract or draft.parts.type_code in (*WITHOUT_ABSTRACT, "CV"):
        return []
    return [Hit(draft.parts.title, "Không tìm thấy trích yếu dưới tên loại")]


@measure("no_about")
def no_about(draft: Draft, rule: Rule) -> list[Hit]:
    """No "V/v" in a named type."""
    named = draft.parts.type_code not in ("CV", "KHAC", "TCG")
    blocks = [*draft.parts.abstract, *(draft.parts.about if named else [])]
    return [Hit(b, f"“{b.text[:60]}”") for b in blocks if re.match(r"^V/v", b.text, re.IGNORECASE)]


@measure("about_present")
def about_present(draft: Draft, rule: Rule) -> list[Hit]:
    """A công văn has its abstract below the number."""
    return [Hit(draft.parts.number, "Không tìm thấy “V/v …” dưới số, ký hiệu")] if draft.parts.type_code == "CV" and not draft.parts.about else []


@measure("about_word")
def about_word(draft: Draft, rule: Rule) -> list[Hit]:
    """"V/v" itself."""
    if draft.parts.type_code != "CV" or not draft.parts.about:
        return []
    first = draft.parts.about[0]
    return [] if first.text.startswith("V/v ") else [Hit(first, f"“{first.text[:40]}”", right="V/v …")]


@measure("gap")
def gap(draft: Draft, rule: Rule) -> list[Hit]:
    """6 points between number and abstract of a công văn."""
    about, number = draft.parts.about, draft.parts.number
    if not about or number is None or draft.parts.type_code != "CV":
        return []
    if draft.is_pdf:
        raise Undecidable("PDF không cho biết khoảng cách 6 pt một cách tin cậy")
    points = (number.after_pt or 0) + (about[0].before_pt or 0)
    return [] if rule.low - 0.5 <= points <= rule.high else [Hit(about[0], f"Cách {points:g} pt")]


@measure("number_missing")
def number_missing(draft: Draft, rule: Rule) -> list[Hit]:
    """A number line, but for what was issued with another document and for letters of courtesy."""
    exempt = draft.parts.number or draft.parts.note or draft.parts.type_code == "TCG"
    return [] if exempt else [Hit(None, "Không tìm thấy dòng “Số: …/…”", severity="look" if draft.parts.type_code in WITHOUT_TEMPLATE else None)]


@measure("date_missing")
def date_missing(draft: Draft, rule: Rule) -> list[Hit]:
    """A line of place and day; minutes carry theirs in the text (Mẫu 1.9)."""
    exempt = draft.parts.date or draft.parts.note or draft.parts.type_code in PARTIES
    return [] if exempt else [Hit(None, "Không tìm thấy dòng “…, ngày … tháng … năm …”")]
