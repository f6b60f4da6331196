"""What registration and arrival share: type, files, the entry in the register, the search entry.

Never decides who may register: the two actions do.
"""

import uuid
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session, func, select

from hoso.correspondence.actions.facts import IncomingFacts, NamedFile
from hoso.correspondence.actions.incoming_desk import require_one_day
from hoso.correspondence.actions.open_register import open_register, series_for
from hoso.correspondence.actions.secret_books import secret_register
from hoso.correspondence.queries.books import incoming_book
from hoso.correspondence.queries.twins import twin_of
from hoso.correspondence.rules import number_and_symbol
from hoso.correspondence.tables import Document, DocumentFile, Incoming, RegisterEntry
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, Malformed
from hoso.support.numbering import next_number
from hoso.support.reference import FREE_NAMES, type_name
from hoso.support.search import numbered_entry, put_search_entry
from hoso.support.stored_files import require_nameable, use_file

ARRIVAL = "số đến"


class PossibleDuplicate(Conflict):
    """A document with the same identifier, or the same number, symbol and issuer, is registered already."""

    code = "possible_duplicate"


class UnknownType(Malformed):
    """There is no such document type."""

    code = "unknown_type"


class ImpossibleDate(Malformed):
    """A date that cannot be: received or issued after today."""

    code = "impossible_date"


class Book(NamedTuple):
    """A register as a registration needs it, and the name of the document's type."""

    type_name: str
    id: uuid.UUID
    series: str
    year: int


def require_possible_dates(facts: IncomingFacts, today: date) -> None:
    """Raises ImpossibleDate for what was issued or received after today, HourOfAnotherDay for an hour that is not of the term's day."""
    require_one_day(facts.due_on, facts.due_at)
    for field in ("issued_on", "received_on"):
        value = getattr(facts, field)
        if value and value > today:
            raise ImpossibleDate("Ngày không thể sau hôm nay.", field=field)


def named_type(db: Session, code: str, free_name: str | None) -> str:
    """The name of the type; one that names itself takes the free name. Raises UnknownType."""
    name = type_name(db, code)
    if name is None:
        raise UnknownType("Không có loại văn bản này.", field="type_code")
    return free_name or name if code in FREE_NAMES else name


def ready_book(db: Session, actor: Actor, type_code: str, moment: Moment, register_id: uuid.UUID | None, level: str = "none") -> Book:
    """The open book that the document goes to, with the type's name; a secret one has its own. Raises UnknownType, RegisterClosed."""
    found = incoming_book(db, actor.agency_id, type_code, moment.year)
    if found is None:
        raise UnknownType("Không có loại văn bản này.", field="type_code")
    if level != "none":
        secret = secret_register(db, actor.agency_id, "incoming", moment)
        return Book(found.type_name, secret.id, secret.series, secret.year)
    if found.id and found.closed_on is None and register_id in (None, found.id):
        return Book(found.type_name, found.id, found.series, found.year)
    series = None if register_id else series_for(db, actor.agency_id, "incoming", moment.year, type_code, "")
    register = open_register(db, actor.agency_id, "incoming", moment, register_id, series=series)
    return Book(found.type_name, register.id, register.series, register.year)


def refuse_twin(db: Session, actor: Actor, document: Document) -> None:
    """Raises PossibleDuplicate with the twin's id and number."""
    twin = twin_of(
        db, actor.agency_id, document.number, document.symbol, document.issuer_name, document.document_identifier, document.id
    )
    if twin is not None:
        raise PossibleDuplicate(
            f"Có thể trùng với văn bản {number_and_symbol(twin.number, twin.symbol)} đã có. Xem lại, hoặc xác nhận vẫn vào sổ.",
            twin_id=str(twin.id),
        )


def add_files(db: Session, actor: Actor, document: Document, named: list[NamedFile]) -> None:
    """Name the files in the document. Raises UnknownFile for a digest that may not be named."""
    require_nameable(db, actor, [f.sha256 for f in named])
    last = db.exec(select(func.max(DocumentFile.ordinal)).where(DocumentFile.document_id == document.id)).first() or 0
    name_files(db, document, named, last + 1)


def name_files(db: Session, document: Document, named: list[NamedFile], first: int) -> None:
    """Write that the document holds the files, from the ordinal `first` on. The caller has asked whether they may be named."""
    for ordinal, file in enumerate(named, start=first):
        db.add(DocumentFile.model_validate({"document_id": document.id, "ordinal": ordinal, **file.model_dump()}))
        use_file(db, document.agency_id, document.id, file.sha256, file.name)


def enter_register(db: Session, document: Document, incoming: Incoming, moment: Moment, register_id: uuid.UUID | None) -> None:
    """Give the next số đến of the year and write the entry; call it last, the counter stays locked until the commit."""
    series = None if register_id else series_for(db, document.agency_id, "incoming", moment.year, document.type_code, "")
    if document.secrecy != "none":
        register = secret_register(db, document.agency_id, "incoming", moment)
    else:
        register = open_register(db, document.agency_id, "incoming", moment, register_id, series=series)
    db.flush()
    number = next_number(db, document.agency_id, register.series, register.year)
    entry = {"id": new_id(), "agency_id": document.agency_id, "register_id": register.id, "number": number,
             "document_id": document.id, "dated_on": moment.today}  # fmt: skip
    db.add(RegisterEntry.model_validate(entry))
    incoming.arrival_number, incoming.arrival_year, incoming.arrived_on = number, register.year, moment.today
    incoming.register_id, incoming.register_entry_id = register.id, entry["id"]  # type: ignore[assignment]


def make_findable(db: Session, document: Document, arrival_number: int | None, dated_on: date) -> None:
    """Write the search entry of the document."""
    title, facts = _found_by(document)
    arrival = f"{ARRIVAL} {arrival_number}" if arrival_number else None
    put_search_entry(db, document.agency_id, document.id, document.kind, title, dated_on, *facts, arrival)


def findable_with_number(document: Document, dated_on: date) -> dict[str, Any]:
    """The search entry of a document that gets its số đến in the statement that writes both."""
    title, facts = _found_by(document)
    return numbered_entry(document.id, document.kind, title, dated_on, *facts, ARRIVAL)


def _found_by(document: Document) -> tuple[str, tuple[str, ...]]:
    symbol = number_and_symbol(document.number, document.symbol)
    facts = (symbol, document.type_name, document.issuer_name, document.signer_name, document.document_identifier, document.description)
    return f"{symbol} {document.abstract}".strip(), facts
