"""The block of a copy on paper (PL I Phần II; PL III Mẫu 3.1): where it begins below the copied document, and what is measured on it alone.

Every other rule of a copy is one of the document's own measures, judged on the parts of the block.
"""

import re

from hoso.formats.layout.draft import Draft, Undecidable, measure
from hoso.formats.layout.head import split_number
from hoso.formats.layout.measures import drawn_below, rule_share
from hoso.formats.layout.model import Block, Hit, Rule
from hoso.formats.layout.words import COPIES, copy_form, one_tone

LINE_SHARE = 0.9  # of the width of the text: "hết chiều ngang"
TEXT_WIDTH_MM = 155.0  # the narrowest lawful one


@measure("copy_word")
def copy_word(draft: Draft, rule: Rule) -> list[Hit]:
    """SAO Y, SAO LỤC, TRÍCH SAO, letter by letter: "SAO Y BẢN CHÍNH" is of the rules before 05/03/2020."""
    block = draft.parts.form
    code = copy_form(block.text) if block else ""
    right = COPIES.get(code, "")
    return [Hit(block, f"“{block.text}”", right=right)] if block and one_tone(" ".join(block.text.split())).upper() != right else []


@measure("copy_symbol")
def copy_symbol(draft: Draft, rule: Rule) -> list[Hit]:
    """SY, SL or TrS, as the form of the copy says, then the agency."""
    number = draft.parts.number
    split = split_number(number) if number else None
    if number is None or split is None or not split[3]:
        return []
    code = draft.parts.type_code
    groups = [g for g in re.split(r"[-–/\s]+", split[3]) if g]
    right = f"…/{code}-{'-'.join(groups[1:]) or 'chữ viết tắt tên cơ quan'}"
    return [Hit(number, f"“{split[3]}”", right=right)] if groups[0] != code or len(groups) < 2 else []


@measure("copy_line")
def copy_line(draft: Draft, rule: Rule) -> list[Hit]:
    """A line over the whole width between the document and the block."""
    first: Block | None = min((b for b in (*draft.parts.issuer, *([draft.parts.form] if draft.parts.form else []))), key=lambda b: b.at, default=None)
    above = draft.facts.blocks[first.at - 1] if first and first.at else None
    if draft.is_pdf or above is None or above.rule is None:
        raise Undecidable("tệp không cho đo đường kẻ hết chiều ngang")
    return [] if above.rule >= LINE_SHARE * TEXT_WIDTH_MM else [Hit(first, "Không có đường kẻ hết chiều ngang phía trên")]


@measure("copy_issuer_line")
def copy_issuer_line(draft: Draft, rule: Rule) -> list[Hit]:
    """A drawn line below the agency; what a program lays over a page of a PDF keeps its lines to itself."""
    if draft.is_pdf and draft.parts.issuer and drawn_below(draft, draft.parts.issuer) == 0.0:
        raise Undecidable("PDF: không đọc được đường kẻ của phần bản sao")
    return rule_share(draft, rule)
