"""Letters of a page become rows, rows become lines with a side: by their place on the paper alone, whatever order the file writes them in.

Never reads a meaning: where two columns stand side by side (head, signature block) is told by the gap between them.
"""

import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise

from hoso.formats.pages.model import Run
from hoso.formats.pages.pdf_chars import Letter, Sheet

MM = 25.4 / 72
WIDE = 1.15  # of the letter size: a gap that words of one line never have unless they are two columns
NARROW = 0.45  # enough where the rows around it are parted at the same place
_PLAIN = {"\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-",
          "\u00ad": "-", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
          "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": ""}  # fmt: skip


@dataclass(slots=True)
class Word:
    """Letters without a space between them."""

    letters: list[Letter]
    x0: float
    x1: float
    base: float
    size: float


@dataclass(slots=True)
class Piece:
    """Words of one row that stand together."""

    words: list[Word]
    side: str = "full"

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def size(self) -> float:
        """The greatest size."""
        return max(w.size for w in self.words)

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(letter.y0 for w in self.words for letter in w.letters)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(letter.y1 for w in self.words for letter in w.letters)


@dataclass(slots=True)
class Row:
    """What stands on one height; `gaps` are the wide ones."""

    words: list[Word]
    base: float
    pieces: list[Piece] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The greatest letter size."""
        return max(w.size for w in self.words)


def _loosely(last: Letter, gap: float, size: float) -> bool:
    """Whether a space that pdfium infers counts: there is some room, or the letter before it is drawn (Type 3), whose box tells no width."""
    return gap > 0.04 * size or not last.face.font


def _words(letters: list[Letter]) -> list[Word]:
    """Words in the file's order; a space, a jump or a change of height ends one."""
    words: list[Word] = []
    current: Word | None = None
    for letter in letters:
        text = _PLAIN.get(letter.text, letter.text)
        if not text or text.isspace():
            current = None
            continue
        size = letter.face.size_pt or max(letter.y1 - letter.y0, 1.0)
        if current is not None:
            last = current.letters[-1]
            if unicodedata.combining(text[0]):
                last.text += text
                last.x1 = current.x1 = max(last.x1, letter.x1)
                continue
            gap = letter.x0 - current.x1
            same = abs(letter.base - current.base) <= 0.3 * size and -0.5 * size <= gap <= 0.17 * size and not (letter.apart and _loosely(last, gap, size))
            if not same:
                current = None
        letter.text = text
        if current is None:
            current = Word([letter], letter.x0, letter.x1, letter.base, size)
            words.append(current)
        else:
            current.letters.append(letter)
            current.x1 = max(current.x1, letter.x1)
            current.size = max(current.size, size)
    return words


def _rows(words: list[Word]) -> list[Row]:
    rows: list[Row] = []
    for word in sorted(words, key=lambda w: w.base):
        row = rows[-1] if rows else None
        if row is not None and abs(word.base - row.base) <= 0.38 * min(word.size, row.words[-1].size):
            row.words.append(word)
        else:
            rows.append(Row([word], word.base))
    for row in rows:
        row.words.sort(key=lambda w: w.x0)
    return rows


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def _gutter(row: Row, width: float) -> tuple[float, float] | None:
    """The gap that parts a row into two columns, where it has one: the widest in the middle of the page."""
    gaps = [(b.x0 - a.x1, a.x1, b.x0) for a, b in pairwise(row.words)]
    usual = _median([g[0] for g in gaps if g[0] < WIDE * row.size])
    middle = [g for g in gaps if g[0] >= max(WIDE * row.size, 2.5 * usual) and 0.2 * width <= (g[1] + g[2]) / 2 <= 0.8 * width]
    if not middle:
        return None
    _, left, right = max(middle)
    return left, right


def _cut(row: Row, at: float) -> None:
    left = [w for w in row.words if (w.x0 + w.x1) / 2 < at]
    right = [w for w in row.words if (w.x0 + w.x1) / 2 >= at]
    row.pieces = [Piece(words, side) for words, side in ((left, "left"), (right, "right")) if words]


def _weak(row: Row, gutter: tuple[float, float]) -> float | None:
    """Where a row is parted by a narrow gap in the gutter of its neighbours."""
    for a, b in pairwise(row.words):
        low, high = max(a.x1, gutter[0]), min(b.x0, gutter[1])
        if b.x0 - a.x1 >= NARROW * row.size and low <= high + 1:
            return (a.x1 + b.x0) / 2
    return None


