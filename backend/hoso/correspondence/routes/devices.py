"""HTTP of what signing stands on: images of signatures and of the seal, hand-overs of the agency's devices."""

import uuid
from datetime import date, datetime
from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel

from hoso.correspondence.actions.end_mark_image import end_mark_image
from hoso.correspondence.actions.hand_over_device import HandOverDevice, hand_over_device
from hoso.correspondence.actions.return_device import ReturnDevice, return_device
from hoso.correspondence.actions.upload_mark_image import UploadMarkImage, upload_mark_image
from hoso.correspondence.queries.signing_lists import handover_rows, image_rows, names_of, with_people
from hoso.correspondence.tables import DeviceHandover, MarkImage
from hoso.formats.forms.device_handover import DeviceMinutes, print_device_minutes
from hoso.support.errors import NotFound
from hoso.support.files import read_all
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.organisations import Agency
from hoso.support.paging import id_after, to_cursor

router = stage_router("Thiết bị ký", "", image_id=MarkImage, handover_id=DeviceHandover)


class MarkImageItem(BaseModel):
    """The image of a person's signature, or of the seal (`full_name` empty)."""

    id: uuid.UUID
    state: str = "in_use"
    version: int
    kind: str
    person_id: uuid.UUID | None
    full_name: str
    width_mm: float
    height_mm: float
    warnings: list[str]
    created_at: datetime
    ended_at: datetime | None
    allowed_actions: list[str] = ["endMarkImage"]
    why_not: dict[str, str] = {}


class MarkImageList(BaseModel):
    """The images in use, the seal first."""

    items: list[MarkImageItem]
    next_cursor: str | None = None


class HandoverItem(BaseModel):
    """One hand-over; `state` handed or returned."""

    id: uuid.UUID
    state: str
    version: int
    device: str
    description: str
    condition: str
    from_person_id: uuid.UUID
    from_name: str
    to_person_id: uuid.UUID
    to_name: str
    permitted_by: uuid.UUID
    permitted_by_name: str
    permission: str
    reason: str
    handed_on: date
    due_back_on: date | None
    returned_on: date | None
    return_note: str
    allowed_actions: list[str] = []
    why_not: dict[str, str] = {}


class HandoverPage(BaseModel):
    """Hand-overs, the newest first."""

    items: list[HandoverItem]
    next_cursor: str | None = None


def _image(call: Call, row: MarkImage) -> MarkImageItem:
    call.db.flush()
    name = names_of(call.db, {row.person_id}).get(row.person_id, ("", ""))[0] if row.person_id else ""
    ended = {"state": "ended", "allowed_actions": []} if row.ended_at else {}
    return MarkImageItem.model_validate({**row.model_dump(), "full_name": name, **ended})


def _handover(call: Call, facts: dict[str, object]) -> HandoverItem:
    allowed = ["returnDevice"] if facts["state"] == "handed" and call.actor.may("returnDevice") else []
    return HandoverItem.model_validate({**facts, "allowed_actions": allowed})


@router.get("/mark-images", operation_id="listMarkImages")
def list_mark_images(call: Call) -> MarkImageList:
    """Hình chữ ký và hình dấu đang dùng."""
    return MarkImageList.model_validate({"items": image_rows(call.db, call.actor)})


@router.post("/mark-images", operation_id="uploadMarkImage", status_code=201)
def upload_mark_image_route(call: Call, command: UploadMarkImage) -> MarkImageItem:
    """Nhận hình chữ ký của một người hoặc hình dấu của cơ quan (PNG nền trong suốt)."""
    return _image(call, upload_mark_image(call.db, call.actor, command, call.moment, call.state.files))


@router.get("/mark-images/{image_id}/image", operation_id="showMarkImage", openapi_extra=may("listMarkImages"), response_class=Response)
def show_mark_image(call: Call, image_id: uuid.UUID) -> Response:
    """Xem hình."""
    row = call.db.get(MarkImage, image_id)
    if row is None or row.agency_id != call.actor.agency_id:
        raise NotFound("Không tìm thấy.")
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, max-age=3600"}
    return Response(read_all(call.state.files, row.sha256), headers=headers, media_type="image/png")


@router.post("/mark-images/{image_id}/ending", operation_id="endMarkImage")
def end_mark_image_route(call: Call, image_id: uuid.UUID) -> MarkImageItem:
    """Ngừng dùng hình."""
    return _image(call, end_mark_image(call.db, call.actor, image_id, call.moment))


@router.get("/device-handovers", operation_id="listDeviceHandovers")
def list_device_handovers(
    call: Call, limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: Annotated[str | None, Query(max_length=500)] = None
) -> HandoverPage:
    """Các lần bàn giao con dấu, thiết bị lưu khóa bí mật của cơ quan."""
    rows = handover_rows(call.db, call.actor, limit, id_after(cursor))
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    return HandoverPage(items=[_handover(call, r) for r in rows[:limit]], next_cursor=more)


@router.post("/device-handovers", operation_id="handOverDevice", status_code=201)
def hand_over_device_route(call: Call, command: HandOverDevice) -> HandoverItem:
    """Bàn giao con dấu, thiết bị khi được phép bằng văn bản (Điều 32.2)."""
    row = hand_over_device(call.db, call.actor, command, call.moment)
    return _handover(call, with_people(call.db, [row])[0])


@router.post("/device-handovers/{handover_id}/return", operation_id="returnDevice")
def return_device_route(call: Call, handover_id: uuid.UUID, command: ReturnDevice) -> HandoverItem:
    """Ghi nhận bàn giao lại."""
    row = return_device(call.db, call.actor, handover_id, command, call.moment)
    call.db.flush()
    return _handover(call, with_people(call.db, [row])[0])


@router.get("/device-handovers/{handover_id}/minutes", operation_id="printDeviceMinutes", openapi_extra=may("listDeviceHandovers"), response_class=Response)
def print_device_minutes_route(call: Call, handover_id: uuid.UUID) -> Response:
    """Biên bản bàn giao."""
    row = call.db.get(DeviceHandover, handover_id)
    if row is None or row.agency_id != call.actor.agency_id:
        raise NotFound("Không tìm thấy.")
    agency = call.db.get_one(Agency, row.agency_id)
    who = names_of(call.db, {row.from_person_id, row.to_person_id, row.permitted_by})
    pdf = print_device_minutes(DeviceMinutes(
        agency.superior_name, agency.name, agency.place, row.handed_on, row.device, row.description, row.condition, row.permission,
        who[row.permitted_by], who[row.from_person_id], who[row.to_person_id], row.reason, row.due_back_on,
    ))  # fmt: skip
    return Response(pdf, headers={"Content-Disposition": "inline; filename=\"bien-ban-ban-giao.pdf\""}, media_type="application/pdf")
