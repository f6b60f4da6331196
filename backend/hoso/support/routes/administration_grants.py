"""HTTP of what people are given in the own agency: roles and authorities to sign."""

import uuid
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from hoso.support.actors import Actor
from hoso.support.administration.authorities import EndAuthority, GrantAuthority, end_authority, grant_authority
from hoso.support.administration.queries import authority_rows, role_facts, role_rows, state_in_time
from hoso.support.administration.roles import EndRole, GrantRole, end_role, grant_role
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.organisations import Agency, Person, RoleAssignment, SigningAuthority, Unit
from hoso.support.paging import id_after, to_cursor
from hoso.support.permissions import ROLE_NAMES, UNIT_ROLES, roles_of_kind
from hoso.support.routes.administration import Cursor, HeldAuthority, HeldRole, Limit

router = stage_router("Quản trị", "/administration", assignment_id=RoleAssignment, authority_id=SigningAuthority)


class RoleItem(HeldRole):
    """A role with the person who holds it."""

    person_id: uuid.UUID
    full_name: str


class RolePage(BaseModel):
    """Roles, the newest first."""

    items: list[RoleItem]
    next_cursor: str | None = None


class RoleAnswer(RoleItem):
    """One role and what the administrator may do now."""

    allowed_actions: list[str]
    why_not: dict[str, str]


class AuthorityItem(HeldAuthority):
    """An authority to sign with the person who holds it."""

    person_id: uuid.UUID
    full_name: str


class AuthorityPage(BaseModel):
    """Authorities, the newest first."""

    items: list[AuthorityItem]
    next_cursor: str | None = None


class AuthorityAnswer(AuthorityItem):
    """One authority and what the administrator may do now."""

    allowed_actions: list[str]
    why_not: dict[str, str]


class RoleName(BaseModel):
    """A role that may be given in this agency; `needs_unit` = it belongs to a unit."""

    id: str
    state: str = "active"
    code: str
    name: str
    needs_unit: bool


class RoleNames(BaseModel):
    """The roles by their order in the life of a document."""

    items: list[RoleName]
    next_cursor: str | None = None


def _ending(actor: Actor, operation: str, state: str) -> tuple[list[str], dict[str, str]]:
    if state == "ended":
        return [], {operation: "Đã kết thúc."}
    return ([operation] if actor.may(operation) else []), {}


def _role(call: Call, row: RoleAssignment) -> RoleAnswer:
    unit = call.db.get(Unit, row.unit_id) if row.unit_id else None
    facts = role_facts(row, unit.name if unit else None, call.moment)
    allowed, why_not = _ending(call.actor, "endRole", facts["state"])
    name = call.db.get_one(Person, row.person_id).full_name
    return RoleAnswer.model_validate({**facts, "full_name": name, "allowed_actions": allowed, "why_not": why_not})


@router.get("/role-names", operation_id="listRoleNames", openapi_extra=may(SIGNED_IN))
def list_role_names(call: Call) -> RoleNames:
    """Các vai trò có trong cơ quan."""
    here = roles_of_kind(call.db.get_one(Agency, call.actor.agency_id).kind)
    return RoleNames(items=[RoleName(id=c, code=c, name=n, needs_unit=c in UNIT_ROLES) for c, n in ROLE_NAMES.items() if c in here])


@router.get("/roles", operation_id="listRoles")
def list_roles(
    call: Call, person_id: uuid.UUID | None = None, role: Annotated[str | None, Query(max_length=30)] = None, unit_id: uuid.UUID | None = None,
    limit: Limit = 100, cursor: Cursor = None,
) -> RolePage:  # fmt: skip
    """Vai trò đã giao, kể cả đã kết thúc."""
    rows = role_rows(call.db, call.actor, person_id, role, unit_id, limit, id_after(cursor), call.moment)
    return RolePage.model_validate({"items": rows[:limit], "next_cursor": to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None})


@router.post("/roles", operation_id="grantRole", status_code=201)
def grant_role_route(call: Call, command: GrantRole) -> RoleAnswer:
    """Giao vai trò."""
    return _role(call, grant_role(call.db, call.actor, command, call.moment))


@router.post("/roles/{assignment_id}/ending", operation_id="endRole")
def end_role_route(call: Call, assignment_id: uuid.UUID, command: EndRole) -> RoleAnswer:
    """Kết thúc vai trò, ngay hoặc từ một ngày."""
    return _role(call, end_role(call.db, call.actor, assignment_id, command, call.moment))


def authority_answer(call: Call, row: SigningAuthority) -> AuthorityAnswer:
    """The answer about one authority; shared with the stage that links its basis."""
    state = state_in_time(row, call.moment.today)
    allowed, why_not = _ending(call.actor, "endAuthority", state)
    name = call.db.get_one(Person, row.person_id).full_name
    return AuthorityAnswer.model_validate({**row.model_dump(), "state": state, "full_name": name, "allowed_actions": allowed, "why_not": why_not})


@router.get("/authorities", operation_id="listAuthorities")
def list_authorities(call: Call, person_id: uuid.UUID | None = None, limit: Limit = 100, cursor: Cursor = None) -> AuthorityPage:
    """Thẩm quyền ký đã giao, kể cả đã kết thúc."""
    rows = authority_rows(call.db, call.actor, person_id, limit, id_after(cursor), call.moment)
    return AuthorityPage.model_validate({"items": rows[:limit], "next_cursor": to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None})


@router.post("/authorities", operation_id="grantAuthority", status_code=201)
def grant_authority_route(call: Call, command: GrantAuthority) -> AuthorityAnswer:
    """Giao thẩm quyền ký (Điều 13)."""
    return authority_answer(call, grant_authority(call.db, call.actor, command, call.moment))


@router.post("/authorities/{authority_id}/ending", operation_id="endAuthority")
def end_authority_route(call: Call, authority_id: uuid.UUID, command: EndAuthority) -> AuthorityAnswer:
    """Kết thúc thẩm quyền ký, ngay hoặc từ một ngày."""
    return authority_answer(call, end_authority(call.db, call.actor, authority_id, command, call.moment))
