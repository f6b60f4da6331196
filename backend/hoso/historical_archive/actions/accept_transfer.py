"""Take packages into the historical archive: its own rows, events, readers and search; the sender keeps a stub.

Refuses a package that has not passed every gate, and one whose bytes changed since (TT 05/2025 Đ24–25).
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.agency_archive.actions.note_transfer import note_transfer
from hoso.formats.tt05 import ReadPackage, UnreadablePackage, read_aip
from hoso.historical_archive.actions.make_archival_dossier import make_archival_dossier
from hoso.historical_archive.actions.return_transfer import return_line
from hoso.historical_archive.actions.transfer_desk import (
    LineVerdict,
    lines_named,
    received_transfer,
    record_both,
    require_reason,
    tell_sender,
)
from hoso.historical_archive.queries.packages import package_at_hand
from hoso.historical_archive.rules import UNDECIDED, arc_file_code, state_of_decided
from hoso.historical_archive.tables import Transfer, TransferLine
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken
from hoso.support.files import FileStore, MissingFile
from hoso.support.organisations import Agency
from hoso.support.records import touch


class NotPassed(RuleBroken):
    """A package has not passed all gates; `lines` says which and why."""

    code = "package_not_passed"


class PackageDamaged(RuleBroken):
    """The bytes of a package in the store are no longer those that passed the gates."""

    code = "package_damaged"


class PackageDiffers(RuleBroken):
    """The package says another dossier, another code or another retention than the transfer."""

    code = "package_differs"


class AcceptTransfer(BaseModel):
    """Verdicts per dossier; absent = everything that is not decided yet is accepted. A dossier not named stays undecided."""

    model_config = {"extra": "forbid"}
    lines: Annotated[list[LineVerdict], Field(min_length=1, max_length=500)] | None = None


def _require_passed(lines: list[TransferLine]) -> None:
    failed = [line for line in lines if line.state != "packaged"]
    if failed:
        facts = [{"dossier_id": str(x.dossier_id), "code": x.dossier_code, "gates": [g for g in x.gates if not g["passed"]]} for x in failed]
        codes = ", ".join(line.dossier_code for line in failed[:5])
        raise NotPassed(f"Gói tin chưa đạt kiểm tra: {codes}. Trả lại hồ sơ này để cơ quan nộp khắc phục.", lines=facts)


def _damaged(line: TransferLine, what: str) -> PackageDamaged:
    return PackageDamaged(f"Gói tin của hồ sơ {line.dossier_code} {what}. Báo quản trị.", dossier_id=str(line.dossier_id))


def _read_whole(line: TransferLine, archive: Agency, store: FileStore) -> ReadPackage:
    """What the package says, when its bytes are those that passed the gates. Raises PackageDamaged."""
    try:
        with package_at_hand(store, line.package_sha256 or "") as package:
            if (package.sha256, package.size) != (line.package_sha256, line.package_size):
                raise _damaged(line, "đã bị thay đổi trong kho")
            return read_aip(package.path, archive.code)
    except MissingFile as error:
        raise _damaged(line, "không còn trong kho") from error
    except UnreadablePackage as error:
        raise _damaged(line, "không đọc được") from error


def _require_right(line: TransferLine, package: ReadPackage, archive: Agency) -> None:
    """The package is of this dossier, for this archive, and permanent. Raises PackageDiffers."""
    told = {"dossier_id": package.dossier.dossier_id, "objid": package.objid, "arc_code": package.dossier.arc_code, "retention": package.dossier.retention_kind}
    wanted = {"dossier_id": line.dossier_id, "objid": line.objid, "arc_code": arc_file_code(archive.code, line.dossier_code), "retention": "PERMANENT"}
    differing = {name: str(told[name]) for name in wanted if told[name] != wanted[name]}
    if differing:
        raise PackageDiffers(f"Gói tin không phải của hồ sơ {line.dossier_code}. Trả lại để tạo gói mới.", dossier_id=str(line.dossier_id), differs=differing)


def _take_in(db: Session, actor: Actor, transfer: Transfer, line: TransferLine, archive: Agency, moment: Moment, store: FileStore) -> str:
    package = _read_whole(line, archive, store)
    _require_right(line, package, archive)
    taken = make_archival_dossier(db, actor, transfer, line, package, archive, moment)
    line.state, line.decided_at = "accepted", moment.at
    where = f"{archive.name}, mã hồ sơ lưu trữ {taken.arc_code}, {transfer.code}"
    note_transfer(db, actor, line.dossier_id, "transferred", moment, where)
    return taken.arc_code


def accept_transfer(db: Session, actor: Actor, transfer_id: uuid.UUID, command: AcceptTransfer, moment: Moment, store: FileStore) -> Transfer:
    """The transfer with its decided lines. Raises NotFound, NotPassed, NotYourTask, PackageDamaged, PackageDiffers, ReasonMissing, Stale, UnknownLine, WrongState."""
    transfer, lines = received_transfer(db, actor, transfer_id, "acceptTransfer")
    verdicts = command.lines or [LineVerdict(dossier_id=x.dossier_id, verdict="accept") for x in lines if x.state in UNDECIDED]
    named = lines_named(lines, verdicts, UNDECIDED)
    accepted = [named[v.dossier_id] for v in verdicts if v.verdict == "accept"]
    _require_passed(accepted)
    archive = db.get_one(Agency, transfer.historical_archive_id)
    arc_codes = [_take_in(db, actor, transfer, line, archive, moment, store) for line in accepted]
    for verdict in verdicts:
        if verdict.verdict == "return":
            return_line(db, actor, named[verdict.dossier_id], require_reason(verdict.reason, "lines"), moment)
    transfer.state = state_of_decided([line.state for line in lines])
    if transfer.state != "packaged":
        transfer.completed_at = moment.at
    touch(transfer, actor, moment)
    returned = len(verdicts) - len(accepted)
    said = f"{archive.name} tiếp nhận {len(accepted)} hồ sơ của {transfer.code}" + (f", trả lại {returned} hồ sơ" if returned else "")
    tell_sender(db, transfer, moment, "transfer:completed", said)
    detail = {"accepted": arc_codes, "returned": [named[v.dossier_id].dossier_code for v in verdicts if v.verdict == "return"]}
    record_both(db, actor, moment, f"transfer:{'completed' if transfer.state == 'completed' else 'decided'}", transfer, detail)
    return transfer
