"""The format check at work: a file dropped on its page, a draft whose findings stay beside it for who checks the form, hostile files refused in words."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from docx.shared import Mm

from tests.conftest import application, fresh_database
from tests.formats.layout_papers import document, pdf, saved
from tests.formats.layout_texts import all_types
from tests.papers import PNG
from tests.people import World, make_world

PLAN = all_types()["KH"]


@pytest.fixture(scope="module")
def office(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for all: every test brings its own files."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("layout")) as app:
        yield make_world(app)


def wrong_plan() -> bytes:
    """A plan with a narrow margin, a number without its zero, a deputy without KT."""
    d = document(PLAN.but(number="7", signer=("PHÓ GIÁM ĐỐC",), name="Trần Văn Sai"))
    d.sections[0].left_margin = Mm(25)
    return saved(d)


def without_body(data: bytes) -> bytes:
    """A package that opens, whose document says nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            empty = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
            new.writestr(name, empty if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def upload(office: World, data: bytes, name: str, who: str = "chuyenvien.snv") -> str:
    answer = office.as_(who).post("/files", files={"file": (name, data)})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["sha256"])


def draft(office: World, data: bytes, name: str = "ke-hoach.docx") -> str:
    body = {
        "type_code": "KH", "abstract": "Công tác văn thư, lưu trữ năm 2026", "proposed_signer_id": office.ids["lanhdao.snv"],
        "recipients": [{"name": "UBND phường Hạc Thành"}], "files": [{"sha256": upload(office, data, name), "name": name, "role": "main"}],
    }  # fmt: skip
    return f"/outgoing-documents/{office.as_('chuyenvien.snv').post('/outgoing-documents', json=body).json()['id']}"


def test_a_dropped_file_comes_back_with_article_place_and_cure(office: World) -> None:
    digest = upload(office, wrong_plan(), "sai.docx")
    answer = office.as_("chuyenvien.snv").post("/layout-checks", json={"sha256": digest, "type_code": "KH"}).json()
    found = {f["rule"]: f for f in answer["items"]}
    assert set(found) == {"page.margin_left", "number.padding", "signer.deputy", "annex.note_number"}  # both appendices still say 15
    assert answer["errors"] == 5
    padding = found["number.padding"]
    assert padding["article"] == "PL I Phần I mục II khoản 3 điểm c"
    assert padding["right"] == "Số: 07"
    assert padding["place"]["text"] == "Số: 7/KH-SNV"
    assert answer["blocks"][padding["place"]["block"]]["text"] == "Số: 7/KH-SNV"
    assert all(f["cure"] and f["found"] and f["article"] for f in answer["items"])
    verdicts = {p["part"]: p["verdict"] for p in answer["parts"]}
    assert (verdicts["number"], verdicts["recipients"], verdicts["addressees"]) == ("error", "right", "absent")


def test_a_correct_file_has_no_finding_and_its_type_is_read_from_its_title(office: World) -> None:
    digest = upload(office, saved(document(PLAN)), "dung.docx")
    answer = office.as_("vanthu.snv").post("/layout-checks", json={"sha256": digest})
    assert answer.status_code == 404  # what a colleague uploaded and no record names is the colleague's
    answer = office.as_("chuyenvien.snv").post("/layout-checks", json={"sha256": digest}).json()
    assert (answer["type_code"], answer["type_guessed"], answer["errors"], answer["looks"]) == ("KH", True, 0, 0)


def test_a_scan_is_undecided_and_never_right(office: World) -> None:
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(595, 842)
    path = Path(office.app.state.settings.data_dir) / "quet.pdf"
    blank.save(path)
    digest = upload(office, path.read_bytes(), "quet.pdf")
    answer = office.as_("chuyenvien.snv").post("/layout-checks", json={"sha256": digest, "type_code": "KH"}).json()
    assert (answer["reason"], answer["errors"]) == ("scan", 0)
    assert {p["verdict"] for p in answer["parts"]} == {"undecided"}


def test_what_cannot_be_read_is_refused_with_a_reason(office: World) -> None:
    torn = upload(office, without_body(saved(document(PLAN))), "rach.docx")
    answer = office.as_("chuyenvien.snv").post("/layout-checks", json={"sha256": torn})
    assert (answer.status_code, answer.json()["code"], answer.json()["reason"]) == (422, "layout_unreadable", "broken")
    picture = upload(office, PNG, "anh.png")
    assert office.as_("chuyenvien.snv").post("/layout-checks", json={"sha256": picture}).json()["code"] == "layout_wrong_type"


def test_the_findings_stay_beside_the_draft_and_the_checker_of_the_form_decides_with_them(office: World) -> None:
    path = draft(office, wrong_plan())
    seen = office.as_("chuyenvien.snv").get(f"{path}/layout-check").json()
    assert (seen["errors"], seen["checked_at"]) == (5, None)
    kept = office.as_("chuyenvien.snv").post(f"{path}/layout-check").json()
    again = office.as_("vanthu.snv").post(f"{path}/layout-check").json()
    assert kept["checked_at"] == again["checked_at"]
    assert again["checked_by"] == "Nguyễn chuyenvien.snv"
    office.as_("truongphong.snv").post(f"{path}/reviews", json={"aspect": "content", "verdict": "approve"})
    answer = office.as_("vanthu.snv").post(f"{path}/reviews", json={"aspect": "form", "verdict": "approve", "note": "Sửa lề và số khi cấp số."})
    assert answer.status_code == 201
    form = next(r for r in answer.json()["reviews"] if r["aspect"] == "form")
    assert form["layout"] == {"errors": 5, "looks": 0, "undecided": kept["undecided"]}
    trail = office.as_("vanthu.snv").get("/trail", params={"subject": path.split("/")[-1]}).json()["items"]
    assert [e["tag"] for e in trail].count("outgoing:layout-checked") == 1
    said = next(e for e in trail if e["tag"] == "outgoing:form-checked")
    assert said["detail"]["layout"]["errors"] == 5


def test_a_new_file_is_checked_anew(office: World) -> None:
    path = draft(office, wrong_plan())
    assert office.as_("chuyenvien.snv").post(f"{path}/layout-check").json()["errors"] == 5
    digest = upload(office, saved(document(PLAN)), "moi.docx")
    changed = office.as_("chuyenvien.snv").patch(path, json={"files": [{"sha256": digest, "name": "moi.docx", "role": "main"}]})
    assert changed.status_code == 200, changed.text
    assert office.as_("chuyenvien.snv").get(f"{path}/layout-check").json()["errors"] == 0


def test_the_sheet_prints_each_finding_with_its_article(office: World) -> None:
    digest = upload(office, pdf(PLAN, words={"number": "Số: 7/KH-SNV"}), "sai.pdf")
    answer = office.as_("chuyenvien.snv").get("/layout-checks/sheet", params={"sha256": digest, "type_code": "KH"})
    assert answer.headers["content-type"] == "application/pdf"
    sheet = pypdfium2.PdfDocument(answer.content)
    text = " ".join("\n".join(page.get_textpage().get_text_range() for page in sheet).split())
    assert "PHIẾU KIỂM TRA THỂ THỨC" in text
    assert "Số nhỏ hơn 10" in text or "Số: 07" in text
    assert "PL I Phần I mục II khoản 3 điểm c" in text
    assert "Không xác định được trên tệp này" in text
