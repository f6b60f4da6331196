"""Terms by the working calendar: buckets on every desk, reminders once, escalation, the digest, hours of express documents."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest
from hoso.cli import tend
from hoso.correspondence.actions.remind_agency import remind_agency
from hoso.support.clock import HANOI, Moment
from hoso.support.database import transaction
from hoso.support.files import open_store
from hoso.support.reference import CalendarDay
from hoso.support.schedules import run_recurring
from sqlalchemy import delete

from tests.conftest import application, fresh_database
from tests.people import World, make_world

TODAY = Moment.now().today


@pytest.fixture(scope="module")
def busy(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An agency whose every day this month is a working day, with documents of every term on each desk."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("busy")) as app:
        world = make_world(app)
        with transaction(app.state.engine) as db:
            db.execute(delete(CalendarDay))
        admin = world.as_("quantri.snv")
        week = {"valid_from": "2020-01-01", "weekdays": [1, 2, 3, 4, 5, 6, 7], "basis": "Lịch trực của cơ quan"}
        assert admin.put("/administration/working-week", json=week).status_code == 200
        ids = world.ids
        for name, late, lead in (
            ("soon", 2, {"user_id": ids["chuyenvien.snv"]}), ("far", 20, {"user_id": ids["chuyenvien.snv"]}), ("today", 0, {"unit_id": ids["unit:snv"]}),
            ("late1", -1, {"user_id": ids["chuyenvien.snv"]}), ("late5", -5, {"unit_id": ids["unit:snv"]}), ("none", None, {"user_id": ids["chuyenvien.snv"]}),
        ):  # fmt: skip
            due = {"due_on": str(TODAY + timedelta(days=late))} if late is not None else {}
            ids[name] = directed(world, lead, abstract=f"Văn bản {name}", **due)
        ids["waits"] = letter(world, abstract="Chờ trình", due_on=str(TODAY + timedelta(days=1)))
        yield world


def letter(world: World, **more: Any) -> str:
    body = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Văn bản thử", **more}
    answer = world.as_("vanthu.snv").post("/incoming-documents", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def directed(world: World, lead: dict[str, str], **more: Any) -> str:
    document = letter(world, **more)
    path = f"/incoming-documents/{document}"
    assert world.as_("vanthu.snv").post(f"{path}/presentation", json={"to_user_id": world.ids["lanhdao.snv"]}).status_code == 200
    answer = world.as_("lanhdao.snv").post(f"{path}/direction", json={"opinion": "Xử lý", "lead": lead})
    assert answer.status_code == 200, answer.text
    return document


def listed(world: World, who: str, **params: Any) -> list[str]:
    """Names of the documents in the order of the list, all pages."""
    names = {v: k for k, v in world.ids.items()}
    found: list[str] = []
    cursor = None
    while True:
        answer = world.as_(who).get("/incoming-documents", params={**params, "limit": 2, **({"cursor": cursor} if cursor else {})})
        assert answer.status_code == 200, answer.text
        found += [names[row["id"]] for row in answer.json()["items"]]
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            return found


def test_buckets_of_the_agency_and_of_a_person(busy: World) -> None:
    assert [sorted(listed(busy, "vanthu.snv", due=b)) for b in ("today", "soon", "overdue", "none")] == [
        ["today"], ["soon", "waits"], ["late1", "late5"], ["none"],
    ]  # fmt: skip
    mine = {"desk": "given"}
    assert [sorted(listed(busy, "chuyenvien.snv", due=b, **mine)) for b in ("today", "soon", "overdue", "none")] == [[], ["soon"], ["late1"], ["none"]]
    assert sorted(listed(busy, "truongphong.snv", due="overdue", desk="mine")) == ["late5"]


def behind(world: World, who: str) -> dict[str, tuple[int, int]]:
    """Baskets of terms: code → (what the basket counted, how many rows its list has)."""
    found = {}
    for basket in world.as_(who).get("/baskets").json()["items"]:
        if basket["code"].startswith(("due_", "overdue")) and basket["code"] != "due_for_submission":
            query = dict(parse_qsl(urlsplit(basket["link"]).query))
            found[basket["code"]] = (basket["count"], len(listed(world, who, **query)))
    return found


def test_each_basket_of_a_term_counts_what_its_list_shows(busy: World) -> None:
    for who in ("vanthu.snv", "lanhdao.snv", "pholanhdao.snv", "truongphong.snv", "phophong.snv", "chuyenvien.snv"):
        found = behind(busy, who)
        assert [(code, n, rows) for code, (n, rows) in found.items() if n != rows] == []
        assert len(found) == 3
    assert behind(busy, "lanhdao.snv")["overdue"][0] == 2
    since = {b["code"]: b["oldest_on"] for who in ("lanhdao.snv", "chuyenvien.snv") for b in busy.as_(who).get("/baskets").json()["items"]}
    assert (since["overdue"], since["overdue_mine"]) == (str(TODAY - timedelta(days=5)), str(TODAY - timedelta(days=1))), "the longest overdue"
    assert since["due_soon"] is None, "nothing passed"
    assert behind(busy, "truongphong.snv")["overdue_mine"][0] == 1


@pytest.mark.pl6("PL6-III-6-g")
def test_lists_in_every_order_page_by_page(busy: World) -> None:
    by_term = ["late5", "late1", "today", "waits", "soon", "far", "none"]
    assert listed(busy, "vanthu.snv", order="term") == by_term
    assert listed(busy, "chuyenvien.snv", order="term", desk="given") == ["late1", "soon", "far", "none"]
    oldest = ["soon", "far", "today", "late1", "late5", "none", "waits"]
    assert listed(busy, "vanthu.snv", order="oldest") == oldest
    assert listed(busy, "vanthu.snv", order="number") == listed(busy, "vanthu.snv", order="newest") == oldest[::-1]
    assert listed(busy, "vanthu.snv", order="term", state="registered") == ["waits"]
    for bad in ("WyJ4Il0", "WzEsMiwzXQ", "W251bGwsMV0"):
        for order in ("term", "number", "oldest"):
            assert busy.as_("vanthu.snv").get("/incoming-documents", params={"order": order, "cursor": bad}).status_code == 422


def notices(world: World, who: str, kind: str | None = None) -> list[str]:
    items = world.as_(who).get("/notices", params={"limit": 200}).json()["items"]
    return [n["text"] for n in items if kind is None or n["kind"] == kind]


def test_the_calendar_reminds_once_escalates_and_gives_a_digest(busy: World) -> None:
    """The worker's round: near, on the day, over; the head of the unit after one day, the head of the agency after three; twice is once."""
    engine, store = busy.app.state.engine, busy.app.state.files
    early = Moment(datetime.combine(TODAY, time(6), HANOI))
    begun = Moment(datetime.combine(TODAY, time(8), HANOI))
    assert run_recurring(engine, early, store)
    assert notices(busy, "chuyenvien.snv", "overdue") == []
    assert {"reminders", "digest"} <= set(run_recurring(engine, begun, store))
    officer = notices(busy, "chuyenvien.snv")
    assert sum("Quá hạn 1 ngày làm việc" in n and "late1" in n for n in officer) == 1
    assert sum("Còn 2 ngày làm việc" in n and "soon" in n for n in officer) == 1
    assert not any("far" in n or "none" in n for n in notices(busy, "chuyenvien.snv", "near"))
    assert any("Hôm nay đến hạn: Văn bản today" in n for n in notices(busy, "truongphong.snv", "today"))
    assert sum("đang ở Nguyễn chuyenvien.snv" in n for n in notices(busy, "truongphong.snv", "overdue")) == 1
    head = notices(busy, "lanhdao.snv", "overdue")
    assert [n for n in head if "late5" in n and "Quá hạn 5 ngày" in n and "Phòng Văn thư" in n]
    assert not [n for n in head if "late1" in n]
    assert any("Còn 1 ngày làm việc" in n and "Chờ trình" in n for n in notices(busy, "vanthu.snv", "near"))
    digest = notices(busy, "chuyenvien.snv", "digest")
    assert len(digest) == 1
    assert "1 quá hạn" in digest[0] and "1 sắp đến hạn" in digest[0] and "Văn bản late1 (hạn" in digest[0]
    counts = {who: len(notices(busy, who)) for who in ("chuyenvien.snv", "truongphong.snv", "lanhdao.snv", "vanthu.snv")}
    later = Moment(begun.at + timedelta(minutes=11))
    assert "reminders" in run_recurring(engine, later, store)
    assert {who: len(notices(busy, who)) for who in counts} == counts
    trail = busy.as_("vanthu.snv").get("/trail", params={"subject": busy.ids["late5"]}).json()["items"]
    assert [e["detail"]["to"] for e in trail if e["tag"] == "incoming:escalated"] == ["unit_head", "head"]
    with transaction(engine) as db:  # another worker, a lost note of the day: what was said is not said again
        assert remind_agency(db, UUID(busy.ids["agency:snv"]), Moment(begun.at + timedelta(days=1))) > 0
    tomorrow = notices(busy, "chuyenvien.snv", "overdue")
    assert len(tomorrow) == len(set(tomorrow))


