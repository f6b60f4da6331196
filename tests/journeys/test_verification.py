"""A clerk receives signed files: what each is stands on the form and with the document, and an altered one goes back."""

import dataclasses
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pypdfium2 as pdfium
import pytest
from hoso.cli import work_once
from hoso.correspondence.tables import SignatureCheck
from hoso.support.clock import Moment
from hoso.support.trail import TrailEntry
from sqlmodel import Session, select

from tests.conftest import application, fresh_database
from tests.integrity.test_signature_verdicts import changed, paint_over
from tests.papers import PNG, draft_pdf
from tests.people import World, make_world
from tests.pki import Authority, signed
from tests.prepared import Prepared

CHECKS = "/documents/{}/signature-checks"


@pytest.fixture(scope="module")
def ca() -> Authority:
    return Authority("CA chuyên dùng thử")


@pytest.fixture(scope="module")
def house(server: str, template: str, tmp_path_factory: pytest.TempPathFactory, ca: Authority) -> Iterator[World]:
    """The world with an authority that the installation trusts, by its directory."""
    directory = tmp_path_factory.mktemp("house")
    (directory / "trust").mkdir()
    (directory / "trust" / "ca.pem").write_bytes(ca.root.pem)
    with fresh_database(server, template) as database, application(database, directory) as app:
        app.state.settings = dataclasses.replace(app.state.settings, trust_dir=directory / "trust")
        yield make_world(app)


@pytest.fixture(scope="module")
def original(ca: Authority) -> bytes:
    """Signed by the chairman and by his agency."""
    chairman = ca.issue("Đỗ Minh Tuấn", "UBND tỉnh Thanh Hóa", "Chủ tịch", "CCCD:038079001234")
    agency = ca.issue("Ủy ban nhân dân tỉnh Thanh Hóa", "UBND tỉnh Thanh Hóa")
    return signed(signed(draft_pdf("Đỗ Minh Tuấn"), chairman, ca), agency, ca, "Ky2")


def upload(world: World, data: bytes, name: str = "van-ban.pdf") -> str:
    return str(world.as_("vanthu.snv").post("/files", files={"file": (name, data)}).json()["sha256"])


