"""The search entry: what a record can be found by, written in the transaction that registers it.

Words are folded in Python and handed to PostgreSQL as a ready tsvector with positions, so that phrases and symbols
("39/KH-UBND" = 39, kh, ubnd side by side) are found. Ordered by date, newest first, never by rank.

A frequent word fills a page from the newest entries of the agency, a rare one has few hits in the index: the two ways
are asked one after the other, so that neither reads what it does not show. Never answers what the caller may not see.
"""

import re
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Index, Select, and_, cast, func, text, true, tuple_
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlmodel import Field, Session, SQLModel, col

from hoso.support.access import granted
from hoso.support.actors import Actor
from hoso.support.folding import fold, words, words_of_folded
from hoso.support.picking import pick

_MAX_POSITION = 16383  # PostgreSQL keeps no higher position
_NEWEST = 3000  # entries that are looked through before the index of words is asked: about 3 ms
_SYMBOL = re.compile(r"^\s*(\d+)[\w]*/[\w/-]+\s*$")  # 39/KH-UBND
_PHRASE = re.compile(r'"([^"]+)"')
_QUOTES = str.maketrans("“”„«»", '"""""')
# The tone stands on either vowel of oa, oe, uy in print (Hoá and Hóa, thuỷ and thủy): one way for both sides of a comparison.
_TONES = dict(zip(
    ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"], ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"], strict=True
))  # fmt: skip
_TONE = re.compile("|".join(_TONES))


