"""End the assignment of a field of work; it is suggested for nothing any more."""

import uuid

from sqlmodel import Session

from hoso.correspondence.tables import FieldAssignment
from hoso.support.actors import Actor
from hoso.support.administration.desk import EndedAlready, own_row
from hoso.support.clock import Moment
from hoso.support.trail import record


def end_field_assignment(db: Session, actor: Actor, field_id: uuid.UUID, moment: Moment) -> FieldAssignment:
    """The assignment with its end. Raises NotFound, Stale, EndedAlready."""
    row = own_row(db, actor, FieldAssignment, field_id)
    if row.ended_at:
        raise EndedAlready("Phân công lĩnh vực này đã kết thúc.")
    row.ended_at = moment.at
    row.version += 1
    record(db, actor, moment, "field:ended", row.id, {"field": row.field})
    return row
