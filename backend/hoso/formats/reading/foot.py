"""The foot of a document (boxes 7 and 9 of NĐ 30 PL I IV): who signed with what authority, to whom it goes.

The first signature block counts: what is attached behind (a regulation, an annex, a copy's note) has its own.
"""

import re
from dataclasses import dataclass, field

from hoso.formats.pages import Line, Pages
from hoso.formats.reading.head import Found, Seen
from hoso.formats.reading.lexicon import SURNAMES
from hoso.formats.reading.words import agency_name, begins_body, is_capitals, is_title, likeness, person_name, title_name
from hoso.support.folding import fold

_PREFIX = re.compile(
    r"^(?P<prefix>(?:T\s?/?\s?M|K\s?/?\s?T|T\s?L|T\s?U\s?Q|Q)\s?(?:[.,:]|(?<=/[MT])\s)(?:\s?(?:KT|TL|TUQ|Q)\.)*|TUQ|QUYỀN)\s*(?P<rest>.*)$"
)
_STAMP = re.compile(r"(?i)^\(|đã ký|ký bởi|ngày ký|thời gian ký|email|e-mail|digitally|signed by|^[\d:/ .+-]+$|người ký|cơ quan:")
_ITEM = re.compile(r"^\s*(?:[-–—•+*]|\d{1,2}[.)])\s*")
_MERGED = re.compile(
    r"^(?P<left>(?:[-–]\s?\S.*?[;.,)]|Nơi nhận\s*:?))\s+"
    r"(?P<right>(?:(?:KT|TM|TL|TUQ|Q)\.\s*)?[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ .,]{4,}|(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+ ?){2,5})$"
)
_SURNAMES = frozenset(fold(name) for name in SURNAMES)  # fmt: skip


@dataclass(slots=True)
class Block:
    """A signature: titles as lines of capitals, the name."""

    titles: list[Seen] = field(default_factory=list)
    name: str = ""
    name_seen: Seen | None = None


@dataclass(slots=True)
class Foot:
    """Signer and recipients."""

    signer: Found | None = None
    position: Found | None = None
    authority: Found | None = None
    addressees: list[str] = field(default_factory=list)
    addressed: Seen | None = None
    recipients: list[str] = field(default_factory=list)
    sent: Seen | None = None
    retained: str = ""


def _seen(pages: Pages, start: int) -> list[Seen]:
    """Lines from `start` on; columns that ran together in a text layer are parted."""
    found: list[Seen] = []
    for at in range(start, len(pages.lines)):
        line = pages.lines[at]
        text = " ".join(line.text.split())
        merged = _MERGED.match(text) if line.side == "full" else None
        if merged:
            found += [Seen(merged["left"], at, line, "left"), Seen(merged["right"].strip(), at, line, "right")]
        else:
            found.append(Seen(text, at, line, line.side))
    return found


def _is_name(text: str) -> str:
    name = person_name(text)
    if name and is_capitals(text) and fold(name.split()[0]) not in _SURNAMES:
        return ""
    return name


def _block(lines: list[Seen]) -> Block:
    """The first titles and the first name below them."""
    block = Block()
    for seen in lines:
        text = seen.text
        if not text or _STAMP.search(text):
            continue
        if (_PREFIX.match(text) and is_capitals(text)) or is_title(text):
            if block.name:
                break
            block.titles.append(seen)
        elif block.titles and (name := _is_name(text)):
            block.name, block.name_seen = name, seen
            break
        elif is_capitals(text) and block.titles and len(text) > 1:
            block.titles.append(seen)
    return block


def _elements(block: Block) -> list[tuple[str, str]]:
    """(authority, text) of each level: "TM." + agency, "KT." + post, own post; wrapped lines joined."""
    levels: list[list[str]] = []
    for seen in block.titles:
        prefix = _PREFIX.match(seen.text)
        if prefix:
            levels.append([re.sub(r"[\s.,:]+", ".", prefix["prefix"]).strip(".").replace("QUYỀN", "Q").replace("/", ""), prefix["rest"]])
        elif is_title(seen.text) or not levels:
            levels.append(["", seen.text])
        else:
            levels[-1][1] += " " + seen.text
    return [(p, t.strip()) for p, t in levels]


def _written(prefix: str, text: str) -> str:
    named = agency_name(text) if begins_body(text) and not is_title(text) else title_name(text)
    return f"{prefix}. {named}" if prefix else named


def position_of(block: Block) -> tuple[str, str]:
    """("KT. Chủ tịch, Phó Chủ tịch", "KT")."""
    levels = _elements(block)
    return ", ".join(_written(p, t) for p, t in levels if p or t)[:100], ", ".join(p for p, _ in levels if p)


def _recipients_at(lines: list[Seen]) -> int:
    for at, seen in enumerate(lines):
        start = fold(seen.text)[:12]
        if start.startswith(("noi nhan", "noi gui")) or (
            likeness(seen.text[:9], "Nơi nhận") > 0.8 and len(seen.text) < 40 and seen.text[:1] in "NnM"
        ):
            return at
    return -1


def _listed(lines: list[Seen]) -> list[str]:
    """Items of a list; a line without dash runs on unless the one before it has ended."""
    items: list[str] = []
    for seen in lines:
        text = seen.text
        if _STAMP.search(text) and not text.startswith("-"):
            continue
        if _ITEM.match(text) or not items or items[-1].endswith((";", ".")):
            if items and re.match(r"(?i)\W*l[ưu]u\s*:", items[-1]):
                break
            items.append(_ITEM.sub("", text))
        elif not is_capitals(text) or len(text) < 30:
            items[-1] += " " + text
    return [i for i in (x.strip() for x in items) if i]


