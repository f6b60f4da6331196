"""Change the name of a series; the books that were opened keep theirs, the next one bears the new name."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.tables import RegisterSeries
from hoso.support.actors import Actor
from hoso.support.administration.desk import own_row
from hoso.support.clock import Moment
from hoso.support.text import FilledLine
from hoso.support.trail import record


class ChangeSeries(BaseModel):
    """The new name."""

    model_config = {"extra": "forbid"}
    name: Annotated[FilledLine, Field(max_length=190)]


def change_series(db: Session, actor: Actor, series_id: uuid.UUID, command: ChangeSeries, moment: Moment) -> RegisterSeries:
    """The renamed series. Raises NotFound, Stale."""
    series = own_row(db, actor, RegisterSeries, series_id)
    before, series.name = series.name, command.name
    series.version += 1
    record(db, actor, moment, "series:changed", series.id, {"before": before, "after": command.name})
    return series
