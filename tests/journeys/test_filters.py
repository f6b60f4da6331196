"""Every filter of the contract narrows its list to what it names; lookups find codes and names with or without marks, page by page."""

from datetime import timedelta
from typing import Any

import pytest
from hoso.support.clock import Moment

from tests.journeys.test_dossiers import accepted
from tests.people import World

TODAY = Moment.now().today


def listed(world: World, path: str, who: str = "vanthu.snv", **params: Any) -> list[Any]:
    answer = world.as_(who).get(path, params=params)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


@pytest.fixture
def letters(world: World) -> dict[str, str]:
    """Two documents that differ in everything that can be filtered; the second is handled by a unit."""
    clerk = world.as_("vanthu.snv")
    plain = {"type_code": "CV", "issuer_name": "Sở Tài chính", "abstract": "Về dự toán", "number": "12", "symbol": "STC-NS"}
    urgent = {"type_code": "KH", "issuer_name": "UBND tỉnh", "abstract": "Kế hoạch văn thư", "number": "39", "symbol": "KH-UBND",
              "urgency": "express", "due_on": str(TODAY + timedelta(days=2))}  # fmt: skip
    ids = {name: clerk.post("/incoming-documents", json=body).json()["id"] for name, body in (("plain", plain), ("urgent", urgent))}
    clerk.post(f"/incoming-documents/{ids['urgent']}/transfer", json={"lead": {"unit_id": world.ids["unit:snv"]}})
    return ids


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, {"plain", "urgent"}), ({"q": "ke hoach"}, {"urgent"}), ({"q": "39/KH-UBND"}, {"urgent"}), ({"state": "registered"}, {"plain"}),
        ({"type_code": "KH"}, {"urgent"}), ({"issuer": "Tài chính"}, {"plain"}), ({"urgency": "express"}, {"urgent"}),
        ({"from": str(TODAY + timedelta(days=1))}, set()), ({"to": str(TODAY - timedelta(days=1))}, set()),
        ({"from": str(TODAY), "to": str(TODAY)}, {"plain", "urgent"}), ({"due_before": str(TODAY + timedelta(days=3))}, {"urgent"}),
        ({"due_before": str(TODAY + timedelta(days=2))}, set()), ({"unit_id": "unit:snv"}, {"urgent"}), ({"unit_id": "other-unit:snv"}, set()),
    ],
)  # fmt: skip
def test_incoming_documents_are_filtered(world: World, letters: dict[str, str], params: dict[str, str], found: set[str]) -> None:
    asked = {k: world.ids.get(v, v) for k, v in params.items()}
    assert {row["id"] for row in listed(world, "/incoming-documents", **asked)} == {letters[name] for name in found}


def test_incoming_documents_are_filtered_by_their_book(world: World, letters: dict[str, str]) -> None:
    book = listed(world, "/registers")[0]["id"]
    assert len(listed(world, "/incoming-documents", register_id=book)) == 2
    assert listed(world, "/incoming-documents", register_id=world.ids["unit:snv"]) == []


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"q": "bao cao"}, {"report"}), ({"state": "draft"}, {"report", "letter"}), ({"state": "issued"}, set()), ({"type_code": "BC"}, {"report"}),
        ({"recipient": "Bộ Nội vụ"}, {"report"}), ({"issuer": "Ban Chỉ đạo"}, {"letter"}), ({"urgency": "urgent"}, {"letter"}),
        ({"due_before": str(TODAY + timedelta(days=9))}, {"letter"}), ({"unit_id": "other-unit:snv"}, {"letter"}), ({"from": str(TODAY)}, set()),
        ({"desk": "to_sign"}, set()),
    ],
)  # fmt: skip
def test_outgoing_documents_are_filtered(world: World, params: dict[str, str], found: set[str]) -> None:
    report = {"type_code": "BC", "abstract": "Báo cáo quý", "recipients": [{"name": "Bộ Nội vụ"}]}
    letter = {"type_code": "CV", "abstract": "Trả lời", "recipients": [{"name": "UBND tỉnh"}], "urgency": "urgent", "issuing_body": "Ban Chỉ đạo",
              "due_on": str(TODAY + timedelta(days=1)), "drafting_unit_id": world.ids["other-unit:snv"]}  # fmt: skip
    ids = {}
    for name, body in (("report", report), ("letter", letter)):
        made = world.as_("chuyenvien.snv").post("/outgoing-documents", json=body)
        assert made.status_code == 201, made.text
        ids[name] = made.json()["id"]
    asked = {k: world.ids.get(v, v) for k, v in params.items()}
    assert {row["id"] for row in listed(world, "/outgoing-documents", **asked)} == {ids[name] for name in found}


