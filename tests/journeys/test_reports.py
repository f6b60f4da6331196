"""Báo cáo tình hình giải quyết văn bản đến, đi: numbers add up, each opens a list of as many, and the report goes out as a file."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from hoso.support.clock import Moment
from hoso.support.database import transaction
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from tests.conftest import application, fresh_database
from tests.papers import draft_pdf
from tests.people import World, make_world

TODAY = Moment.now().today
PATHS = {"incoming": "/incoming-documents", "outgoing": "/outgoing-documents"}


@pytest.fixture(scope="module")
def year(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Documents of every outcome: done in time and late, open, over, without a term, returned; drafts at every desk."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("year")) as app:
        world = make_world(app)
        keys, now = app.state.keys, Moment.now().at
        keys.make_authority(now)
        for name in ("lanhdao.snv", "agency:snv"):
            keys.issue(UUID(world.ids[name]), f"Nguyễn {name}", "Sở Nội vụ", "Giám đốc", now)
        _letters(world)
        _drafts(world)
        yield world


def _letters(world: World) -> None:
    clerk, officer, ids = world.as_("vanthu.snv"), world.as_("chuyenvien.snv"), world.ids
    person, unit = {"user_id": ids["chuyenvien.snv"]}, {"unit_id": ids["unit:snv"]}
    for due, lead, done in (
        (3, person, True), (-2, person, True), (None, person, True), (5, unit, False), (-4, unit, False), (-1, person, False), (None, unit, False), (2, None, False),
    ):  # fmt: skip
        body = {"type_code": "CV", "issuer_name": "Bộ Nội vụ" if due is None else "UBND tỉnh", "abstract": "Văn bản thử", "number": str(due), "duplicate_confirmed": True,
                **({"due_on": str(TODAY + timedelta(days=due))} if due is not None else {})}  # fmt: skip
        path = f"/incoming-documents/{clerk.post('/incoming-documents', json=body).json()['id']}"
        if lead:
            assert clerk.post(f"{path}/transfer", json={"lead": lead}).status_code == 200
        if lead is unit and due == 5:
            assert world.as_("truongphong.snv").post(f"{path}/assignments", json=person).status_code == 200
        if done:
            assert officer.post(f"{path}/completion", json={"outcome": "Xong"}).status_code == 200
    sent_back = clerk.post("/incoming-documents", json={"type_code": "BC", "issuer_name": "Bộ Nội vụ", "abstract": "Gửi nhầm"}).json()["id"]
    assert clerk.post(f"/incoming-documents/{sent_back}/return", json={"to": "sender", "reason": "Không thuộc thẩm quyền"}).status_code == 200


def _drafts(world: World) -> None:
    acts: tuple[tuple[str, str, Any], ...] = (
        ("truongphong.snv", "reviews", {"aspect": "content", "verdict": "approve"}), ("vanthu.snv", "reviews", {"aspect": "form", "verdict": "approve"}),
        ("lanhdao.snv", "reviews", {"aspect": "approval", "verdict": "approve"}), ("lanhdao.snv", "signature", {}), ("vanthu.snv", "issue", None),
        ("lanhdao.snv", "recall", {"reason": "Ban hành nhầm nội dung"}),
    )  # fmt: skip
    officer = world.as_("chuyenvien.snv")
    digest = officer.post("/files", files={"file": ("di.pdf", draft_pdf("Nguyễn lanhdao.snv"))}).json()["sha256"]
    for steps, to in ((0, {"name": "Bộ"}), (1, {"name": "Bộ"}), (2, {"name": "Bộ"}), (3, {"name": "Bộ"}), (4, {"name": "Bộ"}), (5, {"name": "Bộ"}),
                      (5, {"agency_id": world.ids["agency:stc"]}), (6, {"name": "Bộ"})):  # fmt: skip
        body = {"type_code": "KH", "abstract": f"Kế hoạch {steps}", "proposed_signer_id": world.ids["lanhdao.snv"], "recipients": [to],
                "files": [{"sha256": digest, "name": "di.pdf", "role": "main"}]}  # fmt: skip
        path = f"/outgoing-documents/{officer.post('/outgoing-documents', json=body).json()['id']}"
        for who, act, what in acts[:steps]:
            answer = world.as_(who).post(f"{path}/{act}", json=what)
            assert answer.status_code < 300, answer.text


def report(world: World, direction: str, group: str, who: str = "vanthu.snv") -> dict[str, Any]:
    answer = world.as_(who).get(f"/reports/{direction}", params={"group": group})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.pl6("PL6-V-2", "PL6-V-4")
@pytest.mark.parametrize(
    ("direction", "group"),
    [("incoming", g) for g in ("unit", "person", "sender", "type", "month")] + [("outgoing", g) for g in ("unit", "person", "signer", "type", "month")],
)
def test_numbers_add_up_and_each_opens_a_list_of_as_many(year: World, direction: str, group: str) -> None:
    made = report(year, direction, group)
    assert made["total"]["count"] == {"incoming": 9, "outgoing": 8}[direction]
    assert made["total"]["count"] == sum(n["count"] for n in made["totals"])
    for at, total in enumerate(made["totals"]):
        assert total["count"] == sum(row["numbers"][at]["count"] for row in made["items"])
    for row in made["items"]:
        assert row["total"]["count"] == sum(n["count"] for n in row["numbers"])
    rows = [n for row in made["items"] for n in (*row["numbers"], row["total"]) if n["count"]]
    numbers = [*made["totals"], made["total"], *made["reception"], *rows] if group == "unit" else rows[:8]
    for number in numbers:
        listed = year.as_("vanthu.snv").get(PATHS[direction], params={**number["query"], "limit": 200})
        assert listed.status_code == 200, listed.text
        assert len(listed.json()["items"]) == number["count"], (group, number)


def test_the_outcomes_are_what_happened(year: World) -> None:
    totals = {n["outcome"]: n["count"] for n in report(year, "incoming", "unit")["totals"]}
    assert totals == {"done_on_time": 1, "done_late": 1, "done_without_term": 1, "open_in_term": 2, "open_overdue": 2, "open_without_term": 1, "ended": 1}
    rows = {r["name"]: r["total"]["count"] for r in report(year, "incoming", "unit")["items"]}
    assert rows == {"Phòng Văn thư – Lưu trữ": 3, "Chưa giao đơn vị": 6}
    people = {r["name"]: r["total"]["count"] for r in report(year, "incoming", "person")["items"]}
    assert people == {"Nguyễn chuyenvien.snv": 5, "Chưa phân công": 4}
    out = report(year, "outgoing", "unit")
    assert {n["outcome"]: n["count"] for n in out["totals"]} == {
        "drafting": 1, "form": 1, "approval": 1, "signature": 1, "issue": 1, "issued_on_time": 2, "issued_late": 0, "recalled": 1,
    }  # fmt: skip
    assert {n["outcome"]: n["count"] for n in out["reception"]} == {"outside": 1, "returned": 0, "waiting": 1, "confirmed": 0}


def test_what_is_issued_later_than_the_next_working_day_is_late(year: World) -> None:
    """Đ18.1, by the row of the law's terms and the calendar: signed ten days before it went out."""
    with transaction(year.app.state.engine) as db:
        db.execute(text("update outgoing set signed_at = signed_at - interval '10 days' where id = (select id from document where state = 'issued' order by id limit 1)"))
    made = report(year, "outgoing", "month")
    late = next(n for n in made["totals"] if n["outcome"] == "issued_late")
    assert late["count"] == 1
    assert len(year.as_("vanthu.snv").get("/outgoing-documents", params=late["query"]).json()["items"]) == 1


