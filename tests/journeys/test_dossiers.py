"""From the document on the desk to the shelf of the agency's archive."""

import zipfile
from io import BytesIO

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from tests.journeys.test_incoming import registered
from tests.papers import PNG, draft_pdf
from tests.people import World

DOSSIER = {"title": "Hồ sơ công tác văn thư, lưu trữ năm 2019", "notation": "05.VTLT", "retention": {"kind": "PERMANENT"}, "started_on": "2026-01-05"}


def settled(world: World) -> str:
    """The id of an incoming document that the officer has completed."""
    file = world.as_("vanthu.snv").post("/files", files={"file": ("ke-hoach.pdf", draft_pdf("A"))}).json()
    document = registered(world, files=[{"sha256": file["sha256"], "name": "ke-hoach.pdf"}])
    path = f"/incoming-documents/{document['id']}"
    world.as_("vanthu.snv").post(f"{path}/transfer", json={"lead": {"user_id": world.ids["chuyenvien.snv"]}})
    assert world.as_("chuyenvien.snv").post(f"{path}/completion", json={"outcome": "Đã thực hiện"}).json()["state"] == "completed"
    return str(document["id"])


def opened(world: World, **more: object) -> str:
    answer = world.as_("chuyenvien.snv").post("/dossiers", json={**DOSSIER, **more})
    assert answer.status_code == 201, answer.text
    return f"/dossiers/{answer.json()['id']}"


def closed(world: World, **more: object) -> str:
    path = opened(world, **more)
    officer = world.as_("chuyenvien.snv")
    assert officer.post(f"{path}/documents", json={"document_id": settled(world)}).status_code == 201
    photo = officer.post("/files", files={"file": ("anh.png", PNG)}).json()
    answer = officer.post(f"{path}/papers", json={"title": "Ảnh hội nghị", "made_on": "2026-02-01", "files": [{"sha256": photo["sha256"], "name": "anh.png"}]})
    assert answer.status_code == 201, answer.text
    answer = officer.post(f"{path}/closure", json={"ended_on": "2026-03-01", "sheet_count": 4})
    assert answer.status_code == 200, answer.text
    return path


def submitted(world: World) -> tuple[str, str]:
    path = closed(world)
    answer = world.as_("chuyenvien.snv").post("/agency-archive/submissions", json={"dossier_ids": [path.rsplit("/", 1)[1]]})
    assert answer.status_code == 201, answer.text
    return path, f"/agency-archive/submissions/{answer.json()['id']}"


def accepted(world: World) -> tuple[str, str]:
    path, submission = submitted(world)
    lines = [{"dossier_id": path.rsplit("/", 1)[1], "verdict": "accept", "location_id": "K1.G2.H3"}]
    answer = world.as_("luutru.snv").post(f"{submission}/decision", json={"lines": lines})
    assert answer.status_code == 200, answer.text
    return path, submission


@pytest.mark.pl6("PL6-III-4-b", "PL6-III-4-c", "PL6-III-5-c")
def test_a_dossier_is_filled_closed_submitted_and_held(world: World) -> None:
    path, submission = accepted(world)
    dossier = world.as_("chuyenvien.snv").get(path).json()
    assert (dossier["code"], dossier["state"], dossier["doc_total"]) == ("H56.12.2026.05.VTLT", "accepted", 2)
    holding = world.as_("luutru.snv").get("/agency-archive/holdings").json()["items"][0]
    assert (holding["id"], holding["location"], holding["retention_label"]) == (dossier["id"], "K1.G2.H3", "Vĩnh viễn")
    for what, words in (("inventory", "MỤC LỤC HỒ SƠ"), ("handover", "BIÊN BẢN")):
        answer = world.as_("luutru.snv").get(f"{submission}/{what}")
        assert answer.status_code == 200, answer.text
        text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
        assert words in text
        assert what == "inventory" or ("(đơn vị bảo quản): 1. Quy ra" in text and "Tổng số hồ sơ: 1" in text), "on paper and as files"
        sheet = world.as_("luutru.snv").get(f"{submission}/{what}", params={"format": "xlsx"})
        written = [str(cell) for row in CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python() for cell in row]
        assert any(words in cell for cell in written)
    reopened = world.as_("chuyenvien.snv").post(f"{path}/reopening", json={"reason": "Cần bổ sung tài liệu"})
    assert reopened.json()["code"] == "wrong_state"


def test_closing_says_what_is_missing(world: World) -> None:
    path = opened(world)
    answer = world.as_("chuyenvien.snv").post(f"{path}/closure", json={"ended_on": "2026-03-01"})
    assert (answer.status_code, answer.json()["code"]) == (409, "dossier_not_complete")
    assert answer.json()["missing"] == ["Hồ sơ chưa có văn bản, tài liệu nào."]


def test_a_returned_dossier_can_be_reopened_and_submitted_again(world: World) -> None:
    path, submission = submitted(world)
    line = {"dossier_id": path.rsplit("/", 1)[1], "verdict": "return"}
    short = world.as_("luutru.snv").post(f"{submission}/decision", json={"lines": [{**line, "reason": "thiếu"}]})
    assert short.json()["code"] == "reason_missing"
    world.as_("luutru.snv").post(f"{submission}/decision", json={"lines": [{**line, "reason": "Thiếu văn bản trả lời"}]})
    officer = world.as_("chuyenvien.snv")
    assert officer.get(path).json()["state"] == "returned"
    assert officer.post(f"{path}/reopening", json={"reason": "Bổ sung văn bản trả lời"}).json()["state"] == "open"


