"""Roles of people in the own agency, from a day to a day, in a unit where they belong to one.

Never mixes administration with business (NĐ 30 PL VI IV), never gives a role of another kind of agency.
"""

import uuid
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, col, or_, select

from hoso.support.actors import Actor
from hoso.support.administration.desk import (
    EndedAlready,
    PeriodTurned,
    lock_administration,
    own_row,
    person_of,
    require_another_administrator,
    unit_of,
)
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.organisations import RoleAssignment
from hoso.support.people import AlreadyThere, UnknownRole
from hoso.support.permissions import ROLE_NAMES, UNIT_ROLES, roles_of_kind
from hoso.support.text import Line
from hoso.support.trail import record


class UnitMissing(Malformed):
    """The role belongs to a unit."""

    code = "unit_missing"


class DutiesApart(RuleBroken):
    """Whoever administers holds no business role, and the other way round."""

    code = "duties_apart"


class NotGrantedHere(RuleBroken):
    """The role is given by whoever runs the installation, not by the agency."""

    code = "role_not_granted_here"


class GrantRole(BaseModel):
    """Who gets which role, in which unit, from when to when, on what basis."""

    model_config = {"extra": "forbid"}
    person_id: uuid.UUID
    role: Annotated[str, Field(pattern=r"^[a-z_]{1,30}$")]
    unit_id: uuid.UUID | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    basis: Annotated[Line, Field(max_length=300)] = ""


class EndRole(BaseModel):
    """The last day on which it counts; absent = it ends at once."""

    model_config = {"extra": "forbid"}
    valid_to: Day | None = None


def _held(db: Session, person_id: uuid.UUID, today: date) -> list[RoleAssignment]:
    """Roles of the person that count today or will."""
    wanted = select(RoleAssignment).where(
        RoleAssignment.person_id == person_id, col(RoleAssignment.ended_at).is_(None),
        or_(col(RoleAssignment.valid_to).is_(None), col(RoleAssignment.valid_to) >= today),
    )  # fmt: skip
    return list(db.exec(wanted))


def _require_grantable(db: Session, kind: str, command: GrantRole, actor: Actor) -> None:
    if command.role not in roles_of_kind(kind):
        raise UnknownRole("Không có vai trò này trong cơ quan.", field="role")
    if command.role in UNIT_ROLES and command.unit_id is None:
        raise UnitMissing("Vai trò này thuộc một đơn vị: chọn đơn vị.", field="unit_id")
    if command.role == "theodoi":  # it looks at every agency of the province: an agency passes it on, never takes it
        given = select(RoleAssignment.id).where(RoleAssignment.agency_id == actor.agency_id, RoleAssignment.role == "theodoi")
        if not db.exec(given.limit(1)).first():
            raise NotGrantedHere("Vai trò theo dõi toàn tỉnh do đơn vị vận hành hệ thống cấp lần đầu.")


def grant_role(db: Session, actor: Actor, command: GrantRole, moment: Moment) -> RoleAssignment:
    """The role. Raises UnknownOne, UnknownRole, UnitMissing, PeriodTurned, AlreadyThere, DutiesApart, NotGrantedHere."""
    agency = lock_administration(db, actor.agency_id)
    person = person_of(db, actor, command.person_id)
    _require_grantable(db, agency.kind, command, actor)
    if command.unit_id:
        unit_of(db, actor, command.unit_id)
    begins = command.valid_from or moment.today
    if command.valid_to and command.valid_to < max(begins, moment.today):
        raise PeriodTurned("Ngày hết hiệu lực phải từ hôm nay trở đi và sau ngày bắt đầu.", field="valid_to")
    held = _held(db, person.id, moment.today)
    if any((r.role == "quantri") != (command.role == "quantri") for r in held):
        raise DutiesApart("Quản trị tách khỏi nghiệp vụ (NĐ 30 Phụ lục VI): một người không giữ cả hai. Kết thúc vai trò kia trước.")
    if any(r.role == command.role and r.unit_id == command.unit_id for r in held):
        raise AlreadyThere("Người này đang giữ vai trò đó. Kết thúc vai trò cũ trước khi giao lại.")
    granted = RoleAssignment.model_validate({
        "agency_id": actor.agency_id, "person_id": person.id, "role": command.role, "unit_id": command.unit_id, "valid_from": begins,
        "valid_to": command.valid_to, "basis": command.basis,
    })  # fmt: skip
    db.add(granted)
    db.flush()
    detail = {"assignment_id": granted.id, "name": ROLE_NAMES[command.role], **command.model_dump(mode="json", exclude_none=True)}
    record(db, actor, moment, "role:granted", person.id, detail)
    return granted


def end_role(db: Session, actor: Actor, assignment_id: uuid.UUID, command: EndRole, moment: Moment) -> RoleAssignment:
    """The role with its end. Raises NotFound, Stale, EndedAlready, PeriodTurned, LastAdministrator."""
    lock_administration(db, actor.agency_id)
    held = own_row(db, actor, RoleAssignment, assignment_id)
    if held.ended_at or (held.valid_to and held.valid_to < moment.today):
        raise EndedAlready("Vai trò này đã kết thúc.")
    if held.role == "quantri":
        require_another_administrator(db, actor.agency_id, held.person_id, moment)
    if command.valid_to is None:
        held.ended_at = moment.at
    elif command.valid_to < max(moment.today, held.valid_from or moment.today):
        raise PeriodTurned("Ngày hết hiệu lực phải từ hôm nay trở đi và sau ngày bắt đầu.", field="valid_to")
    else:
        held.valid_to = command.valid_to
    held.version += 1
    record(db, actor, moment, "role:ended", held.person_id, {"assignment_id": held.id, "role": held.role, "valid_to": command.valid_to})
    return held
