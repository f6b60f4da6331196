"""The way of an outgoing document: draft, checks, signature, seal, issue, arrival at the other agency, recall."""

import subprocess
from pathlib import Path

import pypdfium2
import pytest
from hoso.support.clock import Moment
from hoso.support.signatures import verify

from tests.papers import draft_pdf
from tests.people import World


def upload(world: World, username: str, data: bytes, name: str = "du-thao.pdf") -> dict:
    answer = world.as_(username).post("/files", files={"file": (name, data)})
    assert answer.status_code == 201, answer.text
    return answer.json()


def draft(world: World, **more: object) -> dict:
    file = upload(world, "chuyenvien.snv", draft_pdf("Nguyễn lanhdao.snv"))
    body = {
        "type_code": "KH", "abstract": "Thực hiện công tác văn thư, lưu trữ năm 2026", "proposed_signer_id": world.ids["lanhdao.snv"],
        "recipients": [{"agency_id": world.ids["agency:stc"]}, {"name": "Lưu: VT"}],
        "files": [{"sha256": file["sha256"], "name": "Kế hoạch.pdf", "role": "main"}], **more,
    }  # fmt: skip
    answer = world.as_("chuyenvien.snv").post("/outgoing-documents", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


REVIEWS = (("truongphong.snv", "content"), ("vanthu.snv", "form"), ("lanhdao.snv", "approval"))


def approved(world: World, **more: object) -> str:
    document = draft(world, **more)
    for username, aspect in REVIEWS:
        answer = world.as_(username).post(f"/outgoing-documents/{document['id']}/reviews", json={"aspect": aspect, "verdict": "approve"})
        assert answer.status_code == 201, answer.text
    return f"/outgoing-documents/{document['id']}"


def issued(world: World) -> tuple[str, dict]:
    path = approved(world)
    assert world.as_("lanhdao.snv").post(f"{path}/signature", json={}).status_code == 200
    answer = world.as_("vanthu.snv").post(f"{path}/issue")
    assert answer.status_code == 200, answer.text
    return path, answer.json()


@pytest.mark.pl6("PL6-II-8", "PL6-III-1-c", "PL6-III-1-i", "PL6-III-1-k")
def test_signed_sealed_and_issued_it_waits_at_the_other_agency(office: World, tmp_path: Path) -> None:
    path, document = issued(office)
    assert (document["number"], document["symbol"], document["state"]) == ("01", "KH-SNV", "issued")
    assert document["recipients"][0]["state"] == "arrived"
    signed = [f for f in document["files"] if f["role"] == "signed"][-1]
    pdf = office.as_("vanthu.snv").get(f"/files/{signed['sha256']}").content
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "01" in text
    verdicts = verify(pdf, [office.app.state.keys.authority()], Moment.now().at)
    assert [v.field for v in verdicts] == ["NguoiKy", "CoQuan"]
    assert all(v.is_valid for v in verdicts)
    (tmp_path / "signed.pdf").write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", str(tmp_path / "signed.pdf")], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid") == 2
    clerk = office.as_("vanthu.stc")
    waiting = clerk.get("/incoming-documents", params={"state": "waiting"}).json()["items"]
    assert [(w["number"], w["symbol"], w["arrival_number"]) for w in waiting] == [("01", "KH-SNV", None)]
    arrived = clerk.post(f"/incoming-documents/{waiting[0]['id']}/registration", json={})
    assert arrived.json()["arrival_number"] == 1
    assert clerk.get(f"/files/{arrived.json()['files'][0]['sha256']}").status_code == 200
    assert office.as_("vanthu.snv").get(path).json()["recipients"][0]["state"] == "registered"


def test_checks_come_in_their_order_and_by_their_people(office: World) -> None:
    document = draft(office)
    path = f"/outgoing-documents/{document['id']}/reviews"
    early = office.as_("vanthu.snv").post(path, json={"aspect": "form", "verdict": "approve"})
    assert early.json()["code"] == "wrong_state"
    drafter = office.as_("chuyenvien.snv").post(path, json={"aspect": "content", "verdict": "approve"})
    assert drafter.status_code == 403
    assert office.as_("truongphong.snv").post(path, json={"aspect": "content", "verdict": "approve"}).status_code == 201


def test_any_change_after_approval_voids_the_approvals(office: World) -> None:
    path = approved(office)
    answer = office.as_("chuyenvien.snv").patch(path, json={"abstract": "Đã sửa"})
    assert answer.json()["state"] == "draft"
    assert all(r["voided_at"] for r in answer.json()["reviews"])
    assert office.as_("lanhdao.snv").post(f"{path}/signature", json={}).json()["code"] == "wrong_state"


def test_without_authority_nobody_signs(office: World) -> None:
    path = approved(office)
    answer = office.as_("lanhdao.snv").post(f"{path}/signature", json={"capacity": ["TUQ"]})
    assert answer.status_code == 403
    assert answer.json()["code"] == "no_signing_authority"


def test_a_signature_that_fails_leaves_no_gap(office: World) -> None:
    file = upload(office, "chuyenvien.snv", draft_pdf("X").replace(b"%PDF-1.7", b"%PDF-1.7"))
    path = approved(office)
    keys = office.app.state.keys
    holder = keys.directory / f"{office.ids['lanhdao.snv']}.key"
    hidden = holder.rename(holder.with_suffix(".away"))
    assert office.as_("lanhdao.snv").post(f"{path}/signature", json={}).json()["code"] == "no_signing_key"
    hidden.rename(holder)
    assert office.as_("lanhdao.snv").post(f"{path}/signature", json={}).json()["number"] == "01"
    assert file["size"] > 0


@pytest.mark.pl6("PL6-III-8-a", "PL6-III-8-b", "PL6-III-8-c")
def test_a_recall_is_confirmed_by_the_receiver(office: World) -> None:
    path, document = issued(office)
    arrived = office.as_("vanthu.stc").get("/incoming-documents").json()["items"][0]
    early = office.as_("vanthu.stc").post(f"/incoming-documents/{arrived['id']}/recall")
    assert early.json()["code"] == "recall_not_asked"
    recalled = office.as_("lanhdao.snv").post(f"{path}/recall", json={"reason": "Ban hành nhầm nội dung phụ lục"})
    assert recalled.json()["state"] == "recalled"
    assert office.as_("vanthu.stc").post(f"/incoming-documents/{arrived['id']}/recall").json()["state"] == "recalled"
    assert office.as_("vanthu.snv").get(path).json()["recipients"][0]["state"] == "recalled"
    assert document["frozen_at"] is None


def test_the_paper_road_gets_its_number_after_the_hand_signature(office: World) -> None:
    path = approved(office, medium="paper")
    signed = office.as_("lanhdao.snv").post(f"{path}/signature", json={}).json()
    assert signed["number"] == ""
    assert office.as_("vanthu.snv").post(f"{path}/number").json()["number"] == "01"
    assert office.as_("vanthu.snv").post(f"{path}/seal").json()["state"] == "sealed"
    assert office.as_("vanthu.snv").post(f"{path}/issue").json()["state"] == "issued"
