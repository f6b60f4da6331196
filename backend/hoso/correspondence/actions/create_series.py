"""Create a series of numbers beside the common one, with its book of this year (Đ15: fixed by the head of the agency).

For one type, for a group of types, for an issuing body with numbers of its own, or (incoming) as a further book. Types that no
series names share the common one. Never moves a type whose numbers of the year were given: number and symbol stay unique.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session, col, select

from hoso.correspondence.actions.open_register import open_register
from hoso.correspondence.rules import LEGAL_SERIES
from hoso.correspondence.tables import Document, Register, RegisterEntry, RegisterSeries, SeriesType
from hoso.support.actors import Actor
from hoso.support.administration.desk import lock_administration
from hoso.support.administration.units import Abbreviation
from hoso.support.clock import Moment
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.folding import fold
from hoso.support.people import AlreadyThere
from hoso.support.reference import type_name
from hoso.support.text import FilledLine
from hoso.support.trail import record


class UnknownSeriesType(Malformed):
    """There is no such document type."""

    code = "unknown_type"


class WrongYear(Malformed):
    """A series begins this year or the next."""

    code = "series_year"


class TypeNumbered(RuleBroken):
    """Numbers of this type were given this year; the new series begins on 1 January."""

    code = "type_already_numbered"


class CreateSeries(BaseModel):
    """`type_codes`: the types that share it; `issuing_body` with `symbol`: a council, committee or group with its own numbers."""

    model_config = {"extra": "forbid"}
    kind: Literal["incoming", "outgoing"]
    code: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]{0,14}$")]
    name: Annotated[FilledLine, Field(max_length=190)]
    type_codes: Annotated[list[Annotated[FilledLine, Field(max_length=10)]], Field(max_length=60)] = []
    issuing_body: Annotated[FilledLine, Field(max_length=200)] | None = None
    symbol: Abbreviation | None = None
    from_year: Annotated[int, Field(ge=1945, le=2200)] | None = None

    @model_validator(mode="after")
    def _one_purpose(self) -> "CreateSeries":
        if (self.issuing_body is None) != (self.symbol is None):
            raise ValueError("tên cơ quan ban hành và chữ viết tắt của nó đi cùng nhau")
        if self.issuing_body and (self.kind == "incoming" or self.type_codes):
            raise ValueError("hệ thống số của một cơ quan ban hành riêng chỉ dành cho văn bản đi và mọi loại văn bản")
        if self.kind == "outgoing" and not self.issuing_body and not self.type_codes:
            raise ValueError("chọn các loại văn bản dùng chung hệ thống số này, hoặc cơ quan ban hành riêng")
        return self


def _require_free(db: Session, actor: Actor, command: CreateSeries, year: int) -> None:
    if command.code.startswith(LEGAL_SERIES):
        raise AlreadyThere(f"Mã bắt đầu bằng {LEGAL_SERIES} dành cho văn bản quy phạm pháp luật. Chọn mã khác.")
    own = select(RegisterSeries.id).where(RegisterSeries.agency_id == actor.agency_id)
    if db.exec(own.where(RegisterSeries.code == command.code)).first():
        raise AlreadyThere(f"Đã có hệ thống số mã {command.code}.")
    if command.issuing_body and db.exec(own.where(RegisterSeries.folded_body == fold(command.issuing_body))).first():
        raise AlreadyThere("Cơ quan ban hành này đã có hệ thống số riêng.")
    taken = select(SeriesType.type_code).where(SeriesType.agency_id == actor.agency_id, SeriesType.kind == command.kind)
    for code in command.type_codes:
        if type_name(db, code) is None:
            raise UnknownSeriesType("Không có loại văn bản này.", field="type_codes")
        if db.exec(taken.where(SeriesType.type_code == code)).first():
            raise AlreadyThere(f"Loại văn bản {code} đã thuộc một hệ thống số khác.")
        if command.kind == "outgoing" and _is_numbered(db, actor, code, year):
            raise TypeNumbered(f"Năm nay đã cấp số cho loại {code}. Hệ thống số riêng bắt đầu từ 01/01 năm sau (Điều 15).", type_code=code)


def _is_numbered(db: Session, actor: Actor, type_code: str, year: int) -> bool:
    given = (
        select(RegisterEntry.id)
        .join(Register, col(Register.id) == RegisterEntry.register_id)
        .join(Document, col(Document.id) == RegisterEntry.document_id)
        .where(Register.agency_id == actor.agency_id, Register.kind == "outgoing", Register.year == year, Document.type_code == type_code)
    )
    return db.exec(given.limit(1)).first() is not None


def create_series(db: Session, actor: Actor, command: CreateSeries, moment: Moment) -> RegisterSeries:
    """The series. Raises AlreadyThere, UnknownSeriesType, WrongYear, TypeNumbered."""
    lock_administration(db, actor.agency_id)
    year = command.from_year or moment.year
    if year not in (moment.year, moment.year + 1):
        raise WrongYear("Hệ thống số bắt đầu từ năm nay hoặc năm sau.", field="from_year")
    _require_free(db, actor, command, year)
    series = RegisterSeries.model_validate({
        "agency_id": actor.agency_id, "kind": command.kind, "code": command.code, "name": command.name, "from_year": year,
        "issuing_body": command.issuing_body or "", "folded_body": fold(command.issuing_body or ""), "symbol": command.symbol or "",
    })  # fmt: skip
    db.add(series)
    db.flush()
    for code in dict.fromkeys(command.type_codes):
        row = {"agency_id": actor.agency_id, "kind": command.kind, "type_code": code, "series_id": series.id}
        db.add(SeriesType.model_validate(row))
    db.flush()
    if year == moment.year:
        open_register(db, actor.agency_id, command.kind, moment, series=series)
    record(db, actor, moment, "series:created", series.id, command.model_dump(exclude_none=True))
    return series
