"""Close a dossier when the work is settled; it says what is missing (Đ29.4)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.dossiers.actions.dossier_desk import dossier_for, make_dossier_findable
from hoso.dossiers.actions.open_dossier import Retention, retention_facts
from hoso.dossiers.queries import missing_before_closing
from hoso.dossiers.tables import Dossier
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import RuleBroken
from hoso.support.records import touch
from hoso.support.text import FilledLine
from hoso.support.trail import record


class NotComplete(RuleBroken):
    """The dossier lacks something; `missing` lists it."""

    code = "dossier_not_complete"


class CloseDossier(BaseModel):
    """When the work ended; title and retention may be set again."""

    model_config = {"extra": "forbid"}
    ended_on: Day
    title: Annotated[FilledLine, Field(max_length=1000)] | None = None
    retention: Retention | None = None
    sheet_count: Annotated[int, Field(ge=0, le=999_999)] | None = None


def close_dossier(db: Session, actor: Actor, dossier_id: uuid.UUID, command: CloseDossier, moment: Moment) -> Dossier:
    """The closed dossier. Raises NotComplete, NotYourTask, WrongState."""
    dossier = dossier_for(db, actor, dossier_id, "closeDossier")
    if command.title:
        dossier.title = command.title
    if command.retention:
        for name, value in retention_facts(db, None, command.retention).items():
            setattr(dossier, name, value)
    missing = missing_before_closing(db, dossier, command.ended_on, command.sheet_count)
    if command.ended_on > moment.today:
        missing.append("Ngày kết thúc không thể sau hôm nay.")
    if missing:
        raise NotComplete("Hồ sơ chưa đủ điều kiện kết thúc: " + " ".join(missing), missing=missing)
    dossier.state, dossier.ended_on, dossier.closed_at, dossier.sheet_count = "closed", command.ended_on, moment.at, command.sheet_count
    touch(dossier, actor, moment)
    make_dossier_findable(db, dossier)
    record(db, actor, moment, "dossier:closed", dossier.id, {"ended_on": command.ended_on, "retention": dossier.retention_label})
    return dossier
