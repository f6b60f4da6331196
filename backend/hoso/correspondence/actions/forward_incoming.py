"""Forward a unit's part to another unit, with the reason (chuyển tiếp sang đơn vị khác, Đ24).

The part keeps its role, its term and whoever gave it; the way of the document says who had it and when. Never forwards twice to one unit.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.assign_incoming import own_children
from hoso.correspondence.actions.incoming_desk import (
    behalf_in_handling,
    give,
    in_place_of,
    incoming_for,
    move,
    open_handlings,
    say,
    tell,
    unit_of_agency,
    withdraw,
)
from hoso.correspondence.tables import Document, Handling
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.text import FilledText
from hoso.support.trail import record


class HasAPart(RuleBroken):
    """The unit has a part of this document already, or it is the own one."""

    code = "has_a_part"


class ForwardIncoming(BaseModel):
    """To which unit and why; `handling_id` says which part where the own units have several."""

    model_config = {"extra": "forbid"}
    to_unit_id: uuid.UUID
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]
    handling_id: uuid.UUID | None = None


def forward_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: ForwardIncoming, moment: Moment) -> Document:
    """The document with the other unit. Raises NotYourTask, UnknownPerson, HasAPart, WrongState."""
    document, _ = incoming_for(db, actor, document_id, "forwardIncoming")
    given = open_handlings(db, document.id)
    own = [h for h in given if h.unit_id in actor.handling_unit_ids and h.part != "informed" and command.handling_id in (None, h.id)]
    require_task(bool(own), "Văn bản không giao cho đơn vị của anh/chị, nên không chuyển tiếp được.")
    old, unit = own[0], unit_of_agency(db, actor, command.to_unit_id)
    if any(h.unit_id == unit.id for h in given):
        raise HasAPart(f"{unit.name} đang có phần việc ở văn bản này. Chọn đơn vị khác, hoặc trao đổi trong mục ý kiến.")
    withdraw(db, [old, *own_children(db, old.id)])
    old.done_at, old.outcome = moment.at, f"Chuyển tiếp {unit.name}: {command.reason}"
    passed = Handling.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "unit_id": unit.id, "part": old.part, "due_on": old.due_on,
        "original_due_on": old.original_due_on, "instruction": old.instruction, "given_by": old.given_by, "given_at": moment.at,
    })  # fmt: skip
    give(db, document, passed, moment)
    behalf = behalf_in_handling(actor, [old])
    move(db, actor, document, "passed", moment, to=passed, from_unit=old.unit_id, note=command.reason, behalf=behalf)
    if old.given_by:
        tell(db, document, [old.given_by], moment, "incoming:passed", f"Chuyển tiếp {unit.name}: {document.abstract}")
    say(db, actor, document, "forwarding", f"Chuyển tiếp {unit.name}. {command.reason}", moment, behalf)
    touch(document, actor, moment)
    detail = {"to": unit.name, "to_unit_id": unit.id, "from_unit_id": old.unit_id, "reason": command.reason, **in_place_of(behalf)}
    record(db, actor, moment, "incoming:passed", document.id, detail)
    return document