def test_a_dossier_of_two_years_is_not_submitted(world: World) -> None:
    path = closed(world, retention={"kind": "YEARS", "years": 2})
    answer = world.as_("chuyenvien.snv").post("/agency-archive/submissions", json={"dossier_ids": [path.rsplit("/", 1)[1]]})
    assert answer.json()["code"] == "term_too_short"


def test_all_overlapping_terms_are_shown_the_earliest_first(world: World) -> None:
    dossier = world.as_("chuyenvien.snv").get(closed(world)).json()
    assert [t["due_on"] for t in dossier["submission_terms"]] == ["2026-04-30", "2027-03-01", "2027-12-31"]
    assert dossier["submission_due_on"] == "2026-04-30"


def test_the_archivist_reads_what_was_submitted_and_nothing_before(world: World) -> None:
    path = closed(world)
    assert world.as_("luutru.snv").get(path).status_code == 403
    world.as_("chuyenvien.snv").post("/agency-archive/submissions", json={"dossier_ids": [path.rsplit("/", 1)[1]]})
    dossier = world.as_("luutru.snv").get(path).json()
    for file in dossier["files"]:
        assert world.as_("luutru.snv").get(f"/files/{file['sha256']}").status_code == 200
    assert world.as_("luutru.stc").get(path).status_code == 404


@pytest.mark.pl6("PL6-III-4-g")
@pytest.mark.parametrize("form", ["pdf", "xml", "zip"])
def test_the_whole_dossier_can_be_taken_along(world: World, form: str) -> None:
    path = closed(world)
    answer = world.as_("chuyenvien.snv").get(f"{path}/export", params={"format": form})
    assert answer.status_code == 200
    if form == "zip":
        names = zipfile.ZipFile(BytesIO(answer.content)).namelist()
        assert names == ["metadata.xml", "muc-luc.pdf", "tep/001-01-ke-hoach.pdf", "tep/002-01-anh.png"]


@pytest.mark.pl6("PL6-V-1")
def test_the_register_prints_with_the_columns_of_the_law(world: World) -> None:
    settled(world)
    clerk = world.as_("vanthu.snv")
    register = clerk.get("/registers").json()["items"][0]
    for form in ("pdf", "xlsx"):
        answer = clerk.get(f"/registers/{register['id']}/print", params={"format": form})
        assert answer.status_code == 200, answer.text
    pdf = pypdfium2.PdfDocument(clerk.get(f"/registers/{register['id']}/print").content)
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in pdf[0].get_textpage().get_text_range()
    assert "39/KH-UBND" in pdf[1].get_textpage().get_text_range().replace("\r\n", "")


def test_a_void_number_is_never_given_again(world: World) -> None:
    document = registered(world)
    clerk = world.as_("vanthu.snv")
    void = clerk.post(f"/register-entries/{document['register_entry_id']}/void", json={"reason": "Vào sổ nhầm văn bản"})
    assert void.json()["state"] == "void"
    again = clerk.post(f"/register-entries/{document['register_entry_id']}/void", json={"reason": "Vào sổ nhầm văn bản"})
    assert again.json()["code"] == "number_in_use"
    assert registered(world)["arrival_number"] == 2


def test_dossiers_are_listed_by_the_year_in_which_they_were_formed(world: World) -> None:
    opened(world, notation="01.VTLT", year=2025)
    opened(world, notation="02.VTLT", year=2026)
    found = world.as_("chuyenvien.snv").get("/dossiers", params={"year": 2025}).json()["items"]
    assert [d["notation"] for d in found] == ["01.VTLT"]


def test_the_inventory_of_a_submission_goes_on_as_a_sheet_with_the_columns_of_the_law(world: World) -> None:
    _, submission = accepted(world)
    answer = world.as_("luutru.snv").get(f"{submission}/inventory", params={"format": "xlsx"})
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(BytesIO(answer.content)) as book:
        texts = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    for text in ("Số, ký hiệu hồ sơ", "Thời hạn bảo quản", "05.VTLT", DOSSIER["title"], "Mục lục này gồm: 1 hồ sơ"):
        assert str(text) in texts


@pytest.mark.pl6("PL6-III-4-dd")
def test_all_dossiers_of_one_account_are_listed_and_counted(world: World) -> None:
    made = {opened(world, notation=f"0{n}.VTLT", year=2026 - n) for n in range(3)}
    other = world.as_("phophong.snv").post("/dossiers", json={**DOSSIER, "notation": "09.VTLT"}).json()["id"]
    by_officer = {"owner_id": world.ids["chuyenvien.snv"]}
    seen = world.as_("lanhdao.snv").get("/dossiers", params={**by_officer, "limit": 2}).json()
    rest = world.as_("lanhdao.snv").get("/dossiers", params={**by_officer, "limit": 2, "cursor": seen["next_cursor"]}).json()
    assert {f"/dossiers/{d['id']}" for d in [*seen["items"], *rest["items"]]} == made
    assert (seen["total"], rest["total"], rest["next_cursor"]) == (3, 3, None)
    assert world.as_("lanhdao.snv").get("/dossiers", params={**by_officer, "year": 2025}).json()["total"] == 1
    assert [d["id"] for d in world.as_("lanhdao.snv").get("/dossiers", params={"owner_id": world.ids["phophong.snv"]}).json()["items"]] == [other]
    assert world.as_("vanthu.stc").get("/dossiers", params=by_officer).json() == {"items": [], "next_cursor": None, "total": 0}, "a neighbour counts nothing of it"
    assert world.as_("lanhdao.snv").get("/dossiers").json()["total"] is None
