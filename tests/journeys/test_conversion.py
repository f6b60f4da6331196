"""A draft written in Word goes to signing as PDF: made here by LibreOffice, from the very text that was checked."""

import dataclasses
import io
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from docx.shared import Cm, Pt
from hoso.cli import work_once
from hoso.correspondence.actions.convert_draft import WHY
from hoso.formats import office_pdf
from hoso.formats.office_pdf import NotConverted, docx_to_pdf
from hoso.support.clock import Moment
from hoso.support.signatures import verify

from tests.hostile import word
from tests.papers import draft_pdf
from tests.people import World
from tests.watching import largest_below

SOFFICE = Path(shutil.which("soffice") or "/usr/bin/soffice")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REVIEWS = (("truongphong.snv", "content"), ("vanthu.snv", "form"), ("lanhdao.snv", "approval"))


def written(body: str = "Thực hiện công tác văn thư, lưu trữ", signer: str = "Nguyễn lanhdao.snv") -> bytes:
    """A draft as an officer writes it in Word: Times New Roman, number and date left blank."""
    made = docx.Document()
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = "Times New Roman", Pt(13)
    made.sections[0].left_margin, made.sections[0].page_width, made.sections[0].page_height = Cm(3), Cm(21), Cm(29.7)
    head = made.add_table(1, 2)
    head.cell(0, 0).text = "SỞ NỘI VỤ\nSố:          /KH-SNV"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nThanh Hóa, ngày      tháng      năm 2026"
    for text in ("KẾ HOẠCH", body, "Căn cứ Kế hoạch số 39/KH-UBND, Sở Nội vụ ban hành kế hoạch như sau."):
        made.add_paragraph(text)
    foot = made.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    foot.cell(0, 1).text = f"GIÁM ĐỐC\n\n\n\n{signer}"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def office(office: World) -> Iterator[World]:
    """An office whose machine has the program."""
    before = office.app.state.settings
    office.app.state.settings = dataclasses.replace(before, soffice=str(SOFFICE))
    yield office
    office.app.state.settings = before


def draft(world: World, data: bytes, name: str = "Kế hoạch.docx", **more: object) -> str:
    officer = world.as_("chuyenvien.snv")
    sha256 = officer.post("/files", files={"file": (name, data)}).json()["sha256"]
    made = officer.post("/outgoing-documents", json={
        "type_code": "KH", "abstract": "Kế hoạch công tác văn thư", "proposed_signer_id": world.ids["lanhdao.snv"],
        "recipients": [{"agency_id": world.ids["agency:stc"]}], "files": [{"sha256": sha256, "name": name, "role": "main"}], **more,
    })  # fmt: skip
    assert made.status_code == 201, made.text
    return f"/outgoing-documents/{made.json()['id']}"


def converted(world: World, path: str, who: str = "chuyenvien.snv") -> dict:
    """The job, after the worker has been there."""
    started = world.as_(who).post(f"{path}/draft-pdf")
    assert started.status_code == 202, started.text
    assert work_once(world.app.state.settings)
    return dict(world.as_(who).get(f"/jobs/{started.json()['job_id']}").json())


def text_of(pdf: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())


