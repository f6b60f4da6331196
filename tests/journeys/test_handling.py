"""The handling of an incoming document beside its main road: its whole way, terms, words, urging, substitutes, many at once.

One agency for all tests of the module; each test has documents of its own.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pypdfium2 as pdfium
import pytest
from hoso.support.clock import HANOI, Moment
from hoso.support.database import transaction
from hoso.support.folding import fold
from hoso.support.organisations import Person, RoleAssignment
from hoso.support.reference import next_working_day

from tests.conftest import application, fresh_database, url_of
from tests.papers import PNG
from tests.people import PASSWORD_HASH, World, make_world

NUMBERS = count(1)
REASON = "Nội dung thuộc nhiệm vụ của phòng khác"
MORE_PEOPLE = (("truongphong2", "truongphong", True), ("chuyenvien2", "chuyenvien", True), ("theodoi2", "chuyenvien", False), ("dondoc", "dondoc", None))
TODAY = Moment(datetime.now(UTC)).today
DUE, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=45)


@pytest.fixture(scope="module")
def world(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two units with a head and an officer each, and somebody who follows the work of the whole agency."""
    directory: Path = tmp_path_factory.mktemp("handling")
    with fresh_database(server, template) as address, application(address, directory) as app:
        made = make_world(app)
        agency = UUID(made.ids["agency:snv"])
        with transaction(app.state.engine) as db:
            for name, role, in_other in MORE_PEOPLE:
                facts = {"agency_id": agency, "username": f"{name}.snv", "full_name": f"Trần {name}", "folded_name": fold(name), "position": role}
                person = Person.model_validate({**facts, "password_hash": PASSWORD_HASH})
                db.add(person)
                db.flush()
                unit = {True: made.ids["other-unit:snv"], False: made.ids["unit:snv"], None: None}[in_other]
                db.add(RoleAssignment.model_validate({"agency_id": agency, "person_id": person.id, "role": role, "unit_id": unit}))
                made.ids[f"{name}.snv"] = str(person.id)
        made.ids["address"] = url_of(server, address.rsplit("/", 1)[1])
        yield made


def act(world: World, who: str, path: str, body: Any = None, wanted: int = 200) -> dict[str, Any]:
    """One act of one person; `wanted` is the status that it must have."""
    answer = world.as_(f"{who}.snv").post(path, json=body)
    assert answer.status_code in ({200, 201} if wanted == 200 else {wanted}), (path, answer.status_code, answer.text)
    return dict(answer.json())


def look(world: World, who: str, path: str) -> dict[str, Any]:
    answer = world.as_(f"{who}.snv").get(path)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def registered(world: World, **more: Any) -> str:
    body = {"type_code": "CV", "number": str(next(NUMBERS)), "symbol": "UBND", "issuer_name": "UBND tỉnh", "abstract": "Tăng cường công tác lưu trữ", **more}
    return f"/incoming-documents/{act(world, 'vanthu', '/incoming-documents', body)['id']}"


def directed(world: World, *, assigned: bool = False, **more: Any) -> str:
    path = registered(world)
    act(world, "vanthu", f"{path}/presentation", {"to_user_id": world.ids["lanhdao.snv"]})
    direction = {"opinion": "Giao phòng tham mưu.", "lead": {"unit_id": world.ids["unit:snv"]}, "due_on": str(DUE), **more}
    act(world, "lanhdao", f"{path}/direction", direction)
    if assigned:
        act(world, "truongphong", f"{path}/assignments", {"user_id": world.ids["chuyenvien.snv"]})
    return path


def told(world: World, who: str, tag: str, subject: str) -> int:
    items = look(world, who, "/notices?limit=200")["items"]
    return sum(n["tag"] == tag and n["subject"] == subject.rsplit("/", 1)[1] for n in items)


def tags(world: World, path: str) -> list[str]:
    return [e["tag"] for e in look(world, "vanthu", f"/trail?subject={path.rsplit('/', 1)[1]}")["items"]]


