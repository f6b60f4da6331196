"""What is due and what is late, as SQL that several counts share."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_
from sqlmodel import Session, col, select

from hoso.correspondence.tables import Document, Handling
from hoso.dossiers.queries import SUBMISSION_TERMS
from hoso.dossiers.rules import LEAST_YEARS
from hoso.dossiers.tables import Dossier, DossierItem
from hoso.oversight.rules import NOTICE_DAYS, TO_SUBMIT, late_before
from hoso.support.actors import Actor
from hoso.support.picking import pick
from hoso.support.reference import Deadline

MOST_COUNTED = 999


def late_day(db: Session, today: date) -> date:
    """Work that ended before this day is late for submission."""
    rows = db.exec(select(Deadline.value, Deadline.unit, Deadline.anchor).where(col(Deadline.code).in_(SUBMISSION_TERMS)))
    return late_before([(int(value), unit, anchor) for value, unit, anchor in rows if value.isdigit()], today)


def to_submit() -> ColumnElement[bool]:
    """SQL: closed dossiers that belong into the agency's archive and are not submitted."""
    long_enough = or_(col(Dossier.retention_kind) != "YEARS", col(Dossier.retention_years) >= LEAST_YEARS)
    return and_(col(Dossier.state).in_(TO_SUBMIT), long_enough)


def late_dossiers(late: date) -> ColumnElement[bool]:
    """SQL: dossiers whose term for submission ran out."""
    return and_(to_submit(), col(Dossier.ended_on) < late)


def due_dossiers(late: date) -> ColumnElement[bool]:
    """SQL: dossiers whose term ends within the time of notice."""
    return and_(to_submit(), col(Dossier.ended_on) >= late, col(Dossier.ended_on) < late + timedelta(days=NOTICE_DAYS))


def is_unfiled(document_id: Any) -> ColumnElement[bool]:
    """SQL: the document stands in no dossier."""
    return ~exists().where(col(DossierItem.document_id) == document_id)


def due_in_agency(db: Session, actor: Actor, today: date) -> ColumnElement[bool]:
    """SQL: dossiers of the actor's agency whose term ended or ends within the time of notice."""
    notice = late_day(db, today) + timedelta(days=NOTICE_DAYS)
    return and_(col(Dossier.agency_id) == actor.agency_id, to_submit(), col(Dossier.ended_on) < notice)


def count_unfiled(db: Session, actor: Actor) -> int:
    """How many documents `unfiled_by` finds, counted up to MOST_COUNTED: a desk asks for this with every look at the home page."""
    state = pick(Document.state).where(col(Document.id) == col(Handling.document_id), col(Document.agency_id) == actor.agency_id).scalar_subquery()
    filed = pick(DossierItem.id).where(col(DossierItem.document_id) == col(Handling.document_id)).limit(1).scalar_subquery()
    done = (col(Handling.person_id) == actor.id, col(Handling.state) == "done", col(Handling.part) == "lead")  # as ix_handling_done_lead
    wanted = pick(col(Handling.document_id).label("document")).where(*done, filed.is_(None), state == "completed").limit(2 * MOST_COUNTED)
    found = wanted.subquery().c.document
    return min(MOST_COUNTED, int(db.execute(pick(func.count(func.distinct(found)))).scalar_one()))


def unfiled_by(actor: Actor) -> ColumnElement[bool]:
    """SQL: incoming documents that the actor handled as lead to the end and that stand in no dossier."""
    parts = (col(Handling.document_id) == col(Document.id), col(Handling.person_id) == actor.id)
    done = exists().where(*parts, col(Handling.state) == "done", col(Handling.part) == "lead")
    return and_(col(Document.agency_id) == actor.agency_id, col(Document.state) == "completed", done, is_unfiled(col(Document.id)))
