"""Make the package of one dossier, pass it through gates 2 and 3, and note on the line what came of it.

A package that fails is kept with its faults; a file that is missing or changed fails the gate without a package.
"""

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from hoso.formats.tt05 import TEXT_PROFILE, ChangedWhilePacking, Finding, GateVerdict, Origin, PackedDossier, check_package, write_aip
from hoso.historical_archive.queries.packing import dossier_to_pack, origin_of
from hoso.historical_archive.rules import package_name
from hoso.historical_archive.tables import Transfer, TransferLine
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.files import FileStore, MissingFile, StoredBytes
from hoso.support.organisations import Agency
from hoso.support.stored_files import StoredFile, use_file

ZIP, ZIP_PRONOM = "application/zip", "x-fmt/263"
NO_LIMIT = 1 << 62  # what an agency may upload is limited; a dossier may hold many uploads


def _written(output: BinaryIO, objid: str, dossier: PackedDossier, origin: Origin) -> Finding | None:
    """Write the package; a finding when a file cannot be put in."""
    try:
        write_aip(output, objid, dossier, origin)
    except MissingFile as error:
        return Finding("missing", str(error.facts.get("sha256", "")), "Tệp không còn trong kho. Báo quản trị để phục hồi từ bản sao lưu.")
    except ChangedWhilePacking as error:
        return Finding("checksum", error.file.name, "Tệp trong kho đã bị thay đổi: mã băm không khớp. Báo quản trị.")
    return None


def _keep(db: Session, transfer: Transfer, line: TransferLine, stored: StoredBytes, moment: Moment) -> None:
    """The row of the package's bytes, and that both sides of the transfer may read them."""
    row = {"sha256": stored.sha256, "size": stored.size, "media_type": ZIP, "pronom": ZIP_PRONOM, "stored_at": moment.at}
    db.execute(insert(StoredFile).values(row).on_conflict_do_nothing())
    for agency_id in (transfer.agency_id, transfer.historical_archive_id):
        use_file(db, agency_id, transfer.id, stored.sha256, package_name(line.ordinal, line.objid))
    line.package_sha256, line.package_size = stored.sha256, stored.size


def _said(verdicts: list[GateVerdict]) -> list[dict[str, Any]]:
    return [{"gate": v.gate, "passed": v.passed, "findings": [asdict(f) for f in v.findings]} for v in verdicts]


def package_line(db: Session, actor: Actor, transfer: Transfer, line: TransferLine, moment: Moment, store: FileStore) -> None:
    """The line is `packaged` or `failed`, with the gates' verdicts. Raises StoreFull."""
    archive = db.get_one(Agency, transfer.historical_archive_id)
    origin = origin_of(db, transfer, archive, moment)
    dossier = dossier_to_pack(db, line.dossier_id, archive, store)
    line.objid = TEXT_PROFILE.objid_of(origin.fonds_code, str(new_id()))
    line.package_sha256 = line.package_size = None
    with tempfile.NamedTemporaryFile(prefix="hoso-aip-", suffix=".zip") as output:
        fault = _written(output, line.objid, dossier, origin)  # type: ignore[arg-type]
        output.flush()
        verdicts = [GateVerdict("files", (fault,))] if fault else check_package(Path(output.name))
        if fault is None:
            output.seek(0)
            _keep(db, transfer, line, store.put(output, NO_LIMIT), moment)  # type: ignore[arg-type]
    line.gates, line.packaged_at, line.packaged_by = _said(verdicts), moment.at, actor.id
    line.state = "packaged" if all(v.passed for v in verdicts) else "failed"
    db.flush()
