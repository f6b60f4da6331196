"""Search on every input field and inside the files: văn bản đến and đi with chosen columns, in a chosen order, page by page.

The filters are those of the lists and more, the access is theirs: a row that a list does not show is not found here either.
"""

import uuid
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import ColumnElement, cast, exists, func, select
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlmodel import Session, col

from hoso.correspondence.queries.columns import COLUMNS, USUAL
from hoso.correspondence.queries.deadlines import BUCKETS, horizon_of
from hoso.correspondence.queries.fields import folded, text_fields
from hoso.correspondence.queries.incoming import IncomingFilter, incoming_wanted
from hoso.correspondence.queries.ordering import incoming_page, outgoing_page
from hoso.correspondence.queries.outcomes import IssueDays
from hoso.correspondence.queries.outgoing import OutgoingFilter, outgoing_wanted
from hoso.correspondence.tables import Document, Handling, Incoming, Outgoing
from hoso.dossiers.tables import Dossier, DossierItem
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.contents import ContentEntry
from hoso.support.days import Day
from hoso.support.errors import Malformed
from hoso.support.folding import fold
from hoso.support.picking import pick
from hoso.support.search import as_query
from hoso.support.text import Line

Short = Annotated[Line, Field(max_length=200)]
Code = Annotated[Line, Field(max_length=30)]
COUNTED = 20_000
LEADING = ("id", "state")


class UnknownColumn(Malformed):
    """There is no such column in a list of this kind."""

    code = "unknown_column"


class DocumentQuery(BaseModel):
    """Every field that may be searched; what is absent does not narrow. `content`: words inside the files. Texts with marks or without."""

    model_config = {"extra": "forbid", "populate_by_name": True}
    kind: Literal["incoming", "outgoing"] = "incoming"
    q: Short | None = None
    content: Short | None = None
    state: Code | None = None
    type_code: Annotated[Line, Field(max_length=10)] | None = None
    number: Annotated[Line, Field(max_length=11)] | None = None
    symbol: Short | None = None
    issuer: Short | None = None
    signer: Short | None = None
    abstract: Short | None = None
    description: Short | None = None
    language: Short | None = None
    document_identifier: Short | None = None
    recipient: Short | None = None
    urgency: Code | None = None
    medium: Code | None = None
    channel: Code | None = None
    arrival_number: Annotated[int, Field(ge=1, le=9_999_999)] | None = None
    register_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    dossier_id: uuid.UUID | None = None
    dossier: Short | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None
    issued_from: Day | None = None
    issued_to: Day | None = None
    due_from: Day | None = None
    due_before: Day | None = None
    due: Annotated[str, StringConstraints(pattern="^(" + "|".join(BUCKETS) + ")$")] | None = None
    desk: Annotated[str, StringConstraints(pattern="^(mine|given|to_assign|presented|to_transfer|to_check_content|to_approve|to_sign)$")] | None = None
    order: Literal["newest", "oldest", "number", "term"] = "newest"
    columns: Annotated[str, StringConstraints(pattern=r"^[a-z_,]*$", max_length=800)] = ""


def columns_of(query: DocumentQuery) -> list[str]:
    """The chosen columns, or the usual ones. Raises UnknownColumn."""
    chosen = [name for name in query.columns.split(",") if name] or list(USUAL[query.kind])
    unknown = [name for name in chosen if name not in COLUMNS[query.kind]]
    if unknown:
        raise UnknownColumn(f"Danh sách này không có cột {', '.join(unknown)}.", field="columns")
    return list(dict.fromkeys(chosen))


