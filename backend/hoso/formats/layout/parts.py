"""Finds the parts of a document on its paper: the boxes 1 to 14 of PL I, by words, column and order.

Never judges: a part that is written wrongly is still that part.
"""

import re
from dataclasses import dataclass, field, replace

from hoso.formats.layout.copy_place import copy_of
from hoso.formats.layout.model import Block, Facts
from hoso.formats.layout.words import (
    COPIES,
    DECIDING,
    MOTTO,
    ORGANISATION,
    STATE,
    copy_form,
    folded,
    is_name,
    is_upper,
    likeness,
    mostly_upper,
    type_of_title,
)

HEAD_BLOCKS = 24
_NUMBER = re.compile(r"^so\s*[:.]?[\s\d….…_]*[/-]|^so\s*:|^\d+\s*/\s*[a-z]")
_DATE = re.compile(r"ngay.*thang.*nam|\bngay\s*\d{1,2}\s*[/.-]\s*\d{1,2}|,\s*\d{1,2}\s*[/-]\s*\d{1,2}\s*[/-]\s*\d{4}$|ngay[\s….]*thang")
_BASIS = re.compile(r"^(can cu|theo de nghi|xet de nghi|xet to trinh|tren co so|thuc hien)\b")
_STRICT_BASIS = re.compile(r"^(can cu|theo de nghi|xet de nghi|xet to trinh)\b")
_DECISION = re.compile(r"^(quyet dinh|quyet nghi)\s*:?\s*$")
_PREFIX = re.compile(r"^(tm|q|kt|tl|tuq)\s*[.:/]?\s*[A-ZĐÀ-Ỹ]", re.IGNORECASE)
_POST = re.compile(
    r"^((tm|q|kt|tl|tuq)[.:/ ]|(pho |quyen )*(giam doc|chu tich|truong phong|chanh|cuc truong|chi cuc truong|bo truong|thu truong|vien truong|hieu truong|tong giam doc"
    r"|pho truong|truong ban|thu tuong|chu toa|thu ky|dai dien|ben a|ben b|vu truong|pho vu truong|pho cuc truong|truong doan|to truong|thong doc|chi huy|chinh uy))"
)
URGENCY = frozenset({"hoa toc", "thuong khan", "khan", "hoa toc hen gio"})
CIRCULATION = frozenset({"xem xong tra lai", "luu hanh noi bo"})
DRAFTER = re.compile(r"^[A-Za-zĐđ]{2,8}\.?\s?\(\s?\d+\s?\)$")
_ADDRESS = re.compile(r"(dt|dien thoai|fax|e-?mail|website)\s*:|^dia chi\s*:")
_CALLS = re.compile(r"\b(dien|trieu tap|kinh moi)\s*:$")  # of a công điện (Mẫu 1.6) and a giấy mời (Mẫu 1.7)
_ANNEX = re.compile(r"^phu luc(\s+(so\s*)?[\divxlc]+)?\s*[.:]?$")
_NOTE = re.compile(r"^\(?\s*(ban hanh )?kem theo\b")


@dataclass(slots=True)
class Signer:
    """A block of box 7: authority and posts, and the name."""

    lines: list[Block] = field(default_factory=list)
    name: Block | None = None


@dataclass(slots=True)
class Annex:
    """A phụ lục: its word and number, its title, the note "(Kèm theo …)"."""

    word: Block
    title: list[Block] = field(default_factory=list)
    note: Block | None = None


