"""An administrator sets up the own agency: people, units, roles, series of numbers, authorities, calendar; nobody else's."""

from datetime import date, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from hoso.support.clock import Moment

from tests.people import PASSWORD, World

TEMPORARY, CHOSEN = "Tam@2026-abc", "Rieng@2026-xyz"
NEWCOMER = {"username": "moi.snv", "full_name": "Trần Thị Mới", "position": "Chuyên viên", "password": TEMPORARY}
LETTER = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Văn bản thử"}


def admin(world: World) -> httpx.Client:
    return world.as_("quantri.snv")


def signed_in(world: World, username: str, password: str) -> httpx.Client:
    answer = world.client().post("/auth/token", data={"username": username, "password": password})
    assert answer.status_code == 200, answer.text
    return world.client(Authorization=f"Bearer {answer.json()['access_token']}")


def newcomer(world: World) -> dict[str, Any]:
    answer = admin(world).post("/administration/people", json=NEWCOMER)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def grant(world: World, person: str, role: str, **more: Any) -> httpx.Response:
    return admin(world).post("/administration/roles", json={"person_id": person, "role": role, **more})


def test_a_newcomer_gets_an_account_changes_the_password_and_works(world: World) -> None:
    person = newcomer(world)
    assert person["state"] == "active"
    assert person["must_change_password"]
    assert "password" not in str(person).replace("must_change_password", "")
    unit = world.ids["unit:snv"]
    assert grant(world, person["id"], "chuyenvien", unit_id=unit).status_code == 201
    own = signed_in(world, "moi.snv", TEMPORARY)
    assert own.get("/me").json()["must_change_password"] is True
    early = own.get("/outgoing-documents")
    assert (early.status_code, early.json()["code"]) == (403, "password_change_required")
    change = {"current_password": TEMPORARY, "new_password": CHOSEN}
    assert own.post("/me/password", json=change).status_code == 204
    assert own.get("/outgoing-documents").status_code == 200
    me = own.get("/me").json()
    assert (me["roles"], me["unit"]["id"], me["must_change_password"]) == (["chuyenvien"], unit, False)


def test_every_act_is_in_the_trail_for_the_administrator_and_the_head_only(world: World) -> None:
    person = newcomer(world)["id"]
    grant(world, person, "luutru")
    admin(world).patch(f"/administration/people/{person}", json={"position": "Lưu trữ viên"})
    trail = admin(world).get("/trail", params={"subject": person}).json()["items"]
    assert [e["tag"] for e in trail] == ["person:created", "role:granted", "person:changed"]
    assert {e["by"] for e in trail} == {world.ids["quantri.snv"]}
    assert TEMPORARY not in str(trail)
    assert world.as_("lanhdao.snv").get("/trail", params={"subject": person}).status_code == 200
    assert world.as_("vanthu.snv").get("/trail", params={"subject": person}).status_code == 403
    assert world.as_("quantri.stc").get("/trail", params={"subject": person}).status_code == 404


def test_a_person_holds_several_roles_in_several_units(world: World) -> None:
    clerk = world.ids["vanthu.snv"]
    assert grant(world, clerk, "luutru").status_code == 201
    assert grant(world, clerk, "chuyenvien", unit_id=world.ids["unit:snv"]).status_code == 201
    assert grant(world, clerk, "truongphong", unit_id=world.ids["other-unit:snv"]).status_code == 201
    desk = world.as_("vanthu.snv")
    assert desk.get("/me").json()["roles"] == ["chuyenvien", "luutru", "truongphong", "vanthu"]
    document = desk.post("/incoming-documents", json=LETTER).json()
    assert desk.get("/agency-archive/holdings").status_code == 200
    transfer = {"lead": {"unit_id": world.ids["other-unit:snv"]}}
    handled = desk.post(f"/incoming-documents/{document['id']}/transfer", json=transfer)
    assert "assignIncoming" in handled.json()["allowed_actions"]
    baskets = {b["code"] for b in desk.get("/baskets").json()["items"]}
    assert {"to_register", "to_assign", "given", "to_accept"} <= baskets


