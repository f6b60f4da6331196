"""Write the status message of an answer: the same row gives the same bytes, whenever it is asked for."""

from sqlmodel import Session

from hoso.correspondence.actions.return_incoming import CATEGORIES
from hoso.correspondence.tables import ForeignSender, SenderAnswer
from hoso.formats.edxml import Organ, Response, Staff, StatusMessage, write_status
from hoso.support.organisations import Agency

SAID = {
    "01": "Văn bản đã đến phần mềm của đơn vị nhận", "03": "Văn bản đã được tiếp nhận, vào sổ văn bản đến", "04": "Văn bản đã được phân công xử lý",
    "05": "Văn bản đang được xử lý", "06": "Văn bản đã xử lý xong", "15": "Đồng ý yêu cầu thu hồi, cập nhật văn bản",
}  # fmt: skip


def told(code: str, category: str, description: str) -> str:
    """What the sender reads: the category and the reason, or the sentence of the code."""
    return ": ".join(part for part in (CATEGORIES.get(category, ""), description) if part) or SAID.get(code, "")


def write_answer(db: Session, answer: SenderAnswer) -> bytes:
    """The edXML status message to the foreign sender. Source: QCVN 102, message type status."""
    agency = db.get_one(Agency, answer.agency_id)
    sender = db.get_one(ForeignSender, answer.document_id)
    answered = Response(sender.organ_code, sender.notation or None, sender.reference, sender.issued_on)
    organ = Organ(agency.code, agency.name, agency.superior_name or None)
    staff = Staff("Văn thư", answer.by_name or None, None, None)
    return write_status(StatusMessage(organ, answer.code, answer.code, (answered,), told(answer.code, answer.category, answer.description)[:1000], answer.made_at, staff, (), ()))
