"""The lists behind two baskets that span stages: documents that were handled and filed nowhere, dossiers due for submission."""

import uuid
from datetime import date
from typing import Any

from sqlmodel import Session, col

from hoso.correspondence.tables import Document
from hoso.dossiers.queries import due_dates, submission_rules
from hoso.dossiers.tables import Dossier
from hoso.oversight.queries.terms import due_in_agency, unfiled_by
from hoso.support.actors import Actor
from hoso.support.organisations import Person, Unit
from hoso.support.picking import pick

UNFILED = ("id", "state", "kind", "type_code", "type_name", "number", "symbol", "issued_on", "issuer_name", "abstract")
DUE = ("id", "state", "code", "title", "retention_label", "ended_on", "owner_name", "unit_name")


def unfiled_rows(db: Session, actor: Actor, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """Documents that the actor handled to the end and that stand in no dossier, newest first (`limit` + 1 of them)."""
    wanted = pick(*(getattr(Document, name) for name in UNFILED)).where(unfiled_by(actor))
    if before:
        wanted = wanted.where(col(Document.id) < before)
    return [dict(zip(UNFILED, row, strict=True)) for row in db.execute(wanted.order_by(col(Document.id).desc()).limit(limit + 1))]


def due_rows(db: Session, actor: Actor, today: date, limit: int, after: tuple[date, uuid.UUID] | None) -> list[dict[str, Any]]:
    """Dossiers of the agency that are due or late for submission, the latest first (`limit` + 1 of them); never what stands in them."""
    columns = (Dossier.id, Dossier.state, Dossier.code, Dossier.title, Dossier.retention_label, Dossier.ended_on, Person.full_name, Unit.name)
    wanted = pick(*columns).join(Person, col(Person.id) == col(Dossier.owner_id)).outerjoin(Unit, col(Unit.id) == col(Dossier.unit_id))
    wanted = wanted.where(due_in_agency(db, actor, today))
    if after:
        day, last = after
        wanted = wanted.where((col(Dossier.ended_on) > day) | ((col(Dossier.ended_on) == day) & (col(Dossier.id) > last)))
    rows = db.execute(wanted.order_by(col(Dossier.ended_on), col(Dossier.id)).limit(limit + 1))
    rules, found = submission_rules(db), []
    for row in rows:
        facts = dict(zip(DUE, row, strict=True))
        due_on = due_dates(rules, facts["ended_on"])[0].due_on
        found.append({**facts, "due_on": due_on, "is_late": due_on < today})
    return found