@pytest.mark.pl6("PL6-III-1-m")
def test_each_hand_that_a_document_goes_through_is_a_dated_row(world: World) -> None:
    path = registered(world)
    ids = world.ids
    act(world, "vanthu", f"{path}/presentation", {"to_user_id": ids["lanhdao.snv"]})
    forward = {"opinion": "Chuyển Phó Giám đốc phụ trách", "forward_to_user_id": ids["pholanhdao.snv"]}
    assert act(world, "lanhdao", f"{path}/direction", forward)["state"] == "presented"
    direction = {"opinion": "Giao phòng", "lead": {"unit_id": ids["unit:snv"]}, "due_on": str(DUE)}
    act(world, "pholanhdao", f"{path}/direction", direction)
    passed = act(world, "truongphong", f"{path}/forwarding", {"to_unit_id": ids["other-unit:snv"], "reason": REASON})
    assert [(h["unit_id"], h["part"], h["due_on"]) for h in passed["handlings"]] == [(ids["other-unit:snv"], "lead", str(DUE))]
    act(world, "truongphong2", f"{path}/assignments", {"user_id": ids["chuyenvien2.snv"]})
    moves = look(world, "chuyenvien2", f"{path}/process")["moves"]
    assert [(m["kind"], m["from_name"], m["to_name"]) for m in moves] == [
        ("presented", "Nguyễn vanthu.snv", "Nguyễn lanhdao.snv"), ("forwarded", "Nguyễn lanhdao.snv", "Nguyễn pholanhdao.snv"),
        ("directed", "Nguyễn pholanhdao.snv", "Phòng Văn thư – Lưu trữ"), ("passed", "Nguyễn truongphong.snv", "Phòng Tổ chức cán bộ"),
        ("assigned", "Trần truongphong2", "Trần chuyenvien2"),
    ]  # fmt: skip
    assert all(m["at"] for m in moves)
    assert moves[3]["note"] == REASON
    assert moves[3]["from_unit_name"] == "Phòng Văn thư – Lưu trữ"
    assert told(world, "pholanhdao", "incoming:passed", path) == 1, "who gave the work learns that another unit has it"
    text = " ".join(pdf_text(world.as_("vanthu.snv").get(f"{path}/slip")).split())
    for said in ("Quá trình chuyển", "chuyển tiếp Phòng Tổ chức cán bộ (chủ trì)", REASON, "chuyển xin ý kiến Nguyễn pholanhdao.snv"):
        assert said in text, said


def pdf_text(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    return " ".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(answer.content))


def test_a_unit_forwards_only_its_own_part_and_to_a_unit_without_one(world: World) -> None:
    path = directed(world, coordinating=[{"unit_id": world.ids["other-unit:snv"]}])
    body = {"to_unit_id": world.ids["other-unit:snv"], "reason": REASON}
    assert act(world, "truongphong", f"{path}/forwarding", body, 409)["code"] == "has_a_part"
    assert act(world, "truongphong", f"{path}/forwarding", {**body, "reason": "ngắn"}, 422)["code"] == "malformed"
    assert act(world, "chuyenvien", f"{path}/forwarding", body, 403)["code"] == "not_your_role"
    alone = directed(world)
    assert act(world, "truongphong2", f"{alone}/forwarding", body, 403)["code"] == "out_of_reach"


def test_the_deputy_whose_field_it_is_is_suggested(world: World) -> None:
    ids = world.ids
    field = {"user_id": ids["pholanhdao.snv"], "field": "Văn thư, lưu trữ", "words": "lưu trữ; văn thư", "basis": "Thông báo 12/TB-SNV"}
    made = act(world, "quantri", "/field-assignments", field)
    act(world, "vanthu", "/field-assignments", {**field, "user_id": ids["lanhdao.snv"], "field": "Tổ chức", "words": "biên chế, tổ chức bộ máy"})
    assert act(world, "vanthu", "/field-assignments", {**field, "field": "VĂN THƯ LƯU TRỮ"}, 409)["code"] == "already_there"
    assert act(world, "vanthu", "/field-assignments", {**field, "user_id": ids["chuyenvien.snv"], "field": "Khác"}, 409)["code"] == "not_competent"
    path = registered(world, abstract="Kế hoạch Luu tru lịch sử năm 2026")
    first, *rest = look(world, "vanthu", f"{path}/competent")["items"]
    assert (first["id"], first["is_suggested"], first["matched"]) == (ids["pholanhdao.snv"], True, ["lưu trữ"])
    assert not any(p["is_suggested"] for p in rest)
    assert {p["id"] for p in (first, *rest)} == {ids["lanhdao.snv"], ids["pholanhdao.snv"]}
    nothing = registered(world, abstract="Mời dự lễ khai giảng")
    assert not any(p["is_suggested"] for p in look(world, "vanthu", f"{nothing}/competent")["items"]), "no word of a field, no suggestion"
    act(world, "quantri", f"/field-assignments/{made['id']}/ending")
    assert act(world, "quantri", f"/field-assignments/{made['id']}/ending", None, 409)["code"] == "ended_already"
    assert not any(p["is_suggested"] for p in look(world, "vanthu", f"{path}/competent")["items"])


