"""Measures of boxes 7 and 9: authority, post and name of the signatory; Kính gửi; Nơi nhận."""

import itertools
import re

from hoso.formats.layout.draft import Draft, measure
from hoso.formats.layout.model import Block, Hit, Rule
from hoso.formats.layout.parts import Signer
from hoso.formats.layout.words import PARTIES, UPWARD, WITHOUT_TEMPLATE, folded

PREFIXES = ("TM", "Q", "KT", "TL", "TUQ")
_GOOD_PREFIX = re.compile(r"^(TM|Q|KT|TL|TUQ)\. \S")
_ANY_PREFIX = re.compile(r"^(T\.?\s?M|Q|K\.?\s?T|T\.?\s?L|T\.?\s?U\.?\s?Q)\s*([.:/,\-]*)\s*(?=[A-ZĐÀ-Ỹ]{2})", re.IGNORECASE)
_BODY = re.compile(
    r"^(uy ban|hoi dong|ban |bch|thuong truc|dang uy|ban chap hanh|hoi |doan |lien doan|chinh phu|quoc hoi|uy vien|ubnd|hdnd|doan chu tich|tap the|mat tran|so |bo |cuc |to )"
)
_DEPUTY = re.compile(r"^(pho |thu truong|pgd|p\.)")
_HEADS_BODY = re.compile(r"^(truong (tieu )?ban|to truong|truong doan|chu tich hoi dong)\b")
_TITLES = re.compile(
    r"^\s*((GS|PGS|TS|TSKH|ThS|Ths|BS|BSCK\s?I{1,2}|BSCKI{1,2}|DS|KS|CN|CKI{1,2}|LS|Ls|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|AHLĐ|Dr|PGs|Gs|Ts|Bs|Ks)\b\.?"
    r"|(Giáo sư|Phó Giáo sư|Phó giáo sư|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Bác sĩ|Dược sĩ|Kỹ sư|Cử nhân|Luật sư|Nhà giáo|Thầy thuốc|Nghệ sĩ|Anh hùng|Kiến trúc sư)\b)"
)
_RANKS = re.compile(r"^\s*(Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu úy)\b")
_SPECIAL = re.compile(
    r"\b(truong|dai hoc|hoc vien|benh vien|vien|trung tam y te|giao duc|khoa hoc|cong an|quan doi|quan su|bien phong|quan khu|su doan|bo tu lenh|bo chi huy|quoc phong|y te|mam non|tieu hoc)\b"
)
_LAST = re.compile(r"^[-–]\s*Lưu\s*:\s*VT(\s*[,.;(]|$)")


def _signers(draft: Draft) -> list[Signer]:
    """Those whose authority is judged; parties to a contract and to minutes sign as they are."""
    return [] if draft.parts.type_code in PARTIES else draft.parts.signers


@measure("signer_present")
def signer_present(draft: Draft, rule: Rule) -> list[Hit]:
    """Somebody signs."""
    return [] if draft.parts.signers or draft.parts.note else [Hit(None, "Không tìm thấy quyền hạn, chức vụ của người ký")]


@measure("signer_side")
def signer_side(draft: Draft, rule: Rule) -> list[Hit]:
    """On the right."""
    return [Hit(s.lines[0], "Không ở bên phải") for s in _signers(draft) if s.lines[0].side != "right"]


@measure("prefix_form")
def prefix_form(draft: Draft, rule: Rule) -> list[Hit]:
    """TM. Q. KT. TL. TUQ. as they are."""
    hits = []
    for block in (b for s in _signers(draft) for b in s.lines):
        found = _ANY_PREFIX.match(block.text)
        if found and not _GOOD_PREFIX.match(block.text):
            plain = re.sub(r"[^A-Za-z]", "", found[1]).upper()
            hits.append(Hit(block, f"“{found[0].strip()}”", 0, found.end(), right=f"{plain}."))
    return hits


def _stack(signer: Signer) -> list[tuple[str, str, Block]]:
    """(prefix, folded rest, block) of each line."""
    stacked = []
    for block in signer.lines:
        found = _ANY_PREFIX.match(block.text)
        prefix = re.sub(r"[^A-Z]", "", found[1].upper()) if found else ""
        stacked.append((prefix, folded(block.text[found.end() if found else 0 :]), block))
    return stacked


