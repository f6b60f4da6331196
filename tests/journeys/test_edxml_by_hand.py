"""What another agency sent as an .edxml file, from the drop to the register, and what its sender reads of it.

The agency is UBND xã Thử Nghiệm (H56.95) of the sample messages, or Sở Nội vụ (H56.91) where it is the sender.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hoso.formats.edxml import StatusMessage, read_edxml
from sqlalchemy import text

from tests.conftest import application, fresh_database
from tests.papers import draft_pdf
from tests.people import World, make_world

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "edxml"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text())["files"]
REFERENCE = "H56.91,2026/09/14,1234/SNV-VTLT"


@pytest.fixture(scope="module")
def signed_in(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, World]]:
    """A database with people who have signed in, to copy from: passwords are asked once."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("people")) as app:
        world = make_world(app)
        for role in ("vanthu", "lanhdao", "truongphong", "chuyenvien", "quantri"):
            world.as_(f"{role}.snv")
        world.as_("vanthu.stc")
        app.state.engine.dispose()
        yield database.rsplit("/", 1)[1], world


@contextmanager
def _copy(server: str, signed_in: tuple[str, World], directory: Path, code: str) -> Iterator[World]:
    name, people = signed_in
    with fresh_database(server, name) as database, application(database, directory) as app:
        with app.state.engine.begin() as db:
            db.execute(text("update agency set code = :c where id = :i"), {"c": code, "i": people.ids["agency:snv"]})
        world = World(app, people.ids, {})
        world.clients = {who: world.client(Authorization=client.headers["Authorization"]) for who, client in people.clients.items()}
        yield world