@dataclass(slots=True)
class Parts:
    """The parts that were found; None or empty where there is none."""

    state: Block | None = None
    motto: Block | None = None
    superior: list[Block] = field(default_factory=list)
    issuer: list[Block] = field(default_factory=list)
    number: Block | None = None
    date: Block | None = None
    about: list[Block] = field(default_factory=list)
    title: Block | None = None
    abstract: list[Block] = field(default_factory=list)
    note: Block | None = None
    authority: list[Block] = field(default_factory=list)
    bases: list[Block] = field(default_factory=list)
    decision: Block | None = None
    addressee: Block | None = None
    addressees: list[Block] = field(default_factory=list)
    called: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    recipients_word: Block | None = None
    recipients: list[Block] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    urgency: list[Block] = field(default_factory=list)
    circulation: list[Block] = field(default_factory=list)
    drafter: list[Block] = field(default_factory=list)
    address: list[Block] = field(default_factory=list)
    form: Block | None = None
    copied: "Parts | None" = None
    type_code: str = ""
    type_guessed: bool = False

    def of(self, subject: str) -> list[Block]:
        """The blocks of a subject of the table of rules."""
        if subject == "signer":
            return [b for s in self.signers for b in s.lines]
        if subject == "name":
            return [s.name for s in self.signers if s.name]
        if subject in ("annex_word", "annex_title", "annex_note"):
            pick = {"annex_word": lambda a: [a.word], "annex_title": lambda a: a.title, "annex_note": lambda a: [a.note] if a.note else []}
            return [b for a in self.annexes for b in pick[subject](a)]
        if subject == "addressee_all":
            return [*([self.addressee] if self.addressee else []), *self.addressees]
        found = getattr(self, subject)
        return found if isinstance(found, list) else [] if found is None else [found]


def _best(blocks: list[Block], wanted: str, least: float) -> Block | None:
    plain = re.sub(r"[^a-z ]", "", folded(wanted))
    scored = [(likeness(re.sub(r"[^a-z ]", "", folded(b.text)), plain), b) for b in blocks if len(b.text) < 80]
    score, block = max(scored, key=lambda s: s[0], default=(0.0, None))
    return block if score >= least else None


def _names(blocks: list[Block]) -> list[list[Block]]:
    """Lines of the issuer's box, put together by name: a name begins with a kind of organisation."""
    names: list[list[Block]] = []
    for block in blocks:
        begins = bool(ORGANISATION.match(folded(block.text)))
        if not names or (begins and not _goes_on(names[-1][-1], block)):
            names.append([block])
        else:
            names[-1].append(block)
    if len(names) == 1 and len(blocks) > 1:  # no second kind of organisation: the bold lines at the end issue
        bold = [all(r.bold for r in b.runs if r.text.strip()) for b in blocks]
        cut = next((i for i in range(len(blocks)) if all(bold[i:]) and not any(bold[:i])), 0)
        return [blocks[:cut], blocks[cut:]] if cut else names
    return names


_BARE = re.compile(r"^(van phong|thanh tra|ban (quan ly|chi dao|chi huy|to chuc|van dong)|hoi dong|to cong tac|doan (kiem tra|thanh tra|cong tac))$")


def _goes_on(above: Block, block: Block) -> bool:
    """Whether a name goes on below a bare kind of organisation: both lines are set alike ("VĂN PHÒNG" / "ỦY BAN NHÂN DÂN TỈNH …")."""
    bold = [all(r.bold for r in b.runs if r.text.strip()) for b in (above, block)]
    return bool(_BARE.match(folded(above.text))) and bold[0] == bold[1]


def _head(parts: Parts, blocks: list[Block]) -> int:
    """Boxes 1 to 4, 5b, 10b; the place of the first block after the head."""
    top = blocks[:HEAD_BLOCKS]
    parts.state = _best(top, STATE, 0.75)
    parts.motto = _best([b for b in top if b is not parts.state], MOTTO, 0.7)
    upto = _head_end(top)
    top = top[:upto]
    for block in top:
        words = folded(block.text)
        if words in URGENCY:
            parts.urgency.append(block)
        elif words in CIRCULATION:
            parts.circulation.append(block)
        elif parts.number is None and block not in (parts.state, parts.motto) and _NUMBER.match(words) and len(words) < 60 and block.side != "right":
            parts.number = block
        elif parts.date is None and _DATE.search(words) and len(words) < 90 and block is not parts.number and block.side != "left":
            parts.date = block
    taken = [b for b in (parts.state, parts.motto, parts.number, parts.date, *parts.urgency, *parts.circulation) if b is not None]
    rest = [b for b in top if b not in taken and b.side != "right"]
    numbered = parts.number.at if parts.number else -1
    for block in rest:
        after_number = numbered >= 0 and block.at > numbered
        if re.match(r"^(v/\s?v|ve viec)\b", folded(block.text)) or (after_number and (parts.about or block.side == "left")):
            parts.about.append(block)
    names = _names([b for b in rest if b not in parts.about])
    if names:
        parts.issuer = names[-1]
        parts.superior = [b for name in names[:-1] for b in name]
    return upto


