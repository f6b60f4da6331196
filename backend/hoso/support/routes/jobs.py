"""Deferred work, for the person who started it."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.jobs import OPEN, Job, cancel_job, job_of

router = stage_router("Việc chạy nền", "/jobs")


class JobAnswer(BaseModel):
    """How far a piece of work is; `items` says what came of each thing that it works on."""

    id: uuid.UUID
    state: str
    allowed_actions: list[str]
    kind: str
    percentage: int
    items: list[dict[str, Any]]
    error: str
    created_at: datetime
    finished_at: datetime | None


def _answer(job: Job) -> JobAnswer:
    allowed = ["cancelJob"] if job.state in OPEN else []
    facts = {"allowed_actions": allowed, "percentage": job.progress, "items": job.results.get("items", [])}
    return JobAnswer.model_validate({**job.model_dump(), **facts})


@router.get("/{job_id}", operation_id="getJob", openapi_extra=may(SIGNED_IN))
def get_job(call: Call, job_id: uuid.UUID) -> JobAnswer:
    """State, percentage and results of a job."""
    return _answer(job_of(call.db, call.actor, job_id))


@router.post("/{job_id}/cancellation", operation_id="cancelJob", openapi_extra=may(SIGNED_IN))
def cancel_job_route(call: Call, job_id: uuid.UUID) -> JobAnswer:
    """Dừng việc trước bước kế tiếp; phần đã làm được giữ."""
    return _answer(cancel_job(call.db, call.actor, job_id, call.moment))
