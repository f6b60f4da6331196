"""State secrets: an ordinary installation refuses them at every door and keeps nothing; an isolated one opens their registers and reaches nobody."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import typst
from docx import Document as Docx
from hoso.formats.edxml import read_edxml
from hoso.formats.fonts import FONTS
from hoso.formats.secrecy import mark_in_bytes, mark_of_line
from hoso.support.isolation import declare_mode, is_local, require_isolated
from hoso.support.settings import Settings, UnsafeSettings
from sqlalchemy import text

from tests.conftest import APP_ROLE, application, fresh_database, url_of
from tests.people import World, make_world

CANARY = "Zzcanary"
LETTER = {"type_code": "CV", "issuer_name": f"Cơ quan {CANARY}", "abstract": f"Nội dung {CANARY}", "number": "777", "symbol": f"{CANARY}-XX"}
SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "edxml" / "documents"
_PAGE = """
#set page("a4", margin: 2cm)
#set text(font: "Tinos", size: 13pt)
#grid(columns: (1fr, 1.5fr), align: center,
  [CƠ QUAN Zzcanary \\ Số: 777/Zzcanary-XX \\ MARK],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ Thanh Hóa, ngày 02 tháng 3 năm 2026])
#align(center)[*CÔNG VĂN* \\ TITLE]
BODY
"""


def page(mark: str = "", title: str = "Về công tác Zzcanary", body: str = "Nội dung.") -> bytes:
    """A letter with its mark in a frame below number and symbol."""
    framed = f"#box(stroke: 1pt, inset: 4pt)[*{mark}*]" if mark else ""
    source = _PAGE.replace("MARK", framed).replace("TITLE", title).replace("BODY", body)
    return typst.compile(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)


def docx(mark: str) -> bytes:
    made, out = Docx(), io.BytesIO()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = f"Số: 777\n{mark}"
    made.add_paragraph("Nội dung Zzcanary")
    made.save(out)
    return out.getvalue()


def faced(word: str) -> bytes:
    """A DOCX whose capitals are only a face, cut into runs."""
    made, out = Docx(), io.BytesIO()
    line = made.add_paragraph()
    for piece in (word[:2], word[2:]):
        line.add_run(piece).font.all_caps = True
    made.save(out)
    return out.getvalue()


def referred(mark: str) -> bytes:
    """A DOCX whose letters are character references."""
    with zipfile.ZipFile(io.BytesIO(docx(mark))) as source:
        parts = {n: source.read(n) for n in source.namelist()}
    text = parts["word/document.xml"].decode().replace(mark, "".join(f"&#{ord(c)};" for c in mark))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {**parts, "word/document.xml": text.encode()}.items():
            archive.writestr(name, data)
    return out.getvalue()


def odt(mark: str) -> bytes:
    xml = f'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:p><text:span>{mark}</text:span></text:p></office:document-content>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", xml)
    return out.getvalue()


def rtf(mark: str) -> bytes:
    letters = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in mark)
    return rb"{\rtf1\ansi {\b S\u7889?: 777}\par {\b " + letters.encode() + rb"}\par N\u7897?i dung}"


def old_word(mark: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + f"Số: 777\r{mark}\r\x07Nội dung".encode("utf-16-le")


def zipped(data: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
        archive.writestr("khac.txt", "khác")
    return out.getvalue()


def edxml(data: bytes | None = None, sphere: str | None = None) -> bytes:
    """The first sample, its file or its sphere replaced."""
    import base64
    import re

    message = (SAMPLES / "01-new-sdk-form.edxml").read_text()
    if data is not None:
        message = re.sub(r"(<edXML:ContentTransferEncoded[^>]*>)[^<]*", lambda m: m[1] + base64.b64encode(data).decode(), message)
    return message.replace("Liên thông văn bản", sphere or "Liên thông văn bản").replace("1234", f"{CANARY}1").encode()


@pytest.fixture(scope="module")
def office(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("secrets")) as app:
        yield make_world(app)


def everything(world: World) -> str:
    """All rows of all tables and all bytes of the stores, as one text."""
    said: list[str] = []
    with world.app.state.engine.connect() as db:
        for (table,) in db.execute(text("select tablename from pg_tables where schemaname = 'public'")).all():
            said += [str(row[0]) for row in db.execute(text(f'select t::text from "{table}" t'))]
    for path in world.app.state.settings.data_dir.rglob("*"):
        if path.is_file():
            said.append(path.read_bytes().decode("latin-1"))
    return "\n".join(said)


def refused(answer: Any) -> None:
    assert (answer.status_code, answer.json()["code"]) == (409, "state_secret"), answer.text
    assert "Luật Bảo vệ bí mật nhà nước" in answer.json()["detail"]
    assert CANARY not in answer.text


@pytest.mark.parametrize("level", ["Mật", "tối mật", "TUYỆT MẬT", "mat", "Tuyệt  mật", "bí mật"])
def test_no_door_of_the_ordinary_mode_takes_a_state_secret_and_nothing_of_it_is_kept(office: World, level: str, caplog: pytest.LogCaptureFixture) -> None:
    clerk, officer, key = office.as_("vanthu.snv"), office.as_("chuyenvien.snv"), {"Idempotency-Key": f"{CANARY}-{level.encode().hex()}"}
    draft = {"type_code": "CV", "abstract": f"Nội dung {CANARY}", "recipients": [{"name": f"Nơi nhận {CANARY}"}]}
    plain = officer.post("/outgoing-documents", json={**draft, "abstract": "Thường", "recipients": [{"name": "Bộ Nội vụ"}]}).json()["id"]
    other = (SAMPLES / "09-minimal.edxml").read_bytes().replace(b"00000099-0000", level.encode().hex()[:8].encode())
    arrived = clerk.post("/exchange-messages", files={"file": ("den.edxml", other)}).json()["document_id"]
    refused(clerk.post("/incoming-documents", json={**LETTER, "secrecy": level}, headers=key))
    refused(clerk.post(f"/incoming-documents/{arrived}/registration", json={"secrecy": level, "abstract": CANARY}))
    refused(officer.post("/outgoing-documents", json={**draft, "secrecy": level}))
    refused(officer.patch(f"/outgoing-documents/{plain}", json={"secrecy": level, "abstract": CANARY}))
    refused(clerk.post("/envelopes", json={"sender_name": CANARY, "secrecy": level}))
    refused(clerk.post(f"/records/{plain}/added-metadata", json={"name": "Độ mật", "value": level}))
    kept = everything(office)
    assert CANARY not in kept
    assert CANARY not in caplog.text


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_file_with_the_framed_mark_is_refused_by_upload_and_by_message(office: World, mark: str) -> None:
    clerk, marked = office.as_("vanthu.snv"), page(mark)
    before = everything(office).count("\n")
    files = {
        "a.pdf": marked, "a.docx": docx(mark), "a.zip": zipped(marked, f"{CANARY}.pdf"), "a.edxml": edxml(marked), "b.docx": referred(mark), "c.docx": faced(mark.capitalize()),
        "a.odt": odt(mark), "a.rtf": rtf(mark), "a.doc": old_word(mark), "a.txt": f"Số: 777\n{mark}\nNội dung".encode(), "b.zip": zipped(odt(mark), "b.odt"),
    }  # fmt: skip
    for name, data in files.items():
        refused(clerk.post("/files", files={"file": (f"{CANARY}-{name}", data)}))
    for to in ("/reading", ""):
        for message in (edxml(marked), edxml(docx(mark)), edxml(sphere=mark.capitalize())):
            refused(clerk.post(f"/exchange-messages{to}", files={"file": (f"{CANARY}.edxml", message)}))
    kept = everything(office)
    assert CANARY not in kept
    assert kept.count("\n") == before + len(files) + 6  # refusals, each one line of the trail, nothing else


@pytest.mark.parametrize(("tag", "said"), [
    ("edXML:Subject", f"Báo cáo {CANARY} (Tuyệt mật)"), ("edXML:Subject", "Độ mật: Mật"), ("AttachmentName", f"{CANARY} - TỐI MẬT.pdf"), ("edXML:Content", "Mật"),
])  # fmt: skip
def test_a_message_whose_subject_or_files_bear_a_level_is_refused(office: World, tag: str, said: str) -> None:
    import re

    message = re.sub(rf"(<{tag}>)[^<]*", rf"\g<1>{said}", edxml().decode())
    assert said in message or tag == "edXML:Content"
    if said not in message:
        message = message.replace("</edXML:Subject>", f"</edXML:Subject><edXML:Content>{said}</edXML:Content>")
    for to in ("/reading", ""):
        refused(office.as_("vanthu.snv").post(f"/exchange-messages{to}", files={"file": ("den.edxml", message.encode())}))
    assert CANARY not in everything(office)


def test_words_beside_a_record_that_give_a_level_are_refused_and_others_are_not(office: World) -> None:
    officer, clerk = office.as_("chuyenvien.snv"), office.as_("vanthu.snv")
    plain = officer.post("/outgoing-documents", json={"type_code": "CV", "abstract": "Thường", "recipients": [{"name": "Bộ Nội vụ"}]}).json()["id"]
    door = f"/records/{plain}/added-metadata"
    for name, value in (("Dấu trên bìa", "TỐI MẬT"), (f"Ghi chú {CANARY}", f"Cơ quan {CANARY}\n[Mật]"), ("Tuyệt mật", CANARY), ("mức độ mật", "C")):
        refused(clerk.post(door, json={"name": name, "value": value}))
    letter = {**LETTER, "abstract": "Về hội nghị", "issuer_name": "Bộ Nội vụ", "number": "5", "symbol": "BC-BNV"}
    for said in ("Độ mật: Tối mật", "MẬT"):
        refused(clerk.post("/incoming-documents", json={**LETTER, "description": said}))
        refused(officer.post("/outgoing-documents", json={"type_code": "CV", "abstract": said, "recipients": [{"name": CANARY}]}))
        refused(officer.patch(f"/outgoing-documents/{plain}", json={"abstract": said}))
        refused(clerk.post("/envelopes", json={"sender_name": CANARY, "note": said}))
    letter_id = clerk.post("/incoming-documents", json=letter).json()["id"]
    refused(clerk.patch(f"/incoming-documents/{letter_id}", json={"reason": "Ghi thiếu", "issuer_name": CANARY, "description": "Mức độ mật: Mật"}))
    for name, value in (("Độ mật", "Thường"), ("Tình trạng", "Mất"), ("Ghi ở", "Mặt"), ("Độ mật", "Đã giải mật"), ("Phụ trách", "Ban chỉ đạo bảo vệ bí mật nhà nước")):
        assert clerk.post(door, json={"name": name, "value": value}).status_code == 201, (name, value)
    assert CANARY not in everything(office)


def test_the_trail_says_who_met_the_refusal_and_when_and_nothing_else(office: World) -> None:
    clerk = office.as_("vanthu.snv")
    refused(clerk.post("/incoming-documents", json={**LETTER, "secrecy": "Mật"}))
    with office.app.state.engine.connect() as db:
        rows = db.execute(text("select by_name, detail::text, subject_id from trail_entry where tag = 'secret:refused' order by sequence")).all()
    assert {(r.by_name, r.detail) for r in rows if r.by_name == "Nguyễn vanthu.snv"} == {("Nguyễn vanthu.snv", "{}")}
    assert str(rows[-1].subject_id) == office.ids["vanthu.snv"]


@pytest.mark.parametrize("title", [
    "Bảo vệ bí mật nhà nước", "BẢO MẬT thông tin", "Danh mục bí mật nhà nước độ Mật", "MẬT MÃ và chữ ký số", "TÀI LIỆU MẬT LÀ GÌ", "Mật",
])  # fmt: skip
def test_papers_about_secrets_are_no_secrets(title: str) -> None:
    assert mark_in_bytes(page(title=title)) is None
    assert mark_in_bytes(page(body="#v(20cm) MẬT")) is None  # at the foot it is no mark of the document
    assert not [made for made in (docx, odt, rtf, old_word) if mark_in_bytes(made("Mật"))]
    assert mark_in_bytes(b"B\xe1\xba\xa3o m\xe1\xba\xadt\nMat\n") is None


@pytest.mark.parametrize(("line", "level"), [
    ("MẬT", "mat"), ("[ TỐI MẬT ]", "toi_mat"), ("T U Y Ệ T   M Ậ T", "tuyet_mat"), ("“MẬT”", "mat"), ("MẬT KHẨU", None), ("Mật", None), ("", None),
    ("MẬT", "mat"), ("Độ mật: Tối mật", "toi_mat"), ("Mức độ mật: MẬT", "mat"), ("Độ mật:", None), ("Độ mật của văn bản", None),
])  # fmt: skip
def test_a_mark_stands_alone_in_capitals(line: str, level: str | None) -> None:
    assert mark_of_line(line) == level


def test_the_samples_bear_no_mark() -> None:
    for path in SAMPLES.glob("*.edxml"):
        assert mark_in_bytes(path.read_bytes()) is None
        assert read_edxml(path.read_bytes())


def test_the_database_itself_refuses_a_secret_and_the_application_cannot_change_its_mode(server: str, template: str) -> None:
    with fresh_database(server, template) as database:
        owner = url_of(server, database.rsplit("/", 1)[1])
        with psycopg.connect(owner, autocommit=True) as db, pytest.raises(psycopg.errors.CheckViolation):
            db.execute("create temp table t (like document including defaults)")
            db.execute("insert into document (id, agency_id, state, version, created_at, changed_at, kind, type_code, type_name, number, symbol, issuer_name, "
                       "issuer_code, abstract, signer_name, signer_position, page_count, copies, urgency, secrecy, medium, language, description, "
                       "document_identifier) values (gen_random_uuid(), gen_random_uuid(), 'registered', 1, now(), now(), 'incoming', 'CV', 'Công văn', '', "
                       "'', 'A', '', 'A', '', '', 0, 0, 'normal', 'mat', 'paper', 'vi', '', '')")  # fmt: skip
        with psycopg.connect(database, autocommit=True) as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute("update installation set mode = 'isolated'")


def test_a_used_ordinary_installation_never_becomes_an_isolated_one(office: World, server: str) -> None:
    owner = url_of(server, office.app.state.settings.database_url.rsplit("/", 1)[1])
    with pytest.raises(UnsafeSettings):
        declare_mode(owner, "isolated")
    declare_mode(owner, "ordinary")


def settings(**more: Any) -> Settings:
    given = {"database_url": "postgresql://a@127.0.0.1/x", "owner_url": "postgresql://o@localhost/x", "file_store": "file:///srv", "data_dir": Path("/srv"),
             "secrets_by_kid": {"a": "b" * 40}, "mode": "isolated"}  # fmt: skip
    return Settings(**{**given, **more})


@pytest.mark.parametrize(("more", "environment"), [
    ({"database_url": "postgresql://a@10.0.0.7/x"}, {}), ({"database_url": "postgresql:///x?host=db.example.vn"}, {}),
    ({"database_url": "postgresql://a@127.0.0.1,db.example.vn/x"}, {}), ({"owner_url": "postgresql://o@db.example.vn/x"}, {}),
    ({"file_store": "s3://bucket/x?endpoint=http://127.0.0.1:9"}, {}), ({"cors_origins": ("https://vanban.example.vn",)}, {}),
    ({"fetch_revocation": True}, {}), ({"tsa_url": "http://tsa.example.vn"}, {}),
    ({}, {"HOSO_TSA_URL": "http://127.0.0.1"}), ({}, {"HOSO_OCSP_URL": "http://a"}), ({}, {"HOSO_SMTP_HOST": "127.0.0.1"}),
    ({}, {"HOSO_QUARANTINE_STORE": "s3://bucket"}), ({}, {"HTTPS_PROXY": "http://proxy:3128"}), ({}, {"HOSO_API_URL": "http://api.example.vn"}),
])  # fmt: skip
def test_the_isolated_mode_does_not_start_with_an_address_outside(more: dict[str, Any], environment: dict[str, str]) -> None:
    require_isolated(settings(), {"HOSO_API_URL": "http://127.0.0.1:8000", "HOSO_DATA_DIR": "/srv"})
    with pytest.raises(UnsafeSettings):
        require_isolated(settings(**more), environment)


def test_only_this_machine_is_local() -> None:
    assert all(is_local(h) for h in ("127.0.0.1", "::1", "[::1]", "localhost", "/var/run/postgresql", "", None))
    assert not any(is_local(h) for h in ("10.0.0.1", "192.168.1.2", "example.vn", "localhost.example.vn", "0.0.0.0", "8.8.8.8"))


_INSIDE = """
import json, os, socket, sys
sys.path.insert(0, os.environ["TESTS"])
tried = []
real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo
def connect(self, address):
    tried.append(repr(address)); return real_connect(self, address)
