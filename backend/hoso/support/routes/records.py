"""HTTP of what belongs to every document and dossier: who may read it, who looked at it, whether it is held as it stands."""

import uuid
from datetime import date, datetime
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel
from sqlalchemy import ColumnElement
from sqlmodel import col

from hoso.support.access import AccessEntry
from hoso.support.access_log import AccessLog, counts_by_day, counts_of
from hoso.support.days import Day
from hoso.support.errors import Malformed
from hoso.support.holds import LiftHold, PlaceHold, RecordHold, lift_hold, place_hold
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.organisations import Person, Unit
from hoso.support.paging import id_after, number_after, to_cursor
from hoso.support.picking import pick
from hoso.support.rights import AccessChange, ChangeAccess, DecideAccessChange, change_access, decide_access_change, subject_for
from hoso.support.routes.lookups import Cursor
from hoso.support.search import SearchEntry

router = stage_router("Quyền xem và truy cập", subject_id=SearchEntry, change_id=AccessChange, hold_id=RecordHold)
Limit = Annotated[int, Query(ge=1, le=200)]
MAX_DAYS = 366


class SpanTooLong(Malformed):
    """Counts are given for a year at most."""

    code = "span_too_long"


class ReaderItem(BaseModel):
    """A person, or the heads of a unit, whom a row of the record lets read it; whoever sees the whole agency is not named here."""

    id: uuid.UUID
    kind: str
    name: str


class AccessChangeItem(BaseModel):
    """A right that was given or taken by hand; `state` pending until a competent person decided."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str]
    subject_id: uuid.UUID
    title: str
    kind: str
    reader: str
    reason: str
    made_by_name: str
    made_at: datetime
    decided_by_name: str | None
    decided_at: datetime | None
    note: str
    record_kind: str


class AccessChangePage(BaseModel):
    """Changes, newest first."""

    items: list[AccessChangeItem]
    next_cursor: str | None = None


class HoldItem(BaseModel):
    """Why a record is or was held as it stands."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str]
    reason: str
    basis: str
    placed_by_name: str
    placed_at: datetime
    lifted_by_name: str | None
    lifted_at: datetime | None
    lift_reason: str


class RecordAccess(BaseModel):
    """Who may read the record, what waits for confirmation, its holds and what the caller may do about them."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str]
    why_not: dict[str, str]
    readers: list[ReaderItem]
    changes: list[AccessChangeItem]
    holds: list[HoldItem]
    counts: dict[str, int]


class UseItem(BaseModel):
    """One look at the record."""

    id: int
    state: str = "noted"
    at: datetime
    person: str
    act: str
    sha256: str


class UsePage(BaseModel):
    """Looks, newest first."""

    items: list[UseItem]
    next_cursor: str | None = None


class DayCount(BaseModel):
    """Accesses of one legal day."""

    on: date
    act: str
    count: int
    people: int


class DayCounts(BaseModel):
    """Accesses to the System by the agency's people, per day and act."""

    items: list[DayCount]
    total: int


def _changes(call: Call, *where: ColumnElement[bool]) -> list[AccessChangeItem]:
    made, decided = Person.__table__.alias("made"), Person.__table__.alias("decided")  # type: ignore[attr-defined]
    wanted = (
        pick(AccessChange, SearchEntry.title, SearchEntry.kind, Person.full_name, Unit.name, made.c.full_name, decided.c.full_name)
        .join(SearchEntry, (col(SearchEntry.subject_id) == col(AccessChange.subject_id)) & (col(SearchEntry.agency_id) == col(AccessChange.agency_id)))
        .join(made, made.c.id == col(AccessChange.made_by))
        .outerjoin(decided, decided.c.id == col(AccessChange.decided_by))
        .outerjoin(Person, col(Person.id) == col(AccessChange.person_id))
        .outerjoin(Unit, col(Unit.id) == col(AccessChange.unit_id))
        .where(col(AccessChange.agency_id) == call.actor.agency_id, *where)
        .order_by(col(AccessChange.id).desc())
        .limit(201)
    )
    decides = call.actor.may("decideAccessChange")
    return [
        AccessChangeItem(
            id=c.id, state=c.verdict or "pending", allowed_actions=["decideAccessChange"] if decides and not c.verdict else [], subject_id=c.subject_id, title=title,
            kind=c.kind, reader=person or unit, reason=c.reason, made_by_name=by, made_at=c.made_at, decided_by_name=decider, decided_at=c.decided_at, note=c.note,
            record_kind=kind)
        for c, title, kind, person, unit, by, decider in call.db.execute(wanted)
    ]  # fmt: skip


