"""kill -9 of PostgreSQL while clerks register, and of a worker at its work: what was acknowledged is there afterwards, the rest is done by another."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import psycopg
from hoso.cli import work_once
from hoso.support.database import open_engine, transaction
from hoso.support.migrating import migrate
from hoso.support.postgres import LocalPostgres
from hoso.support.reference import load_reference

from tests.conftest import APP_ROLE, application, url_of
from tests.people import PASSWORD, World, make_world
from tests.servers import two_api_processes
from tests.stocked import fill_book

COMMAND = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Văn bản thử"}


def _migrated(owner: str) -> str:
    address = url_of(owner, "hoso", APP_ROLE)
    migrate(owner, address)
    engine = open_engine(owner, 1)
    with transaction(engine) as db:
        load_reference(db)
    engine.dispose()
    return address


def _clerk(base: str, token: str, acknowledged: list[tuple[str, int]], said: set[int], stop: threading.Event) -> None:
    with httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=90) as client:
        while not stop.is_set():
            answer = client.post(f"{base}/incoming-documents", json=COMMAND)
            said.add(answer.status_code)
            if answer.status_code == 201:
                acknowledged.append((answer.json()["id"], answer.json()["arrival_number"]))
            else:
                time.sleep(0.1)


def _more_than(acknowledged: list[tuple[str, int]], count: int) -> None:
    deadline = time.monotonic() + 60
    while len(acknowledged) <= count:
        assert time.monotonic() < deadline, "nobody registers"
        time.sleep(0.01)


def test_a_killed_database_loses_nothing_that_was_acknowledged(tmp_path: Path, ground: Path) -> None:
    data = ground / "durable"
    postgres = LocalPostgres()
    owner = postgres.start(data)
    port = int(owner.rsplit(":", 1)[1].split("/")[0])
    acknowledged: list[tuple[str, int]] = []
    said: set[int] = set()
    stop = threading.Event()
    try:
        with application(_migrated(owner), tmp_path) as app:
            make_world(app)
            with two_api_processes(app) as bases:
                token = httpx.post(f"{bases[0]}/auth/token", data={"username": "vanthu.snv", "password": PASSWORD}).json()["access_token"]
                clerks = [threading.Thread(target=_clerk, args=(bases[n % 2], token, acknowledged, said, stop)) for n in range(6)]
                for clerk in clerks:
                    clerk.start()
                _more_than(acknowledged, 40)
                head = int((data / "cluster" / "postmaster.pid").read_text().split("\n", 1)[0])
                os.kill(head, signal.SIGKILL)
                before = len(acknowledged)
                time.sleep(1)
                postgres.stop()
                postgres = LocalPostgres()
                postgres.start(data, port)
                _more_than(acknowledged, before + 40)
                stop.set()
                for clerk in clerks:
                    clerk.join(120)
        with psycopg.connect(owner) as connection:
            kept = {str(row[0]) for row in connection.execute("select id from document")}
            numbers = [row[0] for row in connection.execute("select number from register_entry order by 1")]
        assert {i for i, _ in acknowledged} <= kept
        assert numbers == list(range(1, len(numbers) + 1))
        assert sorted(n for _, n in acknowledged) == sorted({n for _, n in acknowledged})
        assert said <= {201, 503}, said
        assert 503 in said
    finally:
        stop.set()
        postgres.stop()


def _descendants(pid: int) -> list[int]:
    children = [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*children, *(d for c in children for d in _descendants(c))]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _until(done: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 90
    while not done():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def test_the_book_of_a_killed_worker_is_printed_by_another_and_nothing_runs_on(world: World, owner_url: str) -> None:
    settings, client = world.app.state.settings, world.as_("vanthu.snv")
    document = client.post("/incoming-documents", json=COMMAND).json()
    fill_book(world.app.state.engine, document["id"], 2600)
    book = f"/registers/{document['register_id']}"
    job = client.post(f"{book}/prints", json={"form": "incoming_register"}).json()["job_id"]
    environment = {
        **os.environ, "HOSO_DATABASE_URL": settings.database_url, "HOSO_FILE_STORE": settings.file_store, "HOSO_DEMO": "1",
        "HOSO_SECRETS": "test:" + "t" * 48, "HOSO_DATA_DIR": str(settings.data_dir),
    }  # fmt: skip
    worker = subprocess.Popen([str(Path(sys.executable).parent / "hoso"), "worker"], env=environment)
    try:
        _until(lambda: client.get(f"/jobs/{job}").json()["percentage"] > 0, "the worker does not begin")
        helpers = _descendants(worker.pid)
        assert helpers, "the book is set in a process of its own"
    finally:
        worker.kill()
        worker.wait()
    _until(lambda: not any(_runs(pid) for pid in helpers), "a process of the killed worker runs on")
    cut = client.get(f"/jobs/{job}").json()
    assert (cut["state"], client.get(f"{book}/prints").json()["items"]) == ("running", [])
    assert not work_once(settings), "the lease still runs"
    with psycopg.connect(owner_url, autocommit=True) as connection:  # five minutes later
        connection.execute("update job set leased_until = now() - interval '1 second' where id = %s", (job,))
    assert work_once(settings)
    assert client.get(f"/jobs/{job}").json()["state"] == "done"
    assert [p["row_count"] for p in client.get(f"{book}/prints").json()["items"]] == [2600]
