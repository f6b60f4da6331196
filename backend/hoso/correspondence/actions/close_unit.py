"""Close a unit of the agency when nobody belongs to it and no document lies with it; what it did keeps its name."""

import uuid

from sqlmodel import Session, col, select

from hoso.correspondence.tables import Document, Handling, Outgoing
from hoso.support.actors import Actor
from hoso.support.administration.units import UnitNotEmpty
from hoso.support.administration.units import close_unit as end_unit
from hoso.support.clock import Moment
from hoso.support.organisations import Unit


def close_unit(db: Session, actor: Actor, unit_id: uuid.UUID, moment: Moment) -> Unit:
    """The closed unit. Raises NotFound, Stale, UnitNotEmpty."""
    unit = end_unit(db, actor, unit_id, moment)
    handled = select(Handling.id).join(Document, col(Document.id) == Handling.document_id)
    handled = handled.where(Handling.unit_id == unit.id, col(Handling.state).in_(("given", "received")), Document.state == "handling")
    drafted = select(Outgoing.id).join(Document, col(Document.id) == Outgoing.id)
    drafted = drafted.where(Outgoing.drafting_unit_id == unit.id, col(Document.state).notin_(("issued", "recalled")))
    if db.exec(handled.limit(1)).first() or db.exec(drafted.limit(1)).first():
        raise UnitNotEmpty("Đơn vị còn văn bản đang giải quyết hoặc dự thảo chưa phát hành. Giao lại cho đơn vị khác trước.")
    return unit