def test_holdings_are_filtered_by_fonds_place_and_end_of_term(world: World) -> None:
    path, _ = accepted(world)
    dossier = path.rsplit("/", 1)[1]
    assert [h["id"] for h in listed(world, "/agency-archive/holdings", "luutru.snv", fonds_id="H56.12", location_id="K1.G2.H3")] == [dossier]
    assert listed(world, "/agency-archive/holdings", "luutru.snv", fonds_id="H56.15") == []
    assert listed(world, "/agency-archive/holdings", "luutru.snv", location_id="K9") == []
    ends = world.as_("luutru.snv").get(f"/agency-archive/holdings/{dossier}").json()["retention_ends_on"]
    before = listed(world, "/agency-archive/holdings", "luutru.snv", retention_ends_before="2200-01-01")
    assert [h["id"] for h in before] == ([dossier] if ends else [])
    assert listed(world, "/agency-archive/holdings", "luutru.snv", retention_ends_before="2020-01-01") == []


def test_a_document_tells_in_which_dossiers_it_stands(world: World) -> None:
    path, _ = accepted(world)
    document = world.as_("chuyenvien.snv").get(path).json()["documents"][0]["id"]
    assert [d["id"] for d in listed(world, "/dossiers", "chuyenvien.snv", document_id=document)] == [path.rsplit("/", 1)[1]]
    assert listed(world, "/dossiers", "chuyenvien.snv", document_id=world.ids["unit:snv"]) == []


@pytest.mark.parametrize(
    ("path", "q", "code"),
    [("/document-types", "qd", "QĐ"), ("/document-types", "quyet dinh", "QĐ"), ("/document-types", "Kế hoạch", "KH"), ("/agencies", "so tai chinh", "H56.15"),
     ("/agencies", "H56.15", "H56.15"), ("/units", "phong van thu", "VTLT"), ("/units", "vtlt", "VTLT"), ("/users", "nguyen vanthu", "vanthu.snv"),
     ("/users", "vanthu", "vanthu.snv"), ("/registers", "so dang ky van ban den", f"incoming-{TODAY.year}"), ("/registers", "incoming", f"incoming-{TODAY.year}")],
)  # fmt: skip
def test_a_lookup_matches_code_and_name(world: World, letters: dict[str, str], path: str, q: str, code: str) -> None:
    assert code in {row["code"] for row in listed(world, path, q=q)}
    assert listed(world, path, q="zzz không có") == []
    assert listed(world, path, q="%") == []


@pytest.mark.parametrize("path", ["/document-types", "/retention-rules", "/agencies", "/units", "/users", "/registers"])
def test_a_lookup_comes_page_by_page(world: World, letters: dict[str, str], path: str) -> None:
    world.as_("quantri.snv").post("/administration/registers", json={"kind": "incoming", "code": "DON", "name": "Sổ đơn thư"})
    whole = [row["id"] for row in listed(world, path, limit=60)]
    seen: list[str] = []
    cursor = None
    for _ in range(4):
        answer = world.as_("vanthu.snv").get(path, params={"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        seen += [row["id"] for row in answer["items"]]
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    assert seen == whole[: len(seen)]
    assert len(seen) == min(4, len(whole))
    assert len(seen) >= 2


def test_the_bell_rings_until_it_is_read(world: World, letters: dict[str, str]) -> None:
    head = world.as_("truongphong.snv")
    rung = listed(world, "/notices", "truongphong.snv")
    assert [(n["state"], n["subject"]) for n in rung] == [("unread", letters["urgent"])]
    one = {"ids": [rung[0]["id"]]}
    assert world.as_("chuyenvien.snv").post("/notices/reading", json=one).status_code == 204
    assert [n["state"] for n in listed(world, "/notices", "truongphong.snv")] == ["unread"], "nobody reads for another"
    assert head.post("/notices/reading", json=one).status_code == 204
    assert [n["state"] for n in listed(world, "/notices", "truongphong.snv")] == ["read"]
    assert head.post("/notices/reading").status_code == 204
    assert [n["state"] for n in listed(world, "/notices", "truongphong.snv")] == ["read"]
    assert listed(world, "/notices", "chuyenvien.snv") == []


def test_who_am_i_names_agency_unit_roles_and_rights(world: World) -> None:
    me = world.as_("truongphong.snv").get("/me").json()
    assert (me["id"], me["agency"], me["unit"]) == (
        world.ids["truongphong.snv"], {"id": world.ids["agency:snv"], "code": "H56.12", "name": "Sở Nội vụ"},
        {"id": world.ids["unit:snv"], "code": "VTLT", "name": "Phòng Văn thư – Lưu trữ"},
    )  # fmt: skip
    assert (me["roles"], me["is_head"], "assignIncoming" in me["permissions"]) == (["truongphong"], False, True)
    assert world.as_("lanhdao.snv").get("/me").json()["is_head"] is True
