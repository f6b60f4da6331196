"""Whom the term of a document concerns now: everybody with an open part, the director it lies with, the clerk who has not presented it.

Only incoming documents under way with a term; the nearest terms first, and never more than a bounded number in one round.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, null
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from hoso.correspondence.queries.deadlines import UNDER_WAY
from hoso.correspondence.queries.desks import OPEN
from hoso.correspondence.rules import number_and_symbol
from hoso.correspondence.tables import Document, Handling, Incoming
from hoso.support.clock import HANOI
from hoso.support.organisations import Person, Unit
from hoso.support.picking import pick

MOST = 5000


@dataclass(frozen=True, slots=True)
class Term:
    """A term that runs: the document, with whom it lies (a person or a unit; neither: the clerk), until when."""

    document_id: uuid.UUID
    name: str
    state: str
    due_on: date
    due_at: datetime | None
    person_id: uuid.UUID | None
    unit_id: uuid.UUID | None
    who: str


def _named(number: str, symbol: str, abstract: str) -> str:
    written = number_and_symbol(number, symbol)
    return f"{written}: {abstract}" if written else abstract


def _parts(agency_id: uuid.UUID) -> Select[Any]:
    child = aliased(Handling)
    passed_on = select(child.id).where(child.parent_id == Handling.id, child.state != "withdrawn").exists()
    due = func.coalesce(col(Handling.due_on), col(Document.due_on))
    return (
        pick(Document.id, Document.number, Document.symbol, Document.abstract, Document.state, due, Incoming.due_at, Handling.person_id, Handling.unit_id,
             func.coalesce(Person.full_name, Unit.name))
        .join(Incoming, col(Incoming.id) == col(Document.id)).join(Handling, col(Handling.document_id) == col(Document.id))
        .outerjoin(Person, col(Person.id) == col(Handling.person_id)).outerjoin(Unit, col(Unit.id) == col(Handling.unit_id))
        .where(col(Document.agency_id) == agency_id, col(Document.kind) == "incoming", col(Document.state) == "handling",
               col(Handling.state).in_(OPEN), col(Handling.part) != "informed", ~passed_on)
    )  # fmt: skip


def _early(agency_id: uuid.UUID) -> Select[Any]:
    """What nobody handles yet: with the director where it was presented, else with the clerk."""
    presented = col(Document.state) == "presented"
    return (
        pick(Document.id, Document.number, Document.symbol, Document.abstract, Document.state, Document.due_on, Incoming.due_at,
             case((presented, col(Incoming.presented_to)), else_=null()), null(), case((presented, Person.full_name), else_="văn thư"))
        .select_from(Document).join(Incoming, col(Incoming.id) == col(Document.id)).outerjoin(Person, col(Person.id) == col(Incoming.presented_to))
        .where(col(Document.agency_id) == agency_id, col(Document.kind) == "incoming", col(Document.state).in_(UNDER_WAY[:2]))
    )  # fmt: skip


def _term(row: tuple[Any, ...]) -> Term:
    due_on = row[5] or row[6].astimezone(HANOI).date()
    return Term(row[0], _named(row[1], row[2], row[3]), row[4], due_on, *row[6:10])


def terms_until(db: Session, agency_id: uuid.UUID, last: date) -> list[Term]:
    """Terms up to the day, of parts and of what was not given to anybody yet."""
    due = func.coalesce(col(Handling.due_on), col(Document.due_on))
    rows = list(db.execute(_parts(agency_id).where(due <= last).order_by(due).limit(MOST)))
    early = _early(agency_id).where(col(Document.due_on) <= last).order_by(col(Document.due_on)).limit(MOST)
    return [*(_term(tuple(r)) for r in rows), *(_term(tuple(r)) for r in db.execute(early))]



def express_terms(db: Session, agency_id: uuid.UUID, since: datetime, until: datetime) -> list[Term]:
    """Parts of documents whose hour lies between two instants, and such documents that nobody handles yet."""
    rows = list(db.execute(_parts(agency_id).where(col(Incoming.due_at) > since, col(Incoming.due_at) <= until).limit(MOST)))
    early = _early(agency_id).where(col(Incoming.agency_id) == agency_id, col(Incoming.due_at) > since, col(Incoming.due_at) <= until).limit(MOST)
    return [*(_term(tuple(r)) for r in rows), *(_term(tuple(r)) for r in db.execute(early))]
