"""Lookups: document types, retention rules, agencies, units, people. `q` matches code and name, with or without marks."""

import uuid
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel
from sqlalchemy import or_
from sqlmodel import col, select

from hoso.support.days import Day
from hoso.support.folding import fold
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.organisations import Agency, Person, RoleAssignment, Unit, in_force
from hoso.support.paging import number_after, text_after, to_cursor
from hoso.support.permissions import roles_with
from hoso.support.reference import FREE_NAMES, DocumentType, RetentionRule

router = stage_router("Tra cứu danh mục")
Limit = Annotated[int, Query(ge=1, le=500)]
Q = Annotated[str | None, Query(max_length=200)]
Cursor = Annotated[str | None, Query(max_length=500)]


class LookupItem(BaseModel):
    """A choice of a lookup."""

    id: str
    code: str
    name: str
    state: str = "active"
    model_config = {"extra": "allow"}


class LookupPage(BaseModel):
    """A page of choices."""

    items: list[LookupItem]
    next_cursor: str | None = None


def _page(rows: list[Any], limit: int, item: Any, key: Any) -> LookupPage:
    cursor = to_cursor(key(rows[limit - 1])) if len(rows) > limit else None
    return LookupPage(items=[item(r) for r in rows[:limit]], next_cursor=cursor)


@router.get("/document-types", operation_id="listDocumentTypes", openapi_extra=may(SIGNED_IN))
def list_document_types(call: Call, q: Q = None, limit: Limit = 200, cursor: Cursor = None) -> LookupPage:
    """Types of document: the 29 of NĐ 30, legal-normative, specialised, letters of citizens, of the Party, of courts, others; `free_name`: names itself."""
    wanted = select(DocumentType).order_by(col(DocumentType.ordinal))  # a few dozen: filtered here, where codes fold, too
    after = number_after(cursor)
    if after is not None:
        wanted = wanted.where(DocumentType.ordinal > after)
    rows = [t for t in call.db.exec(wanted) if not q or fold(q) in t.folded_name or fold(t.code) == fold(q)]
    return _page(rows[: limit + 1], limit, lambda t: LookupItem(id=t.code, code=t.code, name=t.name, group=t.group, free_name=t.code in FREE_NAMES), lambda t: t.ordinal)


@router.get("/retention-rules", operation_id="listRetentionRules", openapi_extra=may(SIGNED_IN))
def list_retention_rules(call: Call, q: Q = None, on: Day | None = None, limit: Limit = 100, cursor: Cursor = None) -> LookupPage:
    """Rows of the retention schedules, the newest schedule first; `on` keeps those valid that day."""
    wanted = select(RetentionRule).order_by(col(RetentionRule.row_code).desc()).limit(limit + 1)
    after = text_after(cursor)
    if after:
        wanted = wanted.where(RetentionRule.row_code < after)
    if on:
        wanted = wanted.where(
            or_(col(RetentionRule.valid_from).is_(None), col(RetentionRule.valid_from) <= on),
            or_(col(RetentionRule.valid_to).is_(None), col(RetentionRule.valid_to) >= on),
        )
    if q:
        wanted = wanted.where(col(RetentionRule.folded).contains(fold(q), autoescape=True))

    def item(r: RetentionRule) -> LookupItem:
        facts: dict[str, Any] = {"retention": r.retention_text, "kind": r.kind, "years": r.years, "basis": r.basis,
                                 "valid_from": r.valid_from, "valid_to": r.valid_to, "certainty": r.certainty}  # fmt: skip
        return LookupItem(id=str(r.id), code=r.row_code, name=r.item, **facts)

    return _page(list(call.db.exec(wanted)), limit, item, lambda r: r.row_code)


@router.get("/agencies", operation_id="listAgencies", openapi_extra=may(SIGNED_IN))
def list_agencies(call: Call, q: Q = None, limit: Limit = 100, cursor: Cursor = None) -> LookupPage:
    """The agencies of this installation."""
    wanted = select(Agency).order_by(col(Agency.code)).limit(limit + 1)
    after = text_after(cursor)
    if after:
        wanted = wanted.where(Agency.code > after)
    if q:
        wanted = wanted.where(or_(col(Agency.folded_name).contains(fold(q), autoescape=True), col(Agency.code).istartswith(q, autoescape=True)))
    rows = list(call.db.exec(wanted))
    return _page(rows, limit, lambda a: LookupItem(id=str(a.id), code=a.code, name=a.name, symbol=a.symbol, kind=a.kind), lambda a: a.code)


@router.get("/units", operation_id="listUnits", openapi_extra=may(SIGNED_IN))
def list_units(call: Call, q: Q = None, limit: Limit = 100, cursor: Cursor = None) -> LookupPage:
    """The units of the caller's agency."""
    wanted = select(Unit).where(Unit.agency_id == call.actor.agency_id, col(Unit.is_active).is_(True)).order_by(col(Unit.code)).limit(limit + 1)
    after = text_after(cursor)
    if after:
        wanted = wanted.where(Unit.code > after)
    if q:
        wanted = wanted.where(or_(col(Unit.folded_name).contains(fold(q), autoescape=True), col(Unit.code).istartswith(q, autoescape=True)))
    return _page(list(call.db.exec(wanted)), limit, lambda u: LookupItem(id=str(u.id), code=u.code, name=u.name), lambda u: u.code)


@router.get("/users", operation_id="listUsers", openapi_extra=may(SIGNED_IN))
def list_users(
    call: Call, q: Q = None, unit_id: uuid.UUID | None = None, role: Annotated[str | None, Query(max_length=30)] = None,
    may_do: Annotated[str | None, Query(alias="may", pattern=r"^[a-zA-Z]{1,40}$")] = None, limit: Limit = 100, cursor: Cursor = None,
) -> LookupPage:  # fmt: skip
    """The active people of the caller's agency with their position, units and roles of today.

    `may` keeps those whose roles carry an operation: directIncoming = competent to distribute.
    """
    counts = in_force(RoleAssignment, call.moment.today)
    wanted = select(Person).where(Person.agency_id == call.actor.agency_id, col(Person.is_active).is_(True))
    wanted = wanted.order_by(col(Person.username)).limit(limit + 1)
    after = text_after(cursor)
    if after:
        wanted = wanted.where(Person.username > after)
    if q:
        wanted = wanted.where(or_(col(Person.folded_name).contains(fold(q), autoescape=True), col(Person.username).istartswith(q, autoescape=True)))
    for column, value in ((RoleAssignment.unit_id, unit_id), (RoleAssignment.role, role)):
        if value is not None:
            wanted = wanted.where(col(Person.id).in_(select(RoleAssignment.person_id).where(column == value, counts)))
    if may_do:
        able = select(RoleAssignment.person_id).where(col(RoleAssignment.role).in_(roles_with(may_do)), counts)
        wanted = wanted.where(col(Person.id).in_(able))
    people = list(call.db.exec(wanted))
    held = list(call.db.exec(select(RoleAssignment).where(col(RoleAssignment.person_id).in_([p.id for p in people]), counts)))

    def item(p: Person) -> LookupItem:
        mine = [r for r in held if r.person_id == p.id]
        facts: dict[str, Any] = {"position": p.position, "roles": sorted({r.role for r in mine}), "full_name": p.full_name,
                                 "unit_ids": sorted({str(r.unit_id) for r in mine if r.unit_id})}  # fmt: skip
        return LookupItem(id=str(p.id), code=p.username, name=p.full_name, **facts)

    return _page(people, limit, item, lambda p: p.username)
