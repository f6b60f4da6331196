"""The way of an incoming document from the clerk to the officer and back to the file."""

import pytest

from tests.papers import PNG
from tests.people import World

PLAN = {
    "type_code": "KH", "number": "39", "symbol": "KH-UBND", "issued_on": "2019-02-19", "issuer_name": "UBND tỉnh Thanh Hóa",
    "abstract": "Công tác văn thư, lưu trữ năm 2019 trên địa bàn tỉnh Thanh Hoá",
}  # fmt: skip


def registered(world: World, **more: object) -> dict:
    answer = world.as_("vanthu.snv").post("/incoming-documents", json={**PLAN, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.mark.pl6("PL6-III-1-m", "PL6-II-1")
def test_the_whole_way_from_the_register_to_the_end(world: World) -> None:
    document = registered(world)
    path = f"/incoming-documents/{document['id']}"
    assert document["arrival_number"] == 1
    assert "presentIncoming" in document["allowed_actions"]
    steps = [
        ("vanthu.snv", "presentation", {"to_user_id": world.ids["lanhdao.snv"]}, "presented"),
        ("lanhdao.snv", "direction", {"opinion": "Giao Phòng VTLT chủ trì.", "lead": {"unit_id": world.ids["unit:snv"]}}, "handling"),
        ("truongphong.snv", "assignments", {"user_id": world.ids["chuyenvien.snv"]}, "handling"),
        ("chuyenvien.snv", "receipt", None, "handling"),
        ("chuyenvien.snv", "progress", {"note": "Đang dự thảo kế hoạch."}, "handling"),
        ("chuyenvien.snv", "completion", {"outcome": "Đã ban hành kế hoạch."}, "completed"),
    ]
    for username, act, body, state in steps:
        answer = world.as_(username).post(f"{path}/{act}", json=body)
        assert answer.status_code == 200, (act, answer.text)
        assert answer.json()["state"] == state
    trail = world.as_("chuyenvien.snv").get("/trail", params={"subject": document["id"]}).json()["items"]
    assert [e["tag"] for e in trail] == [
        "incoming:registered", "incoming:presented", "incoming:directed", "incoming:assigned", "incoming:acknowledged",
        "incoming:progressed", "incoming:completed",
    ]  # fmt: skip


@pytest.mark.pl6("PL6-III-1-h")
def test_a_twin_is_refused_until_the_clerk_confirms(world: World) -> None:
    first = registered(world)
    answer = world.as_("vanthu.snv").post("/incoming-documents", json=PLAN)
    assert answer.status_code == 409
    assert answer.json()["code"] == "possible_duplicate"
    assert answer.json()["twin_id"] == first["id"]
    assert registered(world, duplicate_confirmed=True)["arrival_number"] == 2


def test_the_neighbour_agency_finds_nothing(world: World) -> None:
    document = registered(world)
    neighbour = world.as_("vanthu.stc")
    assert neighbour.get(f"/incoming-documents/{document['id']}").status_code == 404
    assert neighbour.get("/trail", params={"subject": document["id"]}).status_code == 404
    assert neighbour.get("/incoming-documents").json()["items"] == []
    assert neighbour.get("/search", params={"q": "ke hoach"}).json()["items"] == []


def test_an_officer_who_is_not_named_gets_a_reason(world: World) -> None:
    document = registered(world)
    answer = world.as_("chuyenvien.snv").get(f"/incoming-documents/{document['id']}")
    assert answer.status_code == 403
    assert answer.json()["code"] == "out_of_reach"


def test_a_stale_save_says_who_changed_it(world: World) -> None:
    document = registered(world)
    path = f"/incoming-documents/{document['id']}"
    body = {"reason": "Gõ nhầm trích yếu", "abstract": "Trích yếu đã sửa"}
    clerk = world.as_("vanthu.snv")
    assert clerk.patch(path, json=body, headers={"If-Match": '"1"'}).status_code == 200
    answer = clerk.patch(path, json={**body, "abstract": "Khác"}, headers={"If-Match": '"1"'})
    assert answer.status_code == 412
    assert answer.json()["changed_by"] == "Nguyễn vanthu.snv"


def test_the_same_idempotency_key_registers_once(world: World) -> None:
    clerk = world.as_("vanthu.snv")
    first = clerk.post("/incoming-documents", json=PLAN, headers={"Idempotency-Key": "k"})
    again = clerk.post("/incoming-documents", json=PLAN, headers={"Idempotency-Key": "k"})
    other = clerk.post("/incoming-documents", json={**PLAN, "abstract": "Khác"}, headers={"Idempotency-Key": "k"})
    assert first.json() == again.json()
    assert other.status_code == 409
    assert len(clerk.get("/incoming-documents").json()["items"]) == 1


@pytest.mark.parametrize("secrecy", ["Mật", "Tối mật", "Tuyệt mật"])
def test_a_state_secret_is_refused_and_nothing_is_kept(world: World, secrecy: str) -> None:
    answer = world.as_("vanthu.snv").post("/incoming-documents", json={**PLAN, "secrecy": secrecy})
    assert answer.status_code == 409
    assert answer.json()["code"] == "state_secret"
    assert world.as_("vanthu.snv").get("/incoming-documents").json()["items"] == []


@pytest.mark.parametrize("q", ["ke hoach van thu luu tru thanh hoa", "39/KH-UBND", '"văn thư, lưu trữ"', "Kế hoạch", "thanh ho"])
def test_the_plan_is_found_at_once(world: World, q: str) -> None:
    document = registered(world)
    items = world.as_("vanthu.snv").get("/search", params={"q": q}).json()["items"]
    assert [i["id"] for i in items] == [document["id"]]


@pytest.mark.parametrize("q", ["kế hoách", "40/KH-UBND", '"lưu trữ văn thư"'])
def test_what_is_typed_otherwise_is_not_found(world: World, q: str) -> None:
    registered(world)
    assert world.as_("vanthu.snv").get("/search", params={"q": q}).json()["items"] == []


def test_the_paper_that_follows_gets_no_second_number(world: World) -> None:
    document = registered(world, channel="electronic")
    answer = world.as_("vanthu.snv").post(f"/incoming-documents/{document['id']}/paper-copy", json={"received_on": "2026-01-02"})
    assert answer.status_code == 200
    assert answer.json()["arrival_number"] == 1
    assert answer.json()["paper_received_on"] == "2026-01-02"


def test_files_follow_a_registration_and_replace_nothing(world: World) -> None:
    document, clerk = registered(world), world.as_("vanthu.snv")
    path = f"/incoming-documents/{document['id']}"
    first, second = (clerk.post("/files", files={"file": (f"{n}.png", PNG + bytes([n]))}).json()["sha256"] for n in (1, 2))
    made = clerk.post(f"{path}/files", json={"files": [{"sha256": first, "name": "quet.png"}], "note": "Quét sau khi vào sổ"})
    assert (made.status_code, [(f["name"], f["role"]) for f in made.json()["files"]]) == (201, [("quet.png", "main")])
    again = {"files": [{"sha256": second, "name": "khac.png"}]}
    assert clerk.post(f"{path}/files", json=again).json()["code"] == "main_file_there"
    assert clerk.post(f"{path}/files", json={"files": [{"sha256": first, "name": "quet.png", "role": "attachment"}]}).json()["code"] == "file_there"
    more = clerk.post(f"{path}/files", json={"files": [{"sha256": second, "name": "phu-luc.png", "role": "attachment"}]}).json()
    assert [(f["name"], f["role"]) for f in more["files"]] == [("quet.png", "main"), ("phu-luc.png", "attachment")]
    trail = clerk.get("/trail", params={"subject": document["id"]}).json()["items"]
    assert [e["detail"]["reason"] for e in trail if e["tag"] == "incoming:files-added"] == ["Quét sau khi vào sổ", ""]
    assert world.as_("lanhdao.snv").post(f"{path}/files", json=again).status_code == 403


def test_a_day_that_the_paper_does_not_bear_is_taken_away_and_every_field_of_the_entry_is_put_right(world: World) -> None:
    document, clerk = registered(world), world.as_("vanthu.snv")
    path = f"/incoming-documents/{document['id']}"
    facts = {"issued_on": None, "received_on": "2026-01-02", "copies": 3, "channel": "email", "document_identifier": "H56.1", "reply_due_on": "2199-01-02",
             "type_code": "KHAC", "type_name": "Thư ngỏ"}  # fmt: skip
    changed = clerk.patch(path, json={**facts, "reason": "Đối chiếu lại với bản giấy"}).json()
    assert {name: changed[name] for name in facts} == facts
    said = clerk.get("/trail", params={"subject": document["id"]}).json()["items"][-1]["detail"]["changed"]
    assert said["issued_on"] == {"old": document["issued_on"], "new": None}
    assert said["type_name"]["new"] == "Thư ngỏ"
    assert clerk.patch(path, json={"received_on": "2199-01-01", "reason": "Thử ngày mai"}).json()["code"] == "impossible_date"
    assert clerk.patch(path, json={"abstract": None, "reason": "Không có gì"}).json()["code"] == "nothing_to_correct"


def test_days_narrow_the_list_and_its_pages_follow_without_a_gap(world: World) -> None:
    made = [registered(world, number=str(n))["id"] for n in range(5)]
    clerk, day = world.as_("vanthu.snv"), registered(world, number="99")["arrived_on"]
    seen, cursor = [], None
    while True:
        narrowed = {"from": day, "to": day, "limit": 2, **({"cursor": cursor} if cursor else {})}
        page = clerk.get("/incoming-documents", params=narrowed).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen[1:] == made[::-1]
    assert clerk.get("/incoming-documents", params={"to": "2020-01-01"}).json()["items"] == []


@pytest.mark.pl6("PL6-III-1-d")
def test_the_urgent_stand_first_and_pages_follow_the_levels(world: World) -> None:
    clerk = world.as_("vanthu.snv")
    made = {}
    for name, urgency in (("a", "normal"), ("b", "urgent"), ("c", "express"), ("d", "normal"), ("e", "very_urgent"), ("f", "urgent")):
        facts = {"type_code": "CV", "issuer_name": "UBND", "abstract": f"Văn bản {name}", "urgency": urgency}
        made[clerk.post("/incoming-documents", json=facts).json()["id"]] = name
    seen, cursor = [], None
    while True:
        page = clerk.get("/incoming-documents", params={"order": "urgency", "limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += [(made[i["id"]], i["urgency"]) for i in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert seen == [("c", "express"), ("e", "very_urgent"), ("f", "urgent"), ("b", "urgent"), ("d", "normal"), ("a", "normal")]
    assert clerk.get("/incoming-documents", params={"order": "urgency", "cursor": "WzksMV0"}).json()["code"] == "bad_cursor"


@pytest.mark.pl6("PL6-III-4-e")
def test_one_document_stands_in_two_dossiers_and_a_correction_shows_in_both(world: World) -> None:
    facts = {"type_code": "CV", "issuer_name": "UBND", "abstract": "Đứng trong hai hồ sơ", "page_count": 2}
    document = world.as_("vanthu.snv").post("/incoming-documents", json=facts).json()["id"]
    path = f"/incoming-documents/{document}"
    world.as_("vanthu.snv").post(f"{path}/transfer", json={"lead": {"user_id": world.ids["chuyenvien.snv"]}})
    world.as_("chuyenvien.snv").post(f"{path}/completion", json={"outcome": "Xong"})
    kept = {"title": "Hồ sơ", "retention": {"kind": "YEARS", "years": 10}, "started_on": "2026-01-05"}
    dossiers = [world.as_("chuyenvien.snv").post("/dossiers", json={**kept, "notation": f"0{n}.VTLT"}).json()["id"] for n in (1, 2)]
    for dossier in dossiers:
        assert world.as_("chuyenvien.snv").post(f"/dossiers/{dossier}/documents", json={"document_id": document}).status_code == 201
    assert world.as_("vanthu.snv").patch(path, json={"abstract": "Đã đính chính", "reason": "Ghi nhầm trích yếu"}).status_code == 200
    for dossier in dossiers:
        shown = world.as_("chuyenvien.snv").get(f"/dossiers/{dossier}").json()["documents"]
        assert [(d["id"], d["abstract"], d["ordinal"]) for d in shown] == [(document, "Đã đính chính", 1)]
