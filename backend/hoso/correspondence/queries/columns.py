"""What a list of documents can show: every input field of NĐ 30 PL VI, by name, with its label, its width and how it is written.

The same names choose columns on the screen and in an export. Never decides who may see a row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from hoso.correspondence.tables import Document, Handling, Incoming, Outgoing, Recipient, Register, RegisterEntry
from hoso.support.clock import HANOI
from hoso.support.organisations import Person, Unit

STATES = {
    "waiting": "Chờ vào sổ", "registered": "Chờ trình", "presented": "Chờ cho ý kiến", "handling": "Đang xử lý", "completed": "Hoàn thành",
    "returned": "Đã trả lại", "recalled": "Đã thu hồi", "draft": "Dự thảo", "content_checked": "Chờ kiểm tra thể thức",
    "form_checked": "Chờ phê duyệt", "approved": "Chờ ký", "signed": "Đã ký", "sealed": "Đã ký số cơ quan", "issued": "Đã phát hành",
}  # fmt: skip
URGENCIES = {"normal": "Thường", "urgent": "Khẩn", "very_urgent": "Thượng khẩn", "express": "Hỏa tốc"}
MEDIA = {"paper": "Giấy", "electronic": "Điện tử", "email": "Thư điện tử"}


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _moment(value: datetime | None) -> str:
    return f"{value.astimezone(HANOI):%H:%M %d/%m/%Y}" if value else ""


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _named(names: dict[str, str]) -> Callable[[Any], str]:
    return lambda value: names.get(str(value), str(value or ""))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head in print, its expression, its share of a page in millimetres, how a value is written."""

    label: str
    value: Any
    width: float = 25.0
    written: Callable[[Any], str] = _text
    align: str = "l"


def _leads(column: Any, join: Any) -> Any:
    part: Any = aliased(Handling)
    name = select(func.string_agg(column, ", ")).select_from(part).join(join, join.id == (part.unit_id if join is Unit else part.person_id))
    return name.where(part.document_id == Document.id, part.part == "lead", part.state != "withdrawn").correlate(Document).scalar_subquery()


def _name_of(person: Any) -> Any:
    who: Any = aliased(Person)
    return select(who.full_name).where(who.id == person).scalar_subquery()


def _register_name(entry: Any) -> Any:
    wanted = select(Register.name).join(RegisterEntry, col(RegisterEntry.register_id) == col(Register.id)).where(col(RegisterEntry.id) == entry)
    return wanted.scalar_subquery()


_COMMON: dict[str, Column] = {
    "number": Column("Số", Document.number, 14, align="c"),
    "symbol": Column("Ký hiệu", Document.symbol, 26, align="c"),
    "issued_on": Column("Ngày văn bản", Document.issued_on, 21, _day, "c"),
    "type_name": Column("Loại văn bản", Document.type_name, 24),
    "issuer_name": Column("Cơ quan ban hành", Document.issuer_name, 38),
    "abstract": Column("Trích yếu nội dung", Document.abstract, 75),
    "signer_name": Column("Người ký", Document.signer_name, 30),
    "signer_position": Column("Chức vụ người ký", Document.signer_position, 28),
    "urgency": Column("Độ khẩn", Document.urgency, 18, _named(URGENCIES), "c"),
    "due_on": Column("Hạn giải quyết", Document.due_on, 21, _day, "c"),
    "page_count": Column("Số tờ/trang", Document.page_count, 14, align="c"),
    "language": Column("Ngôn ngữ", Document.language, 20),
    "description": Column("Ghi chú", Document.description, 40),
    "document_identifier": Column("Mã định danh", Document.document_identifier, 38),
    "medium": Column("Dạng", Document.medium, 16, _named(MEDIA), "c"),
    "state": Column("Trạng thái", Document.state, 26, _named(STATES)),
    "created_at": Column("Nhập lúc", Document.created_at, 28, _moment, "c"),
}  # fmt: skip

INCOMING: dict[str, Column] = {
    "arrival_number": Column("Số đến", Incoming.arrival_number, 14, align="c"),
    "arrived_on": Column("Ngày đến", Incoming.arrived_on, 21, _day, "c"),
    **_COMMON,
    "received_on": Column("Ngày nhận", Incoming.received_on, 21, _day, "c"),
    "issuer_code": Column("Mã cơ quan ban hành", Document.issuer_code, 28),
    "copies": Column("Số bản", Document.copies, 12, align="c"),
    "channel": Column("Nhận qua", Incoming.channel, 18, _named(MEDIA), "c"),
    "due_at": Column("Hạn giờ (hỏa tốc)", Incoming.due_at, 28, _moment, "c"),
    "reply_due_on": Column("Hạn trả lời", Incoming.reply_due_on, 21, _day, "c"),
    "register": Column("Sổ", _register_name(Incoming.register_entry_id), 32),
    "presented_to": Column("Người được trình", _name_of(Incoming.presented_to), 30),
    "lead_units": Column("Đơn vị chủ trì", _leads(Unit.name, Unit), 36),
    "lead_people": Column("Người xử lý", _leads(Person.full_name, Person), 30),
    "transferred_on": Column("Ngày chuyển", Incoming.transferred_on, 21, _day, "c"),
    "completed_at": Column("Giải quyết xong", Incoming.completed_at, 28, _moment, "c"),
}  # fmt: skip

OUTGOING: dict[str, Column] = {
    **_COMMON,
    "recipients": Column(
        "Nơi nhận",
        select(func.string_agg(Recipient.name, "; ")).where(col(Recipient.document_id) == col(Document.id)).correlate(Document).scalar_subquery(), 45,
    ),
    "issued_amount": Column("Số bản phát hành", Outgoing.issued_amount, 14, align="c"),
    "drafter": Column("Người soạn", _name_of(Outgoing.drafter_id), 30),
    "drafting_unit": Column("Đơn vị soạn thảo", select(Unit.name).where(col(Unit.id) == col(Outgoing.drafting_unit_id)).scalar_subquery(), 36),
    "proposed_signer": Column("Người được trình ký", _name_of(Outgoing.proposed_signer_id), 30),
    "capacity": Column("Thẩm quyền ký", Outgoing.capacity, 18, align="c"),
    "retained_copy_unit": Column("Nơi lưu", Outgoing.retained_copy_unit, 30),
    "issuing_body": Column("Tổ chức tư vấn ban hành", Outgoing.issuing_body, 30),
    "register": Column("Sổ", _register_name(Outgoing.register_entry_id), 32),
    "signed_at": Column("Ký lúc", Outgoing.signed_at, 28, _moment, "c"),
    "dispatched_on": Column("Ngày phát hành", Outgoing.dispatched_on, 21, _day, "c"),
    "recall_reason": Column("Lý do thu hồi", Outgoing.recall_reason, 40),
}  # fmt: skip

COLUMNS = {"incoming": INCOMING, "outgoing": OUTGOING}
USUAL = {
    "incoming": ("arrival_number", "arrived_on", "abstract", "number", "symbol", "issuer_name", "state", "due_on"),
    "outgoing": ("number", "symbol", "issued_on", "abstract", "recipients", "signer_name", "state"),
}
