"""Copies of documents (Đ25–27): sao y, sao lục, trích sao in the lawful directions, one series, who may sign them, the register."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import hoso.correspondence.actions.lapse_preparations  # noqa: F401  its recurring work
import pikepdf
import pypdfium2
import pytest
from hoso.formats.fonts import FONTS
from hoso.formats.forms.copy_block import CopyBlock, end_of_content, with_block
from hoso.support.clock import Moment
from hoso.support.schedules import run_recurring
from hoso.support.signatures import Appearance, sign_with_key, verify
from hoso.support.signatures.appearance import person_mark
from PIL import Image
from python_calamine import CalamineWorkbook

from tests.conftest import application, fresh_database
from tests.journeys.conftest import with_keys
from tests.journeys.test_outgoing import approved, issued, upload
from tests.journeys.test_own_device import by_device, complete, encoded, prepare
from tests.papers import draft_pdf
from tests.people import World, make_world
from tests.signer.issuing import pkcs12_file
from tests.signer.keys import Pkcs12Key

CLERK, REASON = "vanthu.snv", "Chọn nhầm văn bản cần sao"

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


@pytest.mark.parametrize("to", ["paper", "electronic"])
@pytest.mark.parametrize("source", ["paper", "electronic"])
@pytest.mark.parametrize("kind", ["SY", "SL", "TrS"])
def test_each_direction_of_the_decree_makes_a_copy_and_no_other_does(copying: Any, kind: str, source: str, to: str) -> None:
    office, electronic, paper = copying
    more: dict[str, Any] = {"TrS": {"pages": "1"}}.get(kind, {})
    document = electronic if source == "electronic" else paper
    if kind == "SL":  # made of a bản sao y, which stands in the medium that it came to
        document = paper
        true = copy(office, paper, "SY", source)
        assert true.status_code == 201, true.text
        more = {"source_copy_id": true.json()["id"]}
    made = copy(office, document, kind, to, **more)
    if (source, to) == ("electronic", "electronic") and kind != "TrS":
        assert (made.status_code, made.json()["code"]) == (409, "unlawful_copy_direction"), made.text
        return
    assert (made.status_code, made.json()["from_medium"], made.json()["to_medium"]) == (201, source, to), made.text
    pdf = office.as_(CLERK).get(f"/files/{made.json()['sha256']}").content
    assert len(verify(pdf, [], Moment.now().at)) == (0 if to == "paper" else 1), "the agency signs an electronic copy, people sign a paper one by hand"


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


def waiting(office: World, document: str, kind: str = "SY", **more: Any) -> tuple[str, dict[str, Any]]:
    """An electronic copy that has its number and waits for the signature of the agency's device: its path, the answer."""
    made = copy(office, document, kind, "electronic", awaits_signature=True, **more)
    assert made.status_code == 201, made.text
    return f"/copies/{made.json()['id']}", made.json()


def agency_device(office: World, ground: Path, name: str = "SỞ NỘI VỤ") -> Pkcs12Key:
    return Pkcs12Key(pkcs12_file(office.app.state.keys, name, ground / f"{name}.p12", "x"), "x")


def register_of(office: World) -> dict[int, str]:
    return {r["number"]: r["state"] for r in office.as_(CLERK).get("/copies").json()["items"]}


