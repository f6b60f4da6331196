"""The trail cannot be changed, and `hoso check` finds what somebody changed all the same."""

import io
import os
from pathlib import Path

import psycopg
import pytest
from fastapi import FastAPI
from hoso.check import run_check
from hoso.support.clock import Moment
from hoso.support.files import HELD, DamagedFile, whole
from hoso.support.sealing import seal_trail

from tests.papers import draft_pdf
from tests.people import World


@pytest.fixture
def office(world: World) -> World:
    """A world with two registered documents, one with a file."""
    clerk = world.as_("vanthu.snv")
    file = clerk.post("/files", files={"file": ("a.pdf", draft_pdf("A"))}).json()
    body = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Văn bản thử"}
    assert clerk.post("/incoming-documents", json={**body, "files": [{"sha256": file["sha256"], "name": "a.pdf"}]}).status_code == 201
    assert clerk.post("/incoming-documents", json=body).status_code == 201
    return world


def rules(app: FastAPI) -> set[str]:
    return {f["rule"] for f in run_check(app.state.engine, app.state.files, app.state.settings.data_dir)}


def stored(app: FastAPI) -> Path:
    return next(p for p in Path(app.state.settings.file_store.removeprefix("file://")).glob("??/??/*"))


@pytest.mark.pl6("PL6-I-5", "PL6-III-7-dd")
def test_an_untouched_office_has_no_finding(office: World, app: FastAPI) -> None:
    seal_trail(app.state.settings, Moment.now())
    assert rules(app) == set()


@pytest.mark.pl6("PL6-III-7-d")
@pytest.mark.parametrize("statement", ["update trail_entry set tag = 'x'", "delete from trail_entry", "truncate trail_entry"])
def test_nobody_changes_the_trail(office: World, database: str, owner_url: str, statement: str) -> None:
    for url in (database, owner_url):
        with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("update trail_entry set detail = '{}' where sequence = 1", "changed"),
        ("delete from trail_entry where sequence = 1", "gap"),
        ("delete from trail_entry where sequence = (select max(sequence) from trail_entry)", "cut_tail"),
    ],
)
def test_a_trail_that_was_changed_behind_the_guards_is_found(office: World, app: FastAPI, owner_url: str, statement: str, rule: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("alter table trail_entry disable trigger user")
        connection.execute(statement)
        connection.execute("alter table trail_entry enable trigger user")
    assert rule in rules(app)


def test_a_cut_tail_is_found_even_when_the_head_was_cut_with_it(office: World, app: FastAPI, owner_url: str) -> None:
    seal_trail(app.state.settings, Moment.now())
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("alter table trail_entry disable trigger user; alter table trail_seal disable trigger user")
        connection.execute("delete from trail_seal")
        connection.execute("delete from trail_entry where sequence = (select max(sequence) from trail_entry)")
        last = "(select sequence, hash from trail_entry order by sequence desc limit 1)"
        connection.execute(f"update trail_head set (sequence, hash) = {last}")
        connection.execute("alter table trail_entry enable trigger user; alter table trail_seal enable trigger user")
    assert rules(app) == {"sealed_entry_missing"}


@pytest.mark.pl6("PL6-I-4", "PL6-II-4")
def test_a_flipped_byte_is_found(office: World, app: FastAPI) -> None:
    path = stored(app)
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    assert rules(app) == {"changed"}
    answer = office.as_("vanthu.snv").get(f"/files/{path.name}")
    assert (answer.status_code, answer.json()["code"]) == (409, "damaged_file")


def test_a_damaged_file_that_is_too_large_to_hold_never_ends_well(app: FastAPI) -> None:
    first, size = os.urandom(1024), HELD + 1024
    store = app.state.files
    sha256 = store.put(io.BytesIO(first + bytes(size - 1024)), size).sha256
    assert sum(len(chunk) for chunk in whole(store, sha256, size)) == size
    path = store.path(sha256)
    path.chmod(0o600)
    path.write_bytes(bytes(size))
    chunks = whole(store, sha256, size)
    with pytest.raises(DamagedFile):
        assert sum(len(chunk) for chunk in chunks) < size


def test_a_missing_file_is_found_and_the_reader_is_told(office: World, app: FastAPI) -> None:
    path = stored(app)
    path.unlink()
    assert rules(app) == {"missing"}
    answer = office.as_("vanthu.snv").get(f"/files/{path.name}")
    assert (answer.status_code, answer.json()["code"]) == (404, "missing_file")


def test_bytes_without_a_row_are_named(office: World, app: FastAPI, tmp_path: Path) -> None:
    import io

    app.state.files.put(io.BytesIO(b"orphan"), 100)
    assert rules(app) == {"unreferenced"}


@pytest.mark.pl6("PL6-I-5")
def test_a_hole_in_a_register_is_found(office: World, app: FastAPI, owner_url: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("delete from register_entry where number = 1")
    assert rules(app) == {"gap"}
