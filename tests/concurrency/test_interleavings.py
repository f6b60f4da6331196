"""Whatever clerks do at the same time, in whatever order, and whichever transactions fall: every series runs 1 … n, once each.

Hypothesis draws the acts (register, number, issue, void, with and without a rollback, on either side of the new year) and four
clerks do them side by side.
"""

import contextlib
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg
import pytest
from hoso.correspondence.actions.facts import RegisterIncoming
from hoso.correspondence.actions.issue_outgoing import issue_outgoing
from hoso.correspondence.actions.number_outgoing import number_outgoing
from hoso.correspondence.actions.register_incoming import register_incoming
from hoso.correspondence.actions.void_number import NumberInUse, VoidNumber, void_number
from hoso.formats.fonts import FONTS
from hoso.support.actors import load_actor
from hoso.support.clock import Moment
from hoso.support.database import open_engine, transaction
from hoso.support.errors import Refusal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from tests.people import World

ACTS = st.tuples(
    st.sampled_from(["register", "register", "number", "number", "issue", "void incoming", "void outgoing"]),
    st.sampled_from([2026, 2027]), st.booleans(), st.integers(0, 30),
)  # fmt: skip
REASON = VoidNumber(reason="Cấp nhầm số cho văn bản")


class _Undo(Exception):
    pass


@dataclass
class Office:
    """One agency with signed papers that wait for their numbers."""

    world: World
    engine: Engine
    signed: str

    def act(self, what: str, year: int, undone: bool, which: int) -> None:
        """One act in a transaction of its own, undone at its end or not."""
        moment = Moment.on(date(2026, 12, 31), 23, 59) if year == 2026 else Moment.on(date(2027, 1, 1), 0, 1)
        with contextlib.suppress(_Undo, Refusal), transaction(self.engine) as db:
            clerk = load_actor(db, uuid.UUID(self.world.ids["vanthu.snv"]), moment.today)
            assert clerk is not None
            if what == "register":
                facts = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Đến cùng lúc", "duplicate_confirmed": True}
                register_incoming(db, clerk, RegisterIncoming.model_validate(facts), moment)
            elif what == "number":
                number_outgoing(db, clerk, self._copy(db), moment)
            elif what == "issue":
                document = self._copy(db)
                number_outgoing(db, clerk, document, moment)
                issue_outgoing(db, clerk, document, moment, self.world.app.state.files, self.world.app.state.keys, FONTS)
            elif entry := self._entry(db, what.removeprefix("void "), which):
                void_number(db, clerk, entry, REASON, moment)
            if undone:
                raise _Undo

    def _copy(self, db: Any) -> uuid.UUID:
        """Another signed paper like the first."""
        row = db.execute(text(
            "with d as (insert into document select (json_populate_record(d, json_build_object('id', gen_random_uuid()))).* from document d "
            "where id = :signed returning id) insert into outgoing select (json_populate_record(o, json_build_object('id', d.id))).* "
            "from outgoing o, d where o.id = :signed returning id"), {"signed": self.signed})  # fmt: skip
        return uuid.UUID(str(row.scalar_one()))

    def _entry(self, db: Any, kind: str, which: int) -> uuid.UUID | None:
        rows = db.execute(text("select e.id from register_entry e join register r on r.id = e.register_id where r.kind = :k order by e.id"), {"k": kind}).scalars().all()
        return rows[which % len(rows)] if rows else None


@pytest.fixture
def one_office(office: World) -> Iterator[Office]:
    draft = {"type_code": "KH", "abstract": "Văn bản giấy", "recipients": [{"name": "UBND tỉnh"}], "medium": "paper"}
    path = f"/outgoing-documents/{office.as_('chuyenvien.snv').post('/outgoing-documents', json=draft).json()['id']}"
    for who, aspect in (("truongphong.snv", "content"), ("vanthu.snv", "form"), ("lanhdao.snv", "approval")):
        assert office.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"}).status_code == 201
    assert office.as_("lanhdao.snv").post(f"{path}/signature", json={}).status_code == 200
    engine = open_engine(office.app.state.settings.database_url, 4)
    yield Office(office, engine, path.rsplit("/", 1)[1])
    engine.dispose()


def _books(url: str) -> list[tuple[str, int, list[int], list[int], int, list[int]]]:
    """(series, year, numbers in order, void ones, counter, numbers that documents bear)."""
    with psycopg.connect(url) as db:
        return db.execute(
            "select r.series, r.year, array_agg(e.number order by e.number), coalesce(array_agg(e.number order by e.number) filter (where e.state = 'void'), '{}'), "
            "(select last from number_counter c where c.agency_id = r.agency_id and c.series = r.series and c.year = r.year), "
            "coalesce(array_agg(e.number order by e.number) filter (where coalesce(i.arrival_number, nullif(d.number, '')::int) = e.number and e.state = 'active'), '{}') "
            "from register r join register_entry e on e.register_id = r.id join document d on d.id = e.document_id "
            "left join incoming i on i.id = d.id group by r.id order by 1, 2"
        ).fetchall()


@pytest.mark.pl6("PL6-III-1-dd")
def test_every_series_runs_without_gap_and_without_duplicate(one_office: Office, owner_url: str) -> None:
    void_before: set[tuple[str, int, int]] = set()
    acts_done = 0

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    @given(st.lists(ACTS, min_size=4, max_size=14))
    def side_by_side(acts: list[tuple[str, int, bool, int]]) -> None:
        nonlocal acts_done
        with ThreadPoolExecutor(4) as clerks:
            list(clerks.map(lambda a: one_office.act(*a), acts))
        acts_done += len(acts)
        for series, year, numbers, void, counter, borne in _books(owner_url):
            assert numbers == list(range(1, counter + 1)), (series, year)
            assert sorted(borne + void) == numbers, "a number is borne by its document, or void"
            now_void = {(series, year, n) for n in void}
            assert {v for v in void_before if v[:2] == (series, year)} <= now_void, "a void number stays void and is never given again"
            void_before.update(now_void)

    side_by_side()
    assert acts_done > 60
    assert {(s, y) for s, y, *_ in _books(owner_url)} == {("incoming", 2026), ("incoming", 2027), ("outgoing", 2026), ("outgoing", 2027)}


def test_an_issued_number_is_never_void(one_office: Office, owner_url: str) -> None:
    one_office.act("issue", 2026, False, 0)
    with psycopg.connect(owner_url) as db:
        entry = db.execute("select e.id from register_entry e join register r on r.id = e.register_id where r.kind = 'outgoing'").fetchone()
    assert entry is not None
    with pytest.raises(NumberInUse), transaction(one_office.engine) as db:
        clerk = load_actor(db, uuid.UUID(one_office.world.ids["vanthu.snv"]), date(2026, 12, 31))
        assert clerk is not None
        void_number(db, clerk, entry[0], REASON, Moment.on(date(2026, 12, 31), 23, 59))