def test_people_talk_about_a_document_and_nothing_said_is_lost(world: World) -> None:
    path = directed(world, assigned=True)
    sha = world.as_("chuyenvien.snv").post("/files", files={"file": ("anh.png", PNG)}).json()["sha256"]
    said = {"text": "Đề nghị phòng cho ý kiến về mẫu báo cáo", "mentions": [world.ids["truongphong.snv"]], "files": [{"sha256": sha, "name": "anh.png"}]}
    first = act(world, "chuyenvien", f"{path}/opinions", said)["opinions"][-1]
    assert (first["kind"], first["mentions"], [f["name"] for f in first["files"]]) == ("opinion", ["Nguyễn truongphong.snv"], ["anh.png"])
    assert told(world, "truongphong", "opinion:mentioned", path) == 1
    assert world.as_("truongphong.snv").get(f"/files/{sha}").status_code == 200
    answer = act(world, "truongphong", f"{path}/opinions", {"text": "Dùng mẫu cũ", "parent_id": first["id"]})["opinions"][-1]
    assert answer["parent_id"] == first["id"]
    deeper = act(world, "chuyenvien", f"{path}/opinions", {"text": "Đã rõ", "parent_id": answer["id"]})["opinions"][-1]
    assert deeper["parent_id"] == first["id"], "answers stand one level deep"
    assert told(world, "chuyenvien", "opinion:answered", path) == 1
    where = f"{path}/opinions/{answer['id']}/withdrawal"
    assert act(world, "chuyenvien", where, {}, 403)["code"] == "not_your_task"
    left = act(world, "truongphong", where, {"reason": "Nhầm văn bản"})["opinions"]
    gone = next(o for o in left if o["id"] == answer["id"])
    assert (gone["text"], bool(gone["withdrawn_at"])) == ("", True)
    assert act(world, "truongphong", where, {}, 409)["code"] == "opinion_stands"
    kept = [e["detail"] for e in look(world, "vanthu", f"/trail?subject={path.rsplit('/', 1)[1]}")["items"] if e["tag"] == "opinion:withdrawn"]
    assert [(d["text"], d["reason"]) for d in kept] == [("Dùng mẫu cũ", "Nhầm văn bản")]
    direction = next(o for o in left if o["kind"] == "direction")
    assert act(world, "lanhdao", f"{path}/opinions/{direction['id']}/withdrawal", {}, 409)["code"] == "opinion_stands"


def test_only_who_sees_the_document_can_be_named_or_speak(world: World) -> None:
    path = directed(world, assigned=True)
    body = {"text": "Xin ý kiến", "mentions": [world.ids["chuyenvien2.snv"]]}
    assert act(world, "chuyenvien", f"{path}/opinions", body, 422)["code"] == "unknown_mention"
    assert act(world, "chuyenvien", f"{path}/opinions", {"text": "Xin", "mentions": [world.ids["lanhdao.stc"]]}, 422)["code"] == "unknown_mention"
    assert act(world, "chuyenvien2", f"{path}/opinions", {"text": "Xin ý kiến"}, 403)["code"] == "out_of_reach"
    names = {p["code"] for p in look(world, "chuyenvien", f"{path}/participants")["items"]}
    assert {"chuyenvien.snv", "truongphong.snv", "lanhdao.snv", "vanthu.snv"} <= names
    assert not names & {"chuyenvien2.snv", "quantri.snv", "lanhdao.stc"}


def waits(world: World, who: str, code: str, path: str) -> bool:
    """Whether the document lies in the basket of the person; a basket counts what its list shows."""
    basket = next((b for b in look(world, who, "/baskets")["items"] if b["code"] == code), None)
    listed = look(world, who, f"/incoming-documents?desk={code}&limit=200")["items"]
    assert (basket["count"] if basket else 0) == len(listed)
    return path.rsplit("/", 1)[1] in {d["id"] for d in listed}


def extension_of(world: World, path: str, who: str = "truongphong") -> dict[str, Any]:
    return dict(look(world, who, f"{path}/process")["extensions"][-1])


@pytest.mark.pl6("PL6-III-1-m")
def test_more_time_is_asked_for_with_a_reason_and_granted_by_whoever_gave_the_term(world: World) -> None:
    path = directed(world, assigned=True)
    asked = act(world, "truongphong", f"{path}/extensions", {"working_days": 3, "reason": "Chờ số liệu của các phường, xã"})
    with transaction(world.app.state.engine) as db:
        wanted = next_working_day(db, DUE, 3, UUID(world.ids["agency:snv"]))
    assert [h["asked_due_on"] for h in asked["handlings"] if h["unit_id"]] == [str(wanted)], "working days count from the old term"
    assert act(world, "truongphong", f"{path}/extensions", {"working_days": 5, "reason": "Chờ số liệu lâu hơn nữa"}, 409)["code"] == "extension_asked"
    extension = extension_of(world, path)
    where = f"{path}/extensions/{extension['id']}/decision"
    assert act(world, "pholanhdao", where, {"verdict": "grant"}, 403)["code"] == "not_your_task"
    assert told(world, "lanhdao", "extension:requested", path) == 1
    assert [w for w in ("lanhdao", "pholanhdao", "truongphong") if waits(world, w, "to_extend", path)] == ["lanhdao"]
    assert "decideExtension" in look(world, "lanhdao", path)["allowed_actions"]
    granted = act(world, "lanhdao", where, {"verdict": "grant", "due_on": str(LATER), "note": "Không gia hạn thêm"})
    part = next(h for h in granted["handlings"] if h["unit_id"])
    assert (part["due_on"], part["original_due_on"], part["asked_due_on"]) == (str(LATER), str(DUE), None)
    assert granted["due_on"] == str(LATER), "lists and counts of what is late go by the valid term"
    kept = extension_of(world, path)
    assert (kept["state"], kept["old_due_on"], kept["granted_due_on"]) == ("granted", str(DUE), str(LATER))
    assert (kept["asked_by_name"], kept["decided_by_name"]) == ("Nguyễn truongphong.snv", "Nguyễn lanhdao.snv")
    assert told(world, "truongphong", "extension:granted", path) == 1
    assert not waits(world, "lanhdao", "to_extend", path)
    assert act(world, "lanhdao", where, {"verdict": "refuse", "note": "Đã trả lời rồi nhé"}, 409)["code"] == "extension_decided"
    assert {"extension:requested", "extension:granted"} <= set(tags(world, path))


