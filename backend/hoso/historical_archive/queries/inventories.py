"""Re-read every kept package for `hoso check`: its bytes, its inventory, its members, and what the archive's rows say of it.

Collects all faults and goes on. Never repairs.
"""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from typing import Any

from sqlmodel import Session, col, select

from hoso.formats.tt05 import ReadPackage, UnreadablePackage, check_package, read_aip
from hoso.historical_archive.queries.archival import archival_documents
from hoso.historical_archive.queries.packages import KeptPackage, package_at_hand
from hoso.historical_archive.tables import ArchivalDossier, TransferLine
from hoso.support.files import FileStore, MissingFile
from hoso.support.organisations import Agency

Fault = dict[str, Any]


def _gated(package: KeptPackage, sha256: str, size: int | None) -> Iterator[Fault]:
    if (package.sha256, package.size) != (sha256, size):
        yield {"rule": "changed", "expected": sha256, "found": package.sha256, "size": package.size}
    for verdict in check_package(package.path):
        for finding in verdict.findings:
            if finding.level == "error":
                yield {**asdict(finding), "gate": verdict.gate}


def _named(documents: list[tuple[int, list[str]]]) -> dict[int, list[str]]:
    return {ordinal: sorted(digests) for ordinal, digests in documents}


def _differences(db: Session, kept: ArchivalDossier, package: ReadPackage) -> Iterator[Fault]:
    """Where the archive's rows and its package say different things."""
    told = {"objid": package.objid, "arc_code": package.dossier.arc_code, "title": package.dossier.title, "id": package.dossier.dossier_id}
    for name, value in told.items():
        if getattr(kept, name) != value:
            yield {"rule": "row_differs", "field": name, "expected": str(value), "found": str(getattr(kept, name))}
    packed = _named([(d.ordinal, [f.sha256 for f in d.files]) for d in package.dossier.documents])
    held = _named([(d["ordinal"], [f["sha256"] for f in d["files"]]) for d in archival_documents(db, kept.id)])
    for ordinal in sorted(packed.keys() | held.keys()):
        if packed.get(ordinal) != held.get(ordinal):
            yield {"rule": "members_differ", "document": ordinal, "expected": packed.get(ordinal), "found": held.get(ordinal)}


def _faults(db: Session, store: FileStore, sha256: str, size: int | None, kept: ArchivalDossier | None) -> Iterator[Fault]:
    try:
        with package_at_hand(store, sha256) as package:
            yield from _gated(package, sha256, size)
            if kept is not None:
                yield from _differences(db, kept, read_aip(package.path, db.get_one(Agency, kept.agency_id).code))
    except MissingFile:
        yield {"rule": "missing"}
    except UnreadablePackage as error:
        yield {"rule": "unreadable", "reason": str(error)}


def check_packages(db: Session, store: FileStore) -> Iterator[Fault]:
    """Every package that passed its gates: those that the archive keeps, and those that wait for its decision."""
    waiting = select(TransferLine).where(TransferLine.state == "packaged").order_by(col(TransferLine.id))
    lines = [(line.dossier_id, line.package_sha256, line.package_size, None) for line in db.exec(waiting)]
    archived = db.exec(select(ArchivalDossier).order_by(col(ArchivalDossier.id)).execution_options(yield_per=200))
    for dossier_id, sha256, size, kept in chain(lines, ((d.id, d.package_sha256, d.package_size, d) for d in archived)):
        for fault in _faults(db, store, sha256 or "", size, kept):
            yield {"check": "packages", "dossier_id": dossier_id, "sha256": sha256, **fault}