def test_one_worker_leads(busy: World) -> None:
    from hoso.support.schedules import LEADER
    from sqlalchemy import text

    with busy.app.state.engine.connect() as other:
        other.execute(text("select pg_advisory_lock(:n)"), {"n": LEADER})
        far = Moment(datetime.combine(TODAY + timedelta(days=300), time(9), HANOI))
        assert run_recurring(busy.app.state.engine, far, busy.app.state.files) == []
        other.execute(text("select pg_advisory_unlock(:n)"), {"n": LEADER})


def test_a_person_switches_kinds_off_but_never_what_is_over(busy: World) -> None:
    me = busy.as_("phophong.snv")
    assert me.put("/notices/choices", json={"off": ["overdue"]}).json()["code"] == "overdue_stays"
    assert me.put("/notices/choices", json={"off": ["digest", "today", "near", "incoming"]}).json()["off"] == ["today", "near", "digest", "incoming"]
    before = len(notices(busy, "phophong.snv", "incoming"))
    directed(busy, {"unit_id": busy.ids["unit:snv"]}, abstract="Việc mới")
    assert len(notices(busy, "phophong.snv", "incoming")) == before
    assert any("Việc mới" in n for n in notices(busy, "truongphong.snv", "incoming"))
    me.put("/notices/choices", json={"off": []})