def test_the_unit_head_decides_for_the_officer_within_the_units_own_term(world: World) -> None:
    path = directed(world)
    earlier = TODAY + timedelta(days=10)
    act(world, "truongphong", f"{path}/assignments", {"user_id": world.ids["chuyenvien.snv"], "due_on": str(earlier)})
    body = {"due_on": str(LATER), "reason": "Cần khảo sát thực tế thêm"}
    beyond = act(world, "chuyenvien", f"{path}/extensions", body, 409)
    assert (beyond["code"], beyond["unit_due_on"]) == ("beyond_unit_term", str(DUE))
    assert act(world, "chuyenvien", f"{path}/extensions", {**body, "due_on": str(earlier)}, 409)["code"] == "no_term"
    act(world, "chuyenvien", f"{path}/extensions", {**body, "due_on": str(DUE)})
    assert [w for w in ("lanhdao", "truongphong") if waits(world, w, "to_extend", path)] == ["truongphong"]
    where = f"{path}/extensions/{extension_of(world, path)['id']}/decision"
    assert act(world, "chuyenvien", where, {"verdict": "grant"}, 403)["code"] == "not_your_role"
    assert act(world, "truongphong", where, {"verdict": "refuse"}, 422)["code"] == "reason_missing"
    refused = act(world, "truongphong", where, {"verdict": "refuse", "note": "Việc gấp, giữ nguyên hạn"})
    officer = next(h for h in refused["handlings"] if h["person_id"] == world.ids["chuyenvien.snv"])
    assert (officer["due_on"], officer["original_due_on"], officer["asked_due_on"]) == (str(earlier), None, None)
    assert told(world, "chuyenvien", "extension:refused", path) == 1
    assert refused["due_on"] == str(DUE)


def test_a_request_falls_with_the_part_that_is_given_to_somebody_else(world: World) -> None:
    path = directed(world, assigned=True)
    act(world, "truongphong", f"{path}/extensions", {"due_on": str(LATER), "reason": "Chờ số liệu của các phường, xã"})
    extension = extension_of(world, path)
    act(world, "truongphong", f"{path}/forwarding", {"to_unit_id": world.ids["other-unit:snv"], "reason": REASON})
    assert extension_of(world, path, "lanhdao")["state"] == "dropped"
    assert act(world, "lanhdao", f"{path}/extensions/{extension['id']}/decision", {"verdict": "grant"}, 409)["code"] == "extension_decided"


def test_a_completed_document_is_reopened_with_a_reason(world: World) -> None:
    path = directed(world, assigned=True)
    act(world, "chuyenvien", f"{path}/completion", {"outcome": "Đã báo cáo"})
    body = {"reason": "Báo cáo còn thiếu phụ lục số liệu"}
    assert act(world, "pholanhdao", f"{path}/reopening", body, 403)["code"] == "not_your_task"
    assert act(world, "lanhdao", f"{path}/reopening", {"reason": "thiếu"}, 422)["code"] == "malformed"
    opened = act(world, "lanhdao", f"{path}/reopening", body)
    assert (opened["state"], opened["completed_at"]) == ("handling", None)
    assert {(h["state"], h["done_at"]) for h in opened["handlings"]} == {("received", None)}
    assert told(world, "chuyenvien", "incoming:reopened", path) == 1
    assert act(world, "chuyenvien", f"{path}/completion", {"outcome": "Đã bổ sung"})["state"] == "completed"
    assert act(world, "chuyenvien", f"{path}/reopening", body)["state"] == "handling", "the lead may open the own work again"


