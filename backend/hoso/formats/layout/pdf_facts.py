"""A read PDF as it can be measured: lines put together into paragraphs, margins and distances measured from the text.

A PDF says nothing about indents, alignment or colour of text by itself: what cannot be told from places stays unknown.
"""

import re
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from hoso.formats.layout.model import Block, Facts, Sheet
from hoso.formats.layout.structure_lines import CHAPTER
from hoso.formats.layout.words import is_upper
from hoso.formats.pages import Line, Pages, Run

POINTS_PER_MM = 72 / 25.4
SINGLE = 1.15  # of the letter size: the height of a single line in Times New Roman
FLUSH_MM = 1.0
EDGE_LINES = 3  # that end at the same right edge make a margin


def _block(at: int, lines: list[Line], pitch: float | None, before: float | None) -> Block:
    first, last = lines[0], lines[-1]
    runs: list[Run] = []
    for line in lines:
        if runs and not runs[-1].text.endswith(" "):
            runs[-1] = replace(runs[-1], text=runs[-1].text + " ")
        runs.extend(line.runs)
    size = max((r.size_pt for r in runs), default=0.0)
    aligns = {line.align for line in lines}
    align = "center" if aligns == {"center"} else "justify" if "justify" in aligns and (len(lines) == 1 or _flush(lines)) else first.align
    if align == "justify" and len(lines) == 1:
        align = ""  # one full line: nobody can tell
    return Block(
        at=at, text=" ".join(line.text for line in lines), runs=tuple(runs), page=first.page, line=0, side=first.side, align=align,
        first_line_mm=first.first_line_mm if first.side == "full" and align != "center" else None, before_pt=before,
        spacing=round(pitch / (size * SINGLE), 2) if pitch and size else None, rule=last.rule_below,
        width_mm=max(line.x1 - line.x0 for line in lines), lines=len(lines),
        box=(min(line.x0 for line in lines), first.y0, max(line.x1 for line in lines), last.y1),
    )  # fmt: skip


def _flush(lines: list[Line]) -> bool:
    """Whether every line but the last ends at the same right edge."""
    ends = [line.x1 for line in lines[:-1]]
    return max(ends) - min(ends) < 2 * FLUSH_MM if ends else True


def _pitch(lines: list[Line]) -> float | None:
    steps = [(b.y1 - a.y1) * POINTS_PER_MM for a, b in pairwise(lines) if b.page == a.page and b.y1 > a.y1]
    return median(steps) if steps else None


_UNDERSCORES = re.compile(r"^[_\-–—\s]{3,}$")


def _parted(lines: list[Line]) -> list[list[Line]]:
    """One group for each paragraph: centred lines that differ in case or weight (a type and its abstract) are two."""
    parted = [[lines[0]]]
    for above, line in pairwise(lines):
        centred = (above.align == "center", line.align == "center")
        differs = is_upper(above.text) != is_upper(line.text) or _is_bold(above) != _is_bold(line) or bool(CHAPTER.match(above.text))
        heading = is_upper(line.text) and _is_bold(line) and not (is_upper(above.text) and _is_bold(above))
        if centred[0] != centred[1] or (all(centred) and differs) or heading:
            parted.append([line])
        else:
            parted[-1].append(line)
    return parted


def _is_bold(line: Line) -> bool:
    return all(r.bold for r in line.runs if r.text.strip())


def _without_underscores(lines: tuple[Line, ...]) -> list[Line]:
    """A line of underscores is a drawn line below what stands above it."""
    kept: list[Line] = []
    for line in lines:
        if kept and _UNDERSCORES.match(line.text):
            kept[-1] = replace(kept[-1], rule_below=kept[-1].rule_below or round(line.x1 - line.x0, 1))
        else:
            kept.append(line)
    return kept


def _runs_on(before: Line, line: Line, edge: float) -> bool:
    """Whether a line goes on with the paragraph above: over the page end, or below a full line however wide the lines stand apart."""
    if before.side != "full" or line.side != "full" or line.first_line_mm >= 3 or "center" in (line.align, before.align):
        return False
    if before.page != line.page:
        return line.text[:1].islower() or not before.text.rstrip().endswith((".", ";", ":", "!", "?"))
    return line.first_line_mm < FLUSH_MM and edge - before.x1 < 2 * FLUSH_MM


def _joined(paragraphs: list[list[Line]]) -> list[list[Line]]:
    """Groups of lines that are one paragraph each."""
    edges: dict[int, float] = {}
    for line in (line for group in paragraphs for line in group if line.side == "full"):
        edges[line.page] = max(edges.get(line.page, 0.0), line.x1)
    joined: list[list[Line]] = []
    for lines in (part for group in paragraphs for part in _parted(group)):
        if joined and _runs_on(joined[-1][-1], lines[0], edges.get(lines[0].page, 0.0)):
            joined[-1].extend(lines)
        else:
            joined.append(list(lines))
    return joined


def _blocks(lines: tuple[Line, ...]) -> list[Block]:
    paragraphs = _joined([list(group) for _, group in groupby(_without_underscores(lines), key=lambda line: line.paragraph)])
    blocks: list[Block] = []
    previous: list[Line] = []
    for group in paragraphs:
        pitch = _pitch(group)
        before = None
        if previous and previous[-1].page == group[0].page and previous[-1].side == group[0].side == "full":
            size = max((r.size_pt for r in group[0].runs), default=0.0)
            usual = pitch or _pitch(previous) or size * SINGLE
            before = round((group[0].y1 - previous[-1].y1) * POINTS_PER_MM - usual, 1)
        blocks.append(_block(len(blocks), group, pitch, before))
        previous = group
    return blocks


def _margin_right(pages: Pages, number: int) -> float | None:
    """Known where several lines end at one edge."""
    page = pages.pages[number - 1]
    edge = page.width - page.right
    at_edge = [line for line in pages.lines if line.page == number and edge - line.x1 < FLUSH_MM]
    return page.right if len(at_edge) >= EDGE_LINES else None


def _sheet(pages: Pages, at: int) -> Sheet:
    page = pages.pages[at]
    empty = page.top == page.bottom == page.left == page.right == 0
    full = [line for line in pages.lines if line.page == at + 1]
    place = {"top-center": "top", "other": "bottom", "": ""}[page.number_place]
    return Sheet(
        page.width, page.height, None if empty else page.top, page.bottom if not empty and at + 1 < len(pages.pages) else None,
        page.left if len(full) >= EDGE_LINES else None, _margin_right(pages, at + 1) if not empty else None,
        number_place=place, number_align="center" if place == "top" else "", number_size=page.number_size_pt, number_text=page.number_text,  # type: ignore[arg-type]
        number_on_first=bool(pages.pages[0].number_text),
    )  # fmt: skip


def pdf_facts(pages: Pages) -> Facts:
    """What a PDF lets be measured."""
    letters = [(len(r.text), r) for line in pages.lines for r in line.runs]
    total = sum(n for n, _ in letters) or 1
    knows = {"flow", "margins", "rules", "geometry", "columns"}
    if sum(n for n, r in letters if r.font) > 0.9 * total:
        knows |= {"font", "face"}
    if sum(n for n, r in letters if r.size_pt) > 0.9 * total:
        knows.add("size")
    return Facts("pdf", tuple(_sheet(pages, at) for at in range(len(pages.pages))), tuple(_blocks(pages.lines)), pages.page_count, frozenset(knows))