def test_an_express_document_is_over_by_its_hour(busy: World) -> None:
    now = Moment.now()
    passed = letter(busy, abstract="Hỏa tốc đã quá giờ", urgency="express", due_on=str(now.today), due_at=(now.at - timedelta(minutes=5)).isoformat())
    busy.ids["passed"] = passed
    assert "passed" in listed(busy, "vanthu.snv", due="overdue")
    assert "passed" not in listed(busy, "vanthu.snv", due="today")
    run_recurring(busy.app.state.engine, Moment(now.at + timedelta(days=30)), busy.app.state.files)
    run_recurring(busy.app.state.engine, Moment(now.at + timedelta(days=31)), busy.app.state.files)
    from hoso.support.schedules import RECURRING

    with transaction(busy.app.state.engine) as db:
        RECURRING["express"].work(db, UUID(busy.ids["agency:snv"]), now, busy.app.state.files)
    assert any("Quá giờ hẹn" in n and "Hỏa tốc" in n for n in notices(busy, "vanthu.snv", "overdue"))


def test_an_hour_belongs_to_its_day_and_falls_with_it(busy: World) -> None:
    """Who names the hour names the day; a later day (direction, extension, correction) leaves no hour behind that has passed."""
    clerk, head = busy.as_("vanthu.snv"), busy.as_("lanhdao.snv")
    at = datetime.combine(TODAY + timedelta(days=2), time(16, 30), HANOI)
    facts = {"type_code": "CĐ", "issuer_name": "UBND tỉnh", "abstract": "Hỏa tốc theo giờ", "urgency": "express"}
    wrong = clerk.post("/incoming-documents", json={**facts, "due_on": str(TODAY), "due_at": at.isoformat()})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "hour_of_another_day")
    document = clerk.post("/incoming-documents", json={**facts, "due_at": at.isoformat()}).json()
    assert document["due_on"] == str(at.date()), "it lies in the baskets of its day"
    busy.ids["by_hour"], path = document["id"], f"/incoming-documents/{document['id']}"
    assert "by_hour" in listed(busy, "vanthu.snv", due="soon")
    clerk.post(f"{path}/presentation", json={"to_user_id": busy.ids["lanhdao.snv"]})
    direction = {"opinion": "Làm ngay", "lead": {"user_id": busy.ids["chuyenvien.snv"]}}
    passed = head.post(f"{path}/direction", json={**direction, "due_at": (Moment.now().at - timedelta(minutes=1)).isoformat()})
    assert (passed.status_code, passed.json()["code"]) == (422, "term_in_the_past")
    earlier = at - timedelta(days=1)
    given = head.post(f"{path}/direction", json={**direction, "due_at": earlier.isoformat()}).json()
    assert (given["due_on"], given["handlings"][0]["due_on"]) == (str(earlier.date()), str(earlier.date()))
    assert datetime.fromisoformat(given["due_at"]) == earlier
    asked = busy.as_("chuyenvien.snv").post(f"{path}/extensions", json={"due_on": str(at.date()), "reason": "Chờ số liệu của các phường, xã"})
    assert asked.status_code == 201, asked.text
    extension = head.get(f"{path}/process").json()["extensions"][0]["id"]
    longer = head.post(f"{path}/extensions/{extension}/decision", json={"verdict": "grant"}).json()
    assert (longer["due_on"], longer["due_at"]) == (str(at.date()), None)
    corrected = clerk.patch(path, json={"due_at": at.isoformat(), "reason": "Ghi lại giờ hẹn"}).json()
    assert datetime.fromisoformat(corrected["due_at"]) == at
    moved = clerk.patch(path, json={"due_on": str(at.date() + timedelta(days=9)), "reason": "Ghi nhầm ngày"}).json()
    assert moved["due_at"] is None
    entry = clerk.get("/trail", params={"subject": document["id"]}).json()["items"][-1]["detail"]
    assert set(entry["changed"]) == {"due_on", "due_at"}, "what fell is said, too"


