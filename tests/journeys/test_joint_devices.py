"""Several agencies sign one document, each with the devices that stay with its people: prepared, signed outside, embedded and checked (Đ13, Đ32.3)."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import hoso.correspondence.actions.lapse_preparations  # noqa: F401  its recurring work
import pytest
from hoso.formats.fonts import FONTS
from hoso.support.clock import Moment
from hoso.support.schedules import run_recurring
from hoso.support.signatures import Appearance, sign_with_key, verify
from hoso.support.signatures.appearance import person_mark

from tests.conftest import application, fresh_database
from tests.journeys.conftest import with_keys
from tests.journeys.test_drafting import OUT, done, process
from tests.journeys.test_outgoing import REVIEWS, draft, upload
from tests.journeys.test_own_device import by_device, complete, encoded, prepare
from tests.people import World, make_world
from tests.signer.issuing import pkcs12_file
from tests.signer.keys import Pkcs12Key

HEAD, CLERK = "lanhdao.stc", "vanthu.stc"


@pytest.fixture(scope="module")
def office(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The lead agency, whose keys the installation holds; the co-issuer Sở Tài chính has none here, as every agency outside the demo."""
    with fresh_database(server, template) as database, application(database, tmp_path_factory.mktemp("joint")) as app:
        yield with_keys(make_world(app))


def device(office: World, ground: Path, name: str) -> Pkcs12Key:
    return Pkcs12Key(pkcs12_file(office.app.state.keys, name, ground / f"{name}.p12", "x"), "x")


def head_device(office: World, ground: Path) -> Pkcs12Key:
    return device(office, ground, "Nguyễn lanhdao.stc")


def together(office: World, *issuers: dict[str, Any]) -> tuple[str, list[str]]:
    """A document that the lead agency has signed and the others are to sign: its path, the paths of their parts."""
    path = f"{OUT}/{draft(office)['id']}"
    named = list(issuers) or [{"agency_id": office.ids["agency:stc"]}]
    done(office.as_("chuyenvien.snv").post(f"{path}/joint-issuers", json={"issuers": named}))
    for who, aspect in REVIEWS:
        done(office.as_(who).post(f"{path}/reviews", json={"aspect": aspect, "verdict": "approve"}))
    parts = []
    for part in process(office, path)["joint"]:
        if part["is_inside"]:
            parts.append(f"/joint-signatures/{part['id']}")
            done(office.as_(HEAD).post(f"{parts[-1]}/approval", json={"verdict": "approve"}))
        else:
            parts.append(f"{path}/joint-issuers/{part['id']}/record")
            agreed = {"step": "approved", "signer_name": "Lê Văn Ngoài", "signer_position": "Giám đốc"}
            done(office.as_("vanthu.snv").post(parts[-1], json=agreed))
    done(office.as_("lanhdao.snv").post(f"{path}/signature", json={}))
    return path, parts


def signed(office: World, ground: Path) -> tuple[str, str]:
    """The co-issuer's signatory has signed too."""
    path, (part,) = together(office)
    key = head_device(office, ground)
    prepared = prepare(office, part, key, who=HEAD)
    done(complete(office, part, prepared, HEAD, signatures=by_device(key, prepared)))
    return path, part


def state(office: World, part: str) -> str:
    return str(office.as_(HEAD).get(part).json()["state"])


def signatures_in(office: World, path: str) -> list[tuple[str, str, bool]]:
    made = office.as_("vanthu.snv").get(path).json()
    pdf = office.as_("vanthu.snv").get(f"/files/{[f for f in made['files'] if f['role'] == 'signed'][-1]['sha256']}").content
    return [(v.field, v.signer, v.is_valid) for v in verify(pdf, [office.app.state.keys.authority()], Moment.now().at)]


def test_a_co_issuer_whose_keys_are_not_here_signs_and_seals_with_its_own_devices(office: World, ground: Path) -> None:
    path, (part,) = together(office)
    assert office.as_(HEAD).post(f"{part}/signature", json={}).json()["code"] == "no_signing_key"
    options = office.as_(HEAD).get(f"{part}/signing-options").json()["items"]
    assert (options[0]["allowed"], options[0]["full_name"]) == (True, "Nguyễn lanhdao.stc")
    person, agency = head_device(office, ground), device(office, ground, "SỞ TÀI CHÍNH")
    prepared = prepare(office, part, person, who=HEAD)
    said = complete(office, part, prepared, HEAD, signatures=by_device(person, prepared))
    assert (said.status_code, said.json()["state"], said.json()["waits_for"]) == (200, "signed", "seal"), said.text
    sealing = prepare(office, part, agency, "agency", CLERK)
    done(complete(office, part, sealing, CLERK, signatures=by_device(agency, sealing)))
    done(office.as_("vanthu.snv").post(f"{path}/issue"))
    assert signatures_in(office, path) == [
        ("NguoiKy", "Nguyễn lanhdao.snv", True), ("NguoiKy2", "Nguyễn lanhdao.stc", True), ("CoQuan2", "SỞ TÀI CHÍNH", True),
        ("CoQuan", "Nguyễn agency:snv", True),
    ]  # fmt: skip
    kept = office.as_(HEAD).get(f"{part}/signature-preparations").json()["items"]
    assert [(k["purpose"], k["state"], k["signer"]) for k in kept] == [("agency", "completed", "SỞ TÀI CHÍNH"), ("person", "completed", "Nguyễn lanhdao.stc")]
    tags = [e["tag"] for e in office.as_(HEAD).get("/trail", params={"subject": part.rsplit("/", 1)[1]}).json()["items"]]
    assert {"signature:prepared", "signature:completed", "joint:signed", "joint:sealed"} <= set(tags)


