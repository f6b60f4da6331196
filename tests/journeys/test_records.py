"""Who may read a record, who looked at it, what is held as it stands, and what a printed copy says of itself."""

import hashlib
import io
from datetime import timedelta
from typing import Any

import pikepdf
import psycopg
import pypdfium2 as pdfium
import pytest
from hoso.support.clock import Moment
from lxml import etree
from PIL import Image

from tests.papers import draft_pdf
from tests.people import World

REASON = "Cần phối hợp xử lý vụ việc"


def registered(world: World, name: str = "a.pdf", data: bytes | None = None) -> dict[str, Any]:
    clerk = world.as_("vanthu.snv")
    digest = clerk.post("/files", files={"file": (name, data or draft_pdf("A"))}).json()["sha256"]
    facts = {"type_code": "CV", "issuer_name": "UBND", "abstract": "Thử quyền xem", "files": [{"sha256": digest, "name": name}], "duplicate_confirmed": True}
    return {**clerk.post("/incoming-documents", json=facts).json(), "sha256": digest}


@pytest.mark.pl6("PL6-III-3-b", "PL6-III-3-c", "PL6-IV-1-b")
def test_a_right_given_by_the_clerk_works_at_once_and_alerts_until_the_leader_confirms(world: World) -> None:
    document = registered(world)
    path, officer = f"/incoming-documents/{document['id']}", world.as_("chuyenvien.snv")
    assert officer.get(path).status_code == 403
    given = {"act": "grant", "user_id": world.ids["chuyenvien.snv"], "reason": REASON}
    change = world.as_("vanthu.snv").post(f"/records/{document['id']}/access", json=given).json()["changes"][0]
    assert (change["state"], officer.get(path).status_code) == ("pending", 200)
    assert world.as_("vanthu.snv").post(f"/records/{document['id']}/access", json=given).json()["code"] == "nothing_to_change"
    leader = world.as_("lanhdao.snv")
    assert [c["id"] for c in leader.get("/access-changes").json()["items"]] == [change["id"]]
    assert any(n["tag"] == "access:changed" for n in leader.get("/notices").json()["items"])
    assert leader.post(f"/access-changes/{change['id']}/decision", json={"verdict": "confirm"}).json()["state"] == "confirmed"
    assert leader.get("/access-changes").json()["items"] == []
    assert leader.post(f"/access-changes/{change['id']}/decision", json={"verdict": "undo"}).json()["code"] == "already_decided"


@pytest.mark.pl6("PL6-III-3-c")
def test_what_the_leader_undoes_is_as_before(world: World) -> None:
    document = registered(world)
    path, officer = f"/incoming-documents/{document['id']}", world.as_("chuyenvien.snv")
    world.as_("vanthu.snv").post(f"{path}/transfer", json={"lead": {"user_id": world.ids["chuyenvien.snv"]}})
    taken = {"act": "revoke", "user_id": world.ids["chuyenvien.snv"], "reason": REASON}
    change = world.as_("vanthu.snv").post(f"/records/{document['id']}/access", json=taken).json()["changes"][0]
    assert officer.get(path).status_code == 403
    world.as_("lanhdao.snv").post(f"/access-changes/{change['id']}/decision", json={"verdict": "undo"})
    assert officer.get(path).status_code == 200
    stranger = {"act": "grant", "user_id": world.ids["chuyenvien.stc"], "reason": REASON}
    assert world.as_("vanthu.snv").post(f"/records/{document['id']}/access", json=stranger).json()["code"] == "no_such_reader"


@pytest.mark.pl6("PL6-II-3", "PL6-III-6-a", "PL6-III-6-b", "PL6-III-6-l")
def test_every_view_download_and_print_is_counted_and_told_by_name(world: World, owner_url: str) -> None:
    document = registered(world)
    leader, path = world.as_("lanhdao.snv"), f"/incoming-documents/{document['id']}"
    for _ in range(2):
        leader.get(path)
    leader.get(f"/files/{document['sha256']}")
    leader.get(f"/files/{document['sha256']}", headers={"Range": "bytes=10-20"})
    assert leader.get(f"/documents/{document['id']}/files/{document['sha256']}/print").status_code == 200
    counts = leader.get(f"/records/{document['id']}/access").json()["counts"]
    assert counts == {"viewed": 2, "downloaded": 1, "printed": 1, "exported": 0, "people": 1}
    uses = leader.get(f"/records/{document['id']}/uses", params={"limit": 3}).json()
    assert [u["act"] for u in uses["items"]] == ["printed", "downloaded", "viewed"] and uses["items"][0]["person"] == "Nguyễn lanhdao.snv"
    assert len(leader.get(f"/records/{document['id']}/uses", params={"cursor": uses["next_cursor"]}).json()["items"]) == 1
    day = Moment.now().today
    system = leader.get("/access-counts", params={"from": str(day - timedelta(1)), "to": str(day + timedelta(1))}).json()
    assert system["total"] == 4
    assert leader.get("/access-counts", params={"from": "2020-01-01", "to": "2026-12-31"}).json()["code"] == "span_too_long"
    with psycopg.connect(owner_url) as db:
        app = db.execute("select has_table_privilege('hoso_app', 'access_log', 'update') or has_table_privilege('hoso_app', 'access_log', 'delete')").fetchone()
    assert app == (False,), "the application can add to the log, never change it"


