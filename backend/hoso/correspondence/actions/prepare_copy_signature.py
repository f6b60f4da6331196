"""Prepare the agency's signature on an electronic copy for the agency's own device, by its clerk (Đ32.2c, Đ32.3; PL I Phần II). Never touches a key."""

import uuid
from pathlib import Path
from typing import Literal

from sqlmodel import Session

from hoso.correspondence.actions.copy_desk import agency_name_of, awaiting_copy, copy_file_name, copy_look, copy_number
from hoso.correspondence.actions.signing_room import OwnDevice, Room, ToSign, checked_certificate, close_room, make_room
from hoso.correspondence.tables import SignaturePreparation
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore, read_all
from hoso.support.states import require_state
from hoso.support.trail import record


class PrepareCopySignature(OwnDevice):
    """The certificate of the agency's device; a copy bears no other digital signature than the agency's."""

    purpose: Literal["agency"] = "agency"


def prepare_copy_signature(
    db: Session, actor: Actor, copy_id: uuid.UUID, command: PrepareCopySignature, moment: Moment, store: FileStore, fonts: Path, roots: list[bytes]
) -> SignaturePreparation:
    """The open preparation; one of before gives way to it and the number of the day stays.

    Raises NotFound, OutOfReach, BadCertificate, CertificateOfAnother, CertificateRefused, WrongState.
    """
    row, document = awaiting_copy(db, actor, copy_id)
    require_state(row.made_on == moment.today, "Bản sao lấy số từ ngày trước mà chưa ký: số này hủy, thực hiện bản sao mới.")
    device = checked_certificate(db, actor, "agency", command, roots, moment)
    room = Room(document, "agency", copy_id=row.id)
    close_room(db, room, "cancelled", "Chuẩn bị ký lại.", moment)
    pdf = read_all(store, row.sha256)
    file = ToSign(copy_file_name(row.kind, copy_number(row)), "copy", pdf, copy_look(row.kind, agency_name_of(db, row), pdf, moment, fonts))
    made = make_room(db, actor, room, [file], device, [], moment, store)
    record(db, actor, moment, "signature:prepared", document.id, {"purpose": "agency", "copy": copy_number(row), "signer": device[1], "files": 1})
    return made