@pytest.mark.parametrize(("kind", "more"), [("SY", {}), ("TrS", {"pages": "1"}), ("SL", {"received_as_true_copy": True})])
def test_the_agencys_own_device_signs_an_electronic_copy(copying: Any, ground: Path, kind: str, more: dict[str, Any]) -> None:
    office, _, paper = copying
    path, made = waiting(office, paper, kind, **more)
    assert (made["state"], made["allowed_actions"]) == ("awaiting", ["prepareCopySignature", "voidCopy"])
    key = agency_device(office, ground)
    prepared = prepare(office, path, key, "agency", CLERK)
    said = complete(office, path, prepared, CLERK, signatures=by_device(key, prepared))
    assert (said.status_code, said.json()["state"], said.json()["written_number"]) == (200, "made", made["written_number"]), said.text
    assert said.json()["allowed_actions"] == []
    pdf = office.as_(CLERK).get(f"/files/{said.json()['sha256']}").content
    verdicts = verify(pdf, [office.app.state.keys.authority()], Moment.now().at)
    assert [(v.signer, v.is_valid) for v in verdicts] == [("SỞ NỘI VỤ", True)]
    tags = [e["tag"] for e in office.as_(CLERK).get("/trail", params={"subject": paper}).json()["items"]]
    assert {"copy:numbered", "signature:prepared", "signature:completed", "copy:made"} <= set(tags)
    for act in (f"{path}/signature-preparations", f"{path}/void"):
        again = office.as_(CLERK).post(act, json={"reason": REASON} if act.endswith("void") else {})
        assert (again.status_code, again.json()["code"]) == (409, "wrong_state"), again.text


def test_a_copy_that_another_program_signed_is_compared_with_the_prepared_one(copying: Any) -> None:
    office, _, paper = copying
    path, made = waiting(office, paper)
    prepared = prepare(office, path, None, "agency", CLERK)
    base = office.as_(CLERK).get(f"/files/{prepared['items'][0]['base']}").content
    keys, place = office.app.state.keys, Appearance("Ky", 0, (300, 60, 440, 108), person_mark("A", FONTS))
    holder = keys.holder(UUID(office.ids["agency:snv"]))
    keys.issue(UUID(office.ids["vanthu.stc"]), "Sở Tài chính", "UBND tỉnh", "", Moment.now().at)
    others = (sign_with_key(scan(210), holder, place, Moment.now().at), "signed_file_differs"), (
        sign_with_key(base, keys.holder(UUID(office.ids["vanthu.stc"])), place, Moment.now().at), "certificate_of_another")  # fmt: skip
    for data, code in others:
        file = upload(office, CLERK, data, "ky.pdf")
        said = complete(office, path, prepared, CLERK, files=[file["sha256"]])
        assert (said.status_code, said.json()["code"]) == (409, code), said.text
        assert register_of(office)[made["number"]] == "awaiting"
    keys.issue(UUID(office.ids["vanthu.snv"]), "Sở Nội vụ", "Sở Nội vụ", "", Moment.now().at)
    file = upload(office, CLERK, sign_with_key(base, keys.holder(UUID(office.ids["vanthu.snv"])), place, Moment.now().at), "ky.pdf")
    done = complete(office, path, prepared, CLERK, files=[file["sha256"]])
    assert (done.status_code, done.json()["state"], done.json()["sha256"]) == (200, "made", file["sha256"]), done.text


def test_a_copy_that_was_never_signed_keeps_its_number_with_the_reason(copying: Any, ground: Path) -> None:
    office, _, paper = copying
    path, made = waiting(office, paper)
    key = agency_device(office, ground)
    prepared = prepare(office, path, key, "agency", CLERK)
    right = by_device(key, prepared)
    cancelled = office.as_(CLERK).post(f"{path}/signature-preparations/{prepared['id']}/cancellation", json={})
    assert cancelled.json()["state"] == "awaiting", "the number of the day stays for another try"
    assert complete(office, path, prepared, CLERK, signatures=right).json()["code"] == "preparation_over"
    again = prepare(office, path, key, "agency", CLERK)
    assert office.as_(CLERK).post(f"{path}/void", json={"reason": "Nhầm"}).status_code == 422
    void = office.as_(CLERK).post(f"{path}/void", json={"reason": REASON}).json()
    assert (void["state"], void["void_reason"]) == ("void", REASON)
    assert complete(office, path, again, CLERK, signatures=by_device(key, again)).json()["code"] == "wrong_state"
    following = copy(office, paper, "SY", "paper").json()
    assert following["number"] == made["number"] + 1, "a voided number is never given again"
    numbers = sorted(register_of(office))
    assert numbers == list(range(numbers[0], numbers[-1] + 1)), "the series has no gap"
    book = CalamineWorkbook.from_filelike(io.BytesIO(office.as_(CLERK).get("/copies/book", params={"format": "xlsx"}).content))
    line = next(row for row in book.get_sheet_by_index(0).to_python() if made["written_number"] in row)
    assert any(f"Hủy số: {REASON}" in str(cell) for cell in line), line


