"""From the shelf of the agency's archive to the reader of the province's historical archive."""

import zipfile
from io import BytesIO
from typing import Any

import httpx
import pytest
from hoso.cli import work_once
from hoso.historical_archive import rules

from tests.journeys.test_dossiers import DOSSIER
from tests.journeys.test_incoming import registered as arrived
from tests.papers import PNG, draft_pdf
from tests.people import World

TRANSFERS = "/historical-archive/transfers"
KEPT = "/historical-archive/dossiers"
REASON = "Thiếu văn bản trả lời trong hồ sơ"


def closed(world: World, **more: object) -> str:
    """The id of a closed dossier with a document of its own and a photo; `notation` must differ within a test."""
    officer, clerk = world.as_("chuyenvien.snv"), world.as_("vanthu.snv")
    opened = officer.post("/dossiers", json={**DOSSIER, **more})
    assert opened.status_code == 201, opened.text
    path = f"/dossiers/{opened.json()['id']}"
    number = opened.json()["notation"].split(".")[0]
    file = clerk.post("/files", files={"file": ("ke-hoach.pdf", draft_pdf("A", number))}).json()
    document = arrived(world, number=number, files=[{"sha256": file["sha256"], "name": "ke-hoach.pdf"}])
    clerk.post(f"/incoming-documents/{document['id']}/transfer", json={"lead": {"user_id": world.ids["chuyenvien.snv"]}})
    officer.post(f"/incoming-documents/{document['id']}/completion", json={"outcome": "Đã thực hiện"})
    assert officer.post(f"{path}/documents", json={"document_id": document["id"]}).status_code == 201
    photo = officer.post("/files", files={"file": ("anh.png", PNG)}).json()
    paper = {"title": "Ảnh hội nghị", "made_on": "2026-02-01", "files": [{"sha256": photo["sha256"], "name": "anh.png"}]}
    assert officer.post(f"{path}/papers", json=paper).status_code == 201
    answer = officer.post(f"{path}/closure", json={"ended_on": "2026-03-01"})
    assert answer.status_code == 200, answer.text
    return str(opened.json()["id"])


def held(world: World, **more: object) -> str:
    """The id of a dossier that the agency's archive holds."""
    dossier_id = closed(world, **more)
    submission = world.as_("chuyenvien.snv").post("/agency-archive/submissions", json={"dossier_ids": [dossier_id]}).json()
    lines = [{"dossier_id": dossier_id, "verdict": "accept"}]
    answer = world.as_("luutru.snv").post(f"/agency-archive/submissions/{submission['id']}/decision", json={"lines": lines})
    assert answer.status_code == 200, answer.text
    return dossier_id


def registered(world: World, *dossier_ids: str) -> str:
    answer = world.as_("luutru.snv").post(TRANSFERS, json={"dossier_ids": dossier_ids})
    assert answer.status_code == 201, answer.text
    return f"{TRANSFERS}/{answer.json()['id']}"


def answered(world: World, path: str) -> dict[str, Any]:
    answer = world.as_("luutru.ltls").post(f"{path}/answer", json={"verdict": "accept"})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def taken_in(world: World, **more: object) -> str:
    """The id of a dossier that went the whole way."""
    dossier_id = held(world, **more)
    path = registered(world, dossier_id)
    answered(world, path)
    answer = world.as_("luutru.ltls").post(f"{path}/acceptance", json={})
    assert (answer.status_code, answer.json().get("state")) == (200, "completed"), answer.text
    return dossier_id


