"""Take an upload: bytes into the store first, then the rows that say who brought them.

An interrupted upload leaves bytes without a row (harmless, the checker finds it), never a row without its bytes.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed
from hoso.support.files import CHUNK, FileStore, StoredBytes, TooLarge, whole
from hoso.support.files.content import checked_name, pronom_of, require_type
from hoso.support.inspecting import Bounds
from hoso.support.quarantine import QuarantinedBytes, inspect_upload, stored_bytes
from hoso.support.stored_files import FileUpload, StoredFile

HEAD = 64 * 1024


class DigestMismatch(Malformed):
    """The bytes that came are not those of the digest that was announced."""

    code = "digest_mismatch"


@dataclass(frozen=True)
class Taken:
    """What the store holds now."""

    sha256: str
    size: int
    media_type: str
    name: str


def take_upload(
    db: Session, actor: Actor, moment: Moment, store: FileStore, stream: BinaryIO, name: str, announced: str | None, limit: int,
    bounds: Bounds | None = None, *, made_here: bool = False,
) -> Taken:  # fmt: skip
    """The stored upload; only what the program itself has made (the demo's letters) is not looked into.

    Raises BadName, EmptyFile, WrongType, TooLarge, StoreFull, DigestMismatch, RefusedFile, QuarantinedFile.
    """
    name = checked_name(name)
    head = stream.read(HEAD)
    media_type = require_type(name, head)
    _require_size(stream, limit)
    if not made_here:
        inspect_upload(stream, name, media_type, bounds or Bounds())
    stored = store.put(stream, limit)
    if announced and announced.lower() != stored.sha256:
        raise DigestMismatch("Tệp nhận được không khớp mã băm đã báo. Gửi lại.", field="sha256", sha256=stored.sha256)
    note_stored(db, store, stored, media_type, moment)
    db.add(FileUpload.model_validate({
        "sha256": stored.sha256, "agency_id": actor.agency_id, "person_id": actor.id, "name": name, "uploaded_at": moment.at,
    }))  # fmt: skip
    return Taken(stored.sha256, stored.size, media_type, name)


def _require_size(stream: BinaryIO, limit: int) -> None:
    """Raises TooLarge; leaves the stream at its start."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > limit:
        raise TooLarge(f"Tệp lớn hơn mức cho phép ({limit // 1024 // 1024} MB).", field="file", limit=limit)


def take_released(db: Session, moment: Moment, store: FileStore, apart: FileStore, row: QuarantinedBytes) -> None:
    """Put what an administrator released into the ordinary store, as an upload of whoever brought it. Raises DamagedFile, StoreFull."""
    with tempfile.TemporaryFile() as copy:
        for chunk in whole(apart, row.sha256, row.size):
            copy.write(chunk)
        copy.seek(0)
        store.put(copy, row.size)
    note_stored(db, store, stored_bytes(row), row.media_type, moment)
    db.add(FileUpload.model_validate({
        "sha256": row.sha256, "agency_id": row.agency_id, "person_id": row.received_by, "name": row.name, "uploaded_at": moment.at,
    }))  # fmt: skip


def note_stored(db: Session, store: FileStore, stored: StoredBytes, media_type: str, moment: Moment) -> None:
    """Write the row of stored bytes with their PRONOM key; twice is once."""
    if db.get(StoredFile, stored.sha256) is not None:
        return
    with tempfile.NamedTemporaryFile(suffix=".bin") as copy:
        for chunk in store.open(stored.sha256, 0, min(stored.size, 16 * CHUNK)):
            copy.write(chunk)
        copy.flush()
        pronom = pronom_of(Path(copy.name))
    values = {"sha256": stored.sha256, "size": stored.size, "media_type": media_type, "pronom": pronom, "stored_at": moment.at}
    db.execute(insert(StoredFile).values(values).on_conflict_do_nothing())


