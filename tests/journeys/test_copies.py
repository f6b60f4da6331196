"""Copies of documents (Đ25–27): sao y, sao lục, trích sao in the lawful directions, one series, who may sign them, the register."""

import io
from datetime import date
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hoso.formats.forms.copy_block import CopyBlock, end_of_content, with_block
from hoso.support.clock import Moment
from hoso.support.signatures import verify
from PIL import Image

from tests.conftest import application, fresh_database
from tests.journeys.conftest import with_keys
from tests.journeys.test_outgoing import issued, upload
from tests.papers import draft_pdf
from tests.people import World, make_world

BLOCK = CopyBlock("SAO Y", "Sở Nội vụ", "05/SY-SNV", "Thanh Hóa", date(2026, 2, 3), ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Trần Chánh", ("Như trên", "Lưu: VT"))


@pytest.fixture(scope="module")
def copying(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One office for all copies, with an issued electronic document and a scanned incoming one."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("copies")) as app:
        office = with_keys(make_world(app))
        _, electronic = issued(office)
        yield office, electronic["id"], scanned(office, 200)


def scan(dpi: int) -> bytes:
    page = Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), "white")
    page.paste((20, 20, 20), (dpi, dpi, 6 * dpi, 3 * dpi))
    output = io.BytesIO()
    page.save(output, "PDF", resolution=dpi)
    return output.getvalue()


def scanned(office: World, dpi: int) -> str:
    file = upload(office, "vanthu.snv", scan(dpi), "quet.pdf")
    body = {"type_code": "CV", "issuer_name": "Bộ Nội vụ", "abstract": "Bản quét", "files": [{"sha256": file["sha256"], "name": "quet.pdf"}], "number": str(dpi)}
    return str(office.as_("vanthu.snv").post("/incoming-documents", json=body).json()["id"])


def copy(office: World, document: str, kind: str, to: str, **more: Any) -> Any:
    body = {"kind": kind, "to_medium": to, "signer_id": office.ids["lanhdao.snv"], "recipients": ["Phòng Tài chính"], **more}
    return office.as_("vanthu.snv").post(f"/documents/{document}/copies", json=body)


def text_of(office: World, made: Any) -> str:
    pdf = pypdfium2.PdfDocument(office.as_("vanthu.snv").get(f"/files/{made.json()['sha256']}").content)
    return "\n".join(p.get_textpage().get_text_range() for p in pdf)


def test_copies_share_one_series_and_bear_their_marks(copying: Any) -> None:
    office, electronic, paper = copying
    first = copy(office, electronic, "SY", "paper")
    assert first.status_code == 201, first.text
    said = text_of(office, first)
    for part in ("SAO Y", "SỞ NỘI VỤ", f"Số: {first.json()['written_number']}", "Nơi nhận", "Phòng Tài chính;", "Lưu: VT.", "Nguyễn lanhdao.snv"):
        assert part in said, (part, said)
    second = copy(office, paper, "SY", "electronic")
    third = copy(office, electronic, "TrS", "paper", pages="1")
    numbers = [m.json()["number"] for m in (first, second, third)]
    assert numbers == list(range(numbers[0], numbers[0] + 3)), "sao y, sao lục and trích sao share one series"
    assert [m.json()["written_number"].split("/")[1] for m in (first, second, third)] == ["SY-SNV", "SY-SNV", "TrS-SNV"]
    register = office.as_("lanhdao.snv").get("/copies").json()["items"]
    assert [r["number"] for r in register[:3]] == numbers[::-1]
    assert register[0]["source_abstract"] == "Thực hiện công tác văn thư, lưu trữ năm 2026"
    for form, head in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        assert office.as_("vanthu.snv").get("/copies/book", params={"format": form}).content.startswith(head)


def test_an_electronic_copy_bears_the_agencys_signature_at_its_corner(copying: Any) -> None:
    office, _, paper = copying
    made = copy(office, paper, "SY", "electronic")
    pdf = office.as_("vanthu.snv").get(f"/files/{made.json()['sha256']}").content
    verdict = verify(pdf, [office.app.state.keys.authority()], Moment.now().at)[0]
    assert verdict.is_valid
    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = [float(v) for v in document.pages[0].Annots[0].Rect]
        width, height = (float(v) for v in document.pages[0].mediabox[2:])
    assert box[0] > width / 2 and box[1] > height * 0.9, "top right of the first page (PL I Phần II)"


