"""What the acts of several issuing agencies share: their order, the lead agency's document, who is told.

Never signs anything and never changes a state by itself.
"""

import uuid

from sqlmodel import Session, col, select

from hoso.correspondence.actions.outgoing_desk import SENTENCES, holders_of
from hoso.correspondence.actions.preparations import close_of_parts
from hoso.correspondence.rules import is_allowed, next_in_order
from hoso.correspondence.tables import Document, JointSignature, Outgoing
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, NotFound
from hoso.support.jobs import notify
from hoso.support.permissions import HEAD_ROLES
from hoso.support.records import load_for_change, touch
from hoso.support.states import require_state
from hoso.support.stored_files import use_file
from hoso.support.trail import record

LEADERS = HEAD_ROLES | {"pholanhdao"}
CLERKS = frozenset({"vanthu"})


class OutOfOrder(Conflict):
    """Another agency comes first."""

    code = "out_of_order"


class JointSignatureMissing(Conflict):
    """A co-issuing agency has not done its part yet."""

    code = "joint_signature_missing"


def parts_of(db: Session, document_id: uuid.UUID) -> list[JointSignature]:
    """The co-issuers in their order."""
    return list(db.exec(select(JointSignature).where(col(JointSignature.document_id) == document_id).order_by(col(JointSignature.ordinal))))


def lead_document(db: Session, part: JointSignature) -> tuple[Document, Outgoing]:
    """The lead agency's document, locked, of a part whose agency works here. Raises NotFound."""
    document = db.exec(select(Document).where(Document.id == part.document_id).with_for_update()).first()
    outgoing = db.get(Outgoing, part.document_id)
    if document is None or outgoing is None or not part.is_inside:
        raise NotFound("Không tìm thấy văn bản liên ngành này.")
    return document, outgoing


def part_for(db: Session, actor: Actor, part_id: uuid.UUID, operation: str, wanted: str) -> tuple[JointSignature, Document, Outgoing]:
    """The own agency's part and the lead agency's document, both locked, when it is its turn. Raises NotFound, OutOfOrder, WrongState."""
    part = load_for_change(db, actor, JointSignature, part_id)
    document, outgoing = lead_document(db, part)
    require_state(is_allowed("outgoing", document.state, operation), f"Cơ quan chủ trì: {SENTENCES[document.state]}")
    require_turn(db, part, wanted)
    return part, document, outgoing


def require_turn(db: Session, part: JointSignature, wanted: str) -> None:
    """Raises OutOfOrder unless all before this part have come to `wanted`, and it has not."""
    parts = parts_of(db, part.document_id)
    # an agency outside has done its last when it has signed: nobody seals for it here
    turn = next_in_order(["sealed" if p.state == "signed" and not p.is_inside else p.state for p in parts], wanted)
    if turn is None or parts[turn].ordinal > part.ordinal:
        raise OutOfOrder("Cơ quan anh/chị đã làm xong bước này.")
    if parts[turn].id != part.id:
        raise OutOfOrder(f"Chưa đến lượt: chờ {parts[turn].agency_name} theo thứ tự ký liên ngành.")


def require_all(db: Session, document_id: uuid.UUID, wanted: str) -> None:
    """Raises JointSignatureMissing where a co-issuer has not come to `wanted` yet; an outside one is done when it has signed."""
    rank = {"pending": 0, "approved": 1, "signed": 2, "sealed": 3}
    what = {"approved": "thống nhất dự thảo", "signed": "ký", "sealed": "đóng dấu, ký số cơ quan"}[wanted]
    for part in parts_of(db, document_id):
        needed = wanted if part.is_inside else min(wanted, "signed", key=lambda s: rank[s])
        if rank[part.state] < rank[needed]:
            raise JointSignatureMissing(f"{part.agency_name} chưa {what} (văn bản liên ngành, ký theo thứ tự).")


def reopen_parts(db: Session, document_id: uuid.UUID, moment: Moment) -> None:
    """Every agreement falls: the draft changed."""
    for part in parts_of(db, document_id):
        part.state, part.approved_at, part.signed_at, part.sealed_at = "pending", None, None, None
        part.changed_at = moment.at
        part.version += 1
    close_of_parts(db, document_id, "Dự thảo thay đổi sau khi chuẩn bị ký.", moment)


def unsign_parts(db: Session, document_id: uuid.UUID, reason: str, moment: Moment) -> None:
    """The signatures of the co-issuers fall with the lead agency's number and file; what they agreed to has not changed."""
    for part in parts_of(db, document_id):
        if part.state in ("signed", "sealed"):
            part.state, part.signed_at, part.sealed_at = "approved", None, None
            touch(part, None, moment)
            record(db, None, moment, "joint:unsigned", part.id, {"reason": reason}, agency_id=part.agency_id)
    close_of_parts(db, document_id, reason, moment)


def ask_next(db: Session, document: Document, wanted: str, moment: Moment) -> None:
    """Tell the leaders of the agency whose turn it is, and let it read the file as it stands."""
    parts = parts_of(db, document.id)
    turn = next_in_order([p.state for p in parts], wanted)
    if turn is None:
        return
    part = parts[turn]
    if not part.is_inside:
        return
    said = {"approved": "xin thống nhất dự thảo", "signed": "đến lượt ký"}[wanted]
    for leader in holders_of(db, part.agency_id, LEADERS, moment):
        notify(db, leader.id, part.agency_id, moment, "joint:asked", f"Văn bản liên ngành {said}: {document.abstract}", f"/lien-nganh/{part.id}", part.id)


def show_file(db: Session, document: Document, sha256: str, name: str) -> None:
    """Let every co-issuing agency of the installation read the bytes."""
    for part in parts_of(db, document.id):
        if part.is_inside:
            use_file(db, part.agency_id, part.id, sha256, name)


def let_next_sign(db: Session, document: Document, sha256: str, moment: Moment) -> None:
    """After the lead agency's signature: the co-issuers read the signed file, the first of them is asked."""
    if sha256:
        show_file(db, document, sha256, "Văn bản đã ký")
    ask_next(db, document, "signed", moment)