def test_a_copy_that_was_not_signed_that_day_is_given_up_by_the_worker(copying: Any, ground: Path) -> None:
    office, _, paper = copying
    (path, made), (_, plain) = waiting(office, paper), waiting(office, paper)
    key = agency_device(office, ground)
    prepared = prepare(office, path, key, "agency", CLERK)
    run_recurring(office.app.state.engine, Moment.now(), office.app.state.files)
    assert register_of(office)[plain["number"]] == "awaiting", "the day is not over"
    run_recurring(office.app.state.engine, Moment(Moment.now().at + timedelta(days=1, hours=1)), office.app.state.files)
    assert (register_of(office)[made["number"]], register_of(office)[plain["number"]]) == ("void", "void"), "prepared or not"
    assert complete(office, path, prepared, CLERK, signatures=by_device(key, prepared)).json()["code"] == "wrong_state"
    assert [p["state"] for p in office.as_(CLERK).get(f"{path}/signature-preparations").json()["items"]] == ["lapsed"]
    assert any(n["tag"] == "copy:voided" for n in office.as_(CLERK).get("/notices").json()["items"])


def test_what_does_not_hold_leaves_the_copy_waiting(copying: Any, ground: Path) -> None:
    office, _, paper = copying
    path, made = waiting(office, paper)
    key, stranger = agency_device(office, ground), agency_device(office, ground)
    for body, code in (({"certificate": encoded(agency_device(office, ground, "Nguyễn lanhdao.snv").certificate)}, "certificate_of_another"),
                       ({"certificate": encoded(b"junk")}, "bad_certificate"), ({"purpose": "person"}, "malformed")):  # fmt: skip
        said = office.as_(CLERK).post(f"{path}/signature-preparations", json=body)
        assert said.json()["code"] == code, said.text
    prepared = prepare(office, path, key, "agency", CLERK)
    for body, code in (({"signatures": by_device(stranger, prepared)}, "signature_refused"), ({"cms": [encoded(b"junk")]}, "bad_signature")):
        assert complete(office, path, prepared, CLERK, **body).json()["code"] == code
    _, other_path = waiting(office, paper), waiting(office, paper)[0]
    assert complete(office, other_path, prepared, CLERK, signatures=by_device(key, prepared)).json()["code"] == "not_found", "of another copy"
    for who, status in (("vanthu.stc", 404), ("lanhdao.snv", 403)):
        assert office.as_(who).post(f"{path}/signature-preparations", json={}).status_code == status
    source = copy(office, paper, "SL", "electronic", source_copy_id=made["id"], awaits_signature=True)
    assert source.json()["code"] == "not_from_true_copy", "a copy that is not signed is none yet"
    assert copy(office, paper, "SY", "paper", awaits_signature=True).status_code == 422
    assert register_of(office)[made["number"]] == "awaiting"


def test_what_nobody_signed_has_no_original_to_copy(copying: Any) -> None:
    office, _, _ = copying
    unsigned = approved(office).rsplit("/", 1)[1]
    assert copy(office, unsigned, "SY", "paper").json()["code"] == "nothing_to_copy"
    on_paper = approved(office, medium="paper")
    office.as_(CLERK).post(f"{on_paper}/hand-signature", json={"signed_on": Moment.now().today.isoformat()})
    paper = on_paper.rsplit("/", 1)[1]
    assert copy(office, paper, "SY", "paper").json()["code"] == "nothing_to_copy", "the draft is not the paper that was signed"
    file = upload(office, CLERK, scan(200), "quet-ban-goc.pdf")
    made = copy(office, paper, "SY", "electronic", file=file["sha256"], awaits_signature=True)
    assert (made.status_code, made.json()["sha256"]) == (201, file["sha256"]), made.text


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