def _head_end(top: list[Block]) -> int:
    """Where the head ends: after the last block in two columns, or after the date or number that stand alone."""
    end = 0
    for at, block in enumerate(top):
        words = folded(block.text)
        if block.side == "full" and end and type_of_title(block.text) and (block.align == "center" or mostly_upper(block.text)):
            break
        alone = block.side == "full" and (_NUMBER.match(words) or (_DATE.search(words) and len(words) < 70) or likeness(words, folded(STATE)) > 0.75 or likeness(words, folded(MOTTO)) > 0.75)
        if (block.side != "full" and not words.startswith("noi nhan")) or alone or words in URGENCY | CIRCULATION or (end and words.startswith("v/v")):
            if words.startswith(("kinh gui", "can cu")) or (block.side != "full" and at > end + 4):
                break
            end = at + 1
        elif at > end + 1 and end:
            break
    return end


def _title(parts: Parts, blocks: list[Block], at: int) -> int:
    """Box 5a: the type, the abstract below it, the note of what was issued with a decision, the authority of a decision."""
    for step, block in enumerate(blocks[at : at + 4]):
        code = type_of_title(block.text)
        if code and block.side != "left" and not block.text.strip().endswith(":"):
            parts.title, at = block, at + step + 1
            break
        if folded(block.text).startswith(("kinh gui", "can cu")):
            return at
    else:
        first = blocks[at] if at < len(blocks) else None
        if first is None or not (mostly_upper(first.text) and first.align == "center" and len(first.text) < 60):
            return at
        parts.title, at = first, at + 1
    while at < len(blocks):
        block = blocks[at]
        words = folded(block.text)
        if _NOTE.match(words) or (parts.note and not parts.note.text.rstrip().endswith(")") and block.align == "center"):
            parts.note, at = (parts.note and replace(parts.note, text=f"{parts.note.text} {block.text}", runs=parts.note.runs + block.runs)) or block, at + 1
            continue
        bold = all(r.bold for r in block.runs if r.text.strip())
        starts = words.startswith(("kinh gui", "can cu", "theo de nghi")) or _DECISION.match(words) or block.text.rstrip().endswith(":")
        if starts or block.side != "full" or not (block.align == "center" or (bold and not parts.abstract)) or len(parts.abstract) + len(parts.authority) > 6:
            break
        if mostly_upper(block.text) and (parts.abstract or ORGANISATION.match(words) or _POST.match(words)):
            if not re.match(r"^(phan|chuong|muc|[ivx]+\.)\b", words):
                parts.authority.append(block)
                at += 1
                continue
            break
        if re.match(r"^(phan|chuong|muc|dieu|[ivx]+\.)\s", words) or parts.authority:
            break
        parts.abstract.append(block)
        at += 1
    return at


