"""Note that a seal or key device that was handed over came back to the clerk."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.tables import DeviceHandover
from hoso.support.actors import Actor
from hoso.support.administration.desk import EndedAlready, PeriodTurned, own_row
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.text import Line
from hoso.support.trail import record


class ReturnDevice(BaseModel):
    """The day (absent = today) and in what condition."""

    model_config = {"extra": "forbid"}
    returned_on: Day | None = None
    note: Annotated[Line, Field(max_length=500)] = ""


def return_device(db: Session, actor: Actor, handover_id: uuid.UUID, command: ReturnDevice, moment: Moment) -> DeviceHandover:
    """The closed hand-over. Raises NotFound, Stale, EndedAlready, PeriodTurned."""
    row = own_row(db, actor, DeviceHandover, handover_id)
    if row.state == "returned":
        raise EndedAlready("Thiết bị đã được bàn giao lại.")
    day = command.returned_on or moment.today
    if not row.handed_on <= day <= moment.today:
        raise PeriodTurned("Ngày bàn giao lại phải từ ngày bàn giao đến hôm nay.", field="returned_on")
    row.state, row.returned_on, row.return_note, row.version = "returned", day, command.note, row.version + 1
    record(db, actor, moment, "device:returned", row.id, {"description": row.description, "returned_on": day, "note": command.note})
    return row
