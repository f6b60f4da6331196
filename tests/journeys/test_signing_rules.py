"""What signing stands on: authorities with limits through the interface, images and places, time stamps, hand-overs of devices."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pypdfium2
import pytest
from hoso.formats.fonts import FONTS
from hoso.formats.forms import Letter, letter
from hoso.support.clock import Moment
from hoso.support.signatures import verify
from hoso.support.signatures.appearance import image_mark, text_mark
from hoso.support.signatures.blanks import fill_blanks
from hoso.support.signatures.placing import POINTS, name_place, person_box, seal_box, signature_box
from hoso.support.signatures.signing import TimeStampFailed, sign_with_key
from PIL import Image

from tests.conftest import application, fresh_database
from tests.journeys.conftest import with_keys
from tests.journeys.test_outgoing import approved, upload
from tests.papers import draft_pdf
from tests.parts.signing import mark_png
from tests.people import World, make_world

REASON = "Đóng dấu tại hội nghị ngoài trụ sở"


@pytest.fixture(scope="module")
def ruled(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One office for all statements here; each makes records of its own."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("ruled")) as app:
        yield with_keys(make_world(app))


def grant(office: World, person: str, capacity: str, **more: Any) -> Any:
    body = {"person_id": office.ids[person], "capacity": capacity, "basis": "Quy chế làm việc, Điều 7", **more}
    return office.as_("quantri.snv").post("/administration/authorities", json=body)


def options(office: World, who: str, path: str) -> list[dict[str, Any]]:
    return list(office.as_(who).get(f"{path}/signing-options").json()["items"])


def test_an_authorisation_names_its_end_its_content_and_the_head_in_post(ruled: World) -> None:
    until = (Moment.now().today + timedelta(30)).isoformat()
    for more, code in (({}, "term_missing"), ({"valid_to": until}, "content_missing"),
                       ({"valid_to": until, "content": "Giấy mời", "granted_by": ruled.ids["pholanhdao.snv"]}, "grantor_without_post"),
                       ({"valid_to": until, "content": "Giấy mời", "type_codes": ["KHÔNG"]}, "unknown_type")):  # fmt: skip
        said = grant(ruled, "truongphong.snv", "TUQ", **more)
        assert said.json()["code"] == code, said.text
    made = grant(ruled, "truongphong.snv", "TUQ", valid_to=until, content="Ký giấy mời họp", type_codes=["GM"])
    assert (made.status_code, made.json()["granted_by"]) == (201, ruled.ids["lanhdao.snv"]), made.text
    on = grant(ruled, "phophong.snv", "KT", granted_by=ruled.ids["truongphong.snv"])
    assert on.json()["code"] == "grantor_without_post", "who was authorised authorises nobody (Đ13.3)"


def test_an_authority_names_the_document_that_it_rests_on(ruled: World) -> None:
    held = grant(ruled, "truongphong.snv", "Q", basis="Quyết định giao quyền").json()
    path = f"/administration/authorities/{held['id']}/basis-document"
    admin = ruled.as_("quantri.snv")
    assert admin.post(path, json={"number_and_symbol": "99/QĐ-SNV"}).json()["code"] == "unknown_basis_document"
    document, issued = approved(ruled), {}
    for act, who in (("signature", "lanhdao.snv"), ("issue", "vanthu.snv")):
        issued = ruled.as_(who).post(f"{document}/{act}", json={} if act == "signature" else None).json()
    linked = admin.post(path, json={"number_and_symbol": f"{issued['number']}/{issued['symbol']}"})
    assert (linked.status_code, linked.json()["basis_document_id"]) == (200, issued["id"]), linked.text
    assert admin.get(f"/outgoing-documents/{issued['id']}").status_code == 403, "the administrator reads no contents"
    admin.post(f"/administration/authorities/{held['id']}/ending", json={})


def test_the_signer_sees_the_block_before_signing_and_why(ruled: World) -> None:
    path = approved(ruled, proposed_signer_id=None)
    head = options(ruled, "lanhdao.snv", path)
    assert [(o["lines"], o["allowed"]) for o in head] == [(["LANHDAO"], True)]
    deputy = options(ruled, "pholanhdao.snv", path)
    assert [(o["capacity"], o["lines"], o["allowed"]) for o in deputy] == [(["KT"], ["KT. LANHDAO", "PHOLANHDAO"], True)]
    assert "QĐ 01" in deputy[0]["reason"]
    agency = ruled.as_("quantri.snv").patch("/administration/agency", json={"head_title": "Giám đốc", "collective_name": "Ban Giám đốc"})
    assert agency.status_code == 200, agency.text
    assert options(ruled, "pholanhdao.snv", path)[0]["lines"] == ["TM. BAN GIÁM ĐỐC", "KT. GIÁM ĐỐC", "PHOLANHDAO"]
    ruled.as_("quantri.snv").patch("/administration/agency", json={"head_title": "", "collective_name": ""})


def test_a_unit_head_signs_by_order_and_passes_it_on_within_its_limits(ruled: World) -> None:
    path = approved(ruled, proposed_signer_id=None)
    assert grant(ruled, "truongphong.snv", "TL", type_codes=["GM"]).status_code == 201
    assert grant(ruled, "phophong.snv", "KT", granted_by=ruled.ids["truongphong.snv"]).status_code == 201
    refused = ruled.as_("phophong.snv").post(f"{path}/signature", json={"capacity": ["TL", "KT"]})
    assert (refused.status_code, refused.json()["code"]) == (403, "no_signing_authority")
    assert "không còn thẩm quyền ký thừa lệnh" in refused.json()["detail"], "a plan (KH) is no invitation (GM)"
    wide = grant(ruled, "truongphong.snv", "TL", basis="Quy chế mới")
    assert wide.status_code == 201, wide.text
    ruled.app.state.keys.issue(UUID(ruled.ids["phophong.snv"]), "Nguyễn phophong.snv", "Sở", "Phó", Moment.now().at)
    signed = ruled.as_("phophong.snv").post(f"{path}/signature", json={"capacity": ["TL", "KT"]})
    assert signed.json()["signer"]["position"] == "TL. lanhdao KT. truongphong phophong", signed.text


def place_text(pdf: bytes, page: int = 0) -> str:
    return str(pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range())


def test_an_attachment_of_its_own_is_signed_at_its_corner_and_given_back_when_the_number_falls(ruled: World) -> None:
    main, extra = draft_pdf("Nguyễn lanhdao.snv"), draft_pdf("Phụ lục", "Biểu số liệu")
    files = [{"sha256": upload(ruled, "chuyenvien.snv", d, n)["sha256"], "name": n, "role": r}
             for d, n, r in ((main, "kh.pdf", "main"), (extra, "phu-luc.pdf", "attachment"))]  # fmt: skip
    path = approved(ruled, files=files)
    signed = ruled.as_("lanhdao.snv").post(f"{path}/signature", json={}).json()
    sealed = ruled.as_("vanthu.snv").post(f"{path}/seal").json()
    attachment = next(f for f in sealed["files"] if f["role"] == "attachment")
    assert attachment["sha256"] != files[1]["sha256"]
    pdf = ruled.as_("vanthu.snv").get(f"/files/{attachment['sha256']}").content
    assert [(v.field, v.is_valid) for v in verify(pdf, [ruled.app.state.keys.authority()], Moment.now().at)] == [("CoQuan", True)]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = [float(v) for v in document.pages[0].Annots[0].Rect]
        mark = document.pages[0].Annots[0].AP.N
        assert b"/Image" not in mark.unparse(resolved=True), "no image on attachments (PL I II.8b)"
        document.flatten_annotations("all")
        flat = io.BytesIO()
        document.save(flat)
    assert box[0] > 300 and box[3] > 800
    said = place_text(flat.getvalue())
    page = pypdfium2.PdfDocument(flat.getvalue())[0].get_textpage()
    letter_box = page.get_charbox(said.index("Thời gian ký"), loose=True)
    drawn = pypdfium2.PdfDocument(text_mark(("Thời gian ký",), FONTS))[0].get_textpage().get_charbox(0, loose=True)  # 10 points (PL I II.8b)
    assert letter_box[3] - letter_box[1] == pytest.approx(drawn[3] - drawn[1], abs=0.05), "the letters are not shrunk into the box"
    assert f"{signed['number']}/{signed['symbol']}" in said
    assert f"{Moment.now().today.isoformat()}T" in said and "+07:00" in said, "ISO 8601 with the zone of Việt Nam"
    ruled.as_("vanthu.snv").post(f"/register-entries/{signed['register_entry_id']}/void", json={"reason": "Phát hiện sai căn cứ pháp lý"})
    after = ruled.as_("vanthu.snv").get(path).json()
    assert [f["sha256"] for f in after["files"] if f["role"] == "attachment"] == [files[1]["sha256"]]


TITLES = {
    "decision": ("QUYẾT ĐỊNH", "Về việc kiện toàn Ban Chỉ đạo", ("GIÁM ĐỐC",), 6), "letter": ("", "báo cáo tình hình", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), 4),
    "plan": ("KẾ HOẠCH", "Thực hiện công tác văn thư", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), 9),
    "long": ("BÁO CÁO", "Kết quả năm", ("TL. BỘ TRƯỞNG", "KT. VỤ TRƯỞNG VỤ TỔ CHỨC – BIÊN CHẾ VÀ CẢI CÁCH HÀNH CHÍNH", "PHÓ VỤ TRƯỞNG"), 22),
}


@pytest.mark.parametrize("kind", TITLES)
def test_the_signature_stands_between_title_and_name_and_the_seal_over_its_left_third(ruled: World, kind: str) -> None:
    type_name, abstract, titles, paragraphs = TITLES[kind]
    name = "Nguyễn Thị Minh Khai"
    body = [f"Ông {name} và các đơn vị có trách nhiệm thi hành nội dung số {i}." * 3 for i in range(paragraphs)]
    pdf = letter(Letter("Sở Nội vụ", "QĐ-SNV", "Thanh Hóa", 2026, type_name, abstract, body, titles, name, ("Như trên", f"Bà {name}", "Lưu: VT.")))
    filled = fill_blanks(pdf, "15", date(2026, 2, 3), FONTS)
    place = name_place(filled, name, titles[-1])
    assert place is not None
    page, box = person_box(place)
    text = pypdfium2.PdfDocument(filled)[page].get_textpage()
    whole = text.get_text_range()
    title = text.get_charbox(whole.rindex(titles[-1]), loose=True)
    below = text.get_charbox(whole.rindex(name), loose=True)
    assert below[3] - 1 <= box[1] and box[3] <= title[1] + 2, "between title and name"
    assert abs((box[0] + box[2]) / 2 - place.middle) < 1, "centred on the name"
    holder = ruled.app.state.keys.holder(UUID(ruled.ids["lanhdao.snv"]))
    from hoso.support.signatures import Appearance

    signed = sign_with_key(filled, holder, Appearance("NguoiKy", page, box, image_mark(mark_png())), Moment.now().at)
    where = signature_box(signed)
    assert where is not None and where[0] == page
    _, seal = seal_box(where, place, (36, 36))
    covered = (seal[2] - where[1][0]) / (where[1][2] - where[1][0])
    assert covered == pytest.approx(1 / 3, abs=0.03)
    assert seal[2] - seal[0] == pytest.approx(36 * POINTS, abs=1), "at its real size"


def test_images_are_checked_and_warned_of_and_show_in_the_signature(ruled: World) -> None:
    clerk, head = ruled.as_("vanthu.snv"), ruled.ids["lanhdao.snv"]

    def put(data: bytes, kind: str = "signature") -> Any:
        digest = upload(ruled, "vanthu.snv", data, "hinh.png")["sha256"]
        person = {"person_id": head} if kind == "signature" else {}
        return clerk.post("/mark-images", json={"kind": kind, "file": digest, "width_mm": 50 if kind == "signature" else 36, **person})

    white = mark_png(ground=(255, 255, 255, 255))
    assert put(white).json()["code"] == "bad_mark_image", "a white ground is no clear one"
    jpeg = io.BytesIO()
    Image.new("RGB", (300, 100), "white").save(jpeg, "JPEG")
    digest = upload(ruled, "vanthu.snv", jpeg.getvalue(), "hinh.jpg")["sha256"]
    assert clerk.post("/mark-images", json={"kind": "seal", "file": digest, "width_mm": 36}).json()["code"] == "bad_mark_image"
    black = put(mark_png("#000000"))
    assert black.status_code == 201 and "màu xanh" in black.json()["warnings"][0]
    blue = put(mark_png())
    assert (blue.json()["warnings"], blue.json()["height_mm"]) == ([], 16.7)
    assert put(mark_png("#c8102e", (420, 420)), "seal").json()["warnings"] == []
    kept = clerk.get("/mark-images").json()["items"]
    assert [(k["kind"], k["width_mm"]) for k in kept] == [("seal", 36), ("signature", 50)], "a new image takes the place of the former"
    path = approved(ruled)
    ruled.as_("lanhdao.snv").post(f"{path}/signature", json={})
    sealed = clerk.post(f"{path}/seal").json()
    pdf = clerk.get(f"/files/{[f for f in sealed['files'] if f['role'] == 'signed'][-1]['sha256']}").content
    with pikepdf.open(io.BytesIO(pdf)) as document:
        boxes = [[float(v) for v in n.Rect] for n in document.pages[0].Annots]
    assert [round((b[2] - b[0]) / POINTS) for b in boxes] == [50, 36]
    for image in kept:
        assert clerk.post(f"/mark-images/{image['id']}/ending").json()["state"] == "ended"


class _Stamper:
    """Counts, and stamps as pyHanko's own dummy authority does."""

    def __init__(self, keys: Any) -> None:
        from asn1crypto import keys as asn1_keys
        from asn1crypto import pem
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa
        from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        from tests.signer.issuing import certified

        key = rsa.generate_private_key(65537, 2048)
        der = certified(keys, "Máy chủ dấu thời gian", key, purpose="time").public_bytes(serialization.Encoding.DER)
        plain = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        from asn1crypto import x509

        store = SimpleCertificateStore()
        store.register(x509.Certificate.load(pem.unarmor(keys.authority())[2]))
        self.inner = DummyTimeStamper(x509.Certificate.load(der), asn1_keys.PrivateKeyInfo.load(plain), certs_to_embed=store)

    def answer(self, request: bytes) -> bytes:
        import asyncio

        from asn1crypto import tsp

        return bytes(asyncio.run(self.inner.async_request_tsa_response(tsp.TimeStampReq.load(request))).dump())


