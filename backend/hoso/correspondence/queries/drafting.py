"""What stands beside a draft: co-drafters, versions, comments, opinions of others, assignments; and what the caller may do there."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from hoso.correspondence.tables import CoDrafter, Consultation, Document, DraftAssignment, DraftComment, DraftVersion, Outgoing
from hoso.support.access import visible_to
from hoso.support.actors import Actor
from hoso.support.organisations import Person, Unit
from hoso.support.picking import newest_by_id, pick


def is_co_drafter(db: Session, person_id: uuid.UUID, document_id: uuid.UUID) -> bool:
    """Whether the person was named to draft the document together with its drafter."""
    return db.get(CoDrafter, (document_id, person_id)) is not None


def co_drafters(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """Who drafts with the drafter, by name."""
    wanted = pick(Person.id, Person.full_name).join(CoDrafter, col(CoDrafter.person_id) == col(Person.id))
    rows = db.execute(wanted.where(col(CoDrafter.document_id) == document_id).order_by(Person.folded_name))
    return [{"id": row.id, "full_name": row.full_name} for row in rows]


def last_version(db: Session, document_id: uuid.UUID) -> int:
    """The number of the newest version; 0 where there is none."""
    return int(db.execute(pick(func.coalesce(func.max(DraftVersion.number), 0)).where(col(DraftVersion.document_id) == document_id)).scalar_one())


def versions_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """The versions with who made them, newest first."""
    wanted = select(DraftVersion, Person.full_name).outerjoin(Person, col(Person.id) == col(DraftVersion.by))
    rows = db.exec(wanted.where(col(DraftVersion.document_id) == document_id).order_by(col(DraftVersion.number).desc()))
    return [{**version.model_dump(), "full_name": name or ""} for version, name in rows]


def version_of(db: Session, document_id: uuid.UUID, number: int) -> DraftVersion | None:
    """One version of a draft."""
    return db.exec(select(DraftVersion).where(col(DraftVersion.document_id) == document_id, col(DraftVersion.number) == number)).first()


def comments_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """The remarks and the answers to them, oldest first."""
    said, closed = aliased(Person), aliased(Person)
    wanted = (
        pick(DraftComment, said.full_name, closed.full_name)
        .join(said, col(said.id) == col(DraftComment.by))
        .outerjoin(closed, col(closed.id) == col(DraftComment.resolved_by))
        .where(col(DraftComment.document_id) == document_id)
        .order_by(col(DraftComment.at), col(DraftComment.id))
    )
    return [{**row[0].model_dump(), "full_name": row[1], "resolved_by_name": row[2] or ""} for row in db.execute(wanted)]


def is_asked(actor: Actor, consultation: Consultation) -> bool:
    """Whether the opinion is the actor's to give: in person, or as head or deputy of the unit."""
    return consultation.person_id == actor.id or consultation.unit_id in actor.headed_unit_ids


def consultations_of(db: Session, actor: Actor, document_id: uuid.UUID, may_close: bool, today: date) -> list[dict[str, Any]]:
    """Who was asked, what they said, what was taken over; whether the caller may answer or close each now."""
    asker, answerer = aliased(Person), aliased(Person)
    wanted = (
        pick(Consultation, func.coalesce(Unit.name, Person.full_name), asker.full_name, answerer.full_name)
        .outerjoin(Unit, col(Unit.id) == col(Consultation.unit_id))
        .outerjoin(Person, col(Person.id) == col(Consultation.person_id))
        .join(asker, col(asker.id) == col(Consultation.asked_by))
        .outerjoin(answerer, col(answerer.id) == col(Consultation.answered_by))
        .where(col(Consultation.document_id) == document_id)
        .order_by(col(Consultation.asked_at), col(Consultation.id))
    )
    return [
        {
            **c.model_dump(), "name": name, "asked_by_name": asked_by, "answered_by_name": answered_by or "",
            "is_overdue": c.state == "asked" and c.due_on is not None and c.due_on < today,
            "may_answer": c.state in ("asked", "answered") and is_asked(actor, c), "may_close": c.state != "closed" and may_close,
        }
        for c, name, asked_by, answered_by in db.execute(wanted)
    ]  # fmt: skip