def test_whoever_stands_in_is_reminded_too(busy: World) -> None:
    document = directed(busy, {"user_id": busy.ids["chuyenvien.snv"]}, abstract="Việc của người đi vắng", due_on=str(TODAY + timedelta(days=3)))
    days = {"from_on": str(TODAY + timedelta(days=2)), "to_on": str(TODAY + timedelta(days=2))}
    away = {"substitute_id": busy.ids["phophong.snv"], "scope": "handle", "reason": "Nghỉ phép", **days}
    assert busy.as_("chuyenvien.snv").post("/substitutions", json=away).status_code == 201
    with transaction(busy.app.state.engine) as db:
        assert remind_agency(db, UUID(busy.ids["agency:snv"]), Moment(datetime.combine(TODAY + timedelta(days=2), time(8), HANOI))) > 0
    told = busy.as_("phophong.snv").get("/notices", params={"limit": 200}).json()["items"]
    assert [n["subject"] for n in told if "Việc của người đi vắng" in n["text"] and n["kind"] == "near"] == [document]


def test_the_law_suggests_only_what_it_fixes_and_the_agencys_regulation_goes_before_it(busy: World) -> None:
    clerk, admin = busy.as_("vanthu.snv"), busy.as_("quantri.snv")
    plain = clerk.get("/terms/suggestion", params={"type_code": "CV"}).json()
    assert (plain["due_on"], plain["source"]) == (None, "none")
    assert "Đ24.2" in plain["basis"]
    urgent = clerk.get("/terms/suggestion", params={"type_code": "CV", "urgency": "urgent"}).json()
    assert (urgent["due_on"], urgent["source"], urgent["certainty"]) == (str(TODAY), "law", "official text")
    rules = admin.get("/administration/deadline-rules").json()
    assert rules["is_default"]
    terms = [{"working_days": 10, "basis": "Quy chế làm việc, Điều 12"}, {"urgency": "express", "working_hours": 2, "basis": "Quy chế làm việc, Điều 13"},
             {"type_code": "BC", "working_days": 3, "basis": "Quy chế làm việc, Điều 14"}]  # fmt: skip
    body = {k: rules[k] for k in ("soon_days", "remind_before", "remind_after", "unit_head_after", "head_after", "express_minutes", "digest_at")}
    assert admin.put("/administration/deadline-rules", json={**body, "terms": terms}).status_code == 200
    ten = clerk.get("/terms/suggestion", params={"type_code": "CV"}).json()
    assert (ten["due_on"], ten["source"], ten["basis"]) == (str(TODAY + timedelta(days=10)), "agency", "Quy chế làm việc, Điều 12")
    assert clerk.get("/terms/suggestion", params={"type_code": "BC"}).json()["due_on"] == str(TODAY + timedelta(days=3))
    express = clerk.get("/terms/suggestion", params={"type_code": "CV", "urgency": "express"}).json()
    hours = datetime.fromisoformat(express["due_at"]) - Moment.now().at
    assert timedelta(minutes=115) < hours <= timedelta(hours=2)
    wrong = {**body, "terms": [{"basis": "Không ghi hạn"}]}
    assert admin.put("/administration/deadline-rules", json=wrong).json()["code"] == "term_without_length"


