"""The trail: append-only, each entry carrying the hash of the one before it in its agency's chain.

Entries are queued with `record` and written by the edge just before the commit, in the same transaction, so that
an agency's chain is locked for the shortest time and unrelated agencies never wait for each other.
Nothing here, and no right of the application's database role, changes or removes an entry.
"""

import hashlib
import uuid
from datetime import date, datetime
from typing import Any, Protocol

import orjson
from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, Session, SQLModel

from hoso.support.base import INSTANT
from hoso.support.clock import Moment
from hoso.support.database import BEFORE_COMMIT

FIRST_HASH = "0" * 64


class Doer(Protocol):
    """Who did it: the actor of a request, or the person at the door, who has no actor yet."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def full_name(self) -> str: ...
    @property
    def agency_id(self) -> uuid.UUID: ...


class TrailHead(SQLModel, table=True):
    """The end of an agency's chain; locked while entries are added."""

    __tablename__ = "trail_head"
    agency_id: uuid.UUID = Field(primary_key=True)
    sequence: int = Field(default=0, sa_type=BigInteger)
    hash: str = Field(default=FIRST_HASH, max_length=64)


class TrailEntry(SQLModel, table=True):
    """What happened (`tag` = subject:past-participle), to which record, by whom, when."""

    __tablename__ = "trail_entry"
    agency_id: uuid.UUID = Field(primary_key=True)
    sequence: int = Field(primary_key=True, sa_type=BigInteger)
    at: datetime = Field(sa_type=INSTANT)
    by: uuid.UUID | None = None
    by_name: str = Field(default="", max_length=100)
    tag: str = Field(max_length=60)
    subject_id: uuid.UUID
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)
    __table_args__ = (Index("ix_trail_entry_subject_id_agency_id", "subject_id", "agency_id", "sequence"),)


class TrailSeal(SQLModel, table=True):
    """The head of a chain as it stood on a day, kept also outside the database, so that a cut tail is found."""

    __tablename__ = "trail_seal"
    agency_id: uuid.UUID = Field(primary_key=True)
    sealed_on: date = Field(primary_key=True)
    sequence: int = Field(sa_type=BigInteger)
    hash: str = Field(max_length=64)
    __table_args__ = (UniqueConstraint("agency_id", "sequence", "sealed_on"),)


def entry_hash(entry: dict[str, Any], previous: str) -> str:
    """SHA-256 (hex) over the canonical JSON of the entry and the hash before it."""
    facts = [
        previous, str(entry["agency_id"]), entry["sequence"], entry["at"].isoformat(), str(entry["by"] or ""),
        entry["by_name"], entry["tag"], str(entry["subject_id"]), entry["detail"],
    ]  # fmt: skip
    return hashlib.sha256(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).hexdigest()


def record(
    db: Session, actor: Doer | None, moment: Moment, tag: str, subject_id: uuid.UUID, detail: dict[str, Any] | None = None,
    agency_id: uuid.UUID | None = None,
) -> None:  # fmt: skip
    """Queue one entry for the chain of the actor's agency (or of `agency_id`, for what the system does there)."""
    chain = agency_id or (actor.agency_id if actor else None)
    if chain is None:
        raise ValueError("a trail entry belongs to an agency")
    plain = orjson.loads(orjson.dumps(detail or {}, default=str))
    queue = db.info.setdefault("trail", [])
    queue.append({
        "agency_id": chain, "at": moment.at, "by": actor.id if actor else None, "by_name": actor.full_name if actor else "Hệ thống",
        "tag": tag, "subject_id": subject_id, "detail": plain,
    })  # fmt: skip


_LOCK = text(
    "insert into trail_head (agency_id, sequence, hash) values (:agency, :count, :first) "
    "on conflict (agency_id) do update set sequence = trail_head.sequence + :count returning sequence, hash"
)
_ADD = text(
    "with moved as (update trail_head set hash = :hash where agency_id = :agency) "
    "insert into trail_entry select * from json_populate_recordset(null::trail_entry, cast(:entries as json))"
)


def write_queued(db: Session) -> None:
    """Write the queued entries; agencies in a fixed order, so that two transactions cannot wait for each other."""
    queue: list[dict[str, Any]] = db.info.pop("trail", [])
    for agency in sorted({e["agency_id"] for e in queue}):
        entries = [e for e in queue if e["agency_id"] == agency]
        db.flush()
        last, previous = db.execute(_LOCK, {"agency": agency, "count": len(entries), "first": FIRST_HASH}).one()
        for offset, entry in enumerate(entries):
            entry["sequence"] = last - len(entries) + 1 + offset
            entry["previous_hash"] = previous
            previous = entry["hash"] = entry_hash(entry, previous)
        db.execute(_ADD, {"entries": orjson.dumps(entries).decode(), "hash": previous, "agency": agency})


BEFORE_COMMIT.append(write_queued)
