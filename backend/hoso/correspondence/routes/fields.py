"""HTTP of the fields of work for which leaders are competent (lĩnh vực phụ trách)."""

import uuid

from pydantic import BaseModel

from hoso.correspondence.actions.assign_field import AssignField, assign_field
from hoso.correspondence.actions.end_field_assignment import end_field_assignment
from hoso.correspondence.queries.handling import field_rows
from hoso.correspondence.tables import FieldAssignment
from hoso.support.http.edge import Call, stage_router
from hoso.support.organisations import Person

router = stage_router("Lĩnh vực phụ trách", "/field-assignments", field_id=FieldAssignment)


class FieldItem(BaseModel):
    """A field of work, its person, and the words that tell which documents belong to it."""

    id: uuid.UUID
    state: str = "active"
    version: int
    person_id: uuid.UUID
    full_name: str
    position: str
    field: str
    words: str
    basis: str


class FieldPage(BaseModel):
    """Fields, by name."""

    items: list[FieldItem]
    next_cursor: str | None = None


class FieldAnswer(FieldItem):
    """One field and what may be done with it."""

    allowed_actions: list[str]
    why_not: dict[str, str] = {}


def _answer(call: Call, row: FieldAssignment) -> FieldAnswer:
    person = call.db.get_one(Person, row.person_id)
    return FieldAnswer.model_validate({
        **row.model_dump(), "state": "ended" if row.ended_at else "active", "full_name": person.full_name, "position": person.position,
        "allowed_actions": [] if row.ended_at or not call.actor.may("endFieldAssignment") else ["endFieldAssignment"],
    })  # fmt: skip


@router.get("", operation_id="listFieldAssignments")
def list_field_assignments(call: Call) -> FieldPage:
    """The fields of the agency that are in force."""
    return FieldPage(items=[FieldItem.model_validate(row) for row in field_rows(call.db, call.actor.agency_id)])


@router.post("", operation_id="assignField", status_code=201)
def assign_field_route(call: Call, command: AssignField) -> FieldAnswer:
    """Phân công lĩnh vực phụ trách."""
    return _answer(call, assign_field(call.db, call.actor, command, call.moment))


@router.post("/{field_id}/ending", operation_id="endFieldAssignment")
def end_field_assignment_route(call: Call, field_id: uuid.UUID) -> FieldAnswer:
    """Kết thúc phân công lĩnh vực."""
    return _answer(call, end_field_assignment(call.db, call.actor, field_id, call.moment))
