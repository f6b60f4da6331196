"""Each signature of a received PDF has its own verdict: made by an authority of the tests, and asked of `pdfsig`, which shares no code."""

import io
import logging
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from hoso.support.signatures import SignatureVerdict, UnreadablePdf, verify
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm

from tests.papers import draft_pdf
from tests.pki import NOW, Authority, Issued, signed, with_evidence

LONG_AGO = NOW - timedelta(days=100)


def changed(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The PDF with a further revision."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def paint_over(writer: IncrementalPdfFileWriter) -> None:
    """Draw on the first page after what it draws."""
    page = writer.find_page_for_modification(0)[0].get_object()
    more = writer.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), more])
    writer.update_container(page)


def note(writer: IncrementalPdfFileWriter) -> None:
    """Lay a note over the first page."""
    reference = writer.find_page_for_modification(0)[0]
    box = generic.ArrayObject([generic.NumberObject(n) for n in (100, 100, 200, 200)])
    words: dict[Any, Any] = {
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText"), pdf_name("/Rect"): box,
        pdf_name("/Contents"): generic.TextStringObject("Số 99"), pdf_name("/DA"): generic.TextStringObject("/Helv 12 Tf 0 g"),
    }  # fmt: skip
    writer.register_annotation(reference, writer.add_object(generic.DictionaryObject(words)))


def flipped(pdf: bytes) -> bytes:
    """One byte of the first revision is another one."""
    at = pdf.index(b"/MediaBox") + 20
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


@pytest.fixture(scope="module")
def ca() -> Authority:
    return Authority("CA thử", lists="http://127.0.0.1:9/none.crl", answers="http://127.0.0.1:9/none")


@pytest.fixture(scope="module")
def person(ca: Authority) -> Issued:
    return ca.issue("Nguyễn Văn An", "Sở Nội vụ", "Giám đốc", "CCCD:038079001234")


@pytest.fixture(scope="module")
def files(ca: Authority, person: Issued) -> dict[str, bytes]:
    """A file in every state."""
    paper = draft_pdf("Nguyễn Văn An")
    agency = ca.issue("Sở Nội vụ tỉnh Thanh Hóa", "UBND tỉnh Thanh Hóa", uid="MST:2800123456")
    expired = ca.issue("Lê Thị Cũ", "Sở Nội vụ", "Giám đốc", days=(-800, -30))
    stranger, alone = Authority("CA lạ"), Authority("Người tự ký")
    one = signed(paper, person, ca)
    two = signed(one, agency, ca, "Ky2")
    open_to_notes = signed(paper, person, ca, certify=MDPPerm.ANNOTATE)
    stamped = signed(paper, person, ca, at=LONG_AGO, stamper=ca.stamper(LONG_AGO))
    return {
        "unsigned": paper, "one": one, "two": two, "flipped": flipped(two), "painted": changed(two, paint_over), "noted": changed(two, note),
        "note_allowed": changed(open_to_notes, note), "painted_where_notes_are_allowed": changed(open_to_notes, paint_over),
        "note_forbidden": changed(signed(paper, person, ca, certify=MDPPerm.FILL_FORMS), note),
        "expired": signed(paper, expired, ca, at=LONG_AGO), "signed_too_late": signed(paper, expired, ca),
        "stamped_before_it_expired": signed(paper, expired, ca, at=LONG_AGO, stamper=ca.stamper(LONG_AGO)),
        "stamped_by_a_stranger": signed(paper, expired, ca, at=LONG_AGO, stamper=stranger.stamper(LONG_AGO)),
        "stranger": signed(paper, stranger.issue("Trần Lạ"), stranger), "self_signed": signed(paper, alone.root, None),
        "namesake": signed(paper, Authority("CA thử").issue("Kẻ Mạo Danh"), None),
        "stamped": stamped, "list_good": with_evidence(one, crls=(ca.revocation_list(),)), "list_revoked": with_evidence(one, crls=(ca.revocation_list(person),)),
        "answer_good": with_evidence(one, ocsps=(ca.answer(person, revoked=False),)), "answer_revoked": with_evidence(one, ocsps=(ca.answer(person, revoked=True),)),
        "revoked_after_the_stamp": with_evidence(stamped, crls=(ca.revocation_list(person),)),
    }  # fmt: skip


