"""Keys stay with the person: the server prepares, a device on the person's machine signs, the server embeds and checks."""

import base64
import json
import urllib.request
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import hoso.correspondence.actions.lapse_preparations  # noqa: F401  its recurring work
import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hoso.formats.fonts import FONTS
from hoso.support.clock import HANOI, Moment
from hoso.support.schedules import run_recurring
from hoso.support.signatures import Appearance, sign_with_key, verify
from hoso.support.signatures.appearance import person_mark

from tests.conftest import application, fresh_database
from tests.journeys.conftest import with_keys
from tests.journeys.test_outgoing import approved, upload
from tests.papers import draft_pdf
from tests.people import World, make_world
from tests.signer.issuing import LIBRARY, PIN, pkcs12_file, softhsm_token
from tests.signer.keys import Key, NoDevice, Pkcs11Key, Pkcs12Key, WrongPin
from tests.signer.program import certificates, serve, signatures

HEAD, CLERK = "lanhdao.snv", "vanthu.snv"


@pytest.fixture(scope="module")
def office(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One office for all statements here; each makes a document of its own."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("devices")) as app:
        yield with_keys(make_world(app))


def head_key(office: World, ground: Path, name: str = "Nguyễn lanhdao.snv", **more: Any) -> Pkcs12Key:
    return Pkcs12Key(pkcs12_file(office.app.state.keys, name, ground / f"{name}.p12", "mat-khau", **more), "mat-khau")


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def prepare(office: World, path: str, key: Key | None, purpose: str = "person", who: str = HEAD) -> dict[str, Any]:
    body: dict[str, Any] = {"purpose": purpose}
    if key:
        body |= {"certificate": encoded(key.certificate), "chain": [encoded(c) for c in key.chain]}
    said = office.as_(who).post(f"{path}/signature-preparations", json=body)
    assert said.status_code == 201, said.text
    return dict(said.json())


def complete(office: World, path: str, prepared: dict[str, Any], who: str = HEAD, **body: Any) -> Any:
    return office.as_(who).put(f"{path}/signature-preparations/{prepared['id']}", json=body)


def by_device(key: Key, prepared: dict[str, Any]) -> list[str]:
    """What the program on the person's machine answers."""
    return list(signatures([key], {"certificate_id": "0", "items": prepared["items"]})["signatures"])


def signed_bytes(office: World, path: str) -> bytes:
    files = office.as_(HEAD).get(path).json()["files"]
    return office.as_(HEAD).get(f"/files/{[f for f in files if f['role'] == 'signed'][-1]['sha256']}").content


def test_a_pkcs12_file_signs_what_the_server_prepared(office: World, ground: Path) -> None:
    path, key = approved(office), head_key(office, ground)
    prepared = prepare(office, path, key)
    before = office.as_(HEAD).get(path).json()
    assert before["state"] == "approved" and before["number"], "number and date stand in the file before the signature"
    said = complete(office, path, prepared, signatures=by_device(key, prepared))
    assert (said.status_code, said.json()["state"]) == (200, "signed"), said.text
    pdf = signed_bytes(office, path)
    verdicts = verify(pdf, [office.app.state.keys.authority()], Moment.now().at)
    assert [(v.field, v.signer, v.is_valid) for v in verdicts] == [("NguoiKy", "Nguyễn lanhdao.snv", True)]
    assert f"\n{before['number']}\r" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range(), "the number is written into the file"
    kept = office.as_(HEAD).get(f"{path}/signature-preparations").json()["items"]
    assert [(k["state"], k["signer"]) for k in kept] == [("completed", "Nguyễn lanhdao.snv")]
    tags = [e["tag"] for e in office.as_(HEAD).get("/trail", params={"subject": before["id"]}).json()["items"]]
    assert {"signature:prepared", "signature:completed", "outgoing:signed"} <= set(tags)


def test_the_moment_in_the_file_is_that_of_the_preparation(office: World, ground: Path) -> None:
    path, key = approved(office), head_key(office, ground)
    prepared = prepare(office, path, key)
    complete(office, path, prepared, signatures=by_device(key, prepared))
    signed_at = verify(signed_bytes(office, path), [], Moment.now().at)[0].signed_at
    assert signed_at is not None and signed_at.utcoffset() == Moment.now().at.astimezone(HANOI).utcoffset()
    assert signed_at.isoformat()[:19] == Moment(_instant(prepared["created_at"])).at.astimezone(HANOI).isoformat()[:19]


def _instant(text: str) -> Any:
    from datetime import datetime

    return datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.mark.skipif(not LIBRARY, reason="SoftHSM is not installed")
def test_a_token_signs_and_the_clerk_puts_the_agencys_signature_with_another(office: World, ground: Path) -> None:
    keys = office.app.state.keys
    token = Pkcs11Key(LIBRARY, softhsm_token(keys, "Nguyễn lanhdao.snv", ground / "hsm"), PIN)
    path = approved(office)
    prepared = prepare(office, path, token)
    said = complete(office, path, prepared, signatures=by_device(token, prepared))
    assert said.status_code == 200, said.text
    agency = Pkcs12Key(pkcs12_file(keys, "SỞ NỘI VỤ", ground / "a.p12", "x"), "x")
    sealing = prepare(office, path, agency, "agency", CLERK)
    said = complete(office, path, sealing, CLERK, signatures=by_device(agency, sealing))
    assert (said.status_code, said.json()["state"]) == (200, "sealed"), said.text
    verdicts = verify(signed_bytes(office, path), [keys.authority()], Moment.now().at)
    assert [(v.field, v.signer, v.is_valid) for v in verdicts] == [("NguoiKy", "Nguyễn lanhdao.snv", True), ("CoQuan", "SỞ NỘI VỤ", True)]
    assert office.as_(CLERK).post(f"{path}/issue").json()["state"] == "issued"
    with pytest.raises(WrongPin):
        Pkcs11Key(LIBRARY, token.token.label, "000001")
    with pytest.raises(NoDevice):
        Pkcs11Key(LIBRARY, "Khong co", PIN)


def test_an_officers_certificate_is_not_the_agencys_although_it_names_the_agency(office: World, ground: Path) -> None:
    path, key = approved(office), head_key(office, ground)
    prepared = prepare(office, path, key)
    complete(office, path, prepared, signatures=by_device(key, prepared))
    holder = office.app.state.keys.holder(UUID(office.ids[HEAD]))  # CN Nguyễn lanhdao.snv, O Sở Nội vụ
    said = office.as_(CLERK).post(f"{path}/signature-preparations", json={"purpose": "agency", "certificate": encoded(holder.certificate)})
    assert (said.status_code, said.json()["code"]) == (409, "certificate_of_another"), said.text
    sealing = prepare(office, path, None, "agency", CLERK)
    file = upload(office, CLERK, outside(office, sealing), "ky.pdf")
    assert complete(office, path, sealing, CLERK, files=[file["sha256"]]).json()["code"] == "certificate_of_another"


def test_a_whole_cms_of_a_signing_program_is_taken_too(office: World, ground: Path) -> None:
    from hoso.support.signatures.signing import cms_by_key

    keys = office.app.state.keys
    holder = keys.holder(UUID(office.ids[HEAD]))
    path = approved(office)
    said = office.as_(HEAD).post(f"{path}/signature-preparations", json={"purpose": "person", "certificate": encoded(holder.certificate)})
    prepared = said.json()
    cms = encoded(cms_by_key(bytes.fromhex(prepared["items"][0]["digest"]), holder, None))
    assert complete(office, path, prepared, cms=[cms]).json()["state"] == "signed"


def test_what_does_not_hold_changes_nothing_and_can_be_tried_again(office: World, ground: Path) -> None:
    path, key = approved(office), head_key(office, ground)
    stranger = head_key(office, ground, "Nguyễn lanhdao.snv")  # the same name on another key
    prepared = prepare(office, path, key)
    right = by_device(key, prepared)
    for body, code in (
        ({"signatures": by_device(stranger, prepared)}, "signature_refused"), ({"signatures": [encoded(b"\x00" * 64)]}, "signature_refused"),
        ({"cms": [encoded(b"junk")]}, "bad_signature"), ({"signatures": right * 2}, "wrong_count"), ({"signatures": ["%%%"]}, "malformed"),
    ):  # fmt: skip
        said = complete(office, path, prepared, **body)
        assert said.json()["code"] == code, said.text
        assert office.as_(HEAD).get(path).json()["state"] == "approved"
    assert complete(office, path, prepared, signatures=right).json()["state"] == "signed"
    assert complete(office, path, prepared, signatures=right).json()["code"] == "wrong_state"


def test_a_device_that_cannot_sign_here_costs_no_number(office: World, ground: Path) -> None:
    path, other = approved(office), ground / "la"
    next_number = office.as_(HEAD).get(path).json()["forecast"]["number"]
    other.mkdir()
    foreign = type(office.app.state.keys)(other)
    foreign.make_authority(Moment.now().at)
    cases = (
        (head_key(office, ground, "Trần Thị Khác"), "certificate_of_another"),
        (head_key(office, ground, "Nguyễn lanhdao.snv", days=(-30, -1)), "certificate_refused"),
        (Pkcs12Key(pkcs12_file(foreign, "Nguyễn lanhdao.snv", other / "a.p12", "x"), "x"), "certificate_refused"),
    )
    for key, code in cases:
        said = office.as_(HEAD).post(f"{path}/signature-preparations", json={"purpose": "person", "certificate": encoded(key.certificate)})
        assert (said.status_code, said.json()["code"]) == (409, code), said.text
    said = office.as_(HEAD).post(f"{path}/signature-preparations", json={"purpose": "person", "certificate": encoded(b"junk")})
    assert (said.status_code, said.json()["code"]) == (422, "bad_certificate")
    assert prepare(office, path, head_key(office, ground))["state"] == "open"
    assert office.as_(HEAD).get(path).json()["number"] == next_number


def test_an_interrupted_signature_is_resumed_with_its_number_or_given_up_with_a_void_one(office: World, ground: Path) -> None:
    path, key = approved(office), head_key(office, ground)
    first = prepare(office, path, key)
    number = office.as_(HEAD).get(path).json()["number"]
    again = prepare(office, path, key)
    assert office.as_(HEAD).get(path).json()["number"] == number, "the number of the day stays with the document"
    late = complete(office, path, first, signatures=by_device(key, first))
    assert late.json()["code"] == "preparation_over"
    gone = office.as_(HEAD).post(f"{path}/signature-preparations/{again['id']}/cancellation", json={"reason": "Quên mang thiết bị"})
    assert (gone.json()["state"], gone.json()["number"], gone.json()["register_entry_id"]) == ("approved", "", None)
    third = prepare(office, path, key)
    assert complete(office, path, third, signatures=by_device(key, third)).json()["number"] == f"{int(number) + 1:02d}", "a voided number is never given again"


def test_what_was_prepared_and_not_signed_that_day_is_ended_by_the_worker(office: World, ground: Path) -> None:
    path, key = approved(office), head_key(office, ground)
    prepared = prepare(office, path, key)
    engine, store = office.app.state.engine, office.app.state.files
    run_recurring(engine, Moment.now(), store)
    assert office.as_(HEAD).get(path).json()["number"] != "", "the day is not over"
    run_recurring(engine, Moment(Moment.now().at + timedelta(days=1, hours=1)), store)
    after = office.as_(HEAD).get(path).json()
    assert (after["state"], after["number"]) == ("approved", "")
    assert any(n["tag"] == "signature:lapsed" for n in office.as_(HEAD).get("/notices").json()["items"])
    assert complete(office, path, prepared, signatures=by_device(key, prepared)).status_code == 409


def test_a_draft_that_changes_meanwhile_loses_what_was_prepared(office: World, ground: Path) -> None:
    path, key = approved(office), head_key(office, ground)
    prepared = prepare(office, path, key)
    changed = office.as_("chuyenvien.snv").patch(path, json={"abstract": "Đã sửa"})
    assert (changed.json()["state"], changed.json()["number"]) == ("draft", "")
    assert complete(office, path, prepared, signatures=by_device(key, prepared)).json()["code"] == "wrong_state"


def test_only_the_signatory_prepares_his_and_only_the_clerk_the_agencys(office: World, ground: Path) -> None:
    path, key = approved(office), head_key(office, ground)
    for who, purpose, code in ((CLERK, "person", "not_your_role"), ("pholanhdao.snv", "person", "not_your_task"), (CLERK, "agency", "wrong_state")):
        said = office.as_(who).post(f"{path}/signature-preparations", json={"purpose": purpose})
        assert said.json()["code"] == code, (who, said.text)
    prepared = prepare(office, path, key)
    assert complete(office, path, prepared, "pholanhdao.snv", signatures=by_device(key, prepared)).json()["code"] == "not_your_task"


def outside(office: World, prepared: dict[str, Any], username: str = HEAD) -> bytes:
    """The prepared file signed by the person's own program."""
    base = office.as_(HEAD).get(f"/files/{prepared['items'][0]['base']}").content
    holder = office.app.state.keys.holder(UUID(office.ids[username]))
    return sign_with_key(base, holder, Appearance("Ky", 0, (300, 60, 440, 108), person_mark("A", FONTS)), Moment.now().at)


def test_a_file_signed_by_another_program_is_checked_against_the_prepared_one(office: World, ground: Path) -> None:
    path = approved(office)
    prepared = prepare(office, path, None)
    signed = outside(office, prepared)
    base = office.as_(HEAD).get(f"/files/{prepared['items'][0]['base']}").content
    other = sign_with_key(draft_pdf("Nguyễn lanhdao.snv", "Nội dung khác"), office.app.state.keys.holder(UUID(office.ids[HEAD])),
                          Appearance("Ky", 0, (300, 60, 440, 108), person_mark("A", FONTS)), Moment.now().at)  # fmt: skip
    for data, told in ((other, "Trang 1 khác"), (base, "không có chữ ký")):
        file = upload(office, HEAD, data, "ky.pdf")
        said = complete(office, path, prepared, files=[file["sha256"]])
        assert (said.status_code, said.json()["code"]) == (409, "signed_file_differs"), said.text
        assert told in said.json()["detail"], said.json()["detail"]
    by_another = upload(office, HEAD, outside(office, prepared, "agency:snv"), "ky.pdf")
    assert complete(office, path, prepared, files=[by_another["sha256"]]).json()["code"] == "certificate_of_another"
    file = upload(office, HEAD, signed, "ky.pdf")
    assert complete(office, path, prepared, files=[file["sha256"]]).json()["state"] == "signed"


def test_content_that_was_slipped_in_before_the_signature_is_seen(office: World) -> None:
    """An update that changes the page and is then signed: the signature holds, the content is not the approved one."""
    import io

    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    path = approved(office)
    prepared = prepare(office, path, None)
    base = office.as_(HEAD).get(f"/files/{prepared['items'][0]['base']}").content
    writer = IncrementalPdfFileWriter(io.BytesIO(base), strict=False)
    stream = generic.StreamObject(stream_data=b"BT /Helv 20 Tf 100 400 Td (Them 9 ty dong) Tj ET")
    writer.add_stream_to_page(0, writer.add_object(stream))
    changed = io.BytesIO()
    writer.write(changed)
    holder = office.app.state.keys.holder(UUID(office.ids[HEAD]))
    forged = sign_with_key(changed.getvalue(), holder, Appearance("Ky", 0, (300, 60, 440, 108), person_mark("A", FONTS)), Moment.now().at)
    assert forged.startswith(base) and verify(forged, [], Moment.now().at)[0].intact
    file = upload(office, HEAD, forged, "ky.pdf")
    said = complete(office, path, prepared, files=[file["sha256"]])
    assert (said.status_code, said.json()["code"]) == (409, "signed_file_differs"), said.text
    assert office.as_(HEAD).get(path).json()["state"] == "approved"


def _ask(url: str, origin: str, body: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(url, data, {"Origin": origin, "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def test_the_program_on_the_persons_machine_speaks_the_protocol(office: World, ground: Path) -> None:
    key = head_key(office, ground, key=rsa.generate_private_key(65537, 2048))
    server = serve([key], "http://hoso.test")
    url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        status, found = _ask(f"{url}/certificates", "http://hoso.test")
        assert (status, found) == (200, certificates([key]))
        assert _ask(f"{url}/certificates", "http://evil.test")[0] == 403
        path = approved(office)
        body = {"purpose": "person", "certificate": found["items"][0]["certificate"], "chain": found["items"][0]["chain"]}
        prepared = office.as_(HEAD).post(f"{path}/signature-preparations", json=body).json()
        asked = {"certificate_id": "0", "algorithm": prepared["algorithm"], "items": prepared["items"]}
        status, made = _ask(f"{url}/signatures", "http://hoso.test", asked)
        assert status == 200
        assert complete(office, path, prepared, signatures=made["signatures"]).json()["state"] == "signed"
    finally:
        server.shutdown()
        server.server_close()