def register(world: World, sha256: str, name: str = "van-ban.pdf", number: str = "1") -> dict[str, Any]:
    body = {"type_code": "QĐ", "number": number, "symbol": "QĐ-UBND", "issuer_name": "UBND tỉnh", "abstract": "Quyết định thử", "channel": "electronic",
            "medium": "electronic", "files": [{"sha256": sha256, "name": name}]}  # fmt: skip
    answer = world.as_("vanthu.snv").post("/incoming-documents", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def checks(world: World, document: str, who: str = "vanthu.snv") -> dict[str, Any]:
    return dict(world.as_(who).get(CHECKS.format(document)).json())


@pytest.mark.pl6("PL6-II-8", "PL6-I-4")
def test_the_form_shows_the_verdict_before_saving_and_the_document_keeps_it(house: World, original: bytes) -> None:
    sha256 = upload(house, original)
    seen = house.as_("vanthu.snv").post(f"/files/{sha256}/signature-check").json()
    assert (seen["nature"], seen["article"], seen["return_reason"]) == ("original", "Điều 5 khoản 1", "")
    assert [(s["signer"], s["holder"], s["code"], s["revocation"]) for s in seen["signatures"]] == [
        ("Đỗ Minh Tuấn", "person", "valid", "unchecked"), ("Ủy ban nhân dân tỉnh Thanh Hóa", "agency", "valid", "unchecked"),
    ]  # fmt: skip
    assert "038079001234" not in repr(seen)
    document = register(house, sha256, number="11")
    kept = checks(house, document["id"])
    assert (kept["pending"], [c["id"] for c in kept["items"]]) == (False, [seen["id"]]), "no second check of the same bytes"


def test_what_came_without_the_form_is_checked_right_after_and_a_rerun_is_added(house: World, original: bytes, ca: Authority) -> None:
    other = signed(draft_pdf("A", "khác"), ca.issue("Lê Thị Bình", "Sở Tài chính", "Giám đốc"), ca)
    document = register(house, upload(house, other), number="12")
    assert (checks(house, document["id"])["pending"], checks(house, document["id"])["items"]) == (True, [])
    settings = house.app.state.settings
    while work_once(settings):
        pass
    first = checks(house, document["id"])
    assert first["pending"] is False
    assert [(c["nature"], c["missing"], c["by_name"]) for c in first["items"]] == [("incomplete", "agency", "")]
    again = house.as_("vanthu.snv").post(CHECKS.format(document["id"])).json()
    assert [c["by_name"] for c in again["items"]] == ["Nguyễn vanthu.snv", ""]
    assert house.as_("lanhdao.snv").post(CHECKS.format(document["id"])).status_code == 403
    with Session(house.app.state.engine) as db:
        row = db.exec(select(SignatureCheck).where(SignatureCheck.sha256 == again["items"][0]["sha256"])).first()
        assert row is not None
        assert row.certificates[0]["pem"].startswith("-----BEGIN CERTIFICATE-----")
        assert row.roots == [hashlib.sha256(ca.root.asn1.dump()).hexdigest()]
        tags = db.exec(select(TrailEntry.tag).where(TrailEntry.subject_id == document["id"], TrailEntry.tag == "document:signatures-checked")).all()
    assert len(tags) == 2


def test_an_altered_document_says_what_was_changed_and_goes_back_with_that_reason(house: World, original: bytes) -> None:
    sha256 = upload(house, changed(original, paint_over))
    seen = house.as_("vanthu.snv").post(f"/files/{sha256}/signature-check").json()
    assert seen["nature"] == "altered"
    assert "trang 1: nội dung bị sửa" in seen["return_reason"]
    document = register(house, sha256, number="13")
    back = house.as_("vanthu.snv").post(f"/incoming-documents/{document['id']}/return", json={"to": "sender", "reason": seen["return_reason"]})
    assert back.json()["state"] == "returned", back.text


def test_an_authority_that_is_taken_out_is_no_longer_trusted(house: World, original: bytes) -> None:
    sha256 = upload(house, original)
    trust: Path = house.app.state.settings.trust_dir / "ca.pem"
    kept = trust.read_bytes()
    trust.unlink()
    try:
        seen = house.as_("vanthu.snv").post(f"/files/{sha256}/signature-check").json()
    finally:
        trust.write_bytes(kept)
    assert (seen["nature"], {s["trust"] for s in seen["signatures"]}) == ("unproven", {"unknown_authority"})


def test_only_a_pdf_of_the_own_agency_is_checked(house: World, original: bytes) -> None:
    picture = upload(house, PNG, "anh.png")
    assert house.as_("vanthu.snv").post(f"/files/{picture}/signature-check").json()["code"] == "nothing_to_check"
    assert house.as_("vanthu.stc").post(f"/files/{upload(house, original)}/signature-check").status_code == 404
    document = register(house, picture, "anh.png", number="14")
    assert house.as_("vanthu.snv").post(CHECKS.format(document["id"])).json()["code"] == "nothing_to_check"


def stamp(world: World, document: str, **query: str) -> httpx.Response:
    return world.as_("vanthu.snv").get(f"/incoming-documents/{document}/arrival-stamp", params=query)


@pytest.mark.pl6("PL6-II-4")
def test_the_arrival_stamp_stands_on_a_rendition_and_the_original_stays_as_it_came(house: World, original: bytes) -> None:
    sha256 = upload(house, original)
    document = register(house, sha256, number="15")
    rendition = stamp(house, document["id"], dossier="05.VTLT")
    assert (rendition.status_code, rendition.headers["content-type"]) == (200, "application/pdf")
    text = pdfium.PdfDocument(rendition.content)[0].get_textpage().get_text_range()
    assert all(word in text for word in ("SỞ NỘI VỤ", "ĐẾN", f"Số: {document['arrival_number']}", "05.VTLT"))
    assert house.as_("vanthu.snv").get(f"/files/{sha256}").content == original
    label = stamp(house, document["id"], only="label")
    page = pdfium.PdfDocument(label.content)[0]
    assert (round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) == (50, 35)
    scanned = register(house, upload(house, PNG, "anh.png"), "anh.png", number="16")
    assert stamp(house, scanned["id"]).status_code == 200
    bare = house.as_("vanthu.snv").post("/incoming-documents", json={"type_code": "CV", "issuer_name": "UBND xã", "abstract": "Chỉ có bản giấy"}).json()
    assert stamp(house, bare["id"]).json()["code"] == "nothing_to_stamp"
    assert stamp(house, bare["id"], only="label").status_code == 200


def test_what_one_agency_issued_is_an_original_at_the_other(house: World) -> None:
    """From signing to the receiver's desk: the demo's own authority, the person's and the agency's signature."""
    keys, now = house.app.state.keys, Moment.now().at
    keys.make_authority(now)
    keys.issue(UUID(house.ids["lanhdao.snv"]), "Nguyễn Văn Lãnh", "Sở Nội vụ", "Giám đốc", now)
    keys.issue(UUID(house.ids["agency:snv"]), "Sở Nội vụ", "UBND tỉnh", "", now)
    made = Prepared(house)
    made.outgoing(5, to="stc")
    settings = house.app.state.settings
    while work_once(settings):
        pass
    waiting = house.as_("vanthu.stc").get("/incoming-documents", params={"state": "waiting"}).json()["items"][0]
    found = checks(house, waiting["id"], "vanthu.stc")
    assert [c["nature"] for c in found["items"]] == ["original"], found


def test_registering_costs_no_check_when_the_form_has_made_it(house: World, original: bytes) -> None:
    sha256 = upload(house, original)
    house.as_("vanthu.snv").post(f"/files/{sha256}/signature-check")
    began = time.process_time()
    register(house, sha256, number="17")
    assert time.process_time() - began < 0.15
    assert work_once(house.app.state.settings) is False, "no job waits"
