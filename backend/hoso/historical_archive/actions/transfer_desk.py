"""What the acts on a transfer share: both trails, whom to tell, verdicts, reasons.

Never changes a state by itself.
"""

import uuid
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from hoso.historical_archive.queries.transfers import lines_of, transfer_for
from hoso.historical_archive.rules import SENTENCES, is_allowed
from hoso.historical_archive.tables import Transfer, TransferLine
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed
from hoso.support.jobs import notify
from hoso.support.organisations import RoleAssignment
from hoso.support.states import require_state, require_task
from hoso.support.text import Text
from hoso.support.trail import record

LEAST_REASON = 10
Reason = Annotated[Text, Field(max_length=2000)]


class ReasonMissing(Malformed):
    """A refusal or return carries a reason of at least ten characters."""

    code = "reason_missing"


class UnknownLine(Malformed):
    """A verdict names a dossier that is not, or no more, waiting for one in this transfer."""

    code = "unknown_line"


class LineVerdict(BaseModel):
    """The verdict on one dossier."""

    model_config = {"extra": "forbid"}
    dossier_id: uuid.UUID
    verdict: Literal["accept", "return"]
    reason: Reason | None = None


def require_reason(reason: str | None, field: str = "reason") -> str:
    """The reason. Raises ReasonMissing."""
    if len(reason or "") < LEAST_REASON:
        raise ReasonMissing(f"Ghi rõ lý do (ít nhất {LEAST_REASON} ký tự).", field=field)
    return reason or ""


def received_transfer(db: Session, actor: Actor, transfer_id: uuid.UUID, operation: str) -> tuple[Transfer, list[TransferLine]]:
    """The transfer and its lines, locked, for the archive that received it. Raises NotFound, NotYourTask, Stale, WrongState."""
    transfer = transfer_for(db, actor, transfer_id, for_change=True)
    require_task(transfer.historical_archive_id == actor.agency_id, "Việc này thuộc lưu trữ lịch sử nhận hồ sơ.")
    require_state(is_allowed(transfer.state, operation), SENTENCES[transfer.state])
    return transfer, lines_of(db, transfer.id, lock=True)


def lines_named(lines: list[TransferLine], verdicts: list[LineVerdict], states: tuple[str, ...]) -> dict[uuid.UUID, TransferLine]:
    """The lines that the verdicts name, in the transfer's order. Raises UnknownLine for a stranger, a decided or a doubled one."""
    wanted = {v.dossier_id for v in verdicts}
    named = {line.dossier_id: line for line in lines if line.dossier_id in wanted and line.state in states}
    if len(named) != len(verdicts):
        raise UnknownLine("Mỗi hồ sơ đang chờ quyết định trong lần nộp được nêu đúng một lần.", field="lines")
    return named


def record_both(db: Session, actor: Actor, moment: Moment, tag: str, transfer: Transfer, detail: dict[str, Any] | None = None) -> None:
    """One entry in the chain of each side."""
    facts = {"code": transfer.code, **(detail or {})}
    for agency_id in (transfer.agency_id, transfer.historical_archive_id):
        record(db, actor, moment, tag, transfer.id, facts, agency_id=agency_id)


def tell_sender(db: Session, transfer: Transfer, moment: Moment, tag: str, text: str) -> None:
    """A line in the bell of whoever registered the transfer (the state is pushed to the submitter, TT 05/2025 Đ23)."""
    if transfer.created_by:
        notify(db, transfer.created_by, transfer.agency_id, moment, tag, text, f"/nop-lich-su/{transfer.id}", transfer.id)


def tell_archive(db: Session, transfer: Transfer, moment: Moment, tag: str, text: str) -> None:
    """A line in the bell of each archivist of the historical archive."""
    staff = select(RoleAssignment.person_id).where(RoleAssignment.agency_id == transfer.historical_archive_id, RoleAssignment.role == "luutru_ltls")
    for person_id in sorted(set(db.exec(staff.order_by(col(RoleAssignment.id))))):
        notify(db, person_id, transfer.historical_archive_id, moment, tag, text, f"/nop-lich-su/{transfer.id}", transfer.id)
