"""Transfers as a list and as one record, for both sides: the agency that submits and the archive that receives."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from hoso.historical_archive.rules import SENTENCES, UNDECIDED, is_allowed, may_answer
from hoso.historical_archive.tables import Transfer, TransferLine
from hoso.support.access import is_visible, visible_to
from hoso.support.actors import Actor
from hoso.support.errors import NotFound, Stale
from hoso.support.jobs import Job
from hoso.support.organisations import Agency, Person
from hoso.support.picking import pick
from hoso.support.records import OutOfReach


def on_either_side(actor: Actor) -> ColumnElement[bool]:
    """SQL: transfers of the own agency that the actor may see, and those that came to the archive whose staff the actor is."""
    sent = visible_to(actor, Transfer)
    if not actor.sees_agency:
        return sent
    return or_(sent, col(Transfer.historical_archive_id) == actor.agency_id)


def _require_current(db: Session, transfer: Transfer) -> None:
    """If-Match, as `support.records.load_for_change` does it for records of the own agency. Raises Stale."""
    expected = db.info.get("if_match")
    if expected is not None and expected != transfer.version:
        changer = db.get(Person, transfer.changed_by) if transfer.changed_by else None
        raise Stale(
            "Nội dung đã được người khác sửa sau khi anh/chị mở.", changed_by=changer.full_name if changer else None,
            changed_at=transfer.changed_at.isoformat(), version=transfer.version,
        )  # fmt: skip
    db.info["if_match"] = None


def transfer_for(db: Session, actor: Actor, transfer_id: uuid.UUID, for_change: bool = False) -> Transfer:
    """The transfer for either side; locked when it is to be changed. Raises NotFound, OutOfReach, Stale."""
    wanted = select(Transfer).where(Transfer.id == transfer_id)
    if for_change:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    transfer = db.exec(wanted).first()
    if transfer is None or actor.agency_id not in (transfer.agency_id, transfer.historical_archive_id):
        raise NotFound("Không tìm thấy đăng ký nộp.")
    if not actor.sees_agency and not is_visible(db, actor, transfer.id):
        raise OutOfReach("Anh/chị chưa được phân quyền với đăng ký nộp này. Hỏi người làm lưu trữ của cơ quan.")
    if for_change:
        _require_current(db, transfer)
    return transfer


def lines_of(db: Session, transfer_id: uuid.UUID, *, lock: bool = False) -> list[TransferLine]:
    """The lines in their order."""
    wanted = select(TransferLine).where(TransferLine.transfer_id == transfer_id).order_by(col(TransferLine.ordinal))
    return list(db.exec(wanted.with_for_update() if lock else wanted))


def transfer_rows(db: Session, actor: Actor, state: str | None, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """Transfers of either side, newest first (`limit` + 1 of them)."""
    sender, archive = aliased(Agency), aliased(Agency)
    lines = select(func.count()).where(col(TransferLine.transfer_id) == col(Transfer.id)).scalar_subquery()
    columns = (Transfer.id, Transfer.state, Transfer.code, Transfer.registered_on, Transfer.answer_due_on, Transfer.completed_at,
               sender.name, archive.name, lines)  # fmt: skip
    wanted = pick(*columns).join(sender, col(sender.id) == col(Transfer.agency_id)).join(archive, col(archive.id) == col(Transfer.historical_archive_id))
    wanted = wanted.where(on_either_side(actor))
    if state:
        wanted = wanted.where(col(Transfer.state) == state)
    if before:
        wanted = wanted.where(col(Transfer.id) < before)
    names = ("id", "state", "code", "registered_on", "answer_due_on", "completed_at", "agency_name", "historical_archive_name", "dossier_total")
    return [dict(zip(names, row, strict=True)) for row in db.execute(wanted.order_by(col(Transfer.id).desc()).limit(limit + 1))]


def work_ended(db: Session, transfer: Transfer) -> bool:
    """Whether the job that makes the packages has failed or was cancelled (a finished one leaves nothing unmade)."""
    job = db.get(Job, transfer.job_id, populate_existing=True) if transfer.job_id else None
    return job is not None and job.state in ("failed", "cancelled")


def transfer_actions(actor: Actor, transfer: Transfer, lines: list[TransferLine], work_has_ended: bool = False) -> tuple[list[str], dict[str, str]]:
    """(allowed operations, why a shown one is not). The same relations as the actions check."""
    receives = transfer.historical_archive_id == actor.agency_id
    verbs = [op for op in ("answerTransfer", "acceptTransfer", "returnTransfer") if receives and actor.may(op)]
    allowed = [op for op in verbs if is_allowed(transfer.state, op)]
    failed = [line.dossier_code for line in lines if line.state == "failed"]
    if "answerTransfer" in allowed and not may_answer(transfer.state, work_has_ended, bool(failed)):
        allowed.remove("answerTransfer")
    why_not = {op: SENTENCES[transfer.state] for op in verbs if op not in allowed and transfer.state in ("registered", "accepted")}
    if "acceptTransfer" in allowed and not any(line.state == "packaged" for line in lines):
        allowed.remove("acceptTransfer")
        why_not["acceptTransfer"] = f"Gói tin chưa đạt kiểm tra: {', '.join(failed[:10])}. Trả lại để cơ quan nộp khắc phục."
    if actor.may("getTransferPackage") and any(line.package_sha256 for line in lines):
        allowed.append("getTransferPackage")
    return allowed, why_not


def received(lines: list[TransferLine]) -> dict[str, int]:
    """The figures of the receipt record (TT 05/2025 Đ23): packages, dossiers registered, approved, taken in, bytes."""
    packed = [line for line in lines if line.package_sha256]
    return {
        "package_total": len(packed), "dossier_total": len(lines), "passed_total": sum(1 for x in lines if x.state in ("packaged", "accepted")),
        "accepted_total": sum(1 for x in lines if x.state == "accepted"), "undecided_total": sum(1 for x in lines if x.state in UNDECIDED),
        "byte_total": sum(line.package_size or 0 for line in packed),
    }  # fmt: skip