def test_what_lies_in_the_archive_is_not_reopened_and_not_talked_about(world: World) -> None:
    path = directed(world, assigned=True)
    act(world, "chuyenvien", f"{path}/completion", {"outcome": "Đã báo cáo"})
    opened = act(world, "chuyenvien", "/dossiers", {"title": "Hồ sơ", "notation": "01.X", "retention": {"kind": "PERMANENT"}, "started_on": "2026-01-05"})
    act(world, "chuyenvien", f"/dossiers/{opened['id']}/documents", {"document_id": path.rsplit("/", 1)[1]})
    act(world, "chuyenvien", f"/dossiers/{opened['id']}/closure", {"ended_on": str(TODAY), "sheet_count": 3})
    assert "reopenIncoming" in look(world, "lanhdao", path)["allowed_actions"], "a closed dossier does not hinder it"
    act(world, "chuyenvien", "/agency-archive/submissions", {"dossier_ids": [opened["id"]]})
    assert "reopenIncoming" not in look(world, "lanhdao", path)["allowed_actions"]
    assert act(world, "lanhdao", f"{path}/reopening", {"reason": "Báo cáo còn thiếu phụ lục"}, 409)["code"] == "in_the_archive"
    assert act(world, "lanhdao", f"{path}/opinions", {"text": "Ý kiến muộn"}, 409)["code"] == "frozen"


def test_a_coordinator_closes_the_own_part_also_after_the_lead(world: World) -> None:
    path = directed(world, assigned=True, coordinating=[{"unit_id": world.ids["other-unit:snv"]}])
    act(world, "truongphong2", f"{path}/assignments", {"user_id": world.ids["chuyenvien2.snv"]})
    act(world, "chuyenvien", f"{path}/completion", {"outcome": "Đã báo cáo"})
    done = act(world, "chuyenvien2", f"{path}/completion", {"outcome": "Đã gửi số liệu"})
    assert done["state"] == "completed"
    assert {h["state"] for h in done["handlings"]} == {"done"}, "the unit's part is closed by whoever it was assigned to"


def test_whoever_is_informed_is_done_by_reading_and_has_no_term(world: World) -> None:
    path = directed(world, informed=[{"user_id": world.ids["chuyenvien2.snv"]}, {"unit_id": world.ids["other-unit:snv"]}])

    def informed() -> dict[str, str]:
        return {h["name"]: h["state"] for h in look(world, "vanthu", path)["handlings"] if h["part"] == "informed"}

    before = look(world, "vanthu", path)
    assert set(informed().values()) == {"given"}
    assert {h["due_on"] for h in before["handlings"] if h["part"] == "informed"} == {None}
    look(world, "chuyenvien2", path)
    assert informed() == {"Trần chuyenvien2": "done", "Phòng Tổ chức cán bộ": "given"}
    look(world, "truongphong2", path)
    assert set(informed().values()) == {"done"}
    look(world, "truongphong2", path)
    assert tags(world, path).count("incoming:read") == 2
    assert look(world, "vanthu", path)["version"] == before["version"], "a reader overtakes nobody's work"


@pytest.mark.pl6("PL6-III-1-l", "PL6-III-1-m")
def test_an_appointed_person_follows_and_urges_once_an_hour(world: World) -> None:
    path = directed(world, assigned=True)
    urge = {"note": "Đề nghị báo cáo trước thứ Sáu"}
    assert act(world, "theodoi2", f"{path}/urging", urge, 403)["code"] == "out_of_reach"
    act(world, "vanthu", f"{path}/followers", {"user_id": world.ids["theodoi2.snv"], "note": "Theo ý kiến của Giám đốc"})
    assert act(world, "vanthu", f"{path}/followers", {"user_id": world.ids["theodoi2.snv"]}, 409)["code"] == "follows_already"
    seen = look(world, "theodoi2", path)
    assert "urgeIncoming" in seen["allowed_actions"]
    assert waits(world, "theodoi2", "following", path)
    officer = next(h["id"] for h in seen["handlings"] if h["person_id"])
    urged = act(world, "theodoi2", f"{path}/urging", {**urge, "handling_ids": [officer]})
    assert urged["opinions"][-1]["kind"] == "urging"
    assert "Nguyễn chuyenvien.snv" in urged["opinions"][-1]["text"]
    assert (told(world, "chuyenvien", "incoming:urged", path), told(world, "truongphong", "incoming:urged", path)) == (1, 0)
    again = act(world, "theodoi2", f"{path}/urging", {**urge, "handling_ids": [officer]}, 409)
    assert again["code"] == "urged_recently"
    assert datetime.fromisoformat(again["next_at"]).astimezone(HANOI).strftime("%H:%M") in again["detail"]
    act(world, "lanhdao", f"{path}/urging", urge)
    assert (told(world, "chuyenvien", "incoming:urged", path), told(world, "truongphong", "incoming:urged", path)) == (1, 1), "only who was not just urged"
    with psycopg.connect(world.ids["address"], autocommit=True) as connection:
        connection.execute("update urging set at = at - interval '61 minutes'")
    act(world, "truongphong", f"{path}/urging", urge)
    rows = look(world, "vanthu", f"{path}/process")["urgings"]
    assert [(u["urged_by_name"], u["to_name"]) for u in rows if u["urged_by_name"] == "Nguyễn truongphong.snv"] == [
        ("Nguyễn truongphong.snv", "Nguyễn chuyenvien.snv")], "a unit's head urges the own people only"  # fmt: skip
    book = look(world, "vanthu", f"/incoming-documents/{path.rsplit('/', 1)[1]}")["register_id"]
    printed = " ".join(pdf_text(world.as_("vanthu.snv").get(f"/registers/{book}/print", params={"form": "resolution_register"})).split())
    assert "Đôn đốc 3 lần" in printed, "the book of handling says so"
    follower = look(world, "vanthu", f"{path}/process")["followers"][0]
    act(world, "vanthu", f"{path}/followers/{follower['id']}/ending")
    assert "urgeIncoming" not in look(world, "theodoi2", path)["allowed_actions"]
    assert not waits(world, "theodoi2", "following", path)
    assert act(world, "theodoi2", f"{path}/urging", urge, 403)["code"] == "not_your_task"


