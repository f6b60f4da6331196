"""Drafting: told to draft, versions, comparison, comments, opinions of other units, the signatory edits or sends back (NĐ 30 Đ10–12)."""

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document as Docx
from hoso.correspondence.tables import Consultation, DraftVersion
from hoso.support.clock import Moment
from hoso.support.database import transaction
from PIL import Image
from sqlalchemy import update
from sqlmodel import select

from tests.conftest import application, fresh_database
from tests.journeys.test_outgoing import REVIEWS, approved, draft, upload
from tests.papers import draft_pdf
from tests.people import World, make_world

OUT = "/outgoing-documents"


@pytest.fixture(scope="module")
def office(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One office for the whole module, with keys for its leader."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("drafting")) as app:
        made = make_world(app)
        now = Moment.now().at
        app.state.keys.make_authority(now)
        for name in ("lanhdao.snv", "agency:snv", "lanhdao.stc", "agency:stc"):
            app.state.keys.issue(uuid.UUID(made.ids[name]), f"Nguyễn {name}", "Cơ quan", "Giám đốc", now)
        yield made


@pytest.fixture(scope="module")
def shared(office: World) -> tuple[World, str]:
    """An approved draft that each test leaves approved."""
    return office, approved(office)


def docx(*paragraphs: str) -> bytes:
    paper = Docx()
    for one in paragraphs:
        paper.add_paragraph(one)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def process(world: World, path: str, who: str = "vanthu.snv") -> dict[str, Any]:
    answer = world.as_(who).get(f"{path}/process")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def done(answer: Any) -> dict[str, Any]:
    assert answer.status_code < 300, answer.text
    return dict(answer.json())


def basket(world: World, who: str, code: str) -> int:
    """How much lies in a basket; what is occasional work has none where nothing waits."""
    return next((b["count"] for b in world.as_(who).get("/baskets").json()["items"] if b["code"] == code), 0)


def test_told_to_draft_the_officer_finds_it_drafts_it_and_everybody_sees_whence(office: World) -> None:
    head, officer = office.as_("truongphong.snv"), office.as_("chuyenvien.snv")
    task = {"subject": "Dự thảo kế hoạch văn thư 2027", "unit_id": office.ids["unit:snv"], "due_on": "2099-12-15"}
    given = done(office.as_("lanhdao.snv").post("/draft-assignments", json=task))
    assert [a["id"] for a in head.get("/draft-assignments", params={"desk": "mine"}).json()["items"]] == [given["id"]]
    assert officer.get(f"/draft-assignments/{given['id']}").json()["code"] == "out_of_reach"
    done(head.post(f"/draft-assignments/{given['id']}/assignee", json={"user_id": office.ids["chuyenvien.snv"], "co_drafter_ids": [office.ids["phophong.snv"]]}))
    assert basket(office, "chuyenvien.snv", "to_draft") == 1
    document = draft(office, assignment_id=given["id"])
    assert (document["due_on"], basket(office, "chuyenvien.snv", "to_draft")) == ("2099-12-15", 0)
    beside = process(office, f"{OUT}/{document['id']}")
    assert beside["assignment"]["given_by_name"] == "Nguyễn lanhdao.snv"
    assert [c["full_name"] for c in beside["co_drafters"]] == ["Nguyễn phophong.snv"]
    assert officer.post(OUT, json={"type_code": "KH", "abstract": "Lần hai", "recipients": [{"name": "X"}], "assignment_id": given["id"]}).json()["code"] == "wrong_state"
    assert head.post(f"/draft-assignments/{given['id']}/withdrawal", json={"reason": "Không còn cần thiết"}).status_code in (403, 409)


def test_a_head_of_a_unit_gives_work_in_the_own_unit_alone(office: World) -> None:
    elsewhere = {"subject": "Việc của phòng khác", "unit_id": office.ids["other-unit:snv"]}
    assert office.as_("truongphong.snv").post("/draft-assignments", json=elsewhere).json()["code"] == "not_your_task"
    assert office.as_("chuyenvien.snv").post("/draft-assignments", json=elsewhere).status_code == 403


@pytest.mark.pl6("PL6-III-1-n", "PL6-III-5-a")
def test_every_version_is_kept_and_two_of_them_are_compared(office: World) -> None:
    first = upload(office, "chuyenvien.snv", docx("Giao Phòng Văn thư chủ trì.", "Hoàn thành trong năm."), "v1.docx")
    document = draft(office, files=[{"sha256": first["sha256"], "name": "v1.docx", "role": "main"}], note="Bản đầu")
    path = f"{OUT}/{document['id']}"
    second = upload(office, "chuyenvien.snv", docx("Giao Phòng Tổ chức chủ trì.", "Hoàn thành trong năm.", "Báo cáo trước ngày 20."), "v2.docx")
    plan = upload(office, "chuyenvien.snv", draft_pdf("P"), "phu-luc.pdf")
    officer = office.as_("chuyenvien.snv")
    change = {"note": "Theo góp ý", "abstract": "Kế hoạch mới", "files": [{"sha256": second["sha256"], "name": "v2.docx", "role": "main"},
              {"sha256": plan["sha256"], "name": "phu-luc.pdf", "role": "attachment"}]}  # fmt: skip
    done(officer.patch(path, json=change))
    versions = officer.get(f"{path}/versions").json()["items"]
    assert [(v["number"], v["note"], [f["name"] for f in v["files"]]) for v in versions] == [
        (2, "Theo góp ý", ["v2.docx", "phu-luc.pdf"]), (1, "Bản đầu", ["v1.docx"]),
    ]  # fmt: skip
    assert officer.get(f"/files/{first['sha256']}").status_code == 200
    found = officer.get(f"{path}/versions/1/comparison/2").json()
    main, annex = found["files"]
    marked = {side: " | ".join(p["text"].strip() for passage in main["passages"] for p in passage[side] if p["changed"]) for side in ("left", "right")}
    assert marked == {"left": "Văn thư", "right": "Tổ chức | Báo cáo trước ngày 20."}
    assert (annex["state"], annex["name"]) == ("added", "phu-luc.pdf")
    assert [(f["fact"], f["after"]) for f in found["facts"]] == [("abstract", "Kế hoạch mới")]
    back = officer.get(f"{path}/versions/2/comparison/1").json()
    assert back["facts"][0]["before"] == "Kế hoạch mới"
    assert officer.get(f"{path}/versions/1/comparison/9").status_code == 404
    assert officer.get(f"{path}/versions/0/comparison/1").status_code == 422


def scan() -> bytes:
    """A page that is a picture."""
    out = BytesIO()
    Image.new("L", (600, 800), 255).save(out, "PDF")
    return out.getvalue()


def test_what_has_no_words_says_so_instead_of_an_empty_comparison(office: World) -> None:
    document = draft(office)
    path = f"{OUT}/{document['id']}"
    scanned = upload(office, "chuyenvien.snv", scan(), "anh-quet.pdf")
    done(office.as_("chuyenvien.snv").patch(path, json={"files": [{"sha256": scanned["sha256"], "name": "anh-quet.pdf", "role": "main"}]}))
    file = office.as_("chuyenvien.snv").get(f"{path}/versions/1/comparison/2").json()["files"][0]
    assert (file["state"], file["why"], file["passages"]) == ("unreadable", "Tệp là ảnh quét, không có lớp chữ để so sánh.", [])


def test_remarks_stand_on_a_page_of_a_version_are_answered_and_resolved(office: World) -> None:
    path = f"{OUT}/{draft(office)['id']}"
    said = {"text": "Ghi rõ thời hạn", "page": 1, "quote": "Căn cứ Kế hoạch"}
    remark = done(office.as_("truongphong.snv").post(f"{path}/comments", json=said))["comments"][0]
    assert (remark["version_number"], remark["page"], remark["quote"]) == (1, 1, "Căn cứ Kế hoạch")
    officer = office.as_("chuyenvien.snv")
    answered = done(officer.post(f"{path}/comments", json={"text": "Đã ghi", "answers": remark["id"]}))
    assert answered["comments"][1]["parent_id"] == remark["id"]
    assert answered["open_comments"] == 1
    assert office.as_("vanthu.snv").post(f"{path}/comments/{remark['id']}/resolution", json={}).json()["code"] == "not_your_task"
    assert done(officer.post(f"{path}/comments/{remark['id']}/resolution", json={}))["open_comments"] == 0
    assert done(officer.post(f"{path}/comments/{remark['id']}/resolution", json={"resolved": False}))["open_comments"] == 1
    assert officer.post(f"{path}/comments", json={"text": "Sai", "version": 7}).json()["code"] == "unknown_version"
    tags = [e["tag"] for e in office.as_("vanthu.snv").get("/trail", params={"subject": path.rsplit("/", 1)[1]}).json()["items"]]
    assert {"draft:commented", "draft:comment-resolved", "draft:comment-reopened"} <= set(tags)


@pytest.mark.pl6("PL6-III-5-a")
def test_other_units_give_their_opinion_and_the_drafter_says_what_was_taken_over(office: World) -> None:
    path = f"{OUT}/{draft(office)['id']}"
    officer, asked = office.as_("chuyenvien.snv"), office.as_("pholanhdao.snv")
    asks = {"user_ids": [office.ids["pholanhdao.snv"]], "unit_ids": [office.ids["other-unit:snv"]]}
    wish = {**asks, "due_on": Moment.now().today.isoformat(), "note": "Về mục 2"}
    done(officer.post(f"{path}/consultations", json=wish))
    with transaction(office.app.state.engine) as db:  # the term runs out
        db.execute(update(Consultation).values(due_on=Moment.now().today - timedelta(days=1)))
    beside = process(office, path)
    assert [(c["name"], c["is_overdue"]) for c in beside["consultations"]] == [("Phòng Tổ chức cán bộ", True), ("Nguyễn pholanhdao.snv", True)]
    assert basket(office, "pholanhdao.snv", "to_consult") == 1
    assert [d["id"] for d in asked.get(OUT, params={"desk": "to_consult"}).json()["items"]] == [path.rsplit("/", 1)[1]]
    one = f"{path}/consultations/{beside['consultations'][1]['id']}"
    assert asked.post(f"{one}/answer", json={"verdict": "remarks"}).json()["code"] == "reason_missing"
    assert office.as_("vanthu.snv").post(f"{one}/answer", json={"verdict": "agree"}).json()["code"] == "not_your_task"
    note = upload(office, "pholanhdao.snv", docx("Góp ý"), "gop-y.docx")
    opinion = {"verdict": "remarks", "text": "Bổ sung kinh phí", "file": {"sha256": note["sha256"], "name": "gop-y.docx"}}
    given = done(asked.post(f"{one}/answer", json=opinion))["consultations"][1]
    assert (given["state"], given["answered_by_name"], given["file_name"]) == ("answered", "Nguyễn pholanhdao.snv", "gop-y.docx")
    assert officer.get(f"/files/{note['sha256']}").status_code == 200
    assert basket(office, "pholanhdao.snv", "to_consult") == 0
    assert asked.post(f"{one}/closure", json={"taken_over": "x"}).status_code == 403
    closed = done(officer.post(f"{one}/closure", json={"taken_over": "Đã bổ sung mục 3"}))["consultations"][1]
    assert (closed["state"], closed["outcome"]) == ("closed", "Đã bổ sung mục 3")
    assert asked.post(f"{one}/answer", json={"verdict": "agree"}).json()["code"] == "wrong_state"


FIELDS: dict[str, Any] = {
    "abstract": "Nội dung khác", "urgency": "urgent", "medium": "paper", "language": "Tiếng Anh", "description": "Ghi chú", "page_count": 3,
    "due_on": "2099-01-01", "issued_amount": 9, "issuing_body": "Hội đồng thi đua", "field_code": "VX", "retained_copy_unit": "Phòng khác",
    "type_code": "BC", "recipients": [{"name": "Bộ Nội vụ"}], "in_reply_to": [], "co_drafter_ids": [],
}  # fmt: skip


@pytest.mark.parametrize("name", [*FIELDS, "proposed_signer_id", "drafting_unit_id", "files", "joint"])
def test_any_change_after_approval_of_whatever_field_voids_the_approvals(shared: tuple[World, str], name: str) -> None:
    """Đ11.2. Each field is changed in an approved draft that is put back afterwards."""
    world, path = shared
    officer = world.as_("chuyenvien.snv")
    if name == "joint":
        answer = officer.post(f"{path}/joint-issuers", json={"issuers": [{"name": "Công an tỉnh"}]})
    else:
        other = upload(world, "chuyenvien.snv", draft_pdf("Nguyễn lanhdao.snv", f"Sửa {uuid.uuid4()}"))
        more = {"proposed_signer_id": world.ids["pholanhdao.snv"], "drafting_unit_id": world.ids["unit:snv"],
                "files": [{"sha256": other["sha256"], "name": "moi.pdf", "role": "main"}]}  # fmt: skip
        answer = officer.patch(path, json={name: {**FIELDS, **more}[name]})
    document = done(answer)
    assert document["state"] == "draft"
    assert all(r["voided_at"] for r in document["reviews"])
    assert world.as_("lanhdao.snv").post(f"{path}/signature", json={}).json()["code"] == "wrong_state"
    back = {"proposed_signer_id": world.ids["lanhdao.snv"], "medium": "electronic", "type_code": "KH", "issuing_body": "Sở Nội vụ"}
    done(officer.patch(path, json=back))
    done(officer.post(f"{path}/joint-issuers", json={"issuers": []}))
    for who, aspect in REVIEWS:
        done(world.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"}))


@pytest.mark.pl6("PL6-III-1-n")
def test_the_signatory_edits_an_approved_draft_or_sends_it_back_through_the_head_of_the_unit(office: World) -> None:
    path = approved(office)
    leader = office.as_("lanhdao.snv")
    assert "reviseOutgoing" in leader.get(path).json()["allowed_actions"]
    better = upload(office, "lanhdao.snv", draft_pdf("Nguyễn lanhdao.snv", "Lãnh đạo sửa."))
    edited = done(leader.patch(path, json={"note": "Sửa câu chữ", "files": [{"sha256": better["sha256"], "name": "sua.pdf", "role": "main"}]}))
    assert edited["state"] == "draft"
    assert [v["full_name"] for v in process(office, path)["versions"]] == ["Nguyễn lanhdao.snv", "Nguyễn chuyenvien.snv"]
    path = approved(office)
    assert leader.post(f"{path}/sending-back", json={"reason": "ngắn"}).status_code == 422
    sent = done(leader.post(f"{path}/sending-back", json={"reason": "Chưa rõ nguồn kinh phí, phòng làm lại."}))
    assert (sent["state"], sent["reviews"][-1]["verdict"]) == ("draft", "return")
    assert all(r["voided_at"] for r in sent["reviews"])
    for who in ("truongphong.snv", "chuyenvien.snv"):
        told = office.as_(who).get("/notices").json()["items"]
        assert any("chuyển lại" in n["text"] for n in told), who
    assert office.as_("pholanhdao.snv").post(f"{path}/sending-back", json={"reason": "Không đúng việc của mình"}).json()["code"] == "wrong_state"


def test_versions_hold_what_the_trail_says(office: World) -> None:
    document = draft(office)
    with transaction(office.app.state.engine) as db:
        row = db.exec(select(DraftVersion).where(DraftVersion.document_id == uuid.UUID(document["id"]))).one()
        assert json.dumps(row.files) == json.dumps([{"sha256": document["files"][0]["sha256"], "name": "Kế hoạch.pdf", "role": "main"}])
        assert row.at <= Moment.now().at