@pytest.mark.pl6("PL6-III-1-a")
def test_a_draft_of_word_is_converted_checked_signed_sealed_and_issued(office: World, tmp_path: Path) -> None:
    path = draft(office, written())
    officer, ask = office.as_("chuyenvien.snv"), office.as_("chuyenvien.snv").get
    assert "convertDraft" in ask(path).json()["allowed_actions"]
    job = converted(office, path)
    assert (job["state"], job["items"][0]["outcome"]) == ("done", "converted"), job
    document = ask(path).json()
    main, made = (next(f for f in document["files"] if f["role"] == role) for role in ("main", "rendition"))
    assert (main["media_type"], made["media_type"], made["name"], made["sha256"]) == (DOCX, "application/pdf", "Kế hoạch.pdf", job["items"][0]["sha256"])
    assert "convertDraft" not in document["allowed_actions"]
    assert officer.post(f"{path}/draft-pdf").json()["code"] == "nothing_to_convert"
    pdf = officer.get(f"/files/{made['sha256']}").content
    assert "Thực hiện công tác văn thư, lưu trữ" in text_of(pdf), "the words stay whole, in one typeface"
    fonts = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert fonts.count("Tinos") == len(fonts.splitlines()) - 2 or "TimesNewRoman" in fonts, fonts
    with pikepdf.open(io.BytesIO(pdf)) as book, book.open_metadata() as said:
        assert said.pdfa_status == "2B"
    for who, aspect in REVIEWS:
        assert office.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"}).status_code == 201
    signed = office.as_("lanhdao.snv").post(f"{path}/signature", json={})
    assert signed.status_code == 200, signed.text
    issued = office.as_("vanthu.snv").post(f"{path}/issue").json()
    last = [f for f in issued["files"] if f["role"] == "signed"][-1]
    final = office.as_("vanthu.snv").get(f"/files/{last['sha256']}").content
    assert last["name"] == "Kế hoạch.pdf"
    assert text_of(final).split()[-3:-2] == ["01"], "the number stands in the blank that the draft left"
    assert [v.is_valid for v in verify(final, [office.app.state.keys.authority()], Moment.now().at)] == [True, True]
    (tmp_path / "signed.pdf").write_bytes(final)
    assert subprocess.run(["pdfsig", "-nocert", str(tmp_path / "signed.pdf")], capture_output=True, text=True, check=False).stdout.count("Signature is Valid") == 2
    trail = office.as_("vanthu.snv").get("/trail", params={"subject": issued["id"]}).json()["items"]
    assert "outgoing:converted" in [e["tag"] for e in trail]


