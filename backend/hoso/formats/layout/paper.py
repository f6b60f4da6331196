"""Measures of the sheet, of fonts and of page numbers, and of appendices."""

import re

from hoso.formats.layout.draft import Draft, Undecidable, measure
from hoso.formats.layout.measures import comma
from hoso.formats.layout.model import Block, Hit, Rule, Sheet
from hoso.formats.layout.words import folded

PAPER_TOLERANCE = 2.0
MARGIN_TOLERANCE = 0.3  # Word rounds to twips
PDF_TOLERANCE = {"top": (1.5, 3.5), "bottom": (1.5, 11.0), "left": (1.0, 1.2), "right": (1.0, 1.2)}  # a page need not be filled to its last line
FULL_PAGES = 3
SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
SAME_FACE = frozenset({"tinos", "liberation serif", "nimbus roman", "nimbus roman no9 l", "freeserif", "times", "tex gyre termes", "thorndale"})
OLD_CODES = re.compile(r"^(\.?vn|vni|vnt|abc)", re.IGNORECASE)
_ODD_LETTERS = re.compile("[\u00b5\u00b8\u00b6\u00b7\u00ae\u00ab\u00a8\u00ac\u00d5\u00d6]")


def sheets(draft: Draft) -> tuple[Sheet, ...]:
    """The pages or sections that were measured."""
    return tuple(s for s in draft.facts.sheets if s.width and s.height)


@measure("paper_size")
def paper_size(draft: Draft, rule: Rule) -> list[Hit]:
    """A4, upright or not."""
    hits = []
    for sheet in sheets(draft):
        short, long = sorted((sheet.width, sheet.height))
        if abs(short - rule.low) > PAPER_TOLERANCE or abs(long - rule.high) > PAPER_TOLERANCE:
            hits.append(Hit(None, f"Khổ giấy {comma(round(sheet.width))} × {comma(round(sheet.height))} mm"))
    return hits[:1]


@measure("upright_sheet")
def upright_sheet(draft: Draft, rule: Rule) -> list[Hit]:
    """Upright, unless it carries a table."""
    wide = [s for s in sheets(draft) if s.width > s.height]
    if not wide or (draft.parts.annexes and wide[0] is not sheets(draft)[0]):  # what is wide is an appendix
        return []
    return [Hit(None, "Trình bày theo chiều rộng", severity="look" if draft.is_pdf or wide[0].has_table or draft.parts.annexes else None)]


def _margin(draft: Draft, rule: Rule, side: str) -> list[Hit]:
    known = [(n, v) for n, s in enumerate(sheets(draft), start=1) if s.width <= s.height and (v := getattr(s, side)) is not None]
    if not known:
        raise Undecidable("không đo được lề này trên tệp")
    low, high = PDF_TOLERANCE[side] if draft.is_pdf else (MARGIN_TOLERANCE, MARGIN_TOLERANCE)
    if draft.is_pdf and side == "bottom" and len(known) < FULL_PAGES:
        high = float("inf")  # a page or two may end early because what follows is kept together
    if draft.is_pdf:  # the margin is the least distance of any page
        known = [min(known, key=lambda k: k[1])]
    wrong = [(n, v) for n, v in known if not rule.low - low <= v <= rule.high + high]
    about = "khoảng " if draft.is_pdf else ""
    return [Hit(None, f"Lề {SIDES[side]} {about}{comma(round(v, 1))} mm" + (f" (trang {n})" if draft.is_pdf else "")) for n, v in wrong[:1]]


for _side in ("top", "bottom", "left", "right"):
    measure(f"margin_{_side}")(lambda draft, rule, side=_side: _margin(draft, rule, side))  # type: ignore[misc]


def _fonts(draft: Draft) -> dict[str, Block]:
    """Each font with letters, and the first block that uses it notably."""
    found: dict[str, Block] = {}
    for block in draft.facts.blocks:
        for run in block.runs:
            if run.font and any(c.isalnum() for c in run.text):
                found.setdefault(run.font, block)
    return found


@measure("font")
def font(draft: Draft, rule: Rule) -> list[Hit]:
    """Times New Roman."""
    return [
        Hit(b, f"Phông {name}") for name, b in _fonts(draft).items()
        if name.lower() not in ("times new roman", "timesnewroman") and name.lower() not in SAME_FACE and not OLD_CODES.match(name)
    ]  # fmt: skip


@measure("font_substitute")
def font_substitute(draft: Draft, rule: Rule) -> list[Hit]:
    """A font of the same widths."""
    return [Hit(b, f"Phông {name}") for name, b in _fonts(draft).items() if name.lower() in SAME_FACE]


@measure("encoding")
def encoding(draft: Draft, rule: Rule) -> list[Hit]:
    """Unicode, not TCVN3 or VNI."""
    old = [Hit(b, f"Phông {name} dùng bảng mã cũ") for name, b in _fonts(draft).items() if OLD_CODES.match(name)]
    if old:
        return old
    odd = next((b for b in draft.facts.blocks if len(_ODD_LETTERS.findall(b.text)) > max(3, 0.05 * len(b.text))), None)
    return [Hit(odd, f"“{odd.text[:40]}”")] if odd else []


@measure("black")
def black(draft: Draft, rule: Rule) -> list[Hit]:
    """Black letters; a mark of urgency is red by right."""
    marks = {id(b) for b in draft.parts.urgency}
    return [Hit(b, f"Màu #{min(b.colours)}") for b in draft.facts.blocks if b.colours and id(b) not in marks and not all(_dark(c) for c in b.colours)]


