"""HTTP of the metadata that people add to a document or dossier by hand."""

import uuid
from datetime import datetime

from pydantic import BaseModel
from sqlmodel import col, select

from hoso.support.added_metadata import AddedMetadata, AddMetadata, WithdrawMetadata, add_metadata, added_to, withdraw_metadata
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.organisations import Person
from hoso.support.rights import subject_for
from hoso.support.search import SearchEntry

router = stage_router("Dữ liệu đặc tả bổ sung", subject_id=SearchEntry, metadata_id=AddedMetadata)


class AddedItem(BaseModel):
    """One added value; `state` added or withdrawn."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str]
    name: str
    value: str
    added_by_name: str
    added_at: datetime
    withdrawn_by_name: str | None
    withdrawn_at: datetime | None
    withdraw_reason: str


class AddedMetadataAnswer(BaseModel):
    """What was added to a record, and whether the caller may add more."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str]
    items: list[AddedItem]


def _answer(call: Call, subject_id: uuid.UUID) -> AddedMetadataAnswer:
    call.db.flush()
    rows = added_to(call.db, call.actor, subject_id)
    people = {p for row in rows for p in (row.added_by, row.withdrawn_by) if p}
    names = dict(call.db.exec(select(Person.id, Person.full_name).where(col(Person.id).in_(people))).all()) if people else {}
    acts = {act for act in ("addMetadata", "withdrawMetadata") if call.actor.may(act)}
    items = [
        AddedItem(
            id=row.id, state="withdrawn" if row.withdrawn_at else "added", allowed_actions=sorted(acts & {"withdrawMetadata"}) if not row.withdrawn_at else [], name=row.name,
            value=row.value, added_by_name=names.get(row.added_by, ""), added_at=row.added_at,
            withdrawn_by_name=names.get(row.withdrawn_by, "") if row.withdrawn_by else None, withdrawn_at=row.withdrawn_at, withdraw_reason=row.withdraw_reason)
        for row in rows
    ]  # fmt: skip
    return AddedMetadataAnswer(id=subject_id, state="shown", allowed_actions=sorted(acts & {"addMetadata"}), items=items)


@router.get("/records/{subject_id}/added-metadata", operation_id="listAddedMetadata", openapi_extra=may("listTrail"))
def list_added_metadata(call: Call, subject_id: uuid.UUID) -> AddedMetadataAnswer:
    """Dữ liệu đặc tả bổ sung của văn bản, hồ sơ, kể cả giá trị đã rút."""
    subject_for(call.db, call.actor, subject_id)
    return _answer(call, subject_id)


@router.post("/records/{subject_id}/added-metadata", operation_id="addMetadata", status_code=201)
def add_metadata_route(call: Call, subject_id: uuid.UUID, command: AddMetadata) -> AddedMetadataAnswer:
    """Ghi thêm dữ liệu đặc tả; giá trị đã đăng ký không thay đổi."""
    add_metadata(call.db, call.actor, subject_id, command, call.moment)
    return _answer(call, subject_id)


@router.post("/added-metadata/{metadata_id}/withdrawal", operation_id="withdrawMetadata")
def withdraw_metadata_route(call: Call, metadata_id: uuid.UUID, command: WithdrawMetadata) -> AddedMetadataAnswer:
    """Rút giá trị ghi nhầm; giá trị đó vẫn còn để xem."""
    row = withdraw_metadata(call.db, call.actor, metadata_id, command, call.moment)
    return _answer(call, row.subject_id)
