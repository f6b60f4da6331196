"""Who was given which document on which day, and who signed for it: Danh sách ký nhận (NĐ 30 Đ22.3.b, Đ23.3)."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, or_, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from hoso.correspondence.tables import Document, Handling, Incoming
from hoso.support.access import visible_to
from hoso.support.actors import Actor
from hoso.support.clock import HANOI
from hoso.support.organisations import Person, Unit
from hoso.support.picking import pick

_Signer, _Above = aliased(Person), aliased(Handling)


@dataclass(frozen=True, slots=True)
class ReceiptFilter:
    """Days of transfer, one unit with its people, `open` = not signed for yet, `mine` = lies with the caller."""

    from_on: date
    to_on: date
    unit_id: uuid.UUID | None = None
    open: bool | None = None
    mine: bool = False


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(0), HANOI)


def receipt_rows(db: Session, actor: Actor, f: ReceiptFilter, limit: int, after: tuple[datetime, uuid.UUID] | None = None) -> list[dict[str, Any]]:
    """Parts that were given in the days, in the order of giving (`limit` + 1 of them); withdrawn ones are left out.

    Without a unit only what went to units and persons first hand; with one also what was given on inside it.
    """
    wanted = (
        pick(
            Handling.id, Handling.document_id, Handling.part, Handling.state, Handling.given_at, Handling.received_at, Incoming.arrival_number,
            Document.number, Document.symbol, Document.type_name, Document.abstract, Document.issuer_name, Handling.unit_id, Handling.person_id,
            func.coalesce(Person.full_name, Unit.name).label("name"), func.coalesce(_Signer.full_name, "").label("received_by_name"),
        )
        .join(Document, col(Document.id) == col(Handling.document_id))
        .join(Incoming, col(Incoming.id) == col(Document.id))
        .outerjoin(Person, col(Person.id) == col(Handling.person_id))
        .outerjoin(Unit, col(Unit.id) == col(Handling.unit_id))
        .outerjoin(_Signer, col(_Signer.id) == col(Handling.received_by))
        .where(visible_to(actor, Document), col(Handling.agency_id) == actor.agency_id, col(Handling.state) != "withdrawn")
        .where(col(Handling.given_at) >= _instant(f.from_on), col(Handling.given_at) < _instant(f.to_on + timedelta(days=1)))
    )  # fmt: skip
    if f.unit_id:
        wanted = wanted.outerjoin(_Above, col(_Above.id) == col(Handling.parent_id))
        wanted = wanted.where(or_(col(Handling.unit_id) == f.unit_id, col(_Above.unit_id) == f.unit_id))
    elif f.mine:
        wanted = wanted.where(or_(col(Handling.person_id).in_(actor.handling_ids), col(Handling.unit_id).in_(actor.handling_unit_ids)))
    else:
        wanted = wanted.where(col(Handling.parent_id).is_(None))
    if f.open is not None:
        wanted = wanted.where(col(Handling.received_at).is_(None) if f.open else col(Handling.received_at).is_not(None))
    if after:
        wanted = wanted.where(tuple_(col(Handling.given_at), col(Handling.id)) > tuple_(*after))
    return [dict(row) for row in db.execute(wanted.order_by(col(Handling.given_at), col(Handling.id)).limit(limit + 1)).mappings()]