def _dark(colour: str) -> bool:
    return bool(re.fullmatch(r"[0-9A-F]{6}", colour)) and max(int(colour[i : i + 2], 16) for i in (0, 2, 4)) < 0x20


def _counted(draft: Draft) -> int:
    """How many pages there are. Raises Undecidable where nobody knows."""
    if draft.facts.page_count is None:
        raise Undecidable("tệp DOCX không cho biết số trang")
    alone = draft.parts.copied and draft.parts.copied.form and draft.parts.copied.form.page  # a page with nothing but the form of a copy
    return alone - 1 if alone and not any(b.page >= alone for b in draft.parts.body) and alone == draft.facts.page_count else draft.facts.page_count


def _numbered(draft: Draft) -> list[tuple[int, Sheet]]:
    return [(n, s) for n, s in enumerate(sheets(draft), start=1) if s.number_place]


@measure("number_present")
def number_present(draft: Draft, rule: Rule) -> list[Hit]:
    """From two pages on."""
    if _numbered(draft):
        if draft.is_pdf and draft.facts.page_count:
            missing = [n for n, s in enumerate(sheets(draft), start=1) if n > 1 and not s.number_place]
            return [Hit(None, f"Trang {missing[0]} không có số trang", severity="look")] if missing and not draft.parts.annexes else []
        return []
    return [Hit(None, f"Văn bản {_counted(draft)} trang không có số trang")] if _counted(draft) > 1 else []


@measure("number_place")
def number_place(draft: Draft, rule: Rule) -> list[Hit]:
    """Top, centred."""
    for number, sheet in _numbered(draft):
        where = f" (trang {number})" if draft.is_pdf else ""
        if sheet.number_place != "top":
            return [Hit(None, ("Số trang không ở giữa lề trên" if draft.is_pdf else "Số trang ở chân trang") + where)]
        if sheet.number_align != "center":
            return [Hit(None, "Số trang không canh giữa" + where)]
    return []


@measure("number_first")
def number_first(draft: Draft, rule: Rule) -> list[Hit]:
    """Hidden on page one."""
    first = next(iter(sheets(draft)), None)
    return [Hit(None, "Trang thứ nhất có hiện số trang")] if first and first.number_on_first and _numbered(draft) else []


@measure("number_size")
def number_size(draft: Draft, rule: Rule) -> list[Hit]:
    """13 or 14."""
    wrong = [s.number_size for _, s in _numbered(draft) if s.number_size and not rule.low - 0.26 < s.number_size < rule.high + 0.26]
    return [Hit(None, f"Số trang cỡ chữ {comma(wrong[0])}")] if wrong else []


@measure("number_upright")
def number_upright(draft: Draft, rule: Rule) -> list[Hit]:
    """Not italic."""
    if draft.is_pdf and _numbered(draft):
        raise Undecidable("PDF: không đọc kiểu chữ của số trang")
    return [Hit(None, "Số trang chữ nghiêng")] if any(not s.number_upright for _, s in _numbered(draft)) else []


@measure("number_form")
def number_form(draft: Draft, rule: Rule) -> list[Hit]:
    """The numeral alone."""
    odd = [s.number_text for _, s in _numbered(draft) if s.number_text and not s.number_text.isdigit()]
    return [Hit(None, f"Ghi “{odd[0]}”")] if odd else []


@measure("annex_number")
def annex_number(draft: Draft, rule: Rule) -> list[Hit]:
    """Two and more carry Roman numerals, one after the other."""
    annexes = draft.parts.annexes
    hits = []
    for at, annex in enumerate(annexes):
        said = re.sub(r"^(phụ lục|phu luc)\s*(số)?\s*", "", annex.word.text, flags=re.IGNORECASE).strip(" .:")
        roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[at] if at < 10 else said
        if (len(annexes) > 1 and said != roman) or said.isdigit() or re.fullmatch(r"[a-z]+", said):
            hits.append(Hit(annex.word, f"“{annex.word.text}”", right=f"Phụ lục {roman}"))
    return hits


@measure("annex_mentioned")
def annex_mentioned(draft: Draft, rule: Rule) -> list[Hit]:
    """The text points to it."""
    if not draft.parts.annexes:
        return []
    text = folded(" ".join(b.text for b in draft.parts.body))
    return [] if "phu luc" in text or "kem theo" in text else [Hit(draft.parts.annexes[0].word, "Nội dung không chỉ dẫn đến phụ lục")]


@measure("annex_note")
def annex_note(draft: Draft, rule: Rule) -> list[Hit]:
    """Each one says with which document it comes."""
    hits = []
    for annex in draft.parts.annexes:
        if annex.note is None:
            hits.append(Hit(annex.word, "Không có dòng “(Kèm theo …)”"))
        elif not re.match(r"^\(Kèm theo", annex.note.text) or not annex.note.text.rstrip().endswith(")"):
            hits.append(Hit(annex.note, f"“{annex.note.text[:60]}”"))
    return hits


@measure("annex_note_number")
def annex_note_number(draft: Draft, rule: Rule) -> list[Hit]:
    """The note names the very document; a blank that is not filled in yet is none."""
    own = re.search(r"(\d+)\s*/\s*(\S*)", draft.parts.number.text) if draft.parts.number else None
    if own is None:
        return []
    hits = []
    for annex in draft.parts.annexes:
        said = re.search(r"số\s*:?\s*(\d+)\s*/\s*\S*", annex.note.text) if annex.note else None
        if said and int(said[1]) != int(own[1]):  # the symbol itself is judged where it stands first
            hits.append(Hit(annex.note, f"“{said[0]}”", right=f"số {own[1]}/{own[2]}"))
    return hits
