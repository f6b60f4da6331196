"""Search on every input field and inside the files, chosen columns, orders, kept filters shared with a role, exports in four formats."""

import io
import time
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pytest
from docx import Document as Docx
from hoso.cli import work_once
from hoso.correspondence.queries.columns import COLUMNS
from hoso.oversight.actions.index_contents import index_contents
from hoso.support.clock import Moment
from hoso.support.database import transaction
from python_calamine import CalamineWorkbook

from tests.conftest import application, fresh_database
from tests.papers import draft_pdf
from tests.people import World, make_world

FACTS = {
    "type_code": "KH", "number": "39", "symbol": "KH-UBND", "issued_on": "2026-03-02", "issuer_name": "UBND tỉnh Thanh Hóa", "issuer_code": "H56",
    "abstract": "Kế hoạch công tác văn thư, lưu trữ", "signer_name": "Đầu Thanh Tùng", "signer_position": "Phó Chủ tịch", "urgency": "urgent",
    "language": "Tiếng Lào", "description": "Kèm phụ lục giao chỉ tiêu", "document_identifier": "H56.2026.000039", "channel": "email", "medium": "electronic",
    "received_on": "2026-03-03", "due_on": "2026-12-30", "page_count": 12,
}  # fmt: skip


@pytest.fixture(scope="module")
def office(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One document with every field filled, one that shares nothing with it, files with words, drafts."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("finding")) as app:
        world = make_world(app)
        clerk, ids = world.as_("vanthu.snv"), world.ids
        digest = clerk.post("/files", files={"file": ("ke-hoach.pdf", draft_pdf("Chi tieu chinh ly tai lieu ton dong"))}).json()["sha256"]
        made = clerk.post("/incoming-documents", json={**FACTS, "files": [{"sha256": digest, "name": "ke-hoach.pdf"}]})
        assert made.status_code == 201, made.text
        ids["full"], ids["book"], ids["arrival"] = made.json()["id"], made.json()["register_id"], str(made.json()["arrival_number"])
        other = {"type_code": "CV", "issuer_name": "Bộ Nội vụ", "abstract": "Về việc khác"}
        ids["other"] = clerk.post("/incoming-documents", json=other).json()["id"]
        path = f"/incoming-documents/{ids['full']}"
        assert clerk.post(f"{path}/transfer", json={"lead": {"unit_id": ids["unit:snv"]}}).status_code == 200
        assert world.as_("truongphong.snv").post(f"{path}/assignments", json={"user_id": ids["chuyenvien.snv"]}).status_code == 200
        officer = world.as_("chuyenvien.snv")
        dossier = {"title": "Hồ sơ công tác văn thư", "notation": "01.VTLT", "retention": {"kind": "PERMANENT"}, "started_on": "2026-01-05"}
        ids["dossier"] = officer.post("/dossiers", json=dossier).json()["id"]
        draft = {"type_code": "BC", "abstract": "Báo cáo quý", "recipients": [{"name": "Bộ Nội vụ"}], "description": "Bản nháp đầu"}
        ids["draft"] = officer.post("/outgoing-documents", json=draft).json()["id"]
        assert officer.post(f"{path}/completion", json={"outcome": "Xong"}).status_code == 200
        assert officer.post(f"/dossiers/{ids['dossier']}/documents", json={"document_id": ids["full"]}).status_code in (200, 201)
        with transaction(app.state.engine) as db:
            assert index_contents(db, Moment.now(), app.state.files) == 1
            assert index_contents(db, Moment.now(), app.state.files) == 0
        yield world


def found(world: World, who: str = "vanthu.snv", **query: Any) -> set[str]:
    answer = world.as_(who).get("/document-search", params=query)
    assert answer.status_code == 200, answer.text
    names = {v: k for k, v in world.ids.items()}
    return {names[row["id"]] for row in answer.json()["items"]}


@pytest.mark.pl6("PL6-III-6-d")
@pytest.mark.parametrize(
    "query",
    [
        {"q": "ke hoach van thu"}, {"number": "39"}, {"symbol": "kh-ubnd"}, {"issuer": "Thanh Hóa"}, {"issuer": "thanh hoa"}, {"signer": "dau thanh"},
        {"signer": "Thanh Tùng"}, {"type_code": "KH"}, {"abstract": "công tác văn thư"}, {"abstract": "cong tac van"}, {"description": "phu luc giao"},
        {"language": "Lào"}, {"document_identifier": "h56.2026.000039"}, {"urgency": "urgent"}, {"medium": "electronic"}, {"channel": "email"},
        {"arrival_number": "arrival"}, {"register_id": "book", "urgency": "urgent"}, {"unit_id": "unit:snv"}, {"person_id": "chuyenvien.snv"},
        {"dossier_id": "dossier"}, {"dossier": "cong tac van thu"}, {"dossier": "01.VTLT"}, {"issued_from": "2026-03-01", "issued_to": "2026-03-02"},
        {"due_from": "2026-12-30"}, {"state": "completed"}, {"content": "chinh ly tai lieu"}, {"content": '"ton dong"'},
    ],
    ids=str,
)  # fmt: skip
def test_every_input_field_finds_the_document(office: World, query: dict[str, str]) -> None:
    assert found(office, **{k: office.ids.get(v, v) for k, v in query.items()}) == {"full"}


def test_what_does_not_hold_is_not_found_and_a_strangers_is_never(office: World) -> None:
    """Marks count where they are typed; the words of a file are found by nobody who may not read the document."""
    assert found(office, signer="Thánh Tung") == set()
    assert found(office, content="khong co chu nay") == set()
    assert found(office, abstract="Kế hoạch 100%") == set()
    assert found(office, "chuyenvien.snv", content="chinh ly") == {"full"}
    for who in ("vanthu.stc", "chuyenvien.stc", "luutru.snv", "docgia"):
        assert found(office, who, content="chinh ly") == set()
        assert found(office, who) == set()
    assert found(office, kind="outgoing", recipient="Bộ Nội vụ", description="ban nhap", person_id=office.ids["chuyenvien.snv"]) == {"draft"}
    assert office.as_("vanthu.snv").get("/document-search", params={"unknown": "1"}).status_code == 422


@pytest.mark.pl6("PL6-III-6-dd")
def test_the_columns_are_those_that_were_chosen_and_stay_chosen(office: World) -> None:
    clerk = office.as_("vanthu.snv")
    wanted = ["signer_name", "lead_people", "due_on"]
    row = clerk.get("/document-search", params={"q": "ke hoach", "columns": ",".join(wanted)}).json()["items"][0]
    assert {k: row[k] for k in wanted} == {"signer_name": "Đầu Thanh Tùng", "lead_people": "Nguyễn chuyenvien.snv", "due_on": "2026-12-30"}
    assert set(row) == {"id", "state", "kind", *wanted}
    assert clerk.get("/document-search", params={"columns": "password_hash"}).json()["code"] == "unknown_column"
    offered = clerk.get("/document-search/columns").json()
    for kind, columns in COLUMNS.items():
        assert [c["name"] for c in offered[kind]] == list(columns)
        every = clerk.get("/document-search", params={"kind": kind, "columns": ",".join(columns)})
        assert every.status_code == 200, every.text
    assert clerk.get("/columns/incoming").json() == {"columns": []}
    assert clerk.put("/columns/incoming", json={"columns": wanted}).status_code == 200
    assert clerk.get("/columns/incoming").json() == {"columns": wanted}
    assert office.as_("lanhdao.snv").get("/columns/incoming").json() == {"columns": []}


def test_the_count_is_that_of_the_list_in_every_order(office: World) -> None:
    for order in ("newest", "oldest", "number", "term"):
        answer = office.as_("vanthu.snv").get("/document-search", params={"order": order, "count": "true", "state": "completed"}).json()
        assert (answer["total"], len(answer["items"]), answer["next_cursor"]) == (1, 1, None)
    outgoing = office.as_("vanthu.snv").get("/document-search", params={"kind": "outgoing", "order": "number"}).json()
    assert outgoing["items"] == []


@pytest.mark.pl6("PL6-III-6-e")
def test_a_filter_is_kept_shared_with_a_role_and_removed_by_its_owner(office: World) -> None:
    clerk, head, officer = (office.as_(f"{r}.snv") for r in ("vanthu", "lanhdao", "chuyenvien"))
    body = {"page": "search", "name": "Văn bản khẩn của UBND tỉnh", "query": {"issuer": "UBND tỉnh", "urgency": "urgent"}, "columns": ["abstract", "due_on"], "shared_role": "lanhdao"}
    kept = clerk.post("/saved-filters", json=body)
    assert kept.status_code == 201, kept.text
    assert clerk.post("/saved-filters", json=body).json()["code"] == "filter_name_taken"
    assert clerk.post("/saved-filters", json={**body, "name": "Khác", "shared_role": "vua"}).json()["code"] == "unknown_role"
    shared = head.get("/saved-filters", params={"page": "search"}).json()["items"]
    assert [(f["name"], f["own"], f["query"], f["by_name"], f["shared_role_name"]) for f in shared] == [
        (body["name"], False, body["query"], "Nguyễn vanthu.snv", "Người đứng đầu cơ quan"),
    ]  # fmt: skip
    assert found(office, "lanhdao.snv", **shared[0]["query"]) == {"full"}
    assert officer.get("/saved-filters").json()["items"] == []
    assert office.as_("lanhdao.stc").get("/saved-filters").json()["items"] == []
    path = f"/saved-filters/{kept.json()['id']}"
    assert head.delete(path).json()["code"] == "not_your_filter"
    assert officer.delete(path).status_code == 404
    assert clerk.delete(path).status_code == 204
    assert head.get("/saved-filters").json()["items"] == []


def exported(world: World, format_: str, who: str = "vanthu.snv", **query: str) -> bytes:
    asked = world.as_(who).post("/document-search/exports", json={"query": query, "format": format_})
    assert asked.status_code == 202, asked.text
    while work_once(world.app.state.settings):
        pass
    job = world.as_(who).get(f"/jobs/{asked.json()['job_id']}").json()
    assert (job["state"], job["percentage"], job["error"]) == ("done", 100, "")
    item = job["items"][0]
    assert item["name"].endswith(f".{format_}")
    assert world.as_("chuyenvien.stc").get(f"/files/{item['sha256']}").status_code == 404
    return world.as_(who).get(f"/files/{item['sha256']}").content


@pytest.mark.pl6("PL6-III-6-h")
def test_the_result_goes_out_as_xlsx_docx_doc_and_pdf_with_its_mark(office: World) -> None:
    query = {"columns": "arrival_number,abstract,signer_name,due_on", "order": "oldest"}
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(exported(office, "xlsx", **query))).get_sheet_by_index(0).to_python()
    rows = [r for r in sheet if r[0] in (1, 2) or r[0] == "TT"]
    assert rows[0] == ["TT", "Số đến", "Trích yếu nội dung", "Người ký", "Hạn giải quyết"]
    assert rows[1] == [1.0, 1.0, "Kế hoạch công tác văn thư, lưu trữ", "Đầu Thanh Tùng", "30/12/2026"]
    assert any("Kết xuất bởi Nguyễn vanthu.snv" in str(r[0]) for r in sheet)
    docx = Docx(io.BytesIO(exported(office, "docx", **query)))
    assert [c.text for c in docx.tables[0].rows[1].cells] == ["1", "1", "Kế hoạch công tác văn thư, lưu trữ", "Đầu Thanh Tùng", "30/12/2026"]
    assert "Kết xuất bởi Nguyễn vanthu.snv" in docx.sections[0].footer.paragraphs[0].text
    doc = exported(office, "doc", **query)
    assert doc.startswith(b"{\\rtf1") and doc.endswith(b"}")
    assert doc.count(b"\\row\n") == 3 and b"\\u272?\\u7847?u Thanh T\\u249?ng" in doc
    pdf = pypdfium2.PdfDocument(exported(office, "pdf", q="ke hoach", **query))
    words = pdf[0].get_textpage().get_text_bounded()
    assert "Đầu Thanh Tùng" in words and "Kết xuất bởi" in words and "từ khóa “ke hoach”" in words


