"""Open a dossier for a piece of work (Đ29.2)."""

import uuid
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session, select

from hoso.dossiers.actions.dossier_desk import make_dossier_findable
from hoso.dossiers.rules import dossier_code, retention_text
from hoso.dossiers.tables import Dossier
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Conflict, Malformed
from hoso.support.reference import retention_rule
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record

FROM_SCHEDULE = {"UNTIL_DOC_EXPIRES": "UNTIL_EXPIRY", "YEARS_AFTER_EVENT": "AFTER_EVENT"}


class CodeTaken(Conflict):
    """The agency has a dossier of this year with this notation."""

    code = "dossier_code_taken"


class UnknownRule(Malformed):
    """There is no such row in the retention schedules."""

    code = "unknown_retention_rule"


class RetentionMissing(Malformed):
    """A dossier is opened with a retention: a schedule row, or a kind."""

    code = "retention_missing"


class Retention(BaseModel):
    """A retention that no schedule row gives."""

    model_config = {"extra": "forbid"}
    kind: Literal["PERMANENT", "YEARS", "UNTIL_EXPIRY", "ASSET_LIFE", "AFTER_EVENT"]
    years: Annotated[int, Field(ge=1, le=100)] | None = None

    @model_validator(mode="after")
    def _years_where_counted(self) -> "Retention":
        if (self.kind in ("YEARS", "AFTER_EVENT")) != (self.years is not None):
            raise ValueError("số năm đi cùng loại thời hạn tính bằng năm")
        return self


class OpenDossier(BaseModel):
    """A new dossier."""

    model_config = {"extra": "forbid"}
    title: Annotated[FilledLine, Field(max_length=1000)]
    notation: Annotated[FilledLine, Field(max_length=20, pattern=r"^[\w./-]+$")]
    year: Annotated[int, Field(ge=1945, le=2200)] | None = None
    retention_rule_id: uuid.UUID | None = None
    retention: Retention | None = None
    access_mode: Literal["public", "conditional"] = "public"
    language: Annotated[Line, Field(max_length=100)] | None = None
    description: Annotated[Line, Field(max_length=2000)] | None = None
    started_on: Day | None = None


def retention_facts(db: Session, rule_id: uuid.UUID | None, free: Retention | None) -> dict[str, Any]:
    """The retention columns. Raises UnknownRule, RetentionMissing."""
    if rule_id:
        rule = retention_rule(db, rule_id)
        if rule is None:
            raise UnknownRule("Không có dòng này trong bảng thời hạn lưu trữ.", field="retention_rule_id")
        kind = FROM_SCHEDULE.get(rule.kind, rule.kind)
        return {"retention_kind": kind, "retention_years": rule.years, "retention_label": rule.retention_text, "retention_rule_id": rule.id,
                "retention_basis": f"{rule.basis} {rule.row_code}"}  # fmt: skip
    if free:
        label = retention_text(free.kind, free.years)
        return {"retention_kind": free.kind, "retention_years": free.years, "retention_label": label, "retention_rule_id": None, "retention_basis": ""}
    raise RetentionMissing("Chọn thời hạn lưu trữ.", field="retention")


def open_dossier(db: Session, actor: Actor, command: OpenDossier, moment: Moment) -> Dossier:
    """The open dossier. Raises CodeTaken, UnknownRule, RetentionMissing."""
    year = command.year or (command.started_on or moment.today).year
    code = dossier_code(actor.agency_code, year, command.notation)
    if db.exec(select(Dossier.id).where(Dossier.agency_id == actor.agency_id, Dossier.code == code)).first():
        raise CodeTaken(f"Đã có hồ sơ mã {code}. Chọn số, ký hiệu khác.")
    unit_id = next(iter(sorted(actor.unit_ids)), None)
    who: dict[str, Any] = {"created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id}
    dossier = Dossier.model_validate({
        "id": new_id(), "agency_id": actor.agency_id, "state": "open", "code": code, "year": year, "notation": command.notation,
        "title": command.title, "owner_id": actor.id, "unit_id": unit_id, "access_mode": command.access_mode,
        "language": command.language or "Tiếng Việt", "description": command.description or "",
        "started_on": command.started_on or moment.today, **who, **retention_facts(db, command.retention_rule_id, command.retention),
    })  # fmt: skip
    db.add(dossier)
    db.flush()
    let_read(db, actor.agency_id, dossier.id, person_id=actor.id)
    if unit_id:
        let_read(db, actor.agency_id, dossier.id, unit_id=unit_id)
    make_dossier_findable(db, dossier)
    record(db, actor, moment, "dossier:opened", dossier.id, {"code": code, "title": command.title, "retention": dossier.retention_label})
    return dossier
