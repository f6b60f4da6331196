"""Absence and substitutes (vắng mặt, ủy nhiệm xử lý): during the days somebody else directs or handles incoming documents.

A person does it for the own absence, the administrator for anybody. Never gives the right to sign, to register or to administer, and what
a substitute was lent is never lent on.
"""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, col, func, select

from hoso.support.actors import Actor
from hoso.support.administration.desk import EndedAlready, PeriodTurned, lock_administration, own_row, person_of
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Conflict, Malformed, RuleBroken
from hoso.support.jobs import notify
from hoso.support.organisations import Person, RoleAssignment, Substitution, in_force
from hoso.support.permissions import HISTORICAL_ROLES, roles_with
from hoso.support.states import require_task
from hoso.support.text import Line
from hoso.support.trail import record

BUSINESS = roles_with("addOpinion")  # roles that take part in handling incoming documents
MAY_STAND_IN_TO_DIRECT = roles_with("directIncoming") | {"truongphong", "phophong"}


class NotASubstitute(RuleBroken):
    """The person cannot stand in: the own self, no part in the work, or no post that could direct."""

    code = "not_a_substitute"


class NothingToLend(RuleBroken):
    """The absent person has no work of this kind."""

    code = "nothing_to_lend"


class SubstituteAway(Conflict):
    """The substitute is absent in these days, too, or somebody stands in already."""

    code = "substitution_overlaps"


class DaysPassed(Malformed):
    """An absence ends today or later."""

    code = "days_passed"


class AppointSubstitute(BaseModel):
    """Who is absent (absent: the caller), who stands in, from which day to which, for what; never for signing."""

    model_config = {"extra": "forbid"}
    person_id: uuid.UUID | None = None
    substitute_id: uuid.UUID
    from_on: Day
    to_on: Day
    scope: Literal["direct", "handle", "both"] = "both"
    reason: Annotated[Line, Field(max_length=300)] = ""


def _roles(db: Session, person_id: uuid.UUID, moment: Moment) -> frozenset[str]:
    wanted = select(RoleAssignment.role).where(RoleAssignment.person_id == person_id, in_force(RoleAssignment, moment.today))
    return frozenset(db.exec(wanted))


def _require_fit(absent: Person, roles: frozenset[str], substitute: Person, theirs: frozenset[str], scope: str) -> None:
    directs, handles = scope in ("direct", "both"), scope in ("handle", "both")
    if directs and not roles & roles_with("directIncoming"):
        raise NothingToLend(f"{absent.full_name} không có thẩm quyền cho ý kiến phân phối văn bản đến. Chọn “Xử lý phần việc được giao”.")
    if handles and not roles & (roles_with("completeIncoming") | roles_with("directIncoming")):
        raise NothingToLend(f"{absent.full_name} không được giao xử lý văn bản đến.")
    if substitute.id == absent.id or not theirs & BUSINESS or theirs & HISTORICAL_ROLES:
        raise NotASubstitute("Chọn người khác trong cơ quan, đang tham gia xử lý văn bản.")
    if directs and not theirs & MAY_STAND_IN_TO_DIRECT:
        raise NotASubstitute("Chỉ lãnh đạo cơ quan, người được giao phân phối hoặc lãnh đạo đơn vị cho ý kiến thay được.")


def _require_free(db: Session, command: AppointSubstitute, absent: Person, substitute: Person) -> None:
    """Nobody else stands in for the person in these days, and the substitute is there."""
    days = (col(Substitution.ended_at).is_(None), Substitution.from_on <= command.to_on, Substitution.to_on >= command.from_on)
    for held in db.exec(select(Substitution).where(Substitution.person_id == absent.id, *days)):
        if command.scope == "both" or held.scope in ("both", command.scope):
            raise SubstituteAway(f"Từ {held.from_on:%d/%m/%Y} đến {held.to_on:%d/%m/%Y} đã có người được ủy nhiệm. Kết thúc ủy nhiệm đó trước.")
    away = db.exec(select(Substitution).where(Substitution.person_id == substitute.id, *days)).first()
    if away:
        raise SubstituteAway(f"{substitute.full_name} cũng vắng mặt từ {away.from_on:%d/%m/%Y} đến {away.to_on:%d/%m/%Y}. Chọn người khác.")


def appoint_substitute(db: Session, actor: Actor, command: AppointSubstitute, moment: Moment) -> Substitution:
    """The substitution. Raises NotYourTask, UnknownOne, PeriodTurned, DaysPassed, NothingToLend, NotASubstitute, SubstituteAway."""
    lock_administration(db, actor.agency_id)
    own = command.person_id in (None, actor.id)
    require_task(own or "quantri" in actor.roles, "Mỗi người tự ủy nhiệm khi mình vắng mặt; quản trị làm thay được.")
    absent = person_of(db, actor, command.person_id or actor.id)
    substitute = person_of(db, actor, command.substitute_id)
    if command.to_on < command.from_on:
        raise PeriodTurned("Ngày kết thúc đứng trước ngày bắt đầu.", field="to_on")
    if command.to_on < moment.today:
        raise DaysPassed("Những ngày này đã qua. Ủy nhiệm từ hôm nay trở đi.", field="to_on")
    _require_fit(absent, _roles(db, absent.id, moment), substitute, _roles(db, substitute.id, moment), command.scope)
    _require_free(db, command, absent, substitute)
    row = Substitution.model_validate({
        "agency_id": actor.agency_id, "person_id": absent.id, "substitute_id": substitute.id, "from_on": max(command.from_on, moment.today),
        "to_on": command.to_on, "scope": command.scope, "reason": command.reason, "created_by": actor.id, "created_at": moment.at,
    })  # fmt: skip
    db.add(row)
    db.flush()
    substitute.stands_in_until = max(command.to_on, substitute.stands_in_until or command.to_on)
    text = f"{absent.full_name} vắng mặt từ {row.from_on:%d/%m/%Y} đến {row.to_on:%d/%m/%Y}: anh/chị được ủy nhiệm xử lý văn bản đến."
    notify(db, substitute.id, actor.agency_id, moment, "substitution:appointed", text, "/vang-mat", absent.id)
    detail = {"substitution_id": row.id, "substitute": substitute.full_name, **command.model_dump(mode="json")}
    record(db, actor, moment, "substitution:appointed", absent.id, detail)
    return row


def end_substitution(db: Session, actor: Actor, substitution_id: uuid.UUID, moment: Moment) -> Substitution:
    """The substitution, over at once; what was done in it stands. Raises NotFound, NotYourTask, EndedAlready, Stale."""
    lock_administration(db, actor.agency_id)
    row = own_row(db, actor, Substitution, substitution_id)
    require_task(row.person_id == actor.id or "quantri" in actor.roles, "Người vắng mặt hoặc quản trị kết thúc ủy nhiệm.")
    if row.ended_at or row.to_on < moment.today:
        raise EndedAlready("Ủy nhiệm này đã kết thúc.")
    row.ended_at, row.ended_by = moment.at, actor.id
    row.version += 1
    db.flush()
    substitute = db.get_one(Person, row.substitute_id)
    last = select(func.max(Substitution.to_on)).where(Substitution.substitute_id == substitute.id, col(Substitution.ended_at).is_(None))
    substitute.stands_in_until = db.exec(last).first()
    notify(db, substitute.id, actor.agency_id, moment, "substitution:ended", "Ủy nhiệm xử lý văn bản đến đã kết thúc.", "/vang-mat", row.person_id)
    record(db, actor, moment, "substitution:ended", row.person_id, {"substitution_id": row.id, "substitute": substitute.full_name})
    return row
