"""What the acts on a draft share: who is concerned with it, who is told, the assignment that it fulfils.

Never changes a state of the document by itself.
"""

import uuid

from sqlmodel import Session, col, select

from hoso.correspondence.actions.incoming_desk import unit_heads
from hoso.correspondence.queries.drafting import co_drafters
from hoso.correspondence.tables import CoDrafter, Document, DraftAssignment, Outgoing
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.jobs import notify
from hoso.support.records import load_for_change, touch
from hoso.support.states import require_state


def tell(db: Session, document: Document, people: list[uuid.UUID | None], but: uuid.UUID, tag: str, said: str, moment: Moment) -> None:
    """A line in the bell of each of the people, once, but not of the one who acts."""
    for person_id in dict.fromkeys(p for p in people if p and p != but):
        notify(db, person_id, document.agency_id, moment, tag, said, f"/van-ban-di/{document.id}", document.id)


def drafters(db: Session, outgoing: Outgoing) -> list[uuid.UUID | None]:
    """The drafter and those who draft with them."""
    return [outgoing.drafter_id, *(one["id"] for one in co_drafters(db, outgoing.id))]


def drafters_and_heads(db: Session, outgoing: Outgoing, moment: Moment) -> list[uuid.UUID | None]:
    """Those and the heads of the drafting unit."""
    return [*drafters(db, outgoing), *unit_heads(db, outgoing.drafting_unit_id, moment)]


def fulfil_assignment(db: Session, actor: Actor, document: Document, assignment_id: uuid.UUID, moment: Moment) -> None:
    """Tie the draft to its assignment: its term, its co-drafters. Raises NotFound, OutOfReach, WrongState."""
    assignment = load_for_change(db, actor, DraftAssignment, assignment_id)
    concerned = actor.id == assignment.person_id or str(actor.id) in assignment.co_drafter_ids or assignment.unit_id in actor.headed_unit_ids
    if not concerned:
        raise NotFound("Việc soạn thảo này giao cho người khác.")
    require_state(assignment.state == "given", "Việc soạn thảo này đã có dự thảo hoặc đã rút.")
    assignment.state, assignment.document_id = "drafting", document.id
    document.due_on = document.due_on or assignment.due_on
    touch(assignment, actor, moment)
    others = {assignment.person_id, *(uuid.UUID(p) for p in assignment.co_drafter_ids)} - {actor.id, None}
    name_co_drafters(db, document, [p for p in others if p])
    let_read(db, document.agency_id, document.id, person_id=assignment.given_by)


def name_co_drafters(db: Session, document: Document, people: list[uuid.UUID]) -> None:
    """Who drafts with the drafter from now on; they may read and revise it."""
    for former in db.exec(select(CoDrafter).where(col(CoDrafter.document_id) == document.id)):
        db.delete(former)
    db.flush()
    for person_id in people:
        db.add(CoDrafter.model_validate({"document_id": document.id, "person_id": person_id}))
        let_read(db, document.agency_id, document.id, person_id=person_id)
    db.flush()