@pytest.mark.pl6("PL6-IV-1-dd")
def test_a_role_counts_between_its_days_and_ends_at_once_when_it_is_ended(world: World) -> None:
    person = newcomer(world)["id"]
    tomorrow = str(Moment.now().today + timedelta(days=1))
    later = grant(world, person, "luutru", valid_from=tomorrow).json()
    assert later["state"] == "planned"
    admin(world).patch(f"/administration/people/{person}", json={})
    own = signed_in(world, "moi.snv", TEMPORARY)
    own.post("/me/password", json={"current_password": TEMPORARY, "new_password": CHOSEN})
    assert own.get("/me").json()["roles"] == []
    now = grant(world, person, "vanthu").json()
    assert own.post("/incoming-documents", json=LETTER).status_code == 201
    ended = admin(world).post(f"/administration/roles/{now['id']}/ending", json={})
    assert ended.json()["state"] == "ended"
    assert own.post("/incoming-documents", json=LETTER).status_code == 403
    again = admin(world).post(f"/administration/roles/{now['id']}/ending", json={})
    assert (again.status_code, again.json()["code"]) == (409, "ended_already")


def test_who_may_distribute_is_a_grant_that_others_may_hold(world: World) -> None:
    officer = world.ids["chuyenvien.snv"]
    document = world.as_("vanthu.snv").post("/incoming-documents", json=LETTER).json()["id"]
    present = f"/incoming-documents/{document}/presentation"
    refused = world.as_("vanthu.snv").post(present, json={"to_user_id": officer})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_competent")
    granted = grant(world, officer, "phanphoi", basis="Quy chế làm việc, Điều 5")
    assert granted.status_code == 201, granted.text
    able = world.as_("vanthu.snv").get("/users", params={"may": "directIncoming"}).json()["items"]
    assert officer in {p["id"] for p in able}
    assert world.as_("vanthu.snv").post(present, json={"to_user_id": officer}).status_code == 200
    shown = world.as_("chuyenvien.snv").get(f"/incoming-documents/{document}").json()
    assert "directIncoming" in shown["allowed_actions"]
    assert {"to_direct"} <= {b["code"] for b in world.as_("chuyenvien.snv").get("/baskets").json()["items"] if b["count"] == 1}
    admin(world).post(f"/administration/roles/{granted.json()['id']}/ending", json={})
    direction = {"opinion": "Giao phòng xử lý", "lead": {"unit_id": world.ids["unit:snv"]}}
    assert world.as_("chuyenvien.snv").post(f"/incoming-documents/{document}/direction", json=direction).status_code == 403
    grant(world, officer, "phanphoi", basis="Quy chế làm việc, Điều 5")
    directed = world.as_("chuyenvien.snv").post(f"/incoming-documents/{document}/direction", json=direction)
    assert (directed.status_code, directed.json()["state"]) == (200, "handling")


@pytest.mark.parametrize(
    ("person", "role", "more", "code"),
    [
        ("quantri.snv", "lanhdao", {}, "duties_apart"),
        ("vanthu.snv", "quantri", {}, "duties_apart"),
        ("vanthu.snv", "vanthu", {}, "already_there"),
        ("vanthu.snv", "theodoi", {}, "role_not_granted_here"),
        ("vanthu.snv", "luutru_ltls", {}, "unknown_role"),
        ("vanthu.snv", "truongphong", {}, "unit_missing"),
        ("vanthu.snv", "truongphong", {"unit_id": "stc"}, "unknown_person"),
        ("vanthu.stc", "luutru", {}, "unknown_person"),
        ("vanthu.snv", "luutru", {"valid_to": "2020-01-01"}, "period_turned"),
        ("vanthu.snv", "luutru", {"valid_from": "0001-01-01"}, "malformed"),
        ("vanthu.snv", "luutru", {"basis": "a\u0000b"}, "malformed"),
    ],
)
def test_a_role_that_may_not_be_given_is_refused_with_a_reason(world: World, person: str, role: str, more: dict[str, str], code: str) -> None:
    if more.get("unit_id"):
        more = {"unit_id": world.ids["unit:stc"]}
    answer = grant(world, world.ids[person], role, **more)
    assert (answer.status_code in (409, 422), answer.json()["code"]) == (True, code), answer.text


