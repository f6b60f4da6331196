"""Answer a registration: refuse it with a reason, or accept it and make and gate the packages (TT 05/2025 Đ23–24)."""

import uuid
from typing import Literal

from pydantic import BaseModel
from sqlmodel import Session

from hoso.agency_archive.actions.note_transfer import note_transfer
from hoso.historical_archive.actions.package_transfer import KIND, package_lines
from hoso.historical_archive.actions.transfer_desk import Reason, received_transfer, record_both, require_reason, tell_sender
from hoso.historical_archive.queries.transfers import work_ended
from hoso.historical_archive.rules import BEFORE_THE_ANSWER, SENTENCES, may_answer
from hoso.historical_archive.tables import Transfer, TransferLine
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.jobs import defer
from hoso.support.records import touch
from hoso.support.states import require_state


class AnswerTransfer(BaseModel):
    """The archive's answer; a refusal needs a reason."""

    model_config = {"extra": "forbid"}
    verdict: Literal["accept", "refuse"]
    reason: Reason | None = None


def _refuse(db: Session, actor: Actor, transfer: Transfer, lines: list[TransferLine], moment: Moment) -> None:
    transfer.state = "refused"
    for line in lines:
        line.state, line.reason, line.decided_at = "refused", transfer.reason, moment.at
        note_transfer(db, actor, line.dossier_id, "held", moment, reason=transfer.reason)
    tell_sender(db, transfer, moment, "transfer:refused", f"Đăng ký nộp {transfer.code} bị từ chối: {transfer.reason}")
    record_both(db, actor, moment, "transfer:refused", transfer, {"reason": transfer.reason})


def _package(db: Session, actor: Actor, transfer: Transfer, lines: list[TransferLine], moment: Moment, store: FileStore) -> None:
    """Make what is not made yet; what failed before is tried again."""
    transfer.state = "accepted"
    undone = [line for line in lines if line.state in ("waiting", "failed")]
    for line in undone:
        line.state, line.gates = "waiting", []
    if len(undone) <= BEFORE_THE_ANSWER:
        package_lines(db, actor, transfer, lines, moment, store)
        return
    job = defer(db, actor, moment, KIND, {})
    job.payload = {"transfer_id": str(transfer.id), "person_id": str(actor.id), "job_id": str(job.id)}
    transfer.job_id = job.id


def _accept(db: Session, actor: Actor, transfer: Transfer, lines: list[TransferLine], moment: Moment, store: FileStore) -> None:
    record_both(db, actor, moment, "transfer:accepted", transfer, {"reason": transfer.reason} if transfer.reason else None)
    tell_sender(db, transfer, moment, "transfer:accepted", f"Đăng ký nộp {transfer.code} được chấp nhận")
    _package(db, actor, transfer, lines, moment, store)


def answer_transfer(db: Session, actor: Actor, transfer_id: uuid.UUID, command: AnswerTransfer, moment: Moment, store: FileStore) -> Transfer:
    """The answered transfer: refused, packaged, or accepted with `job_id` of the work under way.

    Accepting once more tries again what failed, or what a job that ended left unmade. Raises NotFound, NotYourTask, ReasonMissing, Stale, StoreFull, WrongState.
    """
    transfer, lines = received_transfer(db, actor, transfer_id, "answerTransfer")
    again = transfer.state != "registered"
    may = may_answer(transfer.state, work_ended(db, transfer), any(line.state == "failed" for line in lines))
    require_state(may and not (again and command.verdict == "refuse"), SENTENCES[transfer.state])
    if again:
        record_both(db, actor, moment, "transfer:repackaged", transfer)
        _package(db, actor, transfer, lines, moment, store)
        touch(transfer, actor, moment)
        return transfer
    transfer.reason = require_reason(command.reason) if command.verdict == "refuse" else command.reason or ""
    transfer.answered_at, transfer.answered_by = moment.at, actor.id
    if command.verdict == "refuse":
        _refuse(db, actor, transfer, lines, moment)
    else:
        _accept(db, actor, transfer, lines, moment, store)
    touch(transfer, actor, moment)
    return transfer
