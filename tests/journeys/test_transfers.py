"""From the shelf of the agency's archive to the reader of the province's historical archive."""

import subprocess
import uuid
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from hoso.check import run_check
from hoso.cli import work_once
from hoso.correspondence.tables import Document
from hoso.dossiers.tables import Dossier
from hoso.historical_archive import rules
from hoso.historical_archive.actions.package_line import package_line
from hoso.historical_archive.tables import ArchivalDocument, ArchivalDossier, ArchivalFile, TransferLine
from hoso.support.database import transaction
from hoso.support.files import StoreFull
from hoso.support.jobs import MAX_ATTEMPTS
from sqlmodel import col, select

from tests.journeys.test_dossiers import DOSSIER
from tests.journeys.test_incoming import registered as arrived
from tests.papers import PNG, draft_pdf
from tests.people import World

TRANSFERS = "/historical-archive/transfers"
KEPT = "/historical-archive/dossiers"
PACKING = "hoso.historical_archive.actions.package_transfer"
ROOT = Path(__file__).resolve().parents[2]
EARK = ROOT / ".cache" / "eark-venv" / "bin" / "python"
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


def worked_off(world: World) -> None:
    """The worker does what waits beside (checks of signatures of what arrived), so that the next job is the transfer's own."""
    while work_once(world.app.state.settings):
        pass


@pytest.mark.pl6("PL6-III-2-a", "PL6-III-5-c")
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


def test_a_dossier_whose_bytes_came_back_is_packaged_by_answering_again(world: World) -> None:
    dossier_id = held(world)
    path = registered(world, dossier_id)
    stored = world.app.state.files.path(world.as_("chuyenvien.snv").get(f"/dossiers/{dossier_id}").json()["files"][0]["sha256"])
    body = stored.read_bytes()
    stored.unlink()
    failed = answered(world, path)
    assert [f["rule"] for g in failed["lines"][0]["gates"] for f in g["findings"]] == ["missing"]
    assert "answerTransfer" in failed["allowed_actions"]
    stored.write_bytes(body)
    archive = world.as_("luutru.ltls")
    refused = archive.post(f"{path}/answer", json={"verdict": "refuse", "reason": REASON})
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    again = answered(world, path)
    assert (again["lines"][0]["state"], again["lines"][0]["passed"], "answerTransfer" in again["allowed_actions"]) == ("packaged", True, False)
    assert archive.post(f"{path}/answer", json={"verdict": "accept"}).json()["code"] == "wrong_state"
    assert archive.post(f"{path}/acceptance", json={}).json()["state"] == "completed"


def test_a_file_that_was_changed_in_the_store_fails_the_gate(world: World) -> None:
    dossier_id = held(world)
    stored = world.app.state.files.path(world.as_("chuyenvien.snv").get(f"/dossiers/{dossier_id}").json()["files"][0]["sha256"])
    stored.chmod(0o640)
    stored.write_bytes(stored.read_bytes()[:-1] + b"x")
    line = answered(world, registered(world, dossier_id))["lines"][0]
    assert (line["state"], line["package_sha256"], line["gates"][0]["findings"][0]["rule"]) == ("failed", None, "checksum")


def test_a_package_of_another_dossier_is_not_taken_in(world: World) -> None:
    path = registered(world, held(world, notation="01.A"), held(world, notation="02.A"))
    answered(world, path)
    with transaction(world.app.state.engine) as db:
        first, second = db.exec(select(TransferLine).order_by(col(TransferLine.ordinal))).all()
        first.package_sha256, first.package_size = second.package_sha256, second.package_size
    answer = world.as_("luutru.ltls").post(f"{path}/acceptance", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "package_differs")
    assert set(answer.json()["differs"]) == {"dossier_id", "objid", "arc_code"}
    assert world.as_("luutru.ltls").get(KEPT).json()["items"] == []