@measure("prefix_double")
def prefix_double(draft: Draft, rule: Rule) -> list[Hit]:
    """One authority a line, and only in an order that Điều 13 knows."""
    hits = []
    for signer in _signers(draft):
        stacked = _stack(signer)
        twice = [b for _, rest, b in stacked if re.match(r"^(tm|kt|tl|tuq|q)\s*[.:]", rest) or re.match(r"^(TM|Q|KT|TL|TUQ)\.?\s*[+,/&-]?\s*(TM|Q|KT|TL|TUQ)\b", b.text)]
        order = [p for p, _, _ in stacked if p]
        wrong = order not in ([], ["TM"], ["Q"], ["KT"], ["TL"], ["TUQ"], ["TM", "KT"], ["TL", "KT"], ["TM", "Q"], ["TM", "TL"], ["TM", "TUQ"], ["TUQ", "KT"], ["TM", "TL", "KT"], ["KT", "TL"])
        if twice:
            hits.append(Hit(twice[0], f"“{twice[0].text}”"))
        elif wrong or order == ["KT", "TL"]:
            hits.append(Hit(signer.lines[0], "Thứ tự " + ", ".join(f"{p}." for p in order)))
    return hits


@measure("deputy_without")
def deputy_without(draft: Draft, rule: Rule) -> list[Hit]:
    """A deputy signs for the head."""
    hits = []
    for signer in _signers(draft):
        stacked = _stack(signer)
        prefixes = {p for p, _, _ in stacked}
        deputy = next((b for p, rest, b in stacked if not p and _DEPUTY.match(rest)), None)
        of_body = bool(stacked) and bool(_HEADS_BODY.match(stacked[0][1]))  # a post in an advisory body, that of the own agency below (7.c)
        if deputy is not None and not prefixes & {"KT", "TUQ"} and not of_body:
            hits.append(Hit(deputy, f"“{deputy.text}” không có “KT.”"))
    return hits


@measure("kt_head")
def kt_head(draft: Draft, rule: Rule) -> list[Hit]:
    """KT. stands before the head's post, the deputy's post below."""
    hits = []
    for signer in _signers(draft):
        stacked = _stack(signer)
        for at, (prefix, rest, block) in enumerate(stacked):
            if prefix != "KT":
                continue
            below = next((r for p, r, _ in stacked[at + 1 :] if not p), "")
            if _DEPUTY.match(rest):
                hits.append(Hit(block, f"“{block.text}”: sau “KT.” là chức vụ cấp phó"))
            elif below and (below == rest or not (_DEPUTY.match(below) or "pho" in below.split())):
                hits.append(Hit(block, f"“{block.text}”, dưới là “{stacked[-1][2].text}”: người ký không phải cấp phó"))
    return hits


@measure("tm_body")
def tm_body(draft: Draft, rule: Rule) -> list[Hit]:
    """TM. stands before the name of a body."""
    return [Hit(b, f"“{b.text}”") for s in _signers(draft) for p, rest, b in _stack(s) if p == "TM" and not _BODY.match(rest + " ")]


@measure("own_post")
def own_post(draft: Draft, rule: Rule) -> list[Hit]:
    """Below the authority stands the own post."""
    return [Hit(s.lines[-1], f"Sau “{s.lines[-1].text}” không có chức vụ người ký") for s in _signers(draft) if _stack(s)[-1][0] in ("TM", "KT", "TL", "TUQ")]


@measure("redelegated")
def redelegated(draft: Draft, rule: Rule) -> list[Hit]:
    """Who signs by written authorisation signs himself."""
    hits = []
    for signer in _signers(draft):
        order = [p for p, _, _ in _stack(signer) if p]
        if "TUQ" in order and {"KT", "TL"} & set(order[order.index("TUQ") + 1 :]):
            hits.append(Hit(signer.lines[0], "TUQ. rồi " + " ".join(f"{p}." for p in order[1:])))
    return hits


