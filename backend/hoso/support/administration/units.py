"""Units and abbreviations of the own agency (fixed by its head, NĐ 30 PL I). Never removes a row: a unit is closed."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, col, or_, select

from hoso.support.actors import Actor
from hoso.support.administration.desk import lock_administration, own_row, require_version
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken
from hoso.support.folding import fold
from hoso.support.organisations import Agency, RoleAssignment, Unit
from hoso.support.people import create_unit as add_unit
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record

Abbreviation = Annotated[str, Field(pattern=r"^[A-ZĐ0-9][A-ZĐa-zđ0-9.&-]{0,19}$")]


class UnitNotEmpty(RuleBroken):
    """Somebody belongs to the unit, or work lies with it."""

    code = "unit_not_empty"


class CreateUnit(BaseModel):
    """A new unit; the symbol stands in document symbols (SNV-VTLT)."""

    model_config = {"extra": "forbid"}
    code: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9._-]{0,19}$")]
    name: Annotated[FilledLine, Field(max_length=200)]
    symbol: Abbreviation


class ChangeUnit(BaseModel):
    """What changes; an absent field stays."""

    model_config = {"extra": "forbid"}
    name: Annotated[FilledLine, Field(max_length=200)] | None = None
    symbol: Abbreviation | None = None
    is_active: Annotated[bool, Field(description="true opens a closed unit again; closing has its own operation")] | None = None


class ChangeAgency(BaseModel):
    """Abbreviation, place and superior as documents and forms print them; numbers given before keep theirs.

    `head_title` and `collective_name` stand in the signer's block ("" = the head's own title; chế độ thủ trưởng).
    """

    model_config = {"extra": "forbid"}
    symbol: Abbreviation | None = None
    place: Annotated[FilledLine, Field(max_length=100)] | None = None
    superior_name: Annotated[Line, Field(max_length=200)] | None = None
    head_title: Annotated[Line, Field(max_length=100)] | None = None
    collective_name: Annotated[Line, Field(max_length=200)] | None = None
    address: Annotated[Line, Field(max_length=200)] | None = None
    phone: Annotated[Line, Field(max_length=50)] | None = None
    fax: Annotated[Line, Field(max_length=50)] | None = None
    email: Annotated[Line, Field(max_length=100)] | None = None
    website: Annotated[Line, Field(max_length=100)] | None = None


def create_unit(db: Session, actor: Actor, command: CreateUnit, moment: Moment) -> Unit:
    """The new unit. Raises AlreadyThere."""
    return add_unit(db, actor, actor.agency_id, command.code, command.name, command.symbol, moment)


def change_unit(db: Session, actor: Actor, unit_id: uuid.UUID, command: ChangeUnit, moment: Moment) -> Unit:
    """The changed unit. Raises NotFound, Stale, UnitNotEmpty."""
    lock_administration(db, actor.agency_id)
    unit = own_row(db, actor, Unit, unit_id)
    before = {"name": unit.name, "symbol": unit.symbol, "is_active": unit.is_active}
    if command.is_active is False and unit.is_active:
        raise UnitNotEmpty("Giải thể đơn vị bằng thao tác riêng, sau khi đơn vị không còn người và việc.")
    if command.name is not None:
        unit.name, unit.folded_name = command.name, fold(command.name)
    if command.symbol is not None:
        unit.symbol = command.symbol
    if command.is_active:
        unit.is_active = True
    unit.version += 1
    record(db, actor, moment, "unit:changed", unit.id, {"code": unit.code, "before": before, "after": command.model_dump(exclude_none=True)})
    return unit


def close_unit(db: Session, actor: Actor, unit_id: uuid.UUID, moment: Moment) -> Unit:
    """The closed unit; the stages ask before whether work lies with it. Raises NotFound, Stale, UnitNotEmpty."""
    lock_administration(db, actor.agency_id)
    unit = own_row(db, actor, Unit, unit_id)
    held = select(RoleAssignment.id).where(
        RoleAssignment.unit_id == unit.id, col(RoleAssignment.ended_at).is_(None),
        or_(col(RoleAssignment.valid_to).is_(None), col(RoleAssignment.valid_to) >= moment.today),
    )  # fmt: skip
    if db.exec(held.limit(1)).first():
        raise UnitNotEmpty("Đơn vị còn người giữ vai trò. Kết thúc hoặc chuyển vai trò của họ trước.")
    unit.is_active = False
    unit.version += 1
    record(db, actor, moment, "unit:closed", unit.id, {"code": unit.code})
    return unit


def change_agency(db: Session, actor: Actor, command: ChangeAgency, moment: Moment) -> Agency:
    """The own agency with its abbreviations. Raises Stale."""
    agency = lock_administration(db, actor.agency_id)
    require_version(db, actor, agency.id, agency.version)
    before = {name: getattr(agency, name) for name in command.model_fields_set}
    for name, value in command.model_dump(exclude_none=True).items():
        setattr(agency, name, value)
    agency.version += 1
    record(db, actor, moment, "agency:changed", agency.id, {"before": before, "after": command.model_dump(exclude_none=True)})
    return agency
