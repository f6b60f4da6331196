"""Everything that happened to one document, from all tables that keep a trace of it (PL VI III.5.a)."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.rules import number_and_symbol
from hoso.correspondence.tables import (
    Consultation,
    Document,
    DocumentFile,
    DocumentMove,
    DraftComment,
    DraftVersion,
    Extension,
    Handling,
    Opinion,
    Recipient,
    Review,
    Urging,
)
from hoso.formats.process_trail import ProcessSection, ProcessTrail
from hoso.support.access_log import AccessLog
from hoso.support.actors import Actor
from hoso.support.added_metadata import AddedMetadata
from hoso.support.clock import HANOI, Moment
from hoso.support.organisations import Agency, Person, Unit
from hoso.support.rights import AccessChange
from hoso.support.trail import TrailEntry

MOVE = {
    "presented": "Trình", "forwarded": "Chuyển tiếp", "directed": "Chỉ đạo", "transferred": "Chuyển giao", "assigned": "Phân công", "passed": "Chuyển đơn vị khác",
    "returned": "Trả lại", "reopened": "Mở lại",
}  # fmt: skip
PART = {"lead": "chủ trì", "coordinating": "phối hợp", "informed": "để biết", "": ""}
SAID = {
    "direction": "Chỉ đạo", "assignment": "Phân công", "progress": "Tiến độ", "completion": "Kết quả", "return": "Trả lại", "opinion": "Ý kiến",
    "following": "Theo dõi, đôn đốc", "urging": "Đôn đốc", "extension": "Gia hạn", "reopening": "Mở lại", "forwarding": "Chuyển tiếp", "transfer": "Chuyển giao",
}  # fmt: skip
ASPECT = {"content": "Nội dung (Đ12.1)", "form": "Thể thức, kỹ thuật trình bày (Đ12.2)", "approval": "Duyệt (Đ11.1)"}
VERDICT = {"approve": "đồng ý", "return": "trả lại", "agree": "đồng ý", "remarks": "có ý kiến", "": ""}
STATE = {
    "waiting": "chờ đăng ký", "registered": "đã đăng ký", "presented": "đang trình", "handling": "đang giải quyết", "completed": "đã giải quyết", "returned": "đã trả lại",
    "recalled": "đã thu hồi", "draft": "dự thảo", "content_checked": "đã kiểm tra nội dung", "form_checked": "đã kiểm tra thể thức", "approved": "đã duyệt",
    "signed": "đã ký", "sealed": "đã đóng dấu, ký số cơ quan", "issued": "đã phát hành", "pending": "chưa gửi", "sent": "đã gửi", "arrived": "đã đến",
}  # fmt: skip
ACT = {"viewed": "Xem", "downloaded": "Tải xuống", "printed": "In", "exported": "Kết xuất"}


def _at(value: datetime | None) -> str:
    return value.astimezone(HANOI).strftime("%d/%m/%Y %H:%M:%S") if value else ""


def _on(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


class _Names:
    """Names of people and units of the agency, asked for once."""

    def __init__(self, db: Session, agency_id: uuid.UUID) -> None:
        self.people = dict(db.exec(select(Person.id, Person.full_name).where(Person.agency_id == agency_id)).all())
        self.units = dict(db.exec(select(Unit.id, Unit.name).where(Unit.agency_id == agency_id)).all())

    def __call__(self, person: uuid.UUID | None, unit: uuid.UUID | None = None) -> str:
        return self.people.get(person, "") if person else self.units.get(unit, "") if unit else ""


def _rows(db: Session, table: Any, document_id: uuid.UUID, order: Any) -> list[Any]:
    return list(db.exec(select(table).where(table.document_id == document_id).order_by(order)))


def _incoming(db: Session, d: uuid.UUID, name: _Names) -> list[ProcessSection]:
    moves = tuple(
        (_at(m.at), MOVE.get(m.kind, m.kind), name(m.from_person_id), name(m.to_person_id, m.to_unit_id), PART.get(m.part, m.part), _on(m.due_on), m.note)
        for m in _rows(db, DocumentMove, d, col(DocumentMove.at)))  # fmt: skip
    parts = tuple(
        (name(h.person_id, h.unit_id), PART.get(h.part, h.part), _at(h.given_at), _at(h.received_at), _on(h.due_on), _at(h.done_at), h.outcome or h.instruction)
        for h in _rows(db, Handling, d, col(Handling.given_at)))  # fmt: skip
    said = tuple((_at(o.at), name(o.person_id), SAID.get(o.kind, o.kind), o.text) for o in _rows(db, Opinion, d, col(Opinion.at)))
    terms = tuple(
        (_at(e.asked_at), name(e.asked_by), _on(e.old_due_on), _on(e.granted_due_on or e.asked_due_on), name(e.decided_by), e.reason)
        for e in _rows(db, Extension, d, col(Extension.asked_at)))  # fmt: skip
    urged = tuple((_at(u.at), name(u.urged_by), u.note) for u in _rows(db, Urging, d, col(Urging.at)))
    return [
        ProcessSection("moves", "Quá trình chuyển văn bản", ("Lúc", "Việc", "Từ", "Đến", "Vai trò", "Thời hạn", "Ghi chú"), moves),
        ProcessSection("handlings", "Giải quyết", ("Đơn vị, cá nhân", "Vai trò", "Giao", "Nhận", "Thời hạn", "Xong", "Nội dung"), parts),
        ProcessSection("opinions", "Ý kiến chỉ đạo, phân phối, giải quyết", ("Lúc", "Người", "Loại", "Ý kiến"), said),
        ProcessSection("extensions", "Gia hạn", ("Lúc", "Người xin", "Hạn cũ", "Hạn mới", "Người duyệt", "Lý do"), terms),
        ProcessSection("urgings", "Đôn đốc", ("Lúc", "Người", "Nội dung"), urged),
    ]


def _outgoing(db: Session, d: uuid.UUID, name: _Names) -> list[ProcessSection]:
    drafts = tuple(
        (str(v.number), _at(v.at), name(v.by), v.note, "; ".join(f"{f.get('name', '')} ({str(f.get('sha256', ''))[:12]}…)" for f in v.files))
        for v in _rows(db, DraftVersion, d, col(DraftVersion.number)))  # fmt: skip
    remarks = tuple(
        (_at(c.at), name(c.by), f"bản {c.version_number}" + (f", trang {c.page}" if c.page else ""), _at(c.resolved_at), c.text)
        for c in _rows(db, DraftComment, d, col(DraftComment.at)))  # fmt: skip
    asked = tuple(
        (_at(c.asked_at), name(c.person_id, c.unit_id), _on(c.due_on), _at(c.answered_at), VERDICT.get(c.verdict, c.verdict), c.answer + (f" — Tiếp thu: {c.outcome}" if c.outcome else ""))
        for c in _rows(db, Consultation, d, col(Consultation.asked_at)))  # fmt: skip
    checks = tuple(
        (_at(r.at), name(r.by), ASPECT.get(r.aspect, r.aspect), VERDICT.get(r.verdict, r.verdict) + (" (đã hết hiệu lực)" if r.voided_at else ""), r.sha256[:16], r.note)
        for r in _rows(db, Review, d, col(Review.at)))  # fmt: skip
    sent = tuple((r.name, STATE.get(r.state, r.state), _at(r.state_at), r.state_note) for r in _rows(db, Recipient, d, col(Recipient.ordinal)))
    return [
        ProcessSection("drafts", "Các dự thảo", ("Bản", "Lúc", "Người", "Ghi chú", "Tệp"), drafts),
        ProcessSection("comments", "Ý kiến trên dự thảo", ("Lúc", "Người", "Ở đâu", "Đã xử lý", "Ý kiến"), remarks),
        ProcessSection("consultations", "Ý kiến góp ý của đơn vị, cá nhân liên quan", ("Hỏi lúc", "Được hỏi", "Thời hạn", "Trả lời lúc", "Kết luận", "Nội dung"), asked),
        ProcessSection("reviews", "Kiểm tra, phê duyệt", ("Lúc", "Người", "Việc", "Kết quả", "Tệp (SHA-256)", "Ý kiến"), checks),
        ProcessSection("recipients", "Nơi nhận", ("Nơi nhận", "Tình trạng", "Lúc", "Ghi chú"), sent),
    ]


def _uses(db: Session, document: Document, name: _Names) -> list[ProcessSection]:
    rights = db.exec(select(AccessChange).where(AccessChange.subject_id == document.id, AccessChange.agency_id == document.agency_id).order_by(col(AccessChange.made_at)))
    looks = db.exec(select(AccessLog).where(AccessLog.subject_id == document.id, AccessLog.agency_id == document.agency_id).order_by(col(AccessLog.id)))
    entries = db.exec(select(TrailEntry).where(TrailEntry.subject_id == document.id, TrailEntry.agency_id == document.agency_id).order_by(col(TrailEntry.sequence)))
    return [
        ProcessSection("rights", "Thay đổi quyền xem", ("Lúc", "Người đổi", "Ai", "Việc", "Xác nhận", "Lý do"), tuple(
            (_at(c.made_at), name(c.made_by), name(c.person_id, c.unit_id), "cấp" if c.kind == "granted" else "rút", name(c.decided_by), c.reason) for c in rights)),
        ProcessSection("uses", "Lịch sử truy cập, xem, tải, in", ("Lúc", "Người", "Việc", "Tệp (SHA-256)"), tuple(
            (_at(u.at), name(u.person_id), ACT.get(u.act, u.act), u.sha256[:16]) for u in looks)),
        ProcessSection("trail", "Các tác động vào văn bản (nhật ký nối băm)", ("Lúc", "Người", "Mã tác động", "Thứ tự", "Mã băm"), tuple(
            (_at(e.at), e.by_name, e.tag, str(e.sequence), e.hash[:16]) for e in entries)),
    ]  # fmt: skip


def _added(db: Session, document: Document, name: _Names) -> ProcessSection:
    rows = db.exec(select(AddedMetadata).where(AddedMetadata.subject_id == document.id, AddedMetadata.agency_id == document.agency_id).order_by(col(AddedMetadata.id)))
    return ProcessSection("added_metadata", "Dữ liệu đặc tả bổ sung", ("Lúc", "Người", "Tên", "Giá trị", "Đã rút", "Lý do rút"), tuple(
        (_at(m.added_at), name(m.added_by), m.name, m.value, _at(m.withdrawn_at), m.withdraw_reason) for m in rows))  # fmt: skip


def process_of(db: Session, document: Document, actor: Actor, moment: Moment) -> ProcessTrail:
    """All traces of the document, oldest first in each section."""
    name = _Names(db, document.agency_id)
    files = tuple((f.name, f.role, f.sha256) for f in _rows(db, DocumentFile, document.id, col(DocumentFile.ordinal)))
    own = _incoming(db, document.id, name) if document.kind == "incoming" else _outgoing(db, document.id, name)
    facts = (
        ("Loại văn bản", document.type_name), ("Số, ký hiệu", number_and_symbol(document.number, document.symbol)), ("Ngày ban hành", _on(document.issued_on)),
        ("Cơ quan ban hành", document.issuer_name), ("Trích yếu", document.abstract), ("Người ký", f"{document.signer_name} {document.signer_position}".strip()),
        ("Mã định danh", document.document_identifier), ("Tình trạng", STATE.get(document.state, document.state)),
    )  # fmt: skip
    return ProcessTrail(
        document_id=str(document.id), agency=db.get_one(Agency, document.agency_id).name, title=f"{document.type_name} {facts[1][1]}: {document.abstract}",
        exported_at=_at(moment.at), exported_by=actor.full_name, facts=facts,
        sections=(ProcessSection("files", "Các tệp", ("Tên tệp", "Vai trò", "SHA-256"), files), *own, _added(db, document, name), *_uses(db, document, name)),
    )  # fmt: skip
