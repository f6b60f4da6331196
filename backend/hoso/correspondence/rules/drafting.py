"""Rules of drafting and issuing: what two versions differ in, whether a document went out in time, in which order agencies sign together.

Pure: no database, no clock, no HTTP.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

CHARACTERS_COMPARED = 300_000  # of each version; a draft of a hundred pages holds 200,000
TOGETHER = 1200  # words of both sides that are compared as one passage
LONGEST = 150  # words of a passage: what has no full stop is cut, so that comparing stays fast
_WORDS = re.compile(r"\S+")
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_ENDS = (".", ";", ":", "!", "?")
URGENT = ("urgent", "very_urgent", "express")
# What a document that was issued with a fault is set right by (Đ18.3): its form is that of the faulty one, or a công văn.
CORRECTIONS = ("corrects", "amends", "replaces")
LETTER = "CV"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together; `changed`: only on this side."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of both versions, beside each other. `kind`: same, changed, removed (only left), added (only right)."""

    kind: str
    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()


def sentences(text: str) -> list[str]:
    """The text in passages that end with a sentence or a paragraph (an empty line), wherever its lines are broken: a line break is no difference."""
    found: list[str] = []
    for paragraph in _PARAGRAPHS.split(text[:CHARACTERS_COMPARED]):
        passage: list[str] = []
        for word in _WORDS.findall(paragraph):
            passage.append(word)
            if len(passage) == LONGEST or (word.endswith(_ENDS) and not word[:-1].isdigit()):
                found.append(" ".join(passage))
                passage = []
        if passage:
            found.append(" ".join(passage))
    return found


def _pieces(words: Sequence[str], spans: Sequence[tuple[int, int, bool]]) -> tuple[Piece, ...]:
    """The spans as pieces; neighbours of one kind are one piece, spaces stay where they are."""
    pieces: list[Piece] = []
    for start, end, changed in spans:
        if end > start:
            text = "".join(words[start:end])
            if pieces and pieces[-1].changed is changed:
                text = pieces.pop().text + text
            pieces.append(Piece(text, changed))
    return tuple(pieces)


def _changed(before: str, after: str) -> Passage:
    """Words and marks that differ; a space alone between two changes belongs to them."""
    left, right = _TOKENS.findall(before), _TOKENS.findall(after)
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    spans = [(a, b, c, d, tag != "equal" or (not "".join(left[a:b]).strip() and 0 < at < len(codes) - 1)) for at, (tag, a, b, c, d) in enumerate(codes)]
    return Passage("changed", _pieces(left, [(a, b, new) for a, b, _, _, new in spans]), _pieces(right, [(c, d, new) for _, _, c, d, new in spans]))


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """Passages that took each other's place: together where they are few, else one beside the other; the rest was removed or added."""
    if before and after and sum(len(one.split()) for one in (*before, *after)) <= TOGETHER:
        yield _changed(" ".join(before), " ".join(after))
        return
    for left, right in zip(before, after, strict=False):
        yield _changed(left, right) if left != right else Passage("same", (Piece(left),), (Piece(right),))
    yield from (Passage("removed", left=(Piece(one, True),)) for one in before[len(after) :])
    yield from (Passage("added", right=(Piece(one, True),)) for one in after[len(before) :])


def compared(before: str, after: str) -> list[Passage]:
    """Two versions passage by passage, with the words that differ marked on their side."""
    left, right = sentences(before), sentences(after)
    found: list[Passage] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right).get_opcodes():
        if tag == "equal":
            found += [Passage("same", (Piece(one),), (Piece(one),)) for one in left[a:b]]
        else:
            found += _replaced(left[a:b], right[c:d])
    return found


def is_late(due_on: date | None, issued_on: date | None, today: date) -> bool:
    """Whether a signed document went out after its last day, or still lies here after it (Đ18.1)."""
    return due_on is not None and (issued_on or today) > due_on


def may_correct(kind: str, faulty_type: str, new_type: str) -> bool:
    """Whether a document of the new type sets one of the faulty type right in this way (Đ18.3)."""
    return new_type == LETTER if kind == "corrects" else new_type == faulty_type


def next_in_order(states: Sequence[str], wanted: str) -> int | None:
    """The place (from 0) of the first agency that has still to come to `wanted`; None when all have (Đ13: in their order)."""
    rank = {"pending": 0, "approved": 1, "signed": 2, "sealed": 3}
    return next((at for at, state in enumerate(states) if rank[state] < rank[wanted]), None)