@measure("name_present")
def name_present(draft: Draft, rule: Rule) -> list[Hit]:
    """The name below the post."""
    return [Hit(s.lines[-1], "Không tìm thấy họ tên dưới chức vụ") for s in draft.parts.signers if s.name is None]


def _names(draft: Draft) -> list[Block]:
    return [s.name for s in draft.parts.signers if s.name]


def _may_carry_rank(draft: Draft) -> bool:
    """Armed forces, and institutions of education, health and science (PL I II.7.c)."""
    return bool(_SPECIAL.search(folded(" ".join(b.text for b in (*draft.parts.superior, *draft.parts.issuer)))))


@measure("academic")
def academic(draft: Draft, rule: Rule) -> list[Hit]:
    """No degree, title or honour before the name."""
    if _may_carry_rank(draft):
        return []
    pattern = [(b, _TITLES.match(b.text) or _RANKS.match(b.text)) for b in _names(draft)]
    return [Hit(b, f"“{m[0].strip()}” trước họ tên", 0, m.end()) for b, m in pattern if m]


@measure("rank")
def rank(draft: Draft, rule: Rule) -> list[Hit]:
    """… but where the head of the sector has ruled it."""
    if not _may_carry_rank(draft):
        return []
    pattern = [(b, _TITLES.match(b.text) or _RANKS.match(b.text)) for b in _names(draft)]
    return [Hit(b, f"“{m[0].strip()}” trước họ tên", 0, m.end()) for b, m in pattern if m]


@measure("addressee_present")
def addressee_present(draft: Draft, rule: Rule) -> list[Hit]:
    """A công văn says to whom."""
    return [Hit(None, "Không tìm thấy “Kính gửi”")] if draft.parts.type_code == "CV" and draft.parts.addressee is None else []


@measure("addressee_allowed")
def addressee_allowed(draft: Draft, rule: Rule) -> list[Hit]:
    """Only công văn, and tờ trình and báo cáo upward."""
    code = draft.parts.type_code
    if draft.parts.addressee is None or code in ("CV", "KHAC", *UPWARD):
        return []
    return [Hit(draft.parts.addressee, f"“{draft.parts.addressee.text[:60]}”", severity="look" if code in WITHOUT_TEMPLATE else None)]


@measure("addressee_colon")
def addressee_colon(draft: Draft, rule: Rule) -> list[Hit]:
    """Kính gửi:"""
    block = draft.parts.addressee
    return [Hit(block, f"“{block.text[:40]}”", 0, 8, right="Kính gửi:")] if block and not re.match(r"^Kính gửi\s?:", block.text) else []


def _listing(draft: Draft) -> list[Block]:
    """The names, the first one perhaps on the line of the word."""
    word = draft.parts.addressee
    rest = re.sub(r"^Kính gửi\s*:?\s*", "", word.text, flags=re.IGNORECASE) if word else ""
    return [*([word] if word and rest else []), *draft.parts.addressees]


@measure("addressee_one_line")
def addressee_one_line(draft: Draft, rule: Rule) -> list[Hit]:
    """A single one stands beside the word."""
    one = _listing(draft)
    return [Hit(one[0], "Một nơi nhận mà xuống dòng")] if len(one) == 1 and one[0] is not draft.parts.addressee else []


@measure("addressee_dash")
def addressee_dash(draft: Draft, rule: Rule) -> list[Hit]:
    """Several: a line and a dash each."""
    listing = _listing(draft)
    if len(listing) == 1 and listing[0] is draft.parts.addressee:
        several = re.search(r";\s*\S", listing[0].text)
        return [Hit(listing[0], "Nhiều nơi nhận trên một dòng")] if several else []
    if len(listing) < 2:
        return []
    return [Hit(b, f"“{b.text[:40]}”") for b in listing if not re.match(r"^(Kính gửi\s*:?\s*)?[-–]\s?", b.text)]


@measure("addressee_semicolon")
def addressee_semicolon(draft: Draft, rule: Rule) -> list[Hit]:
    """Each line but the last ends with ";"."""
    listing = _listing(draft)
    return [Hit(b, f"Kết thúc bằng “{b.text.rstrip()[-1:]}”") for b in listing[:-1] if not b.text.rstrip().endswith(";")]