@pytest.fixture(scope="module")
def receiver(server: str, signed_in: tuple[str, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Sở Nội vụ of the tests goes by the code of the receiving commune of the samples."""
    with _copy(server, signed_in, tmp_path_factory.mktemp("receiver"), "H56.95") as world:
        yield world


@pytest.fixture
def commune(server: str, signed_in: tuple[str, World], tmp_path: Path) -> Iterator[World]:
    """The same, fresh."""
    with _copy(server, signed_in, tmp_path, "H56.95") as world:
        yield world


@pytest.fixture
def sender(server: str, signed_in: tuple[str, World], tmp_path: Path) -> Iterator[World]:
    """Sở Nội vụ of the samples, which issues 1234/SNV-VTLT to the commune and a ward outside."""
    with _copy(server, signed_in, tmp_path, "H56.91") as world:
        yield world


def drop(world: World, name: str, data: bytes | None = None, to: str = "", who: str = "vanthu.snv") -> Any:
    """Drop a file of the samples on the register page."""
    body = (SAMPLES / name).read_bytes() if data is None else data
    return world.as_(who).post(f"/exchange-messages{to}", files={"file": (Path(name).name, body)})


def received(world: World, name: str) -> dict[str, Any]:
    answer = drop(world, name)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def incoming(world: World, message: dict[str, Any]) -> dict[str, Any]:
    return dict(world.as_("vanthu.snv").get(f"/incoming-documents/{message['document_id']}").json())


def answers(world: World, document: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = world.as_("vanthu.snv").get("/sender-answers", params={"document_id": document}).json()["items"]
    return items


@pytest.mark.parametrize("name", [n for n, e in EXPECTED.items() if e["outcome"] == "refuse"])
def test_what_may_not_be_registered_is_refused_and_nothing_is_kept(receiver: World, name: str) -> None:
    for to in ("/reading", ""):
        answer = drop(receiver, name, to=to)
        assert answer.status_code == 422
        assert (answer.json()["code"], answer.json()["reason"]) == ("edxml_refused", EXPECTED[name]["reason"])
    assert receiver.as_("vanthu.snv").get("/exchange-messages").json()["items"] == []


@pytest.mark.parametrize("name", [n for n, e in EXPECTED.items() if e["outcome"] != "refuse" and e["kind"] == "document"])
def test_a_message_is_shown_before_anything_is_kept(receiver: World, name: str) -> None:
    expected, answer = EXPECTED[name], drop(receiver, name, to="/reading")
    assert answer.status_code == 200, answer.text
    preview = answer.json()
    assert preview["sender_code"] == expected["sender"]["organ_id"]
    assert preview["facts"]["full_subject"] == expected["subject"]
    assert [f["name"] for f in preview["files"]] == [f["name"] for f in expected["attachments"]]
    assert preview["addressed_here"] is ("H56.95" in expected["receivers"])
    assert receiver.as_("vanthu.snv").get("/incoming-documents").json()["items"] == []


@pytest.mark.pl6("PL6-III-1-g")
def test_a_new_document_waits_with_every_field_and_file_and_is_registered_as_any_other(commune: World) -> None:
    message = received(commune, "documents/01-new-sdk-form.edxml")
    assert message["state"] == "waiting"
    document = incoming(commune, message)
    assert (document["state"], document["arrival_number"]) == ("waiting", None)
    assert {name: document[name] for name in ("type_code", "number", "symbol", "issued_on", "issuer_name", "issuer_code", "signer_name", "page_count")} == {
        "type_code": "CV", "number": "1234", "symbol": "SNV-VTLT", "issued_on": "2026-09-14", "issuer_name": "Sở Nội vụ tỉnh Thanh Hóa",
        "issuer_code": "H56.91", "signer_name": "Nguyễn Văn A", "page_count": 3,
    }  # fmt: skip
    assert document["signer_position"] == "KT. GIÁM ĐỐC – Phó Giám đốc"
    assert document["document_identifier"] == REFERENCE
    main, raw = document["files"]
    assert (main["name"], main["role"], main["sha256"]) == (
        "Công văn 1234 hướng dẫn nộp lưu.pdf", "main", EXPECTED["documents/01-new-sdk-form.edxml"]["attachments"][0]["sha256"],
    )  # fmt: skip
    assert (raw["role"], raw["sha256"]) == ("evidence", EXPECTED["documents/01-new-sdk-form.edxml"]["sha256"])
    clerk = commune.as_("vanthu.snv")
    assert clerk.get(f"/files/{raw['sha256']}").content == (SAMPLES / "documents/01-new-sdk-form.edxml").read_bytes()
    registered = clerk.post(f"/incoming-documents/{document['id']}/registration", json={})
    assert registered.json()["arrival_number"] == 1
    again = drop(commune, "documents/11-duplicate-of-01.edxml")
    assert (again.status_code, again.json()["code"], again.json()["document_id"]) == (409, "already_received", document["id"])
    assert drop(commune, "documents/11-duplicate-of-01.edxml", to="/reading").json()["duplicate_of"] == document["id"]


@pytest.mark.pl6("PL6-III-1-e")
def test_the_sender_reads_reception_and_handling_the_same_day(commune: World) -> None:
    """Each act owes its answer by itself; the message that is downloaded says what happened."""
    document = received(commune, "documents/01-new-sdk-form.edxml")["document_id"]
    path, ids = f"/incoming-documents/{document}", commune.ids
    for who, act, body in (
        ("vanthu.snv", "registration", {}), ("vanthu.snv", "presentation", {"to_user_id": ids["lanhdao.snv"]}),
        ("lanhdao.snv", "direction", {"opinion": "Giao phòng.", "lead": {"unit_id": ids["unit:snv"]}}),
        ("truongphong.snv", "assignments", {"user_id": ids["chuyenvien.snv"]}), ("chuyenvien.snv", "receipt", None),
        ("chuyenvien.snv", "progress", {"note": "Đang làm."}), ("chuyenvien.snv", "completion", {"outcome": "Đã xong."}),
    ):  # fmt: skip
        assert commune.as_(who).post(f"{path}/{act}", json=body).status_code == 200, act
    owed = answers(commune, document)
    assert [a["code"] for a in owed] == ["01", "03", "04", "05", "06"]
    assert {a["state"] for a in owed} == {"waiting"}
    clerk = commune.as_("vanthu.snv")
    assert [a["id"] for a in clerk.get("/sender-answers", params={"unsent": True}).json()["items"]] == [a["id"] for a in owed]
    for answer in owed:
        body = clerk.get(f"/sender-answers/{answer['id']}/message").content
        status = read_edxml(body)
        assert isinstance(status, StatusMessage)
        assert (status.code, status.sender.organ_id, status.response_for[0].document_id) == (answer["code"], "H56.95", REFERENCE)
        assert status.response_for[0].code == "1234/SNV-VTLT"
        assert clerk.get(f"/sender-answers/{answer['id']}/message").content == body
    sent = clerk.post(f"/sender-answers/{owed[0]['id']}/sending", json={"how": "Trục liên thông, 10 giờ"})
    assert sent.json()["state"] == "sent"
    assert clerk.post(f"/sender-answers/{owed[0]['id']}/sending", json={"how": "Lần nữa"}).json()["code"] == "answer_sent"
    assert commune.as_("vanthu.stc").get(f"/sender-answers/{owed[0]['id']}/message").status_code == 404
    assert commune.as_("chuyenvien.snv").get("/sender-answers", params={"document_id": document}).json()["items"][0]["code"] == "01"


def test_what_is_false_altered_or_misdirected_goes_back_with_its_reason(commune: World) -> None:
    sent = {"unauthentic": "documents/09-minimal.edxml", "altered": "documents/01-new-sdk-form.edxml", "misdirected": "documents/02-new-dotnet-form.edxml"}
    for category, name in sent.items():
        document = received(commune, name)["document_id"]
        body = {"to": "sender", "reason": "Nội dung không thuộc thẩm quyền", "category": category}
        assert commune.as_("vanthu.snv").post(f"/incoming-documents/{document}/return", json=body).json()["state"] == "returned"
        back = answers(commune, document)[-1]
        assert (back["code"], back["category"]) == ("02", category)
        status = read_edxml(commune.as_("vanthu.snv").get(f"/sender-answers/{back['id']}/message").content)
        assert isinstance(status, StatusMessage)
        assert status.description == back["text"]
        assert status.description.endswith(": Nội dung không thuộc thẩm quyền")
    assert received(commune, "documents/02-new-dotnet-form.edxml")["document_id"] != document  # put right, it may come again
    assert drop(commune, "documents/02-new-dotnet-form.edxml").json()["code"] == "already_received"


def test_a_withdrawal_asks_the_clerk_and_changes_nothing_by_itself(commune: World) -> None:
    name = "documents/04-withdraw.edxml"
    unknown = drop(commune, name)
    assert (unknown.status_code, unknown.json()["code"]) == (409, "unknown_target")
    document = received(commune, "documents/01-new-sdk-form.edxml")["document_id"]
    path, clerk = f"/incoming-documents/{document}", commune.as_("vanthu.snv")
    clerk.post(f"{path}/registration", json={})
    assert received(commune, name)["document_id"] == document
    asked = clerk.get(path).json()
    assert (asked["state"], asked["recall_reason"]) == ("registered", "Văn bản phát hành nhầm phụ lục")
    assert {"confirmRecall", "declineRecall"} <= set(asked["allowed_actions"])
    kept = clerk.post(f"{path}/recall-refusal", json={"reason": "Văn bản đã được giải quyết xong"}).json()
    assert (kept["state"], kept["recall_asked_at"]) == ("registered", None)
    assert [a["code"] for a in answers(commune, document)] == ["01", "03", "16"]
    again = "documents/05-withdraw-header-id-only.edxml"  # the same wish in its other form: the message was received before
    assert drop(commune, again).json()["code"] == "already_received"
    assert received(commune, "status/status-13-take-back.edxml")["state"] == "recall_asked"
    assert clerk.post(f"{path}/recall").json()["state"] == "recalled"
    assert answers(commune, document)[-1]["code"] == "15"


def test_nobody_but_the_sender_withdraws(commune: World) -> None:
    document = received(commune, "documents/01-new-sdk-form.edxml")["document_id"]
    forged = (SAMPLES / "documents/04-withdraw.edxml").read_bytes().replace(b"<edXML:OrganId>H56.91</edXML:OrganId>", b"<edXML:OrganId>H56.92</edXML:OrganId>")
    assert drop(commune, "gia.edxml", forged).json()["code"] == "unknown_target"
    assert incoming(commune, {"document_id": document})["recall_asked_at"] is None


def test_an_update_waits_for_the_clerk_who_takes_or_declines_it(commune: World) -> None:
    document = received(commune, "documents/01-new-sdk-form.edxml")["document_id"]
    path, clerk = f"/incoming-documents/{document}", commune.as_("vanthu.snv")
    before = clerk.post(f"{path}/registration", json={}).json()
    message = received(commune, "documents/03-update.edxml")
    assert (message["state"], message["document_id"], message["allowed_actions"]) == ("update_asked", document, ["acceptUpdate", "declineUpdate"])
    assert clerk.get(path).json()["abstract"] == before["abstract"]
    assert clerk.post(f"/exchange-messages/{message['id']}/refusal", json={"reason": "ngắn"}).status_code == 422
    taken = clerk.post(f"/exchange-messages/{message['id']}/acceptance")
    assert taken.json()["state"] == "update_accepted"
    after = clerk.get(path).json()
    assert after["abstract"].endswith("(thử nghiệm, bản cập nhật)")
    assert (after["arrival_number"], [f["role"] for f in after["files"]]) == (1, ["main", "evidence", "main", "evidence"])
    assert clerk.post(f"/exchange-messages/{message['id']}/acceptance").json()["code"] == "wrong_state"
    assert answers(commune, document)[-1]["code"] == "15"
    trail = clerk.get("/trail", params={"subject": document}).json()["items"]
    assert next(e for e in trail if e["tag"] == "incoming:update-accepted")["detail"]["changed"]["abstract"]["old"] == before["abstract"]


def test_a_replacement_arrives_and_names_what_it_replaces(commune: World) -> None:
    old = received(commune, "documents/01-new-sdk-form.edxml")["document_id"]
    message = received(commune, "documents/06-replace.edxml")
    assert message["state"] == "waiting"
    new = incoming(commune, message)
    assert (new["number"], new["state"]) == ("1301", "waiting")
    assert [(link["id"], link["relation"]) for link in new["links"]] == [(old, "replaces")]
    assert incoming(commune, {"document_id": old})["links"][0]["relation"] == "replaced_by"
    assert "target_not_held" in [f["code"] for f in message["findings"]]  # the other one was never here


def test_what_may_do_harm_is_put_apart_and_what_is_not_as_named_is_held_back(commune: World) -> None:
    message = received(commune, "edge/content-not-as-named.edxml")
    assert {"attachment_type_mismatch", "file_not_as_named"} <= {f["code"] for f in message["findings"]}
    files = [f for f in incoming(commune, message)["files"] if f["role"] != "evidence"]
    assert {f["media_type"] for f in files} == {"application/octet-stream"}
    for name in ("edge/unsafe-file-names.edxml", "edge/subject-over-500.edxml", "documents/10-attachment-variants.edxml", "edge/literal-null.edxml"):
        assert received(commune, name)["state"] == "waiting"
    long = next(i for i in commune.as_("vanthu.snv").get("/incoming-documents").json()["items"] if i["number"] == "1335")
    assert len(long["abstract"]) == 500


def _issued(world: World, number: str, symbol: str, day: str, *names: str) -> str:
    clerk, officer = world.as_("vanthu.snv"), world.as_("chuyenvien.snv")
    digest = officer.post("/files", files={"file": ("di.pdf", draft_pdf("A"))}).json()["sha256"]
    document = officer.post("/outgoing-documents", json={
        "type_code": "CV", "abstract": "Hướng dẫn nộp lưu", "recipients": [{"name": n} for n in names], "files": [{"sha256": digest, "name": "di.pdf"}],
    }).json()  # fmt: skip
    with world.app.state.engine.begin() as db:  # as if issued on that day: the road to it is told elsewhere
        db.execute(text("update document set state = 'issued', number = :n, symbol = :s, issued_on = :d where id = :i"),
                   {"n": number, "s": symbol, "d": day, "i": document["id"]})  # fmt: skip
        db.execute(text("update recipient set state = 'sent' where document_id = :i"), {"i": document["id"]})
    assert clerk.get(f"/outgoing-documents/{document['id']}").status_code == 200
    return str(document["id"])


@pytest.mark.pl6("PL6-III-1-k", "PL6-III-1-o")
def test_what_receivers_report_moves_the_recipient_of_our_document(sender: World) -> None:
    document = _issued(sender, "1234", "SNV-VTLT", "2026-09-14", "Ủy ban nhân dân xã Thử Nghiệm", "Ủy ban nhân dân phường Ví Dụ")

    def states() -> list[str]:
        return [r["state"] for r in sender.as_("vanthu.snv").get(f"/outgoing-documents/{document}").json()["recipients"]]

    told = {"01-arrived": "arrived", "03-received": "registered", "04-assigned": "handling", "05-in-progress": "handling", "06-finished": "completed",
            "16-take-back-refused": "completed", "15-take-back-agreed": "recalled"}  # fmt: skip
    for name, state in told.items():
        assert received(sender, f"status/status-{name}.edxml")["state"] == "status_noted"
        assert states() == [state, "sent"], name
    assert received(sender, "status/status-02-refused.edxml")["document_id"] == document
    assert states() == ["recalled", "returned"]
    assert received(sender, "edge/status-14-alias-of-15.edxml")["findings"][0]["code"] == "status_alias_14"
    clerk = sender.as_("vanthu.snv")
    reports = clerk.get(f"/outgoing-documents/{document}/recipient-reports").json()["items"]
    assert [r["code"] for r in reports] == ["01", "03", "04", "05", "06", "16", "15", "02", "15"]
    assert drop(sender, "status/status-01-arrived.edxml").json()["code"] == "already_received"
    tags = [e["tag"] for e in clerk.get("/trail", params={"subject": document}).json()["items"]]
    assert {"delivery:registered", "delivery:returned", "delivery:recalled"} <= set(tags)


def test_a_status_about_a_document_that_we_did_not_send_is_refused(sender: World) -> None:
    assert drop(sender, "status/status-03-received.edxml").json()["code"] == "unknown_target"
    _issued(sender, "1234", "SNV-VTLT", "2026-09-14", "Một nơi khác")
    assert drop(sender, "status/status-03-received.edxml").json()["code"] == "unknown_target"


def test_a_late_older_step_does_not_take_the_recipient_back(sender: World) -> None:
    document = _issued(sender, "1234", "SNV-VTLT", "2026-09-14", "Ủy ban nhân dân xã Thử Nghiệm")
    for name in ("05-in-progress", "01-arrived"):
        received(sender, f"status/status-{name}.edxml")
    assert sender.as_("vanthu.snv").get(f"/outgoing-documents/{document}").json()["recipients"][0]["state"] == "handling"


def test_an_answer_is_linked_to_our_document_that_it_answers(sender: World) -> None:
    document = _issued(sender, "1234", "SNV-VTLT", "2026-09-14", "Ủy ban nhân dân xã Thử Nghiệm")
    message = received(sender, "documents/07-response-for.edxml")
    links = incoming(sender, message)["links"]
    assert [(link["id"], link["relation"]) for link in links] == [(document, "answers")]


def test_only_the_clerk_receives(commune: World) -> None:
    for who in ("chuyenvien.snv", "lanhdao.snv", "quantri.snv"):
        assert drop(commune, "documents/01-new-sdk-form.edxml", who=who).status_code == 403
