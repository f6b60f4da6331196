"""HTTP of the administrator's acts that concern documents: series of numbers, closing a unit."""

import uuid
from datetime import date

from pydantic import BaseModel

from hoso.correspondence.actions.change_series import ChangeSeries, change_series
from hoso.correspondence.actions.close_unit import close_unit
from hoso.correspondence.actions.create_series import CreateSeries, create_series
from hoso.correspondence.actions.link_authority_basis import LinkAuthorityBasis, link_authority_basis
from hoso.correspondence.queries.series import books_of, series_rows, sharing, types_of
from hoso.correspondence.tables import RegisterSeries
from hoso.support.http.edge import Call, stage_router
from hoso.support.organisations import SigningAuthority, Unit
from hoso.support.routes.administration import UnitAnswer, unit_answer
from hoso.support.routes.administration_grants import AuthorityAnswer, authority_answer

router = stage_router("Quản trị", "/administration", series_id=RegisterSeries, unit_id=Unit, authority_id=SigningAuthority)


class SeriesItem(BaseModel):
    """A series beside the common one; `sharing` is type, group, body or book; `state` is planned until its first year."""

    id: uuid.UUID
    state: str
    version: int
    kind: str
    code: str
    name: str
    sharing: str
    type_codes: list[str]
    issuing_body: str
    symbol: str
    from_year: int


class BookItem(BaseModel):
    """A register of this year and the last number that it gave."""

    id: uuid.UUID
    state: str
    kind: str
    series: str
    name: str
    year: int
    opened_on: date
    last_number: int


class SeriesPage(BaseModel):
    """The agency's own series (types that none names share the common one), and all books of this year."""

    items: list[SeriesItem]
    books: list[BookItem]
    next_cursor: str | None = None


class SeriesAnswer(SeriesItem):
    """One series and what the administrator may do now."""

    allowed_actions: list[str]
    why_not: dict[str, str]


def _state(from_year: int, year: int) -> str:
    return "planned" if from_year > year else "active"


def _answer(call: Call, series: RegisterSeries) -> SeriesAnswer:
    types = types_of(call.db, [series.id])[series.id]
    facts = {"state": _state(series.from_year, call.moment.year), "type_codes": types, "sharing": sharing(series, types)}
    return SeriesAnswer.model_validate({**series.model_dump(), **facts, "allowed_actions": ["changeSeries"], "why_not": {}})


@router.get("/registers", operation_id="listSeries")
def list_series(call: Call) -> SeriesPage:
    """Hệ thống số và sổ đăng ký của cơ quan."""
    year = call.moment.year
    items = [{**r, "state": _state(r["from_year"], year)} for r in series_rows(call.db, call.actor.agency_id)]
    books = [{**b, "state": "closed" if b["closed_on"] else "open"} for b in books_of(call.db, call.actor.agency_id, year)]
    return SeriesPage.model_validate({"items": items, "books": books})


@router.post("/registers", operation_id="openRegister", status_code=201)
def open_register_route(call: Call, command: CreateSeries) -> SeriesAnswer:
    """Mở hệ thống số và sổ đăng ký riêng (Điều 15)."""
    return _answer(call, create_series(call.db, call.actor, command, call.moment))


@router.patch("/registers/{series_id}", operation_id="changeSeries")
def change_series_route(call: Call, series_id: uuid.UUID, command: ChangeSeries) -> SeriesAnswer:
    """Đổi tên hệ thống số."""
    return _answer(call, change_series(call.db, call.actor, series_id, command, call.moment))


@router.post("/units/{unit_id}/closure", operation_id="closeUnit")
def close_unit_route(call: Call, unit_id: uuid.UUID) -> UnitAnswer:
    """Giải thể đơn vị không còn người và việc."""
    return unit_answer(call, close_unit(call.db, call.actor, unit_id, call.moment))


@router.post("/authorities/{authority_id}/basis-document", operation_id="linkAuthorityBasis")
def link_authority_basis_route(call: Call, authority_id: uuid.UUID, command: LinkAuthorityBasis) -> AuthorityAnswer:
    """Gắn văn bản trong hệ thống làm căn cứ của thẩm quyền ký."""
    row = link_authority_basis(call.db, call.actor, authority_id, command, call.moment)
    call.db.flush()
    return authority_answer(call, row)