def _in_dossier(actor: Actor, query: DocumentQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    item = (col(DossierItem.document_id) == col(Document.id), col(DossierItem.agency_id) == actor.agency_id)
    if query.dossier_id:
        found.append(exists().where(*item, col(DossierItem.dossier_id) == query.dossier_id))
    if query.dossier:
        named = col(Dossier.code).icontains(query.dossier, autoescape=True) | folded(Dossier.title).contains(fold(query.dossier), autoescape=True)
        found.append(exists().where(*item, col(Dossier.id) == col(DossierItem.dossier_id), named))
    return found


def _fields(actor: Actor, query: DocumentQuery) -> tuple[ColumnElement[bool], ...]:
    texts = {
        "number": query.number, "symbol": query.symbol, "issuer_name": query.issuer, "signer_name": query.signer, "abstract": query.abstract,
        "description": query.description, "language": query.language, "document_identifier": query.document_identifier,
    }  # fmt: skip
    found = [*text_fields(actor, texts), *_in_dossier(actor, query)]
    incoming = query.kind == "incoming"
    plain: list[tuple[Any, Any]] = [(Document.medium, query.medium)]
    if incoming:
        plain += [(Incoming.channel, query.channel), (Incoming.arrival_number, query.arrival_number)]
    found += [col(column) == value for column, value in plain if value is not None]
    if incoming:
        found += [col(Document.issued_on) >= query.issued_from] if query.issued_from else []
        found += [col(Document.issued_on) <= query.issued_to] if query.issued_to else []
    if query.person_id:
        part = exists().where(col(Handling.document_id) == col(Document.id), col(Handling.person_id) == query.person_id, col(Handling.state) != "withdrawn")
        found.append(part if incoming else col(Outgoing.drafter_id) == query.person_id)
    words = as_query(query.content) if query.content else ""
    if words:
        inside = pick(ContentEntry.subject_id).where(
            col(ContentEntry.agency_id) == actor.agency_id, cast(col(ContentEntry.words), TSVECTOR).op("@@")(cast(words, TSQUERY))
        )
        found.append(col(Document.id).in_(inside))
    return tuple(found)


def _incoming(db: Session, actor: Actor, query: DocumentQuery, moment: Moment) -> IncomingFilter:
    horizon = horizon_of(db, actor.agency_id, moment) if query.due else None
    return IncomingFilter(
        q=query.q, state=query.state, type_code=query.type_code, urgency=query.urgency, from_on=query.from_, to_on=query.to, due_before=query.due_before,
        due_from=query.due_from, unit_id=query.unit_id, register_id=query.register_id, desk=query.desk, due=query.due, horizon=horizon,
        fields=_fields(actor, query),
    )  # fmt: skip


def _outgoing(actor: Actor, query: DocumentQuery, days: IssueDays | None = None) -> OutgoingFilter:
    first = max((d for d in (query.from_, query.issued_from) if d), default=None)
    last = min((d for d in (query.to, query.issued_to) if d), default=None)
    return OutgoingFilter(
        q=query.q, state=query.state, type_code=query.type_code, recipient=query.recipient, urgency=query.urgency, from_on=first, to_on=last,
        due_before=query.due_before, unit_id=query.unit_id, register_id=query.register_id, desk=query.desk, days=days, fields=_fields(actor, query),
    )  # fmt: skip


def found_page(
    db: Session, actor: Actor, query: DocumentQuery, columns: list[str], limit: int, cursor: str | None, moment: Moment
) -> tuple[list[dict[str, Any]], str | None]:
    """One page of what the actor may see: id, state, kind and the columns as they are in the database."""
    shown = COLUMNS[query.kind]
    picked = (Document.id, Document.state, *(shown[name].value for name in columns))
    if query.kind == "incoming":
        rows, more = incoming_page(db, actor, _incoming(db, actor, query, moment), query.order, limit, cursor, picked)
    else:
        rows, more = outgoing_page(db, actor, _outgoing(actor, query), query.order, limit, cursor, picked)
    names = (*LEADING, *columns)
    return [{"kind": query.kind, **dict(zip(names, row, strict=True))} for row in rows], more


def found_count(db: Session, actor: Actor, query: DocumentQuery, moment: Moment) -> int:
    """How many there are in all, counted to one more than may be exported."""
    one = (Document.id,)
    if query.kind == "incoming":
        wanted = incoming_wanted(actor, _incoming(db, actor, query, moment), one)
    else:
        wanted = outgoing_wanted(actor, _outgoing(actor, query), one)
    return int(db.execute(select(func.count()).select_from(wanted.limit(COUNTED + 1).subquery())).scalar_one())


def written(query: DocumentQuery, columns: list[str], row: dict[str, Any]) -> list[str | int]:
    """The cells of a row as an office writes them; numbers of registers stay numbers."""
    shown = COLUMNS[query.kind]
    cells: list[str | int] = []
    for name in columns:
        value = row[name]
        cells.append(value if isinstance(value, int) and not isinstance(value, bool) else shown[name].written(value))
    return cells


def said(query: DocumentQuery) -> list[str]:
    """The narrowing in words, for the head of an export."""
    days: dict[str, tuple[str, date | None, date | None]] = {
        "đến": ("Ngày đến" if query.kind == "incoming" else "Ngày văn bản", query.from_, query.to),
        "ký": ("Ngày văn bản", query.issued_from, query.issued_to), "hạn": ("Hạn giải quyết", query.due_from, query.due_before),
    }  # fmt: skip
    lines = [f"{label} từ {first:%d/%m/%Y}" if first and not last else f"{label} đến {last:%d/%m/%Y}" if last and not first
             else f"{label} từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}" for label, first, last in days.values() if first or last]  # fmt: skip
    names = {"q": "từ khóa", "content": "trong nội dung", "number": "số", "symbol": "ký hiệu", "issuer": "cơ quan ban hành", "signer": "người ký",
             "abstract": "trích yếu", "description": "ghi chú", "document_identifier": "mã định danh", "recipient": "nơi nhận", "dossier": "hồ sơ"}  # fmt: skip
    texts = [f"{label} “{value}”" for name, label in names.items() if (value := getattr(query, name))]
    return [*lines, *(["Lọc theo " + ", ".join(texts)] if texts else [])]