def test_the_file_that_a_co_issuer_signs_with_its_own_program_is_compared_with_the_one_that_came(office: World, ground: Path) -> None:
    _, (part,) = together(office)
    prepared = prepare(office, part, None, who=HEAD)
    base = office.as_(HEAD).get(f"/files/{prepared['items'][0]['base']}").content
    assert len(verify(base, [], Moment.now().at)) == 1, "the lead agency's signature is in the file"
    keys, place = office.app.state.keys, Appearance("Ky", 0, (300, 60, 440, 108), person_mark("A", FONTS))
    keys.issue(UUID(office.ids["pholanhdao.stc"]), "Nguyễn lanhdao.stc", "Sở Tài chính", "Giám đốc", Moment.now().at)
    own = keys.holder(UUID(office.ids["pholanhdao.stc"]))
    right, wrong = sign_with_key(base, own, place, Moment.now().at), sign_with_key(base, keys.holder(UUID(office.ids["lanhdao.snv"])), place, Moment.now().at)
    for data, code in ((base, "signed_file_differs"), (wrong, "certificate_of_another"), (sign_with_key(right, own, place_of("Ky2"), Moment.now().at), "signature_refused")):
        file = upload(office, HEAD, data, "ky.pdf")
        said = complete(office, part, prepared, HEAD, files=[file["sha256"]])
        assert (said.status_code, said.json()["code"]) == (409, code), said.text
        assert state(office, part) == "approved"
    file = upload(office, HEAD, right, "ky.pdf")
    assert complete(office, part, prepared, HEAD, files=[file["sha256"]]).json()["state"] == "signed"


def place_of(field: str) -> Appearance:
    return Appearance(field, 0, (100, 60, 240, 108), person_mark("B", FONTS))


def test_each_agency_signs_in_its_turn_and_only_its_own_people(office: World, ground: Path) -> None:
    path, (part,) = together(office)
    key = head_device(office, ground)
    for who, purpose, status, code in ((CLERK, "person", 403, "not_your_role"), (CLERK, "agency", 409, "wrong_state"), ("lanhdao.snv", "person", 404, "not_found"),
                                       ("chuyenvien.stc", "person", 403, "not_your_role")):  # fmt: skip
        said = office.as_(who).post(f"{part}/signature-preparations", json={"purpose": purpose})
        assert (said.status_code, said.json()["code"]) == (status, code), (who, said.text)
    prepared = prepare(office, part, key, who=HEAD)
    assert office.as_("lanhdao.snv").get(f"{path}/signature-preparations").json()["items"] == [], "what the neighbour prepares is not the lead agency's"
    right = by_device(key, prepared)
    for who, code in (("pholanhdao.stc", "not_your_task"), ("lanhdao.snv", "not_found")):
        assert complete(office, part, prepared, who, signatures=right).json()["code"] == code, who
        assert office.as_(who).post(f"{part}/signature-preparations/{prepared['id']}/cancellation", json={}).json()["code"] == code, who
    elsewhere = complete(office, path, prepared, "lanhdao.snv", signatures=right)
    assert elsewhere.status_code in (404, 409), "a part's preparation completes nothing of the document itself"
    assert state(office, part) == "approved"
    done(complete(office, part, prepared, HEAD, signatures=right))
    assert office.as_(HEAD).post(f"{part}/signature-preparations", json={"purpose": "person"}).json()["code"] == "out_of_order"


def test_what_does_not_hold_changes_nothing_and_can_be_tried_again(office: World, ground: Path) -> None:
    _, (part,) = together(office)
    key, stranger = head_device(office, ground), head_device(office, ground)  # the same name on another key
    for name in ("Trần Thị Khác", "Nguyễn lanhdao.snv"):
        body = {"purpose": "person", "certificate": encoded(device(office, ground, name).certificate)}
        assert office.as_(HEAD).post(f"{part}/signature-preparations", json=body).json()["code"] == "certificate_of_another"
    prepared = prepare(office, part, key, who=HEAD)
    right = by_device(key, prepared)
    for body, code in (({"signatures": by_device(stranger, prepared)}, "signature_refused"), ({"cms": [encoded(b"junk")]}, "bad_signature"),
                       ({"signatures": right * 2}, "wrong_count"), ({}, "malformed")):  # fmt: skip
        said = complete(office, part, prepared, HEAD, **body)
        assert said.json()["code"] == code, said.text
        assert state(office, part) == "approved"
    again = prepare(office, part, key, who=HEAD)
    assert complete(office, part, prepared, HEAD, signatures=right).json()["code"] == "preparation_over", "preparing again replaces it"
    done(office.as_(CLERK).post(f"{part}/signature-preparations/{again['id']}/cancellation", json={"reason": "Thiết bị hết pin"}))
    assert complete(office, part, again, HEAD, signatures=by_device(key, again)).json()["code"] == "preparation_over"
    third = prepare(office, part, key, who=HEAD)
    assert complete(office, part, third, HEAD, signatures=by_device(key, third)).json()["state"] == "signed"


