"""The paper road: hand signature, number, seal, copies, post, receipt; kept copies; conversions; corrections; several agencies (Đ13–19, Đ25)."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from hoso.cli import work_once
from hoso.correspondence.queries.paper import count_late
from hoso.formats.fonts import FONTS
from hoso.support.actors import load_actor
from hoso.support.clock import Moment
from hoso.support.database import transaction
from hoso.support.signatures import Appearance, sign_with_key, verify
from hoso.support.signatures.appearance import person_mark
from python_calamine import CalamineWorkbook

from tests.conftest import application, fresh_database
from tests.journeys.test_dossiers import DOSSIER
from tests.journeys.test_drafting import OUT, done, process
from tests.journeys.test_outgoing import REVIEWS, approved, draft, issued, upload
from tests.papers import draft_pdf
from tests.people import World, make_world

TODAY = Moment.now().today
REASON = "Sai thể thức ở phần nơi nhận"


@pytest.fixture(scope="module")
def office(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One office for the whole module, and its neighbour, with keys for leaders and agencies."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("paper")) as app:
        made = make_world(app)
        app.state.keys.make_authority(Moment.now().at)
        for name in ("lanhdao.snv", "agency:snv", "lanhdao.stc", "agency:stc"):
            app.state.keys.issue(uuid.UUID(made.ids[name]), f"Nguyễn {name}", "Cơ quan", "Giám đốc", Moment.now().at)
        yield made


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def sent_on_paper(world: World) -> str:
    """A paper that was signed by hand, numbered, sealed, copied and issued."""
    path = approved(world, medium="paper", recipients=[{"name": "UBND phường Hạc Thành"}, {"name": "Công an tỉnh"}])
    clerk = world.as_("vanthu.snv")
    done(clerk.post(f"{path}/hand-signature", json={"signed_on": TODAY.isoformat()}))
    for act, body in (("number", None), ("paper-copies", {"amount": 3, "page_count": 2}), ("seal", None), ("issue", None)):
        done(clerk.post(f"{path}/{act}", json=body))
    return path


def test_signed_by_hand_numbered_sealed_copied_posted_and_signed_for(office: World) -> None:
    path = approved(office, medium="paper", recipients=[{"name": "UBND phường Hạc Thành"}, {"name": "Công an tỉnh"}])
    clerk = office.as_("vanthu.snv")
    assert clerk.post(f"{path}/number").json()["code"] == "wrong_state"
    assert clerk.post(f"{path}/seal").json()["code"] == "wrong_state"
    other = {"signed_on": TODAY.isoformat(), "signer_id": office.ids["pholanhdao.snv"]}
    assert clerk.post(f"{path}/hand-signature", json=other).json()["code"] == "not_the_proposed_signer"
    late = {"signed_on": (TODAY + timedelta(days=1)).isoformat()}
    assert clerk.post(f"{path}/hand-signature", json=late).json()["code"] == "signed_in_the_future"
    assert clerk.post(f"{path}/hand-signature", json={"signed_on": TODAY.isoformat(), "capacity": ["TUQ"]}).json()["code"] == "no_signing_authority"
    signed = done(clerk.post(f"{path}/hand-signature", json={"signed_on": TODAY.isoformat()}))
    assert (signed["state"], signed["number"], signed["signer"]["full_name"]) == ("signed", "", "Nguyễn lanhdao.snv")
    number = done(clerk.post(f"{path}/number"))["number"]
    assert done(clerk.post(f"{path}/paper-copies", json={"amount": 3, "page_count": 2}))["issued_amount"] == 3
    assert done(clerk.post(f"{path}/seal"))["state"] == "sealed"
    document = done(clerk.post(f"{path}/issue"))
    first, second = (r["id"] for r in document["recipients"])
    kept = process(office, path)["retained"]
    assert [(k["kind"], k["medium"], k["place"]) for k in kept] == [
        ("original", "paper", "Văn thư cơ quan"), ("principal", "paper", "Hồ sơ công việc – Phòng Văn thư – Lưu trữ"),
    ]  # fmt: skip
    posted = {"recipient_ids": [first], "way": "post", "item_number": "RL123456789VN", "weight_grams": 40}
    line = done(clerk.post(f"{path}/dispatches", json=posted))["dispatches"][0]
    done(clerk.post(f"{path}/dispatches", json={"recipient_ids": [second], "way": "hand", "received_by": "Lê Thị Nhận"}))
    seen = clerk.get(path).json()["recipients"]
    assert [(r["state"], r["state_note"]) for r in seen] == [("sent", "Bưu điện, số hiệu RL123456789VN"), ("delivered", "Ký nhận: Lê Thị Nhận")]
    done(clerk.post(f"{path}/dispatches/{line['id']}/receipt", json={"received_by": "Trần Văn Tư"}))
    assert clerk.get(path).json()["recipients"][0]["state"] == "delivered"
    before = {"received_by": "A", "received_on": (TODAY - timedelta(days=3)).isoformat()}
    assert clerk.post(f"{path}/dispatches/{line['id']}/receipt", json=before).json()["code"] == "received_before_sent"
    book = clerk.get("/dispatches/print", params={"format": "xlsx"})
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    symbol = f"{number}/KH-SNV"
    assert any(symbol in map(str, row) and any("RL123456789VN" in str(c) and "Trần Văn Tư" in str(c) for c in row) for row in rows)
    assert "Lê Thị Nhận" in text_of(clerk.get("/dispatches/print", params={"way": "hand"}).content)
    envelopes = clerk.get(f"{path}/envelopes", params={"size": "C5"})
    assert "UBND phường Hạc Thành" in text_of(envelopes.content)
    own = {"address": "Số 49 Đại lộ Lê Lợi, phường Hạc Thành", "phone": "0237 3852 000", "website": "snv.example.vn"}
    assert office.as_("quantri.snv").patch("/administration/agency", json=own).status_code == 200
    printed = text_of(clerk.get(f"{path}/envelopes", params={"size": "C5"}).content)
    assert all(value in printed for value in own.values()), printed
    page = pypdfium2.PdfDocument(envelopes.content)[0]
    assert (round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) == (229, 162)
    assert len(pypdfium2.PdfDocument(envelopes.content)) == 2
    assert clerk.post(f"{path}/dispatches", json={"recipient_ids": [str(uuid.uuid4())], "way": "post"}).json()["code"] == "not_a_recipient"


def test_what_comes_back_by_post_is_told(office: World) -> None:
    path = sent_on_paper(office)
    clerk = office.as_("vanthu.snv")
    recipient = clerk.get(path).json()["recipients"][0]["id"]
    line = done(clerk.post(f"{path}/dispatches", json={"recipient_ids": [recipient], "way": "post"}))["dispatches"][0]
    done(clerk.post(f"{path}/dispatches/{line['id']}/receipt", json={"outcome": "returned", "note": "Không có người nhận"}))
    assert clerk.get(path).json()["recipients"][0]["state"] == "returned"


def test_a_kept_copy_is_lent_with_a_leaders_permission_once_at_a_time(office: World) -> None:
    path = sent_on_paper(office)
    clerk = office.as_("vanthu.snv")
    copy = process(office, path)["retained"][0]["id"]
    loan = {"retained_copy_id": copy, "borrower_name": "Thanh tra tỉnh", "permitted_by": office.ids["chuyenvien.snv"]}
    assert clerk.post(f"{path}/loans", json=loan).json()["code"] == "not_permitted_by_a_leader"
    loan["permitted_by"] = office.ids["pholanhdao.snv"]
    lent = done(clerk.post(f"{path}/loans", json=loan))["retained"][0]
    assert lent["borrower_name"] == "Thanh tra tỉnh"
    assert clerk.post(f"{path}/loans", json=loan).json()["code"] == "copy_on_loan"
    assert "Thanh tra tỉnh" in text_of(clerk.get("/retained-loans/print").content)
    back = done(clerk.post(f"{path}/loans/{lent['loan_id']}/return", json={"note": "Nguyên vẹn"}))["retained"][0]
    assert back["loan_id"] is None
    assert clerk.get("/retained-loans").json()["items"][0]["returned_on"] == TODAY.isoformat()
    assert clerk.post(f"{path}/loans/{lent['loan_id']}/return", json={}).json()["code"] == "wrong_state"


def test_a_signed_file_becomes_a_sealed_print_and_stays_what_it_was(office: World) -> None:
    path, document = issued(office)
    clerk = office.as_("vanthu.snv")
    signed = [f for f in document["files"] if f["role"] == "signed"][-1]["sha256"]
    made = done(clerk.post(f"{path}/paper-principals", json={"copies": 2, "kept_at": "Hồ sơ công việc – Phòng Văn thư"}))
    printed = [f for f in made["files"] if f["role"] == "rendition"][-1]["sha256"]
    assert "Bản chính giấy in từ văn bản điện tử đã ký số, số" in text_of(clerk.get(f"/files/{printed}").content)
    pdf = clerk.get(f"/files/{signed}").content
    assert all(v.is_valid for v in verify(pdf, [office.app.state.keys.authority()], Moment.now().at))
    beside = process(office, path)
    assert (beside["conversions"][0]["direction"], beside["conversions"][0]["copies"], beside["conversions"][0]["source_sha256"]) == ("to_paper", 2, signed)
    assert beside["retained"][-1]["medium"] == "paper"
    assert clerk.post(f"{path}/signed-scans", json={"sha256": signed, "name": "x.pdf"}).json()["code"] == "wrong_state"


def test_the_scan_of_a_signed_paper_gets_the_signature_of_the_agency(office: World) -> None:
    path = sent_on_paper(office)
    clerk = office.as_("vanthu.snv")
    assert clerk.post(f"{path}/paper-principals", json={}).json()["code"] == "wrong_state"
    scan = upload(office, "vanthu.snv", draft_pdf("Bản quét"), "quet.pdf")["sha256"]
    made = done(clerk.post(f"{path}/signed-scans", json={"sha256": scan, "name": "quet.pdf"}))
    signed = [f for f in made["files"] if f["role"] == "signed"][-1]["sha256"]
    pdf = clerk.get(f"/files/{signed}").content
    assert pdf.startswith(clerk.get(f"/files/{scan}").content)
    verdicts = verify(pdf, [office.app.state.keys.authority()], Moment.now().at)
    assert [v.is_valid for v in verdicts] == [True]
    assert process(office, path)["conversions"][0]["direction"] == "to_file"


def test_what_is_signed_goes_out_the_same_or_the_next_working_day_or_is_counted_late(office: World) -> None:
    path = approved(office)
    assert done(office.as_("lanhdao.snv").post(f"{path}/signature", json={}))["state"] == "signed"
    beside = process(office, path)
    assert beside["issue_due_on"] > TODAY.isoformat()
    assert not beside["is_late"]
    assert path.rsplit("/", 1)[1] in [d["id"] for d in office.as_("vanthu.snv").get(OUT, params={"desk": "signed_waiting"}).json()["items"]]
    with transaction(office.app.state.engine) as db:
        actor = load_actor(db, uuid.UUID(office.ids["vanthu.snv"]), TODAY)
        assert actor is not None
        on_time, after = (count_late(db, actor, day) for day in (TODAY, TODAY + timedelta(days=20)))
    assert (on_time, after) == (0, 1)
    done(office.as_("vanthu.snv").post(f"{path}/issue"))


def corrected(world: World, path: str, kind: str, **more: Any) -> dict[str, Any]:
    """The correcting document, issued."""
    file = upload(world, "chuyenvien.snv", draft_pdf("Nguyễn lanhdao.snv", f"{kind} {uuid.uuid4()}"))
    body = {"kind": kind, "reason": REASON, "proposed_signer_id": world.ids["lanhdao.snv"],
            "files": [{"sha256": file["sha256"], "name": "dinh-chinh.pdf", "role": "main"}], **more}  # fmt: skip
    made = done(world.as_("chuyenvien.snv").post(f"{path}/corrections", json=body))
    new = f"{OUT}/{made['id']}"
    for who, aspect in REVIEWS:
        done(world.as_(who).post(f"{new}/reviews", json={"aspect": aspect, "verdict": "approve"}))
    done(world.as_("lanhdao.snv").post(f"{new}/signature", json={}))
    return done(world.as_("vanthu.snv").post(f"{new}/issue"))


@pytest.mark.pl6("PL6-III-5-d")
def test_a_correction_is_told_on_both_sides_and_changes_no_document_and_no_dossier(office: World) -> None:
    path, faulty = issued(office)
    arrived = office.as_("vanthu.stc").get("/incoming-documents", params={"state": "waiting"}).json()["items"][0]["id"]
    copy = f"/incoming-documents/{arrived}"
    done(office.as_("vanthu.stc").post(f"{copy}/registration", json={}))
    done(office.as_("vanthu.stc").post(f"{copy}/transfer", json={"lead": {"user_id": office.ids["chuyenvien.stc"]}}))
    done(office.as_("chuyenvien.stc").post(f"{copy}/completion", json={"outcome": "Đã thực hiện"}))
    dossier = done(office.as_("chuyenvien.stc").post("/dossiers", json={**DOSSIER, "notation": "09.TC"}))["id"]
    done(office.as_("chuyenvien.stc").post(f"/dossiers/{dossier}/documents", json={"document_id": arrived}))
    done(office.as_("chuyenvien.stc").post(f"/dossiers/{dossier}/closure", json={"ended_on": "2026-03-01"}))
    closed = office.as_("chuyenvien.stc").get(f"/dossiers/{dossier}").json()
    wrong = {"kind": "corrects", "reason": REASON, "type_code": "QĐ"}
    assert office.as_("chuyenvien.snv").post(f"{path}/corrections", json=wrong).json()["code"] == "wrong_form_of_correction"
    new = corrected(office, path, "corrects")
    assert (new["type_code"], new["abstract"].startswith("Đính chính Kế hoạch số")) == ("CV", True)
    assert [(link["relation"], link["id"]) for link in new["links"]] == [("corrects", faulty["id"])]
    after = office.as_("vanthu.snv").get(path).json()
    assert [(link["relation"], link["id"]) for link in after["links"]] == [("corrected_by", new["id"])]
    assert {k: after[k] for k in ("state", "abstract", "number", "files")} == {k: faulty[k] for k in ("state", "abstract", "number", "files")}
    at_receiver = office.as_("chuyenvien.stc").get(copy).json()
    assert [link["relation"] for link in at_receiver["links"]] == ["corrected_by"]
    assert at_receiver["state"] == "completed"
    while work_once(office.app.state.settings):
        pass
    told = [n["text"] for n in office.as_("chuyenvien.stc").get("/notices").json()["items"]]
    assert any("được đính chính" in text and "trong hồ sơ" in text for text in told)
    assert office.as_("chuyenvien.stc").get(f"/dossiers/{dossier}").json() == closed


def test_a_replacement_has_the_form_of_what_it_replaces(office: World) -> None:
    path, _ = issued(office)
    assert office.as_("chuyenvien.snv").post(f"{path}/corrections", json={"kind": "replaces", "reason": REASON, "type_code": "CV"}).status_code == 409
    new = corrected(office, path, "replaces")
    assert new["type_code"] == "KH"
    assert office.as_("vanthu.snv").get(path).json()["links"][0]["relation"] == "replaced_by"


@pytest.mark.pl6("PL6-III-8-a", "PL6-III-8-b", "PL6-III-8-c")
def test_a_recall_freezes_here_cancels_there_and_tells_the_owner_of_the_dossier(office: World) -> None:
    path, document = issued(office)
    clerk, neighbour = office.as_("vanthu.snv"), office.as_("vanthu.stc")
    arrived = neighbour.get("/incoming-documents", params={"state": "waiting"}).json()["items"][0]["id"]
    copy = f"/incoming-documents/{arrived}"
    done(neighbour.post(f"{copy}/registration", json={}))
    done(neighbour.post(f"{copy}/transfer", json={"lead": {"user_id": office.ids["chuyenvien.stc"]}}))
    dossier = done(office.as_("chuyenvien.stc").post("/dossiers", json={**DOSSIER, "notation": "10.TC"}))["id"]
    done(office.as_("chuyenvien.stc").post(f"/dossiers/{dossier}/documents", json={"document_id": arrived}))
    done(clerk.post(f"{path}/recall", json={"reason": "Ban hành nhầm thẩm quyền"}))
    frozen = clerk.get(path).json()
    assert frozen["frozen_at"]
    assert {k: frozen[k] for k in ("number", "symbol", "issued_on", "signer", "files")} == {k: document[k] for k in ("number", "symbol", "issued_on", "signer", "files")}
    for method, act, body in (("patch", "", {"abstract": "Đổi"}), ("post", "/issue", None), ("post", "/dispatches", {"recipient_ids": [document["recipients"][0]["id"]], "way": "post"}),
                              ("post", "/corrections", {"kind": "corrects", "reason": REASON})):  # fmt: skip
        who = office.as_("chuyenvien.snv") if act in ("", "/corrections") else clerk
        assert who.request(method, path + act, json=body).json()["code"] == "wrong_state", act
    number = neighbour.get(copy).json()["arrival_number"]
    cancelled = done(neighbour.post(f"{copy}/recall"))
    assert (cancelled["state"], cancelled["arrival_number"]) == ("recalled", number)
    assert clerk.get(path).json()["recipients"][0]["state"] == "recalled"
    while work_once(office.app.state.settings):
        pass
    told = [n["text"] for n in office.as_("chuyenvien.stc").get("/notices").json()["items"]]
    assert any("thu hồi" in text and "trong hồ sơ" in text for text in told)
    for who, subject in (("vanthu.snv", document["id"]), ("vanthu.stc", arrived)):
        tags = [e["tag"] for e in office.as_(who).get("/trail", params={"subject": subject}).json()["items"]]
        assert any("recall" in tag for tag in tags), who


def test_a_scan_that_the_agencys_own_device_signed_is_compared_with_the_scan(office: World) -> None:
    path, clerk = sent_on_paper(office), office.as_("vanthu.snv")
    paper = draft_pdf("Nguyễn lanhdao.snv", "Bản quét của bản giấy đã ký")
    keys, place = office.app.state.keys, Appearance("CoQuan", 0, (300, 780, 560, 830), person_mark("A", FONTS))
    keys.issue(uuid.UUID(office.ids["vanthu.snv"]), "Sở Nội vụ", "UBND tỉnh", "", Moment.now().at)
    own, officer = keys.holder(uuid.UUID(office.ids["vanthu.snv"])), keys.holder(uuid.UUID(office.ids["lanhdao.snv"]))
    right, by_officer = (sign_with_key(paper, holder, place, Moment.now().at) for holder in (own, officer))
    other = sign_with_key(draft_pdf("Nguyễn lanhdao.snv", "Nội dung khác"), own, place, Moment.now().at)
    scan = {"sha256": upload(office, "vanthu.snv", paper, "quet.pdf")["sha256"], "name": "quet.pdf"}
    for data, code in ((paper, "signed_file_differs"), (other, "signed_file_differs"), (by_officer, "certificate_of_another")):
        said = clerk.post(f"{path}/signed-scans", json={**scan, "signed": upload(office, "vanthu.snv", data, "ky.pdf")["sha256"]})
        assert (said.status_code, said.json()["code"]) == (409, code), said.text
        assert process(office, path)["conversions"] == []
    signed = upload(office, "vanthu.snv", right, "ky.pdf")["sha256"]
    made = done(clerk.post(f"{path}/signed-scans", json={**scan, "signed": signed}))
    assert [f["sha256"] for f in made["files"] if f["role"] == "signed"][-1] == signed


def to_sign_together(world: World, **more: Any) -> tuple[str, str, str]:
    """A document of snv and stc (and an agency outside) that the lead agency approved: its path, the part of stc, the part outside."""
    path = f"{OUT}/{draft(world, **more)['id']}"
    issuers = [{"agency_id": world.ids["agency:stc"]}, {"name": "Công an tỉnh"}]
    done(world.as_("chuyenvien.snv").post(f"{path}/joint-issuers", json={"issuers": issuers}))
    for who, aspect in REVIEWS:
        done(world.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"}))
    inside, outside = process(world, path)["joint"]
    return path, f"/joint-signatures/{inside['id']}", f"{path}/joint-issuers/{outside['id']}/record"


def test_several_agencies_agree_and_sign_one_after_the_other(office: World) -> None:
    path, part, outside = to_sign_together(office, medium="paper")
    lead, other, clerk = office.as_("lanhdao.snv"), office.as_("lanhdao.stc"), office.as_("vanthu.snv")
    told = {"signer_name": "Lê Văn Ngoài", "signer_position": "Giám đốc"}
    assert lead.post(f"{path}/signature", json={}).json()["code"] == "joint_signature_missing"
    assert clerk.post(outside, json={"step": "approved", **told}).json()["code"] == "out_of_order"
    assert other.post(f"{part}/signature", json={}).json()["code"] == "wrong_state"
    assert other.get(part).json()["waits_for"] == "approve"
    done(other.post(f"{part}/approval", json={"verdict": "approve"}))
    done(clerk.post(outside, json={"step": "approved", **told}))
    done(lead.post(f"{path}/signature", json={}))
    assert clerk.post(outside, json={"step": "signed", **told}).json()["code"] == "out_of_order"
    assert clerk.post(f"{path}/seal").json()["code"] == "joint_signature_missing"
    done(other.post(f"{part}/signature", json={}))
    assert other.post(f"{part}/signature", json={}).json()["code"] == "out_of_order"
    done(clerk.post(outside, json={"step": "signed", **told}))
    assert clerk.post(f"{path}/seal").json()["code"] == "joint_signature_missing"
    done(office.as_("vanthu.stc").post(f"{part}/seal"))
    assert done(clerk.post(f"{path}/issue"))["state"] == "issued"
    assert [p["state"] for p in process(office, path)["joint"]] == ["sealed", "signed"]


def test_the_file_carries_all_signatures_and_each_holds(office: World) -> None:
    path = f"{OUT}/{draft(office)['id']}"
    done(office.as_("chuyenvien.snv").post(f"{path}/joint-issuers", json={"issuers": [{"agency_id": office.ids["agency:stc"]}]}))
    for who, aspect in REVIEWS:
        done(office.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"}))
    part = f"/joint-signatures/{process(office, path)['joint'][0]['id']}"
    waiting = office.as_("lanhdao.stc").get("/joint-signatures", params={"desk": "waiting"}).json()["items"]
    assert part.rsplit("/", 1)[1] in [w["id"] for w in waiting]
    done(office.as_("lanhdao.stc").post(f"{part}/approval", json={"verdict": "approve"}))
    done(office.as_("lanhdao.snv").post(f"{path}/signature", json={}))
    shown = office.as_("lanhdao.stc").get(part).json()
    assert office.as_("lanhdao.stc").get(f"/files/{shown['files'][0]['sha256']}").status_code == 200
    assert office.as_("lanhdao.stc").get(path).status_code == 404
    done(office.as_("lanhdao.stc").post(f"{part}/signature", json={}))
    done(office.as_("vanthu.stc").post(f"{part}/seal"))
    made = done(office.as_("vanthu.snv").post(f"{path}/issue"))
    pdf = office.as_("vanthu.snv").get(f"/files/{[f for f in made['files'] if f['role'] == 'signed'][-1]['sha256']}").content
    verdicts = verify(pdf, [office.app.state.keys.authority()], Moment.now().at)
    assert [v.field for v in verdicts] == ["NguoiKy", "NguoiKy2", "CoQuan2", "CoQuan"]
    assert all(v.is_valid for v in verdicts)


def test_a_co_issuer_that_sends_back_voids_what_the_lead_agency_approved(office: World) -> None:
    path, part, _ = to_sign_together(office)
    other = office.as_("lanhdao.stc")
    assert other.post(f"{part}/approval", json={"verdict": "return"}).json()["code"] == "reason_missing"
    done(other.post(f"{part}/approval", json={"verdict": "return", "note": "Đề nghị bổ sung nguồn kinh phí"}))
    back = office.as_("vanthu.snv").get(path).json()
    assert back["state"] == "draft"
    assert all(r["voided_at"] for r in back["reviews"])
    own = {"issuers": [{"agency_id": office.ids["agency:snv"]}]}
    assert office.as_("chuyenvien.snv").post(f"{path}/joint-issuers", json=own).json()["code"] == "not_a_co_issuer"