def test_a_time_stamp_is_put_where_an_authority_is_configured(ruled: World) -> None:
    import threading
    from dataclasses import replace
    from http.server import BaseHTTPRequestHandler, HTTPServer

    stamper = _Stamper(ruled.app.state.keys)

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = stamper.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Authority)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path, other = approved(ruled), approved(ruled)
    plain = ruled.app.state.settings
    ruled.app.state.settings = replace(plain, tsa_url=f"http://127.0.0.1:{server.server_port}/")
    try:
        said = ruled.as_("lanhdao.snv").post(f"{path}/signature", json={})
        assert said.status_code == 200, said.text
        assert ruled.as_("lanhdao.snv").get("/signing-device").json()["time_stamp"] is True
        signed = next(f for f in said.json()["files"] if f["role"] == "signed")
        pdf = ruled.as_("lanhdao.snv").get(f"/files/{signed['sha256']}").content
        verdict = verify(pdf, [ruled.app.state.keys.authority()], Moment.now().at)[0]
        assert verdict.is_valid and verdict.time_stamped_at is not None
        assert verdict.time_stamp_trusted and verdict.time_stamp_by == "Máy chủ dấu thời gian"
        server.shutdown()
        server.server_close()
        failed = ruled.as_("lanhdao.snv").post(f"{other}/signature", json={})
    finally:
        ruled.app.state.settings = plain
    assert (failed.status_code, failed.json()["code"]) == (409, TimeStampFailed.code)
    assert ruled.as_("lanhdao.snv").get(other).json()["number"] == "", "nothing is written when the authority is silent"