def lookup(host, *rest, **more):
    tried.append(repr(host)); return real_lookup(host, *rest, **more)
socket.socket.connect, socket.getaddrinfo = connect, lookup
from pathlib import Path
from uuid import UUID
from hoso.main import create_app
from hoso.support.settings import Settings
from hoso.support.people import grant_role
from hoso.support.organisations import Person
from hoso.support.database import transaction
from hoso.support.clock import Moment
from tests.people import make_world
from tests.papers import PNG
directory = Path(sys.argv[2])
app = create_app(Settings(sys.argv[1], sys.argv[1], f"file://{directory / 'files'}", directory, {"test": "t" * 48}, demo=True, mode="isolated"))
world, said = make_world(app), {}
clerk = world.as_("vanthu.snv")
letter = {"type_code": "CV", "issuer_name": "Bộ Công an", "abstract": "Nội dung mật", "number": "01", "symbol": "BCA", "secrecy": "Tối mật"}
said["uncleared"] = clerk.post("/incoming-documents", json=letter).json()["code"]
with transaction(app.state.engine) as db:
    keeper = db.get(Person, UUID(world.ids["luutru.snv"]))
    grant_role(db, None, keeper, "vanthu_mat", None, Moment.now())
keeper = world.as_("luutru.snv")
kept = keeper.post("/incoming-documents", json=letter)
said["registered"] = [kept.status_code, kept.json().get("secrecy"), kept.json().get("arrival_number")]
ordinary = keeper.post("/incoming-documents", json={**letter, "secrecy": "none", "number": "02"}).json()
said["ordinary"] = ordinary["arrival_number"]
books = keeper.get("/registers").json()["items"]
said["books"] = sorted(b["name"].rsplit(" ", 1)[0] for b in books if b["kind"] == "incoming")
said["seen"] = {who: world.as_(who).get(f"/incoming-documents/{kept.json()['id']}").status_code for who in ("vanthu.snv", "lanhdao.snv", "luutru.snv", "vanthu.stc")}
said["listed"] = {who: len(world.as_(who).get("/incoming-documents").json()["items"]) for who in ("vanthu.snv", "lanhdao.snv")}
said["found"] = {who: len(world.as_(who).get("/search", params={"q": "noi dung mat"}).json()["items"]) for who in ("vanthu.snv", "lanhdao.snv")}
digest = world.as_("chuyenvien.snv").post("/files", files={"file": ("di.png", PNG)}).json()["sha256"]
draft = world.as_("chuyenvien.snv").post("/outgoing-documents", json={"type_code": "CV", "abstract": "Trả lời", "secrecy": "mat",
    "recipients": [{"name": "Bộ Công an"}], "files": [{"sha256": digest, "name": "di.png"}]})
