"""HTTP of the administration of the own agency: people, units, abbreviations."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel
from sqlmodel import select

from hoso.support.administration.people import (
    ChangePerson,
    CreatePerson,
    ResetPassword,
    change_person,
    create_person,
    reset_password,
    unlock_person,
)
from hoso.support.administration.queries import authority_rows, people_rows, person_state, roles_of, unit_rows
from hoso.support.administration.units import ChangeAgency, ChangeUnit, CreateUnit, change_agency, change_unit, create_unit
from hoso.support.errors import NotFound
from hoso.support.http.edge import Call, stage_router
from hoso.support.organisations import Agency, Person, RoleAssignment, Unit, in_force
from hoso.support.paging import text_after, to_cursor

router = stage_router("Quản trị", "/administration", person_id=Person, unit_id=Unit)
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=500)]
Q = Annotated[str | None, Query(max_length=200)]


class HeldRole(BaseModel):
    """A role of a person; `state` is planned, active or ended."""

    id: uuid.UUID
    state: str
    role: str
    name: str
    unit_id: uuid.UUID | None
    unit_name: str | None
    valid_from: date | None
    valid_to: date | None
    basis: str
    version: int


class HeldAuthority(BaseModel):
    """In which capacity a person signs; `state` is planned, active or ended."""

    id: uuid.UUID
    state: str
    capacity: str
    basis: str
    valid_from: date
    valid_to: date | None
    version: int
    granted_by: uuid.UUID | None
    type_codes: list[str]
    field_codes: list[str]
    unit_ids: list[str]
    in_charge: bool
    signs_copies: bool
    content: str
    basis_document_id: uuid.UUID | None


class PersonItem(BaseModel):
    """A row of the list; `state` is active, locked or inactive. Roles are those that count or will."""

    id: uuid.UUID
    state: str
    username: str
    full_name: str
    position: str
    must_change_password: bool
    locked_until: datetime | None
    last_signed_in_at: datetime | None
    roles: list[HeldRole]


class PeoplePage(BaseModel):
    """People by user name."""

    items: list[PersonItem]
    next_cursor: str | None = None


class PersonAnswer(PersonItem):
    """One person with every role and authority, ended ones too, and what the administrator may do now."""

    version: int
    allowed_actions: list[str]
    why_not: dict[str, str]
    authorities: list[HeldAuthority]


class UnitItem(BaseModel):
    """A unit; `state` is active or closed, `people` hold a role in it today."""

    id: uuid.UUID
    state: str
    version: int
    code: str
    name: str
    symbol: str
    people: int


class UnitPage(BaseModel):
    """Units by code."""

    items: list[UnitItem]
    next_cursor: str | None = None


class UnitAnswer(UnitItem):
    """One unit and what the administrator may do now."""

    allowed_actions: list[str]
    why_not: dict[str, str]


class AgencyAnswer(BaseModel):
    """The own agency as documents and forms print it."""

    id: uuid.UUID
    state: str
    version: int
    allowed_actions: list[str]
    why_not: dict[str, str]
    code: str
    name: str
    symbol: str
    place: str
    superior_name: str
    fonds_code: str
    head_title: str
    collective_name: str
    address: str
    phone: str
    fax: str
    email: str
    website: str
    kind: str


def _items(call: Call, people: list[Person], ended: bool) -> list[dict[str, Any]]:
    held = roles_of(call.db, [p.id for p in people], call.moment)
    return [
        {**p.model_dump(), "state": person_state(p, call.moment), "roles": [r for r in held[p.id] if ended or r["state"] != "ended"]} for p in people
    ]


def _person(call: Call, person: Person) -> PersonAnswer:
    call.db.flush()
    facts = _items(call, [person], ended=True)[0]
    allowed = ["changePerson", "resetPassword", "grantRole", "grantAuthority"] if person.is_active else ["changePerson"]
    if facts["state"] == "locked" or person.failed_attempts:
        allowed.append("unlockPerson")
    why_not = {} if person.is_active else dict.fromkeys(("grantRole", "grantAuthority"), "Tài khoản đã ngừng. Mở lại tài khoản trước.")
    authorities = authority_rows(call.db, call.actor, person.id, 200, None, call.moment)
    return PersonAnswer.model_validate({**facts, "allowed_actions": allowed, "why_not": why_not, "authorities": authorities})


@router.get("/people", operation_id="listPeople")
def list_people(
    call: Call, q: Q = None, is_active: bool | None = None, is_locked: bool | None = None, unit_id: uuid.UUID | None = None,
    role: Annotated[str | None, Query(max_length=30)] = None, limit: Limit = 50, cursor: Cursor = None,
) -> PeoplePage:  # fmt: skip
    """Người dùng của cơ quan, kể cả tài khoản đã ngừng."""
    people = people_rows(call.db, call.actor, q, is_active, unit_id, role, limit, text_after(cursor), call.moment, is_locked)
    more = to_cursor(people[limit - 1].username) if len(people) > limit else None
    return PeoplePage.model_validate({"items": _items(call, people[:limit], ended=False), "next_cursor": more})


@router.post("/people", operation_id="createPerson", status_code=201)
def create_person_route(call: Call, command: CreatePerson) -> PersonAnswer:
    """Thêm người, với mật khẩu tạm."""
    return _person(call, create_person(call.db, call.actor, command, call.moment, call.state.settings.demo))


@router.get("/people/{person_id}", operation_id="getPerson")
def get_person(call: Call, person_id: uuid.UUID) -> PersonAnswer:
    """Một người, với vai trò và thẩm quyền ký."""
    person = call.db.get(Person, person_id)
    if person is None or person.agency_id != call.actor.agency_id:
        raise NotFound("Không tìm thấy.")
    return _person(call, person)


@router.patch("/people/{person_id}", operation_id="changePerson")
def change_person_route(call: Call, person_id: uuid.UUID, command: ChangePerson) -> PersonAnswer:
    """Sửa họ tên, chức vụ; ngừng hoặc mở lại tài khoản."""
    return _person(call, change_person(call.db, call.actor, person_id, command, call.moment))


@router.post("/people/{person_id}/password", operation_id="resetPassword")
def reset_password_route(call: Call, person_id: uuid.UUID, command: ResetPassword) -> PersonAnswer:
    """Đặt mật khẩu tạm; mọi phiên của người đó kết thúc."""
    return _person(call, reset_password(call.db, call.actor, person_id, command, call.moment, call.state.settings.demo))


@router.post("/people/{person_id}/unlocking", operation_id="unlockPerson")
def unlock_person_route(call: Call, person_id: uuid.UUID) -> PersonAnswer:
    """Mở khóa tài khoản nhập sai nhiều lần."""
    return _person(call, unlock_person(call.db, call.actor, person_id, call.moment))


def unit_answer(call: Call, unit: Unit) -> UnitAnswer:
    """The answer about one unit; shared with the stage that closes it."""
    call.db.flush()
    held = select(RoleAssignment.person_id).where(RoleAssignment.unit_id == unit.id, in_force(RoleAssignment, call.moment.today)).distinct()
    people = len(call.db.exec(held).all())
    allowed = ["changeUnit", "closeUnit"] if unit.is_active and not people else ["changeUnit"]
    why_not = {"closeUnit": "Đơn vị còn người giữ vai trò."} if people else {} if unit.is_active else {"closeUnit": "Đơn vị đã giải thể."}
    state = "active" if unit.is_active else "closed"
    return UnitAnswer.model_validate({**unit.model_dump(), "state": state, "people": people, "allowed_actions": allowed, "why_not": why_not})


@router.get("/units", operation_id="listAgencyUnits")
def list_agency_units(call: Call, limit: Limit = 100, cursor: Cursor = None) -> UnitPage:
    """Đơn vị của cơ quan, kể cả đơn vị đã giải thể."""
    rows = unit_rows(call.db, call.actor, limit, text_after(cursor), call.moment)
    items = [{**r, "state": "active" if r["is_active"] else "closed"} for r in rows[:limit]]
    return UnitPage.model_validate({"items": items, "next_cursor": to_cursor(rows[limit - 1]["code"]) if len(rows) > limit else None})


@router.post("/units", operation_id="createUnit", status_code=201)
def create_unit_route(call: Call, command: CreateUnit) -> UnitAnswer:
    """Thêm đơn vị."""
    return unit_answer(call, create_unit(call.db, call.actor, command, call.moment))


@router.patch("/units/{unit_id}", operation_id="changeUnit")
def change_unit_route(call: Call, unit_id: uuid.UUID, command: ChangeUnit) -> UnitAnswer:
    """Sửa tên, ký hiệu; mở lại đơn vị."""
    return unit_answer(call, change_unit(call.db, call.actor, unit_id, command, call.moment))


def _agency(call: Call, agency: Agency) -> AgencyAnswer:
    return AgencyAnswer.model_validate({**agency.model_dump(), "state": "active", "allowed_actions": ["changeAgency"], "why_not": {}})


@router.get("/agency", operation_id="getOwnAgency")
def get_own_agency(call: Call) -> AgencyAnswer:
    """Cơ quan của mình."""
    return _agency(call, call.db.get_one(Agency, call.actor.agency_id))


@router.patch("/agency", operation_id="changeAgency")
def change_agency_route(call: Call, command: ChangeAgency) -> AgencyAnswer:
    """Sửa chữ viết tắt, địa danh, cơ quan cấp trên."""
    return _agency(call, change_agency(call.db, call.actor, command, call.moment))