def _opening(parts: Parts, blocks: list[Block], at: int) -> int:
    """Kính gửi with its list, the bases, "QUYẾT ĐỊNH:"."""
    if at < len(blocks) and folded(blocks[at].text).startswith("kinh gui"):
        parts.addressee, at = blocks[at], at + 1
        while at < len(blocks) and _addressed(parts, blocks[at]):
            parts.addressees.append(blocks[at])
            at += 1
    elif at < len(blocks) and _CALLS.search(folded(blocks[at].text)) and len(blocks[at].text) < 160:
        parts.called.append(blocks[at])
        at += 1
        while at < len(blocks) and re.match(r"^[-–+•]\s?", blocks[at].text):
            parts.called.append(blocks[at])
            at += 1
    run = at
    begins = _BASIS if parts.type_code in DECIDING else _STRICT_BASIS
    while run < len(blocks) and (begins.match(folded(blocks[run].text)) or _is_authority(parts, blocks, run)):
        if _is_authority(parts, blocks, run):
            parts.authority.append(blocks[run])
        run += 1
    listed = [b for b in blocks[at:run] if b not in parts.authority]
    deciding = parts.type_code in DECIDING
    if deciding or len(listed) > 1 or (listed and listed[0].text.rstrip().endswith(";")):
        last = listed[-1] if listed else None
        if last is not None and not deciding and re.search(r"(ban hành|như sau|quy định|đề nghị|báo cáo|thông báo).{0,80}:$", last.text):
            listed = listed[:-1]  # the opening sentence, no basis
        parts.bases = listed
    if run < len(blocks) and _DECISION.match(folded(blocks[run].text)):
        parts.decision, run = blocks[run], run + 1
    elif deciding and run + 1 < len(blocks) and _DECISION.match(folded(blocks[run + 1].text)):
        parts.decision, run = blocks[run + 1], run + 2
    return run if parts.bases or parts.decision else at


def _is_authority(parts: Parts, blocks: list[Block], at: int) -> bool:
    block = blocks[at]
    return parts.type_code in DECIDING and not parts.authority and mostly_upper(block.text) and not _DECISION.match(folded(block.text)) and not parts.bases


def _addressed(parts: Parts, block: Block) -> bool:
    """Whether a line belongs to the list below "Kính gửi"."""
    if re.match(r"^[-–+•]\s?", block.text):
        return True
    before = parts.addressees[-1] if parts.addressees else parts.addressee
    waits = before is not None and before.text.rstrip().endswith((":", ";"))
    return waits and len(block.text) < 90 and block.lines == 1 and not _BASIS.match(folded(block.text))


def _foot(parts: Parts, blocks: list[Block], start: int, end: int) -> int:
    """Boxes 7 and 9b between `start` and `end`; the place where the foot begins."""
    words_at = next((i for i in range(start, end) if re.match(r"^noi nhan\s*[:.]?", folded(blocks[i].text)) and len(blocks[i].text) < 40), None)
    begins = words_at if words_at is not None else end
    if words_at is not None:
        word = blocks[words_at]
        parts.recipients_word = word
        for block in blocks[words_at + 1 : end]:
            row = word.row and block.row == word.row and block.side == word.side
            listed = block.side != "right" and (row or re.match(r"^[-–+•]", block.text) or re.match(r"^luu\b", folded(block.text)) or block.side == "left")
            if DRAFTER.match(block.text):
                parts.drafter.append(block)
            elif _ADDRESS.search(folded(block.text)) or not listed:
                continue
            elif re.match(r"^[-–+•]", block.text) or not _is_over(parts):
                parts.recipients.append(block)
    beside = [b for b in blocks[start:end] if b.side == "right" and (words_at is None or b.row == blocks[words_at].row or b.row == 0 or b.at > begins - 14)]
    left_signs = [b for b in blocks[start:end] if b.side == "left" and b not in parts.recipients and b is not parts.recipients_word and b not in parts.drafter]
    if not beside:
        beside = _stacked(parts, blocks[start:end])
    first = min([b.at for b in beside] + [begins], default=begins)
    for column in (left_signs, beside):
        signer = _signer([b for b in column if not re.match(r"^\(", b.text)])
        if signer:
            parts.signers.append(signer)
            first = min(first, *(b.at for b in (*signer.lines, *([signer.name] if signer.name else []))))
    return first


def _is_over(parts: Parts) -> bool:
    """Whether the list of recipients has come to its "- Lưu: …."."""
    last = parts.recipients[-1].text if parts.recipients else ""
    return folded(last).lstrip("- ").startswith("luu") and last.rstrip().endswith(".")


