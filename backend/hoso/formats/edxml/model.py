"""The shapes of a message. Text is NFC and stripped; what is missing (also the words "null" and "N/A") is None."""

from dataclasses import dataclass, field
from datetime import date, datetime

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"

# Why a message is not taken, in the words of the clerk who has to answer the sender.
REASONS = {
    "xml_malformed": "Tệp không phải XML đúng cú pháp: có thể bị cắt hoặc hỏng trên đường truyền. Đề nghị nơi gửi gửi lại.",
    "xml_dtd_forbidden": "Tệp có khai báo DOCTYPE, định dạng edXML không có phần này. Không đọc vì lý do an toàn.",
    "message_too_large": "Bản tin lớn hoặc phức tạp quá giới hạn của hệ thống.",
    "not_edxml_namespace": "Tệp không phải edXML theo QCVN 102:2016.",
    "not_edxml_structure": "Bản tin không có đủ danh sách tệp và phần tệp đính kèm theo QCVN 102:2016.",
    "missing_sender": "Bản tin không có mã định danh của cơ quan gửi.",
    "missing_document_id": "Bản tin không có mã định danh văn bản.",
    "status_code_unknown": "Mã trạng thái không có trong quy định (01 đến 06, 13, 15, 16).",
    "business_type_unknown": "Loại nghiệp vụ của bản tin không có trong quy định (0 đến 3).",
    "attachment_missing": "Danh sách tệp nêu một tệp không có trong bản tin.",
    "attachment_base64_invalid": "Tệp đính kèm không giải mã được (base64).",
    "attachment_zip_broken": "Tệp đính kèm nén bị hỏng.",
    "attachment_zip_encrypted": "Tệp đính kèm nén có mật khẩu.",
    "attachment_zip_limits": "Tệp đính kèm nén nở quá giới hạn khi giải nén.",
}
WARNINGS = {
    "literal_null_ignored": "Có ô ghi chữ “null” hoặc “N/A”: coi là không có.",
    "text_not_nfc": "Chữ có dấu viết ở dạng tổ hợp rời, đã chuẩn hóa.",
    "attachment_type_mismatch": "Nội dung tệp không đúng như tên tệp.",
    "attachment_utf8_damage": "Tệp bị hỏng khi truyền (mất byte). Đề nghị nơi gửi gửi lại.",
    "attachment_name_unsafe": "Tên tệp có đường dẫn, chỉ giữ phần tên.",
    "attachment_not_in_manifest": "Có tệp không nêu trong danh sách tệp, không lấy.",
    "status_alias_14": "Mã trạng thái 14 được hiểu là 15.",
    "value_longer_than_known_limit": "Có nội dung dài hơn độ dài thường gặp.",
    "date_unreadable": "Có ngày không đọc được.",
    "number_unreadable": "Có số không đọc được.",
}
STATUS_MEANINGS = {
    "01": "Đã đến",
    "02": "Từ chối tiếp nhận",
    "03": "Đã tiếp nhận",
    "04": "Phân công xử lý",
    "05": "Đang xử lý",
    "06": "Đã hoàn thành",
    "13": "Lấy lại, thu hồi",
    "15": "Đồng ý lấy lại, cập nhật",
    "16": "Từ chối lấy lại, cập nhật",
}


class EdxmlRefused(ValueError):
    """The message is not to be registered; `reason` is a key of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(REASONS[reason])
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Organ:
    """An agency as a message names it."""

    organ_id: str
    organ_name: str | None = None
    in_charge: str | None = None
    address: str | None = None
    email: str | None = None
    telephone: str | None = None
    fax: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Quyền hạn, chức vụ, họ tên."""

    competence: str | None
    position: str | None
    full_name: str | None


@dataclass(frozen=True, slots=True)
class Response:
    """The document that this one answers; `code` is number and notation."""

    organ_id: str | None
    code: str | None
    document_id: str | None
    promulgation_date: date | None


@dataclass(frozen=True, slots=True)
class Staff:
    """Who deals with it at the other side."""

    department: str | None
    staff: str | None
    mobile: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Replaced:
    """A document that is replaced, at the named agencies."""

    document_id: str
    organ_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Business:
    """What the message does: 0 new, 1 withdraw, 2 update, 3 replace. `receiver_changes`: (organ id, added or removed)."""

    type: int
    reason: str | None
    paper: int | None
    document_id: str | None
    staff: Staff | None
    content_changed: bool | None = None
    receivers_changed: bool | None = None
    receiver_changes: tuple[tuple[str, str], ...] = ()
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """A station of the message on its way; `timestamp` in Vietnam time."""

    organ_id: str | None
    timestamp: datetime | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the message, after base64 and, where `unwrapped`, out of the sender's ZIP. `data` are its bytes."""

    content_id: str
    name: str
    description: str | None
    declared_in_reference: str | None
    declared_in_attachment: str | None
    unwrapped: bool
    data: bytes = field(repr=False)
    sha256: str
    detected_type: str
    name_agrees: bool

    @property
    def size(self) -> int:
        """Bytes of the file itself."""
        return len(self.data)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that carries a document."""

    sender: Organ
    receivers: tuple[Organ, ...]
    document_id: str
    code_number: str | None
    code_notation: str | None
    place: str | None
    promulgation_date: date | None
    type_raw: str | None
    type_detail_raw: str | None
    type_name: str | None
    subject: str | None
    content: str | None
    signer: Signer | None
    due_date: date | None
    to_places: tuple[str, ...]
    priority: int | None
    sphere: str | None
    typer_notation: str | None
    promulgation_amount: int | None
    page_amount: int | None
    direction: str | None
    appendixes: tuple[str, ...]
    response_for: tuple[Response, ...]
    steering_type_raw: str | None
    business: Business | None
    trace: tuple[Hop, ...]
    envelope_signature: str | None
    header_values: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    warnings: tuple[str, ...]

    @property
    def business_type(self) -> int:
        """0 where the message says nothing about it."""
        return self.business.type if self.business else 0

    @property
    def acts_on(self) -> tuple[str, ...]:
        """The documents that a withdrawal, update or replacement is about; empty for a new document."""
        if self.business is None or self.business.type == 0:
            return ()
        if self.business.type == 3:
            return tuple(r.document_id for r in self.business.replaced)
        return (self.business.document_id or self.document_id,)


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """How far a document came at a receiver, or that its sender takes it back (13). `code` is never 14."""

    sender: Organ
    code: str
    code_raw: str
    response_for: tuple[Response, ...]
    description: str | None
    timestamp: datetime | None
    staff: Staff | None
    header_values: tuple[str, ...]
    warnings: tuple[str, ...]