def _signed(lines: list[Seen], where: int) -> tuple[Block, float]:
    """The signature beside, below or above Nơi nhận."""
    after: list[Seen] = []
    for seen in lines[where:]:
        if seen.side == "full" and after and not is_capitals(seen.text):
            break
        if seen.side == "right":
            after.append(seen)
    block = _block(after)
    if block.name:
        return block, 0.96
    if block.titles:
        loose = _block([s for s in lines[where:] if s.at >= block.titles[0].at and not _ITEM.match(s.text)][:25])
        return (loose, 0.85) if loose.name else (block, 0.85)
    near = [s for s in lines[max(0, where - 14) : where] if s.side != "left"]
    above = _block(near)
    if above.name:
        return above, 0.9
    below = _block([s for s in lines[where + 1 : where + 40] if not _ITEM.match(s.text)])
    return below, 0.85 if below.name else 0.0


def _beside(lines: list[Seen], block: Block) -> Block:
    """A second signature in the left column of the same height (liên ngành)."""
    if not block.titles:
        return Block()
    first = block.titles[0].at
    return _block([s for s in lines if s.side == "left" and first - 12 <= s.at < first])


def _last(lines: list[Seen]) -> Block:
    """The last signature of a paper without Nơi nhận."""
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].side != "left" and _is_name(lines[at].text):
            near = [s for s in lines[max(0, at - 10) : at + 1] if s.side == lines[at].side]
            starts = [i for i, s in enumerate(near) if is_title(s.text) or (_PREFIX.match(s.text) and is_capitals(s.text))]
            if starts:
                return _block(near[starts[0] :])
    return Block()


def _sign(foot: Foot, block: Block, second: Block, sure: float) -> None:
    position, authority = position_of(block)
    if second.name and second.titles and fold(second.titles[0].text).startswith("thu ky"):
        second = Block()
    if block.name and block.name_seen:
        both = f"{block.name}; {second.name}" if second.name else block.name
        foot.signer = Found(both if len(both) <= 50 else block.name, sure, block.name_seen)
    if position and block.titles:
        if second.name:
            other = position_of(second)[0]
            position = f"{position}; {other}" if len(position) + len(other) <= 98 else position
        foot.position = Found(position, sure if block.name else min(sure, 0.8), block.titles[0])
    if authority and block.titles:
        foot.authority = Found(authority, sure, block.titles[0])


_CALLS = re.compile(r"^(?:kinh\s*gui\s*[:;.]?|(?:.{0,80}\s)?dien\s*[:;]|.{0,120}kinh moi\s*[:;])\s*(?P<rest>.*)$")  # on folded text


def _addressees(pages: Pages, start: int, foot: Foot) -> None:
    """Kính gửi, "… điện:" of a telegram, "… kính mời:" of an invitation."""
    lines = pages.lines
    for at in range(start, min(len(lines), start + 30)):
        text = " ".join(lines[at].text.split())
        found = _CALLS.match(fold(text))
        if not found:
            continue
        foot.addressed = Seen(text, at, lines[at], lines[at].side)
        rest = text[found.start("rest") :].strip()
        items = [_ITEM.sub("", rest)] if rest else []
        for line in lines[at + 1 : at + 40]:
            if line.side == "right" and not items:
                continue  # the head's right column, read after the left one
            more = " ".join(line.text.split())
            if _ITEM.match(more) and (not items or _ITEM.match(rest) or not rest) and not re.match(r"\d", more):
                items.append(_ITEM.sub("", more))
            elif items and not items[-1].rstrip().endswith((".", ";", ":")) and _runs_on(lines[at], line, pages):
                items[-1] += " " + more
            else:
                break
        foot.addressees = [clean for i in items if (clean := i.strip(" ;.,|'`"))]
        return


def _runs_on(first: Line, line: Line, pages: Pages) -> bool:
    """Whether a line goes on with a name of the list above: it stands inside, not at the beginning of a paragraph of the body."""
    if pages.source == "docx":
        return line.paragraph == first.paragraph or line.align == "center"
    page = pages.pages[line.page - 1]
    return line.x0 - page.left > 18 or line.align == "center"


def foot_of(pages: Pages, start: int) -> Foot:
    """Signer, position, recipients of the document whose body begins at line `start`."""
    foot = Foot()
    _addressees(pages, start, foot)
    lines = _seen(pages, start)
    where = _recipients_at(lines)
    if where < 0:
        block = _last(lines)
        _sign(foot, block, _beside(lines, block), 0.8)
        return foot
    call = lines[where]
    foot.sent = call
    rest = re.sub(r"^\W*\S+\s*(?:nh\S*|g\S*)\s*:?\s*", "", call.text)
    listed = [Seen(rest, call.at, call.line, call.side)] if rest and not is_capitals(rest) else []
    for seen in lines[where + 1 :]:
        if seen.side == "right":
            continue
        if seen.side == "full" and not _ITEM.match(seen.text) and call.side != "full":
            break
        if (is_title(seen.text) or _PREFIX.match(seen.text)) and is_capitals(seen.text):
            break
        listed.append(seen)
        if re.match(r"(?i)\W*l[ưu]u\s*[:;]", seen.text) and seen.text.endswith("."):
            break
    items = _listed(listed)
    kept = next((i for i in items if re.match(r"(?i)l[ưu]u\b(?! tr)", i)), "")
    foot.retained = re.sub(r"(?i)^l[ưu]u\s*[:;]?\s*", "", kept).strip(" .")
    foot.recipients = [clean for i in items if not re.match(r"(?i)(l[ưu]u\b(?! tr)|như trên)", i) and (clean := i.strip(" ;.,|'`"))]
    block, sure = _signed(lines, where)
    _sign(foot, block, _beside(lines, block), sure)
    return foot
