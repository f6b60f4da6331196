"""Receive a message by hand: a new document waits to be registered; a withdrawal, an update, a status asks or tells, and changes nothing silently.

A registered document is never changed by a message itself: the clerk confirms the recall, accepts or declines the update.
Source: QĐ 28/2018/QĐ-TTg, QCVN 102:2016; project rules of domain 18 §8.
"""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session, select

from hoso.correspondence.actions.ask_recall import ask_recall
from hoso.correspondence.actions.note_delivery import note_report
from hoso.correspondence.actions.receive_arrival import ArrivedFile, ReceiveArrival, link_documents, receive_arrival
from hoso.correspondence.tables import Document
from hoso.exchange.actions.read_message import Findings, answered_by, checked_message, facts_of, look, targets_of
from hoso.exchange.actions.take_files import Stores, keep_bytes, take_files
from hoso.exchange.queries import held_documents, own_document, recipient_of
from hoso.exchange.rules import are_one_agency, code_of_2020, state_after_report
from hoso.exchange.tables import ExchangeMessage, RecipientStatus
from hoso.formats.edxml import STATUS_MEANINGS, Letter, StatusMessage
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict
from hoso.support.files.content import checked_name
from hoso.support.trail import record


class AlreadyReceived(Conflict):
    """The same message, or another copy of the same document, was received before."""

    code = "already_received"


class UnknownTarget(Conflict):
    """The message is about a document that this agency does not hold, or did not send."""

    code = "unknown_target"


@dataclass(frozen=True, slots=True)
class ReceiveEdxml:
    """The file as it was dropped."""

    name: str
    data: bytes


def receive_edxml(db: Session, actor: Actor, command: ReceiveEdxml, moment: Moment, stores: Stores) -> ExchangeMessage:
    """What was made of the message. Raises EdxmlUnreadable, StateSecret, AlreadyReceived, UnknownTarget, BadName, TooLarge, StoreFull."""
    name = checked_name(command.name)
    message = checked_message(command.data, stores.mark_of)
    mark = _fingerprint(message)
    mark = _refuse_known(db, actor, mark, command.data)
    about = None if isinstance(message, Letter) else _status_target(db, actor, message)
    digest = keep_bytes(db, actor, stores, command.data, name, "application/xml", moment)
    row = {
        "agency_id": actor.agency_id, "fingerprint": mark, "sha256": digest, "received_at": moment.at, "received_by": actor.id,
        "sender_code": message.sender.organ_id[:50], "sender_name": (message.sender.organ_name or "")[:200],
    }  # fmt: skip
    if isinstance(message, StatusMessage):
        return _status(db, actor, message, about or [], row, moment)
    return _letter(db, actor, message, stores, ArrivedFile(digest, name, "evidence"), row, moment)


def _fingerprint(message: Letter | StatusMessage) -> str:
    sender = code_of_2020(message.sender.organ_id)
    if isinstance(message, StatusMessage):
        told = [r.document_id for r in message.response_for]
        parts: list[Any] = ["status", sender, told, message.code, message.timestamp, message.description]
    else:
        parts = ["letter", sender, message.document_id, message.business_type]
        if message.business and message.business_type:
            parts += [message.business.reason, message.subject, [a.sha256 for a in message.attachments]]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _refuse_known(db: Session, actor: Actor, mark: str, data: bytes) -> str:
    """The fingerprint to keep. A document that went back may come again; its new message is told apart by its bytes."""
    wanted = select(ExchangeMessage).where(ExchangeMessage.agency_id == actor.agency_id, ExchangeMessage.fingerprint == mark)
    known = db.exec(wanted).first()
    if known is None:
        return mark
    document = db.get(Document, known.document_id) if known.document_id else None
    again = hashlib.sha256(mark.encode() + data).hexdigest()
    gone = document is not None and document.state in ("returned", "recalled") and known.kind == "letter"
    taken = db.exec(select(ExchangeMessage.id).where(ExchangeMessage.agency_id == actor.agency_id, ExchangeMessage.fingerprint == again)).first()
    if gone and taken is None:
        return again
    raise AlreadyReceived("Văn bản (bản tin) này đã nhận trước đó, không nhận lần thứ hai.",
                          document_id=str(known.document_id) if known.document_id else None, message_id=str(known.id))  # fmt: skip


def _keep(db: Session, actor: Actor, row: dict[str, Any], moment: Moment) -> ExchangeMessage:
    message = ExchangeMessage.model_validate(row)
    db.add(message)
    db.flush()
    record(db, actor, moment, "message:received", message.id, {
        "kind": message.kind, "sender": message.sender_code, "reference": message.reference, "outcome": message.outcome, "sha256": message.sha256,
    })  # fmt: skip
    return message


def plain_facts(facts: dict[str, Any], letter: Letter, files: list[ArrivedFile]) -> dict[str, Any]:
    """What was read, for the clerk and for a later acceptance."""
    business = letter.business
    return {
        **{name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in facts.items()},
        "reason": business.reason if business else None, "to_places": list(letter.to_places), "appendixes": list(letter.appendixes),
        "place": letter.place, "content_changed": business.content_changed if business else None,
        "receiver_changes": [list(c) for c in business.receiver_changes] if business else [], "files": [asdict(f) for f in files],
        "acts_on": list(letter.acts_on), "response_for": [r.document_id or r.code for r in letter.response_for], "full_subject": letter.subject,
    }  # fmt: skip


