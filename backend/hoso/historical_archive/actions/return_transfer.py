"""Return dossiers of a transfer to the agency, with the reason; it mends them and registers anew."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.agency_archive.actions.note_transfer import note_transfer
from hoso.historical_archive.actions.transfer_desk import (
    LineVerdict,
    Reason,
    UnknownLine,
    lines_named,
    received_transfer,
    record_both,
    require_reason,
    tell_sender,
)
from hoso.historical_archive.rules import UNDECIDED, state_of_decided
from hoso.historical_archive.tables import Transfer, TransferLine
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch


class ReturnTransfer(BaseModel):
    """Why; `lines` absent = everything that is not decided yet."""

    model_config = {"extra": "forbid"}
    reason: Reason | None = None
    lines: Annotated[list[LineVerdict], Field(min_length=1, max_length=500)] | None = None


def return_line(db: Session, actor: Actor, line: TransferLine, reason: str, moment: Moment) -> None:
    """The dossier is the agency archive's again."""
    line.state, line.reason, line.decided_at = "returned", reason, moment.at
    note_transfer(db, actor, line.dossier_id, "held", moment, reason=reason)


def return_transfer(db: Session, actor: Actor, transfer_id: uuid.UUID, command: ReturnTransfer, moment: Moment) -> Transfer:
    """The transfer with the returned lines. Raises NotFound, NotYourTask, ReasonMissing, Stale, UnknownLine, WrongState."""
    transfer, lines = received_transfer(db, actor, transfer_id, "returnTransfer")
    verdicts = command.lines or []
    if any(v.verdict != "return" for v in verdicts):
        raise UnknownLine("Trả lại chỉ nêu hồ sơ trả lại; tiếp nhận bằng thao tác tiếp nhận.", field="lines")
    reasons = {v.dossier_id: v.reason or command.reason for v in verdicts}
    if command.lines:
        returned = list(lines_named(lines, verdicts, UNDECIDED).values())
    else:
        returned = [line for line in lines if line.state in UNDECIDED]
    for line in returned:
        return_line(db, actor, line, require_reason(reasons.get(line.dossier_id, command.reason)), moment)
    state = state_of_decided([line.state for line in lines])
    transfer.state = transfer.state if state == "packaged" else state
    transfer.reason = command.reason or transfer.reason
    if transfer.state in ("completed", "returned"):
        transfer.completed_at = moment.at
    touch(transfer, actor, moment)
    told = returned[0].reason if returned else transfer.reason
    tell_sender(db, transfer, moment, "transfer:returned", f"Lưu trữ lịch sử trả lại {len(returned)} hồ sơ của {transfer.code}: {told}")
    detail = {"dossiers": [{"code": line.dossier_code, "reason": line.reason} for line in returned]}
    record_both(db, actor, moment, "transfer:returned", transfer, detail)
    return transfer