@pytest.mark.pl6("PL6-III-5-d", "PL6-III-8-a")
def test_a_held_document_changes_in_nothing_until_the_hold_is_lifted(world: World) -> None:
    document = registered(world)
    path, leader, clerk = f"/incoming-documents/{document['id']}", world.as_("lanhdao.snv"), world.as_("vanthu.snv")
    held = leader.post(f"/records/{document['id']}/holds", json={"reason": REASON, "basis": "Công văn 12/TTr"})
    assert (held.status_code, held.json()["state"]) == (201, "held")
    assert leader.post(f"/records/{document['id']}/holds", json={"reason": REASON}).json()["code"] == "already_held"
    shown = clerk.get(path).json()
    assert shown["allowed_actions"] == [] and "giữ nguyên trạng" in shown["why_not"]["presentIncoming"]
    assert clerk.patch(path, json={"abstract": "Khác", "reason": REASON}).json()["code"] == "record_held"
    assert clerk.post(f"/register-entries/{document['register_entry_id']}/void", json={"reason": REASON}).json()["code"] == "record_held"
    hold = held.json()["holds"][0]["id"]
    assert leader.post(f"/holds/{hold}/lifting", json={"reason": REASON}).json()["state"] == "free"
    assert leader.post(f"/holds/{hold}/lifting", json={"reason": REASON}).json()["code"] == "not_held"
    assert clerk.patch(path, json={"abstract": "Khác", "reason": REASON}).status_code == 200


def _text(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as book:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in book).split())


@pytest.mark.pl6("PL6-III-6-i", "PL6-III-6-k")
def test_a_printed_copy_says_who_printed_it_and_of_what(world: World) -> None:
    document = registered(world)
    printed = world.as_("vanthu.snv").get(f"/documents/{document['id']}/files/{document['sha256']}/print").content
    assert f"Nguyễn vanthu.snv · SHA-256 {document['sha256'][:16]}" in _text(printed)
    original = world.as_("vanthu.snv").get(f"/files/{document['sha256']}").content
    assert hashlib.sha256(original).hexdigest() == document["sha256"] and original != printed, "the original is what it was"
    assert world.as_("vanthu.stc").get(f"/documents/{document['id']}/files/{document['sha256']}/print").status_code == 404
    assert world.as_("vanthu.snv").get(f"/documents/{document['id']}/files/{'0' * 64}/print").status_code == 404


def test_a_turned_page_and_a_picture_bear_the_mark_upright(world: World) -> None:
    turned = io.BytesIO()
    with pikepdf.open(io.BytesIO(draft_pdf("A"))) as book:
        book.pages[0].rotate(90, relative=False)
        book.save(turned)
    picture = io.BytesIO()
    Image.new("RGB", (1200, 800), "white").save(picture, "PNG")
    for name, data in (("a.pdf", turned.getvalue()), ("anh.png", picture.getvalue())):
        document = registered(world, name, data)
        printed = world.as_("vanthu.snv").get(f"/documents/{document['id']}/files/{document['sha256']}/print")
        assert printed.status_code == 200, printed.text
        with pdfium.PdfDocument(printed.content) as book:
            page = book[0]
            ink = page.render(scale=1).to_pil().convert("L")
            foot = ink.crop((0, ink.height - 30, ink.width, ink.height))
            assert sum(1 for v in foot.tobytes() if v < 150) > 60, "the line stands at the foot as the page is seen"
            assert "SHA-256" in page.get_textpage().get_text_range()


