"""Prints Biên bản bàn giao con dấu, thiết bị lưu khóa bí mật (NĐ 30 Đ32.2b). The law gives no form; parts and places are PL I's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso.formats.forms.texts import place_and_day, short_day
from hoso.formats.forms.typesetting import typeset

DEVICES = {"seal": "con dấu của cơ quan", "key_device": "thiết bị lưu khóa bí mật của cơ quan"}


@dataclass(frozen=True, slots=True)
class DeviceMinutes:
    """`device` is a key of DEVICES; people as (name, post)."""

    superior: str
    agency: str
    place: str
    made_on: date
    device: str
    description: str
    condition: str
    permission: str
    permitted_by: tuple[str, str]
    giver: tuple[str, str]
    receiver: tuple[str, str]
    reason: str
    due_back_on: date | None


def print_device_minutes(minutes: DeviceMinutes) -> bytes:
    """PDF, A4 upright, for three signatures: who gives, who receives, who permitted."""
    lines = (
        ("Đối tượng bàn giao:", f"{DEVICES[minutes.device]}: {minutes.description}"), ("Tình trạng khi bàn giao:", minutes.condition),
        ("Lý do bàn giao:", minutes.reason), ("Văn bản cho phép:", minutes.permission),
        ("Thời hạn bàn giao lại:", short_day(minutes.due_back_on) if minutes.due_back_on else ""),
    )  # fmt: skip
    sides = (("Bên giao", minutes.giver), ("Bên nhận", minutes.receiver))
    return typeset("device_handover", {
        "title": "Biên bản", "abstract": f"Bàn giao {DEVICES[minutes.device]}", "superior": minutes.superior, "agency": minutes.agency,
        "place_and_day": place_and_day(minutes.place, minutes.made_on),
        "bases": ["Căn cứ Điều 32 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"],
        "sides": [{"head": head, "name": who[0], "post": who[1]} for head, who in sides],
        "lines": [{"label": label, "value": value} for label, value in lines],
        "signatures": [{"title": t, "name": n} for t, n in (("Bên giao", minutes.giver[0]), ("Bên nhận", minutes.receiver[0]),
                                                           ("Người cho phép", minutes.permitted_by[0]))],
    }).pdf  # fmt: skip
