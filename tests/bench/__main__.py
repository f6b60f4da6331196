"""`make bench`: speed and memory of the running program beside the raw limit of its database, in one run.

HOSO_BENCH_SIZES=10000,100000 chooses the sizes (default 10000,100000,1000000), HOSO_BENCH_BATCH the requests of a
batch (500). A table on the terminal, the figures in `.cache/bench/`. Not part of the tests.
"""

import json
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from hoso.support.migrating import migrate
from hoso.support.postgres import LocalPostgres
from psycopg import sql

from tests.bench.measuring import measure

ROOT = Path(__file__).resolve().parents[2]
SIZES = [int(s) for s in os.environ.get("HOSO_BENCH_SIZES", "10000,100000,1000000").split(",")]


def _database(owner: str, size: int) -> tuple[str, str]:
    """A new migrated database: (owner's address, application's address)."""
    name = f"bench_{size}"
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    own = f"{owner.rpartition('/')[0]}/{name}"
    application = f"postgresql://hoso_bench:bench@{own.rsplit('@', 1)[1]}"
    migrate(own, application)
    return own, application


def _show(figures: list[dict[str, Any]]) -> None:
    """The table: one line an operation, one column a size."""
    write = sys.stdout.write
    write(f"\n{'':34}" + "".join(f"{f['documents']:>31,}" for f in figures) + "\n")
    write(f"{'':34}" + f"{'p50 ms   p99 ms    req/s  CPU ms':>31}" * len(figures) + "\n")
    for name in figures[0]["operations"]:
        cells = []
        for f in figures:
            o = f["operations"].get(name, {})
            cpu = f"{o['cpu_ms']:.2f}" if o.get("cpu_ms") is not None else "–"
            cells.append(f"{o['p50_ms']:>7.1f}{o['p99_ms']:>9.1f}{o['rate']:>9.0f}{cpu:>8}" if o else "–")
        write(f"{name:34}" + "".join(f"{c:>33}" if len(c) == 1 else c for c in cells) + "\n")
    for f in figures:
        write(f"\n{f['documents']:,} documents, loaded in {f['load_seconds']:.0f} s, {f['database_mb']:.0f} MB\n")
        for name, raw in f["raw_limit"].items():
            write(f"  raw limit {name}: {raw['tps']:.0f}/s, {raw['cpu_ms']:.2f} ms CPU; the program reaches {100 * raw['share']:.0f} %\n")
        write(f"  at rest: API {f['memory_mb']['api']:.0f} MB + worker {f['memory_mb']['worker']:.0f} MB (PSS)\n")


def main() -> int:
    """All sizes, one after the other, on one server that ends with the run."""
    folder = ROOT / ".cache" / "bench"
    data = folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    figures, at = [], datetime.now(UTC)
    with LocalPostgres() as postgres:
        owner = postgres.start(data)
        for size in SIZES:
            sys.stdout.write(f"bench: {size:,} documents\n")
            sys.stdout.flush()
            figures.append(measure(*_database(owner, size), size, data))
            known = {"at": at.isoformat(), "load": os.getloadavg(), "sizes": figures}
            (folder / f"{at:%Y-%m-%d-%H%M}.json").write_text(json.dumps(known, indent=1))
            with psycopg.connect(owner, autocommit=True) as connection:
                connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(f"bench_{size}")))
    shutil.rmtree(data, ignore_errors=True)
    _show(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