@measure("addressee_full_stop")
def addressee_full_stop(draft: Draft, rule: Rule) -> list[Hit]:
    """The last of several ends with "."."""
    listing = _listing(draft)
    return [Hit(listing[-1], f"Kết thúc bằng “{listing[-1].text.rstrip()[-1:]}”")] if len(listing) > 1 and not listing[-1].text.rstrip().endswith(".") else []


@measure("recipients_present")
def recipients_present(draft: Draft, rule: Rule) -> list[Hit]:
    """The word and its list."""
    parts = draft.parts
    if parts.note or (parts.recipients_word and parts.recipients):
        return []
    said = "Không có danh sách dưới “Nơi nhận”" if parts.recipients_word else "Không tìm thấy “Nơi nhận:”"
    return [Hit(parts.recipients_word, said, severity="look" if parts.type_code in WITHOUT_TEMPLATE else None)]


@measure("recipients_colon")
def recipients_colon(draft: Draft, rule: Rule) -> list[Hit]:
    """Nơi nhận: on a line of its own."""
    block = draft.parts.recipients_word
    return [Hit(block, f"“{block.text}”", right="Nơi nhận:")] if block and not re.fullmatch(r"nơi nhận\s?:", block.text, re.IGNORECASE) else []


@measure("recipients_dash")
def recipients_dash(draft: Draft, rule: Rule) -> list[Hit]:
    """A dash before each."""
    return [Hit(b, f"“{b.text[:40]}”") for b in draft.parts.recipients if not re.match(r"^[-–]\s?\S", b.text) and not _goes_on(draft, b)]


def _goes_on(draft: Draft, block: Block) -> bool:
    """Whether a line of a PDF goes on with what stands above."""
    at = draft.parts.recipients.index(block)
    return draft.is_pdf and at > 0 and not draft.parts.recipients[at - 1].text.rstrip().endswith((";", "."))


@measure("recipients_semicolon")
def recipients_semicolon(draft: Draft, rule: Rule) -> list[Hit]:
    """";" after each but the last."""
    listed, hits = draft.parts.recipients, []
    for block, below in itertools.pairwise(listed):
        runs_on = draft.is_pdf and not re.match(r"^[-–+]", below.text) and not folded(below.text).startswith("luu")
        if not block.text.rstrip().endswith(";") and not runs_on and not _heads_sublist(block, below):
            hits.append(Hit(block, f"Kết thúc bằng “{block.text.rstrip()[-1:]}”"))
    return hits


def _heads_sublist(block: Block, below: Block) -> bool:
    return block.text.rstrip().endswith(":") and below.text.startswith("+")


@measure("last_line")
def last_line(draft: Draft, rule: Rule) -> list[Hit]:
    """ "- Lưu: VT, …." """
    if not draft.parts.recipients:
        return []
    last = draft.parts.recipients[-1]
    good = _LAST.match(last.text) and last.text.rstrip().endswith(".")
    return [] if good else [Hit(last, f"“{last.text}”")]


@measure("last_drafter")
def last_drafter(draft: Draft, rule: Rule) -> list[Hit]:
    """The unit that drafted, after VT."""
    if not draft.parts.recipients or draft.parts.type_code in ("GGT", "GNP", "BB", "TCG"):
        return []
    last = draft.parts.recipients[-1]
    return [Hit(last, f"“{last.text}”")] if _LAST.match(last.text) and re.search(r"VT\s*\.?$", last.text.rstrip()) else []


@measure("as_above")
def as_above(draft: Draft, rule: Rule) -> list[Hit]:
    """ "- Như trên;" where there is a Kính gửi."""
    if draft.parts.addressee is None or draft.parts.type_code not in ("CV", *UPWARD) or not draft.parts.recipients:
        return []
    first = draft.parts.recipients[0]
    return [] if folded(first.text).lstrip("- –").startswith("nhu tren") else [Hit(first, f"“{first.text}”")]