def test_a_permanent_dossier_reaches_the_reader_with_its_package_and_its_history(world: World) -> None:
    dossier_id = held(world, title="Hồ sơ triển khai Kế hoạch văn thư, lưu trữ tỉnh Thanh Hóa")
    path = registered(world, dossier_id)
    seen = world.as_("luutru.ltls").get(path).json()
    assert (seen["state"], seen["allowed_actions"], seen["agency"]["code"]) == ("registered", ["answerTransfer"], "H56.12")
    assert world.as_("chuyenvien.snv").get(f"/dossiers/{dossier_id}").json()["state"] == "transferring"
    packaged = answered(world, path)
    line = packaged["lines"][0]
    assert (packaged["state"], line["state"], line["passed"]) == ("packaged", "packaged", True), line["gates"]
    for who in ("luutru.snv", "luutru.ltls"):
        package = world.as_(who).get(f"{path}/packages/{dossier_id}")
        assert (package.status_code, len(package.content)) == (200, line["package_size"])
        roots = {name.split("/", 1)[0] for name in zipfile.ZipFile(BytesIO(package.content)).namelist()}
        assert roots == {line["objid"].replace(":", "_")}
    done = world.as_("luutru.ltls").post(f"{path}/acceptance", json={}).json()
    assert (done["state"], done["receipt"]["accepted_total"]) == ("completed", 1)

    kept = world.as_("docgia").get(f"{KEPT}/{dossier_id}").json()
    assert (kept["arc_code"], kept["fonds"]["code"]) == ("H56.12.01.H56.12.2026.05.VTLT", "H56.12")
    assert [d["ordinal"] for d in kept["documents"]] == [1, 2]
    assert [e["type"] for e in kept["events"]] == ["information package creation", "validation", "fixity check", "ingestion"]
    found = world.as_("docgia").get("/search", params={"q": "ke hoach van thu luu tru thanh hoa"}).json()["items"]
    assert [(i["kind"], i["id"]) for i in found] == [("archival_dossier", dossier_id)]
    for document in kept["documents"]:
        for file in document["files"]:
            read = world.as_("docgia").get(f"/files/{file['sha256']}")
            assert (read.status_code, len(read.content)) == (200, file["size"])
    assert world.as_("docgia").get(f"/files/{kept['package_sha256']}").status_code == 404

    stub = world.as_("luutru.snv").get(f"/agency-archive/holdings/{dossier_id}").json()
    assert stub["state"] == "transferred"
    assert kept["arc_code"] in stub["transferred_to"]
    assert world.as_("chuyenvien.snv").get(f"/dossiers/{dossier_id}").json()["state"] == "transferred"


def test_both_sides_have_every_step_in_their_own_chain(world: World) -> None:
    path = registered(world, held(world))
    answered(world, path)
    world.as_("luutru.ltls").post(f"{path}/acceptance", json={})
    subject = path.rsplit("/", 1)[1]
    trails = [[i["tag"] for i in world.as_(who).get("/trail", params={"subject": subject}).json()["items"]] for who in ("luutru.snv", "luutru.ltls")]
    assert trails[0] == trails[1] == ["transfer:registered", "transfer:accepted", "transfer:packaged", "transfer:completed"]


def test_only_held_and_permanent_dossiers_of_the_own_agency_are_registered(world: World) -> None:
    def refusal(dossier_id: str, who: str = "luutru.snv") -> httpx.Response:
        return world.as_(who).post(TRANSFERS, json={"dossier_ids": [dossier_id]})

    unsubmitted = closed(world, notation="01.A")
    assert refusal(unsubmitted).json()["code"] == "not_transferable"
    ten_years = held(world, notation="02.A", retention={"kind": "YEARS", "years": 10})
    assert refusal(ten_years).json()["lines"][0]["dossier_id"] == ten_years
    permanent = held(world, notation="03.A")
    assert refusal(permanent, "luutru.stc").status_code == 404
    assert refusal(permanent, "vanthu.snv").json()["code"] == "not_your_role"
    registered(world, permanent)
    assert refusal(permanent).json()["code"] == "not_transferable"


def test_others_do_not_see_a_transfer(world: World) -> None:
    path = registered(world, held(world))
    assert world.as_("luutru.stc").get(path).status_code == 404
    assert world.as_("lanhdao.stc").get(path).status_code == 404
    assert world.as_("chuyenvien.snv").get(path).status_code == 403
    assert world.as_("lanhdao.snv").get(path).status_code == 200
    assert [len(world.as_(w).get(TRANSFERS).json()["items"]) for w in ("luutru.snv", "luutru.ltls", "luutru.stc", "chuyenvien.snv")] == [1, 1, 0, 0]


def test_a_refusal_says_why_and_gives_the_dossier_back(world: World) -> None:
    dossier_id = held(world)
    path = registered(world, dossier_id)
    archive = world.as_("luutru.ltls")
    assert archive.post(f"{path}/answer", json={"verdict": "refuse", "reason": "không"}).json()["code"] == "reason_missing"
    assert archive.post(f"{path}/answer", json={"verdict": "refuse", "reason": REASON}).json()["state"] == "refused"
    assert world.as_("luutru.snv").get(f"/agency-archive/holdings/{dossier_id}").json()["state"] == "held"
    assert REASON in world.as_("luutru.snv").get("/notices").json()["items"][0]["text"]
    assert archive.post(f"{path}/acceptance", json={}).json()["code"] == "wrong_state"
    answered(world, registered(world, dossier_id))


def test_a_return_needs_a_reason_and_the_dossier_can_be_registered_again(world: World) -> None:
    dossier_id = held(world)
    path = registered(world, dossier_id)
    answered(world, path)
    archive = world.as_("luutru.ltls")
    assert archive.post(f"{path}/return", json={}).json()["code"] == "reason_missing"
    assert archive.post(f"{path}/return", json={"reason": REASON}).json()["state"] == "returned"
    assert archive.get(f"{KEPT}/{dossier_id}").status_code == 404
    second = registered(world, dossier_id)
    answered(world, second)
    assert archive.post(f"{second}/acceptance", json={}).json()["state"] == "completed"


