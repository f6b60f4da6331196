"""Who looked at what: every view, download, print and export of a record (PL VI III.5.a, III.6.a, b, l).

Append-only for the application's database role, like the trail, but without its chain: a page that is read must not wait
for another one. Never decides who may look, and never says what was in the record.
"""

import uuid
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Index, func, text
from sqlmodel import Field, Session, SQLModel, col

from hoso.support.actors import Actor
from hoso.support.base import INSTANT
from hoso.support.clock import HANOI, Moment
from hoso.support.picking import pick

VIEWED, DOWNLOADED, PRINTED, EXPORTED = ACTS = ("viewed", "downloaded", "printed", "exported")


class AccessLog(SQLModel, table=True):
    """One look at a record; `sha256` names the file of a download or print."""

    __tablename__ = "access_log"
    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    agency_id: uuid.UUID
    subject_id: uuid.UUID
    person_id: uuid.UUID
    act: str = Field(max_length=12)
    sha256: str = Field(default="", max_length=64)
    at: datetime = Field(sa_type=INSTANT)
    __table_args__ = (
        CheckConstraint("act in ('viewed','downloaded','printed','exported')", name="act"),
        Index("ix_access_log_subject_id_agency_id", "subject_id", "agency_id", "id"),
        Index("ix_access_log_agency_id_at", "agency_id", "at"),
    )


_NOTE = text("insert into access_log (agency_id, subject_id, person_id, act, sha256, at) values (:agency, :subject, :person, :act, :sha256, :at)")


def note_use(db: Session, actor: Actor, moment: Moment, subject_id: uuid.UUID, act: str, sha256: str = "") -> None:
    """Write one look, in the caller's transaction."""
    db.connection().execute(
        _NOTE, {"agency": actor.agency_id, "subject": subject_id, "person": actor.id, "act": act, "sha256": sha256, "at": moment.at}
    )


def counts_of(db: Session, agency_id: uuid.UUID, subject_id: uuid.UUID) -> dict[str, int]:
    """How often the record was viewed, downloaded, printed, exported, and by how many people."""
    wanted = pick(AccessLog.act, func.count()).where(col(AccessLog.agency_id) == agency_id, col(AccessLog.subject_id) == subject_id)
    found: dict[str, int] = dict.fromkeys(ACTS, 0)
    found |= {act: int(n) for act, n in db.execute(wanted.group_by(col(AccessLog.act)))}
    people = pick(func.count(func.distinct(AccessLog.person_id))).where(col(AccessLog.agency_id) == agency_id, col(AccessLog.subject_id) == subject_id)
    return {**found, "people": int(db.execute(people).scalar_one())}


def counts_by_day(db: Session, agency_id: uuid.UUID, from_on: date, to_on: date) -> list[dict[str, Any]]:
    """Accesses to the System by the agency's people, per legal day and act (PL VI III.6.b); both days included."""
    day = func.date(func.timezone("Asia/Ho_Chi_Minh", col(AccessLog.at)))
    start, end = (datetime.combine(d, t, HANOI) for d, t in ((from_on, time()), (to_on, time.max)))
    wanted = pick(day, AccessLog.act, func.count(), func.count(func.distinct(AccessLog.person_id)))
    wanted = wanted.where(col(AccessLog.agency_id) == agency_id, col(AccessLog.at) >= start, col(AccessLog.at) <= end).group_by(day, col(AccessLog.act)).order_by(day)
    return [{"on": d, "act": act, "count": int(n), "people": int(p)} for d, act, n, p in db.execute(wanted)]