def test_what_a_co_issuer_prepared_and_did_not_sign_that_day_lapses_and_costs_no_number(office: World, ground: Path) -> None:
    path, (part,) = together(office)
    key = head_device(office, ground)
    prepared, number = prepare(office, part, key, who=HEAD), office.as_("vanthu.snv").get(path).json()["number"]
    run_recurring(office.app.state.engine, Moment(Moment.now().at + timedelta(days=1, hours=1)), office.app.state.files)
    assert complete(office, part, prepared, HEAD, signatures=by_device(key, prepared)).json()["code"] == "preparation_over"
    document = office.as_("vanthu.snv").get(path).json()
    assert (document["state"], document["number"]) == ("signed", number)
    told = [n for n in office.as_(HEAD).get("/notices").json()["items"] if n["tag"] == "signature:lapsed"]
    assert told and told[0]["link"] == f"/lien-nganh/{part.rsplit('/', 1)[1]}"
    again = prepare(office, part, key, who=HEAD)
    assert complete(office, part, again, HEAD, signatures=by_device(key, again)).json()["state"] == "signed"


def test_a_voided_number_takes_the_co_issuers_signature_and_what_it_prepared_with_it(office: World, ground: Path) -> None:
    path, part = signed(office, ground)
    agency = device(office, ground, "SỞ TÀI CHÍNH")
    sealing = prepare(office, part, agency, "agency", CLERK)
    entry = office.as_("vanthu.snv").get(path).json()["register_entry_id"]
    done(office.as_("vanthu.snv").post(f"/register-entries/{entry}/void", json={"reason": "Ghi nhầm nơi nhận trong văn bản"}))
    assert state(office, part) == "approved", "its signature was on the file of the voided number"
    assert complete(office, part, sealing, CLERK, signatures=by_device(agency, sealing)).status_code == 409
    assert [k["state"] for k in office.as_(HEAD).get(f"{part}/signature-preparations").json()["items"]] == ["cancelled", "completed"]
    done(office.as_("lanhdao.snv").post(f"{path}/signature", json={}))
    assert office.as_("vanthu.snv").post(f"{path}/seal").json()["code"] == "joint_signature_missing"
    key = head_device(office, ground)
    prepared = prepare(office, part, key, who=HEAD)
    done(complete(office, part, prepared, HEAD, signatures=by_device(key, prepared)))
    assert [s[1] for s in signatures_in(office, path)] == ["Nguyễn lanhdao.snv", "Nguyễn lanhdao.stc"]


def test_an_agency_outside_sends_its_signed_file_and_the_one_behind_it_still_seals(office: World, ground: Path) -> None:
    """The outside agency stands before the co-issuer of the installation: it never seals here, and holds nobody up."""
    path, (outside, part) = together(office, {"name": "Công an tỉnh"}, {"agency_id": office.ids["agency:stc"]})
    clerk, told = office.as_("vanthu.snv"), {"step": "signed", "signer_name": "Lê Văn Ngoài", "signer_position": "Giám đốc"}
    made = clerk.get(path).json()
    base = clerk.get(f"/files/{[f for f in made['files'] if f['role'] == 'signed'][-1]['sha256']}").content
    keys = office.app.state.keys
    keys.issue(UUID(office.ids["truongphong.stc"]), "Lê Văn Ngoài", "Công an tỉnh", "Giám đốc", Moment.now().at)
    right, by_another = (sign_with_key(base, keys.holder(UUID(office.ids[who])), place_of("Ngoai"), Moment.now().at) for who in ("truongphong.stc", "lanhdao.snv"))
    for data, code in ((base, "signed_file_differs"), (by_another, "certificate_of_another")):
        said = clerk.post(outside, json={**told, "file": upload(office, "vanthu.snv", data, "ngoai.pdf")["sha256"]})
        assert (said.status_code, said.json()["code"]) == (409, code), said.text
    done(clerk.post(outside, json={**told, "file": upload(office, "vanthu.snv", right, "ngoai.pdf")["sha256"]}))
    person, agency = head_device(office, ground), device(office, ground, "SỞ TÀI CHÍNH")
    prepared = prepare(office, part, person, who=HEAD)
    done(complete(office, part, prepared, HEAD, signatures=by_device(person, prepared)))
    sealing = prepare(office, part, agency, "agency", CLERK)
    done(complete(office, part, sealing, CLERK, signatures=by_device(agency, sealing)))
    assert done(clerk.post(f"{path}/issue"))["state"] == "issued"
    assert [s[1] for s in signatures_in(office, path)][:4] == ["Nguyễn lanhdao.snv", "Lê Văn Ngoài", "Nguyễn lanhdao.stc", "SỞ TÀI CHÍNH"]
