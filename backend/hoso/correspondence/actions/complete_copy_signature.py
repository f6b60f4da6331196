"""Complete the agency's prepared signature on an electronic copy: embed and check what the device made, or take the file that was signed elsewhere.

Whoever signs the copy must still be named for it (Đ27). Whatever fails changes nothing: the copy awaits its signature until the day ends.
"""

import uuid

from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.copy_desk import awaiting_copy, copy_number, note_made, require_copy_signer
from hoso.correspondence.actions.signing_desk import keep_pdf
from hoso.correspondence.actions.signing_room import CompleteSignature, Room, enter_room, finish_room, signed_files
from hoso.correspondence.tables import DocumentCopy
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.trail import record


def complete_copy_signature(
    db: Session, actor: Actor, copy_id: uuid.UUID, preparation_id: uuid.UUID, command: CompleteSignature, moment: Moment, store: FileStore,
    roots: list[bytes], stamper: TimeStamper | None = None,
) -> DocumentCopy:  # fmt: skip
    """The copy that is one now.

    Raises NotFound, NotYourTask, PreparationOver, WrongCount, BadSignature, SignatureRefused, CertificateOfAnother, SignedFileDiffers,
    NoAuthority, TimeStampFailed, WrongState.
    """
    row, document = awaiting_copy(db, actor, copy_id)
    prepared = enter_room(db, actor, Room(document, "agency", copy_id=row.id), preparation_id, moment)
    require_copy_signer(db, actor, row.signed_by, moment)
    signed, signer = signed_files(db, actor, prepared, command, moment, store, roots, stamper)
    item = prepared.items[0]
    row.sha256, row.state = keep_pdf(db, document, signed[0], item["name"], moment, store), "made"
    finish_room(prepared, [{**item, "signed": row.sha256}], moment)
    detail = {"purpose": "agency", "copy": copy_number(row), "signer": signer, "files": 1}
    record(db, actor, moment, "signature:completed", document.id, detail)
    note_made(db, actor, row, moment)
    return row
