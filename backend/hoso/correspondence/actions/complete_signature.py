"""Complete a prepared signature: embed what the device made, or take the file that another program signed, check it, and go on.

The authority to sign must still count (Đ13). Whatever fails changes nothing: the preparation stays open for another try.
"""

import uuid
from typing import Any

from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.actions.signing_desk import finish_agency, finish_person, require_verdict, store_pdf
from hoso.correspondence.actions.signing_room import CompleteSignature, Room, enter_room, finish_room, purpose_of, signed_files
from hoso.correspondence.tables import Document, DocumentFile, Outgoing, SignaturePreparation
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.trail import record


def _finish(
    db: Session, actor: Actor, document: Document, outgoing: Outgoing, row: SignaturePreparation, signed: list[bytes], moment: Moment, store: FileStore
) -> list[dict[str, Any]]:
    if row.purpose == "person":
        verdict = require_verdict(db, actor, document, outgoing, [c for c in row.capacity.split(",") if c], moment)
        item = row.items[0]
        sha256 = store_pdf(db, document, signed[0], item["name"], moment, store)
        finish_person(db, actor, document, outgoing, verdict, sha256, moment)
        return [{**item, "signed": sha256}]
    files = [db.get_one(DocumentFile, uuid.UUID(item["file_id"])) for item in row.items]
    return finish_agency(db, actor, document, outgoing, list(zip(files, signed, strict=True)), moment, store)


def complete_signature(
    db: Session, actor: Actor, document_id: uuid.UUID, preparation_id: uuid.UUID, command: CompleteSignature, moment: Moment, store: FileStore,
    roots: list[bytes], stamper: TimeStamper | None = None,
) -> Document:  # fmt: skip
    """The signed (person) or sealed (agency) document.

    Raises NotFound, NotYourTask, PreparationOver, WrongCount, BadSignature, SignatureRefused, CertificateOfAnother, SignedFileDiffers,
    NoAuthority, TimeStampFailed, WrongState.
    """
    purpose = purpose_of(db, preparation_id)
    document, outgoing = outgoing_for(db, actor, document_id, "sealOutgoing" if purpose == "agency" else "signOutgoing")
    row = enter_room(db, actor, Room(document, purpose), preparation_id, moment)
    signed, signer = signed_files(db, actor, row, command, moment, store, roots, stamper)
    finish_room(row, _finish(db, actor, document, outgoing, row, signed, moment, store), moment)
    record(db, actor, moment, "signature:completed", document.id, {"purpose": purpose, "signer": signer, "files": len(signed)})
    return document