def test_the_archive_keeps_what_the_package_says_whatever_the_sender_writes_later(world: World) -> None:
    dossier_id = held(world, title="Hồ sơ trước khi nộp")
    path = registered(world, dossier_id)
    answered(world, path)
    with transaction(world.app.state.engine) as db:
        db.get_one(Dossier, uuid.UUID(dossier_id)).title = "Hồ sơ đã bị sửa"
        for document in db.exec(select(Document)):
            document.abstract = "Trích yếu đã bị sửa"
    world.as_("luutru.ltls").post(f"{path}/acceptance", json={})
    kept = world.as_("docgia").get(f"{KEPT}/{dossier_id}").json()
    assert kept["title"] == "Hồ sơ trước khi nộp"
    assert [(d["type_name"], d["abstract"]) for d in kept["documents"]][1] == ("Ảnh", "Ảnh hội nghị")
    assert "sửa" not in str(kept["documents"])


def test_the_independent_validator_accepts_what_the_archive_is_given(world: World, tmp_path: Path) -> None:
    path = registered(world, held(world))
    dossier_id = answered(world, path)["lines"][0]["dossier_id"]
    package = tmp_path / "goi.zip"
    package.write_bytes(world.as_("luutru.ltls").get(f"{path}/packages/{dossier_id}").content)
    assert EARK.exists(), "run .ci/setup test: it makes the validator's environment"
    command = [str(EARK), str(ROOT / ".ci" / "eark" / "validate.py"), "--expect", "CSIP103", str(package)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(package) as archive:
        parts = sorted(n.rsplit("/", 1)[1].rsplit("_0", 1)[0] for n in archive.namelist() if "rep1/metadata/descriptive/" in n)
    assert [p.split("_0")[0] for p in parts] == ["EAD_doc", "EAD_pic"]


def test_above_twenty_dossiers_the_worker_makes_the_packages(world: World) -> None:
    assert rules.BEFORE_THE_ANSWER == 20
    path = registered(world, *(held(world, notation=f"{number:02d}.A") for number in range(1, 22)))
    worked_off(world)
    archive = world.as_("luutru.ltls")
    answer = archive.post(f"{path}/answer", json={"verdict": "accept"})
    assert (answer.status_code, answer.json()["state"]) == (202, "accepted")
    job = f"/jobs/{answer.json()['job_id']}"
    assert archive.get(job).json() | {"created_at": ""} == archive.get(job).json() | {"state": "waiting", "percentage": 0, "items": [], "created_at": ""}
    assert archive.post(f"{path}/acceptance", json={}).json()["code"] == "wrong_state"
    assert work_once(world.app.state.settings)
    done = archive.get(job).json()
    assert (done["state"], done["percentage"], done["allowed_actions"]) == ("done", 100, [])
    assert [i["state"] for i in done["items"]] == ["packaged"] * 21
    transfer = archive.get(path).json()
    assert (transfer["state"], transfer["receipt"]["passed_total"]) == ("packaged", 21)
    assert not work_once(world.app.state.settings)
    for stranger in ("luutru.snv", "lanhdao.ltls", "luutru.stc"):
        assert world.as_(stranger).get(job).status_code == 404
        assert world.as_(stranger).post(f"{job}/cancellation").status_code == 404
    assert archive.post(f"{job}/cancellation").json()["code"] == "wrong_state"


def test_a_job_that_was_stopped_is_taken_up_by_answering_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PACKING.replace("package_transfer", "answer_transfer") + ".BEFORE_THE_ANSWER", 0)
    path = registered(world, held(world, notation="01.A"))
    worked_off(world)
    archive = world.as_("luutru.ltls")
    job = f"/jobs/{archive.post(f'{path}/answer', json={'verdict': 'accept'}).json()['job_id']}"
    assert "answerTransfer" not in archive.get(path).json()["allowed_actions"]
    assert archive.post(f"{path}/answer", json={"verdict": "accept"}).json()["code"] == "wrong_state"
    assert archive.post(f"{job}/cancellation").json()["state"] == "cancelled"
    assert not work_once(world.app.state.settings)
    assert "answerTransfer" in archive.get(path).json()["allowed_actions"]
    assert archive.post(f"{path}/answer", json={"verdict": "accept"}).status_code == 202
    assert work_once(world.app.state.settings)
    assert archive.get(path).json()["state"] == "packaged"


