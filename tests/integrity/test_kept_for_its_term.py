"""Nothing that was kept can be removed before its term, nothing that the law asks for can be switched off: by no role, and by the program itself neither."""

import io
import re
import zipfile
from typing import Any

import psycopg
import pytest
from hoso.check import run_check
from hoso.support.files import FileStore
from hoso.support.permissions import PERMISSIONS
from hoso.support.roles import APPEND_ONLY, NO_DELETE
from psycopg import sql

from tests.journeys.test_dossiers import accepted
from tests.people import World

# What removes a row of the office at all: a link into a dossier (the document stays), a day of the calendar, a kept search.
REMOVES = {"takeOutDocument", "removeCalendarDay", "removeFilter"}
# Rows that may go: rights and links that follow from other rows, notices, jobs, what is counted or found anew. Everything else is kept.
MAY_GO = {
    "access_entry", "calendar_day", "co_drafter", "column_choice", "content_entry", "daily_run", "deadline", "deadline_setting", "document_link", "document_type",
    "dossier_item", "field_assignment", "follow_up", "foreign_sender", "group_reader", "grouped_record",
    "idempotent_answer", "installation", "issuer", "job", "joint_signature", "mark_image", "notice", "notice_choice", "opinion_mention",
    "recipient", "record_group", "refresh_token", "register_series", "reminder", "retention_rule", "saved_filter", "schedule", "search_entry", "series_type",
    "substitution", "urging", "working_week", "alembic_version", "limit",
}  # fmt: skip


def tables(url: str) -> list[str]:
    with psycopg.connect(url) as db:
        return [str(row[0]) for row in db.execute("select tablename from pg_tables where schemaname = 'public' order by 1")]


@pytest.mark.pl6("PL6-II-5", "PL6-III-7-a")
def test_no_document_dossier_or_metadata_can_be_removed_even_by_the_program(world: World, database: str, owner_url: str) -> None:
    kept = {*NO_DELETE, *APPEND_ONLY}
    forgotten = [t for t in tables(owner_url) if t not in kept | MAY_GO and not t.startswith("limit")]
    assert forgotten == [], "a new table says whether its rows are kept"
    with psycopg.connect(database, autocommit=True) as db:
        for table in sorted(kept):
            for statement in ("delete from {}", "truncate {} cascade"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    db.execute(sql.SQL(statement).format(sql.Identifier(table)))
    operations = [(m, o["operationId"]) for path in world.app.openapi()["paths"].values() for m, o in path.items()]
    assert {name for method, name in operations if method == "delete"} <= REMOVES
    assert {name for name in vars(FileStore) if not name.startswith("_")} == {"put", "open", "digests", "state"}, "a store gives back and never takes away"


@pytest.mark.pl6("PL6-I-1")
def test_no_administrator_and_no_program_switches_a_rule_off(world: World, database: str, owner_url: str) -> None:
    """The guards stand in the database, whose application role owns none of them; an administrator's operations change people, series and calendar."""
    with psycopg.connect(owner_url) as owner:
        guards = owner.execute(
            "select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and c.relnamespace = 'public'::regnamespace"
        ).fetchall()
        switched_off = owner.execute("select count(*) from pg_trigger where not tgisinternal and tgenabled = 'D'").fetchone()
    assert len(guards) >= 6 and switched_off == (0,)
    with psycopg.connect(database, autocommit=True) as db:
        attempts = [sql.SQL("alter table {} disable trigger {}").format(sql.Identifier(t), sql.Identifier(g)) for t, g in guards]
        attempts += [sql.SQL(s) for s in (
            "set session_replication_role = replica", "update installation set mode = 'isolated'", "create or replace function refuse_state_secret() returns trigger language plpgsql as 'begin return new; end'",
            "alter table document drop constraint ck_document_state", "grant delete on document to public",
        )]  # fmt: skip
        for attempt in attempts:
            try:
                db.execute(attempt)
            except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedObject):
                continue
            # GRANT by somebody who owns nothing is answered by a warning and gives nothing.
            assert "grant" in attempt.as_string(), attempt.as_string()
        privileges = db.execute("select has_table_privilege('document', 'delete'), has_table_privilege('trail_entry', 'update')").fetchone()
    assert privileges == (False, False)
    alone = PERMISSIONS["quantri"]
    assert alone and not [op for op in alone if re.search(r"Trail$|(?i:disable|switch|skip|purge|delete)", op) and not op.startswith(("list", "get", "print", "export"))]
    for path in ("/incoming-documents", "/outgoing-documents", "/dossiers"):
        assert world.as_("quantri.snv").get(path).status_code == 403, "contents are none of the administrator's business"


@pytest.mark.pl6("PL6-III-5-dd")
def test_what_the_archive_holds_is_read_byte_for_byte_when_its_maker_has_left(world: World) -> None:
    path, _ = accepted(world)
    officer, archivist = world.as_("chuyenvien.snv"), world.as_("luutru.snv")
    before = officer.get(path).json()
    digests = _files(officer, path)
    assert len(digests) >= 2
    left = world.as_("quantri.snv").patch(f"/administration/people/{world.ids['chuyenvien.snv']}", json={"is_active": False})
    assert left.json()["state"] == "inactive", left.text
    after = archivist.get(path).json()
    assert {k: after[k] for k in ("title", "notation", "code", "state", "started_on", "ended_on")} == {k: before[k] for k in ("title", "notation", "code", "state", "started_on", "ended_on")}
    assert _files(archivist, path) == digests
    for digest in digests:
        data = archivist.get(f"/files/{digest}")
        assert data.status_code == 200
    with zipfile.ZipFile(io.BytesIO(archivist.get(f"{path}/export", params={"format": "zip"}).content)) as taken:
        assert taken.testzip() is None and len(taken.namelist()) >= len(digests)
    assert run_check(world.app.state.engine, world.app.state.files, world.app.state.settings.data_dir) == []


def _files(client: Any, path: str) -> list[str]:
    """The digests of all files of a dossier, in its order."""
    return re.findall(r'"sha256":"([0-9a-f]{64})"', client.get(path).text.replace(" ", ""))
