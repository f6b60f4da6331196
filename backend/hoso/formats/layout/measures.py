"""Measures that serve many parts: size, face, case, alignment, drawn lines. Each gives the blocks that depart from the rule."""

import itertools
from collections import Counter
from collections.abc import Callable

from hoso.formats.layout.draft import Draft, Undecidable, measure
from hoso.formats.layout.model import Block, Hit, Rule
from hoso.formats.layout.words import is_upper, mostly_upper
from hoso.formats.pages import Run

NOTABLE = 0.1  # of the letters: a lone comma in another face is nobody's mistake
RULE_TOLERANCE = 0.045  # of the text's width
SINGLE_LIMIT = 1.7  # of a line: on a PDF with a drawn line in between
POINTS_PER_MM = 72 / 25.4


def comma(value: float) -> str:
    """A number as it is written: 12,5."""
    return f"{value:g}".replace(".", ",")


def _letters(run: Run) -> int:
    return sum(not c.isspace() for c in run.text)


def share(block: Block, odd: Callable[[Run], bool]) -> float:
    """Which part of the letters a question about their run is true for."""
    total = sum(_letters(r) for r in block.runs)
    return sum(_letters(r) for r in block.runs if odd(r)) / total if total else 0.0


@measure("present")
def present(draft: Draft, rule: Rule) -> list[Hit]:
    """The part is there."""
    return [] if draft.of(rule.subject) else [Hit(None, "Không tìm thấy")]


@measure("size")
def size(draft: Draft, rule: Rule) -> list[Hit]:
    """Every letter within the bounds."""
    hits = []
    for block in draft.of(rule.subject):
        sizes = Counter[float]()
        for run in block.runs:
            sizes[run.size_pt] += _letters(run)
        sizes.pop(0.0, None)
        wrong = {s: n for s, n in sizes.items() if not rule.low - 0.26 < s < rule.high + 0.26}
        if sum(wrong.values()) > NOTABLE * max(1, sum(sizes.values())):
            hits.append(Hit(block, "Cỡ chữ " + ", ".join(comma(s) for s in sorted(wrong))))
    return hits


@measure("bold")
def bold(draft: Draft, rule: Rule) -> list[Hit]:
    """All letters bold."""
    return [Hit(b, "Chữ không đậm") for b in draft.of(rule.subject) if share(b, lambda r: not r.bold) > NOTABLE]


@measure("not_bold")
def not_bold(draft: Draft, rule: Rule) -> list[Hit]:
    """Not bold; in running text bold words are allowed, a whole paragraph is not."""
    limit = 0.97 if rule.subject == "prose" else 0.5
    return [Hit(b, "Chữ đậm") for b in draft.of(rule.subject) if share(b, lambda r: r.bold) > limit and not (limit > 0.9 and _title_of_clause(b))]


def _title_of_clause(block: Block) -> bool:
    """A khoản or điều whose line is only its title is bold by right."""
    return block.letters < 130 and not block.text.rstrip().endswith((".", ";", ","))


@measure("upright")
def upright(draft: Draft, rule: Rule) -> list[Hit]:
    """Not italic; in running text italic words are allowed, a whole paragraph is not."""
    limit = 0.9 if rule.subject == "prose" else NOTABLE
    return [Hit(b, "Chữ nghiêng") for b in draft.of(rule.subject) if share(b, lambda r: r.italic) > limit and not b.text.startswith("(")]


@measure("italic")
def italic(draft: Draft, rule: Rule) -> list[Hit]:
    """All letters italic."""
    return [Hit(b, "Chữ đứng") for b in draft.of(rule.subject) if share(b, lambda r: not r.italic) > NOTABLE]


@measure("upper")
def upper(draft: Draft, rule: Rule) -> list[Hit]:
    """All letters capitals."""
    return [Hit(b, f"“{b.text}” không phải chữ in hoa") for b in draft.of(rule.subject) if any(c.isalpha() for c in b.text) and not is_upper(b.text)]


@measure("sentence_case")
def sentence_case(draft: Draft, rule: Rule) -> list[Hit]:
    """Not set in capitals."""
    return [Hit(b, f"“{b.text[:80]}” viết bằng chữ in hoa") for b in draft.of(rule.subject) if mostly_upper(b.text)]