def test_the_last_administrator_stays(world: World) -> None:
    me = world.ids["quantri.snv"]
    held = admin(world).get("/administration/roles", params={"person_id": me}).json()["items"][0]["id"]
    for answer in (
        admin(world).patch(f"/administration/people/{me}", json={"is_active": False}),
        admin(world).post(f"/administration/roles/{held}/ending", json={}),
        admin(world).post(f"/administration/roles/{held}/ending", json={"valid_to": "2199-01-01"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "last_administrator")
    second = newcomer(world)["id"]
    assert grant(world, second, "quantri").status_code == 201
    assert admin(world).post(f"/administration/roles/{held}/ending", json={}).status_code == 200
    assert admin(world).get("/administration/people").status_code == 403


def test_whoever_leaves_is_signed_out_and_listed_as_inactive(world: World) -> None:
    answer = world.client().post("/auth/token", data={"username": "chuyenvien.snv", "password": PASSWORD}).json()
    person = world.ids["chuyenvien.snv"]
    left = admin(world).patch(f"/administration/people/{person}", json={"is_active": False})
    assert left.json()["state"] == "inactive"
    assert world.client(Authorization=f"Bearer {answer['access_token']}").get("/me").status_code == 401
    assert world.client().post("/auth/refresh", json={"refresh_token": answer["refresh_token"]}).status_code == 401
    assert world.client().post("/auth/token", data={"username": "chuyenvien.snv", "password": PASSWORD}).status_code == 401
    inactive = admin(world).get("/administration/people", params={"is_active": False}).json()["items"]
    assert [p["id"] for p in inactive] == [person]
    assert person not in {p["id"] for p in world.as_("vanthu.snv").get("/users").json()["items"]}
    back = admin(world).patch(f"/administration/people/{person}", json={"is_active": True})
    assert back.json()["state"] == "active"
    signed_in(world, "chuyenvien.snv", PASSWORD)


@pytest.mark.pl6("PL6-IV-2")
def test_a_stale_change_says_who_was_faster(world: World) -> None:
    person = newcomer(world)
    url = f"/administration/people/{person['id']}"
    etag = admin(world).get(url).headers["etag"]
    assert admin(world).patch(url, json={"position": "Phó phòng"}, headers={"If-Match": etag}).status_code == 200
    late = admin(world).patch(url, json={"position": "Trưởng phòng"}, headers={"If-Match": etag})
    assert (late.status_code, late.json()["changed_by"]) == (412, "Nguyễn quantri.snv")
    assert admin(world).get(url).json()["position"] == "Phó phòng"


def test_a_unit_is_closed_when_it_is_empty_of_people_and_of_work(world: World) -> None:
    made = admin(world).post("/administration/units", json={"code": "KT", "name": "Phòng Kiểm tra", "symbol": "KT"})
    assert made.status_code == 201, made.text
    unit = made.json()["id"]
    renamed = admin(world).patch(f"/administration/units/{unit}", json={"name": "Phòng Thanh tra", "symbol": "TTr"}).json()
    assert (renamed["name"], renamed["symbol"], renamed["allowed_actions"]) == ("Phòng Thanh tra", "TTr", ["changeUnit", "closeUnit"])
    role = grant(world, world.ids["vanthu.snv"], "truongphong", unit_id=unit).json()["id"]
    full = admin(world).post(f"/administration/units/{unit}/closure")
    assert (full.status_code, full.json()["code"]) == (409, "unit_not_empty")
    document = world.as_("vanthu.snv").post("/incoming-documents", json=LETTER).json()["id"]
    world.as_("vanthu.snv").post(f"/incoming-documents/{document}/transfer", json={"lead": {"unit_id": unit}})
    admin(world).post(f"/administration/roles/{role}/ending", json={})
    busy = admin(world).post(f"/administration/units/{unit}/closure")
    assert (busy.status_code, busy.json()["code"]) == (409, "unit_not_empty")
    empty = admin(world).post("/administration/units", json={"code": "X1", "name": "Phòng thừa", "symbol": "X1"}).json()["id"]
    assert admin(world).post(f"/administration/units/{empty}/closure").json()["state"] == "closed"
    assert empty not in {u["id"] for u in world.as_("vanthu.snv").get("/units").json()["items"]}
    assert "closed" in {u["state"] for u in admin(world).get("/administration/units").json()["items"]}


def test_an_authority_to_sign_is_granted_with_its_basis_and_ends(world: World) -> None:
    head = world.ids["truongphong.snv"]
    body = {"person_id": head, "capacity": "TL", "basis": "Quy chế làm việc, Điều 12"}
    granted = admin(world).post("/administration/authorities", json=body)
    assert granted.status_code == 201, granted.text
    assert admin(world).post("/administration/authorities", json=body).json()["code"] == "already_there"
    open_ended = admin(world).post("/administration/authorities", json={**body, "capacity": "TUQ"})
    assert (open_ended.status_code, open_ended.json()["code"]) == (422, "term_missing")
    clerk = admin(world).post("/administration/authorities", json={**body, "person_id": world.ids["vanthu.snv"]})
    assert (clerk.status_code, clerk.json()["code"]) == (409, "role_cannot_sign")
    draft = {"type_code": "CV", "abstract": "Trả lời", "recipients": [{"name": "UBND tỉnh"}], "proposed_signer_id": head}
    assert world.as_("chuyenvien.snv").post("/outgoing-documents", json=draft).status_code == 201
    ended = admin(world).post(f"/administration/authorities/{granted.json()['id']}/ending", json={})
    assert ended.json()["state"] == "ended"
    refused = world.as_("chuyenvien.snv").post("/outgoing-documents", json=draft)
    assert (refused.status_code, refused.json()["code"]) == (422, "signer_without_authority")
    listed = admin(world).get("/administration/authorities", params={"person_id": head}).json()["items"]
    assert [a["state"] for a in listed] == ["ended"]


def test_abbreviations_stand_in_the_next_symbol(world: World) -> None:
    changed = admin(world).patch("/administration/agency", json={"symbol": "SNVu", "superior_name": "UBND tỉnh Thanh Hóa"})
    assert (changed.status_code, changed.json()["symbol"], changed.json()["superior_name"]) == (200, "SNVu", "UBND tỉnh Thanh Hóa")
    assert world.as_("quantri.stc").get("/administration/agency").json()["symbol"] == "STC"
    trail = admin(world).get("/trail", params={"subject": world.ids["agency:snv"]}).json()["items"]
    assert trail[-1]["detail"]["before"] == {"symbol": "SNV", "superior_name": ""}


def test_the_calendar_of_one_agency_moves_no_other(world: World) -> None:
    shipped = admin(world).get("/administration/calendar-days", params={"year": 2026}).json()["items"]
    assert {d["day"] for d in shipped} >= {"2026-01-01", "2026-04-30", "2026-05-01", "2026-09-02"}
    assert all(d["basis"].startswith("Bộ luật Lao động") and not d["own"] for d in shipped)
    lunar = [d for d in shipped if "âm lịch" in d["name"].lower()]
    assert lunar
    assert {d["certainty"] for d in lunar} == {"unverified"}
    swap = {"is_working": True, "name": "Làm bù", "basis": "Quyết định 01/QĐ-UBND", "certainty": "official text"}
    put = admin(world).put("/administration/calendar-days/2026-09-02", json=swap)
    assert (put.status_code, put.json()["state"], put.json()["own"]) == (200, "working", True)
    own = {d["day"]: d for d in admin(world).get("/administration/calendar-days", params={"year": 2026}).json()["items"]}
    assert own["2026-09-02"]["name"] == "Làm bù"
    other = {d["day"]: d for d in world.as_("quantri.stc").get("/administration/calendar-days", params={"year": 2026}).json()["items"]}
    assert other["2026-09-02"]["name"] == "Quốc khánh"
    assert admin(world).put("/administration/calendar-days/1900-01-01", json=swap).status_code == 422


def test_working_days_are_counted_by_the_agencys_calendar(world: World) -> None:
    from uuid import UUID

    from hoso.support.database import transaction
    from hoso.support.reference import next_working_day

    swap = {"is_working": True, "name": "Làm bù", "basis": "Quyết định 01"}
    admin(world).put("/administration/calendar-days/2026-05-01", json=swap)
    with transaction(world.app.state.engine) as db:
        assert next_working_day(db, date(2026, 4, 29), 1, UUID(world.ids["agency:snv"])) == date(2026, 5, 1)
        assert next_working_day(db, date(2026, 4, 29), 1, UUID(world.ids["agency:stc"])) == date(2026, 5, 4)
        assert next_working_day(db, date(2026, 4, 29)) == date(2026, 5, 4)


PATHS = [
    ("GET", "/administration/people"), ("POST", "/administration/people"), ("GET", "/administration/units"), ("POST", "/administration/units"),
    ("GET", "/administration/roles"), ("POST", "/administration/roles"), ("GET", "/administration/authorities"),
    ("POST", "/administration/authorities"), ("GET", "/administration/registers"), ("POST", "/administration/registers"),
    ("GET", "/administration/agency"), ("PATCH", "/administration/agency"), ("GET", "/administration/calendar-days"),
]  # fmt: skip


@pytest.mark.parametrize("who", ["vanthu.snv", "lanhdao.snv", "luutru.snv", "docgia"])
def test_nobody_else_administers(world: World, who: str) -> None:
    answers = {path: world.as_(who).request(method, path, json=_valid(world, path) if method != "GET" else None) for method, path in PATHS}
    assert {path: a.status_code for path, a in answers.items()} == dict.fromkeys(answers, 403)


def _valid(world: World, path: str) -> dict[str, Any]:
    return {
        "/administration/people": NEWCOMER,
        "/administration/units": {"code": "KT", "name": "Phòng Kiểm tra", "symbol": "KT"},
        "/administration/roles": {"person_id": world.ids["vanthu.snv"], "role": "luutru"},
        "/administration/authorities": {"person_id": world.ids["lanhdao.snv"], "capacity": "Q", "basis": "QĐ 02"},
        "/administration/registers": {"kind": "outgoing", "code": "QD", "name": "Sổ quyết định", "type_codes": ["QĐ"]},
        "/administration/agency": {"symbol": "SNV"},
    }[path]


def test_the_neighbours_people_units_and_grants_do_not_exist(world: World, owner_url: str) -> None:
    person, unit = world.ids["vanthu.stc"], world.ids["unit:stc"]
    with psycopg.connect(owner_url) as connection:
        role = connection.execute("select id from role_assignment where person_id = %s", [person]).fetchone()
        authority = connection.execute("select id from signing_authority where person_id = %s", [world.ids["lanhdao.stc"]]).fetchone()
    assert role and authority
    calls: list[tuple[str, str, Any]] = [
        ("GET", f"people/{person}", None), ("PATCH", f"people/{person}", {"position": "x"}),
        ("POST", f"people/{person}/password", {"password": TEMPORARY}), ("POST", f"people/{person}/unlocking", None),
        ("PATCH", f"units/{unit}", {"name": "x"}), ("POST", f"units/{unit}/closure", None), ("POST", f"roles/{role[0]}/ending", {}),
        ("POST", f"authorities/{authority[0]}/ending", {}),
    ]  # fmt: skip
    for method, path, body in calls:
        answer = admin(world).request(method, f"/administration/{path}", json=body)
        assert answer.status_code == 404, (path, answer.text)
    assert world.as_("quantri.stc").get(f"/administration/people/{person}").status_code == 200
    assert not {p["username"] for p in admin(world).get("/administration/people").json()["items"]} & {"vanthu.stc", "quantri.stc"}
