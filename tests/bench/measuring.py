"""What is measured at one size: each operation over HTTP as an ordinary clerk and as an ordinary officer."""

import json
import os
import statistics
import sys
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from fastapi import FastAPI
from hoso.main import create_app
from hoso.support.database import open_engine, transaction
from hoso.support.reference import load_reference
from hoso.support.settings import Settings
from hoso.support.tokens import access_token

from tests.bench.loading import Province, folded_words, load_province
from tests.bench.processes import SECRET, cpu_seconds, memory_mb, running
from tests.bench.raw_limit import Statement, make_script, record_statements, run_pgbench
from tests.bench.wire import Ask, Load, fetch, run_load
from tests.people import World

BATCH, BATCHES = int(os.environ.get("HOSO_BENCH_BATCH", "500")), 3
RAW_SECONDS = 8


@dataclass
class Bench:
    """One size under measurement."""

    url: str
    province: Province
    port: int
    roots: tuple[int, int]
    results: dict[str, dict[str, float | None]]
    sent: int = 0

    def token(self, person: uuid.UUID) -> str:
        """An access token for the length of the run."""
        return access_token(person, {"bench": SECRET}, datetime.now(UTC), 600)

    def cpu(self) -> float:
        """Seconds that API and PostgreSQL have used."""
        return sum(cpu_seconds(root) for root in self.roots)

    def note(self, name: str, clients: int, ask: Ask) -> None:
        """Measure: the median of batches, after a short warm-up."""
        run_load(self.port, clients, 20 * clients, ask, self.sent)
        self.sent += 20 * clients
        loads: list[tuple[Load, float]] = []
        for _ in range(BATCHES):
            before = self.cpu()
            load = run_load(self.port, clients, BATCH, ask, self.sent)
            loads.append((load, 1000 * (self.cpu() - before) / BATCH))
            self.sent += BATCH
        median = statistics.median
        self.results[name] = {
            "p50_ms": median(x.percentile(0.5) for x, _ in loads), "p99_ms": median(x.percentile(0.99) for x, _ in loads),
            "rate": median(x.rate for x, _ in loads), "cpu_ms": median(c for _, c in loads), "bytes": loads[-1][0].answer_bytes,
        }  # fmt: skip
        figures = self.results[name]
        sys.stdout.write(f"  {name}: {figures['p50_ms']:.1f} ms, p99 {figures['p99_ms']:.1f} ms, {figures['cpu_ms']:.2f} ms CPU\n")
        sys.stdout.flush()

    def get(self, name: str, path: str, person: uuid.UUID) -> None:
        """Measure a GET at one client."""
        token = self.token(person)
        self.note(name, 1, lambda _: ("GET", path, token, b""))


def _registration(number: int) -> dict[str, Any]:
    return {"type_code": "CV", "number": str(number), "symbol": "BC-STNMT", "issued_on": "2026-11-02", "issuer_name": "Sở Nông nghiệp và Môi trường",
            "abstract": "Báo cáo kết quả thực hiện kế hoạch phòng, chống thiên tai trên địa bàn tỉnh quý III năm 2026"}  # fmt: skip


def _registering(bench: Bench, folder: Path) -> dict[str, dict[str, float]]:
    """Each spread through the program, then at once through pgbench, so that both meet the same machine."""
    tokens, found = [bench.token(clerk) for clerk in bench.province.clerks], {}
    seen, known = _recorded(bench, folder)

    def over(some: list[str]) -> Ask:
        return lambda n: ("POST", "/incoming-documents", some[n % len(some)], json.dumps(_registration(5_000_000 + n)).encode())

    for clients, agencies in ((1, 20), (8, 20), (32, 20), (32, 1)):
        name = f"register, {clients} clients" + (", one hot book" if agencies == 1 else "")
        bench.note(name, clients, over(tokens[:agencies]))
        before = cpu_seconds(bench.roots[1])
        tps = run_pgbench(bench.url, make_script(bench.url, seen, known, range(agencies)), clients, RAW_SECONDS, folder)
        time.sleep(1)  # until the ended sessions are counted
        cpu = 1000 * (cpu_seconds(bench.roots[1]) - before) / (tps * RAW_SECONDS)
        found[name] = {"tps": tps, "statements": len(seen), "share": (bench.results[name]["rate"] or 0) / tps, "cpu_ms": cpu}
    return found


