"""kill -9 of PostgreSQL while clerks register: what was acknowledged is there afterwards, numbers run on, the API says what happens."""

import os
import signal
import threading
import time
from pathlib import Path

import httpx
import psycopg
from hoso.support.database import open_engine, transaction
from hoso.support.migrating import migrate
from hoso.support.postgres import LocalPostgres
from hoso.support.reference import load_reference

from tests.conftest import APP_ROLE, application, url_of
from tests.people import PASSWORD, make_world
from tests.servers import two_api_processes

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
