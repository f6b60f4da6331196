"""Read a message and say what it would do here: values for the clerk, findings, the documents it is about. Keeps nothing."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from sqlmodel import Session

from hoso.correspondence.tables import Document
from hoso.exchange.queries import agency_by_code, held_documents, own_document, type_of_name
from hoso.exchange.rules import URGENCY, are_one_agency
from hoso.formats.edxml import WARNINGS, EdxmlRefused, Letter, StatusMessage, read_edxml
from hoso.formats.secrecy import mark_in_header
from hoso.support.actors import Actor
from hoso.support.errors import Malformed
from hoso.support.secrecy import LAW, StateSecret, is_secret_said, refuse_marked

LENGTHS = {"number": 11, "symbol": 30, "issuer_name": 200, "issuer_code": 35, "abstract": 500, "description": 500, "signer_name": 50,
           "signer_position": 100}  # fmt: skip
NAMES = {"number": "Số", "symbol": "Ký hiệu", "issuer_name": "Cơ quan ban hành", "issuer_code": "Mã cơ quan", "abstract": "Trích yếu",
         "description": "Ghi chú", "signer_name": "Người ký", "signer_position": "Chức vụ người ký"}  # fmt: skip


class EdxmlUnreadable(Malformed):
    """The message is not to be registered; `reason` says why in a word, the detail what to do."""

    code = "edxml_refused"


@dataclass(slots=True)
class Findings:
    """What the clerk should look at; `code` is stable, `text` is for people."""

    items: list[dict[str, Any]] = field(default_factory=list)

    def add(self, code: str, text: str) -> None:
        """One more finding."""
        self.items.append({"code": code, "text": text})


def checked_message(data: bytes, mark_of: Callable[[BinaryIO], str | None] | None) -> Letter | StatusMessage:
    """The message. Raises EdxmlUnreadable, StateSecret (a level in its header, in its subject or the name of a file, or a mark on one of its files)."""
    try:
        message = read_edxml(data)
    except EdxmlRefused as refused:
        raise EdxmlUnreadable(str(refused), field="file", reason=refused.reason) from None
    if mark_of is not None and isinstance(message, Letter):
        told = {"subject": message.subject, "words": [*message.header_values, *(file.name for file in message.attachments)]}
        if mark_in_header(message) or is_secret_said(told):
            raise StateSecret(LAW)
        for file in message.attachments:
            refuse_marked(mark_of, io.BytesIO(file.data))
    return message


def _fitting(facts: dict[str, Any], findings: Findings) -> dict[str, Any]:
    """The facts in the lengths of the register; what had to be shortened is said, the message keeps it whole."""
    for name, limit in LENGTHS.items():
        if len(facts[name]) > limit:
            facts[name] = facts[name][: limit - 1].rstrip() + "…"
            findings.add("value_shortened", f"{NAMES[name]} dài hơn {limit} ký tự: sổ ghi phần đầu, bản tin gốc giữ toàn văn.")
    return facts


def _signer_position(letter: Letter) -> str:
    if letter.signer is None:
        return ""
    return " – ".join(part for part in (letter.signer.competence, letter.signer.position) if part)


def facts_of(db: Session, letter: Letter, findings: Findings) -> dict[str, Any]:
    """The document as the register would hold it. Never invents: what the message does not say stays empty."""
    known = type_of_name(db, letter.type_name) if letter.type_name else None
    if known is None:
        findings.add("type_unknown", f"Loại văn bản “{letter.type_name}” chưa có trong danh mục: chọn lại khi vào sổ." if letter.type_name
                     else "Bản tin không ghi loại văn bản: chọn khi vào sổ.")  # fmt: skip
    sender = letter.sender
    listed = agency_by_code(db, sender.organ_id)
    name = sender.organ_name or (listed.name if listed else sender.organ_id)
    if not letter.subject:
        findings.add("no_subject", "Bản tin không có trích yếu: ghi khi vào sổ.")
    return _fitting({
        "type_code": known[0] if known else "KHAC", "type_name": known[1] if known else (letter.type_name or "Không ghi loại")[:100],
        "number": letter.code_number or "", "symbol": letter.code_notation or "", "issued_on": letter.promulgation_date, "issuer_name": name,
        "issuer_code": sender.organ_id, "abstract": letter.subject or "(Bản tin không có trích yếu)",
        "description": letter.content if letter.content and letter.content != letter.subject else "",
        "signer_name": (letter.signer.full_name if letter.signer else None) or "", "signer_position": _signer_position(letter),
        "page_count": min(letter.page_amount or 0, 9999), "urgency": URGENCY.get(letter.priority or 0, "normal"), "due_on": letter.due_date,
        "document_identifier": letter.document_id if len(letter.document_id) <= 60 else "",
    }, findings)  # fmt: skip


def look(db: Session, actor: Actor, letter: Letter, findings: Findings) -> None:
    """Add what concerns this agency: misdirected, paper that follows, a date that cannot be."""
    for warning in letter.warnings:
        if warning != "value_longer_than_known_limit":
            findings.add(warning, WARNINGS[warning])
    for file in letter.attachments:
        if not file.name_agrees:
            findings.add("file_not_as_named", f"Tệp “{file.name}”: nội dung không đúng với tên, không mở xem trực tiếp.")
    if not any(are_one_agency(r.organ_id, actor.agency_code) for r in letter.receivers):
        to = ", ".join(r.organ_name or r.organ_id for r in letter.receivers) or "không ghi nơi nhận"
        findings.add("not_addressed_here", f"Bản tin không gửi cho cơ quan ta (nơi nhận: {to}). Kiểm tra, trả lại nơi gửi nếu gửi nhầm.")
    if letter.business and letter.business.paper == 1:
        findings.add("paper_follows", "Bản giấy sẽ gửi sau: khi đến thì gắn vào cùng số đến.")


def targets_of(db: Session, actor: Actor, letter: Letter) -> list[Document]:
    """The documents held here that a withdrawal, update or replacement is about, of this sender, in force."""
    found = []
    for reference in letter.acts_on:
        for document, sender in held_documents(db, actor.agency_id, reference):
            code = sender.organ_code if sender else document.issuer_code
            if document.state not in ("returned", "recalled") and are_one_agency(code, letter.sender.organ_id):
                found.append(document)
                break
    return found


def answered_by(db: Session, actor: Actor, message: Letter | StatusMessage) -> list[Document]:
    """The own outgoing documents that the message answers."""
    found = (own_document(db, actor, response) for response in message.response_for)
    return list({d.id: d for d in found if d is not None}.values())
