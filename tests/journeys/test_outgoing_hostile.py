"""Outgoing documents in careless and hostile hands: twice the same click, days that cannot be, papers whose inside contradicts the format."""

import io
import json
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from hoso.formats.fonts import FONTS
from hoso.support.clock import Moment
from hoso.support.database import transaction
from hoso.support.organisations import SigningAuthority
from hoso.support.signatures import Appearance, sign_with_key
from hoso.support.signatures.appearance import person_mark
from pikepdf import Array, Dictionary, Name, String

from tests.conftest import application, fresh_database
from tests.journeys.test_drafting import OUT, done, process
from tests.journeys.test_outgoing import REVIEWS, approved, draft, issued, upload
from tests.journeys.test_paper_road import sent_on_paper
from tests.papers import draft_pdf
from tests.people import World, make_world

TODAY = Moment.now().today
YESTERDAY = (TODAY - timedelta(days=1)).isoformat()


@pytest.fixture(scope="module")
def office(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One office for the whole module, with keys for leaders and agency."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("hostile")) as app:
        made = make_world(app)
        app.state.keys.make_authority(Moment.now().at)
        for name in ("lanhdao.snv", "agency:snv"):
            app.state.keys.issue(uuid.UUID(made.ids[name]), f"Nguyễn {name}", "Cơ quan", "Giám đốc", Moment.now().at)
        yield made


def refused(answer: Any, status: int, code: str) -> None:
    assert (answer.status_code, answer.json().get("code")) == (status, code), answer.text
    assert answer.json()["detail"], "a refusal says what to do"


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def with_file(world: World, pdf: bytes) -> str:
    """An approved draft with this file."""
    file = upload(world, "chuyenvien.snv", pdf)
    return approved(world, files=[{"sha256": file["sha256"], "name": "du-thao.pdf", "role": "main"}])


def test_a_second_click_makes_no_second_line_in_the_postal_register(office: World) -> None:
    path, clerk = sent_on_paper(office), office.as_("vanthu.snv")
    first, second = (r["id"] for r in clerk.get(path).json()["recipients"])
    letter = {"recipient_ids": [first], "way": "post", "item_number": "RL1VN"}
    line = done(clerk.post(f"{path}/dispatches", json=letter))["dispatches"][0]
    refused(clerk.post(f"{path}/dispatches", json=letter), 409, "already_sent")
    refused(clerk.post(f"{path}/dispatches", json={**letter, "recipient_ids": [second, first]}), 409, "already_sent")
    assert len(process(office, path)["dispatches"]) == 1, "what was refused left nothing, also of the other recipient"
    done(clerk.post(f"{path}/dispatches", json={**letter, "item_number": "RL2VN"}))
    done(clerk.post(f"{path}/dispatches/{line['id']}/receipt", json={"outcome": "returned", "note": "Sai địa chỉ"}))
    assert len(done(clerk.post(f"{path}/dispatches", json=letter))["dispatches"]) == 3, "what came back is sent again"


def test_nobody_is_asked_twice_about_one_version(office: World) -> None:
    path, officer = f"{OUT}/{draft(office)['id']}", office.as_("chuyenvien.snv")
    wanted = {"unit_ids": [office.ids["other-unit:snv"]], "user_ids": [office.ids["phophong.snv"]]}
    done(officer.post(f"{path}/consultations", json=wanted))
    refused(officer.post(f"{path}/consultations", json=wanted), 409, "already_asked")
    asked = process(office, path)["consultations"]
    assert len(asked) == 2
    own = next(c["id"] for c in asked if c["person_id"])
    done(office.as_("phophong.snv").post(f"{path}/consultations/{own}/answer", json={"verdict": "agree"}))
    done(officer.post(f"{path}/consultations", json={"user_ids": wanted["user_ids"]}))  # who has answered may be asked again
    done(officer.patch(path, json={"abstract": "Kế hoạch đã sửa theo góp ý"}))
    done(officer.post(f"{path}/consultations", json=wanted))  # so may everybody about a new version


def test_a_second_click_drafts_no_second_correction(office: World) -> None:
    path, _ = issued(office)
    officer, wanted = office.as_("chuyenvien.snv"), {"kind": "corrects", "reason": "Sai ngày ở phần căn cứ"}
    first = done(officer.post(f"{path}/corrections", json=wanted))["id"]
    twice = officer.post(f"{path}/corrections", json=wanted)
    refused(twice, 409, "correction_underway")
    assert twice.json()["draft"] == first
    done(officer.post(f"{path}/corrections", json={**wanted, "kind": "replaces"}))
    links = [(link["relation"], link["id"]) for link in officer.get(path).json()["links"]]
    assert [relation for relation, _ in links].count("corrected_by") == 1


def test_one_scan_is_signed_once(office: World) -> None:
    path, clerk = sent_on_paper(office), office.as_("vanthu.snv")
    scan = {"sha256": upload(office, "vanthu.snv", draft_pdf("Quét"), "quet.pdf")["sha256"], "name": "quet.pdf"}
    done(clerk.post(f"{path}/signed-scans", json=scan))
    refused(clerk.post(f"{path}/signed-scans", json=scan), 409, "already_converted")
    assert len(process(office, path)["conversions"]) == 1


def test_no_term_lies_before_today(office: World) -> None:
    head, officer, person = office.as_("truongphong.snv"), office.as_("chuyenvien.snv"), office.ids["chuyenvien.snv"]
    refused(head.post("/draft-assignments", json={"subject": "Soạn báo cáo", "user_id": person, "due_on": YESTERDAY}), 422, "term_in_the_past")
    given = done(head.post("/draft-assignments", json={"subject": "Soạn báo cáo", "user_id": person, "due_on": TODAY.isoformat()}))["id"]
    passed = {"user_id": office.ids["phophong.snv"], "due_on": YESTERDAY}
    refused(head.post(f"/draft-assignments/{given}/assignee", json=passed), 422, "term_in_the_past")
    new = {"type_code": "CV", "abstract": "V/v báo cáo", "recipients": [{"name": "Bộ Nội vụ"}], "due_on": YESTERDAY}
    refused(officer.post(OUT, json=new), 422, "term_in_the_past")
    path = f"{OUT}/{draft(office)['id']}"
    refused(officer.patch(path, json={"due_on": YESTERDAY}), 422, "term_in_the_past")
    refused(officer.post(f"{path}/consultations", json={"user_ids": [office.ids["phophong.snv"]], "due_on": YESTERDAY}), 422, "term_in_the_past")
    assert officer.get(path).json()["due_on"] is None


def test_an_authority_ends_with_its_last_day(office: World) -> None:
    path = approved(office, proposed_signer_id=None)
    head = office.as_("truongphong.snv")
    row = {"agency_id": office.ids["agency:snv"], "person_id": office.ids["truongphong.snv"], "capacity": "TL", "basis": "Quy chế làm việc", "valid_from": "2020-01-01"}
    with transaction(office.app.state.engine) as db:
        db.add(SigningAuthority.model_validate({**row, "valid_to": YESTERDAY}))
    refused(head.post(f"{path}/signature", json={"capacity": ["TL"]}), 403, "no_signing_authority")
    with transaction(office.app.state.engine) as db:
        db.add(SigningAuthority.model_validate({**row, "valid_from": (TODAY + timedelta(days=1)).isoformat()}))
    refused(head.post(f"{path}/signature", json={"capacity": ["TL"]}), 403, "no_signing_authority")
    seen = office.as_("vanthu.snv").get(path).json()
    assert (seen["state"], seen["number"], seen["signer"]) == ("approved", "", None), "a refusal takes no number"


def test_who_drafts_does_not_check_the_own_draft(office: World) -> None:
    path = f"{OUT}/{draft(office)['id']}"
    officer = office.as_("chuyenvien.snv")
    for who, aspect in REVIEWS:
        own = officer.post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"})
        assert own.status_code == 403, (aspect, own.text)
        done(office.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"}))
    assert [r["full_name"] for r in officer.get(path).json()["reviews"]] == [f"Nguyễn {who}" for who, _ in REVIEWS]


def test_a_draft_that_bears_a_signature_is_not_written_into(office: World) -> None:
    holder = office.app.state.keys.holder(uuid.UUID(office.ids["lanhdao.snv"]))
    look = Appearance("KyNhay", 0, (300, 60, 440, 108), person_mark("A", FONTS))
    path = with_file(office, sign_with_key(draft_pdf("Nguyễn lanhdao.snv"), holder, look, Moment.now().at))
    leader = office.as_("lanhdao.snv")
    refused(leader.post(f"{path}/signature", json={}), 409, "draft_is_signed")
    refused(leader.post(f"{path}/signature-preparations", json={"purpose": "person"}), 409, "draft_is_signed")
    seen = leader.get(path).json()
    assert (seen["state"], seen["number"]) == ("approved", "")


def test_ids_of_the_neighbour_and_of_other_documents_are_unknown_in_every_body(office: World) -> None:
    """404, 422 as unknown, or 403; the document is as it was."""
    ids, officer, clerk, leader = office.ids, office.as_("chuyenvien.snv"), office.as_("vanthu.snv"), office.as_("lanhdao.snv")
    theirs = upload(office, "chuyenvien.stc", draft_pdf("Của Sở Tài chính"))["sha256"]
    arrived = done(office.as_("vanthu.stc").post("/incoming-documents", json={"type_code": "CV", "issuer_name": "UBND", "abstract": "Của Sở Tài chính"}))["id"]
    task = done(office.as_("lanhdao.stc").post("/draft-assignments", json={"subject": "Việc của Sở Tài chính", "user_id": ids["chuyenvien.stc"]}))["id"]
    other, path, sent = f"{OUT}/{draft(office)['id']}", f"{OUT}/{draft(office)['id']}", sent_on_paper(office)
    elsewhere = sent_on_paper(office)
    remark = done(officer.post(f"{other}/comments", json={"text": "Ghi rõ hạn"}))["comments"][0]["id"]
    stray = {k: process(office, elsewhere)[k][0]["id"] for k in ("retained",)} | {"recipient": clerk.get(elsewhere).json()["recipients"][0]["id"]}
    new = {"type_code": "CV", "abstract": "V/v báo cáo", "recipients": [{"name": "Bộ Nội vụ"}]}
    loan = {"retained_copy_id": process(office, sent)["retained"][0]["id"], "borrower_name": "Thanh tra", "permitted_by": ids["lanhdao.snv"]}
    tries = [
        *((officer, "post", OUT, {**new, **more}) for more in (
            {"drafting_unit_id": ids["unit:stc"]}, {"proposed_signer_id": ids["lanhdao.stc"]}, {"co_drafter_ids": [ids["chuyenvien.stc"]]}, {"in_reply_to": [arrived]},
            {"recipients": [{"unit_id": ids["unit:stc"]}]}, {"recipients": [{"user_id": ids["lanhdao.stc"]}]}, {"recipients": [{"agency_id": ids["unit:snv"]}]},
            {"files": [{"sha256": theirs, "name": "a.pdf"}]}, {"assignment_id": task}, {"in_reply_to": [ids["unit:snv"]]}, {"type_code": "KHONGCO"},
        )),
        (officer, "patch", path, {"proposed_signer_id": ids["lanhdao.stc"]}), (officer, "patch", path, {"files": [{"sha256": theirs, "name": "a.pdf"}]}),
        (officer, "post", f"{path}/consultations", {"unit_ids": [ids["unit:stc"]]}), (officer, "post", f"{path}/consultations", {"user_ids": [ids["vanthu.stc"]]}),
        (officer, "post", f"{path}/comments", {"text": "Trả lời", "answers": remark}), (officer, "post", f"{path}/comments/{remark}/resolution", {}),
        (officer, "post", f"{path}/joint-issuers", {"issuers": [{"agency_id": ids["agency:snv"]}]}),
        (leader, "post", "/draft-assignments", {"subject": "Soạn", "user_id": ids["chuyenvien.stc"]}), (leader, "post", "/draft-assignments", {"subject": "Soạn", "unit_id": ids["unit:stc"]}),
        (leader, "post", "/draft-assignments", {"subject": "Soạn", "user_id": ids["chuyenvien.snv"], "in_reply_to": arrived}),
        (clerk, "post", f"{sent}/dispatches", {"recipient_ids": [stray["recipient"]], "way": "post"}),
        (clerk, "post", f"{sent}/loans", {**loan, "retained_copy_id": stray["retained"]}), (clerk, "post", f"{sent}/loans", {**loan, "permitted_by": ids["lanhdao.stc"]}),
        (clerk, "post", f"{sent}/loans", {**loan, "borrower_id": ids["chuyenvien.stc"]}), (clerk, "post", f"{sent}/signed-scans", {"sha256": theirs, "name": "a.pdf"}),
        (clerk, "post", f"{sent}/retained-copies", {"kind": "original", "place": "Kho", "unit_id": ids["unit:stc"]}),
        (clerk, "post", f"/documents/{sent.split('/')[-1]}/copies", {"kind": "SY", "to_medium": "paper", "signer_id": ids["lanhdao.stc"], "file": theirs}),
    ]  # fmt: skip
    before = [clerk.get(one).json() | process(office, one) for one in (path, sent)]
    listed = len(clerk.get(OUT, params={"limit": 200}).json()["items"])
    for who, method, where, body in tries:
        answer = who.request(method, where, json=body)
        assert answer.status_code in (403, 404, 409, 422) and answer.json()["code"] and answer.json()["detail"], (where, body, answer.text)
    assert [clerk.get(one).json() | process(office, one) for one in (path, sent)] == before
    assert len(clerk.get(OUT, params={"limit": 200}).json()["items"]) == listed


def test_fields_out_of_all_bounds_name_themselves(office: World) -> None:
    officer, clerk, path, sent = office.as_("chuyenvien.snv"), office.as_("vanthu.snv"), f"{OUT}/{draft(office)['id']}", sent_on_paper(office)
    recipient = clerk.get(sent).json()["recipients"][0]["id"]
    for junk in ("x" * 10_000, "Chuông\x07 reo", "Rỗng\x00", "   ", "Nửa cặp \ud83d"):
        for who, where, body in (
            (officer, OUT, {"type_code": "CV", "abstract": junk, "recipients": [{"name": "A"}]}), (officer, OUT, {"type_code": "CV", "abstract": "A", "recipients": [{"name": junk}]}),
            (officer, f"{path}/comments", {"text": junk}), (clerk, f"{sent}/recall", {"reason": junk}), (clerk, f"{sent}/retained-copies", {"kind": "original", "place": junk}),
            (office.as_("truongphong.snv"), f"{path}/reviews", {"aspect": "content", "verdict": "return", "note": junk}),
            (office.as_("lanhdao.snv"), "/draft-assignments", {"subject": junk, "user_id": office.ids["chuyenvien.snv"]}),
        ):  # fmt: skip
            answer = who.post(where, content=json.dumps(body).encode(), headers={"Content-Type": "application/json"})
            assert answer.status_code == 422 and answer.json()["faults"], (where, junk[:20], answer.text)
    for more in ({"envelopes": 0}, {"envelopes": 2**40}, {"weight_grams": -1}, {"dispatched_on": "9999-12-31"}, {"dispatched_on": "0001-01-01"}, {"dispatched_on": "2026-02-30"}):
        refused_for = clerk.post(f"{sent}/dispatches", json={"recipient_ids": [recipient], "way": "post", **more})
        assert refused_for.status_code == 422, (more, refused_for.text)
    assert process(office, sent)["dispatches"] == []
    assert (officer.get(path).json()["state"], clerk.get(sent).json()["state"]) == ("draft", "issued")


def test_what_somebody_changed_meanwhile_is_not_overwritten(office: World) -> None:
    path = approved(office)
    clerk, leader, officer = office.as_("vanthu.snv"), office.as_("lanhdao.snv"), office.as_("chuyenvien.snv")
    seen = leader.get(path).headers["etag"]
    done(officer.patch(path, json={"abstract": "Kế hoạch đã sửa sau khi duyệt"}))
    for who, method, where, body in (
        (leader, "post", "/signature", {}), (leader, "post", "/sending-back", {"reason": "Xem lại căn cứ pháp lý"}), (officer, "patch", "", {"abstract": "Khác"}),
        (office.as_("truongphong.snv"), "post", "/reviews", {"aspect": "content", "verdict": "approve"}), (clerk, "post", "/issue", None), (clerk, "post", "/recall", {"reason": "Ban hành nhầm phụ lục"}),
        (officer, "post", "/joint-issuers", {"issuers": [{"name": "Công an tỉnh"}]}), (leader, "post", "/signature-preparations", {"purpose": "person"}),
    ):  # fmt: skip
        stale = who.request(method, path + where, json=body, headers={"If-Match": seen})
        refused(stale, 412, "stale")
    after = leader.get(path).json()
    assert (after["state"], after["abstract"], after["number"]) == ("draft", "Kế hoạch đã sửa sau khi duyệt", "")


def _form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = String("x")


def _notes(made: pikepdf.Pdf) -> None:
    made.pages[0].obj["/Annots"] = String("x")


def _form_of_words(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = made.make_indirect(Dictionary(Fields=Array([String("x")])))


def _nothing_to_see(made: pikepdf.Pdf) -> None:
    made.pages[0].obj["/CropBox"] = Array([5000, 5000, 5001, 5001])


def _no_extent(made: pikepdf.Pdf) -> None:
    made.pages[0].obj["/MediaBox"] = Array([0, 0, 0, 0])


def _forbids_changes(made: pikepdf.Pdf) -> None:
    made.Root.Perms = Dictionary(DocMDP=Dictionary(Type=Name.Sig, Reference=Array([Dictionary(TransformMethod=Name.DocMDP, TransformParams=Dictionary(P=1))])))


@pytest.mark.parametrize("twist", [_form, _notes, _form_of_words, _nothing_to_see, _no_extent, _forbids_changes])
def test_a_paper_whose_inside_contradicts_the_format_is_signed_and_copied_or_refused_with_a_reason(office: World, twist: Callable[[pikepdf.Pdf], None]) -> None:
    pdf = changed(draft_pdf("Nguyễn lanhdao.snv"), twist)
    up = office.as_("vanthu.snv").post("/files", files={"file": ("la.pdf", pdf)})
    if up.status_code != 201:
        return refused(up, 422, up.json()["code"])
    path, clerk, leader = with_file(office, pdf), office.as_("vanthu.snv"), office.as_("lanhdao.snv")
    copy = {"kind": "SY", "to_medium": "paper", "signer_id": office.ids["lanhdao.snv"]}
    scanned = clerk.post(f"{sent_on_paper(office)}/signed-scans", json={"sha256": up.json()["sha256"], "name": "la.pdf"})
    for answer in (scanned, clerk.post(f"/documents/{path.split('/')[-1]}/copies", json=copy), leader.post(f"{path}/signature", json={})):
        assert answer.status_code < 300 or (answer.status_code == 409 and answer.json()["code"] in ("cannot_be_signed", "nothing_to_copy")), answer.text
    seen = clerk.get(path).json()
    assert bool(seen["number"]) == (seen["state"] == "signed"), "a signature that was refused takes no number"
    return None