def _holds(call: Call, subject_id: uuid.UUID) -> list[HoldItem]:
    placed, lifted = Person.__table__.alias("placed"), Person.__table__.alias("lifted")  # type: ignore[attr-defined]
    wanted = (
        pick(RecordHold, placed.c.full_name, lifted.c.full_name)
        .join(placed, placed.c.id == col(RecordHold.placed_by))
        .outerjoin(lifted, lifted.c.id == col(RecordHold.lifted_by))
        .where(col(RecordHold.subject_id) == subject_id, col(RecordHold.agency_id) == call.actor.agency_id)
        .order_by(col(RecordHold.placed_at).desc())
    )
    lifts = call.actor.may("liftHold")
    return [
        HoldItem(id=h.id, state="lifted" if h.lifted_at else "held", allowed_actions=["liftHold"] if lifts and not h.lifted_at else [], reason=h.reason, basis=h.basis,
                 placed_by_name=by, placed_at=h.placed_at, lifted_by_name=lifter, lifted_at=h.lifted_at, lift_reason=h.lift_reason)
        for h, by, lifter in call.db.execute(wanted)
    ]  # fmt: skip


def _access(call: Call, subject_id: uuid.UUID) -> RecordAccess:
    call.db.flush()
    wanted = (
        pick(AccessEntry.id, Person.full_name, Unit.name)
        .outerjoin(Person, col(Person.id) == col(AccessEntry.person_id))
        .outerjoin(Unit, col(Unit.id) == col(AccessEntry.unit_id))
        .where(col(AccessEntry.subject_id) == subject_id, col(AccessEntry.agency_id) == call.actor.agency_id, col(AccessEntry.role).is_(None))
        .limit(500)
    )
    readers = [ReaderItem(id=i, kind="person" if p else "unit", name=p or u) for i, p, u in call.db.execute(wanted)]
    holds = _holds(call, subject_id)
    held = bool(holds and holds[0].state == "held")
    allowed = [a for a in ("changeAccess", "placeHold") if call.actor.may(a)]
    why = {}
    if held and "placeHold" in allowed:
        allowed.remove("placeHold")
        why["placeHold"] = "Đang được giữ nguyên trạng."
    return RecordAccess(
        id=subject_id, state="held" if held else "free", allowed_actions=allowed, why_not=why, readers=sorted(readers, key=lambda r: r.name),
        changes=_changes(call, col(AccessChange.subject_id) == subject_id), holds=holds, counts=counts_of(call.db, call.actor.agency_id, subject_id),
    )  # fmt: skip


@router.get("/records/{subject_id}/access", operation_id="getAccess", openapi_extra=may("listTrail"))
def get_access(call: Call, subject_id: uuid.UUID) -> RecordAccess:
    """Who may read the record, changes of rights that wait for confirmation, holds, and how often it was looked at."""
    subject_for(call.db, call.actor, subject_id)
    return _access(call, subject_id)


@router.post("/records/{subject_id}/access", operation_id="changeAccess", status_code=201)
def change_access_route(call: Call, subject_id: uuid.UUID, command: ChangeAccess) -> RecordAccess:
    """Cấp hoặc rút quyền xem một văn bản, hồ sơ; có hiệu lực ngay và cảnh báo cho đến khi người có thẩm quyền xác nhận."""
    change_access(call.db, call.actor, subject_id, command, call.moment)
    return _access(call, subject_id)


