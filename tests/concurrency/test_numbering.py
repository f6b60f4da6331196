"""Numbers under pressure: many clerks at once, rollbacks, the turn of the year, a power cut."""

import contextlib
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import psycopg
import pytest
from fastapi import FastAPI
from hoso.correspondence.actions.facts import RegisterIncoming
from hoso.correspondence.actions.register_incoming import register_incoming
from hoso.support.actors import load_actor
from hoso.support.clock import HANOI, Moment
from hoso.support.database import open_engine, transaction

from tests.people import PASSWORD, World
from tests.servers import two_api_processes

COMMAND = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Văn bản thử"}


class _Undo(Exception):
    pass


def _numbers(url: str) -> list[tuple[int, int]]:
    with psycopg.connect(url) as connection:
        return connection.execute("select r.year, e.number from register_entry e join register r on r.id = e.register_id order by 1, 2").fetchall()


def _register(world: World, engine: object, moment: Moment, fail: bool) -> None:
    with transaction(engine) as db:  # type: ignore[arg-type]
        actor = load_actor(db, uuid.UUID(world.ids["vanthu.snv"]), moment.today)
        assert actor is not None
        register_incoming(db, actor, RegisterIncoming.model_validate(COMMAND), moment)
        if fail:
            raise _Undo


@pytest.mark.pl6("PL6-III-1-dd")
def test_rollbacks_at_the_turn_of_the_year_leave_no_gap_and_no_duplicate(world: World, app: FastAPI, owner_url: str) -> None:
    """Half of the transactions roll back; 23:59 and 00:30 of Hà Nội are two registers though both are 31 December in UTC."""
    engine = open_engine(app.state.settings.database_url, 16)
    evening, night = Moment.on(date(2026, 12, 31), 23, 59), Moment.on(date(2027, 1, 1), 0, 30)

    def one(index: int) -> None:
        moment = evening if index % 4 < 2 else night
        with contextlib.suppress(_Undo):
            _register(world, engine, moment, fail=index % 2 == 1)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, range(80)))
    engine.dispose()
    assert _numbers(owner_url) == [(2026, n) for n in range(1, 21)] + [(2027, n) for n in range(1, 21)]


@pytest.mark.pl6("PL6-III-1-dd")
def test_fifty_clerks_over_the_turn_of_the_year_half_of_them_in_vain(world: World, app: FastAPI, owner_url: str, tmp_path: Path) -> None:
    """Two processes, 31 December 23:59 → 1 January in Hà Nội, every other request refused by COMMIT itself."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(
            "create function refuse() returns trigger language plpgsql as $$ begin "
            "if new.abstract like 'Hỏng%' then raise exception 'no'; end if; return null; end $$;"
            "create constraint trigger late after insert on document deferrable initially deferred for each row execute function refuse()"
        )
    midnight = datetime(datetime.now(HANOI).year + 1, 1, 1, tzinfo=HANOI)
    given: list[tuple[int, int]] = []
    stop = threading.Event()
    ahead = tmp_path / "seconds-ahead"
    ahead.write_text("0")
    with two_api_processes(app, ahead) as bases:
        token = httpx.post(f"{bases[0]}/auth/token", data={"username": "vanthu.snv", "password": PASSWORD}).json()["access_token"]
        client = httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=60, limits=httpx.Limits(max_connections=50))

        def set_clock(before: timedelta) -> None:
            (tmp_path / "new").write_text(str((midnight - before - datetime.now(UTC)).total_seconds()))
            (tmp_path / "new").rename(ahead)

        def clerk(index: int) -> None:
            for turn in range(10_000):
                if stop.is_set():
                    return
                bad = (index + turn) % 2
                answer = client.post(f"{bases[index % 2]}/incoming-documents", json=COMMAND | ({"abstract": "Hỏng khi ghi"} if bad else {}))
                assert answer.status_code >= 500 if bad else answer.status_code == 201, answer.text
                if not bad:
                    given.append((answer.json()["arrival_year"], answer.json()["arrival_number"]))

        def wait_for(year: int) -> None:
            deadline = time.monotonic() + 120
            while sum(y == year for y, _ in list(given)) < 50:
                assert time.monotonic() < deadline, f"nobody registers in {year}"
                time.sleep(0.02)

        set_clock(timedelta(minutes=10))
        with ThreadPoolExecutor(50) as pool:
            try:
                clerks = [pool.submit(clerk, index) for index in range(50)]
                wait_for(midnight.year - 1)
                set_clock(timedelta(seconds=1))
                wait_for(midnight.year)
            finally:
                stop.set()
            for one in clerks:
                one.result()
        client.close()
    assert sorted(given) == _numbers(owner_url)
    years = {year: sorted(n for y, n in given if y == year) for year in (midnight.year - 1, midnight.year)}
    assert all(len(numbers) >= 50 and numbers == list(range(1, len(numbers) + 1)) for numbers in years.values()), {y: len(n) for y, n in years.items()}


def test_a_killed_process_loses_nothing_that_it_acknowledged(world: World, app: FastAPI, owner_url: str) -> None:
    acknowledged: list[str] = []
    with two_api_processes(app) as bases:
        token = httpx.post(f"{bases[0]}/auth/token", data={"username": "vanthu.snv", "password": PASSWORD}).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}"}

        def clerk() -> None:
            with httpx.Client(headers=headers, timeout=20) as client:
                for _ in range(500):
                    try:
                        answer = client.post(f"{bases[0]}/incoming-documents", json=COMMAND)
                    except httpx.HTTPError:
                        return
                    if answer.status_code == 201:
                        acknowledged.append(answer.json()["id"])

        threads = [threading.Thread(target=clerk) for _ in range(4)]
        for thread in threads:
            thread.start()
        while len(acknowledged) < 20:
            time.sleep(0.01)
        two_api_processes.kill_first()
        for thread in threads:
            thread.join()
    with psycopg.connect(owner_url) as connection:
        kept = {str(row[0]) for row in connection.execute("select id from document")}
    assert set(acknowledged) <= kept
    numbers = [n for _, n in _numbers(owner_url)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("clients", [100])
def test_more_clients_than_connections_all_finish(world: World, app: FastAPI, clients: int) -> None:
    """Threads that outnumber connections would wait for each other for ever."""
    with two_api_processes(app, HOSO_POOL_SIZE="4", HOSO_THREADS="40") as bases:
        token = httpx.post(f"{bases[0]}/auth/token", data={"username": "vanthu.snv", "password": PASSWORD}).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        with ThreadPoolExecutor(clients) as pool:
            answers = list(pool.map(lambda _: httpx.get(f"{bases[0]}/incoming-documents", headers=headers, timeout=60).status_code, range(clients)))
    assert answers == [200] * clients