def test_the_agencys_device_is_handed_over_by_permission_with_minutes(ruled: World) -> None:
    clerk = ruled.as_("vanthu.snv")
    body = {"device": "key_device", "description": "USB token số 5B01", "to_person_id": ruled.ids["chuyenvien.snv"], "permission": "Công văn 15/SNV-VP",
            "permitted_by": ruled.ids["chuyenvien.snv"], "reason": REASON}  # fmt: skip
    assert clerk.post("/device-handovers", json=body).json()["code"] == "handover_not_permitted"
    body["permitted_by"] = ruled.ids["lanhdao.snv"]
    made = clerk.post("/device-handovers", json=body)
    assert made.status_code == 201, made.text
    assert clerk.post("/device-handovers", json=body).json()["code"] == "handed_over_already"
    minutes = clerk.get(f"/device-handovers/{made.json()['id']}/minutes").content
    said = place_text(minutes)
    for part in ("BIÊN BẢN", "USB token số 5B01", "Nguyễn vanthu.snv", "Nguyễn chuyenvien.snv", "Nguyễn lanhdao.snv", "Công văn 15/SNV-VP"):
        assert part in said, (part, said)
    assert [n["tag"] for n in ruled.as_("chuyenvien.snv").get("/notices").json()["items"]][:1] == ["device:handed-over"]
    back = clerk.post(f"/device-handovers/{made.json()['id']}/return", json={"note": "Nguyên vẹn"})
    assert back.json()["state"] == "returned"
    assert clerk.post(f"/device-handovers/{made.json()['id']}/return", json={}).json()["code"] == "ended_already"
    tags = [e["tag"] for e in clerk.get("/trail", params={"subject": made.json()["id"]}).json()["items"]]
    assert tags in (["device:returned", "device:handed-over"], ["device:handed-over", "device:returned"])


