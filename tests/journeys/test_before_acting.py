"""What a person sees before they act: the number that would be given, as whom they may sign, what signatures are worth, the books."""

from tests.journeys.test_outgoing import approved, draft, issued
from tests.journeys.test_outgoing_edges import REASON, incoming
from tests.people import World


def test_the_number_that_would_be_given_is_foretold_without_taking_it(office: World) -> None:
    path = approved(office)
    leader = office.as_("lanhdao.snv")
    for _ in range(2):
        told = leader.get(path).json()
        assert (told["forecast"]["number"], told["forecast"]["symbol"]) == ("01", "KH-SNV")
    assert told["capacities"] == ["POST"]
    signed = leader.post(f"{path}/signature", json={}).json()
    assert (signed["number"], signed["symbol"], signed["forecast"]) == ("01", "KH-SNV", None)


def test_who_may_not_act_is_told_no_number(office: World) -> None:
    told = office.as_("chuyenvien.snv").get(f"/outgoing-documents/{draft(office)['id']}").json()
    assert told["forecast"] is None
    assert told["capacities"] == []
    assert told["drafter_name"] == "Nguyễn chuyenvien.snv"


def test_both_signatures_of_an_issued_document_are_called_valid(office: World) -> None:
    path, _ = issued(office)
    items = office.as_("vanthu.snv").get(f"{path}/signatures").json()["items"]
    assert [s["is_valid"] for s in items] == [True, True]
    assert items[0]["signer"] == "Nguyễn lanhdao.snv"
    assert office.as_("vanthu.stc").get(f"{path}/signatures").status_code == 404


def test_a_draft_has_no_signature(office: World) -> None:
    path = f"/outgoing-documents/{draft(office)['id']}"
    assert office.as_("chuyenvien.snv").get(f"{path}/signatures").json() == {"items": []}


def test_a_book_tells_its_last_number_and_what_was_voided(office: World) -> None:
    clerk = office.as_("vanthu.snv")
    first = incoming(office, number="39")
    incoming(office, number="40")
    found = clerk.get(f"/incoming-documents/{first}").json()
    assert "voidNumber" in found["allowed_actions"]
    assert clerk.post(f"/register-entries/{found['register_entry_id']}/void", json=REASON).status_code == 200
    (book,) = clerk.get("/registers", params={"voided": True}).json()["items"]
    assert (book["kind"], book["last_number"]) == ("incoming", 2)
    assert [(v["number"], v["reason"]) for v in book["voided"]] == [(1, REASON["reason"])]
    assert clerk.get("/registers").json()["items"][0]["voided"] == []


def test_the_desk_is_told_whose_opinion_a_document_waits_for(office: World) -> None:
    clerk = office.as_("vanthu.snv")
    path = f"/incoming-documents/{incoming(office)}"
    said = clerk.post(f"{path}/presentation", json={"to_user_id": office.ids["lanhdao.snv"]}).json()
    assert said["presented_to_name"] == "Nguyễn lanhdao.snv"
    assert "voidNumber" not in said["allowed_actions"]