def test_a_new_text_needs_a_new_pdf_and_the_old_one_is_never_signed(office: World) -> None:
    path, officer = draft(office, written()), office.as_("chuyenvien.snv")
    old = converted(office, path)["items"][0]["sha256"]
    second = officer.post("/files", files={"file": ("b.docx", written("Bản khác"))}).json()["sha256"]
    document = officer.patch(path, json={"files": [{"sha256": second, "name": "b.docx", "role": "main"}]}).json()
    assert next(f for f in document["files"] if f["sha256"] == old)["role"] == "draft"
    for who, aspect in REVIEWS:
        office.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"})
    refused = office.as_("lanhdao.snv").post(f"{path}/signature", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_a_pdf")
    assert converted(office, path, "lanhdao.snv")["state"] == "done", "the signatory may have it made, and the approvals stand"
    signed = office.as_("lanhdao.snv").post(f"{path}/signature", json={})
    assert signed.status_code == 200, signed.text
    last = [f for f in signed.json()["files"] if f["role"] == "signed"][-1]
    assert "Bản khác" in text_of(office.as_("lanhdao.snv").get(f"/files/{last['sha256']}").content)


def test_what_changes_while_it_is_converted_gets_no_pdf_of_the_former_text(office: World) -> None:
    path, officer = draft(office, written()), office.as_("chuyenvien.snv")
    job = officer.post(f"{path}/draft-pdf").json()["job_id"]
    assert officer.post(f"{path}/draft-pdf").json()["job_id"] == job, "asked twice, done once"
    second = officer.post("/files", files={"file": ("b.docx", written("Bản khác"))}).json()["sha256"]
    officer.patch(path, json={"files": [{"sha256": second, "name": "b.docx", "role": "main"}]})
    assert work_once(office.app.state.settings)
    said = officer.get(f"/jobs/{job}").json()
    assert (said["state"], said["error"]) == ("failed", WHY["changed"]), "it is said at once, not tried five times"
    assert not work_once(office.app.state.settings)
    assert [f["role"] for f in officer.get(path).json()["files"]] == ["draft", "main"]


def test_who_may_not_draft_converts_nothing_and_a_pdf_or_a_signed_paper_is_left_alone(office: World) -> None:
    path = draft(office, written())
    for who, status in (("chuyenvien.stc", 404), ("vanthu.snv", 403), ("luutru.snv", 403)):
        assert office.as_(who).post(f"{path}/draft-pdf").status_code == status, who
        assert "convertDraft" not in office.as_(who).get(path).json().get("allowed_actions", [])
    ready = draft(office, draft_pdf("Nguyễn lanhdao.snv"), "a.pdf")
    assert "convertDraft" not in office.as_("chuyenvien.snv").get(ready).json()["allowed_actions"]
    assert office.as_("chuyenvien.snv").post(f"{ready}/draft-pdf").json()["code"] == "nothing_to_convert"
    for who, aspect in REVIEWS:
        office.as_(who).post(f"{ready}/reviews", json={"aspect": aspect, "verdict": "approve"})
    assert office.as_("lanhdao.snv").post(f"{ready}/signature", json={}).status_code == 200
    assert office.as_("chuyenvien.snv").post(f"{ready}/draft-pdf").json()["code"] == "wrong_state"


def test_without_the_program_it_is_said_and_not_offered(office: World) -> None:
    path, officer = draft(office, written()), office.as_("chuyenvien.snv")
    office.app.state.settings = dataclasses.replace(office.app.state.settings, soffice="")
    document = officer.get(path).json()
    assert "convertDraft" not in document["allowed_actions"]
    assert "chưa cài" in document["why_not"]["convertDraft"]
    refused = officer.post(f"{path}/draft-pdf")
    assert (refused.status_code, refused.json()["code"]) == (409, "no_converter")


REACHING = word(
    '<w:p><w:r><w:instrText>INCLUDETEXT "file:///etc/passwd"</w:instrText></w:r></w:p><w:p><w:r><w:t>chữ</w:t></w:r></w:p>'
)


def test_hostile_text_ends_within_bounds_and_reaches_nothing(tmp_path: Path) -> None:
    """Elements without end, a program that hangs, one that eats memory, one that writes without end; nothing of ours is told to it."""
    rows = "<w:tr>" + "<w:tc><w:p><w:r><w:t>chữ</w:t></w:r></w:p></w:tc>" * 8 + "</w:tr>"
    began = time.monotonic()
    with largest_below(os.getpid()) as peak:
        for hostile in (word("<w:p>" * 50_000), b"PK\x03\x04 junk", word("<w:tbl>" + rows * 3_000 + "</w:tbl>"), REACHING):
            try:
                assert b"root:" not in docx_to_pdf(hostile, SOFFICE)
            except NotConverted as why:
                assert why.code in WHY
    assert time.monotonic() - began < 4 * office_pdf.WALL_SECONDS
    assert peak.megabytes < 1_500
    assert not list(Path(os.environ.get("TMPDIR", "/tmp")).glob("hoso-office-*")), "nothing stays behind"


@pytest.mark.parametrize(
    ("does", "code"),
    [("sleep 60", "too_slow"), ("while :; do :; done", "too_slow"), ("head -c 900M /dev/zero > made-too-much", "broken"), ("env > told; exit 1", "broken"), ("exit 0", "broken")],
)
def test_a_program_that_misbehaves_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, code: str) -> None:
    monkeypatch.setattr(office_pdf, "WALL_SECONDS", 3)
    monkeypatch.setattr(office_pdf, "CPU_SECONDS", 1)
    monkeypatch.setenv("HOSO_SECRETS", "k1:never-told")
    told = tmp_path / "told"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nenv > {told}; ip -o link > {told}.net 2>&1 || cat /proc/net/dev > {told}.net\n{does}\n")
    program.chmod(0o755)
    began = time.monotonic()
    with pytest.raises(NotConverted) as why:
        docx_to_pdf(b"x", program)
    assert why.value.code == code
    assert time.monotonic() - began < 12
    assert "never-told" not in told.read_text() and "HOSO_" not in told.read_text()
    if office_pdf.is_apart():
        assert "eth" not in (tmp_path / "told.net").read_text()