@pytest.fixture(scope="module")
def found(files: dict[str, bytes], ca: Authority) -> dict[str, list[SignatureVerdict]]:
    return {name: verify(pdf, [ca.root.pem], NOW) for name, pdf in files.items()}


Wanted = tuple[str, str, str]
STATES: dict[str, list[Wanted]] = {  # name → (verdict, what came after, revocation) of each signature
    "unsigned": [],
    "one": [("valid", "none", "unchecked")],
    "two": [("valid", "form", "unchecked"), ("valid", "none", "unchecked")],
    "flipped": [("altered", "digest", "unchecked"), ("altered", "digest", "unchecked")],
    "painted": [("altered", "content", "unchecked"), ("altered", "content", "unchecked")],
    "noted": [("altered", "annotations", "unchecked"), ("altered", "annotations", "unchecked")],
    "note_allowed": [("valid", "annotations", "unchecked")],
    "painted_where_notes_are_allowed": [("altered", "content", "unchecked")],
    "note_forbidden": [("altered", "annotations", "unchecked")],
    "expired": [("expired", "none", "unchecked")],
    "signed_too_late": [("expired", "none", "unchecked")],
    "stamped_before_it_expired": [("valid", "none", "unchecked")],
    "stamped_by_a_stranger": [("expired", "none", "unchecked")],
    "stranger": [("untrusted", "none", "unchecked")],
    "namesake": [("untrusted", "none", "unchecked")],
    "self_signed": [("untrusted", "none", "unchecked")],
    "stamped": [("valid", "none", "unchecked")],
    "list_good": [("valid", "maintenance", "good")],
    "list_revoked": [("revoked", "maintenance", "revoked")],
    "answer_good": [("valid", "maintenance", "good")],
    "answer_revoked": [("revoked", "maintenance", "revoked")],
    "revoked_after_the_stamp": [("valid", "maintenance", "good")],
}


@pytest.mark.parametrize("name", STATES)
def test_each_signature_is_judged_by_itself(found: dict[str, list[SignatureVerdict]], name: str) -> None:
    assert [(v.code, v.change, v.revocation) for v in found[name]] == STATES[name]


def test_what_is_behind_a_verdict_is_said(found: dict[str, list[SignatureVerdict]]) -> None:
    assert found["painted"][1].changes == ("Trang 1: nội dung bị sửa",)
    assert found["noted"][1].changes == ("Trang 1: có ghi chú được thêm hoặc sửa",)
    assert (found["stranger"][0].trust, found["self_signed"][0].trust, found["expired"][0].trust) == ("unknown_authority", "self_signed", "trusted")
    assert found["namesake"][0].trust == "unknown_authority", "the name of the authority alone proves nothing"
    assert (found["expired"][0].valid_at_signing, found["signed_too_late"][0].valid_at_signing) == (True, False)
    stamped = found["stamped"][0]
    assert (stamped.time_stamped_at, stamped.time_stamp_trusted, stamped.time_stamp_by) == (LONG_AGO, True, "Dấu thời gian thử")
    assert not found["stamped_by_a_stranger"][0].time_stamp_trusted
    assert found["one"][0].time_stamped_at is None
    later = found["revoked_after_the_stamp"][0]
    assert later.revoked_at is not None and later.revoked_at > LONG_AGO
    assert [v.holder for v in found["two"]] == ["person", "agency"]
    assert [len(v.chain) for v in found["two"]] == [2, 2]
    assert found["two"][0].evidence[0].startswith("-----BEGIN CERTIFICATE-----")


