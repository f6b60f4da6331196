"""A clerk lets the machine read a scan: values to confirm, a twin found early, the documents that it rests on; nothing is saved unseen."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.conftest import application, fresh_database
from tests.papers import PNG, draft_pdf
from tests.people import World, make_world
from tests.prepared import ok

SAMPLE = (Path(__file__).parents[1] / "samples" / "ke-hoach-39-2019.pdf").read_bytes()


@pytest.fixture(scope="module")
def world(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for the whole module."""
    with fresh_database(server, template) as address, application(address, tmp_path_factory.mktemp("reading")) as app:
        yield make_world(app)


def upload(world: World, who: str, data: bytes, name: str) -> str:
    return str(ok(world.as_(who).post("/files", files={"file": (name, data)}))["sha256"])


def suggested(world: World, who: str, digest: str) -> dict[str, Any]:
    return ok(world.as_(who).post(f"/files/{digest}/suggestions"))


def values(read: dict[str, Any]) -> dict[str, Any]:
    return {s["field"]: s["value"] for s in read["suggestions"]}


def test_a_clerk_registers_from_what_was_read_and_is_warned_of_the_twin(world: World) -> None:
    clerk = world.as_("vanthu.snv")
    letter = {"type_code": "CV", "number": "297", "symbol": "BNV-VTLTNN", "issued_on": "2019-01-18", "issuer_name": "Bộ Nội vụ", "abstract": "Phương hướng năm 2019"}
    based_on = ok(clerk.post("/incoming-documents", json=letter))["id"]
    digest = upload(world, "vanthu.snv", SAMPLE, "39.pdf")
    read = suggested(world, "vanthu.snv", digest)
    got = values(read)
    assert read["unread"] is None and read["twin"] is None and read["source"] == "pdf"
    assert (got["type_code"], got["number"], got["symbol"], got["issued_on"], got["page_count"]) == ("KH", "39", "KH-UBND", "2019-02-19", 4)
    assert got["signer_name"] == "Lê Thị Thìn" and got["signer_position"] == "KT. Chủ tịch, Phó Chủ tịch"
    assert all(0 < s["confidence"] <= 1 and s["is_sure"] == (s["confidence"] >= 0.85) for s in read["suggestions"])
    number = next(s for s in read["suggestions"] if s["field"] == "number")
    assert number["page"] == 1 and number["box"][0] > 30 and number["box"][3] < 60, "the box lies where the number stands"
    assert [(m["relation"], m["number"], m["document"]["id"]) for m in read["mentions"]] == [("rests_on", "297", based_on)]

    assert ok(clerk.get("/incoming-documents"))["items"][0]["id"] == based_on, "reading registers nothing"
    names = ("type_code", "number", "symbol", "issued_on", "issuer_name", "abstract", "signer_name", "signer_position", "page_count")
    taken = {n: got[n] for n in names}
    registered = ok(clerk.post("/incoming-documents", json={**taken, "rests_on": [based_on], "files": [{"sha256": digest, "name": "39.pdf"}]}))
    assert [(link["relation"], link["id"]) for link in registered["links"]] == [("rests_on", based_on)]
    assert registered["symbol"] == "KH-UBND" and registered["abstract"] == got["abstract"]

    again = suggested(world, "vanthu.snv", digest)["twin"]
    assert (again["id"], again["reason"], again["arrival_number"]) == (registered["id"], "same_file", registered["arrival_number"])
    itself = ok(clerk.post(f"/files/{digest}/suggestions", params={"document_id": registered["id"]}))
    assert itself["twin"] is None, "a document is no twin of itself"
    with pikepdf.open(io.BytesIO(SAMPLE)) as other:
        other.docinfo["/Title"] = "Bản quét khác"
        out = io.BytesIO()
        other.save(out)
    scan = upload(world, "vanthu.snv", out.getvalue(), "39-quet-lai.pdf")
    assert suggested(world, "vanthu.snv", scan)["twin"]["reason"] == "same_number", "another scan of the same paper"

    officer = suggested(world, "chuyenvien.snv", upload(world, "chuyenvien.snv", SAMPLE, "39.pdf"))
    assert officer["twin"] is None and [m["document"] for m in officer["mentions"]] == [None], "what the caller may not see is not told"


def test_only_who_brought_a_file_or_may_read_it_learns_what_it_says(world: World) -> None:
    digest = upload(world, "chuyenvien.snv", draft_pdf("Nguyễn Văn An"), "du-thao.pdf")
    assert values(suggested(world, "chuyenvien.snv", digest))["type_code"] == "KH"
    for stranger in ("vanthu.stc", "vanthu.snv"):
        answer = world.as_(stranger).post(f"/files/{digest}/suggestions")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), stranger
    assert world.as_("vanthu.snv").post(f"/files/{'0' * 64}/suggestions").status_code == 404


def test_a_file_without_text_says_so(world: World) -> None:
    out = io.BytesIO()
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(out)
    read = suggested(world, "vanthu.snv", upload(world, "vanthu.snv", out.getvalue(), "quet.pdf"))
    assert read["suggestions"] == [] and read["unread"]["code"] == "no_text" and "không có lớp chữ" in read["unread"]["detail"]
    assert suggested(world, "vanthu.snv", upload(world, "vanthu.snv", PNG, "anh.png"))["unread"]["code"] == "other_type"
