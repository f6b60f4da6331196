"""Bì thư đến: what stands outside, what is inside, what is passed on unopened, and the number of a late find."""

from typing import Any

import pytest
from hoso.correspondence.rules.envelopes import compared, numbers_of
from sqlalchemy import text

from tests.people import World

OUTSIDE = {
    "sender_name": "Sở Tài chính", "channel": "post", "postal_number": "RR123456789VN", "seal": "intact", "numbers_outside": "12/STC-NS, 07/STC-VP",
}  # fmt: skip


def came(world: World, **more: Any) -> dict[str, Any]:
    answer = world.as_("vanthu.snv").post("/envelopes", json={**OUTSIDE, **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def act(world: World, envelope: dict[str, Any], verb: str, body: dict[str, Any]) -> Any:
    return world.as_("vanthu.snv").post(f"/envelopes/{envelope['id']}/{verb}", json=body)


def test_numbers_are_compared_however_they_are_written() -> None:
    assert numbers_of("12/STC-NS, 07/STC-VP;\n12/STC-NS") == ["12/STC-NS", "07/STC-VP"]
    assert compared("Số: 07 / STC-VP", "7/stc-vp") == ([], [])
    assert compared("12/A\n13/B", "13/B, 14/C") == (["12/A"], ["14/C"])
    assert compared("", "14/C") == ([], ["14/C"])


def test_an_envelope_to_the_agency_is_opened_compared_and_registered(world: World) -> None:
    envelope = came(world)
    assert (envelope["state"], envelope["allowed_actions"]) == ("received", ["openEnvelope"])
    register = {"type_code": "CV", "issuer_name": "Sở Tài chính", "abstract": "Kinh phí", "envelope_id": envelope["id"]}
    clerk = world.as_("vanthu.snv")
    assert clerk.post("/incoming-documents", json=register).json()["code"] == "envelope_not_open"
    opened = act(world, envelope, "opening", {"numbers_inside": "12/STC-NS\n15/STC-NS", "finding": "Thiếu phụ lục"}).json()
    assert (opened["state"], opened["missing"], opened["surplus"]) == ("opened", ["07/STC-VP"], ["15/STC-NS"])
    assert opened["allowed_actions"] == ["noteSenderTold", "registerIncoming"]
    told = act(world, envelope, "sender-notice", {"how": "Gọi điện cho văn thư Sở Tài chính"}).json()
    assert (told["sender_told_how"], told["allowed_actions"]) == ("Gọi điện cho văn thư Sở Tài chính", ["registerIncoming"])
    document = clerk.post("/incoming-documents", json=register).json()
    assert document["arrival_number"] == 1
    assert [d["id"] for d in clerk.get(f"/envelopes/{envelope['id']}").json()["documents"]] == [document["id"]]
    tags = [e["tag"] for e in clerk.get("/trail", params={"subject": envelope["id"]}).json()["items"]]
    assert tags == ["envelope:received", "envelope:opened", "envelope:sender-told"]


@pytest.mark.parametrize("to", ["person", "organisation"])
def test_mail_for_a_person_or_a_mass_organisation_stays_closed_and_comes_back_when_it_concerns_the_agency(world: World, to: str) -> None:
    assert world.as_("vanthu.snv").post("/envelopes", json={**OUTSIDE, "addressed_to": to}).json()["code"] == "addressee_missing"
    envelope = came(world, addressed_to=to, addressee_name="Công đoàn cơ sở Sở Nội vụ", received_at="2026-01-12T02:00:00Z")
    assert envelope["allowed_actions"] == ["passEnvelope"]
    assert act(world, envelope, "opening", {}).json()["code"] == "not_to_be_opened"
    passed = act(world, envelope, "passing", {"to_user_id": world.ids["chuyenvien.snv"], "receipt_by_name": "Nguyễn Thị Nhận"}).json()
    assert (passed["state"], passed["passed_to_name"], passed["receipt_by_name"]) == ("passed", "Công đoàn cơ sở Sở Nội vụ", "Nguyễn Thị Nhận")
    assert any("nguyên bì" in n["text"] for n in world.as_("chuyenvien.snv").get("/notices").json()["items"])
    back = act(world, envelope, "hand-back", {"by_name": "Nguyễn Thị Nhận", "reason": "Liên quan công việc chung", "numbers_inside": "12/STC-NS"}).json()
    assert (back["state"], back["missing"]) == ("handed_back", ["07/STC-VP"])
    first = world.as_("vanthu.snv").post("/incoming-documents", json={"type_code": "CV", "issuer_name": "Bộ", "abstract": "Trước"}).json()
    late = world.as_("vanthu.snv").post("/incoming-documents", json={
        "type_code": "CV", "issuer_name": "Sở Tài chính", "abstract": "Bỏ sót", "received_on": envelope["received_on"], "envelope_id": envelope["id"],
    }).json()  # fmt: skip
    assert late["arrival_number"] == first["arrival_number"] + 1  # the next one of today, with the day on which it had come
    assert (late["received_on"], late["arrived_on"]) == ("2026-01-12", first["arrived_on"])


def test_own_registers_know_no_suffix_and_no_number_kept_in_reserve(world: World) -> None:
    clerk = world.as_("vanthu.snv")
    for wish in ({"arrival_number": 7}, {"arrival_number": "1a"}, {"suffix": "a"}):
        answer = clerk.post("/incoming-documents", json={"type_code": "CV", "issuer_name": "Bộ", "abstract": "A", **wish})
        assert answer.status_code == 422
    numbers = [clerk.post("/incoming-documents", json={"type_code": "CV", "issuer_name": "Bộ", "abstract": str(n)}).json()["arrival_number"] for n in range(3)]
    assert numbers == [1, 2, 3]


def test_an_envelope_with_a_mark_of_secrecy_leaves_nothing(world: World) -> None:
    for secrecy in ("Mật", "A", "B", "C", "Tuyệt mật"):
        assert world.as_("vanthu.snv").post("/envelopes", json={**OUTSIDE, "secrecy": secrecy}).json()["code"] == "state_secret"
    with world.app.state.engine.connect() as db:
        assert db.execute(text("select count(*) from envelope")).scalar_one() == 0
    assert world.as_("vanthu.stc").get(f"/envelopes/{came(world)['id']}").status_code == 404


def test_envelopes_are_found_by_state_and_words(world: World) -> None:
    came(world, sender_name="Bộ Nội vụ")
    act(world, came(world), "opening", {})
    clerk = world.as_("vanthu.snv")
    assert [e["sender_name"] for e in clerk.get("/envelopes", params={"state": "received"}).json()["items"]] == ["Bộ Nội vụ"]
    assert [e["sender_name"] for e in clerk.get("/envelopes", params={"q": "07/STC"}).json()["items"]] == ["Sở Tài chính", "Bộ Nội vụ"]