class SearchEntry(SQLModel, table=True):
    """One findable record of one agency; `plain` keeps the words as written, for queries typed with marks."""

    __tablename__ = "search_entry"
    agency_id: uuid.UUID = Field(primary_key=True)
    subject_id: uuid.UUID = Field(primary_key=True)
    kind: str = Field(max_length=20)
    title: str
    plain: str
    dated_on: date
    is_public: bool = False
    words: str = Field(sa_column=Column(TSVECTOR, nullable=False))
    __table_args__ = (
        Index("ix_search_entry_words", "agency_id", "kind", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        Index("ix_search_entry_agency_id_dated_on", "agency_id", "dated_on", "subject_id"),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; `after` is the (date, id) of the last hit shown. None leaves out."""

    q: str
    kind: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    after: tuple[date, uuid.UUID] | None = None
    limit: int = 20


def as_written(text_: str) -> str:
    """Lower-case letters with their marks, composed, the tone in one place: what a query with marks is compared with."""
    return _TONE.sub(lambda m: _TONES[m[0]], unicodedata.normalize("NFC", text_).lower())


def as_vector(text_: str) -> str:
    """A tsvector literal with positions for the folded words of the text."""
    places: dict[str, list[int]] = {}
    for position, word in enumerate(words(text_), start=1):
        if position > _MAX_POSITION:
            break
        places.setdefault(word[:200], []).append(position)
    return " ".join(f"'{word}':{','.join(str(p) for p in at[:255])}" for word, at in places.items())


def as_query(q: str) -> str:
    """A tsquery literal: all words, the last one as a prefix; "quoted" and symbols like 39/KH-UBND as phrases of whole words."""
    parts: list[str] = []
    q = q.translate(_QUOTES)
    for phrase in _PHRASE.findall(q):
        found = words(phrase)
        if found:
            parts.append(" <-> ".join(found))
    rest = _PHRASE.sub(" ", q)
    tokens = rest.split()
    for index, token in enumerate(tokens):
        found = words(token)
        if not found:
            continue
        if index == len(tokens) - 1 and not rest.endswith(" ") and len(found) == 1 and len(found[0]) > 1:
            found[0] += ":*"
        parts.append("(" + " <-> ".join(found) + ")" if len(found) > 1 else found[0])
    return " & ".join(parts)


def rare_words(q: str) -> str:
    """The numbers of a name that has any (huyện số 7 → 7), else all of it: the index reads every posting of every word that it is asked for."""
    numbers = [token for token in q.split() if token.isdigit()]
    return " ".join(numbers) + " " if numbers and q.split()[-1] not in numbers else " ".join(numbers) or q


def marked_patterns(q: str) -> list[str]:
    """Regular expressions for the words of the query that carry Vietnamese marks: the answer must hold them as typed."""
    written = as_written(q)
    found = re.findall(r"\w+", written)
    last = len(found) - 1 if re.search(r"\w$", written) else -1  # the last word may go on
    return [rf"\m{w}" + ("" if at == last else r"\M") for at, w in enumerate(found) if fold(w) != w]


def found_in(subject: Any, agency_id: uuid.UUID, q: str) -> ColumnElement[bool]:
    """SQL: the subject (a column) is one that the words of `q` find in the agency; everything where `q` holds no word."""
    query = as_query(q)
    hit = pick(SearchEntry.subject_id).where(col(SearchEntry.agency_id) == agency_id, holds_words(SearchEntry, q, query))
    return subject.in_(hit) if query else true()


def highlights(title: str, q: str) -> list[str]:
    """The words of the title that the query matched, at most 20."""
    exact = words(q)
    whole, begun = set(exact), tuple(exact[-1:])
    shown = zip(title.split(), fold(title).split(), strict=False)
    return [w for w, folded in shown if any(x in whole or x.startswith(begun) for x in words_of_folded(folded))][:20]


def _seen_by(actor: Actor, entry: Any) -> list[ColumnElement[bool]]:
    """SQL: what of its agency's entries the actor may see."""
    if actor.roles == {"docgia"}:
        return [entry.is_public.is_(True)]
    return [] if actor.sees_agency else [granted(actor, entry.subject_id)]


def _number_of(q: str) -> str | None:
    """The number of a query that is one symbol (39/KH-UBND), which few entries hold."""
    found = _SYMBOL.match(q)
    return words(q)[0] if found else None


def _matching(wanted: Wanted, query: str, entry: Any) -> list[ColumnElement[bool]]:
    found = [holds_words(entry, wanted.q, query), *(entry.plain.op("~")(p) for p in marked_patterns(wanted.q))]
    return [*found, entry.kind == wanted.kind] if wanted.kind else found


def holds_words(entry: Any, q: str, query: str) -> ColumnElement[bool]:
    """SQL: the entry holds the words of `q`, whose `as_query` is `query`, as the index of words answers best."""
    words_ = cast(entry.words, TSVECTOR)
    if number := _number_of(q):  # the index is asked for the number alone: all other words of a symbol are in half of the entries
        return and_(words_.op("@@")(cast(number, TSQUERY)), func.ts_match_vq(words_, cast(query, TSQUERY)))
    return words_.op("@@")(cast(query, TSQUERY))


def _own(actor: Actor, wanted: Wanted) -> Select[Any]:
    """Entries of the actor's agency between the dates, after the last hit shown."""
    entry: Any = SearchEntry
    found = pick(entry.kind, entry.subject_id, entry.title, entry.dated_on, entry.plain, entry.words, entry.is_public).where(
        entry.agency_id == actor.agency_id
    )
    if wanted.from_on:
        found = found.where(entry.dated_on >= wanted.from_on)
    if wanted.to_on:
        found = found.where(entry.dated_on <= wanted.to_on)
    return found.where(tuple_(entry.dated_on, entry.subject_id) < tuple_(*wanted.after)) if wanted.after else found


def _newest_first(found: Select[Any], entry: Any, limit: int) -> Select[Any]:
    return found.order_by(entry.dated_on.desc(), entry.subject_id.desc()).limit(limit)


def found_entries(db: Session, actor: Actor, wanted: Wanted) -> list[Any]:
    """Hits (kind, subject_id, title, dated_on) that the actor may see, newest first; one more than `limit` where there are more."""
    query = as_query(wanted.q)
    if not query or not actor.roles:
        return []
    newest = _newest_first(_own(actor, wanted), SearchEntry, _NEWEST).subquery("newest").c
    shown = (newest.kind, newest.subject_id, newest.title, newest.dated_on)
    if not _number_of(wanted.q):  # a symbol is rare
        page = pick(*shown).where(*_matching(wanted, query, newest), *_seen_by(actor, newest))
        rows = list(db.execute(_newest_first(page, newest, wanted.limit + 1)))
        if len(rows) > wanted.limit:
            return rows
    matching = _own(actor, wanted).where(*_matching(wanted, query, SearchEntry))
    if not actor.sees_agency:
        # Few may be granted: the planner starts from the grants or from the words, whichever are fewer.
        page = matching.where(*_seen_by(actor, SearchEntry)).with_only_columns(*(getattr(SearchEntry, c.key) for c in shown))
        return list(db.execute(_newest_first(page, SearchEntry, wanted.limit + 1)))
    # OFFSET 0 keeps the planner from walking the whole agency by date for a word that it wrongly takes for frequent.
    hits = matching.offset(0).subquery("hits").c
    page = pick(hits.kind, hits.subject_id, hits.title, hits.dated_on)
    return list(db.execute(_newest_first(page, hits, wanted.limit + 1)))


_COLUMNS = "insert into search_entry (agency_id, subject_id, kind, title, plain, dated_on, is_public, words) "
_PUT = text(
    f"{_COLUMNS} values (:agency, :subject, :kind, :title, :plain, :dated, :public, cast(:words as tsvector)) "
    "on conflict (agency_id, subject_id) do update set kind = excluded.kind, title = excluded.title, "
    "plain = excluded.plain, dated_on = excluded.dated_on, is_public = excluded.is_public, words = excluded.words"
)


def put_search_entry(
    db: Session, agency_id: uuid.UUID, subject_id: uuid.UUID, kind: str, title: str, dated_on: date,
    *facts: str | None, is_public: bool = False,
) -> None:  # fmt: skip
    """Make the record findable by its title and facts (number and symbol, issuer, signer …)."""
    db.execute(_PUT, {"agency": agency_id, "subject": subject_id, "kind": kind, "dated": dated_on, "public": is_public, **_said(title, facts)})


def _said(title: str, facts: tuple[str | None, ...]) -> dict[str, str]:
    whole = " · ".join([title, *(f for f in facts if f)])
    return {"title": title, "plain": as_written(whole), "words": as_vector(whole)}


# For a record that gets its number in the same statement (`given.last`): the entry ends with the number.
PUT_NUMBERED = (
    f"{_COLUMNS} select :agency, :subject, :kind, :title, cast(:plain as text) || ' ' || given.last, :dated, false, "  # noqa: S608 constants
    "cast(cast(:words as text) || ' ' || quote_literal(given.last) || cast(:place as text) as tsvector) from given"
)


def numbered_entry(subject_id: uuid.UUID, kind: str, title: str, dated_on: date, *facts: str | None) -> dict[str, Any]:
    """Parameters of PUT_NUMBERED (beside `agency`); the last fact is what the number follows."""
    place = sum(len(words(f)) for f in (title, *facts) if f) + 1
    return {"subject": subject_id, "kind": kind, "dated": dated_on, "place": f":{min(place, _MAX_POSITION)}", **_said(title, facts)}