@pytest.mark.pl6("PL6-III-5-a", "PL6-III-7-b")
def test_the_whole_process_of_a_document_is_one_file(office: World) -> None:
    world = office
    document = registered(world)
    path = f"/incoming-documents/{document['id']}"
    world.as_("vanthu.snv").post(f"{path}/presentation", json={"to_user_id": world.ids["lanhdao.snv"]})
    world.as_("lanhdao.snv").post(f"{path}/direction", json={"opinion": "Giao phòng tham mưu.", "lead": {"unit_id": world.ids["unit:snv"]}})
    world.as_("lanhdao.snv").get(path)
    exported = world.as_("lanhdao.snv").get(f"/documents/{document['id']}/process", params={"format": "json"}).json()
    sections = {s["code"]: s["rows"] for s in exported["sections"]}
    assert [m["Việc"] for m in sections["moves"]] == ["Trình", "Chỉ đạo"]
    assert "Giao phòng tham mưu." in {o["Ý kiến"] for o in sections["opinions"]}
    assert [u["Việc"] for u in sections["uses"]] == ["Xem"] and sections["files"][0]["SHA-256"] == document["sha256"]
    assert {"incoming:registered", "incoming:presented", "incoming:directed"} <= {e["Mã tác động"] for e in sections["trail"]}
    root = etree.fromstring(world.as_("lanhdao.snv").get(f"/documents/{document['id']}/process", params={"format": "xml"}).content)
    assert [c.text for c in root.xpath("section[@code='moves']/row/cell[@head='Việc']")] == ["Trình", "Chỉ đạo"]
    printed = _text(world.as_("lanhdao.snv").get(f"/documents/{document['id']}/process").content)
    assert "QUÁ TRÌNH GIẢI QUYẾT VĂN BẢN" in printed and "Giao phòng tham mưu." in printed
    draft = {"type_code": "CV", "abstract": "Trả lời", "recipients": [{"name": "UBND tỉnh"}], "medium": "paper"}
    outgoing = world.as_("chuyenvien.snv").post("/outgoing-documents", json=draft).json()
    note = {"aspect": "content", "verdict": "return", "note": "Bổ sung số liệu của quý 2."}
    assert world.as_("truongphong.snv").post(f"/outgoing-documents/{outgoing['id']}/reviews", json=note).status_code == 201
    sections = {s["code"]: s["rows"] for s in world.as_("lanhdao.snv").get(f"/documents/{outgoing['id']}/process?format=json").json()["sections"]}
    assert sections["reviews"][0]["Ý kiến"] == "Bổ sung số liệu của quý 2." and len(sections["drafts"]) == 1
    assert world.as_("vanthu.stc").get(f"/documents/{outgoing['id']}/process").status_code == 404


@pytest.mark.pl6("PL6-IV-1-c")
def test_the_administrator_reads_a_record_only_where_a_right_was_given_and_each_look_is_noted(world: World) -> None:
    document = registered(world)
    path, admin = f"/incoming-documents/{document['id']}", world.as_("quantri.snv")
    refused = [admin.get(p).status_code for p in (path, f"/records/{document['id']}/access", f"/documents/{document['id']}/files/{document['sha256']}/print")]
    assert refused == [403, 403, 403] and admin.get(f"/files/{document['sha256']}").status_code == 404
    given = {"act": "grant", "user_id": world.ids["quantri.snv"], "reason": REASON}
    answer = world.as_("lanhdao.snv").post(f"/records/{document['id']}/access", json=given)
    assert answer.status_code == 201, answer.text
    assert admin.get(path).json()["abstract"] == "Thử quyền xem"
    assert admin.get(f"/files/{document['sha256']}").status_code == 200
    uses = world.as_("lanhdao.snv").get(f"/records/{document['id']}/uses").json()["items"]
    assert [(u["act"], u["person"]) for u in uses] == [("downloaded", "Nguyễn quantri.snv"), ("viewed", "Nguyễn quantri.snv")]
    assert admin.get("/incoming-documents").status_code == 403, "a right to one record opens no list"
    assert admin.post(f"{path}/presentation", json={"to_user_id": world.ids["lanhdao.snv"]}).status_code == 403
    other = registered(world, data=draft_pdf("B"))
    assert admin.get(f"/incoming-documents/{other['id']}").status_code == 403
    world.as_("lanhdao.snv").post(f"/records/{document['id']}/access", json={**given, "act": "revoke"})
    assert admin.get(path).status_code == 403
    dossier = world.as_("chuyenvien.snv").post("/dossiers", json={"title": "Hồ sơ thử", "notation": "01", "retention": {"kind": "PERMANENT"}, "started_on": "2026-01-05"}).json()
    assert admin.get(f"/dossiers/{dossier['id']}").status_code == 403
    assert world.as_("lanhdao.snv").post(f"/records/{dossier['id']}/access", json=given).status_code == 201
    assert admin.get(f"/dossiers/{dossier['id']}").json()["title"] == "Hồ sơ thử"
