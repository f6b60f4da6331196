"""Search on the input fields of a document, typed with marks or without: SQL conditions for the lists.

A text of a field is first looked for among the words of the search entry (an index), then in its own column; what is typed
without marks finds what is written with them. Never looks into the files: those are the words of `support.contents`.
"""

from typing import Any

from sqlalchemy import ColumnElement, cast, func
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlmodel import col

from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.folding import fold, words
from hoso.support.picking import pick
from hoso.support.search import SearchEntry

_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_FROM = _MARKED + _MARKED.upper()
_TO = "".join(fold(letter) for letter in _FROM)
IN_ENTRY = ("symbol", "issuer_name", "signer_name", "abstract", "document_identifier")  # of both directions


def folded(column: Any) -> Any:
    """SQL: the letters of a column without marks, small."""
    return func.lower(func.translate(column, _FROM, _TO))


def text_fields(actor: Actor, wanted: dict[str, str | None]) -> list[ColumnElement[bool]]:
    """Each named field of the document holds the text; all whole words of indexed fields are asked of the index at once."""
    given = {name: value for name, value in wanted.items() if value}
    found: list[ColumnElement[bool]] = []
    asked = [word for name in IN_ENTRY if name in given for word in words(given[name])[:-1]]
    if asked:
        query = cast(" & ".join(dict.fromkeys(asked)), TSQUERY)
        hit = pick(SearchEntry.subject_id).where(
            col(SearchEntry.agency_id) == actor.agency_id, cast(col(SearchEntry.words), TSVECTOR).op("@@")(query)
        )
        found.append(col(Document.id).in_(hit))
    for name, value in given.items():
        column = getattr(Document, name)
        if name == "number":
            found.append(func.upper(column) == value.upper())
        elif fold(value) == value.lower():
            found.append(folded(column).contains(fold(value), autoescape=True))
        else:
            found.append(col(column).icontains(value, autoescape=True))
    return found