def test_a_number_of_the_last_day_of_the_year_is_that_of_the_day_it_is_given(ruled: World, tmp_path: Path) -> None:
    """Signed by hand on 31 December, numbered on 2 January: the new year's 01; a prepared signature that waited over the year is numbered anew."""
    from hoso.correspondence.actions.number_outgoing import number_outgoing
    from hoso.correspondence.actions.prepare_signature import PrepareSignature, prepare_signature
    from hoso.correspondence.tables import Document
    from hoso.support.actors import load_actor
    from hoso.support.database import transaction

    year = Moment.now().year + 3
    eve, after = Moment.on(date(year, 12, 31), 16), Moment.on(date(year + 1, 1, 2), 9)
    path, waiting = approved(ruled, medium="paper"), approved(ruled)
    ruled.as_("lanhdao.snv").post(f"{path}/signature", json={})
    ids = [UUID(p.rsplit("/", 1)[1]) for p in (path, waiting)]
    with transaction(ruled.app.state.engine) as db:
        clerk = load_actor(db, UUID(ruled.ids["vanthu.snv"]), after.today)
        head = load_actor(db, UUID(ruled.ids["lanhdao.snv"]), after.today)
        assert clerk and head
        command = PrepareSignature(purpose="person")
        prepare_signature(db, head, ids[1], command, eve, ruled.app.state.files, FONTS, [])
        first = db.get_one(Document, ids[1])
        assert (first.number, first.issued_on) == ("01", date(year, 12, 31))
        numbered = number_outgoing(db, clerk, ids[0], after)
        assert (numbered.number, numbered.issued_on) == ("01", date(year + 1, 1, 2))
        prepare_signature(db, head, ids[1], command, after, ruled.app.state.files, FONTS, [])
        assert (first.number, first.issued_on) == ("02", date(year + 1, 1, 2))