def test_an_export_takes_what_the_person_may_see_and_can_be_stopped(office: World) -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(exported(office, "xlsx", "luutru.snv"))).get_sheet_by_index(0).to_python()
    assert any("Tổng số: 0 văn bản" in str(r[0]) for r in sheet)
    clerk = office.as_("vanthu.snv")
    job = f"/jobs/{clerk.post('/document-search/exports', json={'query': {}, 'format': 'pdf'}).json()['job_id']}"
    assert clerk.post(f"{job}/cancellation").json()["state"] == "cancelled"
    assert not work_once(office.app.state.settings)  # nothing waits any more
    assert clerk.post("/document-search/exports", json={"query": {"columns": "khong_co"}}).json()["code"] == "unknown_column"


def test_a_long_list_is_set_in_parts_with_its_pages_counted_on() -> None:
    from datetime import date

    from hoso.formats.lists import Head, Listing, print_list

    rows = [[n, f"Văn bản {n}"] for n in range(1, 121)]
    listing = Listing("Danh sách", "Sở Nội vụ", [Head("TT", 10), Head("Tên", 100)], rows, "Kết xuất bởi A", date(2026, 1, 2))
    begun = time.process_time()
    told: list[int] = []
    with pikepdf.open(io.BytesIO(print_list(listing, rows_a_part=50, told=told.append))) as book:
        pages = len(book.pages)
    assert told == [50, 100, 120]
    pdf = pypdfium2.PdfDocument(print_list(listing, rows_a_part=50))
    last = pdf[pages - 1].get_textpage().get_text_bounded()
    assert last.startswith(str(pages)) and "Văn bản 120" in last
    assert time.process_time() - begun < 10
