"""Make and gate the packages of an accepted transfer: before the answer, or as a job that can be followed and resumed.

A package that fails a gate is kept with its faults, so that both sides can see them; it is never accepted.
"""

import uuid
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from hoso.historical_archive.actions.package_line import package_line
from hoso.historical_archive.actions.transfer_desk import record_both, tell_archive, tell_sender
from hoso.historical_archive.queries.transfers import lines_of, transfer_for
from hoso.historical_archive.tables import Transfer, TransferLine
from hoso.support.actors import Actor, load_actor
from hoso.support.clock import Moment
from hoso.support.database import transaction
from hoso.support.errors import NotAllowed
from hoso.support.files import FileStore
from hoso.support.jobs import HANDLERS, go_on
from hoso.support.records import touch

KIND = "package_transfer"


class StarterGone(NotAllowed):
    """Who started the work has no account any more."""

    code = "starter_gone"


def finish_packaging(db: Session, actor: Actor, transfer: Transfer, lines: list[TransferLine], moment: Moment) -> None:
    """The transfer is `packaged` when no line waits any more; both sides are told."""
    if transfer.state != "accepted" or any(line.state == "waiting" for line in lines):
        return
    transfer.state = "packaged"
    failed = [line.dossier_code for line in lines if line.state == "failed"]
    said = f"Đã tạo gói tin của {transfer.code}" + (f", {len(failed)} gói chưa đạt kiểm tra" if failed else ", tất cả đạt kiểm tra")
    tell_sender(db, transfer, moment, "transfer:packaged", said)
    if transfer.job_id:
        tell_archive(db, transfer, moment, "transfer:packaged", said)
    packages = [{"code": line.dossier_code, "sha256": line.package_sha256, "state": line.state} for line in lines]
    record_both(db, actor, moment, "transfer:packaged", transfer, {"packages": packages})


def package_lines(db: Session, actor: Actor, transfer: Transfer, lines: list[TransferLine], moment: Moment, store: FileStore) -> None:
    """Make all packages of the transfer, within the caller's transaction."""
    for line in [x for x in lines if x.state == "waiting"]:
        package_line(db, actor, transfer, line, moment, store)
    finish_packaging(db, actor, transfer, lines, moment)


def _items(lines: list[TransferLine]) -> list[dict[str, str]]:
    return [{"dossier_id": str(line.dossier_id), "code": line.dossier_code, "state": line.state} for line in lines]


def _package_next(db: Session, payload: dict[str, Any], moment: Moment, store: FileStore) -> tuple[bool, list[TransferLine]]:
    """Package one line that waits; (whether more wait, the lines). Does nothing when the transfer was returned meanwhile."""
    actor = load_actor(db, uuid.UUID(payload["person_id"]), moment.today)
    if actor is None:
        raise StarterGone("Người bắt đầu việc này không còn tài khoản.")
    transfer = transfer_for(db, actor, uuid.UUID(payload["transfer_id"]), for_change=True)
    lines = lines_of(db, transfer.id, lock=True)
    waiting = [line for line in lines if line.state == "waiting"]
    if transfer.state != "accepted":
        return False, lines
    if waiting:
        package_line(db, actor, transfer, waiting[0], moment, store)
    done = len(lines) - max(0, len(waiting) - 1)
    if not go_on(db, uuid.UUID(payload["job_id"]), done, len(lines), {"items": _items(lines)}):
        return False, lines
    finish_packaging(db, actor, transfer, lines, moment)
    touch(transfer, actor, moment)
    return len(waiting) > 1, lines


def package_by_job(db: Session, payload: dict[str, Any], moment: Moment, store: FileStore) -> dict[str, Any]:
    """The job: each package in a transaction of its own, so that a worker that dies loses one package at most."""
    engine = db.get_bind()
    if not isinstance(engine, Engine):
        raise TypeError("the job needs an engine of its own")
    more, lines = True, list[TransferLine]()
    while more:
        with transaction(engine) as own:
            more, lines = _package_next(own, payload, moment, store)
    return {"transfer_id": payload["transfer_id"], "items": _items(lines)}


HANDLERS[KIND] = package_by_job
