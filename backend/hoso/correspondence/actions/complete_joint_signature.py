"""Complete the prepared signature of a co-issuing agency: embed and check what the device made, or take the file that was signed elsewhere.

It is still this agency's turn, on the same file as when it was prepared, and the authority to sign still counts. Whatever fails changes nothing.
"""

import uuid

from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.joint_signing import finish_joint, keep_signed, part_at, require_part_verdict
from hoso.correspondence.actions.outgoing_desk import current_main
from hoso.correspondence.actions.signing_room import CompleteSignature, PreparationOver, Room, enter_room, finish_room, purpose_of, signed_files
from hoso.correspondence.tables import JointSignature
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.trail import record


def complete_joint_signature(
    db: Session, actor: Actor, part_id: uuid.UUID, preparation_id: uuid.UUID, command: CompleteSignature, moment: Moment, store: FileStore,
    roots: list[bytes], stamper: TimeStamper | None = None,
) -> JointSignature:  # fmt: skip
    """The signed (person) or sealed (agency) part.

    Raises NotFound, NotYourTask, PreparationOver, WrongCount, BadSignature, SignatureRefused, CertificateOfAnother, SignedFileDiffers,
    NoAuthority, OutOfOrder, TimeStampFailed, WrongState.
    """
    purpose = purpose_of(db, preparation_id)
    part, document, outgoing = part_at(db, actor, part_id, purpose)
    row = enter_room(db, actor, Room(document, purpose, part_id=part.id), preparation_id, moment)
    main = current_main(db, document.id)
    if main is None or main.sha256 != row.items[0]["base"]:
        raise PreparationOver("Văn bản đã có tệp khác kể từ lần chuẩn bị ký này. Bấm ký để chuẩn bị lại.", state=row.state)
    verdict = None
    if purpose == "person":
        verdict = require_part_verdict(db, actor, document, outgoing, [c for c in row.capacity.split(",") if c], moment)
    signed, signer = signed_files(db, actor, row, command, moment, store, roots, stamper)
    sha256 = keep_signed(db, document, signed[0], main.name, moment, store)
    finish_joint(db, actor, part, document, verdict, sha256, moment)
    finish_room(row, [{**row.items[0], "signed": sha256}], moment)
    record(db, actor, moment, "signature:completed", part.id, {"purpose": purpose, "signer": signer, "files": 1})
    return part