def _is_centred(row: Row, edges: tuple[float, float]) -> bool:
    """Whether an unparted row stands in the middle of the text, as titles do."""
    return abs(row.words[0].x0 + row.words[-1].x1 - sum(edges)) / 2 <= 14


def _alone(row: Row, gutter: tuple[float, float], zone: list[Row], edges: tuple[float, float]) -> str:
    """The side on which an unparted row of a zone stands; full where it crosses the gutter or looks like running text."""
    x0, x1 = row.words[0].x0, row.words[-1].x1
    if _is_centred(row, edges):
        return "full"
    if x0 >= gutter[0] - 2:
        return "right"
    if x1 > gutter[1] + 2:
        return "full"
    lefts = [p for r in zone for p in r.pieces if p.side == "left"]
    if not lefts:
        return "full" if x0 - edges[0] < 6 else "left"
    last = lefts[-1]
    apart = abs((x0 + x1) - (last.x0 + last.x1)) / 2
    if row.base - zone[-1].base > 2.6 * row.size:
        return "left" if apart <= 8 else "full"  # the name below the room for a signature
    centred = apart <= 22
    flush = abs(x0 - last.x0) <= 8
    return "left" if (centred or flush) and abs(row.size - last.size) <= 3 else "full"


def _narrowed(gutter: tuple[float, float], row: tuple[float, float]) -> tuple[float, float]:
    low, high = max(gutter[0], row[0]), min(gutter[1], row[1])
    return (low, high) if low < high else row


def _backwards(rows: list[Row], first: int, gutter: tuple[float, float], edges: tuple[float, float]) -> None:
    """Rows right above a zone that stand in one of its columns (a superior's name, a mark of urgency)."""
    for at in range(first - 1, max(-1, first - 4), -1):
        row = rows[at]
        if row.pieces or rows[at + 1].base - row.base > 2.6 * row.size:
            return
        x0, x1 = row.words[0].x0, row.words[-1].x1
        weak = _weak(row, gutter)
        if weak is not None:
            _cut(row, weak)
        elif _is_centred(row, edges):
            return
        elif x0 >= gutter[0] - 2:
            row.pieces = [Piece(row.words, "right")]
        elif x1 <= gutter[1] + 2 and x0 - edges[0] > 6:
            row.pieces = [Piece(row.words, "left")]
        else:
            return


def _sided(rows: list[Row], width: float) -> None:
    """Give every row its pieces."""
    edges = min((r.words[0].x0 for r in rows), default=0.0), max((r.words[-1].x1 for r in rows), default=0.0)
    gutters = [_gutter(row, width) for row in rows]
    zone: list[Row] = []
    gutter: tuple[float, float] | None = None
    for at, row in enumerate(rows):
        if gutters[at]:
            if gutter is None:
                _backwards(rows, at, gutters[at], edges)  # type: ignore[arg-type]
                zone = [r for r in rows[max(0, at - 3) : at] if r.pieces and r.pieces[0].side != "full"]
            gutter = _narrowed(gutter, gutters[at]) if gutter else gutters[at]  # type: ignore[arg-type]
            _cut(row, sum(gutters[at]) / 2)  # type: ignore[arg-type]
            zone.append(row)
            continue
        if gutter is not None:
            far = row.base - zone[-1].base > 12 * row.size
            weak = None if far else _weak(row, gutter)
            side = "full" if far else _alone(row, gutter, zone, edges)
            if weak is not None and side == "full":
                _cut(row, weak)
                zone.append(row)
                continue
            if side != "full":
                row.pieces = [Piece(row.words, side)]
                zone.append(row)
                continue
            gutter, zone = None, []
        row.pieces = [Piece(row.words)]


def rows_of(sheet: Sheet) -> list[Row]:
    """The rows of a page from top to bottom, each with one or two pieces."""
    rows = _rows(_words(sheet.letters))
    _sided(rows, sheet.width)
    return rows


def runs_of(piece: Piece) -> tuple[Run, ...]:
    """The piece as runs of one face, words parted by one space."""
    runs: list[tuple[Run, list[str]]] = []
    for at, word in enumerate(piece.words):
        for first, letter in enumerate(word.letters):
            text = " " + letter.text if at and first == 0 else letter.text
            if runs and runs[-1][0] == letter.face:
                runs[-1][1].append(text)
            else:
                runs.append((letter.face, [text]))
    return tuple(
        Run(unicodedata.normalize("NFC", "".join(texts)), face.font, face.size_pt, face.bold, face.italic) for face, texts in runs
    )
