"""Note for which field of work a person is competent to direct (lĩnh vực phụ trách, Đ23.1), with the words that tell its documents.

Never makes anybody competent: only who may direct already gets a field.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from hoso.correspondence.actions.incoming_desk import person_of_agency
from hoso.correspondence.actions.present_incoming import require_competent
from hoso.correspondence.rules.handling import folded
from hoso.correspondence.tables import FieldAssignment
from hoso.support.actors import Actor
from hoso.support.administration.desk import lock_administration
from hoso.support.clock import Moment
from hoso.support.people import AlreadyThere
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record


class AssignField(BaseModel):
    """Whose field, its name, words or phrases divided by commas, and the notice that divides the work."""

    model_config = {"extra": "forbid"}
    user_id: uuid.UUID
    field: Annotated[FilledLine, Field(max_length=100)]
    words: Annotated[FilledLine, Field(max_length=500)]
    basis: Annotated[Line, Field(max_length=300)] = ""


def assign_field(db: Session, actor: Actor, command: AssignField, moment: Moment) -> FieldAssignment:
    """The field with its person. Raises UnknownPerson, NotCompetent, AlreadyThere."""
    lock_administration(db, actor.agency_id)
    person = person_of_agency(db, actor, command.user_id)
    require_competent(db, person.id, moment)
    held = db.exec(select(FieldAssignment).where(FieldAssignment.agency_id == actor.agency_id, col(FieldAssignment.ended_at).is_(None)))
    if any(folded(f.field) == folded(command.field) for f in held):
        raise AlreadyThere("Lĩnh vực này đã có người phụ trách. Kết thúc phân công cũ trước.")
    row = FieldAssignment.model_validate({
        "agency_id": actor.agency_id, "person_id": person.id, "field": command.field, "words": command.words, "basis": command.basis,
    })  # fmt: skip
    db.add(row)
    db.flush()
    record(db, actor, moment, "field:assigned", row.id, {"to": person.full_name, **command.model_dump(mode="json")})
    return row
