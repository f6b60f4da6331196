"""What the province sees of its agencies, and what each person finds on the home page."""

from datetime import date

import pytest
from hoso.oversight.rules import late_before
from hoso.support.clock import Moment
from hoso.support.database import transaction
from hoso.support.organisations import Agency
from hoso.support.people import create_person, grant_role
from sqlmodel import select

from tests.journeys.test_dossiers import closed, settled
from tests.journeys.test_incoming import registered
from tests.people import PASSWORD_HASH, World


def follower(world: World) -> str:
    """Somebody of Sở Nội vụ who follows the whole province."""
    with transaction(world.app.state.engine) as db:
        agency = db.exec(select(Agency).where(Agency.code == "H56.12")).one()
        person = create_person(db, None, agency.id, "theodoi.snv", "Người theo dõi", "Chuyên viên", PASSWORD_HASH, Moment.now())
        grant_role(db, None, person, "theodoi", None, Moment.now())
    return "theodoi.snv"


def counts(world: World, who: str) -> dict[str, int]:
    answer = world.as_(who).get("/baskets")
    assert answer.status_code == 200, answer.text
    return {b["code"]: b["count"] for b in answer.json()["items"]}


def test_the_province_sees_figures_of_every_agency_and_no_contents(world: World) -> None:
    settled(world)
    items = world.as_(follower(world)).get("/oversight/agencies").json()["items"]
    assert [i["code"] for i in items] == ["H56.12", "H56.15"]
    assert (items[0]["documents_in"], items[0]["filed_nowhere"], items[1]["documents_in"]) == (1, 1, 0)
    assert all(isinstance(v, int) or k in ("id", "state", "code", "name") for k, v in items[0].items())
    assert world.as_("theodoi.snv").get("/incoming-documents").status_code == 403


def test_a_dossier_that_is_submitted_too_late_makes_its_agency_late(world: World) -> None:
    closed(world)  # the work ended on 1 March 2026; the shortest term is 60 days
    who = follower(world)
    items = world.as_(who).get("/oversight/agencies", params={"q": "so noi vu"}).json()["items"]
    assert [(i["state"], i["submissions_late"], i["dossiers_due"]) for i in items] == [("late", 1, 0)]
    assert counts(world, who) == {"late_agencies": 1}
    assert counts(world, "luutru.snv")["due_for_submission"] == 1


@pytest.mark.parametrize("who", ["vanthu.snv", "lanhdao.snv", "chuyenvien.snv", "quantri.snv", "luutru.ltls", "docgia"])
def test_only_the_follower_sees_how_agencies_stand(world: World, who: str) -> None:
    answer = world.as_(who).get("/oversight/agencies")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_your_role")


def test_each_desk_finds_what_waits_for_it(world: World) -> None:
    document = registered(world)
    path = f"/incoming-documents/{document['id']}"
    assert counts(world, "vanthu.snv")["to_present"] == 1
    world.as_("vanthu.snv").post(f"{path}/presentation", json={"to_user_id": world.ids["lanhdao.snv"]})
    assert (counts(world, "vanthu.snv")["to_present"], counts(world, "lanhdao.snv")["to_direct"]) == (0, 1)
    assert counts(world, "pholanhdao.snv")["to_direct"] == 0
    direction = {"opinion": "Giao phòng tham mưu", "lead": {"unit_id": world.ids["unit:snv"]}}
    world.as_("lanhdao.snv").post(f"{path}/direction", json=direction)
    assert (counts(world, "lanhdao.snv")["to_direct"], counts(world, "truongphong.snv")["to_assign"]) == (0, 1)
    world.as_("truongphong.snv").post(f"{path}/assignments", json={"user_id": world.ids["chuyenvien.snv"]})
    assert (counts(world, "truongphong.snv")["to_assign"], counts(world, "chuyenvien.snv")["given"]) == (0, 1)
    world.as_("chuyenvien.snv").post(f"{path}/completion", json={"outcome": "Đã tham mưu kế hoạch"})
    assert (counts(world, "chuyenvien.snv")["given"], counts(world, "chuyenvien.snv")["unfiled"]) == (0, 1)
    assert counts(world, "chuyenvien.stc")["unfiled"] == 0


def test_a_person_without_a_desk_has_no_baskets(world: World) -> None:
    assert counts(world, "docgia") == {}


def test_the_shortest_of_overlapping_terms_decides_what_is_late() -> None:
    terms = [(1, "year", "work_end_day"), (1, "year", "work_end_year"), (60, "day", "work_end_day")]
    assert late_before(terms, date(2026, 11, 24)) == date(2026, 9, 25)
    assert late_before(terms[:1], date(2028, 2, 29)) == date(2027, 2, 28)
    assert late_before(terms[1:2], date(2026, 12, 31)) == date(2025, 1, 1)
    assert late_before([], date(2026, 1, 1)) == date.min