def test_the_calendar_of_the_province_holds_below_until_an_agency_says_otherwise(world: World, tmp_path: Path) -> None:
    """What the agency above sets for those below holds there; the own day goes before it; taken away, the other holds again."""
    from hoso.support.organisations import Agency

    with transaction(world.app.state.engine) as db:
        below = db.get_one(Agency, UUID(world.ids["agency:stc"]))
        below.parent_id = UUID(world.ids["agency:snv"])
        db.add(below)
    above, own = world.as_("quantri.snv"), world.as_("quantri.stc")
    tet = {"from_on": "2027-02-04", "to_on": "2027-02-10", "is_working": False, "name": "Nghỉ Tết Nguyên đán", "basis": "Thông báo của Chủ tịch UBND tỉnh", "for_below": True}
    assert len(above.post("/administration/calendar-ranges", json=tet).json()["items"]) == 7

    def after(day: str, n: int) -> str:
        return str(world.as_("chuyenvien.stc").get("/terms/count", params={"from": day, "working_days": n}).json()["due_on"])

    assert after("2027-02-03", 1) == "2027-02-11"
    known = {d["day"]: d for d in own.get("/administration/calendar-days", params={"year": 2027}).json()["items"]}
    assert (known["2027-02-09"]["from_agency"], known["2027-02-09"]["own"]) == ("Sở Nội vụ", False)
    duty = {"is_working": True, "name": "Trực Tết", "basis": "Lịch trực"}
    assert own.put("/administration/calendar-days/2027-02-09", json=duty).status_code == 200
    assert after("2027-02-03", 1) == "2027-02-09"
    assert own.delete("/administration/calendar-days/2027-02-09").status_code == 204
    assert own.delete("/administration/calendar-days/2027-02-09").json()["code"] == "not_own_day"
    assert after("2027-02-03", 1) == "2027-02-11"
    too_long = {**tet, "to_on": "2027-03-10"}
    assert above.post("/administration/calendar-ranges", json=too_long).json()["code"] == "range_too_long"
    assert above.post("/administration/calendar-ranges", json={**tet, "to_on": "2027-02-01"}).json()["code"] == "period_turned"
    count = world.as_("chuyenvien.stc").get("/terms/count", params={"from": "2027-02-03", "to": "2027-02-12"}).json()
    assert count["working_days"] == 2
    assert len(count["days_off"]) == 7


def test_the_frame_of_a_year_takes_over_what_repeats_and_names_what_does_not(world: World) -> None:
    admin = world.as_("quantri.snv")
    answer = admin.post("/administration/calendar-years", json={"from_year": 2026, "to_year": 2028}).json()
    assert [d["day"] for d in answer["copied"]] == ["2028-01-01", "2028-04-30", "2028-05-01", "2028-09-02"]
    assert all(d["certainty"] == "unverified" and "2026" in d["basis"] for d in answer["copied"])
    assert {"Tết Âm lịch (mùng 1)", "Giỗ Tổ Hùng Vương (10/3 âm lịch)"} <= {d["name"] for d in answer["left_out"]}
    assert admin.post("/administration/calendar-years", json={"from_year": 2026, "to_year": 2028}).json()["copied"] == []
    week = {"valid_from": "2028-01-01", "weekdays": [1, 2, 3, 4, 5], "hours": [["13:30", "17:00"], ["07:30", "11:30"]], "basis": "Nội quy cơ quan"}
    assert admin.put("/administration/working-week", json=week).json()["hours"] == [["07:30", "11:30"], ["13:30", "17:00"]]
    shown = admin.get("/administration/calendar-days", params={"year": 2028}).json()["week"]
    assert (shown["own"], shown["basis"]) == (True, "Nội quy cơ quan")
    assert admin.get("/administration/calendar-days", params={"year": 2026}).json()["week"]["certainty"] == "unverified"
    turned = {**week, "hours": [["07:30", "11:30"], ["11:00", "17:00"]]}
    assert admin.put("/administration/working-week", json=turned).json()["code"] == "hours_turned"
    assert isinstance(date.fromisoformat(shown["valid_from"]), date)


def test_the_store_of_a_worker_is_the_settings_one(tmp_path: Path, busy: World) -> None:
    """`hoso worker` tends with its own engine and store, and leaves none of its connections behind."""
    assert isinstance(tend(busy.app.state.settings, Moment.now()), list)
    assert open_store(busy.app.state.settings.file_store)