def test_a_job_that_was_stopped_while_it_ran_stays_stopped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PACKING.replace("package_transfer", "answer_transfer") + ".BEFORE_THE_ANSWER", 1)
    path = registered(world, held(world, notation="01.A"), held(world, notation="02.A"))
    worked_off(world)
    archive = world.as_("luutru.ltls")
    job = f"/jobs/{archive.post(f'{path}/answer', json={'verdict': 'accept'}).json()['job_id']}"

    def stop_then_package(*arguments: Any) -> None:
        assert archive.post(f"{job}/cancellation").json()["state"] == "cancelled"
        package_line(*arguments)

    monkeypatch.setattr(f"{PACKING}.package_line", stop_then_package)
    assert work_once(world.app.state.settings)
    assert (archive.get(job).json()["state"], archive.get(path).json()["state"]) == ("cancelled", "accepted")
    assert sorted(x["state"] for x in archive.get(path).json()["lines"]) == ["packaged", "waiting"]
    monkeypatch.undo()
    assert answered(world, path)["state"] == "packaged"


def test_a_job_that_failed_says_so_and_can_be_tried_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PACKING.replace("package_transfer", "answer_transfer") + ".BEFORE_THE_ANSWER", 0)

    def full(*_arguments: Any) -> None:
        raise StoreFull("Kho tệp hết chỗ.")

    monkeypatch.setattr(f"{PACKING}.package_line", full)
    path = registered(world, held(world))
    worked_off(world)
    archive = world.as_("luutru.ltls")
    job = f"/jobs/{archive.post(f'{path}/answer', json={'verdict': 'accept'}).json()['job_id']}"
    for _ in range(MAX_ATTEMPTS):
        assert work_once(world.app.state.settings)
    said = archive.get(job).json()
    assert (said["state"], said["error"], archive.get(path).json()["state"]) == ("failed", "Kho tệp hết chỗ.", "accepted")
    assert not work_once(world.app.state.settings)
    monkeypatch.undo()
    assert answered(world, path)["state"] == "packaged"


def test_check_re_reads_every_kept_package_and_goes_on(world: World, owner_url: str) -> None:
    def findings() -> list[dict[str, Any]]:
        app = world.app
        return [f for f in run_check(app.state.engine, app.state.files, app.state.settings.data_dir) if f["check"] == "packages"]

    first, second = taken_in(world, notation="01.A"), taken_in(world, notation="02.A")
    answered(world, registered(world, held(world, notation="03.A")))
    assert findings() == []
    digest = world.as_("luutru.ltls").get(f"{KEPT}/{first}").json()["package_sha256"]
    stored = world.app.state.files.path(digest)
    stored.chmod(0o640)
    body = bytearray(stored.read_bytes())
    body[body.find(b"%PDF") + 500] ^= 1
    stored.write_bytes(body)
    with transaction(world.app.state.engine) as db:
        db.get_one(ArchivalDossier, uuid.UUID(second)).title = "Tiêu đề bị sửa"
        removed = db.exec(select(ArchivalFile.id).join(ArchivalDocument).where(ArchivalDocument.archival_dossier_id == uuid.UUID(second))).first()
    with psycopg.connect(owner_url) as owner:  # the program itself may remove none
        owner.execute("delete from archival_file where id = %s", (removed,))
    said = {(str(f["dossier_id"]), f["rule"]) for f in findings()}
    assert said == {(first, "changed"), (first, "unreadable"), (second, "row_differs"), (second, "members_differ")}
    stored.unlink()
    assert (first, "missing") in {(str(f["dossier_id"]), f["rule"]) for f in findings()}


def test_a_stale_answer_is_refused_on_either_side(world: World) -> None:
    path = registered(world, held(world))
    archive = world.as_("luutru.ltls")
    etag = archive.get(path).headers["etag"]
    answered(world, path)
    answer = archive.post(f"{path}/acceptance", json={}, headers={"If-Match": etag})
    assert (answer.status_code, answer.json()["code"]) == (412, "stale")
    assert answer.json()["changed_by"] == "Nguyễn luutru.ltls"
