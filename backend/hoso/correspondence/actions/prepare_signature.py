"""Prepare a signature that the person's own device makes (Đ32.3: keys stay with the person); the clerk's for the agency's.

The number and date are written into the PDF; with the device's certificate the room for the signature too, and what the device signs.
Number and files stay the document's until the signature is completed, cancelled, or the day ends: an own register keeps no number in
reserve, so a number that was given and is not used is voided (ADR 0008). Never touches a key.
"""

import uuid
from pathlib import Path

from sqlmodel import Session

from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.actions.signing_desk import files_to_seal, numbered_draft, person_appearance, require_verdict
from hoso.correspondence.actions.signing_room import PrepareSignature, Room, ToSign, checked_certificate, close_room, make_room, require_purpose
from hoso.correspondence.tables import Document, Outgoing, SignaturePreparation
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken
from hoso.support.files import FileStore
from hoso.support.organisations import Person
from hoso.support.records import touch
from hoso.support.states import require_state, require_task
from hoso.support.trail import record


class NotElectronic(RuleBroken):
    """A paper document is signed by hand and sealed with the seal."""

    code = "not_electronic"


def require_electronic(document: Document) -> None:
    """Raises NotElectronic."""
    if document.medium != "electronic":
        raise NotElectronic("Văn bản giấy ký tay và đóng dấu, không ký số.")


def _person_files(
    db: Session, actor: Actor, document: Document, outgoing: Outgoing, capacity: list[str], moment: Moment, store: FileStore, fonts: Path
) -> list[ToSign]:
    require_task(outgoing.proposed_signer_id in (None, actor.id) or actor.is_head, "Văn bản trình người khác ký.")
    verdict = require_verdict(db, actor, document, outgoing, capacity, moment)
    main, filled = numbered_draft(db, actor, document, outgoing, moment, store, fonts)
    look = person_appearance(db, document, db.get_one(Person, actor.id), verdict, filled, store, fonts)
    return [ToSign(main.name, main.role, filled, look, main.id)]


def prepare_signature(
    db: Session, actor: Actor, document_id: uuid.UUID, command: PrepareSignature, moment: Moment, store: FileStore, fonts: Path, roots: list[bytes]
) -> SignaturePreparation:
    """The open preparation; one of before gives way to it and the number of the day stays.

    Raises NoRoleForPurpose, NotYourTask, NoAuthority, NotElectronic, NotAPdf, BlankNotFound, BadCertificate, CertificateOfAnother,
    CertificateRefused, WrongState.
    """
    document, outgoing = outgoing_for(db, actor, document_id, "signOutgoing" if command.purpose == "person" else "sealOutgoing")
    require_purpose(actor, command.purpose, "signOutgoing", "sealOutgoing")
    require_electronic(document)
    device = checked_certificate(db, actor, command.purpose, command, roots, moment)
    capacity: list[str] = list(command.capacity or [])
    room = Room(document, command.purpose)
    close_room(db, room, "cancelled", "Chuẩn bị ký lại.", moment)
    if command.purpose == "person":
        files = _person_files(db, actor, document, outgoing, capacity, moment, store, fonts)
    else:
        require_state(outgoing.signed_at is not None, "Chỉ ký số cơ quan lên văn bản đã có chữ ký của người có thẩm quyền (Đ33).")
        files = [ToSign(f.name, f.role, pdf, look, f.id) for f, pdf, look in files_to_seal(db, document, actor.agency_name, moment, store, fonts)]
    row = make_room(db, actor, room, files, device, capacity, moment, store)
    touch(document, actor, moment)
    record(db, actor, moment, "signature:prepared", document.id, {
        "purpose": command.purpose, "number": document.number, "symbol": document.symbol, "signer": device[1], "files": len(files),
    })  # fmt: skip
    return row