def _letter(
    db: Session, actor: Actor, letter: Letter, stores: Stores, raw: ArrivedFile, row: dict[str, Any], moment: Moment
) -> ExchangeMessage:
    findings = Findings()
    look(db, actor, letter, findings)
    targets = targets_of(db, actor, letter)
    row = {**row, "kind": "letter", "business_type": letter.business_type, "reference": letter.document_id[:500]}
    if letter.business_type == 1:
        return _withdraw(db, actor, letter, targets, row, moment)
    facts = facts_of(db, letter, findings)
    files = take_files(db, actor, stores, letter, findings, moment)
    kept = {**row, "facts": plain_facts(facts, letter, files), "findings": findings.items}
    if letter.business_type == 2 and targets:
        asked = _keep(db, actor, {**kept, "outcome": "update_asked", "document_id": targets[0].id}, moment)
        record(db, actor, moment, "incoming:update-asked", targets[0].id, {"reason": kept["facts"]["reason"], "message": asked.id})
        return asked
    document = receive_arrival(db, actor, ReceiveArrival(
        **facts, reference=letter.document_id[:500], notation=f"{letter.code_number or ''}/{letter.code_notation or ''}".strip("/")[:110],
        paper_follows=bool(letter.business and letter.business.paper == 1), files=[*files, raw],
    ), moment)  # fmt: skip
    link_documents(db, document, [d.id for d in answered_by(db, actor, letter)], "in_reply_to")
    if letter.business_type == 3:
        link_documents(db, document, [d.id for d in targets], "replaces")
        for old in targets:
            record(db, actor, moment, "incoming:replaced", old.id, {"by": document.id, "reason": kept["facts"]["reason"]})
    if letter.acts_on and len(targets) < len(letter.acts_on):
        missing = len(letter.acts_on) - len(targets)
        findings.add("target_not_held", f"{missing} văn bản mà bản tin nhắc đến chưa có ở cơ quan: nhận như văn bản mới.")
    return _keep(db, actor, {**kept, "findings": findings.items, "outcome": "waiting", "document_id": document.id}, moment)


def _withdraw(db: Session, actor: Actor, letter: Letter, targets: list[Document], row: dict[str, Any], moment: Moment) -> ExchangeMessage:
    if not targets:
        raise UnknownTarget("Cơ quan không giữ văn bản nào mang mã định danh này của nơi gửi: không có gì để thu hồi.", reference=letter.acts_on[0])
    reason = (letter.business.reason if letter.business else None) or "Nơi gửi thu hồi văn bản (không nêu lý do)"
    ask_recall(db, actor, targets[0].id, reason[:500], moment)
    facts = {"reason": letter.business.reason if letter.business else None, "acts_on": list(letter.acts_on), "abstract": letter.subject}
    return _keep(db, actor, {**row, "facts": facts, "outcome": "recall_asked", "document_id": targets[0].id}, moment)


def _status_target(db: Session, actor: Actor, status: StatusMessage) -> list[Document]:
    """The documents that a status is about: our own, or for 13 what its sender takes back. Raises UnknownTarget."""
    if status.code == "13":
        held = [(d, s) for r in status.response_for for d, s in held_documents(db, actor.agency_id, r.document_id or "")]
        found = [d for d, s in held if d.state not in ("returned", "recalled")
                 and are_one_agency(s.organ_code if s else d.issuer_code, status.sender.organ_id)][:1]  # fmt: skip
    else:
        found = [d for r in status.response_for if (d := own_document(db, actor, r)) is not None][:1]
        if found and recipient_of(db, found[0].id, status.sender.organ_id, status.sender.organ_name) is None:
            raise UnknownTarget("Cơ quan báo trạng thái không có trong nơi nhận của văn bản này.", document_id=str(found[0].id))
    if not found:
        raise UnknownTarget("Không có văn bản nào của cơ quan khớp với bản tin trạng thái này.", reference=status.response_for[0].document_id)
    return found


def _status(
    db: Session, actor: Actor, status: StatusMessage, about: list[Document], row: dict[str, Any], moment: Moment
) -> ExchangeMessage:
    document = about[0]
    staff = ", ".join(v for v in (status.staff.staff, status.staff.department) if v) if status.staff else ""
    facts = {"code": status.code, "meaning": STATUS_MEANINGS[status.code], "description": status.description, "staff": staff,
             "reported_at": status.timestamp.isoformat() if status.timestamp else None}  # fmt: skip
    findings = Findings()
    if "status_alias_14" in status.warnings:
        findings.add("status_alias_14", "Mã trạng thái 14 được hiểu là 15.")
    named = next((r.document_id for r in status.response_for if r.document_id), "")
    kept = {**row, "kind": "status", "reference": named[:500], "document_id": document.id, "facts": facts, "findings": findings.items}
    if status.code == "13":
        ask_recall(db, actor, document.id, (status.description or "Nơi gửi lấy lại văn bản (không nêu lý do)")[:500], moment)
        return _keep(db, actor, {**kept, "outcome": "recall_asked"}, moment)
    message = _keep(db, actor, {**kept, "outcome": "status_noted"}, moment)
    recipient = recipient_of(db, document.id, status.sender.organ_id, status.sender.organ_name)
    assert recipient is not None  # asked before anything was kept
    db.add(RecipientStatus.model_validate({
        "agency_id": actor.agency_id, "document_id": document.id, "recipient_id": recipient.id, "message_id": message.id, "code": status.code,
        "description": (status.description or "")[:1000], "staff": staff[:300], "reported_at": status.timestamp, "received_at": moment.at,
    }))  # fmt: skip
    state = state_after_report(recipient.state, status.code)
    note = status.description or STATUS_MEANINGS[status.code]
    if state != recipient.state or status.code == "16":
        note_report(db, recipient, state, moment, note, {"code": status.code, "note": note})
    return message


__all__ = ["AlreadyReceived", "ReceiveEdxml", "UnknownTarget", "plain_facts", "receive_edxml"]