def test_whoever_has_the_charge_for_the_whole_agency_urges_any_document(world: World) -> None:
    path = directed(world, assigned=True)
    assert "urgeIncoming" in look(world, "dondoc", path)["allowed_actions"]
    act(world, "dondoc", f"{path}/urging", {"note": "Sắp đến hạn, đề nghị báo cáo"})
    assert "directIncoming" not in look(world, "dondoc", "/me")["permissions"]


def test_a_return_without_a_reason_is_refused_at_every_desk(world: World) -> None:
    path = registered(world)
    for to, who in (("sender", "vanthu"), ("clerk", "lanhdao"), ("director", "truongphong")):
        if to == "clerk":
            act(world, "vanthu", f"{path}/presentation", {"to_user_id": world.ids["lanhdao.snv"]})
        if to == "director":
            act(world, "lanhdao", f"{path}/direction", {"opinion": "Giao", "lead": {"unit_id": world.ids["unit:snv"]}})
        assert act(world, who, f"{path}/return", {"to": to, "reason": "ngắn quá"}, 422)["code"] == "malformed"
        assert "returnIncoming" in look(world, who, path)["allowed_actions"]


def test_what_was_transferred_without_direction_goes_back_to_a_leaders_desk(world: World) -> None:
    path = registered(world)
    act(world, "vanthu", f"{path}/transfer", {"lead": {"unit_id": world.ids["unit:snv"]}})
    assert act(world, "truongphong", f"{path}/return", {"to": "director", "reason": REASON})["state"] == "presented"
    on_desk = {d["id"] for d in look(world, "lanhdao", "/incoming-documents?desk=presented&limit=200")["items"]}
    assert path.rsplit("/", 1)[1] in on_desk


def absence(world: World, who: str, substitute: str, wanted: int = 200, **more: Any) -> dict[str, Any]:
    body = {"substitute_id": world.ids[f"{substitute}.snv"], "from_on": str(TODAY), "to_on": str(TODAY + timedelta(days=3)), **more}
    return act(world, who, "/substitutions", body, wanted)


def test_a_substitute_directs_in_the_absent_leaders_place_and_never_signs(world: World) -> None:
    path = registered(world)
    act(world, "vanthu", f"{path}/presentation", {"to_user_id": world.ids["pholanhdao.snv"]})
    direction = {"opinion": "Giao phòng tham mưu.", "lead": {"unit_id": world.ids["unit:snv"]}, "due_on": str(DUE)}
    assert act(world, "truongphong2", f"{path}/direction", direction, 403)["code"] == "not_your_role"
    signing = {"signOutgoing", "reviewOutgoing"}
    before = set(look(world, "truongphong2", "/me")["permissions"]) & signing
    made = absence(world, "pholanhdao", "truongphong2", scope="direct", reason="Đi công tác")
    assert made["state"] == "active"
    assert told(world, "truongphong2", "substitution:appointed", f"/{world.ids['pholanhdao.snv']}") == 1
    mine = look(world, "truongphong2", path)
    assert mine["acting_for"] == ["Nguyễn pholanhdao.snv"]
    assert path.rsplit("/", 1)[1] in {d["id"] for d in look(world, "truongphong2", "/incoming-documents?desk=presented")["items"]}, "the basket, too"
    done = act(world, "truongphong2", f"{path}/direction", direction)
    said = done["opinions"][-1]
    assert (said["full_name"], said["on_behalf_of"]) == ("Trần truongphong2", "Nguyễn pholanhdao.snv")
    entry = look(world, "vanthu", f"/trail?subject={path.rsplit('/', 1)[1]}")["items"][-1]
    assert (entry["tag"], entry["detail"]["on_behalf_of"]) == ("incoming:directed", "Nguyễn pholanhdao.snv")
    assert look(world, "vanthu", f"{path}/process")["moves"][-1]["on_behalf_of"] == "Nguyễn pholanhdao.snv"
    assert set(look(world, "truongphong2", "/me")["permissions"]) & signing == before
    act(world, "truongphong", f"{path}/extensions", {"working_days": 2, "reason": "Chờ ý kiến của Sở Tài chính"})
    assert told(world, "truongphong2", "extension:requested", path) == 1, "whoever stands in is told, too"
    assert waits(world, "truongphong2", "to_extend", path)
    act(world, "truongphong2", f"{path}/extensions/{extension_of(world, path)['id']}/decision", {"verdict": "grant"})
    assert extension_of(world, path)["on_behalf_of"] == "Nguyễn pholanhdao.snv"
    act(world, "pholanhdao", f"/substitutions/{made['id']}/ending")
    assert "directIncoming" not in look(world, "truongphong2", "/me")["permissions"]
    assert world.as_("truongphong2.snv").get(path).status_code == 403, "ended early, nothing more is seen"