def test_one_dossier_is_taken_in_and_the_other_returned(world: World) -> None:
    first, second = held(world, notation="01.A"), held(world, notation="02.A")
    path = registered(world, first, second)
    answered(world, path)
    archive = world.as_("luutru.ltls")
    one = archive.post(f"{path}/acceptance", json={"lines": [{"dossier_id": first, "verdict": "accept"}]}).json()
    assert (one["state"], [x["state"] for x in one["lines"]]) == ("packaged", ["accepted", "packaged"])
    twice = archive.post(f"{path}/acceptance", json={"lines": [{"dossier_id": first, "verdict": "accept"}]})
    assert (twice.status_code, twice.json()["code"]) == (422, "unknown_line")
    rest = archive.post(f"{path}/acceptance", json={"lines": [{"dossier_id": second, "verdict": "return", "reason": REASON}]}).json()
    assert (rest["state"], [x["state"] for x in rest["lines"]]) == ("completed", ["accepted", "returned"])


def test_a_package_whose_bytes_changed_is_not_accepted(world: World) -> None:
    path = registered(world, held(world))
    digest = answered(world, path)["lines"][0]["package_sha256"]
    stored = world.app.state.files.path(digest)
    stored.chmod(0o640)
    stored.write_bytes(stored.read_bytes()[:-1] + b"x")
    answer = world.as_("luutru.ltls").post(f"{path}/acceptance", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "package_damaged")


def test_a_dossier_whose_bytes_are_gone_fails_the_gates_and_is_never_accepted(world: World) -> None:
    dossier_id = held(world)
    path = registered(world, dossier_id)
    digest = world.as_("chuyenvien.snv").get(f"/dossiers/{dossier_id}").json()["files"][0]["sha256"]
    world.app.state.files.path(digest).unlink()
    packaged = answered(world, path)
    assert (packaged["state"], packaged["lines"][0]["state"], packaged["lines"][0]["passed"]) == ("packaged", "failed", False)
    assert "acceptTransfer" not in packaged["allowed_actions"]
    assert packaged["why_not"]["acceptTransfer"]
    answer = world.as_("luutru.ltls").post(f"{path}/acceptance", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "package_not_passed")


def test_above_the_limit_the_packages_are_made_by_a_job(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hoso.historical_archive.actions.answer_transfer.BEFORE_THE_ANSWER", 1)
    assert rules.BEFORE_THE_ANSWER == 20
    path = registered(world, held(world, notation="01.A"), held(world, notation="02.A"))
    archive = world.as_("luutru.ltls")
    answer = archive.post(f"{path}/answer", json={"verdict": "accept"})
    assert (answer.status_code, answer.json()["state"]) == (202, "accepted")
    assert answer.json()["job_id"]
    assert archive.post(f"{path}/acceptance", json={}).json()["code"] == "wrong_state"
    assert work_once(world.app.state.settings)
    done = archive.get(path).json()
    assert (done["state"], done["receipt"]["passed_total"]) == ("packaged", 2)
    assert not work_once(world.app.state.settings)


def test_a_conditional_dossier_is_for_the_reading_room(world: World) -> None:
    dossier_id = taken_in(world, access_mode="conditional")
    reader, staff = world.as_("docgia"), world.as_("phongdoc.ltls")
    answer = reader.get(f"{KEPT}/{dossier_id}")
    assert (answer.status_code, answer.json()["code"]) == (403, "reading_room_only")
    assert "phòng đọc" in answer.json()["detail"]
    assert reader.get(f"{KEPT}/{dossier_id}/preservation-history").status_code == 403
    assert reader.get(KEPT).json()["items"] == []
    assert reader.get("/search", params={"q": "van thu luu tru"}).json()["items"] == []
    kept = staff.get(f"{KEPT}/{dossier_id}").json()
    assert reader.get(f"/files/{kept['documents'][0]['files'][0]['sha256']}").status_code == 404
    assert [i["id"] for i in staff.get(KEPT, params={"q": "văn thư"}).json()["items"]] == [dossier_id]
    assert world.as_("luutru.snv").get(f"{KEPT}/{dossier_id}").status_code == 403


def test_a_stale_answer_is_refused_on_either_side(world: World) -> None:
    path = registered(world, held(world))
    archive = world.as_("luutru.ltls")
    etag = archive.get(path).headers["etag"]
    answered(world, path)
    answer = archive.post(f"{path}/acceptance", json={}, headers={"If-Match": etag})
    assert (answer.status_code, answer.json()["code"]) == (412, "stale")
    assert answer.json()["changed_by"] == "Nguyễn luutru.ltls"