def test_personal_numbers_are_masked_where_a_certificate_is_shown(found: dict[str, list[SignatureVerdict]]) -> None:
    shown = repr([v for verdicts in found.values() for v in verdicts])
    assert "CCCD:038•••••••••" in shown
    assert "MST:280•••••••" in shown
    assert "038079001234" not in shown
    assert "2800123456" not in shown


def test_a_refused_chain_leaves_no_personal_number_in_the_log(files: dict[str, bytes], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        verify(files["list_revoked"], [], NOW)
    assert "038079001234" not in caplog.text


def _asked(pdf: bytes, path: Path) -> list[dict[str, str]]:
    """What `pdfsig` says of each signature."""
    path.write_bytes(pdf)
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, timeout=30, check=False).stdout
    parts = re.split(r"Signature #\d+:", said)[1:]
    facts = {"signer": r"Signer Certificate Common Name: (.*)", "signature": r"Signature Validation: (.*)", "certificate": r"Certificate Validation: (.*)"}
    return [{k: (m.group(1).strip() if (m := re.search(p, part)) else "") for k, p in facts.items()} for part in parts]


@pytest.mark.parametrize("name", [n for n in STATES if n not in ("noted", "note_allowed", "note_forbidden")])
def test_pdfsig_agrees_where_it_can_judge(files: dict[str, bytes], found: dict[str, list[SignatureVerdict]], name: str, tmp_path: Path) -> None:
    """Digest, number and names of signatures, expiry. It trusts no authority here, sees no revocation in the file and no change by an update."""
    asked = _asked(files[name], tmp_path / "f.pdf")
    assert [a["signer"] for a in asked] == [v.signer for v in found[name]]
    assert [a["signature"] == "Signature is Valid." for a in asked] == [v.intact for v in found[name]]
    assert ["Expired" in a["certificate"] for a in asked] == [v.expired for v in found[name]]


@pytest.fixture
def served(ca: Authority, person: Issued) -> Iterator[tuple[str, list[str]]]:
    """A revocation list that lies on the loopback, and who asked for it."""
    asked: list[str] = []
    made: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/pkix-crl")
            self.end_headers()
            self.wfile.write(made["crl"])

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/list.crl"
    own = Authority("CA có CRL", lists=address)
    holder = own.issue("Phạm Văn Thu", "Sở Nội vụ", "Giám đốc")
    made["crl"] = own.revocation_list(holder).dump()
    made["pdf"], made["root"] = signed(draft_pdf("A"), holder, own), own.root.pem
    Handler.made = made  # type: ignore[attr-defined]
    yield address, asked
    server.shutdown()
    server.server_close()


def test_revocation_is_fetched_only_where_the_installation_allows_it(served: tuple[str, list[str]]) -> None:
    _, asked = served
    made = next(c for c in BaseHTTPRequestHandler.__subclasses__() if hasattr(c, "made")).made  # type: ignore[attr-defined]
    offline = verify(made["pdf"], [made["root"]], NOW)[0]
    assert (offline.code, offline.revocation, asked) == ("valid", "unchecked", [])
    online = verify(made["pdf"], [made["root"]], NOW, fetch=True)[0]
    assert (online.code, online.revocation) == ("revoked", "revoked")
    assert asked


def test_hostile_bytes_are_said_to_be_unreadable() -> None:
    for data in (b"", b"%PDF-1.7", b"%PDF-1.4 junk", draft_pdf("A")[:2000]):
        with pytest.raises(UnreadablePdf):
            verify(data, [], NOW)


def test_one_signature_is_checked_within_200_ms_of_cpu(files: dict[str, bytes], ca: Authority) -> None:
    for name in ("two", "list_revoked", "painted"):
        began = time.process_time()
        verdicts = verify(files[name], [ca.root.pem], NOW)
        assert (time.process_time() - began) / len(verdicts) < 0.2, name
