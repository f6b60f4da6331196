"""Measures of box 6: bases, running text, the parts of the body and their numbers."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hoso.formats.layout.draft import Draft, measure
from hoso.formats.layout.measures import comma, share
from hoso.formats.layout.model import Block, Hit, Rule
from hoso.formats.layout.structure_lines import ARTICLE, CHAPTER, CLAUSE, LETTERS, POINT, ROMAN, SECTION
from hoso.formats.layout.words import DECIDING, is_upper, mostly_upper

INDENT_TOLERANCE = 0.6
PDF_INDENT_TOLERANCE = 1.0
DISTANCE_TOLERANCE = 1.3  # points, on a PDF
SPACING_TOLERANCE = 0.07
HEADING_LETTERS = 160  # a longer line is no heading
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_NUMBERED = re.compile(r"\b(số|Số)\s*:?\s*\d[\d\w]*\s*/[\w/Đđ-]+")
_LAW = re.compile(r"^Căn cứ (Luật|Bộ luật|Pháp lệnh)\b")


def _deciding(draft: Draft) -> bool:
    return draft.parts.type_code in DECIDING and draft.parts.note is None


@measure("bases_present")
def bases_present(draft: Draft, rule: Rule) -> list[Hit]:
    """Decisions and resolutions rest on something."""
    return [Hit(None, "Không tìm thấy dòng “Căn cứ …”")] if _deciding(draft) and not draft.parts.bases else []


@measure("authority_present")
def authority_present(draft: Draft, rule: Rule) -> list[Hit]:
    """The authority above the bases."""
    return [Hit(draft.parts.title, "Không tìm thấy dòng thẩm quyền ban hành")] if _deciding(draft) and not draft.parts.authority else []


@measure("decision_word")
def decision_word(draft: Draft, rule: Rule) -> list[Hit]:
    """ "QUYẾT ĐỊNH:" """
    if not _deciding(draft):
        return []
    word = draft.parts.decision
    wanted = "QUYẾT NGHỊ:" if draft.parts.type_code == "NQ" else "QUYẾT ĐỊNH:"
    if word is None:
        return [Hit(None, f"Không tìm thấy dòng “{wanted}”", right=wanted)]
    return [] if word.text.replace(" :", ":") == wanted else [Hit(word, f"“{word.text}”", right=wanted)]


@measure("semicolon")
def semicolon(draft: Draft, rule: Rule) -> list[Hit]:
    """Each basis but the last ends with ";"."""
    return [Hit(b, f"Kết thúc bằng “{b.text.rstrip()[-1:]}”") for b in draft.parts.bases[:-1] if not b.text.rstrip().endswith(";")]


@measure("full_stop")
def full_stop(draft: Draft, rule: Rule) -> list[Hit]:
    """The last basis ends with "."."""
    last = draft.parts.bases[-1] if draft.parts.bases else None
    # outside of decisions the bases may lead into a sentence that goes on in the next paragraph
    strict = last is not None and (_deciding(draft) or not last.text.rstrip().endswith((";", ",", ":")))
    return [Hit(last, f"Kết thúc bằng “{last.text.rstrip()[-1:]}”")] if last and strict and not last.text.rstrip().endswith(".") else []


@measure("own_line")
def own_line(draft: Draft, rule: Rule) -> list[Hit]:
    """One basis, one line."""
    return [Hit(b, "Hai căn cứ trên một dòng") for b in draft.parts.bases if re.search(r";\s*(Căn cứ|Theo đề nghị)", b.text)]


@measure("law_without_number")
def law_without_number(draft: Draft, rule: Rule) -> list[Hit]:
    """A law is cited by name and day alone."""
    return [Hit(b, f"“{m[0]}”", m.start(), m.end()) for b in draft.parts.bases if _LAW.match(b.text) and (m := _NUMBERED.search(b.text[:90]))]


def _cited(draft: Draft) -> Iterator[tuple[Block, re.Match[str]]]:
    for block in draft.parts.bases:
        found = _NUMBERED.search(block.text)
        if block.text.startswith("Căn cứ") and found and not _LAW.match(block.text):
            yield block, found


@measure("basis_date")
def basis_date(draft: Draft, rule: Rule) -> list[Hit]:
    """The day of the document that is rested on."""
    return [Hit(b, "Không có ngày, tháng, năm") for b, m in _cited(draft) if not re.search(r"ngày\s*[\d….]|năm \d{4}", b.text[m.end() :])]


@measure("basis_issuer")
def basis_issuer(draft: Draft, rule: Rule) -> list[Hit]:
    """Who issued it."""
    return [Hit(b, "Không có cơ quan ban hành") for b, m in _cited(draft) if not re.search(r"\bcủa\b", b.text)]


@measure("basis_subject")
def basis_subject(draft: Draft, rule: Rule) -> list[Hit]:
    """What it is about."""
    about = re.compile(r"\b(về|Về|ban hành|quy định|phê duyệt|sửa đổi|hướng dẫn|thành lập|giao|công bố|kiện toàn|triển khai)\b")
    return [Hit(b, "Không có trích yếu nội dung") for b, m in _cited(draft) if re.search(r"\bcủa\b", b.text) and not about.search(b.text[m.end() :])]


@measure("justify")
def justify(draft: Draft, rule: Rule) -> list[Hit]:
    """Both edges even, where a paragraph has more than one line."""
    least = 3 if draft.is_pdf else 2
    names = {"left": "Canh trái", "right": "Canh phải", "center": "Canh giữa"}
    return [Hit(b, names.get(b.align, "Không canh đều")) for b in draft.prose if b.lines >= least and b.align not in ("justify", "")]


@measure("indent")
def indent(draft: Draft, rule: Rule) -> list[Hit]:
    """1 or 1.27 cm."""
    hits = []
    tolerance = PDF_INDENT_TOLERANCE if draft.is_pdf else INDENT_TOLERANCE
    for block in draft.prose:
        if block.first_line_mm is None or (draft.is_pdf and block.lines < 2):
            continue
        if not any(abs(block.first_line_mm - right) <= tolerance for right in (rule.low, rule.high)):
            hits.append(Hit(block, f"Lùi đầu dòng {comma(round(block.first_line_mm / 10, 2))} cm"))
    return hits


@measure("distance")
def distance(draft: Draft, rule: Rule) -> list[Hit]:
    """At least 6 points between paragraphs."""
    hits = []
    for above, below in zip(draft.prose, draft.prose[1:], strict=False):
        if below.at != above.at + 1 or below.line == above.line != 0:
            continue
        if draft.is_pdf:
            if below.before_pt is not None and below.before_pt < rule.low - DISTANCE_TOLERANCE:
                hits.append(Hit(below, f"Cách đoạn trên khoảng {max(0, round(below.before_pt))} pt"))
        elif (above.after_pt or 0) + (below.before_pt or 0) < rule.low - 0.05:
            hits.append(Hit(below, f"Cách đoạn trên {comma((above.after_pt or 0) + (below.before_pt or 0))} pt"))
    return hits


@measure("spacing")
def spacing(draft: Draft, rule: Rule) -> list[Hit]:
    """From single to 1.5 lines."""
    tolerance = SPACING_TOLERANCE if draft.is_pdf else 0.02
    low = rule.low - (0.13 if draft.is_pdf else tolerance)  # other programs take 1.0 to 1.15 of the size for a line
    return [Hit(b, f"Giãn dòng {comma(b.spacing)}") for b in draft.prose if b.spacing is not None and b.lines > 1 and not low <= b.spacing <= rule.high + tolerance]


@measure("end_mark")
def end_mark(draft: Draft, rule: Rule) -> list[Hit]:
    """ "./." after the last sentence."""
    whole = [b for b in draft.parts.body if b.letters]
    return [] if not whole or any(b.text.rstrip().endswith("./.") for b in whole[-4:]) else [Hit(whole[-1], f"Kết thúc bằng “{whole[-1].text[-20:]}”")]


@measure("chapter_number")
def chapter_number(draft: Draft, rule: Rule) -> list[Hit]:
    """Roman numerals."""
    return [Hit(b, f"“{m[1]} {m[2]}”") for b in draft.parts.body if (m := CHAPTER.match(b.text)) and m[2].isdigit() and len(b.text) < 120 and _own(b)]


def _own(block: Block) -> bool:
    """Whether a line stands as a heading and does not run on as a sentence."""
    return block.align == "center" or share(block, lambda r: r.bold) > 0.5


@measure("chapter_look")
def chapter_look(draft: Draft, rule: Rule) -> list[Hit]:
    """Own line, centred, small letters, bold."""
    hits = []
    for block in draft.parts.body:
        found = CHAPTER.match(block.text) or SECTION.match(block.text)
        if not found or not _own(block) or len(block.text) > 120:
            continue
        wrong = []
        if found[3]:
            wrong.append("tiêu đề trên cùng dòng")
        if mostly_upper(found[1]):
            wrong.append("chữ in hoa")
        if block.align not in ("center", ""):
            wrong.append("không canh giữa")
        if share(block, lambda r: not r.bold) > 0.1:
            wrong.append("không đậm")
        if wrong:
            hits.append(Hit(block, f"“{block.text[:60]}”: {', '.join(wrong)}"))
    return hits


@measure("chapter_title")
def chapter_title(draft: Draft, rule: Rule) -> list[Hit]:
    """The title right below in capitals."""
    hits = []
    for block, below in zip(draft.parts.body, draft.parts.body[1:], strict=False):
        found = CHAPTER.match(block.text) or SECTION.match(block.text)
        if found and _own(block) and not found[3] and not is_upper(below.text):
            hits.append(Hit(below, f"“{below.text[:60]}”"))
    return hits


@measure("section_number")
def section_number(draft: Draft, rule: Rule) -> list[Hit]:
    """Arabic numerals."""
    return [Hit(b, f"“{m[1]} {m[2]}”") for b in draft.parts.body if (m := SECTION.match(b.text)) and not m[2].isdigit() and len(b.text) < 120 and _own(b)]


def _articles(draft: Draft) -> list[tuple[Block, re.Match[str]]]:
    """Lines that begin an article; a sentence that cites one in its first words is none."""
    found = [(b, m) for b in draft.parts.body if (m := ARTICLE.match(b.text)) and (m[3] or not re.match(r"^(của|và|khoản|nêu|Quyết|Nghị|Luật|này)\b", m[4]))]
    return [f for f in found if f[0].side == "full" and not f[0].in_table]


@measure("article_dot")
def article_dot(draft: Draft, rule: Rule) -> list[Hit]:
    """Điều 1."""
    return [Hit(b, f"“{m[1]} {m[2]}{m[3]}”", 0, m.end(3), right=f"Điều {m[2]}.") for b, m in _articles(draft) if m[3] != "." or m[1] != "Điều"]


@measure("article_number")
def article_number(draft: Draft, rule: Rule) -> list[Hit]:
    """Arabic and one after the other."""
    hits, expected = [], 1
    for block, found in _articles(draft):
        if not found[2].isdigit():
            hits.append(Hit(block, f"“Điều {found[2]}”", right=f"Điều {expected}."))
        elif int(found[2]) != expected:
            hits.append(Hit(block, f"“Điều {found[2]}” sau Điều {expected - 1}" if expected > 1 else f"Bắt đầu từ “Điều {found[2]}”", right=f"Điều {expected}."))
            expected = int(found[2])
        expected += 1
    return hits


@measure("article_bold")
def article_bold(draft: Draft, rule: Rule) -> list[Hit]:
    """Its word and number are bold."""
    hits = []
    for block, found in _articles(draft):
        head, seen = len(found[1]) + len(found[2]) + 1, 0
        for run in block.runs:
            if seen < head and run.text.strip() and (not run.bold or run.italic):
                hits.append(Hit(block, f"“{found[1]} {found[2]}” không đậm" if not run.bold else f"“{found[1]} {found[2]}” nghiêng", 0, found.end(3)))
                break
            seen += len(run.text)
    return hits


def _listed(draft: Draft, pattern: re.Pattern[str]) -> list[tuple[Block, re.Match[str]]]:
    return [(b, m) for b in draft.parts.body if b.side == "full" and not b.in_table and (m := pattern.match(b.text))]


@measure("clause_dot")
def clause_dot(draft: Draft, rule: Rule) -> list[Hit]:
    """1."""
    return [Hit(b, f"“{m[1]}{m[2]}”", 0, m.end(2), right=f"{m[1]}.") for b, m in _listed(draft, CLAUSE) if m[2] != "."]


@measure("clause_order")
def clause_order(draft: Draft, rule: Rule) -> list[Hit]:
    """One after the other; each article, chapter and Roman numeral begins anew."""
    hits: list[Hit] = []
    expected = 1
    for block in draft.parts.body:
        if ARTICLE.match(block.text) or CHAPTER.match(block.text) or SECTION.match(block.text) or ROMAN.match(block.text):
            expected = 1
        found = CLAUSE.match(block.text) if block.side == "full" and not block.in_table else None
        if found:
            if int(found[1]) not in (expected, 1):
                hits.append(Hit(block, f"“{found[1]}{found[2]}” khi đáng ra là {expected}.", 0, found.end(2), right=f"{expected}."))
            expected = int(found[1]) + 1
    return hits


@measure("point_mark")
def point_mark(draft: Draft, rule: Rule) -> list[Hit]:
    """a)"""
    return [Hit(b, f"“{m[1]}{m[2]}”", 0, m.end(2), right=f"{m[1]})") for b, m in _listed(draft, POINT) if m[2] != ")"]


@measure("point_order")
def point_order(draft: Draft, rule: Rule) -> list[Hit]:
    """The order of the Vietnamese alphabet, beginning anew at each clause."""
    hits: list[Hit] = []
    expected = 0
    for block in draft.parts.body:
        if CLAUSE.match(block.text) or ARTICLE.match(block.text) or ROMAN.match(block.text):
            expected = 0
        found = POINT.match(block.text) if block.side == "full" and not block.in_table else None
        if not found:
            continue
        if found[1] == "a":
            expected = 0
        right = LETTERS[min(expected, len(LETTERS) - 1)]
        if found[1] != right:
            hits.append(Hit(block, f"“{found[1]})” khi đáng ra là {right})", 0, found.end(2), right=f"{right})"))
            expected = LETTERS.index(found[1]) if found[1] in LETTERS else expected
        expected += 1
    return hits


def _romans(draft: Draft) -> list[tuple[Block, re.Match[str]]]:
    return [f for f in _listed(draft, ROMAN) if len(f[0].text) < HEADING_LETTERS]


@measure("roman_case")
def roman_case(draft: Draft, rule: Rule) -> list[Hit]:
    """Headings with Roman numerals in capitals."""
    return [Hit(b, f"“{b.text[:60]}”") for b, m in _romans(draft) if not is_upper(m[3]) and not m[3].rstrip().endswith((".", ";"))]


@measure("roman_bold")
def roman_bold(draft: Draft, rule: Rule) -> list[Hit]:
    """… and bold."""
    return [Hit(b, "Chữ không đậm") for b, m in _romans(draft) if share(b, lambda r: not r.bold) > 0.1 and not m[3].rstrip().endswith((".", ";"))]


@measure("roman_order")
def roman_order(draft: Draft, rule: Rule) -> list[Hit]:
    """One after the other; each part and chapter begins anew."""
    hits: list[Hit] = []
    expected = 0
    for block in draft.parts.body:
        if CHAPTER.match(block.text):
            expected = 0
        found = ROMAN.match(block.text) if block.side == "full" and not block.in_table and len(block.text) < HEADING_LETTERS else None
        if not found or not (is_upper(found[3]) or share(block, lambda r: r.bold) > 0.9) or found[1] not in ROMANS:
            continue
        at = ROMANS.index(found[1])
        if at not in (expected, 0):
            hits.append(Hit(block, f"“{found[1]}.” khi đáng ra là {ROMANS[expected]}.", 0, found.end(2), right=f"{ROMANS[expected]}."))
        expected = min(at + 1, len(ROMANS) - 1)
    return hits


@measure("article_title")
def article_title(draft: Draft, rule: Rule) -> list[Hit]:
    """In what is laid out by chapters every article has a title; decisions and resolutions themselves (Mẫu 1.1, 1.2) go on with the text."""
    if draft.parts.type_code in DECIDING and draft.parts.note is None:
        return []
    listed = [(b, m) for b, m in _articles(draft) if m[3] in (".", ":")]
    titled = [b for b, m in listed if m[4].strip() and _is_title(b)]
    if len(titled) <= len(listed) / 2:
        return []
    return [Hit(b, f"“{m[1]} {m[2]}{m[3]}” không có tiêu đề") for b, m in listed if b not in titled]


def _is_title(block: Block) -> bool:
    """Whether a line is a title: short, no sentence that ends."""
    return len(block.text) < HEADING_LETTERS and not block.text.rstrip().endswith((".", ";", ":", ",", "/"))


@measure("clause_title")
def clause_title(draft: Draft, rule: Rule) -> list[Hit]:
    """The title of a khoản is bold where others of the text are; a list of short names is none."""
    clauses = [(b, share(b, lambda r: r.bold) > 0.9) for b, m in _listed(draft, CLAUSE) if _is_title(b)]
    followed = {b.at for b, below in pairwise(draft.parts.body) if not CLAUSE.match(below.text) and not ROMAN.match(below.text)}
    if sum(is_bold for _, is_bold in clauses) == 0:
        return []
    return [Hit(b, f"“{b.text[:60]}” không đậm") for b, is_bold in clauses if not is_bold and b.at in followed]
