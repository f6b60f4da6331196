"""Files made to harm: refused or kept apart with a reason, within bounds; what offices send every day is never stopped."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hoso.support.inspecting import (
    Bounds,
    Exhausted,
    Finding,
    apart,
    inspect,
    inspector,
    policy,
    verdict_of,
)
from hoso.support.inspecting.inspector import _running
from hoso.support.trail import TrailEntry
from sqlmodel import Session, col, select

from tests.conftest import application, fresh_database
from tests.hostile import (
    endless_drawing,
    object_stream_bomb,
    ordinary,
    quarantined,
    refused,
    wide_contents,
)
from tests.papers import draft_pdf
from tests.people import World, make_world

QUARANTINED, REFUSED, ORDINARY = quarantined(), refused(), ordinary()
REASON = "Đã kiểm tra trên máy cách ly, không có mã độc"


@pytest.fixture(scope="module")
def house(
    server: str, template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    with (
        fresh_database(server, template) as database,
        application(database, tmp_path_factory.mktemp("house")) as app,
    ):
        yield make_world(app)


def send(world: World, name: str, data: bytes) -> Any:
    return world.as_("vanthu.snv").post("/files", files={"file": (name, data)})


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_kept_is_refused_with_its_reason_and_nothing_stays(
    house: World, case: str
) -> None:
    name, made, code = REFUSED[case]
    data = made()
    before = [
        set(store.digests())
        for store in (house.app.state.files, house.app.state.quarantine)
    ]
    began = time.monotonic()
    answer = send(house, name, data)
    assert time.monotonic() - began < 15, "bounded"
    said = answer.json()
    assert (answer.status_code, said["code"]) == (422, "refused_file"), answer.text
    assert code in [f["code"] for f in said["findings"]]
    assert policy()[code].sentence in said["detail"]
    assert before == [
        set(store.digests())
        for store in (house.app.state.files, house.app.state.quarantine)
    ]


@pytest.mark.parametrize("case", QUARANTINED)
def test_what_may_harm_is_kept_apart_and_no_record_can_name_it(
    house: World, case: str
) -> None:
    name, made, code = QUARANTINED[case]
    data = made()
    answer = send(house, name, data)
    said = answer.json()
    assert (answer.status_code, said["code"]) == (422, "quarantined_file"), answer.text
    assert code in [f["code"] for f in said["findings"]]
    kept = [
        item
        for item in house.as_("vanthu.snv").get("/quarantine").json()["items"]
        if item["name"] == name and item["reason"] == said["detail"]
    ]
    assert kept, "it was received: it does not vanish"
    digest = kept[0]["sha256"]
    body = {
        "type_code": "CV",
        "issuer_name": "UBND tỉnh",
        "abstract": "Thử",
        "files": [{"sha256": digest, "name": name}],
    }
    assert (
        house.as_("vanthu.snv").post("/incoming-documents", json=body).json()["code"]
        == "unknown_file"
    )
    assert house.as_("vanthu.snv").get(f"/files/{digest}").status_code == 404
    assert digest not in set(house.app.state.files.digests())


@pytest.mark.parametrize("case", ORDINARY)
def test_ordinary_files_pass(house: World, case: str) -> None:
    name, made = ORDINARY[case]
    assert send(house, name, made()).status_code == 201


def test_each_finding_has_a_sentence_and_something_to_do_next() -> None:
    found = {code for _, _, code in [*QUARANTINED.values(), *REFUSED.values()]}
    assert found - set(policy()) == set()
    assert set(policy()) - found == {"exhausted", "too_many_objects"}, (
        "a rule without a file that proves it"
    )
    assert all(
        rule.sentence and rule.cure and rule.verdict in ("refuse", "quarantine")
        for rule in policy().values()
    )


def test_the_sender_is_answered_or_an_administrator_lets_it_in(
    world: World, app: FastAPI
) -> None:
    data = QUARANTINED["script at opening"][1]()
    clerk, admin = world.as_("vanthu.snv"), world.as_("quantri.snv")
    send(world, "lenh.pdf", data)
    send(world, "lenh.pdf", data)
    items = clerk.get("/quarantine").json()["items"]
    assert [(i["state"], i["allowed_actions"]) for i in items] == [
        ("kept", ["returnQuarantined"])
    ], "the same bytes wait once"
    assert world.as_("vanthu.stc").get("/quarantine").json()["items"] == [], (
        "another agency's"
    )
    path = f"/quarantine/{items[0]['id']}"
    content = admin.get(f"{path}/content")
    assert (content.content, content.headers["content-type"]) == (
        data,
        "application/octet-stream",
    )
    assert content.headers["content-disposition"].startswith("attachment")
    released = admin.post(f"{path}/release", json={"reason": REASON}).json()
    assert (released["state"], released["note"]) == ("released", REASON)
    assert (
        admin.post(f"{path}/release", json={"reason": REASON}).json()["code"]
        == "wrong_state"
    )
    body = {
        "type_code": "CV",
        "issuer_name": "UBND tỉnh",
        "abstract": "Thử",
        "files": [{"sha256": items[0]["sha256"], "name": "lenh.pdf"}],
    }
    assert clerk.post("/incoming-documents", json=body).status_code == 201
    send(world, "khac.pdf", QUARANTINED["launch"][1]())
    other = clerk.get("/quarantine").json()["items"][0]
    assert (
        clerk.post(
            f"/quarantine/{other['id']}/return",
            json={"reason": "Đã gửi công văn trả lại"},
        ).json()["state"]
        == "returned"
    )
    with Session(app.state.engine) as db:
        tags = db.exec(
            select(TrailEntry.tag)
            .where(col(TrailEntry.tag).like("file:%"))
            .order_by(col(TrailEntry.sequence))
        ).all()
    assert tags == [
        "file:quarantined",
        "file:quarantine-downloaded",
        "file:released",
        "file:quarantined",
        "file:returned-to-sender",
    ]


def test_the_bound_of_pages_is_a_setting() -> None:
    found = inspect(
        io.BytesIO(REFUSED["2,000 pages"][1]()), "application/pdf", Bounds(pages=2000)
    )
    assert verdict_of(found) is None


def test_a_file_that_eats_memory_or_time_costs_no_more_than_its_bounds() -> None:
    data = object_stream_bomb(100 << 20)
    inspect(io.BytesIO(draft_pdf("A")), "application/pdf", Bounds())
    tight = Bounds(memory=48 << 20)
    assert inspect(io.BytesIO(data), "application/pdf", tight) in (
        [Finding("exhausted", "bộ nhớ")],
        [Finding("exhausted")],
        [Finding("broken")],
        [Finding("bomb", "đối tượng 1")],
    )
    process, *_ = _running[os.getpid()]
    peak = next(
        line
        for line in Path(f"/proc/{process.pid}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    )
    assert int(peak.split()[1]) < 120_000, (
        "the process that is asked stays small: what was eaten, a child ate"
    )
    slow = Bounds(cpu_seconds=1, wall_seconds=1, inflated=1 << 40, memory=8 << 30)
    began = time.monotonic()
    inspect(io.BytesIO(data), "application/pdf", slow)
    assert time.monotonic() - began < 5


def test_a_page_that_draws_without_end_or_fills_memory_ends_no_process_but_its_own(
    house: World,
) -> None:
    """Drawings that draw drawings, 10^10 times; contents of 600 MB in small streams: whoever reads a page reads it in bounded time and memory."""
    tight = Bounds(cpu_seconds=1, wall_seconds=4)
    with pytest.raises(Exhausted):
        apart("hoso.formats.secrecy:mark_in", tight)(io.BytesIO(endless_drawing()))
    assert inspect(io.BytesIO(endless_drawing()), "application/pdf", tight) == [
        Finding("exhausted")
    ]
    answer = send(house, "a.pdf", wide_contents())
    assert (answer.status_code, answer.json()["code"]) == (422, "refused_file"), (
        answer.text
    )
    largest = int(
        next(
            line
            for line in Path("/proc/self/status").read_text().splitlines()
            if line.startswith("VmHWM")
        ).split()[1]
    )
    assert largest < 1_500_000, "what the page would have taken, nobody here took"


def test_a_busy_machine_is_no_fault_of_the_file(
    house: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the process needs until it begins is not counted against the paper; where it does not begin, nothing is said of the paper."""
    paper = draft_pdf("A")
    assert inspect(io.BytesIO(paper), "application/pdf", Bounds()) == []
    assert send(house, "a.pdf", paper).status_code == 201
    process, *_ = _running[os.getpid()]
    monkeypatch.setattr(inspector, "_SLACK_SECONDS", 0)
    process.send_signal(signal.SIGSTOP)
    try:
        threading.Timer(2, process.send_signal, [signal.SIGCONT]).start()
        assert (
            inspect(io.BytesIO(paper), "application/pdf", Bounds(wall_seconds=1)) == []
        )
        process.send_signal(signal.SIGSTOP)
        monkeypatch.setattr(inspector, "_START_SECONDS", 0.2)
        answer = send(house, "b.pdf", paper)
        assert (answer.status_code, answer.json()["code"]) == (
            503,
            "inspector_unavailable",
        ), answer.text
    finally:
        process.send_signal(signal.SIGCONT)
    monkeypatch.undo()
    assert send(house, "b.pdf", paper).status_code == 201


def test_it_is_started_again_when_it_is_gone_and_ends_with_its_parent() -> None:
    paper = io.BytesIO(draft_pdf("A"))
    inspect(paper, "application/pdf", Bounds())
    process, *_ = _running[os.getpid()]
    process.kill()
    process.wait()
    assert inspect(paper, "application/pdf", Bounds()) == []
    script = (
        "import io, os\nfrom hoso.support.inspecting import inspect, Bounds\nfrom hoso.support.inspecting.inspector import _running\n"
        "inspect(io.BytesIO(b'%PDF-1.4'), 'application/pdf', Bounds())\nprint(_running[os.getpid()][0].pid, flush=True)\nos._exit(1)\n"
    )
    child = int(
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        ).stdout
    )
    for _ in range(50):
        if (
            not Path(f"/proc/{child}").exists()
            or Path(f"/proc/{child}/stat").read_text().split()[2] == "Z"
        ):
            return
        time.sleep(0.1)
    pytest.fail("the process outlived its parent")
