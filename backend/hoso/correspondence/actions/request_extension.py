"""Ask for more time for a part (gia hạn): a new day, or so many working days after the old term; whoever gave the term decides.

Never changes a term: see `decide_extension`.
"""

import uuid
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session

from hoso.correspondence.actions.direct_incoming import TermInThePast
from hoso.correspondence.actions.incoming_desk import behalf_in_handling, in_place_of, incoming_for, own_handlings, say, tell
from hoso.correspondence.queries.handling import deciders_of
from hoso.correspondence.rules.handling import WORKED_ON
from hoso.correspondence.tables import Document, Extension, Handling
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Conflict, RuleBroken
from hoso.support.records import touch
from hoso.support.reference import next_working_day
from hoso.support.states import require_task
from hoso.support.text import FilledText
from hoso.support.trail import record


class NoTerm(RuleBroken):
    """The part has no term that could be extended, or the new one is not later."""

    code = "no_term"


class AlreadyAsked(Conflict):
    """An extension of this part is asked for and not decided."""

    code = "extension_asked"


class BeyondTheUnit(RuleBroken):
    """A person's term does not go beyond the unit's."""

    code = "beyond_unit_term"


class RequestExtension(BaseModel):
    """Until which day, or by how many working days after the old term (after today, where that has passed), and why."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]
    due_on: Day | None = None
    working_days: Annotated[int, Field(ge=1, le=250)] | None = None
    handling_id: uuid.UUID | None = None

    @model_validator(mode="after")
    def _one(self) -> "RequestExtension":
        if (self.due_on is None) == (self.working_days is None):
            raise ValueError("nêu ngày hoặc số ngày làm việc, chọn một")
        return self


def require_within_unit(db: Session, handling: Handling, wanted: date) -> None:
    """Raises BeyondTheUnit where the part was given out of a unit's that ends earlier."""
    above = db.get(Handling, handling.parent_id) if handling.parent_id else None
    if above and above.due_on and wanted > above.due_on:
        raise BeyondTheUnit(f"Hạn của đơn vị là {above.due_on:%d/%m/%Y}. Xin gia hạn cho đơn vị trước.", unit_due_on=above.due_on.isoformat())


def request_extension(db: Session, actor: Actor, document_id: uuid.UUID, command: RequestExtension, moment: Moment) -> Document:
    """The document with the request. Raises NotYourTask, NoTerm, AlreadyAsked, BeyondTheUnit, TermInThePast, WrongState."""
    document, _ = incoming_for(db, actor, document_id, "requestExtension")
    own = [h for h in own_handlings(db, actor, document.id) if h.part in WORKED_ON and command.handling_id in (None, h.id)]
    require_task(bool(own), "Chỉ người chủ trì, phối hợp xin gia hạn phần việc của mình.")
    part = min(own, key=lambda h: (h.person_id is None, h.due_on is None))
    if part.due_on is None:
        raise NoTerm("Phần việc này không có hạn, không cần gia hạn.")
    if part.asked_due_on:
        raise AlreadyAsked(f"Đã xin gia hạn đến {part.asked_due_on:%d/%m/%Y}, đang chờ trả lời.")
    wanted = command.due_on or next_working_day(db, max(part.due_on, moment.today), command.working_days or 1, document.agency_id)
    if wanted < moment.today:
        raise TermInThePast("Hạn giải quyết không thể trước hôm nay.", field="due_on")
    if wanted <= part.due_on:
        raise NoTerm("Hạn mới phải sau hạn hiện tại.")
    require_within_unit(db, part, wanted)
    behalf = behalf_in_handling(actor, [part])
    asked = Extension.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "handling_id": part.id, "old_due_on": part.due_on, "asked_due_on": wanted,
        "working_days": command.working_days, "reason": command.reason, "asked_by": actor.id, "asked_at": moment.at,
        "asked_on_behalf_id": behalf.id if behalf else None,
    })  # fmt: skip
    db.add(asked)
    part.asked_due_on = wanted
    tell(db, document, deciders_of(db, document, part, moment.today) - {actor.id}, moment, "extension:requested",
         f"Xin gia hạn đến {wanted:%d/%m/%Y}: {document.abstract}")  # fmt: skip
    say(db, actor, document, "extension", f"Xin gia hạn từ {part.due_on:%d/%m/%Y} đến {wanted:%d/%m/%Y}. {command.reason}", moment, behalf)
    touch(document, actor, moment)
    detail = {"extension_id": asked.id, "handling_id": part.id, "old_due_on": part.due_on, "asked_due_on": wanted, "reason": command.reason}
    record(db, actor, moment, "extension:requested", document.id, {**detail, **in_place_of(behalf)})
    return document
