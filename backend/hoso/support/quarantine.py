"""Files that were received but may do harm: kept apart with their reason, never nameable in a record, never opened here.

An official document must not vanish because of what it carries: the clerk answers its sender, an administrator may
look at it and let it in. Never decides what is harmful: that is `support.inspecting` and its data.
"""

import uuid
from datetime import datetime
from typing import Annotated, Any, BinaryIO, ClassVar

from pydantic import BaseModel
from pydantic import Field as Checked
from sqlalchemy import JSON, BigInteger, CheckConstraint, Index
from sqlmodel import Field, Session, col, select

from hoso.support.actors import Actor
from hoso.support.base import INSTANT, Row
from hoso.support.clock import Moment
from hoso.support.errors import Malformed, NotFound
from hoso.support.files import FileStore, StoredBytes
from hoso.support.inspecting import Bounds, Finding, inspect, reason, verdict_of
from hoso.support.states import require_state
from hoso.support.text import FilledText
from hoso.support.trail import record

SENTENCES = {"returned": "Tệp này đã được trả lại nơi gửi.", "released": "Tệp này đã được cho phép sử dụng."}


class RefusedFile(Malformed):
    """The content cannot be kept as a document: broken, locked, or made to harm. Nothing of it was kept."""

    code = "refused_file"


class QuarantinedFile(Malformed):
    """The content may do harm when it is opened: it is kept apart, and no record may name it."""

    code = "quarantined_file"


class QuarantinedBytes(Row, table=True):
    """A received file that is kept apart; `state` kept → returned (to its sender) or released (into the ordinary store)."""

    __tablename__ = "quarantined_file"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    sha256: str = Field(max_length=64)
    size: int = Field(sa_type=BigInteger)
    media_type: str = Field(max_length=100)
    name: str = Field(max_length=255)
    findings: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    reason: str = Field(max_length=1000)
    received_at: datetime = Field(sa_type=INSTANT)
    received_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    state: str = Field(default="kept", max_length=10)
    decided_at: datetime | None = Field(default=None, sa_type=INSTANT)
    decided_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    note: str = Field(default="", max_length=500)
    __table_args__: ClassVar[Any] = (
        CheckConstraint("state in ('kept','returned','released')", name="state"),
        Index("ix_quarantined_file_agency_id_state_id", "agency_id", "state", "id"),
    )


class DecideQuarantined(BaseModel):
    """Why, and (to the sender) how it was answered."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Checked(min_length=10, max_length=500)]


def inspect_upload(stream: BinaryIO, name: str, media_type: str, bounds: Bounds) -> list[Finding]:
    """What was found and does no harm. Raises RefusedFile, QuarantinedFile with the codes and the reason in words.

    Every door through which foreign bytes come in asks this before the bytes are kept. Leaves the stream at its start.
    """
    findings = inspect(stream, media_type, bounds)
    verdict = verdict_of(findings)
    facts: dict[str, Any] = {"field": "file", "name": name, "media_type": media_type, "findings": [{"code": f.code, "place": f.place} for f in findings]}
    if verdict == "refuse":
        raise RefusedFile(f"Không nhận tệp “{name}”. {reason(findings, 'refuse')}", **facts)
    if verdict == "quarantine":
        raise QuarantinedFile(f"Tệp “{name}” được cách ly, chưa dùng được. {reason(findings, 'quarantine')}", **facts)
    return findings


def keep_apart(db: Session, actor: Actor, moment: Moment, apart: FileStore, stream: BinaryIO, refusal: QuarantinedFile, limit: int) -> QuarantinedBytes:
    """The row of the bytes that are now kept apart; the same bytes that still wait are one row. Raises TooLarge, StoreFull."""
    stored = apart.put(stream, limit)
    waiting = select(QuarantinedBytes).where(
        QuarantinedBytes.agency_id == actor.agency_id, QuarantinedBytes.sha256 == stored.sha256, QuarantinedBytes.state == "kept"
    )
    found = db.exec(waiting.limit(1)).first()
    if found is not None:
        return found
    facts = refusal.facts
    row = QuarantinedBytes.model_validate({
        "agency_id": actor.agency_id, "sha256": stored.sha256, "size": stored.size, "media_type": facts["media_type"], "name": facts["name"],
        "findings": facts["findings"], "reason": refusal.detail[:1000], "received_at": moment.at, "received_by": actor.id,
    })  # fmt: skip
    db.add(row)
    record(db, actor, moment, "file:quarantined", row.id, {"name": row.name, "sha256": row.sha256, "findings": row.findings})
    return row


def quarantined_rows(db: Session, actor: Actor, limit: int = 200) -> list[QuarantinedBytes]:
    """What the own agency keeps apart, those that wait for a decision first, newest first."""
    wanted = select(QuarantinedBytes).where(QuarantinedBytes.agency_id == actor.agency_id)
    return list(db.exec(wanted.order_by(col(QuarantinedBytes.state) != "kept", col(QuarantinedBytes.id).desc()).limit(limit)))


def quarantined(db: Session, actor: Actor, file_id: uuid.UUID, *, lock: bool = False) -> QuarantinedBytes:
    """One of the own agency's. Raises NotFound."""
    wanted = select(QuarantinedBytes).where(QuarantinedBytes.id == file_id, QuarantinedBytes.agency_id == actor.agency_id)
    row = db.exec(wanted.with_for_update() if lock else wanted).first()
    if row is None:
        raise NotFound("Không tìm thấy tệp bị cách ly này.")
    return row


def _decide(db: Session, actor: Actor, file_id: uuid.UUID, state: str, command: DecideQuarantined, moment: Moment) -> QuarantinedBytes:
    row = quarantined(db, actor, file_id, lock=True)
    require_state(row.state == "kept", SENTENCES.get(row.state, ""))
    row.state, row.decided_at, row.decided_by, row.note = state, moment.at, actor.id, command.reason
    record(db, actor, moment, f"file:{'returned-to-sender' if state == 'returned' else state}", row.id, {"name": row.name, "reason": command.reason})
    return row


def return_quarantined(db: Session, actor: Actor, file_id: uuid.UUID, command: DecideQuarantined, moment: Moment) -> QuarantinedBytes:
    """The file is answered to its sender; its bytes stay as evidence. Raises NotFound, WrongState."""
    return _decide(db, actor, file_id, "returned", command, moment)


def release_quarantined(db: Session, actor: Actor, file_id: uuid.UUID, command: DecideQuarantined, moment: Moment) -> QuarantinedBytes:
    """An administrator answers for the file: whoever brought it may name it in a record. Raises NotFound, WrongState.

    The caller puts the bytes into the ordinary store (`uploads.take_released`).
    """
    return _decide(db, actor, file_id, "released", command, moment)


def stored_bytes(row: QuarantinedBytes) -> StoredBytes:
    """Digest and size of what is kept apart."""
    return StoredBytes(row.sha256, row.size)