def test_a_colleague_handles_for_an_absent_officer_only_in_the_days(world: World) -> None:
    path = directed(world, assigned=True)
    later = {"from_on": str(TODAY + timedelta(days=5)), "to_on": str(TODAY + timedelta(days=9))}
    planned = absence(world, "chuyenvien", "chuyenvien2", scope="handle", **later)
    assert planned["state"] == "planned"
    assert world.as_("chuyenvien2.snv").get(path).status_code == 403
    act(world, "chuyenvien", f"/substitutions/{planned['id']}/ending")
    now = absence(world, "chuyenvien", "chuyenvien2", scope="handle")
    assert act(world, "chuyenvien2", f"{path}/progress", {"note": "Đang lấy số liệu"})["opinions"][-1]["on_behalf_of"] == "Nguyễn chuyenvien.snv"
    done = act(world, "chuyenvien2", f"{path}/completion", {"outcome": "Đã báo cáo thay"})
    assert done["state"] == "completed"
    assert act(world, "chuyenvien2", f"{path}/opinions", {"text": "Đã gửi báo cáo"})["opinions"][-1]["on_behalf_of"] == "Nguyễn chuyenvien.snv"
    act(world, "quantri", f"/substitutions/{now['id']}/ending")
    assert act(world, "chuyenvien", f"/substitutions/{now['id']}/ending", None, 409)["code"] == "ended_already"


def test_whoever_cannot_stand_in_is_refused_with_the_reason(world: World) -> None:
    ids = world.ids
    assert absence(world, "lanhdao", "chuyenvien", 409, scope="both")["code"] == "not_a_substitute"
    assert absence(world, "lanhdao", "quantri", 409, scope="handle")["code"] == "not_a_substitute"
    assert absence(world, "chuyenvien", "chuyenvien2", 409, scope="direct")["code"] == "nothing_to_lend"
    assert absence(world, "chuyenvien", "chuyenvien", 409, scope="handle")["code"] == "not_a_substitute"
    assert absence(world, "chuyenvien", "chuyenvien2", 403, scope="handle", person_id=ids["truongphong.snv"])["code"] == "not_your_task"
    assert absence(world, "lanhdao", "pholanhdao", 422, from_on="2026-01-02", to_on="2026-01-03")["code"] == "days_passed"
    made = absence(world, "lanhdao", "pholanhdao")
    assert absence(world, "lanhdao", "truongphong", 409, scope="direct")["code"] == "substitution_overlaps"
    assert absence(world, "pholanhdao", "lanhdao", 409)["code"] == "substitution_overlaps", "who is away stands in for nobody"
    assert act(world, "pholanhdao", f"/substitutions/{made['id']}/ending", None, 403)["code"] == "not_your_task"
    assert made["id"] in {s["id"] for s in look(world, "pholanhdao", "/substitutions")["items"]}
    assert made["id"] not in {s["id"] for s in look(world, "truongphong", "/substitutions")["items"]}
    away = {p["id"]: p for p in look(world, "vanthu", f"{registered(world)}/competent")["items"]}[ids["lanhdao.snv"]]
    assert (away["away_until"], away["substitute_name"]) == (str(TODAY + timedelta(days=3)), "Nguyễn pholanhdao.snv"), "the clerk sees who is away"
    act(world, "quantri", f"/substitutions/{made['id']}/ending")


def test_an_ordinary_sign_in_asks_nothing_about_substitutes(world: World) -> None:
    with psycopg.connect(world.ids["address"]) as connection:
        flagged = connection.execute("select username from person where stands_in_until is not null").fetchall()
    assert "vanthu.snv" not in {name for (name,) in flagged}


