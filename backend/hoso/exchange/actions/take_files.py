"""Keep the bytes of a message: the raw message as evidence, its files in the store, what may do harm apart."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from sqlmodel import Session

from hoso.correspondence.actions.receive_arrival import ArrivedFile
from hoso.exchange.actions.read_message import Findings
from hoso.formats.edxml import Attachment, Letter
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.files.content import ALLOWED
from hoso.support.files.uploads import note_stored
from hoso.support.inspecting import Bounds
from hoso.support.quarantine import QuarantinedFile, RefusedFile, inspect_upload, keep_apart
from hoso.support.stored_files import FileUpload

HELD_BACK = "application/octet-stream"  # never shown inline
DAMAGE = frozenset({"broken", "repaired"})  # no harm: the clerk asks the sender for another one


@dataclass(frozen=True, slots=True)
class Stores:
    """Where bytes go, how many, and what tells a state secret (None on an isolated installation)."""

    files: FileStore
    apart: FileStore
    limit: int
    bounds: Bounds
    mark_of: Callable[[BinaryIO], str | None] | None


def keep_bytes(db: Session, actor: Actor, stores: Stores, data: bytes, name: str, media_type: str, moment: Moment) -> str:
    """The digest of the bytes that are in the store now, as the actor's upload."""
    stored = stores.files.put(io.BytesIO(data), stores.limit)
    note_stored(db, stores.files, stored, media_type, moment)
    db.add(FileUpload.model_validate({
        "sha256": stored.sha256, "agency_id": actor.agency_id, "person_id": actor.id, "name": name, "uploaded_at": moment.at,
    }))  # fmt: skip
    return stored.sha256


def _media_type(db: Session, actor: Actor, stores: Stores, file: Attachment, findings: Findings, moment: Moment) -> str | None:
    """How the file may be served; None where it was put apart."""
    if file.detected_type not in ALLOWED or not file.name_agrees:
        return HELD_BACK
    try:
        inspect_upload(io.BytesIO(file.data), file.name, file.detected_type, stores.bounds)
    except (QuarantinedFile, RefusedFile) as refusal:
        codes = {f["code"] for f in refusal.facts["findings"]}
        if codes <= DAMAGE:
            findings.add("file_damaged", f"{refusal.detail} Tệp vẫn được giữ kèm, không mở xem trực tiếp.")
            return HELD_BACK
        as_quarantined = QuarantinedFile(refusal.detail, **refusal.facts)
        keep_apart(db, actor, moment, stores.apart, io.BytesIO(file.data), as_quarantined, stores.limit)
        findings.add("file_quarantined", f"Tệp “{file.name}” được cách ly, không kèm vào văn bản. {refusal.detail}")
        return None
    return file.detected_type


def take_files(db: Session, actor: Actor, stores: Stores, letter: Letter, findings: Findings, moment: Moment) -> list[ArrivedFile]:
    """The files of the message that may be named, the first as the document itself, the others as attachments."""
    taken = list[ArrivedFile]()
    for file in letter.attachments:
        media_type = _media_type(db, actor, stores, file, findings, moment)
        if media_type is not None:
            digest = keep_bytes(db, actor, stores, file.data, file.name, media_type, moment)
            taken.append(ArrivedFile(digest, file.name, "attachment" if taken else "main"))
    return taken
