"""Work after the commit: a row written in the business transaction, claimed by workers with a lease and SKIP LOCKED.

Retries are bounded and failures stay visible to the person who started the work. A worker that dies loses nothing:
its lease ends and another takes the job. No HTTP call ever runs inside the transaction that wrote the row.
"""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index, or_, update
from sqlmodel import Field, Session, col, select

from hoso.support.actors import Actor
from hoso.support.base import INSTANT, Row
from hoso.support.clock import Moment

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 5
Handler = Callable[[Session, dict[str, Any], Moment], dict[str, Any]]
HANDLERS: dict[str, Handler] = {}


class Job(Row, table=True):
    """One piece of deferred work; `state` waiting → running → done or failed, or cancelled."""

    __tablename__ = "job"
    agency_id: uuid.UUID
    kind: str = Field(max_length=40)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: str = Field(default="waiting", max_length=20)
    progress: int = 0
    results: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    attempts: int = 0
    error: str = Field(default="", max_length=500)
    started_by: uuid.UUID | None = None
    created_at: datetime = Field(sa_type=INSTANT)
    leased_until: datetime | None = Field(default=None, sa_type=INSTANT)
    finished_at: datetime | None = Field(default=None, sa_type=INSTANT)
    __table_args__ = (Index("ix_job_state_created_at", "state", "created_at"),)


class Notice(Row, table=True):
    """A line in a person's bell."""

    __tablename__ = "notice"
    agency_id: uuid.UUID
    person_id: uuid.UUID
    at: datetime = Field(sa_type=INSTANT)
    tag: str = Field(max_length=60)
    text: str = Field(max_length=500)
    subject_id: uuid.UUID | None = None
    link: str = Field(default="", max_length=200)
    read_at: datetime | None = Field(default=None, sa_type=INSTANT)
    __table_args__ = (Index("ix_notice_person_id_at", "person_id", "at"),)


def defer(db: Session, actor: Actor, moment: Moment, kind: str, payload: dict[str, Any]) -> Job:
    """Write a job in the caller's own transaction."""
    job = Job.model_validate(
        {"agency_id": actor.agency_id, "kind": kind, "payload": payload, "started_by": actor.id, "created_at": moment.at}
    )
    db.add(job)
    return job


def notify(db: Session, person_id: uuid.UUID, agency_id: uuid.UUID, moment: Moment, tag: str, text: str, link: str = "",
           subject_id: uuid.UUID | None = None) -> None:  # fmt: skip
    """Put a line into a person's bell, in the caller's transaction."""
    db.add(Notice.model_validate({
        "agency_id": agency_id, "person_id": person_id, "at": moment.at, "tag": tag, "text": text[:500], "link": link,
        "subject_id": subject_id,
    }))  # fmt: skip


def claim(db: Session, moment: Moment) -> Job | None:
    """Lease the oldest job that waits, or whose lease ran out; None when there is nothing to do."""
    ready = or_(col(Job.state) == "waiting", (col(Job.state) == "running") & (col(Job.leased_until) < moment.at))
    job = db.exec(select(Job).where(ready).order_by(col(Job.created_at)).limit(1).with_for_update(skip_locked=True)).first()
    if job is None:
        return None
    job.attempts += 1
    job.state = "running" if job.attempts <= MAX_ATTEMPTS else "failed"
    job.leased_until = moment.at + LEASE
    return job


def finish(db: Session, job_id: uuid.UUID, moment: Moment, results: dict[str, Any]) -> None:
    """Note that the job is done."""
    db.execute(update(Job).where(col(Job.id) == job_id).values(state="done", progress=100, results=results, finished_at=moment.at))


def give_back(db: Session, job_id: uuid.UUID, error: str, moment: Moment) -> None:
    """Note a failed attempt: waits for another, or has failed for good after the last one."""
    job = db.get(Job, job_id)
    if job is not None:
        job.error = error[:500]
        job.state = "waiting" if job.attempts < MAX_ATTEMPTS else "failed"
        job.finished_at = None if job.state == "waiting" else moment.at
