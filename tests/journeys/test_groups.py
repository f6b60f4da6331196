"""Groups of records by their level: one rule for many, tried before it is set, changed and held at once; metadata added by hand."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import application, fresh_database
from tests.people import World, make_world

REASON = "Quy chế bảo vệ thông tin nội bộ của Sở"


@pytest.fixture(scope="module")
def house(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("groups")) as app:
        yield make_world(app)


def letter(world: World, abstract: str) -> dict[str, Any]:
    facts = {"type_code": "CV", "issuer_name": "UBND", "abstract": abstract, "duplicate_confirmed": True}
    return dict(world.as_("vanthu.snv").post("/incoming-documents", json=facts).json())


def group(world: World, name: str, *documents: str, level: str = "internal") -> str:
    made = world.as_("lanhdao.snv").post("/record-groups", json={"name": name, "level": level, "basis": "Quyết định 12/QĐ-SNV"})
    assert made.status_code == 201, made.text
    if documents:
        world.as_("lanhdao.snv").post(f"/record-groups/{made.json()['id']}/records", json={"act": "add", "subject_ids": list(documents), "reason": REASON})
    return str(made.json()["id"])


@pytest.mark.pl6("PL6-IV-1-a", "PL6-IV-1-d")
def test_the_rule_of_a_group_opens_and_closes_all_its_records_and_is_tried_before(house: World) -> None:
    leader, officer = house.as_("lanhdao.snv"), house.as_("chuyenvien.snv")
    first, second, own = (letter(house, f"Tài liệu nhóm {n}")["id"] for n in range(3))
    house.as_("vanthu.snv").post(f"/incoming-documents/{own}/transfer", json={"lead": {"user_id": house.ids["chuyenvien.snv"]}})
    path = f"/record-groups/{group(house, 'Tài liệu hạn chế', first, own, level='restricted')}"
    rule = {"act": "grant", "user_id": house.ids["chuyenvien.snv"], "reason": REASON}
    tried = leader.post(f"{path}/readers", json={**rule, "preview": True}).json()
    assert ([r["id"] for r in tried["changed"]], [r["id"] for r in tried["left"]]) == ([first], [own])
    assert officer.get(f"/incoming-documents/{first}").status_code == 403, "a preview changes nothing"
    assert leader.get(path).json()["reader_items"] == []
    assert [r["id"] for r in leader.post(f"{path}/readers", json=rule).json()["changed"]] == [first]
    assert officer.get(f"/incoming-documents/{first}").status_code == 200
    assert leader.post(f"{path}/readers", json=rule).json()["code"] == "nothing_to_change"
    leader.post(f"{path}/records", json={"act": "add", "subject_ids": [second], "reason": REASON})
    assert officer.get(f"/incoming-documents/{second}").status_code == 200, "what joins the group follows its rule"
    leader.post(f"{path}/records", json={"act": "remove", "subject_ids": [second], "reason": REASON})
    assert officer.get(f"/incoming-documents/{second}").status_code == 403, "and what leaves it does not"
    ended = leader.post(f"{path}/readers", json={**rule, "act": "revoke"}).json()
    assert ([r["id"] for r in ended["changed"]], [r["id"] for r in ended["left"]]) == ([first], [own])
    assert officer.get(f"/incoming-documents/{first}").status_code == 403
    assert officer.get(f"/incoming-documents/{own}").status_code == 200, "the right that comes from the work stays"
    tags = [e["tag"] for e in leader.get("/trail", params={"subject": first}).json()["items"]]
    assert {"group:record-added", "access:granted", "access:revoked"} <= set(tags)


@pytest.mark.pl6("PL6-IV-1-d")
def test_what_one_group_takes_another_still_gives_and_what_the_clerk_adds_waits_for_the_leader(house: World) -> None:
    leader, clerk, officer = house.as_("lanhdao.snv"), house.as_("vanthu.snv"), house.as_("chuyenvien.snv")
    document = letter(house, "Tài liệu hai nhóm")["id"]
    groups = [group(house, f"Nhóm chung {n}") for n in range(2)]
    rule = {"act": "grant", "user_id": house.ids["chuyenvien.snv"], "reason": REASON}
    for g in groups:
        leader.post(f"/record-groups/{g}/readers", json=rule)
        assert clerk.post(f"/record-groups/{g}/records", json={"act": "add", "subject_ids": [document], "reason": REASON}).status_code == 200
    assert clerk.post(f"/record-groups/{groups[0]}/readers", json=rule).status_code == 403, "rules are the leaders'"
    assert leader.get(f"/records/{document}/access").json()["changes"][0]["state"] == "pending"
    leader.post(f"/record-groups/{groups[0]}/readers", json={**rule, "act": "revoke"})
    assert officer.get(f"/incoming-documents/{document}").status_code == 200
    assert leader.post("/record-groups", json={"name": "Nhóm chung 0"}).json()["code"] == "group_name_taken"
    assert house.as_("lanhdao.stc").get(f"/record-groups/{groups[0]}").status_code == 404


@pytest.mark.pl6("PL6-IV-1-g")
def test_a_held_group_changes_in_none_of_its_records_until_it_is_lifted(house: World) -> None:
    leader, clerk = house.as_("lanhdao.snv"), house.as_("vanthu.snv")
    letters = [letter(house, f"Tài liệu thanh tra {n}")["id"] for n in range(2)]
    own = {"title": "Hồ sơ thanh tra", "notation": "09.TT", "retention": {"kind": "YEARS", "years": 10}}
    dossier = house.as_("chuyenvien.snv").post("/dossiers", json=own).json()["id"]
    path = f"/record-groups/{group(house, 'Phục vụ thanh tra', *letters, dossier)}"
    leader.post(f"/records/{letters[1]}/holds", json={"reason": REASON})
    held = leader.post(f"{path}/holds", json={"reason": REASON, "basis": "Công văn 12/TTr"}).json()
    assert ({r["id"] for r in held["changed"]}, [r["id"] for r in held["left"]]) == ({letters[0], dossier}, [letters[1]])
    assert leader.get(path).json()["state"] == "held"
    assert clerk.patch(f"/incoming-documents/{letters[0]}", json={"abstract": "Khác", "reason": REASON}).json()["code"] == "record_held"
    filed = house.as_("chuyenvien.snv").post(f"/dossiers/{dossier}/closure", json={"ended_on": "2026-01-02"})
    assert filed.json()["code"] == "record_held", filed.text
    assert {r["id"] for r in leader.post(f"{path}/lifting", json={"reason": REASON}).json()["changed"]} == {letters[0], dossier}
    assert clerk.patch(f"/incoming-documents/{letters[0]}", json={"abstract": "Khác", "reason": REASON}).status_code == 200
    assert clerk.patch(f"/incoming-documents/{letters[1]}", json={"abstract": "Khác", "reason": REASON}).json()["code"] == "record_held", "its own hold stays"


@pytest.mark.pl6("PL6-III-7-c")
def test_metadata_is_added_beside_the_registered_values_and_a_mistaken_one_stays_to_be_seen(house: World) -> None:
    clerk = house.as_("vanthu.snv")
    document = letter(house, "Dữ liệu bổ sung")["id"]
    before = clerk.get(f"/documents/{document}/metadata").json()
    added = clerk.post(f"/records/{document}/added-metadata", json={"name": "Nơi lưu bản giấy", "value": "Tủ 3, ngăn 2"})
    assert (added.status_code, added.json()["items"][0]["added_by_name"]) == (201, "Nguyễn vanthu.snv")
    mistaken = clerk.post(f"/records/{document}/added-metadata", json={"name": "Số trang thực tế", "value": "12"}).json()["items"][1]
    gone = clerk.post(f"/added-metadata/{mistaken['id']}/withdrawal", json={"reason": "Đếm nhầm một trang bìa"}).json()["items"][1]
    assert (gone["state"], gone["value"], gone["withdraw_reason"]) == ("withdrawn", "12", "Đếm nhầm một trang bìa")
    assert clerk.post(f"/added-metadata/{mistaken['id']}/withdrawal", json={"reason": "Đếm nhầm một trang bìa"}).json()["code"] == "already_withdrawn"
    assert clerk.get(f"/documents/{document}/metadata").json() == before, "the registered values are what they were"
    sections = {s["code"]: s["rows"] for s in clerk.get(f"/documents/{document}/process", params={"format": "json"}).json()["sections"]}
    assert [(r["Tên"], r["Giá trị"]) for r in sections["added_metadata"]] == [("Nơi lưu bản giấy", "Tủ 3, ngăn 2"), ("Số trang thực tế", "12")]
    assert house.as_("chuyenvien.snv").post(f"/records/{document}/added-metadata", json={"name": "A", "value": "B"}).status_code == 403
    house.as_("lanhdao.snv").post(f"/records/{document}/holds", json={"reason": REASON})
    assert clerk.post(f"/records/{document}/added-metadata", json={"name": "A", "value": "B"}).json()["code"] == "record_held"