@pytest.mark.parametrize(("kind", "source", "to", "code"), [
    ("SY", "electronic", "electronic", "unlawful_copy_direction"), ("SL", "electronic", "paper", "not_from_true_copy"),
    ("TrS", "electronic", "paper", "bad_pages"),
])  # fmt: skip
def test_what_the_decree_does_not_know_is_refused(copying: Any, kind: str, source: str, to: str, code: str) -> None:
    office, electronic, paper = copying
    assert copy(office, electronic if source == "electronic" else paper, kind, to).json()["code"] == code


def test_a_copy_of_a_copy_comes_from_a_true_copy_only(copying: Any) -> None:
    office, electronic, paper = copying
    true = copy(office, electronic, "SY", "paper").json()
    made = copy(office, electronic, "SL", "paper", source_copy_id=true["id"])
    assert (made.status_code, made.json()["from_medium"]) == (201, "paper"), made.text
    assert "SAO LỤC" in text_of(office, made)
    excerpt = copy(office, electronic, "TrS", "paper", pages="1").json()
    assert copy(office, electronic, "SL", "paper", source_copy_id=excerpt["id"]).json()["code"] == "not_from_true_copy"
    assert copy(office, paper, "SL", "electronic", received_as_true_copy=True).status_code == 201


def test_whom_the_head_did_not_name_signs_no_copy(copying: Any) -> None:
    office, electronic, _ = copying
    deputy = office.ids["truongphong.snv"]
    assert copy(office, electronic, "SY", "paper", signer_id=deputy).json()["code"] == "no_signing_authority"
    grant = {"person_id": deputy, "capacity": "TL", "basis": "Quy chế văn thư, Điều 12", "signs_copies": True}
    assert office.as_("quantri.snv").post("/administration/authorities", json=grant).status_code == 201
    made = copy(office, electronic, "SY", "paper", signer_id=deputy)
    assert made.json()["signer_position"] == "TL. lanhdao truongphong", made.text
    body = {"kind": "SY", "to_medium": "paper", "signer_id": deputy}
    assert office.as_("lanhdao.snv").post(f"/documents/{electronic}/copies", json=body).json()["code"] == "not_your_role", "the clerk makes copies (Đ32.2c)"


def test_a_coarse_scan_becomes_no_electronic_copy(copying: Any) -> None:
    office, _, _ = copying
    said = copy(office, scanned(office, 150), "SY", "electronic")
    assert (said.status_code, said.json()["code"], said.json()["dpi"]) == (409, "scan_too_coarse", 150)


def test_an_excerpt_holds_the_pages_that_were_named_or_what_was_made_anew(copying: Any) -> None:
    office, electronic, _ = copying
    assert copy(office, electronic, "TrS", "paper", pages="7").json()["code"] == "nothing_to_copy"
    anew = upload(office, "vanthu.snv", draft_pdf("Người ký", "Phần được trích"), "trich.pdf")
    made = copy(office, electronic, "TrS", "electronic", file=anew["sha256"])
    assert made.status_code == 201, made.text
    assert "Phần được trích" in text_of(office, made)


def test_the_block_stands_right_below_the_end_or_on_a_new_page() -> None:
    pdf = draft_pdf("Người ký")
    end = end_of_content(pdf)
    made = pypdfium2.PdfDocument(with_block(pdf, BLOCK))
    assert len(made) == 1
    page = made[0].get_textpage()
    at = page.get_text_range().index("SAO Y")
    top = page.get_charbox(at, loose=True)[3]
    assert 0 < end - top < 40, "right after the end, below a full-width line"
    full = pypdfium2.PdfDocument(with_block(scan_full(), BLOCK))
    assert len(full) == 2


def scan_full() -> bytes:
    page = Image.new("RGB", (827, 1169), "white")
    page.paste((0, 0, 0), (80, 80, 740, 1120))
    output = io.BytesIO()
    page.save(output, "PDF", resolution=100)
    return output.getvalue()
