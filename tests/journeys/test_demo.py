"""The demo province: everybody has an account, every desk has work, everything happened in order and by the actions."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from hoso.check import run_check
from hoso.correspondence.tables import Document, DocumentFile, Incoming, Outgoing
from hoso.demo import load_demo
from hoso.dossiers.tables import Dossier
from hoso.historical_archive.tables import ArchivalDossier, Transfer
from hoso.oversight.queries.baskets import baskets
from hoso.support.actors import load_actor
from hoso.support.clock import Moment
from hoso.support.database import transaction
from hoso.support.files import read_all
from hoso.support.organisations import Agency, Person
from hoso.support.signatures import verify
from hoso.support.trail import TrailEntry
from sqlmodel import col, func, select

from tests.conftest import application, fresh_database
from tests.people import World

ROLES = ("vanthu", "lanhdao", "pholanhdao", "truongphong", "phophong", "chuyenvien", "luutru", "quantri")
AGENCIES = {"ubnd": "H56", "snv": "H56.12", "stc": "H56.15", "hacthanh": "H56.31", "hatrung": "H56.32"}
OF_THE_ARCHIVE = {"lanhdao.ltls": "lanhdao_ltls", "luutru.ltls": "luutru_ltls", "phongdoc.ltls": "phongdoc", "docgia": "docgia"}
PUNCTUAL = {"overdue", "overdue_mine"}  # Sở Tài chính is behind with nothing


@dataclass
class Province:
    """A loaded demo, its day, and clients of its people."""

    app: FastAPI
    today: date
    world: World

    def as_(self, username: str) -> httpx.Client:
        return self.world.as_(username)


@pytest.fixture(scope="module")
def province(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """The demo as of today."""
    directory = tmp_path_factory.mktemp("demo")
    with fresh_database(server, template) as database, application(database, directory) as app:
        now = Moment.now()
        assert load_demo(app.state.settings, now)
        yield Province(app, now.today, World(app, {}, {}))
    shutil.rmtree(directory)


def states(app: FastAPI) -> Counter[tuple[str, ...]]:
    """How many documents, dossiers and transfers are in which state, by agency."""
    found: Counter[tuple[str, ...]] = Counter()
    with transaction(app.state.engine) as db:
        for agency, kind, state in db.exec(select(Agency.code, Document.kind, Document.state).join(Document, col(Document.agency_id) == Agency.id)):
            found[agency, kind, state] += 1
        for table, name in ((Dossier, "dossier"), (Transfer, "transfer"), (ArchivalDossier, "archival_dossier")):
            for agency, state in db.exec(select(Agency.code, table.state).join(table, table.agency_id == Agency.id)):  # type: ignore[attr-defined]
                found[agency, name, state] += 1
    return found


def test_there_are_a_few_hundred_documents_and_a_good_hundred_dossiers_in_every_state(province: Province) -> None:
    found = states(province.app)
    total: Counter[str] = Counter()
    for (_, kind, _), count in found.items():
        total[kind] += count
    assert (total["dossier"], total["incoming"] > 200, total["outgoing"] > 80, total["paper"] > 80) == (105, True, True, True)
    reached = {(kind, state) for _, kind, state in found}
    wanted = {
        "incoming": "waiting registered presented handling completed returned recalled", "transfer": "registered packaged refused completed returned",
        "outgoing": "draft content_checked form_checked approved signed sealed issued recalled",
        "dossier": "open closed submitted returned accepted transferring transferred",
    }  # fmt: skip
    assert {(kind, state) for kind, names in wanted.items() for state in names.split()} - reached == set()


def test_the_demo_is_the_same_in_another_year(province: Province, server: str, template: str, tmp_path: Path) -> None:
    with fresh_database(server, template) as database, application(database, tmp_path) as app:
        other = Moment.on(date(province.today.year + 1, 1, 4), 7)
        assert load_demo(app.state.settings, other)
        assert states(app) == states(province.app)
        with transaction(app.state.engine) as db:
            assert db.exec(select(func.max(TrailEntry.at))).one() < other.at
            years = set(db.exec(select(Incoming.arrival_year).where(col(Incoming.arrival_year).is_not(None))))
            assert province.today.year in years


def test_loading_again_changes_nothing(province: Province) -> None:
    with transaction(province.app.state.engine) as db:
        before = db.exec(select(func.count()).select_from(TrailEntry)).one()
    assert not load_demo(province.app.state.settings)
    with transaction(province.app.state.engine) as db:
        assert db.exec(select(func.count()).select_from(TrailEntry)).one() == before


def test_every_account_of_the_contract_signs_in_with_its_role(province: Province) -> None:
    wanted = {f"{role}.{key}": (AGENCIES[key], role) for key in AGENCIES for role in ROLES}
    wanted |= {name: ("H56.12.01", role) for name, role in OF_THE_ARCHIVE.items()} | {"theodoi.snv": ("H56.12", "theodoi")}
    for username, (agency, role) in wanted.items():
        me = province.as_(username).get("/me").json()
        assert (me["agency"]["code"], role in me["roles"]) == (agency, True), username
        more = {"luutru"} if username == "vanthu.hatrung" else set()
        assert set(me["roles"]) == {role} | more, username
        assert me["is_head"] == (role in ("lanhdao", "lanhdao_ltls"))
        in_unit = role in ("truongphong", "phophong", "chuyenvien")
        assert bool(me["unit"]) == in_unit, username
        assert len(me["full_name"].split()) >= 2


def test_nobody_has_the_name_of_another(province: Province) -> None:
    with transaction(province.app.state.engine) as db:
        names = db.exec(select(Person.full_name)).all()
    assert len(names) == len(set(names)) == 60


@pytest.mark.parametrize("key", AGENCIES)
def test_something_waits_at_each_desk(province: Province, key: str) -> None:
    with transaction(province.app.state.engine) as db:
        for role in ROLES:
            person = db.exec(select(Person.id).where(Person.username == f"{role}.{key}")).one()
            actor = load_actor(db, person, province.today)
            assert actor is not None
            found = baskets(db, actor, Moment.on(province.today, 12))
            assert bool(found) == (role != "quantri")
            empty = {basket.code for basket in found if not basket.count}
            assert empty - (PUNCTUAL if key == "stc" else set()) == set(), (role, key)


def test_the_historical_archive_and_the_follower_have_work(province: Province) -> None:
    for username, wanted in (("luutru.ltls", {"to_answer", "to_check"}), ("lanhdao.ltls", {"to_answer", "to_check"}), ("theodoi.snv", {"late_agencies"})):
        items = province.as_(username).get("/baskets").json()["items"]
        assert {b["code"] for b in items if b["count"]} == wanted
    standing = province.as_("theodoi.snv").get("/oversight/agencies").json()["items"]
    assert {a["code"]: a["state"] for a in standing} == {code: "on_time" if code == "H56.15" else "late" for code in AGENCIES.values()}


def test_the_newcomer_finds_no_plan_39(province: Province) -> None:
    with transaction(province.app.state.engine) as db:
        twins = select(Document.id).where(col(Document.number).in_(("39", "039")), col(Document.symbol) == "KH-UBND")
        assert db.exec(twins).first() is None
        assert db.exec(select(Document.id).where(col(Document.abstract).contains("39/KH-UBND"))).first() is None
    for username in ("vanthu.snv", "vanthu.ubnd"):
        found = province.as_(username).get("/search", params={"q": '"39/KH-UBND"'}).json()["items"]
        assert found == []


def test_what_happened_stands_in_the_order_of_time_and_before_today(province: Province) -> None:
    with transaction(province.app.state.engine) as db:
        wanted = select(TrailEntry.agency_id, TrailEntry.at).where(TrailEntry.tag != "account:signed-in")  # the other tests' sign-ins
        entries = db.exec(wanted.order_by(col(TrailEntry.agency_id), col(TrailEntry.sequence))).all()
        assert len(entries) > 2000
        assert list(entries) == sorted(entries, key=lambda entry: (entry[0], entry[1]))
        assert max(Moment(at).today for _, at in entries) < province.today
        numbers = db.exec(select(Incoming.agency_id, Incoming.arrived_on, Incoming.arrival_number).where(col(Incoming.arrival_number).is_not(None))).all()
        by_year = sorted((agency, day.year, number, day) for agency, day, number in numbers if day)
        assert by_year == sorted(by_year, key=lambda row: (row[0], row[1], row[3], row[2]))


def test_the_check_finds_nothing_in_the_demo(province: Province) -> None:
    state = province.app.state
    assert run_check(state.engine, state.files, state.settings.data_dir) == []


def test_issued_documents_carry_a_person_s_and_the_agency_s_signature(province: Province) -> None:
    state = province.app.state
    with transaction(state.engine) as db:
        wanted = select(DocumentFile.sha256, Outgoing.sealed_at, DocumentFile.document_id).join(Document, col(Document.id) == DocumentFile.document_id)
        wanted = wanted.join(Outgoing, col(Outgoing.id) == Document.id).where(Document.state == "issued", DocumentFile.role == "signed")
        newest = {document: (sha256, at) for sha256, at, document in db.exec(wanted.order_by(col(DocumentFile.ordinal)))}
    assert len(newest) >= 10
    for sha256, sealed_at in list(newest.values())[:3]:
        verdicts = verify(read_all(state.files, sha256), [state.keys.authority()], sealed_at)
        assert [v.intact and not v.changed_after for v in verdicts] == [True, True]


def test_a_reader_finds_and_opens_what_is_public_and_nothing_else(province: Province) -> None:
    reader = province.as_("docgia")
    found = reader.get("/search", params={"q": "ke hoach bao cao cong tac"}).json()["items"]
    assert found
    assert {item["kind"] for item in found} == {"archival_dossier"}
    opened = reader.get(f"/historical-archive/dossiers/{found[0]['id']}")
    assert opened.status_code == 200
    assert opened.json()["documents"]
    with transaction(province.app.state.engine) as db:
        closed = db.exec(select(ArchivalDossier.id).where(ArchivalDossier.access_mode == "conditional")).first()
    assert closed is not None
    assert reader.get(f"/historical-archive/dossiers/{closed}").status_code in (403, 404)
