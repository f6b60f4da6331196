"""Prepare the signature of a co-issuing agency for an own device: its signatory's, or the agency's by its clerk (Đ13, Đ32.3, Đ33).

The file is the one that the lead agency numbered and the agencies before have signed. No number hangs on it. Never touches a key.
"""

import uuid
from pathlib import Path

from sqlmodel import Session

from hoso.correspondence.actions.joint_signing import file_to_sign, part_at, require_part_verdict
from hoso.correspondence.actions.prepare_signature import require_electronic
from hoso.correspondence.actions.signing_room import PrepareSignature, Room, checked_certificate, close_room, make_room, require_purpose
from hoso.correspondence.tables import SignaturePreparation
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.trail import record


def prepare_joint_signature(
    db: Session, actor: Actor, part_id: uuid.UUID, command: PrepareSignature, moment: Moment, store: FileStore, fonts: Path, roots: list[bytes]
) -> SignaturePreparation:
    """The open preparation; one of before gives way to it.

    Raises NoRoleForPurpose, OutOfOrder, NoAuthority, NotElectronic, NotAPdf, BadCertificate, CertificateOfAnother, CertificateRefused, WrongState.
    """
    part, document, outgoing = part_at(db, actor, part_id, command.purpose)
    require_purpose(actor, command.purpose, "signJoint", "sealJoint")
    require_electronic(document)
    capacity: list[str] = list(command.capacity or [])
    if command.purpose == "person":
        require_part_verdict(db, actor, document, outgoing, capacity, moment)
    device = checked_certificate(db, actor, command.purpose, command, roots, moment)
    room = Room(document, command.purpose, part_id=part.id)
    close_room(db, room, "cancelled", "Chuẩn bị ký lại.", moment)
    file = file_to_sign(db, actor, part, document, command.purpose, store, fonts)
    row = make_room(db, actor, room, [file], device, capacity, moment, store)
    record(db, actor, moment, "signature:prepared", part.id, {"purpose": command.purpose, "signer": device[1], "files": 1})
    return row
