"""The outgoing document where people err: twice the same link, a stranger as signer, a number that is voided, a spoiled file."""

from uuid import UUID

import pytest
from hoso.formats.fonts import FONTS
from hoso.support.clock import Moment
from hoso.support.database import transaction
from hoso.support.organisations import SigningAuthority
from hoso.support.signatures import Appearance, sign_with_key
from hoso.support.signatures.appearance import person_mark

from tests.journeys.test_outgoing import approved, draft, issued, upload
from tests.papers import PNG, draft_pdf
from tests.people import World

REASON = {"reason": "Ban hành nhầm nội dung phụ lục"}


def incoming(world: World, username: str = "vanthu.snv", **more: object) -> str:
    body = {"type_code": "KH", "issuer_name": "UBND tỉnh", "abstract": "Kế hoạch năm", "number": "39", "symbol": "KH-UBND", **more}
    answer = world.as_(username).post("/incoming-documents", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def test_only_a_document_on_the_own_desk_can_be_answered(office: World) -> None:
    path = f"/outgoing-documents/{draft(office)['id']}"
    said = office.as_("chuyenvien.snv").patch(path, json={"in_reply_to": [incoming(office)]})
    assert said.json()["code"] == "out_of_reach"


def test_the_documents_it_answers_are_replaced_not_doubled(office: World) -> None:
    ids = []
    for number in ("39", "40"):
        one = incoming(office, number=number)
        said = office.as_("vanthu.snv").post(f"/incoming-documents/{one}/transfer", json={"lead": {"user_id": office.ids["chuyenvien.snv"]}})
        assert said.status_code == 200, said.text
        ids.append(one)
    path = f"/outgoing-documents/{draft(office)['id']}"
    for wanted in (ids[:1], ids[:1], ids, ids[1:]):
        said = office.as_("chuyenvien.snv").patch(path, json={"in_reply_to": wanted})
        assert said.status_code == 200, said.text
        assert {x["id"] for x in said.json()["links"]} == set(wanted)
        assert {x["kind"] for x in said.json()["links"]} <= {"incoming"}, "a link says what kind of document it leads to"


def test_a_proposed_signer_without_authority_is_refused(office: World) -> None:
    path = f"/outgoing-documents/{draft(office)['id']}"
    said = office.as_("chuyenvien.snv").patch(path, json={"proposed_signer_id": office.ids["chuyenvien.snv"]})
    assert said.status_code == 422, said.text


def test_a_spoiled_file_from_outside_is_refused(office: World) -> None:
    path = approved(office)
    document = office.as_("lanhdao.snv").get(path).json()
    own = office.as_("lanhdao.snv").get(f"/files/{document['files'][0]['sha256']}").content
    for data in (b"%PDF-1.4 junk", own + b"\nstartxref\n5\n%%EOF"):
        said = office.as_("lanhdao.snv").post("/files", files={"file": ("ky.pdf", data)})
        assert said.json()["code"] in ("refused_file", "quarantined_file"), "a spoiled file does not come in"
    for data in (PNG, draft_pdf("Người khác")):
        file = upload(office, "lanhdao.snv", data, "ky.png" if data == PNG else "ky.pdf")
        said = office.as_("lanhdao.snv").post(f"{path}/signature", json={"file": file["sha256"]})
        assert said.status_code == 409, said.text
    said = office.as_("lanhdao.snv").post(f"{path}/signature", json={})
    assert said.json()["number"] == "01"


def test_a_draft_that_is_no_pdf_is_refused_at_the_signature(office: World) -> None:
    file = upload(office, "chuyenvien.snv", PNG, "x.png")
    path = approved(office, files=[{"sha256": file["sha256"], "name": "x.png", "role": "main"}])
    said = office.as_("lanhdao.snv").post(f"{path}/signature", json={})
    assert (said.status_code, said.json()["code"]) == (409, "not_a_pdf")


def test_what_was_signed_outside_is_sealed_and_issued(office: World) -> None:
    path = approved(office)
    document = office.as_("lanhdao.snv").get(path).json()
    pdf = office.as_("lanhdao.snv").get(f"/files/{document['files'][0]['sha256']}").content
    holder = office.app.state.keys.holder(UUID(office.ids["lanhdao.snv"]))
    signed = sign_with_key(pdf, holder, Appearance("NguoiKy", 0, (300, 60, 440, 108), person_mark("A", FONTS)), Moment.now().at)
    file = upload(office, "lanhdao.snv", signed, "ky.pdf")
    said = office.as_("lanhdao.snv").post(f"{path}/signature", json={"file": file["sha256"]})
    assert said.status_code == 200, said.text
    assert office.as_("vanthu.snv").post(f"{path}/issue").status_code == 200


def test_a_voided_number_leaves_the_approval_and_is_never_given_again(office: World) -> None:
    path = approved(office)
    signed = office.as_("lanhdao.snv").post(f"{path}/signature", json={}).json()
    clerk = office.as_("vanthu.snv")
    assert "voidNumber" in clerk.get(path).json()["allowed_actions"]
    said = clerk.post(f"/register-entries/{signed['register_entry_id']}/void", json=REASON)
    assert said.status_code == 200, said.text
    after = clerk.get(path).json()
    assert (after["state"], after["number"], after["signer"], after["register_entry_id"]) == ("approved", "", None, None)
    assert not [f for f in after["files"] if f["role"] == "signed"]
    assert clerk.get("/search", params={"q": "01/KH-SNV"}).json()["items"] == []
    again = office.as_("lanhdao.snv").post(f"{path}/signature", json={}).json()
    assert again["number"] == "02"
    twice = clerk.post(f"/register-entries/{signed['register_entry_id']}/void", json=REASON)
    assert twice.json()["code"] == "number_in_use"
    clerk.post(f"{path}/issue")
    late = clerk.post(f"/register-entries/{again['register_entry_id']}/void", json=REASON)
    assert late.json()["code"] == "number_in_use"


def test_a_voided_arrival_tells_the_sender(office: World) -> None:
    path, _ = issued(office)
    clerk = office.as_("vanthu.stc")
    arrived = clerk.get("/incoming-documents").json()["items"][0]
    entry = clerk.post(f"/incoming-documents/{arrived['id']}/registration", json={}).json()["register_entry_id"]
    assert clerk.post(f"/register-entries/{entry}/void", json=REASON).status_code == 200
    told = office.as_("vanthu.snv").get(path).json()["recipients"][0]
    assert (told["state"], told["state_note"]) == ("returned", REASON["reason"])


def test_a_deputy_signs_for_the_head(office: World) -> None:
    now = Moment.now().at
    office.app.state.keys.issue(UUID(office.ids["pholanhdao.snv"]), "Phó", "Sở Nội vụ", "Phó", now)
    path = approved(office, proposed_signer_id=None)
    deputy = office.as_("pholanhdao.snv")
    assert deputy.post(f"{path}/signature", json={}).json()["code"] == "no_signing_authority"
    said = deputy.post(f"{path}/signature", json={"capacity": ["KT"]})
    assert said.status_code == 200, said.text
    assert said.json()["signer"]["position"] == "KT. lanhdao pholanhdao"


def test_a_lapsed_authority_signs_nothing(office: World) -> None:
    with transaction(office.app.state.engine) as db:
        row = {"agency_id": office.ids["agency:snv"], "person_id": office.ids["truongphong.snv"], "capacity": "TL", "basis": "x",
               "valid_from": "2020-01-01", "valid_to": "2021-01-01"}  # fmt: skip
        db.add(SigningAuthority.model_validate(row))
    path = approved(office, proposed_signer_id=None)
    said = office.as_("truongphong.snv").post(f"{path}/signature", json={"capacity": ["TL"]})
    assert (said.status_code, said.json()["code"]) == (403, "no_signing_authority")
    assert "signOutgoing" in office.as_("truongphong.snv").get(path).json()["why_not"]


def test_a_unit_of_the_own_agency_is_told(office: World) -> None:
    path = approved(office, recipients=[{"unit_id": office.ids["unit:snv"]}, {"agency_id": office.ids["agency:snv"]}])
    office.as_("lanhdao.snv").post(f"{path}/signature", json={})
    said = office.as_("vanthu.snv").post(f"{path}/issue").json()
    assert [r["state"] for r in said["recipients"]] == ["sent", "sent"]
    bell = office.as_("truongphong.snv").get("/notices").json()["items"]
    assert [n for n in bell if n["tag"] == "outgoing:issued"]


def test_the_same_agency_twice_is_refused(office: World) -> None:
    path = f"/outgoing-documents/{draft(office)['id']}"
    one = {"agency_id": office.ids["agency:stc"]}
    assert office.as_("chuyenvien.snv").patch(path, json={"recipients": [one, one]}).status_code == 422


@pytest.mark.pl6("PL6-III-8-c")
def test_a_recall_is_told_to_the_receivers_clerk(office: World) -> None:
    path, _ = issued(office)
    clerk = office.as_("vanthu.stc")
    arrived = clerk.get("/incoming-documents").json()["items"][0]
    before = clerk.get(f"/incoming-documents/{arrived['id']}").headers["etag"]
    office.as_("vanthu.snv").post(f"{path}/recall", json=REASON)
    after = clerk.get(f"/incoming-documents/{arrived['id']}")
    assert "confirmRecall" in after.json()["allowed_actions"]
    assert after.headers["etag"] != before
    assert [n for n in clerk.get("/notices").json()["items"] if n["tag"] == "incoming:recall-asked"]


def test_both_books_say_that_the_document_was_recalled(office: World) -> None:
    path, document = issued(office)
    clerk, sender = office.as_("vanthu.stc"), office.as_("vanthu.snv")
    arrived = clerk.get("/incoming-documents").json()["items"][0]["id"]
    registered = clerk.post(f"/incoming-documents/{arrived}/registration", json={}).json()
    sender.post(f"{path}/recall", json=REASON)
    assert clerk.get(f"/registers/{registered['register_id']}/book").json()["items"][0]["cells"][-1] == "", "the copy is not cancelled yet"
    clerk.post(f"/incoming-documents/{arrived}/recall")
    book = next(r["id"] for r in sender.get("/registers").json()["items"] if r["kind"] == "outgoing")
    notes = [who.get(f"/registers/{one}/book").json()["items"][0]["cells"][-1] for who, one in ((sender, book), (clerk, registered["register_id"]))]
    today = Moment.now().today.strftime("%d/%m/%Y")
    assert notes == [f"Thu hồi ngày {today}: {REASON['reason']}", f"Nơi gửi thu hồi: {REASON['reason']}"]
    assert document["number"] in sender.get(f"/registers/{book}/book").json()["items"][0]["cells"][0]


@pytest.mark.pl6("PL6-III-1-b")
def test_revision_carries_body_unit_and_attachments(office: World) -> None:
    attachment = upload(office, "chuyenvien.snv", PNG, "phu-luc.png")
    path = f"/outgoing-documents/{draft(office)['id']}"
    drafter = office.as_("chuyenvien.snv")
    body = {"issuing_body": "Hội đồng xét hủy", "drafting_unit_id": office.ids["other-unit:snv"],
            "files": [{"sha256": attachment["sha256"], "name": "phu-luc.png", "role": "attachment"}]}  # fmt: skip
    assert drafter.patch(path, json=body).status_code == 200
    body["files"][0]["name"] = "phu-luc-moi.png"  # type: ignore[index]
    said = drafter.patch(path, json=body).json()
    assert [(f["name"], f["role"]) for f in said["files"]] == [
        ("Kế hoạch.pdf", "main"), ("phu-luc.png", "draft"), ("phu-luc-moi.png", "attachment")]  # fmt: skip
    found = office.as_("vanthu.snv").get("/search", params={"q": "Hội đồng xét hủy"}).json()["items"]
    assert [f["id"] for f in found] == [said["id"]]


@pytest.mark.parametrize("operation", ["signature", "seal", "issue", "recall"])
def test_another_agency_does_not_know_it(office: World, operation: str) -> None:
    path = f"/outgoing-documents/{draft(office)['id']}"
    who = {"signature": "lanhdao.stc", "recall": "lanhdao.stc"}.get(operation, "vanthu.stc")
    body = REASON if operation == "recall" else {}
    assert office.as_(who).post(f"{path}/{operation}", json=body).status_code == 404
