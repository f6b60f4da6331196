"""HTTP of groups of records: their level, their readers, their records, and holding all of them."""

import uuid
from datetime import datetime

from pydantic import BaseModel
from sqlmodel import col, func, select

from hoso.support.groups import (
    ChangeGroupReaders,
    ChangeGroupRecords,
    CreateRecordGroup,
    GroupedRecord,
    GroupOutcome,
    GroupReader,
    RecordGroup,
    change_group_readers,
    change_group_records,
    create_record_group,
    group_for,
    hold_group,
    lift_group_hold,
)
from hoso.support.holds import LiftHold, PlaceHold, RecordHold
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.organisations import Person, Unit
from hoso.support.picking import pick
from hoso.support.routes.records import ReaderItem
from hoso.support.search import SearchEntry

router = stage_router("Nhóm tài liệu", group_id=RecordGroup)
ACTS = ("changeGroupRecords", "changeGroupReaders", "holdGroup", "liftGroupHold")
SHOWN = 500


class GroupItem(BaseModel):
    """A group as a list shows it; `state` open or held (some of its records are held by a hold of the group)."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str]
    name: str
    level: str
    basis: str
    records: int
    readers: int
    held: int
    created_by_name: str
    created_at: datetime


class GroupPage(BaseModel):
    """The groups of the agency by name."""

    items: list[GroupItem]
    next_cursor: str | None = None


class GroupedItem(BaseModel):
    """A record of the group."""

    id: uuid.UUID
    kind: str
    title: str
    dated_on: str
    added_at: datetime


class GroupAnswer(GroupItem):
    """A group with its readers and records."""

    why_not: dict[str, str]
    reader_items: list[ReaderItem]
    record_items: list[GroupedItem]


class GroupChange(BaseModel):
    """What a change did, or (preview) would do: the records that change, and those that stay as they are."""

    id: uuid.UUID
    state: str
    preview: bool
    changed: list[GroupedItem]
    left: list[GroupedItem]


def _items(call: Call, *group_ids: uuid.UUID) -> list[GroupItem]:
    open_records = select(func.count()).where(GroupedRecord.group_id == RecordGroup.id, col(GroupedRecord.removed_at).is_(None)).scalar_subquery()
    open_readers = select(func.count()).where(GroupReader.group_id == RecordGroup.id, col(GroupReader.ended_at).is_(None)).scalar_subquery()
    held = select(func.count()).where(RecordHold.group_id == RecordGroup.id, col(RecordHold.lifted_at).is_(None)).scalar_subquery()
    wanted = (
        pick(RecordGroup, Person.full_name, open_records, open_readers, held)
        .outerjoin(Person, col(Person.id) == col(RecordGroup.created_by))
        .where(col(RecordGroup.agency_id) == call.actor.agency_id)
        .order_by(col(RecordGroup.name)).limit(SHOWN)
    )  # fmt: skip
    if group_ids:
        wanted = wanted.where(col(RecordGroup.id).in_(group_ids))
    return [
        GroupItem(id=g.id, state="held" if h else "open", allowed_actions=_allowed(call, h), name=g.name, level=g.level, basis=g.basis, records=n, readers=r, held=h,
                  created_by_name=by or "", created_at=g.created_at)
        for g, by, n, r, h in call.db.execute(wanted)
    ]  # fmt: skip


def _allowed(call: Call, held: int) -> list[str]:
    return [act for act in ACTS if call.actor.may(act) and (act != "liftGroupHold" or held)]


def _records(call: Call, *subjects: uuid.UUID) -> list[GroupedItem]:
    wanted = select(SearchEntry).where(SearchEntry.agency_id == call.actor.agency_id, col(SearchEntry.subject_id).in_(subjects))
    known = {e.subject_id: e for e in call.db.exec(wanted)}
    return [
        GroupedItem(id=s, kind=e.kind, title=e.title, dated_on=str(e.dated_on or ""), added_at=call.moment.at) for s in subjects if (e := known.get(s))
    ]  # fmt: skip


def _answer(call: Call, group_id: uuid.UUID) -> GroupAnswer:
    call.db.flush()
    item = _items(call, group_id)[0]
    people = (
        pick(GroupReader.id, Person.full_name, Unit.name).outerjoin(Person, col(Person.id) == col(GroupReader.person_id)).outerjoin(Unit, col(Unit.id) == col(GroupReader.unit_id))
        .where(col(GroupReader.group_id) == group_id, col(GroupReader.ended_at).is_(None))
    )  # fmt: skip
    readers = [ReaderItem(id=i, kind="person" if p else "unit", name=p or u) for i, p, u in call.db.execute(people)]
    rows = call.db.exec(select(GroupedRecord).where(GroupedRecord.group_id == group_id, col(GroupedRecord.removed_at).is_(None)).order_by(col(GroupedRecord.id))).all()
    added = {row.subject_id: row.added_at for row in rows}
    records = [r.model_copy(update={"added_at": added[r.id]}) for r in _records(call, *added)]
    return GroupAnswer(**item.model_dump(), why_not={}, reader_items=sorted(readers, key=lambda r: r.name), record_items=records)


def _change(call: Call, group_id: uuid.UUID, outcome: GroupOutcome, *, preview: bool = False) -> GroupChange:
    return GroupChange(id=group_id, state="preview" if preview else "done", preview=preview, changed=_records(call, *outcome.changed), left=_records(call, *outcome.left))


@router.get("/record-groups", operation_id="listRecordGroups")
def list_record_groups(call: Call, record: uuid.UUID | None = None) -> GroupPage:
    """Các nhóm tài liệu, hồ sơ của cơ quan theo cấp độ thông tin; `record`: chỉ những nhóm có văn bản, hồ sơ này."""
    if record is None:
        return GroupPage(items=_items(call))
    named = select(GroupedRecord.group_id).where(GroupedRecord.subject_id == record, GroupedRecord.agency_id == call.actor.agency_id, col(GroupedRecord.removed_at).is_(None))
    ids = list(call.db.exec(named))
    return GroupPage(items=_items(call, *ids) if ids else [])


@router.post("/record-groups", operation_id="createRecordGroup", status_code=201)
def create_record_group_route(call: Call, command: CreateRecordGroup) -> GroupAnswer:
    """Lập nhóm tài liệu với cấp độ thông tin và căn cứ là quy định của cơ quan."""
    return _answer(call, create_record_group(call.db, call.actor, command, call.moment).id)


@router.get("/record-groups/{group_id}", operation_id="getRecordGroup", openapi_extra=may("listRecordGroups"))
def get_record_group(call: Call, group_id: uuid.UUID) -> GroupAnswer:
    """A group with its readers and its records."""
    group_for(call.db, call.actor, group_id)
    return _answer(call, group_id)


@router.post("/record-groups/{group_id}/records", operation_id="changeGroupRecords")
def change_group_records_route(call: Call, group_id: uuid.UUID, command: ChangeGroupRecords) -> GroupChange:
    """Đưa văn bản, hồ sơ vào nhóm hoặc đưa ra; quyền xem theo quy tắc của nhóm."""
    outcome = change_group_records(call.db, call.actor, group_id, command, call.moment)
    return _change(call, group_id, outcome)


@router.post("/record-groups/{group_id}/readers", operation_id="changeGroupReaders")
def change_group_readers_route(call: Call, group_id: uuid.UUID, command: ChangeGroupReaders) -> GroupChange:
    """Đổi quy tắc ai được xem cả nhóm; `preview` chỉ cho biết điều sẽ thay đổi."""
    if not command.preview:
        return _change(call, group_id, change_group_readers(call.db, call.actor, group_id, command, call.moment))
    looked = call.db.begin_nested()
    try:
        outcome = change_group_readers(call.db, call.actor, group_id, command, call.moment)
        call.db.flush()
    finally:
        looked.rollback()
    call.db.expire_all()
    return _change(call, group_id, outcome, preview=True)


@router.post("/record-groups/{group_id}/holds", operation_id="holdGroup", status_code=201)
def hold_group_route(call: Call, group_id: uuid.UUID, command: PlaceHold) -> GroupChange:
    """Giữ nguyên trạng cả nhóm: không sửa, không chuyển, không hủy cho đến khi gỡ."""
    return _change(call, group_id, hold_group(call.db, call.actor, group_id, command, call.moment))


@router.post("/record-groups/{group_id}/lifting", operation_id="liftGroupHold")
def lift_group_hold_route(call: Call, group_id: uuid.UUID, command: LiftHold) -> GroupChange:
    """Gỡ việc giữ nguyên trạng đã đặt cho cả nhóm."""
    return _change(call, group_id, lift_group_hold(call.db, call.actor, group_id, command, call.moment))
