"""A possible duplicate: the same identifier, or number, symbol and issuer together; never two of the three."""

from typing import Any

import pytest

from tests.people import World

FIRST = {
    "type_code": "CV", "number": "1234", "symbol": "STC-NS", "issuer_name": "Sở Tài chính", "abstract": "Kinh phí", "document_identifier": "H56.15.2026.di.000007",
}  # fmt: skip
WITHOUT = {"document_identifier": None}


@pytest.mark.pl6("PL6-III-1-h")
def test_all_three_or_the_identifier_make_a_twin_and_two_of_three_do_not(world: World) -> None:
    clerk = world.as_("vanthu.snv")

    def registered(**more: Any) -> Any:
        return clerk.post("/incoming-documents", json={k: v for k, v in {**FIRST, **more}.items() if v is not None})

    first = registered().json()["id"]
    for other in ({"number": "1235"}, {"symbol": "STC-VP"}, {"issuer_name": "Sở Tài chính tỉnh Nghệ An"}, {"number": None}, {"symbol": None}):
        assert registered(**WITHOUT, **other).status_code == 201, other
    for same in (WITHOUT, {**WITHOUT, "issuer_name": "SỞ TÀI CHÍNH"}, {**WITHOUT, "symbol": "stc - ns", "number": "01234"}, {"number": "9", "symbol": "X", "issuer_name": "Khác"}):
        answer = registered(**same)
        assert (answer.status_code, answer.json()["code"], answer.json()["twin_id"]) == (409, "possible_duplicate", first), same
    assert world.as_("vanthu.stc").post("/incoming-documents", json=FIRST).status_code == 201  # another agency's register is another one
    back = {"to": "sender", "reason": "Gửi nhầm cơ quan nhận", "category": "misdirected"}
    assert clerk.post(f"/incoming-documents/{first}/return", json=back).json()["state"] == "returned"
    assert registered(number="1234").status_code == 201  # what went back is no twin of what comes again


def test_documents_of_every_group_are_registered_also_without_number_and_date(world: World) -> None:
    clerk = world.as_("vanthu.snv")
    types = clerk.get("/document-types").json()["items"]
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in types:
        groups.setdefault(one["group"], []).append(one)
    assert set(groups) == {"administrative", "legal_normative", "specialised", "citizen", "party", "court", "other"}
    assert len(groups["administrative"]) == 29
    for group in groups.values():
        for one in (group[0], group[-1]):
            named = {"type_name": "Đơn xin xác nhận"} if one["free_name"] else {}
            answer = clerk.post("/incoming-documents", json={"type_code": one["code"], "issuer_name": "Bà Lê Thị A", "abstract": one["name"], **named})
            assert answer.status_code == 201, answer.text
            document = answer.json()
            assert (document["number"], document["symbol"], document["issued_on"]) == ("", "", None)
            assert document["type_name"] == named.get("type_name", one["name"])
    sheet = clerk.get(f"/registers/{document['register_id']}/print", params={"format": "pdf"})
    assert sheet.status_code == 200
