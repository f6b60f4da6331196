"""One PostgreSQL server for the whole run, one database for each test that asks, made from a migrated template.

The suite refuses any database that it did not create.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from fastapi import FastAPI
from hoso.main import create_app
from hoso.support.database import open_engine, transaction
from hoso.support.migrating import migrate
from hoso.support.postgres import LocalPostgres
from hoso.support.reference import load_reference
from hoso.support.settings import Settings

from tests.people import World, make_world
from tests.pl6 import noting

APP_ROLE = "hoso_app"


def pytest_configure(config: pytest.Config) -> None:
    """`@pytest.mark.pl6("PL6-III-1-h", …)`: the test proves these items of Phụ lục VI NĐ 30 (docs/pl6.md is made from the run)."""
    config.addinivalue_line("markers", "pl6(*ids): items of Phụ lục VI of NĐ 30/2020 that the test proves")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    noting.name_items(items)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    noting.note(report)


def pytest_sessionfinish() -> None:
    noting.keep()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The owner's address of a server that only this run knows."""
    base = Path(tempfile.mkdtemp(prefix="hoso-tests-", dir="/tmp"))
    base.chmod(0o755)
    given = os.environ.get("HOSO_TEST_PG_URL")
    postgres = LocalPostgres(durable=False)
    try:
        yield given or postgres.start(base)
    finally:
        postgres.stop()
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def ground() -> Iterator[Path]:
    """A directory that the account of a database server may enter; pytest's own is closed to others by every pytest that starts."""
    base = Path(tempfile.mkdtemp(prefix="hoso-ground-", dir="/tmp"))
    base.chmod(0o755)
    yield base
    shutil.rmtree(base, ignore_errors=True)


def url_of(server: str, database: str, role: str | None = None) -> str:
    """The address of another database of the server, as the owner or as the application's role."""
    head, _, _ = server.rpartition("/")
    if role:
        head = head.split("://", 1)[0] + f"://{role}:application@" + head.rsplit("@", 1)[1]
    return f"{head}/{database}"


@pytest.fixture(scope="session")
def template(server: str) -> str:
    """A migrated database with the reference tables, to copy from."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("create database hoso_test_template")
    owner = url_of(server, "hoso_test_template")
    migrate(owner, url_of(server, "hoso_test_template", APP_ROLE))
    engine = open_engine(owner, 1)
    with transaction(engine) as db:
        load_reference(db)
    engine.dispose()
    return "hoso_test_template"


@pytest.fixture(scope="session")
def peopled(server: str, template: str) -> tuple[str, dict[str, str]]:
    """A template in which the world of `people` stands already, and its ids."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database hoso_test_peopled template {template} strategy file_copy")
    with tempfile.TemporaryDirectory() as nowhere, application(url_of(server, "hoso_test_peopled", APP_ROLE), Path(nowhere)) as app:
        return "hoso_test_peopled", make_world(app).ids


@contextmanager
def fresh_database(server: str, template: str) -> Iterator[str]:
    """The application's address of a copy of the template, dropped afterwards."""
    name = "hoso_test_" + os.urandom(6).hex()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name} template {template} strategy file_copy")
    yield url_of(server, name, APP_ROLE)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


@contextmanager
def application(database: str, directory: Path, **more: Any) -> Iterator[FastAPI]:
    """The application on a database and an empty store under the directory."""
    settings = Settings(database, database, f"file://{directory / 'files'}", directory, {"test": "t" * 48}, demo=True)
    made = create_app(settings, **more)
    yield made
    made.state.engine.dispose()


@pytest.fixture
def database(server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The application's address of a fresh database; the people stand in it where the test asks for the world."""
    template = request.getfixturevalue("peopled")[0] if "world" in request.fixturenames else request.getfixturevalue("template")
    with fresh_database(server, template) as address:
        yield address


@pytest.fixture
def owner_url(server: str, database: str) -> str:
    """The owner's address of the same database."""
    return url_of(server, database.rsplit("/", 1)[1])


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[FastAPI]:
    """The application on the fresh database and an empty store."""
    with application(database, tmp_path) as made:
        yield made


@pytest.fixture
def world(app: FastAPI, peopled: tuple[str, dict[str, str]]) -> World:
    """Two agencies with a person on each desk, and a client for each person."""
    return World(app, dict(peopled[1]), {})


@pytest.fixture
def anonymous(app: FastAPI) -> httpx.Client:
    """A client that nobody signed in with."""
    return World(app, {}, {}).client()
