"""What the acts on a copy share: who may sign it, the agency's mark on an electronic one, the one that awaits its signature, giving it up.

Never makes a copy and never signs one by itself.
"""

import uuid
from pathlib import Path

from sqlmodel import Session, select

from hoso.correspondence.actions.incoming_desk import person_of_agency
from hoso.correspondence.actions.outgoing_desk import NoAuthority
from hoso.correspondence.actions.preparations import close_open
from hoso.correspondence.actions.signing_desk import corner_appearance, time_of_signing
from hoso.correspondence.queries.signing import signer_of
from hoso.correspondence.rules import written_number
from hoso.correspondence.rules.authority import Paper, Verdict, choices
from hoso.correspondence.rules.copies import HEADINGS
from hoso.correspondence.tables import Document, DocumentCopy
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.organisations import Agency
from hoso.support.records import load
from hoso.support.signatures import Appearance
from hoso.support.states import require_state
from hoso.support.trail import record

STATES = {"made": "Bản sao đã hoàn thành.", "void": "Số của bản sao đã hủy."}


def require_copy_signer(db: Session, actor: Actor, signer_id: uuid.UUID, moment: Moment) -> Verdict:
    """The block of whoever signs copies. Raises UnknownPerson, NoAuthority (Đ27)."""
    person_of_agency(db, actor, signer_id)
    found = choices(signer_of(db, signer_id, moment), Paper(is_copy=True), moment.today)
    if not found[0].allowed:
        raise NoAuthority(f"Người này không được giao ký bản sao (Điều 27): {found[0].reason}", signer_id=str(signer_id))
    return found[0]


def copy_number(row: DocumentCopy) -> str:
    """05/SY-SNV."""
    return f"{written_number(row.number)}/{row.symbol}"


def copy_file_name(kind: str, written: str) -> str:
    """SAO Y 05-SY-SNV.pdf."""
    return f"{HEADINGS[kind]} {written.replace('/', '-')}.pdf"


def copy_look(kind: str, agency_name: str, pdf: bytes, moment: Moment, fonts: Path) -> Appearance:
    """The agency's signature at the top right of the first page: kind, agency, time (PL I Phần II)."""
    return corner_appearance(pdf, (HEADINGS[kind], agency_name, f"Thời gian ký: {time_of_signing(moment)}"), fonts)


def awaiting_copy(db: Session, actor: Actor, copy_id: uuid.UUID) -> tuple[DocumentCopy, Document]:
    """The copy that awaits the agency's signature, locked, and its document. Raises NotFound, OutOfReach, WrongState."""
    row = db.exec(select(DocumentCopy).where(DocumentCopy.id == copy_id).with_for_update()).first()
    if row is None or row.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy bản sao này.")
    document = load(db, actor, Document, row.document_id)
    require_state(row.state == "awaiting", STATES.get(row.state, ""))
    return row, document


def note_made(db: Session, actor: Actor, row: DocumentCopy, moment: Moment) -> None:
    """That the copy is one, in the trail of its document."""
    record(db, actor, moment, "copy:made", row.document_id, {
        "kind": row.kind, "number": copy_number(row), "from": row.from_medium, "to": row.to_medium, "signer": row.signer_name, "pages": row.pages,
    })  # fmt: skip


def give_up_copy(db: Session, actor: Actor | None, row: DocumentCopy, reason: str, moment: Moment) -> None:
    """Nothing was signed: the number stays noted with its reason and is never given again; what was prepared ends with it."""
    close_open(db, row.document_id, "agency", "cancelled", reason, moment, copy_id=row.id)
    row.state, row.void_reason, row.voided_at = "void", reason, moment.at
    record(db, actor, moment, "copy:voided", row.document_id, {"number": copy_number(row), "reason": reason}, agency_id=row.agency_id)


def agency_name_of(db: Session, row: DocumentCopy) -> str:
    """The name that stands on the copy."""
    return db.get_one(Agency, row.agency_id).name