def test_everybody_counts_what_they_see_and_strangers_nothing(year: World) -> None:
    head = report(year, "incoming", "unit", "truongphong.snv")
    listed = year.as_("truongphong.snv").get("/incoming-documents", params={**head["total"]["query"], "limit": 200}).json()["items"]
    assert head["total"]["count"] == len(listed) > 0
    assert report(year, "incoming", "unit", "vanthu.stc")["total"]["count"] == 0
    assert year.as_("chuyenvien.snv").get("/reports/incoming").status_code == 403
    clerk = year.as_("vanthu.snv")
    assert clerk.get("/reports/incoming", params={"group": "signer"}).json()["code"] == "no_such_group"
    assert clerk.get("/reports/incoming", params={"from": "2026-02-01", "to": "2026-01-01"}).json()["code"] == "bad_period"
    assert clerk.get("/incoming-documents", params={"by": "unit", "of": "x"}).json()["code"] == "unknown_group"


def test_the_report_goes_out_with_its_head_its_sums_and_room_to_sign(year: World) -> None:
    clerk = year.as_("vanthu.snv")
    pdf = pypdfium2.PdfDocument(clerk.get("/reports/incoming/export", params={"group": "unit", "format": "pdf"}).content)
    words = pdf[0].get_textpage().get_text_bounded().replace("\r\n", " ")
    for part in ("SỞ NỘI VỤ", "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN", "THỦ TRƯỞNG CƠ QUAN", "Kết xuất bởi Nguyễn vanthu.snv", f"đến ngày {TODAY:%d/%m/%Y}"):
        assert part in words
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(clerk.get("/reports/outgoing/export", params={"format": "xlsx"}).content)).get_sheet_by_index(0).to_python()
    total = next(row for row in sheet if row[1:2] == ["Cộng"])
    assert total[2] == sum(total[3:]) == 8
    assert clerk.get("/reports/incoming/export", params={"format": "doc"}).content.startswith(b"{\\rtf1")
    assert clerk.get("/reports/incoming/export", params={"format": "docx"}).content.startswith(b"PK")
