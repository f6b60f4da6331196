"""`hoso check`: re-reads every digest, trail link, register sequence and package; collects findings.

Repairs nothing and never stops at the first finding.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from hoso.correspondence.tables import DocumentFile, Register, RegisterEntry
from hoso.historical_archive.queries.inventories import check_packages
from hoso.support.files import FileStore, MissingFile
from hoso.support.sealing import SEALS
from hoso.support.stored_files import StoredFile
from hoso.support.trail import FIRST_HASH, TrailEntry, TrailHead, TrailSeal, entry_hash

Finding = dict[str, Any]


def check_files(db: Session, store: FileStore) -> Iterator[Finding]:
    """Every stored file is there, whole and unchanged; what lies in the store without a row is named, too."""
    known = set()
    for row in db.exec(select(StoredFile).execution_options(yield_per=500)):
        known.add(row.sha256)
        try:
            digest, size = hashlib.sha256(), 0
            for chunk in store.open(row.sha256):
                digest.update(chunk)
                size += len(chunk)
        except MissingFile:
            yield {"check": "files", "rule": "missing", "sha256": row.sha256}
            continue
        if digest.hexdigest() != row.sha256 or size != row.size:
            yield {"check": "files", "rule": "changed", "sha256": row.sha256, "size": size}
    for sha256 in store.digests():
        if sha256 not in known:
            yield {"check": "files", "rule": "unreferenced", "sha256": sha256}
    for sha256 in db.exec(select(DocumentFile.sha256).where(col(DocumentFile.sha256).notin_(select(StoredFile.sha256)))):
        yield {"check": "files", "rule": "named_but_unknown", "sha256": sha256}


def _check_chain(db: Session, head: TrailHead) -> Iterator[Finding]:
    previous, expected = FIRST_HASH, 1
    wanted = select(TrailEntry).where(TrailEntry.agency_id == head.agency_id).order_by(col(TrailEntry.sequence))
    for entry in db.exec(wanted.execution_options(yield_per=1000)):
        where = {"check": "trail", "agency_id": head.agency_id, "sequence": entry.sequence}
        if entry.sequence != expected:
            yield {**where, "rule": "gap", "expected": expected}
        if entry.previous_hash != previous:
            yield {**where, "rule": "broken_link"}
        if entry_hash(entry.model_dump(), entry.previous_hash) != entry.hash:
            yield {**where, "rule": "changed"}
        previous, expected = entry.hash, entry.sequence + 1
    if (expected - 1, previous) != (head.sequence, head.hash):
        yield {"check": "trail", "rule": "cut_tail", "agency_id": head.agency_id, "expected": head.sequence, "found": expected - 1}


def check_trail(db: Session, data_dir: Path) -> Iterator[Finding]:
    """Every chain is whole and reaches what was sealed, in the database and in the file outside it."""
    for head in db.exec(select(TrailHead)).all():
        yield from _check_chain(db, head)
    seals = [s.model_dump(mode="json") for s in db.exec(select(TrailSeal))]
    path = data_dir / SEALS
    if path.exists():
        seals += [orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()]
    for seal in seals:
        wanted = select(TrailEntry.hash).where(TrailEntry.agency_id == seal["agency_id"], TrailEntry.sequence == seal["sequence"])
        if db.exec(wanted).first() != seal["hash"]:
            yield {"check": "trail", "rule": "sealed_entry_missing", "agency_id": seal["agency_id"], "sequence": seal["sequence"]}


def check_registers(db: Session) -> Iterator[Finding]:
    """Every register runs from 1 without gap or duplicate, and the counter stands at its last number."""
    for register in db.exec(select(Register)).all():
        numbers = db.exec(select(RegisterEntry.number).where(RegisterEntry.register_id == register.id).order_by(col(RegisterEntry.number))).all()
        missing = sorted(set(range(1, (numbers[-1] if numbers else 0) + 1)) - set(numbers))
        where = {"check": "registers", "register_id": register.id, "name": register.name}
        if missing:
            yield {**where, "rule": "gap", "numbers": missing[:20]}
        if len(numbers) != len(set(numbers)):
            yield {**where, "rule": "duplicate"}
        counter = text("select last from number_counter where agency_id = :a and series = :s and year = :y")
        last = db.execute(counter, {"a": register.agency_id, "s": register.series, "y": register.year}).scalar()
        if numbers and last != numbers[-1]:
            yield {**where, "rule": "counter", "expected": numbers[-1], "found": last}


def check_guards(db: Session) -> Iterator[Finding]:
    """The database itself refuses changes of the trail."""
    triggers = set(db.execute(text("select tgname from pg_trigger where tgname like 'trail_%'")).scalars())
    for table in ("trail_entry", "trail_seal"):
        for name in (f"{table}_append_only", f"{table}_no_truncate"):
            if name not in triggers:
                yield {"check": "guards", "rule": "trigger_missing", "name": name}
    if db.execute(text("select has_table_privilege(current_user, 'trail_entry', 'UPDATE')")).scalar():
        yield {"check": "guards", "rule": "role_may_change_the_trail"}


def run_check(engine: Engine, store: FileStore, data_dir: Path) -> list[Finding]:
    """All findings; an empty list means that everything that was read is right."""
    with Session(engine) as db:
        return [*check_files(db, store), *check_trail(db, data_dir), *check_registers(db), *check_guards(db), *check_packages(db, store)]
