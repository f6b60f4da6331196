"""Register dossiers for submission to the historical archive (TT 06/2025 Đ3, TT 05/2025 Đ23)."""

import uuid
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from hoso.agency_archive.actions.note_transfer import note_transfer
from hoso.agency_archive.tables import Holding
from hoso.dossiers.tables import Dossier
from hoso.historical_archive.actions.transfer_desk import record_both, tell_archive
from hoso.historical_archive.rules import ANSWER_WORKING_DAYS, transfer_code
from hoso.historical_archive.tables import Transfer, TransferLine
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.errors import NotFound, RuleBroken
from hoso.support.numbering import next_number
from hoso.support.organisations import Agency
from hoso.support.reference import next_working_day
from hoso.support.text import Text


class NotASource(RuleBroken):
    """The agency is no source of a historical archive (Luật 33/2024 Đ18)."""

    code = "not_a_submitting_source"


class NotTransferable(RuleBroken):
    """A dossier is not held, not permanent, or already under way; `lines` says which and why."""

    code = "not_transferable"


class RegisterTransfer(BaseModel):
    """Which held dossiers, in which order."""

    model_config = {"extra": "forbid"}
    dossier_ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=500)]
    note: Annotated[Text, Field(max_length=2000)] = ""


def _archive_of(db: Session, actor: Actor) -> Agency:
    agency = db.get_one(Agency, actor.agency_id)
    archive = db.get(Agency, agency.historical_archive_id) if agency.historical_archive_id else None
    if not agency.is_submitting_source or archive is None:
        raise NotASource("Cơ quan không thuộc nguồn nộp tài liệu vào lưu trữ lịch sử. Hỏi Sở Nội vụ nếu danh mục nguồn nộp đã thay đổi.")
    return archive


def _holdings(db: Session, actor: Actor, wanted: list[uuid.UUID]) -> dict[uuid.UUID, Holding]:
    """The holdings, locked in one order. Raises NotFound for another agency's dossier, NotTransferable."""
    own = set(db.exec(select(Dossier.id).where(col(Dossier.id).in_(wanted), Dossier.agency_id == actor.agency_id)))
    if any(id_ not in own for id_ in wanted):
        raise NotFound("Không tìm thấy hồ sơ.")
    locked = select(Holding).where(col(Holding.id).in_(wanted), Holding.agency_id == actor.agency_id).order_by(col(Holding.id)).with_for_update()
    found = {h.id: h for h in db.exec(locked.execution_options(populate_existing=True))}
    faults = []
    for id_ in wanted:
        holding = found.get(id_)
        if holding is None:
            faults.append({"dossier_id": str(id_), "reason": "Hồ sơ chưa được lưu trữ hiện hành tiếp nhận."})
        elif holding.state != "held":
            faults.append({"dossier_id": str(id_), "reason": f"Hồ sơ {holding.code} đang nộp hoặc đã nộp vào lưu trữ lịch sử."})
        elif holding.retention_kind != "PERMANENT":
            faults.append({"dossier_id": str(id_), "reason": f"Hồ sơ {holding.code} không có thời hạn vĩnh viễn ({holding.retention_label})."})
    if faults:
        raise NotTransferable("Có hồ sơ chưa nộp được vào lưu trữ lịch sử: " + " ".join(f["reason"] for f in faults[:5]), lines=faults)
    return found


def register_transfer(db: Session, actor: Actor, command: RegisterTransfer, moment: Moment) -> Transfer:
    """The registered transfer, on the desks of both sides. Raises NotASource, NotFound, NotTransferable."""
    archive = _archive_of(db, actor)
    wanted = list(dict.fromkeys(command.dossier_ids))
    holdings = _holdings(db, actor, wanted)
    who: dict[str, Any] = {"created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id}
    number = next_number(db, actor.agency_id, "transfer", moment.year)
    transfer = Transfer.model_validate({
        "id": new_id(), "agency_id": actor.agency_id, "historical_archive_id": archive.id, "state": "registered",
        "code": transfer_code(actor.agency_code, moment.year, number), "registered_on": moment.today, "note": command.note,
        "answer_due_on": next_working_day(db, moment.today, ANSWER_WORKING_DAYS, archive.id), **who,
    })  # fmt: skip
    db.add(transfer)
    db.flush()
    for ordinal, dossier_id in enumerate(wanted, start=1):
        holding = holdings[dossier_id]
        db.add(TransferLine.model_validate({
            "agency_id": actor.agency_id, "transfer_id": transfer.id, "dossier_id": dossier_id, "ordinal": ordinal, "dossier_code": holding.code,
            "title": holding.title,
        }))  # fmt: skip
        note_transfer(db, actor, dossier_id, "registered", moment)
    let_read(db, actor.agency_id, transfer.id, role="luutru")
    let_read(db, actor.agency_id, transfer.id, person_id=actor.id)
    said = f"{actor.agency_name} đăng ký nộp {len(wanted)} hồ sơ ({transfer.code})"
    tell_archive(db, transfer, moment, "transfer:registered", said)
    record_both(db, actor, moment, "transfer:registered", transfer, {"dossiers": [holdings[id_].code for id_ in wanted]})
    return transfer