@measure("center")
def center(draft: Draft, rule: Rule) -> list[Hit]:
    """Centred; in a column of a PDF that cannot be told from one line."""
    blocks = draft.of(rule.subject)
    if draft.is_pdf and blocks and all(b.side != "full" for b in blocks):
        raise Undecidable("PDF không cho biết canh giữa trong cột")
    names = {"left": "Canh trái", "right": "Canh phải", "justify": "Canh đều hai lề"}
    return [Hit(b, names.get(b.align, "Không canh giữa")) for b in blocks if b.align not in ("center", "") or (b.align == "" and not draft.is_pdf)]


@measure("on_right")
def on_right(draft: Draft, rule: Rule) -> list[Hit]:
    """In the right column."""
    return [Hit(b, "Không ở cột bên phải") for b in draft.of(rule.subject) if b.side != "right"]


@measure("on_left")
def on_left(draft: Draft, rule: Rule) -> list[Hit]:
    """In the left column, or alone at the left margin."""
    blocks = draft.of(rule.subject)
    lone_word = rule.subject == "recipients_word"
    return [Hit(b, "Không ở cột bên trái") for b in blocks if b.side == "right" or (b.side == "full" and (not lone_word or b.align in ("center", "right")))]


def drawn_below(draft: Draft, blocks: list[Block]) -> float | None:
    """The line below a part: its own, or one that hangs on the paragraph after it in the same column."""
    last = blocks[-1]
    if last.rule != 0.0:
        return last.rule
    after = next((b for b in draft.facts.blocks[last.at + 1 :] if b.side == last.side), None)
    if not draft.is_pdf and after is not None and after.rule != 0.0 and after.at - last.at <= 4:
        return after.rule
    return 0.0


def _share_of_line(draft: Draft, rule: Rule, low: float, high: float, usual: str) -> list[Hit]:
    blocks = draft.of(rule.subject)
    if not blocks:
        return []
    last = blocks[-1]
    drawn = drawn_below(draft, blocks)
    if drawn is None:
        raise Undecidable("tệp không ghi độ dài của đường kẻ")
    if drawn == 0.0:
        under = share(last, lambda r: r.underlined) > 0.9
        return [Hit(last, "Gạch chân chữ thay cho đường kẻ" if under else "Không có đường kẻ")]
    widths = [b.width_mm for b in blocks if b.width_mm]
    ratios = [drawn / w for w in {max(widths), last.width_mm or max(widths)}] if widths else []
    if not ratios or any(low - RULE_TOLERANCE <= r <= high + RULE_TOLERANCE for r in ratios):
        return []
    return [Hit(last, f"Đường kẻ dài {comma(round(drawn, 1))} mm, bằng {round(100 * ratios[0])} % dòng chữ", right=usual)]


@measure("rule_share")
def rule_share(draft: Draft, rule: Rule) -> list[Hit]:
    """A drawn line of a third to a half of the text."""
    return _share_of_line(draft, rule, rule.low, rule.high, "")


@measure("rule_full")
def rule_full(draft: Draft, rule: Rule) -> list[Hit]:
    """A drawn line as long as the text."""
    return _share_of_line(draft, rule, rule.low, rule.high, "")


@measure("single")
def single(draft: Draft, rule: Rule) -> list[Hit]:
    """Lines of a part one single line apart."""
    blocks = draft.of(rule.subject)
    if rule.subject == "motto" and draft.parts.state:
        blocks = [draft.parts.state, *blocks]
    if draft.is_pdf:
        hits = []
        for above, below in itertools.pairwise(blocks):
            largest = max((r.size_pt for r in (*above.runs, *below.runs)), default=13.0) or 13.0
            lines = (below.box[3] - above.box[3]) * POINTS_PER_MM / (largest * 1.15)
            if lines > SINGLE_LIMIT:
                hits.append(Hit(below, f"Cách nhau khoảng {comma(round(lines, 1))} dòng đơn"))
        return hits
    wide = [b for b in blocks if b.spacing is not None and b.spacing > rule.high + 0.01]
    apart = [b for a, b in itertools.pairwise(blocks) if (a.after_pt or 0) + (b.before_pt or 0) > 6]
    found = [Hit(b, f"Giãn dòng {comma(b.spacing or 0)}") for b in wide if len(blocks) > 1]
    return found or [Hit(b, "Hai dòng cách nhau quá 6 pt") for b in apart]
