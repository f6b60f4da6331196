"""How the agencies of the province stand: numbers per agency, never contents."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, true
from sqlmodel import Session, col, select

from hoso.correspondence.tables import Document, Incoming
from hoso.dossiers.tables import Dossier
from hoso.oversight.queries.terms import due_dossiers, is_unfiled, late_day, late_dossiers
from hoso.oversight.rules import UNDER_WAY, standing_state
from hoso.support.folding import fold
from hoso.support.organisations import Agency
from hoso.support.picking import pick

NAMES = ("documents_in", "documents_out", "overdue", "unfiled_in", "unfiled_out", "dossiers_open", "dossiers_due", "submissions_late")


def _count(table: Any, *conditions: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(table).where(table.agency_id == Agency.id, *conditions).correlate(Agency).scalar_subquery()


def overdue_documents(today: date) -> ColumnElement[bool]:
    """SQL: incoming documents under way whose term ran out."""
    return and_(col(Document.kind) == "incoming", col(Document.state).in_(UNDER_WAY), col(Document.due_on) < today)


def _counts(year: int, today: date, late: date) -> tuple[Any, ...]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    issued = and_(col(Document.kind) == "outgoing", col(Document.state) == "issued", col(Document.issued_on).between(first, last))
    handled = and_(col(Incoming.arrived_on).between(first, last), col(Document.id) == col(Incoming.id), col(Document.state) == "completed")
    unfiled_in = (
        select(func.count()).select_from(Incoming).join(Document, col(Document.id) == Incoming.id)
        .where(Incoming.agency_id == Agency.id, handled, is_unfiled(Document.id)).correlate(Agency).scalar_subquery()
    )  # fmt: skip
    return (
        _count(Incoming, col(Incoming.arrived_on).between(first, last)), _count(Document, issued), _count(Document, overdue_documents(today)),
        unfiled_in, _count(Document, issued, is_unfiled(Document.id)), _count(Dossier, col(Dossier.state) == "open"),
        _count(Dossier, due_dossiers(late)), _count(Dossier, late_dossiers(late)),
    )  # fmt: skip


def _is_late(today: date, late: date) -> ColumnElement[bool]:
    """SQL: the agency is under the province's eye and has something past its term."""
    documents = select(Document.id).where(Document.agency_id == Agency.id, overdue_documents(today)).exists()
    dossiers = select(Dossier.id).where(Dossier.agency_id == Agency.id, late_dossiers(late)).exists()
    return or_(documents, dossiers)


def _counted(today: date) -> ColumnElement[bool]:
    return and_(col(Agency.kind) == "agency", or_(col(Agency.valid_to).is_(None), col(Agency.valid_to) >= today))


def agency_standing(
    db: Session, year: int, today: date, q: str | None, limit: int, after: str | None, state: str | None = None
) -> list[dict[str, Any]]:
    """Agencies by code (`limit` + 1 of them) with their figures of the year; overdue, due and late are as of today."""
    late = late_day(db, today)
    wanted = pick(Agency.id, Agency.code, Agency.name, *_counts(year, today, late)).where(_counted(today))
    wanted = wanted.where(col(Agency.code) > after if after else true())
    if state:
        wanted = wanted.where(_is_late(today, late) if state == "late" else ~_is_late(today, late))
    if q:
        wanted = wanted.where(or_(col(Agency.folded_name).contains(fold(q), autoescape=True), col(Agency.code).istartswith(q, autoescape=True)))
    rows = []
    for id_, code, name, *figures in db.execute(wanted.order_by(col(Agency.code)).limit(limit + 1)):
        numbers = dict(zip(NAMES, figures, strict=True))
        unfiled = numbers["unfiled_in"] + numbers["unfiled_out"]
        state = standing_state(numbers["overdue"], numbers["submissions_late"])
        rows.append({"id": id_, "state": state, "code": code, "name": name, **numbers, "filed_nowhere": unfiled})
    return rows


def agencies_late(db: Session, today: date) -> int:
    """How many agencies have something past its term."""
    late = _is_late(today, late_day(db, today))
    return db.exec(select(func.count()).select_from(Agency).where(_counted(today), late)).one()
