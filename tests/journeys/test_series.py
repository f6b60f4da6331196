"""Numbers run in one common series unless the agency's head fixed others (Đ15); the book of the next year opens by itself."""

from typing import Any
from uuid import UUID

import pytest
from hoso.correspondence.actions.open_register import open_register, series_for
from hoso.support.clock import Moment
from hoso.support.database import transaction

from tests.people import World

LETTER = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Văn bản thử"}


def open_series(world: World, **facts: Any) -> Any:
    return world.as_("quantri.snv").post("/administration/registers", json={"kind": "outgoing", "name": "Sổ riêng", **facts})


def numbered(world: World, type_code: str, **more: Any) -> dict[str, Any]:
    """A paper document that was checked, approved, signed by hand and numbered."""
    body = {"type_code": type_code, "abstract": "Thử", "recipients": [{"name": "UBND tỉnh"}], "medium": "paper", **more}
    path = f"/outgoing-documents/{world.as_('chuyenvien.snv').post('/outgoing-documents', json=body).json()['id']}"
    for who, aspect in (("truongphong.snv", "content"), ("vanthu.snv", "form"), ("lanhdao.snv", "approval")):
        assert world.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"}).status_code == 201
    assert world.as_("lanhdao.snv").post(f"{path}/signature", json={}).status_code == 200
    answer = world.as_("vanthu.snv").post(f"{path}/number")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def written(document: dict[str, Any]) -> str:
    return f"{document['number']}/{document['symbol']}"


def test_without_any_rule_all_types_share_one_series(office: World) -> None:
    assert [written(numbered(office, t)) for t in ("QĐ", "KH", "BC")] == ["01/QĐ-SNV", "02/KH-SNV", "03/BC-SNV"]


def test_a_type_and_a_group_number_by_themselves(office: World) -> None:
    assert open_series(office, code="QD", type_codes=["QĐ"]).json()["sharing"] == "type"
    assert open_series(office, code="KHBC", type_codes=["KH", "BC"]).json()["sharing"] == "group"
    types = ("QĐ", "KH", "BC", "TTr", "QĐ")
    assert [written(numbered(office, t)) for t in types] == ["01/QĐ-SNV", "01/KH-SNV", "02/BC-SNV", "01/TTr-SNV", "02/QĐ-SNV"]
    books = {b["series"]: b["last_number"] for b in office.as_("quantri.snv").get("/administration/registers").json()["books"]}
    assert books == {"QD": 2, "KHBC": 2, "outgoing": 1}
    assert office.as_("quantri.stc").get("/administration/registers").json() == {"items": [], "books": [], "next_cursor": None}


def test_an_issuing_body_has_its_own_numbers_and_abbreviation(office: World) -> None:
    body = "Ban Chỉ đạo chuyển đổi số"
    made = open_series(office, code="BCD", issuing_body=body, symbol="BCĐ")
    assert (made.status_code, made.json()["sharing"]) == (201, "body")
    numbered(office, "KH")
    assert written(numbered(office, "KH", issuing_body=body)) == "01/KH-BCĐ"
    assert written(numbered(office, "KH")) == "02/KH-SNV"


def test_each_legal_type_has_its_own_series_by_law(office: World) -> None:
    assert [numbered(office, t)["number"] for t in ("KH", "TT", "NĐ", "TT")] == ["01", "01", "01", "02"]


def test_a_type_whose_numbers_were_given_waits_for_the_new_year(office: World) -> None:
    numbered(office, "QĐ")
    refused = open_series(office, code="QD", type_codes=["QĐ"])
    assert (refused.status_code, refused.json()["code"]) == (409, "type_already_numbered")
    year = Moment.now().year
    later = open_series(office, code="QD", type_codes=["QĐ"], from_year=year + 1)
    assert (later.status_code, later.json()["state"]) == (201, "planned")
    assert written(numbered(office, "QĐ")) == "02/QĐ-SNV"
    agency = UUID(office.ids["agency:snv"])
    with transaction(office.app.state.engine) as db:
        new_year = Moment.on(Moment.now().today.replace(year=year + 1, month=1, day=1), 0, 30)
        series = series_for(db, agency, "outgoing", new_year.year, "QĐ", "")
        book = open_register(db, agency, "outgoing", new_year, type_code="QĐ", series=series)
        assert (book.series, book.year, book.name) == ("QD", year + 1, f"Sổ riêng {year + 1}")
        assert open_register(db, agency, "outgoing", new_year, type_code="KH").series == "outgoing"


def test_a_further_incoming_book_is_chosen_by_type_or_by_hand(office: World) -> None:
    made = open_series(office, kind="incoming", code="DEN-KH", name="Sổ văn bản đến – kế hoạch", type_codes=["KH"])
    assert made.status_code == 201, made.text
    open_series(office, kind="incoming", code="DON", name="Sổ đăng ký đơn, thư")
    clerk = office.as_("vanthu.snv")
    books = {r["code"]: r["id"] for r in clerk.get("/registers").json()["items"]}
    year = Moment.now().year

    def arrival(**more: Any) -> tuple[int, str]:
        answer = clerk.post("/incoming-documents", json={**LETTER, **more}).json()
        return answer["arrival_number"], answer["register_id"]

    assert arrival(type_code="KH") == (1, books[f"DEN-KH-{year}"])
    assert arrival(register_id=books[f"DON-{year}"]) == (1, books[f"DON-{year}"])
    assert arrival()[0] == 1
    assert arrival(type_code="KH")[0] == 2
    listed = clerk.get("/incoming-documents", params={"register_id": books[f"DEN-KH-{year}"]}).json()["items"]
    assert [d["type_code"] for d in listed] == ["KH", "KH"]


@pytest.mark.parametrize(
    ("facts", "status", "code"),
    [
        ({"code": "QD", "type_codes": ["QĐ"]}, 409, "already_there"),
        ({"code": "Q2", "type_codes": ["QĐ"]}, 409, "already_there"),
        ({"code": "QPPL-1", "type_codes": ["KH"]}, 409, "already_there"),
        ({"code": "X", "type_codes": ["không có"]}, 422, "unknown_type"),
        ({"code": "X", "type_codes": ["KH"], "from_year": 2199}, 422, "series_year"),
        ({"code": "x y", "type_codes": ["KH"]}, 422, "malformed"),
        ({"code": "X"}, 422, "malformed"),
        ({"code": "X", "issuing_body": "Hội đồng"}, 422, "malformed"),
        ({"code": "X", "type_codes": ["KH"], "from_year": 10**12}, 422, "malformed"),
    ],
)
def test_a_series_that_would_clash_is_refused(world: World, facts: dict[str, Any], status: int, code: str) -> None:
    assert open_series(world, code="QD", type_codes=["QĐ"]).status_code == 201
    answer = open_series(world, **facts)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


def test_a_series_is_renamed_and_a_stale_name_is_refused(world: World) -> None:
    made = open_series(world, code="QD", type_codes=["QĐ"])
    path, etag = f"/administration/registers/{made.json()['id']}", made.headers["etag"]
    renamed = world.as_("quantri.snv").patch(path, json={"name": "Sổ quyết định"}, headers={"If-Match": etag})
    assert (renamed.status_code, renamed.json()["name"]) == (200, "Sổ quyết định")
    stale = world.as_("quantri.snv").patch(path, json={"name": "Sổ khác"}, headers={"If-Match": etag})
    assert (stale.status_code, stale.json()["changed_by"]) == (412, "Nguyễn quantri.snv")
    assert world.as_("quantri.stc").patch(path, json={"name": "Sổ khác"}).status_code == 404
