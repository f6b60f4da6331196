"""Submissions and holdings as lists and as one record."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import false, func, select
from sqlmodel import Session, col

from hoso.agency_archive.tables import Holding, Submission, SubmissionLine
from hoso.dossiers.queries import totals_of
from hoso.dossiers.tables import Dossier
from hoso.support.access import visible_to
from hoso.support.actors import Actor
from hoso.support.organisations import Person, Unit
from hoso.support.picking import pick


def submission_rows(db: Session, actor: Actor, state: str | None, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """Submissions that the actor may see, newest first (`limit` + 1 of them)."""
    lines = select(func.count()).where(col(SubmissionLine.submission_id) == col(Submission.id)).scalar_subquery()
    columns = (Submission.id, Submission.state, Submission.code, Submission.submitted_on, Submission.decided_on, Person.full_name, Unit.name, lines)
    wanted = pick(*columns).join(Person, col(Person.id) == col(Submission.submitter_id)).outerjoin(Unit, col(Unit.id) == col(Submission.unit_id))
    wanted = wanted.where(visible_to(actor, Submission))
    if state:
        wanted = wanted.where(col(Submission.state) == state)
    if before:
        wanted = wanted.where(col(Submission.id) < before)
    names = ("id", "state", "code", "submitted_on", "decided_on", "submitter_name", "unit_name", "line_total")
    return [dict(zip(names, row, strict=True)) for row in db.execute(wanted.order_by(col(Submission.id).desc()).limit(limit + 1))]


def lines_of(db: Session, submission_id: uuid.UUID) -> list[dict[str, Any]]:
    """The lines of a submission with their dossiers, in order."""
    wanted = (
        pick(SubmissionLine, Dossier)
        .join(Dossier, col(Dossier.id) == col(SubmissionLine.dossier_id))
        .where(col(SubmissionLine.submission_id) == submission_id)
        .order_by(col(SubmissionLine.ordinal))
    )
    rows = []
    for line, dossier in db.execute(wanted):
        documents, pages = totals_of(db, dossier.id)
        rows.append({
            "dossier_id": dossier.id, "ordinal": line.ordinal, "code": dossier.code, "notation": dossier.notation, "title": dossier.title,
            "state": dossier.state, "retention_kind": dossier.retention_kind, "retention_label": dossier.retention_label,
            "started_on": dossier.started_on, "ended_on": dossier.ended_on, "sheet_count": dossier.sheet_count, "doc_total": documents,
            "page_total": pages, "verdict": line.verdict, "reason": line.reason,
        })  # fmt: skip
    return rows


def holding_rows(
    db: Session, actor: Actor, fonds: str | None, location: str | None, ends_before: date | None, state: str | None, limit: int,
    before: uuid.UUID | None,
) -> list[dict[str, Any]]:  # fmt: skip
    """What the archive holds, newest first (`limit` + 1 of them); for the archivist and the leaders."""
    names = ("id", "state", "code", "title", "fonds_code", "inventory", "ordinal", "retention_kind", "retention_label", "retention_ends_on", "location",
             "accepted_on", "transferred_to")  # fmt: skip
    wanted = pick(*(getattr(Holding, n) for n in names)).where(holdings_of(actor))
    for column, value in ((Holding.fonds_code, fonds), (Holding.location, location), (Holding.state, state)):
        if value:
            wanted = wanted.where(col(column) == value)
    if ends_before:
        wanted = wanted.where(col(Holding.retention_ends_on) < ends_before)
    if before:
        wanted = wanted.where(col(Holding.id) < before)
    return [dict(zip(names, row, strict=True)) for row in db.execute(wanted.order_by(col(Holding.id).desc()).limit(limit + 1))]


def holdings_of(actor: Actor) -> Any:
    """SQL: holdings that the actor may see: the archivist's and the leaders' whole agency, nobody else's."""
    if actor.sees_agency or "luutru" in actor.roles:
        return col(Holding.agency_id) == actor.agency_id
    return false()
