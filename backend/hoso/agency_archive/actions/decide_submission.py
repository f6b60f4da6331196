"""Accept or return each dossier of a submission (Đ30.3)."""

import uuid
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.agency_archive.rules import LEAST_REASON, inventory_number, is_allowed
from hoso.agency_archive.tables import Holding, Submission, SubmissionLine
from hoso.dossiers.actions.move_dossier import move_dossier
from hoso.dossiers.rules import retention_ends_on
from hoso.dossiers.tables import Dossier
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed
from hoso.support.jobs import notify
from hoso.support.numbering import next_number
from hoso.support.organisations import Agency
from hoso.support.records import load_for_change, touch
from hoso.support.states import require_state
from hoso.support.text import Line, Text
from hoso.support.trail import record


class LinesDiffer(Malformed):
    """The verdicts do not name each dossier of the submission once."""

    code = "lines_differ"


class ReturnWithoutReason(Malformed):
    """A return carries a reason of at least ten characters."""

    code = "reason_missing"


class LineVerdict(BaseModel):
    """The verdict on one dossier."""

    model_config = {"extra": "forbid"}
    dossier_id: uuid.UUID
    verdict: Literal["accept", "return"]
    reason: Annotated[Text, Field(max_length=500)] | None = None
    location_id: Annotated[Line, Field(max_length=100)] | None = None


class DecideSubmission(BaseModel):
    """One verdict for each dossier."""

    model_config = {"extra": "forbid"}
    lines: Annotated[list[LineVerdict], Field(min_length=1, max_length=500)]


def _hold(db: Session, actor: Actor, submission: Submission, dossier: Dossier, location: str, moment: Moment) -> None:
    agency = db.get_one(Agency, dossier.agency_id)
    inventory = inventory_number(moment.year)
    who: dict[str, Any] = {"created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id}
    ends_on = retention_ends_on(dossier.retention_kind, dossier.retention_years, dossier.ended_on) if dossier.ended_on else None
    db.add(Holding.model_validate({
        "id": dossier.id, "agency_id": dossier.agency_id, "state": "held", "submission_id": submission.id, "fonds_code": agency.fonds_code,
        "inventory": inventory, "ordinal": next_number(db, agency.id, f"inventory {inventory}", moment.year), "code": dossier.code,
        "title": dossier.title, "retention_kind": dossier.retention_kind, "retention_years": dossier.retention_years,
        "retention_label": dossier.retention_label, "retention_ends_on": ends_on, "location": location, "accepted_on": moment.today, **who,
    }))  # fmt: skip
    let_read(db, dossier.agency_id, dossier.id, role="luutru")


def decide_submission(db: Session, actor: Actor, submission_id: uuid.UUID, command: DecideSubmission, moment: Moment) -> Submission:
    """The decided submission. Raises NotFound, LinesDiffer, ReturnWithoutReason, WrongState."""
    submission = load_for_change(db, actor, Submission, submission_id)
    require_state(is_allowed(submission.state, "decideSubmission"), "Đợt nộp lưu này đã được quyết định.")
    lines = {line.dossier_id: line for line in db.exec(select(SubmissionLine).where(SubmissionLine.submission_id == submission.id))}
    if sorted(v.dossier_id for v in command.lines) != sorted(lines):
        raise LinesDiffer("Cần quyết định cho từng hồ sơ của đợt nộp, mỗi hồ sơ một lần.", field="lines")
    for verdict in command.lines:
        if verdict.verdict == "return" and len(verdict.reason or "") < LEAST_REASON:
            raise ReturnWithoutReason("Ghi rõ lý do trả lại (ít nhất 10 ký tự).", field="lines")
        line = lines[verdict.dossier_id]
        line.verdict, line.reason = verdict.verdict, verdict.reason or ""
        dossier = db.exec(select(Dossier).where(Dossier.id == verdict.dossier_id).with_for_update()).one()
        if verdict.verdict == "accept":
            _hold(db, actor, submission, dossier, verdict.location_id or "", moment)
        move_dossier(db, actor, dossier, "accepted" if verdict.verdict == "accept" else "returned", moment, verdict.reason or "")
    submission.state, submission.decided_by, submission.decided_on = "decided", actor.id, moment.today
    touch(submission, actor, moment)
    link = f"/nop-luu/{submission.id}"
    said = f"Lưu trữ đã xem xét đợt nộp {submission.code}"
    notify(db, submission.submitter_id, submission.agency_id, moment, "submission:decided", said, link, submission.id)
    record(db, actor, moment, "submission:decided", submission.id, {"lines": [v.model_dump(mode="json", exclude_none=True) for v in command.lines]})
    return submission
