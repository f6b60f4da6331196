"""The search entry: what a record can be found by, written in the transaction that registers it.

Words are folded in Python and handed to PostgreSQL as a ready tsvector with positions, so that phrases and symbols
("39/KH-UBND" = 39, kh, ubnd side by side) are found. Ordered by date, newest first, never by rank.
"""

import re
import uuid
from datetime import date

from sqlalchemy import Column, Index, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, Session, SQLModel

from hoso.support.folding import fold, words

_MAX_POSITION = 16383  # PostgreSQL keeps no higher position
_PHRASE = re.compile(r'"([^"]+)"')


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
        Index("ix_search_entry_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        Index("ix_search_entry_agency_id_dated_on", "agency_id", "dated_on", "subject_id"),
    )


def as_vector(text_: str) -> str:
    """A tsvector literal with positions for the folded words of the text."""
    places: dict[str, list[int]] = {}
    for position, word in enumerate(words(text_), start=1):
        if position > _MAX_POSITION:
            break
        places.setdefault(word[:200], []).append(position)
    return " ".join(f"'{word}':{','.join(str(p) for p in at[:255])}" for word, at in places.items())


def as_query(q: str) -> str:
    """A tsquery literal: all words, the last one as a prefix; "quoted" and symbols like 39/KH-UBND as phrases."""
    parts: list[str] = []
    rest = q
    for phrase in _PHRASE.findall(q):
        found = words(phrase)
        if found:
            parts.append(" <-> ".join(found))
    rest = _PHRASE.sub(" ", rest)
    tokens = rest.split()
    for index, token in enumerate(tokens):
        found = words(token)
        if not found:
            continue
        if index == len(tokens) - 1 and not rest.endswith(" ") and len(found[-1]) > 1:
            found[-1] += ":*"
        parts.append("(" + " <-> ".join(found) + ")" if len(found) > 1 else found[0])
    return " & ".join(parts)


def marked_words(q: str) -> list[str]:
    """Words of the query that carry Vietnamese marks, lower-case: the answer must hold them as typed."""
    return [w for w in re.findall(r"\w+", q.lower()) if fold(w) != w]


_PUT = text(
    "insert into search_entry (agency_id, subject_id, kind, title, plain, dated_on, is_public, words) values "
    "(:agency, :subject, :kind, :title, :plain, :dated, :public, cast(:words as tsvector)) "
    "on conflict (agency_id, subject_id) do update set kind = excluded.kind, title = excluded.title, "
    "plain = excluded.plain, dated_on = excluded.dated_on, is_public = excluded.is_public, words = excluded.words"
)


def put_search_entry(
    db: Session, agency_id: uuid.UUID, subject_id: uuid.UUID, kind: str, title: str, dated_on: date,
    *facts: str | None, is_public: bool = False,
) -> None:  # fmt: skip
    """Make the record findable by its title and facts (number and symbol, issuer, signer …)."""
    whole = " · ".join([title, *(f for f in facts if f)])
    db.execute(_PUT, {
        "agency": agency_id, "subject": subject_id, "kind": kind, "title": title, "plain": whole.lower(), "dated": dated_on,
        "public": is_public, "words": as_vector(whole),
    })  # fmt: skip