@router.get("/access-changes", operation_id="listAccessChanges", openapi_extra=may("decideAccessChange"))
def list_access_changes(call: Call, state: Annotated[str, Query(pattern="^(pending|confirmed|undone)$")] = "pending", cursor: Cursor = None) -> AccessChangePage:
    """Changes of rights in the agency; those that wait for confirmation unless asked otherwise."""
    before = id_after(cursor)
    where = [col(AccessChange.verdict) == ("" if state == "pending" else state), *([col(AccessChange.id) < before] if before else [])]
    items = _changes(call, *where)
    return AccessChangePage(items=items[:200], next_cursor=to_cursor(items[199].id) if len(items) > 200 else None)


@router.post("/access-changes/{change_id}/decision", operation_id="decideAccessChange")
def decide_access_change_route(call: Call, change_id: uuid.UUID, command: DecideAccessChange) -> AccessChangeItem:
    """Xác nhận hoặc hủy thay đổi quyền xem."""
    change = decide_access_change(call.db, call.actor, change_id, command, call.moment)
    call.db.flush()
    return _changes(call, col(AccessChange.id) == change.id)[0]


@router.get("/records/{subject_id}/uses", operation_id="listUses", openapi_extra=may("listTrail"))
def list_uses(call: Call, subject_id: uuid.UUID, limit: Limit = 50, cursor: Cursor = None) -> UsePage:
    """Who viewed, downloaded, printed or exported the record, newest first."""
    subject_for(call.db, call.actor, subject_id)
    before = number_after(cursor)
    wanted = pick(AccessLog, Person.full_name).join(Person, col(Person.id) == col(AccessLog.person_id))
    wanted = wanted.where(col(AccessLog.subject_id) == subject_id, col(AccessLog.agency_id) == call.actor.agency_id)
    if before is not None:
        wanted = wanted.where(col(AccessLog.id) < before)
    rows = list(call.db.execute(wanted.order_by(col(AccessLog.id).desc()).limit(limit + 1)))
    items = [UseItem(id=u.id or 0, at=u.at, person=name, act=u.act, sha256=u.sha256) for u, name in rows[:limit]]
    return UsePage(items=items, next_cursor=to_cursor(items[-1].id) if len(rows) > limit else None)


@router.get("/access-counts", operation_id="countUses")
def count_uses(call: Call, from_: Annotated[Day, Query(alias="from")], to: Day) -> DayCounts:
    """Lượt truy cập Hệ thống của cơ quan theo ngày; tối đa một năm mỗi lần hỏi."""
    if (to - from_).days > MAX_DAYS:
        raise SpanTooLong("Mỗi lần thống kê tối đa một năm.", field="to", days=MAX_DAYS)
    items = [DayCount.model_validate(row) for row in counts_by_day(call.db, call.actor.agency_id, from_, to)]
    return DayCounts(items=items, total=sum(i.count for i in items))


@router.post("/records/{subject_id}/holds", operation_id="placeHold", status_code=201)
def place_hold_route(call: Call, subject_id: uuid.UUID, command: PlaceHold) -> RecordAccess:
    """Giữ nguyên trạng: không sửa, không hủy cho đến khi gỡ."""
    place_hold(call.db, call.actor, subject_id, command, call.moment)
    return _access(call, subject_id)


@router.post("/holds/{hold_id}/lifting", operation_id="liftHold")
def lift_hold_route(call: Call, hold_id: uuid.UUID, command: LiftHold) -> RecordAccess:
    """Gỡ giữ nguyên trạng."""
    hold = lift_hold(call.db, call.actor, hold_id, command, call.moment)
    return _access(call, hold.subject_id)