said["draft"] = [draft.status_code, draft.json().get("secrecy")]
for path in ("/me", "/baskets", "/notices", "/outgoing-documents", "/dossiers", "/document-types", "/envelopes", "/exchange-messages", "/health", "/ready"):
    said[path] = keeper.get(path).status_code
refused = []
for attempt in (lambda: socket.create_connection(("192.0.2.1", 80), 1), lambda: socket.getaddrinfo("example.vn", 80),
                lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53))):
    try:
        attempt(); refused.append("went out")
    except OSError as error:
        refused.append(type(error).__name__)
said["tried"] = [t for t in tried if "192.0.2.1" not in t and "example.vn" not in t and not t.startswith("'/")]  # a path is a socket of this machine
said["refused"] = refused
print("SAID" + json.dumps(said))
"""


def test_an_isolated_installation_opens_the_secret_registers_and_reaches_no_other_machine(server: str, template: str, tmp_path: Path) -> None:
    with fresh_database(server, template) as database:
        declare_mode(url_of(server, database.rsplit("/", 1)[1]), "isolated")
        environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        environment["TESTS"] = str(Path(__file__).resolve().parents[2])
        done = subprocess.run([sys.executable, "-c", _INSIDE, database, str(tmp_path)], env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert "SAID" in done.stdout, done.stderr[-3000:]
    said = json.loads(done.stdout.split("SAID", 1)[1])
    assert said["uncleared"] == "not_cleared"
    assert (said["registered"], said["ordinary"]) == ([201, "toi_mat", 1], 1)  # each book counts for itself
    assert said["books"] == ["Sổ đăng ký bí mật nhà nước đến", "Sổ đăng ký văn bản đến"]
    assert said["seen"] == {"vanthu.snv": 403, "lanhdao.snv": 200, "luutru.snv": 200, "vanthu.stc": 404}
    assert (said["listed"], said["found"]) == ({"vanthu.snv": 0, "lanhdao.snv": 2}, {"vanthu.snv": 0, "lanhdao.snv": 2})
    assert said["draft"] == [201, "mat"]
    assert {path: said[path] for path in said if path.startswith("/") and said[path] != 200} == {}
    assert said["tried"] == []
    assert said["refused"] == ["OutboundRefused"] * 3


def test_the_application_of_the_other_mode_does_not_start_on_this_database(server: str, template: str) -> None:
    from hoso.support.isolation import require_mode

    with fresh_database(server, template) as database:
        require_mode(database, "ordinary")
        with pytest.raises(UnsafeSettings):
            require_mode(database, "isolated")
    assert APP_ROLE in database
