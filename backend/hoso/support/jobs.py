"""Work after the commit: a row written in the business transaction, claimed by workers with a lease and SKIP LOCKED.

Retries are bounded and failures stay visible to the person who started the work. A worker that dies loses nothing:
its lease ends and another takes the job. No HTTP call ever runs inside the transaction that wrote the row.
"""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index, func, or_, update
from sqlmodel import Field, Session, SQLModel, col, select

from hoso.support.actors import Actor
from hoso.support.base import INSTANT, Row
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.files import FileStore
from hoso.support.states import require_state
from hoso.support.trail import record

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 5
OPEN = ("waiting", "running")
Handler = Callable[[Session, dict[str, Any], Moment, FileStore], dict[str, Any]]
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


class NoticeChoice(SQLModel, table=True):
    """A kind of notice that a person does not want to get."""

    __tablename__ = "notice_choice"
    person_id: uuid.UUID = Field(primary_key=True, foreign_key="person.id", ondelete="RESTRICT")
    kind: str = Field(primary_key=True, max_length=20)


# What a person may switch off, by the beginning of the tag; what is overdue reaches everybody.
NOTICE_KINDS = {
    "deadline:near": "near", "deadline:today": "today", "deadline:digest": "digest", "deadline:": "overdue", "incoming:": "incoming",
    "outgoing:": "outgoing", "dossier:": "dossiers", "submission:": "dossiers", "transfer:": "dossiers",
}  # fmt: skip
ALWAYS = "overdue"


def notice_kind(tag: str) -> str:
    """The kind that a person may switch off, of a notice's tag."""
    return next((kind for begin, kind in NOTICE_KINDS.items() if tag.startswith(begin)), "other")


def defer(db: Session, actor: Actor, moment: Moment, kind: str, payload: dict[str, Any]) -> Job:
    """Write a job in the caller's own transaction."""
    job = Job.model_validate(
        {"agency_id": actor.agency_id, "kind": kind, "payload": payload, "started_by": actor.id, "created_at": moment.at}
    )
    db.add(job)
    return job


def _switched_off(db: Session, person_id: uuid.UUID) -> frozenset[str]:
    """Asked once for each person in a transaction."""
    known: dict[uuid.UUID, frozenset[str]] = db.info.setdefault("switched_off", {})
    if person_id not in known:
        known[person_id] = frozenset(db.exec(select(NoticeChoice.kind).where(NoticeChoice.person_id == person_id)))
    return known[person_id]


def notify(db: Session, person_id: uuid.UUID, agency_id: uuid.UUID, moment: Moment, tag: str, text: str, link: str = "",
           subject_id: uuid.UUID | None = None) -> None:  # fmt: skip
    """Put a line into a person's bell, in the caller's transaction, unless the person switched off its kind."""
    kind = notice_kind(tag)
    if kind != ALWAYS and kind in _switched_off(db, person_id):
        return
    db.add(Notice.model_validate({
        "agency_id": agency_id, "person_id": person_id, "at": moment.at, "tag": tag, "text": text[:500], "link": link,
        "subject_id": subject_id,
    }))  # fmt: skip


def claim(db: Session, moment: Moment) -> Job | None:
    """Lease the oldest job that waits, or whose lease ran out; None when there is nothing to do. What ran out of attempts has failed."""
    lost = (col(Job.state) == "running") & (col(Job.leased_until) < moment.at)
    worn = update(Job).where(lost, col(Job.attempts) >= MAX_ATTEMPTS)
    db.execute(worn.values(state="failed", finished_at=moment.at, error="Việc bị ngắt quá nhiều lần."))
    ready = or_(col(Job.state) == "waiting", lost)
    job = db.exec(select(Job).where(ready).order_by(col(Job.created_at)).limit(1).with_for_update(skip_locked=True)).first()
    if job is None:
        return None
    job.attempts += 1
    job.state, job.leased_until = "running", moment.at + LEASE
    return job


def _running(job_id: uuid.UUID) -> Any:
    return update(Job).where(col(Job.id) == job_id, col(Job.state) == "running").returning(col(Job.id))


def go_on(db: Session, job_id: uuid.UUID, done: int, total: int, results: dict[str, Any]) -> bool:
    """Note how far the job is and lengthen its lease by the database's clock; False when somebody cancelled it."""
    so_far = {"progress": min(99, 100 * done // max(1, total)), "results": results, "leased_until": func.now() + LEASE}
    return db.execute(_running(job_id).values(so_far)).first() is not None


def finish(db: Session, job_id: uuid.UUID, moment: Moment, results: dict[str, Any]) -> None:
    """Note that the job is done; one that was cancelled meanwhile stays cancelled."""
    db.execute(_running(job_id).values(state="done", progress=100, results=results, finished_at=moment.at, error=""))


def give_back(db: Session, job_id: uuid.UUID, error: str, moment: Moment, *, is_final: bool = False) -> None:
    """Note a failed attempt: waits for another, or has failed for good after the last one (`is_final`: this one); a cancelled job stays cancelled."""
    job = db.exec(select(Job).where(Job.id == job_id).with_for_update()).first()
    if job is not None and job.state == "running":
        job.error = error[:500]
        job.state = "waiting" if job.attempts < MAX_ATTEMPTS and not is_final else "failed"
        job.finished_at = None if job.state == "waiting" else moment.at


def job_of(db: Session, actor: Actor, job_id: uuid.UUID, *, lock: bool = False) -> Job:
    """A job of the person who started it. Raises NotFound for everybody else."""
    wanted = select(Job).where(Job.id == job_id, Job.started_by == actor.id, Job.agency_id == actor.agency_id)
    job = db.exec(wanted.with_for_update() if lock else wanted).first()
    if job is None:
        raise NotFound("Không tìm thấy việc này.")
    return job


def cancel_job(db: Session, actor: Actor, job_id: uuid.UUID, moment: Moment) -> Job:
    """Stop a job before its next step; what it has done stays done. Raises NotFound, WrongState."""
    job = job_of(db, actor, job_id, lock=True)
    require_state(job.state in OPEN, "Việc này đã kết thúc, không còn gì để dừng.")
    job.state, job.finished_at = "cancelled", moment.at
    record(db, actor, moment, "job:cancelled", job.id, {"kind": job.kind})
    return job
