"""HTTP of absence and substitutes: everybody for the own absence, the administrator for all."""

import uuid
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from hoso.support.administration.substitutions import AppointSubstitute, appoint_substitute, end_substitution
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.organisations import Person, Substitution
from hoso.support.paging import id_after, to_cursor
from hoso.support.picking import pick
from hoso.support.routes.lookups import Cursor, Limit

router = stage_router("Vắng mặt, ủy nhiệm", "/substitutions", substitution_id=Substitution)
_Absent, _Substitute = aliased(Person), aliased(Person)


class SubstitutionItem(BaseModel):
    """Who is absent, who stands in, in which days, for what; `state` is planned, active or ended."""

    id: uuid.UUID
    state: str
    version: int
    person_id: uuid.UUID
    full_name: str
    substitute_id: uuid.UUID
    substitute_name: str
    from_on: date
    to_on: date
    scope: str
    reason: str
    created_at: datetime
    ended_at: datetime | None
    allowed_actions: list[str]
    why_not: dict[str, str] = {}


class SubstitutionPage(BaseModel):
    """Substitutions, the newest first."""

    items: list[SubstitutionItem]
    next_cursor: str | None = None


_ROWS = (
    pick(Substitution, _Absent.full_name, _Substitute.full_name)
    .join(_Absent, col(_Absent.id) == col(Substitution.person_id))
    .join(_Substitute, col(_Substitute.id) == col(Substitution.substitute_id))
)


def _item(call: Call, row: Substitution, absent: str, substitute: str) -> SubstitutionItem:
    ended = row.ended_at is not None or row.to_on < call.moment.today
    state = "ended" if ended else "planned" if row.from_on > call.moment.today else "active"
    mine = row.person_id == call.actor.id or "quantri" in call.actor.roles
    allowed = ["endSubstitution"] if mine and not ended else []
    facts: dict[str, Any] = {**row.model_dump(), "state": state, "full_name": absent, "substitute_name": substitute, "allowed_actions": allowed}
    return SubstitutionItem.model_validate(facts)


def _answer(call: Call, row: Substitution) -> SubstitutionItem:
    absent, substitute = call.db.get_one(Person, row.person_id), call.db.get_one(Person, row.substitute_id)
    return _item(call, row, absent.full_name, substitute.full_name)


@router.get("", operation_id="listSubstitutions", openapi_extra=may(SIGNED_IN))
def list_substitutions(call: Call, limit: Limit = 100, cursor: Cursor = None) -> SubstitutionPage:
    """The caller's own absences and those in which they stand in; for the administrator all of the agency."""
    wanted = _ROWS.where(col(Substitution.agency_id) == call.actor.agency_id)
    if "quantri" not in call.actor.roles:
        wanted = wanted.where(or_(col(Substitution.person_id) == call.actor.id, col(Substitution.substitute_id) == call.actor.id))
    before = id_after(cursor)
    if before:
        wanted = wanted.where(col(Substitution.id) < before)
    rows = call.db.execute(wanted.order_by(col(Substitution.id).desc()).limit(limit + 1)).all()
    more = to_cursor(rows[limit - 1][0].id) if len(rows) > limit else None
    return SubstitutionPage(items=[_item(call, *row) for row in rows[:limit]], next_cursor=more)


@router.post("", operation_id="appointSubstitute", status_code=201)
def appoint_substitute_route(call: Call, command: AppointSubstitute) -> SubstitutionItem:
    """Ủy nhiệm xử lý khi vắng mặt."""
    return _answer(call, appoint_substitute(call.db, call.actor, command, call.moment))


@router.post("/{substitution_id}/ending", operation_id="endSubstitution", openapi_extra=may("appointSubstitute"))
def end_substitution_route(call: Call, substitution_id: uuid.UUID) -> SubstitutionItem:
    """Kết thúc ủy nhiệm sớm."""
    return _answer(call, end_substitution(call.db, call.actor, substitution_id, call.moment))
