"""All fields of a document at once."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

from hoso.formats.pages import Pages
from hoso.formats.reading.foot import Foot, foot_of
from hoso.formats.reading.head import Found, Head, Seen, head_of
from hoso.formats.reading.mentions import mentions_of
from hoso.formats.reading.model import Reference, Suggestion, Suggestions
from hoso.formats.reading.title import CITIZEN_CODES, Title, title_of
from hoso.formats.reading.words import is_doubtful
from hoso.support.folding import fold

LIMITS = {"number": 11, "symbol": 30, "issuer_name": 200, "abstract": 500, "signer_name": 50, "signer_position": 100}


def _said(field: str, found: Found | None) -> list[Suggestion]:
    if found is None or not found.value:
        return []
    line = found.seen.line
    value = re.sub(r"[\s|'`~^_*]+$", "", found.value[: LIMITS.get(field, 500)]).strip()
    sure = found.confidence if len(found.value) <= LIMITS.get(field, 500) else min(found.confidence, 0.6)
    if field in ("abstract", "issuer_name", "signer_name", "signer_position") and is_doubtful(value):
        sure = min(sure, 0.8)
    return [Suggestion(field, value, sure, line.page, found.seen.at, (line.x0, line.y0, line.x1, line.y1))]


def _many(field: str, values: list[str], seen: Seen | None) -> list[Suggestion]:
    if not values or seen is None:
        return []
    line = seen.line
    return [Suggestion(field, tuple(v[:200] for v in values[:60]), 0.9, line.page, seen.at, (line.x0, line.y0, line.x1, line.y1))]


def _key(name: str) -> str:
    """An agency's name for comparing: folded, UBND and HĐND abbreviated."""
    folded = fold(name).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
    return " ".join(re.findall(r"[a-z0-9]+", folded))


def _known(head: Head, reference: Reference) -> tuple[Found | None, Found | None]:
    """(issuer, code): named as the installation names it, where it knows the agency."""
    if head.issuer is None:
        return None, None
    wanted = _key(head.issuer.value)
    above = _key(head.superior.value) if head.superior else ""
    whole = {wanted, f"{wanted} {above.removeprefix('ubnd ')}".strip()}
    for code, name in reference.agencies:
        if _key(name) in whole:
            sure = max(head.issuer.confidence, 0.96)
            return Found(name, sure, head.issuer.seen), Found(code, sure, head.issuer.seen)
    return head.issuer, None


def _minutes_day(pages: Pages, head: Head, title: Title) -> Found | None:
    """The day of a meeting, where minutes carry none in their head (Mẫu 1.9)."""
    if head.issued_on or not title.type_code or title.type_code.value != "BB":
        return head.issued_on
    pattern = re.compile(r"ngày\s*(\d{1,2})\s*(?:tháng|/)\s*(\d{1,2})\s*(?:năm|/)\s*(\d{4})")
    for words in ("ket thuc", "thoi gian bat dau", "hom nay", "vao hoi", "thoi gian"):
        for at, line in enumerate(pages.lines):
            found = pattern.search(line.text)
            if found and words in fold(line.text):
                try:
                    day = date(int(found[3]), int(found[2]), int(found[1]))
                except ValueError:
                    continue
                return Found(day.isoformat(), 0.86, Seen(line.text, at, line, line.side))
    return None


def _recipients(foot: Foot) -> list[str]:
    """Kính gửi first, then Nơi nhận, each name once; "Như Điều 3" names nobody."""
    names: dict[str, str] = {}
    for name in [*foot.addressees, *foot.recipients]:
        if not re.match(r"(?i)như (trên|điều|kính)", name):
            names.setdefault(fold(name), name)
    return list(names.values())


def _composed(pages: Pages) -> Pages:
    """The lines in NFC."""
    if all(unicodedata.is_normalized("NFC", line.text) for line in pages.lines):
        return pages
    return replace(pages, lines=tuple(replace(line, text=unicodedata.normalize("NFC", line.text)) for line in pages.lines))


def suggest(pages: Pages, reference: Reference) -> Suggestions:
    """What the layout says of a document. Fields are named as in a registration, with issuer_superior, signer_authority, addressees,
    recipients, retained, secrecy and circulation besides. Source: NĐ 30 PL I, PL III.
    """
    pages = _composed(pages)
    head = head_of(pages)
    title = title_of(pages, head, reference)
    foot = foot_of(pages, title.end)
    issuer, code = _known(head, reference)
    if issuer is None and foot.signer and title.type_code and title.type_code.value in CITIZEN_CODES:
        issuer = Found(foot.signer.value, min(foot.signer.confidence, 0.86), foot.signer.seen)  # a citizen's letter comes from who signed it
    fields = [
        *_said("type_code", title.type_code), *_said("type_name", title.type_name), *_said("number", head.number), *_said("symbol", head.symbol),
        *_said("issued_on", _minutes_day(pages, head, title)), *_said("issuer_name", issuer), *_said("issuer_code", code),
        *_said("issuer_superior", head.superior), *_said("abstract", title.abstract), *_said("signer_name", foot.signer),
        *_said("signer_position", foot.position), *_said("signer_authority", foot.authority), *_said("urgency", head.urgency),
        *_said("secrecy", head.secrecy), *_said("circulation", head.circulation), *_many("addressees", foot.addressees, foot.addressed),
        *_many("recipients", _recipients(foot), foot.sent or foot.addressed),
    ]  # fmt: skip
    if foot.retained and foot.sent:
        fields += _said("retained", Found(foot.retained, 0.9, foot.sent))
    if pages.page_count:
        fields.append(Suggestion("page_count", pages.page_count, 0.99 if pages.source == "pdf" else 0.7))
    return Suggestions(tuple(fields), mentions_of(pages, title.end, reference))
