"""Search: over everything that the caller may see, newest first, typed as people type."""

import gzip
import unicodedata
import uuid
from typing import Any

import pytest
from fastapi import FastAPI
from hoso.correspondence.actions.incoming_entry import make_findable
from hoso.correspondence.tables import Document, Incoming
from hoso.support import search
from hoso.support.database import transaction
from hoso.support.search import as_query, as_written, highlights, marked_patterns
from sqlalchemy import text

from tests.people import World

PLAIN = {"type_code": "CV", "issuer_name": "UBND tỉnh Thanh Hóa"}


def register(world: World, abstract: str, agency: str = "snv", **more: object) -> str:
    body = {**PLAIN, "abstract": abstract, "duplicate_confirmed": True, **more}
    answer = world.as_(f"vanthu.{agency}").post("/incoming-documents", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def found(world: World, q: str, who: str = "vanthu.snv", **more: object) -> list[dict[str, Any]]:
    answer = world.as_(who).get("/search", params={"q": q, **more})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


def ids(items: list[dict[str, Any]]) -> list[str]:
    return [item["id"] for item in items]


@pytest.fixture(params=["the newest entries", "the index of words"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answers, whichever of the two ways finds them."""
    if request.param == "the index of words":
        monkeypatch.setattr(search, "_NEWEST", 1)


@pytest.mark.pl6("PL6-III-6-d")
@pytest.mark.usefixtures("either_way")
def test_words_with_marks_match_only_marked_titles_and_words_without_match_both(world: World) -> None:
    marked = register(world, "Họp bàn về đường Lê Lợi")
    bare = register(world, "Hop ban ve duong Le Loi")
    assert set(ids(found(world, "duong le loi"))) == {marked, bare}
    assert ids(found(world, "đường Lê Lợi")) == [marked]
    assert ids(found(world, "Đường")) == [marked]
    assert ids(found(world, "dương lê lợi")) == []


def test_a_marked_word_is_a_whole_word_and_only_the_last_may_go_on(world: World) -> None:
    first = register(world, "Bác sĩ ba miền")
    second = register(world, "Bá tước ba miền")
    assert ids(found(world, "bá miền")) == [second]
    assert ids(found(world, "miền bá")) == [second, first]
    assert ids(found(world, "miền bá ")) == [second]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_input_find_the_same(world: World, form: str) -> None:
    document = register(world, unicodedata.normalize("NFD", "Tổ chức kỷ niệm Ngày Lưu trữ Việt Nam"))
    assert ids(found(world, unicodedata.normalize(form, "lưu trữ Việt Nam"))) == [document]
    assert ids(found(world, unicodedata.normalize(form, "luu tru viet nam"))) == [document]


@pytest.mark.parametrize(("printed", "typed"), [("Thanh Hoá", "Thanh Hóa"), ("Thanh Hóa", "thanh hoá"), ("tài khoản thuỷ lợi", "thủy lợi")])
def test_the_tone_may_stand_on_either_vowel(world: World, printed: str, typed: str) -> None:
    document = register(world, f"Báo cáo về {printed}", issuer_name="Sở Nông nghiệp")
    assert ids(found(world, typed)) == [document]


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize(
    ("number", "symbol", "q"),
    [("39", "KH-UBND", "39/KH-UBND"), ("39", "KH-UBND", "39/kh-ubnd"), ("30", "2020/NĐ-CP", "30/2020/NĐ-CP"), ("30", "2020/NĐ-CP", "30/2020/nd-cp")],
)
def test_a_number_with_its_symbol_is_one_thing(world: World, number: str, symbol: str, q: str) -> None:
    document = register(world, "Công tác văn thư", number=number, symbol=symbol)
    register(world, "Ngày 30 tháng 39 nhắc KH của UBND và CP năm 2020 về NĐ", number="7", symbol="CV-X")
    assert ids(found(world, q)) == [document]


def test_a_phrase_keeps_its_order_also_in_printed_quotes(world: World) -> None:
    document = register(world, "Công tác văn thư, lưu trữ")
    register(world, "Lưu trữ và văn thư")
    for q in ('"văn thư, lưu trữ"', "“văn thư lưu trữ”", "«van thu luu tru»"):
        assert ids(found(world, q)) == [document]


def test_the_last_word_may_be_begun_and_no_other(world: World) -> None:
    document = register(world, "Kế hoạch tuyển dụng công chức")
    assert ids(found(world, "ke hoach tuyen d")) == []  # one letter says nothing
    assert ids(found(world, "ke hoach tuyen du")) == [document]
    assert ids(found(world, "ke hoac tuyen dung")) == []
    assert ids(found(world, "ke hoach tuyen du ")) == []


@pytest.mark.parametrize("q", ["a & b", "|", "!kế", "'", "kế:*", "<->", "((", "\\", "kế <2> hoạch", "%_", '"', '"" ', "🙂", ":", "a'b''c", "-" * 400])
def test_no_sign_in_a_query_ever_fails(world: World, q: str) -> None:
    register(world, "Kế hoạch")
    for who in ("vanthu.snv", "chuyenvien.snv"):
        found(world, q, who)
        assert world.as_(who).get("/incoming-documents", params={"q": q[:200]}).status_code == 200


@pytest.mark.pl6("PL6-III-6-d")
@pytest.mark.usefixtures("either_way")
def test_nothing_of_a_neighbour_and_nothing_beyond_the_own_desk(world: World) -> None:
    document = register(world, "Kế hoạch thanh tra nội bộ")
    register(world, "Kế hoạch thanh tra tài chính", "stc")
    assert ids(found(world, "ke hoach thanh tra")) == [document]
    for who in ("chuyenvien.snv", "quantri.snv", "docgia"):
        answer = world.as_(who).get("/search", params={"q": "ke hoach thanh tra"})
        assert answer.status_code == 403 or answer.json()["items"] == [], who
    lead = {"opinion": "Giao chủ trì", "lead": {"user_id": world.ids["chuyenvien.snv"]}}
    path = f"/incoming-documents/{document}"
    assert world.as_("vanthu.snv").post(f"{path}/presentation", json={"to_user_id": world.ids["lanhdao.snv"]}).status_code == 200
    assert world.as_("lanhdao.snv").post(f"{path}/direction", json=lead).status_code == 200
    assert ids(found(world, "ke hoach thanh tra", "chuyenvien.snv")) == [document]


def test_whoever_reads_the_dossier_finds_what_it_holds(world: World) -> None:
    document = register(world, "Quyết định thành lập tổ công tác")
    officer = world.as_("chuyenvien.snv")
    dossier = officer.post("/dossiers", json={"title": "Hồ sơ tổ công tác", "notation": "01-TCT", "retention": {"kind": "YEARS", "years": 5}})
    assert dossier.status_code == 201, dossier.text
    path = f"/incoming-documents/{document}"
    lead = {"opinion": "Giao chủ trì", "lead": {"user_id": world.ids["chuyenvien.snv"]}}
    world.as_("vanthu.snv").post(f"{path}/presentation", json={"to_user_id": world.ids["lanhdao.snv"]})
    world.as_("lanhdao.snv").post(f"{path}/direction", json=lead)
    assert officer.post(f"/dossiers/{dossier.json()['id']}/documents", json={"document_id": document}).status_code in (200, 201)
    assert {i["kind"] for i in found(world, "to cong tac", "chuyenvien.snv")} == {"incoming", "dossier"}
    assert ids(found(world, "to cong tac", "chuyenvien.snv", kind="dossier")) == [dossier.json()["id"]]


@pytest.mark.pl6("PL6-III-6-g")
@pytest.mark.usefixtures("either_way")
def test_pages_are_newest_first_without_a_gap_or_a_double(world: World) -> None:
    made = [register(world, f"Báo cáo tháng {i}") for i in range(7)]
    seen, cursor = [], None
    for _ in range(4):
        page = world.as_("vanthu.snv").get("/search", params={"q": "bao cao", "limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += ids(page["items"])
        cursor = page["next_cursor"]
    assert seen == made[::-1]
    assert cursor is None
    assert world.as_("vanthu.snv").get("/search", params={"q": "x", "cursor": "WzEsMl0"}).status_code == 422


@pytest.mark.usefixtures("either_way")
def test_kind_and_dates_narrow(world: World) -> None:
    document = register(world, "Báo cáo nhanh")
    day = found(world, "bao cao nhanh")[0]["dated_on"]
    assert ids(found(world, "bao cao nhanh", kind="incoming", **{"from": day, "to": day})) == [document]
    assert found(world, "bao cao nhanh", kind="outgoing") == []
    assert found(world, "bao cao nhanh", to="2020-01-01") == []


def test_highlights_are_the_words_that_matched(world: World) -> None:
    register(world, "Kế hoạch phòng, chống thiên tai", number="39", symbol="KH-UBND")
    assert found(world, "phong chong")[0]["highlights"] == ["phòng,", "chống"]
    assert highlights("39/KH-UBND Khảo sát kế hoạch", "kh ubnd") == ["39/KH-UBND"]


def test_fifty_rows_stay_small(world: World, app: FastAPI) -> None:
    for i in range(51):
        register(world, f"Báo cáo kết quả thực hiện kế hoạch phòng, chống thiên tai trên địa bàn tỉnh năm 2026 lần {i}", number=str(i), symbol="BC-SNV")
    for path in ("/search?q=bao+cao&limit=50", "/incoming-documents"):
        answer = world.as_("vanthu.snv").get(path)
        assert len(answer.json()["items"]) == 50
        assert len(gzip.compress(answer.content)) < 30_000


def test_what_a_query_becomes() -> None:
    assert as_query('39/KH-UBND "văn thư" kế') == "van <-> thu & (39 <-> kh <-> ubnd) & ke:*"
    assert marked_patterns("kế hoach Đô ") == [r"\mkế\M", r"\mđô\M"]
    assert as_written("HOÀ THUỶ quý") == as_written("hòa thủy qúy")


def test_the_entry_that_is_written_with_the_number_is_the_one_that_a_correction_writes(world: World) -> None:
    """Also where the number of arrival is a word of the abstract and the document's own number."""
    document = uuid.UUID(register(world, "Kế hoạch số 1 về văn thư", number="1", symbol="KH-UBND", signer_name="Lê Văn An", description="Bản 1"))
    kept = text("select title, plain, cast(words as text), dated_on, kind, is_public from search_entry where subject_id = :id")
    with transaction(world.app.state.engine) as db:
        written = db.execute(kept, {"id": document}).one()
        incoming = db.get_one(Incoming, document)
        make_findable(db, db.get_one(Document, document), incoming.arrival_number, incoming.arrived_on)  # type: ignore[arg-type]
        assert db.execute(kept, {"id": document}).one() == written
    assert (incoming.arrival_number, ids(found(world, "số đến 1"))) == (1, [str(document)])