def _signer(column: list[Block]) -> Signer | None:
    """The posts at the top and the name at the end of a column."""
    if not column:
        return None
    lines = [b for b in column if _POST.match(folded(b.text)) or _PREFIX.match(b.text) or (is_upper(b.text) and not is_name(b.text)) or mostly_upper(b.text)]
    if not lines:
        return None
    name = column[-1] if column[-1] is not lines[0] and is_name(column[-1].text) and column[-1].at > lines[0].at else None
    if name is not None and _POST.match(folded(name.text)):
        name = None
    return Signer([b for b in lines if b is not name], name)


def _stacked(parts: Parts, blocks: list[Block]) -> list[Block]:
    """A signature that does not stand in a column: the last posts of the text and what follows them."""
    start = next((i for i, b in enumerate(blocks) if _POST.match(folded(b.text)) and mostly_upper(b.text)), None)
    if start is None:
        return []
    taken = {id(b) for b in (*parts.recipients, *parts.drafter, *([parts.recipients_word] if parts.recipients_word else []))}
    return [b for b in blocks[start : start + 6] if id(b) not in taken]


def _annexes(parts: Parts, blocks: list[Block], start: int) -> int:
    """The appendices from the first one on; where it begins (the number of blocks where there is none)."""
    found = [i for i in range(start, len(blocks)) if _ANNEX.match(folded(blocks[i].text)) and blocks[i].side == "full"]
    for at in found:
        annex = Annex(blocks[at])
        for block in blocks[at + 1 : at + 6]:
            if _NOTE.match(folded(block.text)):
                annex.note = block
                break
            if not annex.title or (block.align == "center" and mostly_upper(block.text)):
                if len(annex.title) > 2 or len(block.text) > 160 or _ANNEX.match(folded(block.text)):
                    break
                annex.title.append(block)
        if annex.note is None:
            annex.title = [b for b in annex.title if b.align == "center" or mostly_upper(b.text)]
        parts.annexes.append(annex)
    return found[0] if found else len(blocks)


def _copied(blocks: list[Block]) -> Parts:
    """The parts of a copy's form: what it is, agency, number, place and day, who signs it, recipients."""
    form = next(b for b in blocks if b.side != "left" and copy_form(b.text))
    parts = Parts(form=form, type_code=copy_form(form.text))
    for block in blocks:
        words = folded(block.text)
        if parts.number is None and block.side != "right" and _NUMBER.match(words):
            parts.number = block
        elif parts.date is None and block.side != "left" and _DATE.search(words):
            parts.date = block
    ends = parts.number.at if parts.number else next((b.at for b in blocks if folded(b.text).startswith("noi nhan")), form.at)
    parts.issuer = [b for b in blocks if b.side == "left" and b.at < ends]
    head = [b for b in (form, parts.number, parts.date, *parts.issuer) if b is not None]
    rest = [b for b in blocks if b not in head]
    _foot(parts, rest, 0, len(rest))
    return parts


def find_parts(facts: Facts, type_code: str) -> Parts:
    """All parts of the document, those of a copy's block apart. `type_code` "" (or that of a copy) lets the title say it; without a title it is a công văn."""
    blocks = list(facts.blocks)
    copy = copy_of(blocks)
    parts = Parts(type_code="" if type_code in COPIES else type_code, copied=_copied(copy) if copy else None)
    blocks = [b for b in blocks if b not in copy] if copy else blocks
    at = _head(parts, blocks)
    if not parts.type_code:
        probe = Parts()
        _title(probe, blocks, at)
        code = type_of_title(probe.title.text) if probe.title else None
        parts.type_code, parts.type_guessed = code or ("CV" if parts.about or probe.title is None else "KHAC"), True
    at = _title(parts, blocks, at)
    at = _opening(parts, blocks, at)
    end = _annexes(parts, blocks, at)
    foot = _foot(parts, blocks, at, end)
    parts.body = [b for b in blocks[at:foot] if b.side == "full" and not b.framed and b not in (*parts.urgency, *parts.circulation)]
    first_page = [b for b in blocks if _ADDRESS.search(folded(b.text)) and b not in parts.body and b not in parts.recipients and not any(b in s.lines for s in parts.signers)]
    parts.address = first_page
    return parts