def ids_of(*paths: str) -> list[str]:
    return [p.rsplit("/", 1)[1] for p in paths]


def test_many_documents_are_previewed_without_a_trace_and_then_done_each_for_itself(world: World) -> None:
    first, second, done = registered(world), registered(world), directed(world)
    body = {"ids": [*ids_of(first, second, done), "00000000-0000-7000-8000-000000000000"], "to_user_id": world.ids["lanhdao.snv"]}
    seen = act(world, "vanthu", "/incoming-documents/bulk/presentation", {**body, "preview": True})
    assert [(i["ok"], i["before"], i["state"], i["code"]) for i in seen["items"]] == [
        (True, "registered", "presented", None), (True, "registered", "presented", None), (False, "handling", None, "wrong_state"),
        (False, None, None, "not_found"),
    ]  # fmt: skip
    assert (look(world, "vanthu", first)["state"], tags(world, first), told(world, "lanhdao", "incoming:presented", first)) == (
        "registered", ["incoming:registered"], 0), "a preview leaves no trace"  # fmt: skip
    answer = act(world, "vanthu", "/incoming-documents/bulk/presentation", body)
    assert (answer["done"], answer["failed"], answer["preview"]) == (2, 2, False)
    assert answer["items"][2]["detail"] == "Văn bản đang được giải quyết."
    assert [look(world, "vanthu", p)["state"] for p in (first, second)] == ["presented", "presented"]
    assert tags(world, second) == ["incoming:registered", "incoming:presented"]
    assert tags(world, done).count("incoming:presented") == 1


def test_a_unit_head_assigns_many_and_an_officer_signs_for_and_completes_many(world: World) -> None:
    paths = [directed(world), directed(world)]
    body = {"ids": ids_of(*paths), "user_id": world.ids["chuyenvien.snv"], "instruction": "Làm chung một báo cáo"}
    assert act(world, "truongphong", "/incoming-documents/bulk/assignments", body)["done"] == 2
    assert act(world, "chuyenvien", "/incoming-documents/bulk/receipt", {"ids": ids_of(*paths)})["done"] == 2
    assert act(world, "chuyenvien", "/incoming-documents/bulk/receipt", {"ids": ids_of(*paths)})["failed"] == 2, "nobody signs twice"
    ended = act(world, "chuyenvien", "/incoming-documents/bulk/completion", {"ids": ids_of(*paths), "outcome": "Đã báo cáo chung"})
    assert {i["state"] for i in ended["items"]} == {"completed"}
    direct = [registered(world), registered(world)]
    given = {"ids": ids_of(*direct), "lead": {"unit_id": world.ids["unit:snv"]}}
    assert act(world, "vanthu", "/incoming-documents/bulk/transfer", given)["done"] == 2
    assert act(world, "vanthu", "/incoming-documents/bulk/transfer", {"ids": ids_of(*direct) * 101, "lead": given["lead"]}, 422)["code"] == "malformed"


def test_the_list_of_receipts_says_who_signed_and_leaves_room_for_the_pen(world: World) -> None:
    path = directed(world, assigned=True, lead={"unit_id": world.ids["unit:snv"]})
    act(world, "chuyenvien", f"{path}/receipt")
    unit = world.ids["unit:snv"]
    rows = [r for r in look(world, "truongphong", f"/incoming-documents/receipts?unit_id={unit}&limit=500")["items"] if r["document_id"] == ids_of(path)[0]]
    assert {(r["name"], r["received_by_name"]) for r in rows} == {
        ("Phòng Văn thư – Lưu trữ", "Nguyễn truongphong.snv"), ("Nguyễn chuyenvien.snv", "Nguyễn chuyenvien.snv"),
    }  # fmt: skip
    waiting = directed(world)
    open_ones = look(world, "truongphong", "/incoming-documents/receipts?open=true&mine=true&limit=500")["items"]
    assert [r["is_mine"] for r in open_ones if r["document_id"] == ids_of(waiting)[0]] == [True]
    text = " ".join(pdf_text(world.as_("vanthu.snv").get("/incoming-documents/receipts/print")).split())
    for said in ("DANH SÁCH KÝ NHẬN VĂN BẢN ĐẾN", "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", f"Ngày {TODAY:%d/%m/%Y}", "Nguyễn truongphong.snv"):
        assert said in text, said
    assert look(world, "vanthu", "/incoming-documents/receipts?from=2020-01-01&to=2020-01-02")["items"] == []
    assert act_get(world, "vanthu", "/incoming-documents/receipts?from=2020-01-01&to=2022-01-02")["code"] == "days_too_many"


def act_get(world: World, who: str, path: str) -> dict[str, Any]:
    answer = world.as_(f"{who}.snv").get(path)
    assert answer.status_code == 422, answer.text
    return dict(answer.json())
