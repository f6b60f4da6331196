"""Hand the agency's seal or key device over to somebody, by written permission of whoever may give it, with minutes (Đ32.2b).

What is handed over already is not handed over twice; a person's own device is never anybody's to hand over (Đ32.3).
"""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.actions.outgoing_desk import authorities_of
from hoso.correspondence.tables import DeviceHandover
from hoso.support.actors import Actor
from hoso.support.administration.desk import PeriodTurned, lock_administration, person_of
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Conflict, RuleBroken
from hoso.support.jobs import notify
from hoso.support.text import FilledLine, FilledText, Line
from hoso.support.trail import record


class NotPermitted(RuleBroken):
    """The head, an acting head or the head's deputy permits the hand-over in writing."""

    code = "handover_not_permitted"


class HandedOverAlready(Conflict):
    """The device is with somebody and has not come back."""

    code = "handed_over_already"


class HandOverDevice(BaseModel):
    """`permission` names the document that permits it; `permitted_by` who signed that."""

    model_config = {"extra": "forbid"}
    device: Literal["seal", "key_device"]
    description: Annotated[FilledLine, Field(max_length=300)]
    condition: Annotated[Line, Field(max_length=300)] = ""
    to_person_id: uuid.UUID
    permitted_by: uuid.UUID
    permission: Annotated[FilledLine, Field(max_length=300)]
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]
    handed_on: Day | None = None
    due_back_on: Day | None = None


def hand_over_device(db: Session, actor: Actor, command: HandOverDevice, moment: Moment) -> DeviceHandover:
    """The hand-over. Raises UnknownOne, NotPermitted, HandedOverAlready, PeriodTurned."""
    lock_administration(db, actor.agency_id)
    to = person_of(db, actor, command.to_person_id)
    permitter = person_of(db, actor, command.permitted_by)
    if to.id == actor.id:
        raise NotPermitted("Bên giao và bên nhận phải là hai người.")
    if not {a.capacity for a in authorities_of(db, permitter.id, moment)} & {"POST", "Q", "KT"}:
        raise NotPermitted("Người cho phép phải là người đứng đầu, người được giao quyền hoặc cấp phó ký thay còn hiệu lực (Điều 32.2).")
    handed_on = command.handed_on or moment.today
    if handed_on > moment.today:
        raise PeriodTurned("Ngày bàn giao không ở tương lai.", field="handed_on")
    if command.due_back_on and command.due_back_on < handed_on:
        raise PeriodTurned("Hạn bàn giao lại phải từ ngày bàn giao trở đi.", field="due_back_on")
    out = select(DeviceHandover.id).where(
        DeviceHandover.agency_id == actor.agency_id, DeviceHandover.device == command.device, DeviceHandover.state == "handed",
        DeviceHandover.description == command.description,
    )  # fmt: skip
    if db.exec(out).first():
        raise HandedOverAlready("Thiết bị này đang được bàn giao. Ghi nhận bàn giao lại trước.")
    row = DeviceHandover.model_validate({
        **command.model_dump(), "agency_id": actor.agency_id, "from_person_id": actor.id, "handed_on": handed_on, "created_at": moment.at,
        "created_by": actor.id,
    })  # fmt: skip
    db.add(row)
    db.flush()
    notify(db, to.id, actor.agency_id, moment, "device:handed-over", f"Nhận bàn giao: {command.description}", "/ban-giao-thiet-bi", row.id)
    detail = {"device": command.device, "description": command.description, "to": to.full_name, "permitted_by": permitter.full_name,
              "permission": command.permission}  # fmt: skip
    record(db, actor, moment, "device:handed-over", row.id, detail)
    return row