def _assignments(actor: Actor, desk: str | None) -> "Select[Any]":
    giver = aliased(Person)
    wanted = (
        pick(DraftAssignment, Unit.name, Person.full_name, giver.full_name, Document.state, Document.abstract)
        .outerjoin(Unit, col(Unit.id) == col(DraftAssignment.unit_id))
        .outerjoin(Person, col(Person.id) == col(DraftAssignment.person_id))
        .join(giver, col(giver.id) == col(DraftAssignment.given_by))
        .outerjoin(Document, col(Document.id) == col(DraftAssignment.document_id))
        .where(col(DraftAssignment.agency_id) == actor.agency_id)
    )
    if desk == "mine":
        return wanted.where(assigned_desk(actor))
    if desk == "given":
        return wanted.where(col(DraftAssignment.given_by) == actor.id)
    return wanted.where(visible_to(actor, DraftAssignment))


def assigned_desk(actor: Actor) -> Any:
    """SQL over `draft_assignment`: what the actor has to draft, or has to pass on as head of the unit."""
    to_pass = and_(col(DraftAssignment.person_id).is_(None), col(DraftAssignment.unit_id).in_(actor.headed_unit_ids))
    own = col(DraftAssignment.agency_id) == actor.agency_id
    return and_(own, col(DraftAssignment.state) == "given", or_(col(DraftAssignment.person_id) == actor.id, to_pass))


def _assignment(row: Any, today: date) -> dict[str, Any]:
    a: DraftAssignment = row[0]
    done = row[4] in ("issued", "recalled")
    return {
        **a.model_dump(), "unit_name": row[1] or "", "full_name": row[2] or "", "given_by_name": row[3], "document_state": row[4],
        "document_abstract": row[5] or "", "is_overdue": a.due_on is not None and a.due_on < today and not done and a.state != "withdrawn",
    }  # fmt: skip


def assignment_rows(db: Session, actor: Actor, desk: str | None, today: date, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """Assignments to draft that concern the actor, newest first (`limit` + 1 of them)."""
    wanted = newest_by_id(_assignments(actor, desk), DraftAssignment, before)
    return [_assignment(row, today) for row in db.execute(wanted.limit(limit + 1))]


def assignment_item(db: Session, actor: Actor, assignment_id: uuid.UUID, today: date) -> dict[str, Any] | None:
    """One assignment as the list shows it; None where it does not concern the actor."""
    row = db.execute(_assignments(actor, None).where(col(DraftAssignment.id) == assignment_id)).first()
    return _assignment(row, today) if row else None


def assignment_of(db: Session, actor: Actor, document_id: uuid.UUID, today: date) -> dict[str, Any] | None:
    """The assignment that the draft fulfils, if it was assigned."""
    giver = aliased(Person)
    wanted = (
        pick(DraftAssignment, Unit.name, Person.full_name, giver.full_name, Document.state, Document.abstract)
        .outerjoin(Unit, col(Unit.id) == col(DraftAssignment.unit_id))
        .outerjoin(Person, col(Person.id) == col(DraftAssignment.person_id))
        .join(giver, col(giver.id) == col(DraftAssignment.given_by))
        .join(Document, col(Document.id) == col(DraftAssignment.document_id))
        .where(col(DraftAssignment.agency_id) == actor.agency_id, col(DraftAssignment.document_id) == document_id)
    )
    row = db.execute(wanted.limit(1)).first()
    return _assignment(row, today) if row else None


def opinion_counts(db: Session, document_id: uuid.UUID) -> tuple[int, int]:
    """(opinions that are still waited for, remarks that are open) of a draft."""
    waiting = pick(func.count(case((col(Consultation.state) == "asked", 1)))).where(col(Consultation.document_id) == document_id)
    open_ = pick(func.count()).where(
        col(DraftComment.document_id) == document_id, col(DraftComment.parent_id).is_(None), col(DraftComment.resolved_at).is_(None)
    )
    return int(db.execute(waiting).scalar_one()), int(db.execute(open_).scalar_one())


def drafts_here(db: Session, actor: Actor, outgoing: Outgoing) -> bool:
    """Whether the actor drafts the document: as drafter, together with them, or as head of the drafting unit."""
    return actor.id == outgoing.drafter_id or outgoing.drafting_unit_id in actor.headed_unit_ids or is_co_drafter(db, actor.id, outgoing.id)