def _lists(bench: Bench, size: int) -> None:
    clerk, officer = bench.province.clerks[0], bench.province.officer
    for who, person in (("clerk", clerk), ("officer", officer)):
        token, path, cursor = bench.token(person), "/incoming-documents", ""
        bench.get(f"list, first page, {who}", path, person)
        for _ in range(min(60, size // 2000)):
            cursor = json.loads(fetch(bench.port, path + cursor, token))["next_cursor"] or ""
            if not cursor:
                break
            cursor = f"?cursor={cursor}"
        bench.get(f"list, deep page, {who}", path + cursor, person)
        bench.get(f"list, state, {who}", f"{path}?state=handling", person)
        bench.get(f"list, issuer, {who}", f"{path}?issuer=" + quote("huyện số 7"), person)  # a neighbour's, the hot agency never had it
        bench.get(f"list, issuer of a tenth, {who}", f"{path}?issuer=" + quote("huyện số 4"), person)
        bench.get(f"list, months of 2025, {who}", f"{path}?from=2025-03-01&to=2025-04-30", person)
        first = json.loads(fetch(bench.port, path, token))["items"][0]["id"]
        bench.get(f"detail, {who}", f"{path}/{first}", person)
        bench.get(f"list, by term, {who}", f"{path}?order=term", person)
        bench.get(f"list, overdue, {who}", f"{path}?due=overdue&order=term" + ("&desk=given" if who == "officer" else ""), person)
        bench.get(f"baskets, {who}", "/baskets", person)
    bench.get("list, outgoing, clerk", "/outgoing-documents", clerk)
    bench.get("list, words, clerk", "/incoming-documents?q=" + quote("kế hoạch"), clerk)
    bench.get("list, symbol, clerk", "/incoming-documents?q=" + quote("39/KH-UBND"), clerk)


def _searches(bench: Bench) -> None:
    for who, person in (("clerk", bench.province.clerks[0]), ("officer", bench.province.officer)):
        for name, word in folded_words().items():
            if name != "neighbour":
                bench.get(f"search, {name}, {who}", f"/search?limit=50&q={quote(word)}", person)
    other = bench.province.clerks[1]
    bench.get("search, neighbour's word", f"/search?q={quote(folded_words()['neighbour'])}", other)
    bench.get("search, symbol", "/search?q=" + quote("39/KH-UBND"), other)


def _recorded(bench: Bench, folder: Path) -> tuple[list[Statement], dict[Any, str]]:
    """The statements of one registration, and what of them must vary."""
    settings = Settings(bench.url, bench.url, f"file://{folder / 'files'}", folder, {"bench": SECRET}, demo=True)
    app: FastAPI = create_app(settings)
    client = World(app, {}, {}).client(Authorization=f"Bearer {bench.token(bench.province.clerks[0])}")
    number = 9_999_001
    client.post("/incoming-documents", json=_registration(number - 1))
    seen, answer = record_statements(app, lambda: client.post("/incoming-documents", json=_registration(number)))
    app.state.engine.dispose()
    made = answer.json()
    with psycopg.connect(bench.url) as connection:
        head = connection.execute("select sequence from trail_head where agency_id = %s", (bench.province.agencies[0],)).fetchone()
    return seen, {
        bench.province.agencies[0]: "agency", bench.province.clerks[0]: "clerk", uuid.UUID(made["register_id"]): "register",
        str(number): "own", made["arrival_number"]: "last", (head or [0])[0]: "sequence",
    }  # fmt: skip


def _clerk_table(owner: str, province: Province) -> None:
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("create table bench_clerk (k int primary key, agency uuid, clerk uuid, register uuid)")
        for k, (agency, clerk) in enumerate(zip(province.agencies, province.clerks, strict=True)):
            connection.execute(
                "insert into bench_clerk select %s, %s, %s, id from register where agency_id = %s and kind = 'incoming' order by year desc limit 1",
                (k, agency, clerk, agency),
            )
        connection.execute("grant select on bench_clerk to hoso_bench")


def measure(owner: str, url: str, size: int, folder: Path) -> dict[str, Any]:
    """All figures at one size."""
    engine = open_engine(owner, 1)
    with transaction(engine) as db:
        load_reference(db)
    engine.dispose()
    begun = time.monotonic()
    province = load_province(owner, size)
    loaded = time.monotonic() - begun
    postmaster = int((folder / "cluster" / "postmaster.pid").read_text().split()[0])
    with running(url, folder) as (port, api, worker):
        bench = Bench(url, province, port, (api, postmaster), {})
        _lists(bench, size)
        _searches(bench)
        _clerk_table(owner, province)
        raw = _registering(bench, folder)
        time.sleep(3)
        memory = {"api": memory_mb(api), "worker": memory_mb(worker)}
    with psycopg.connect(owner) as connection:
        megabytes = float((connection.execute("select pg_database_size(current_database()) / 1e6").fetchone() or [0])[0])
    return {"documents": size, "load_seconds": loaded, "database_mb": megabytes, "operations": bench.results, "raw_limit": raw, "memory_mb": memory}
