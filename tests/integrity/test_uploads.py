"""Uploads: what is taken, what is refused and why, and that a digest alone is no right."""

from typing import Any

import pytest
from fastapi import FastAPI
from hoso.support.files import StoreFull

from tests.papers import PNG, draft_pdf
from tests.people import World


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "empty_file"),
        ("a.pdf", PNG, "wrong_file_type"),
        ("a.exe", b"MZ\x90\x00\x03\x00\x00\x00", "wrong_file_type"),
        ("a.html", b"<html><script>alert(1)</script>", "wrong_file_type"),
        ("..\\a.pdf", b"%PDF-1.7 x", "bad_file_name"),
        ("a\x07.pdf", b"%PDF-1.7 x", "bad_file_name"),
        ("a" * 300 + ".pdf", b"%PDF-1.7 x", "bad_file_name"),
    ],
)
def test_what_may_not_be_taken_is_refused_with_a_reason(world: World, name: str, data: bytes, code: str) -> None:
    # Written by hand: a polite client would escape the name before it is sent.
    part = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = world.as_("vanthu.snv").post("/files", content=part + data + b"\r\n--b--\r\n", headers=headers)
    assert (answer.status_code, answer.json().get("code")) == (422, code), answer.text
    assert answer.json()["detail"]


def test_the_same_bytes_are_stored_once_and_the_announced_digest_is_checked(world: World) -> None:
    clerk = world.as_("vanthu.snv")
    pdf = draft_pdf("A")
    first = clerk.post("/files", files={"file": ("kế hoạch.pdf", pdf)}).json()
    again = clerk.post("/files", files={"file": ("b.pdf", pdf)}, data={"sha256": first["sha256"]})
    assert again.json()["sha256"] == first["sha256"]
    wrong = clerk.post("/files", files={"file": ("b.pdf", draft_pdf("B"))}, data={"sha256": "0" * 64})
    assert wrong.json()["code"] == "digest_mismatch"


def test_over_the_limit_nothing_is_kept(world: World, app: FastAPI) -> None:
    import dataclasses

    app.state.settings = dataclasses.replace(app.state.settings, upload_limit=1000)
    answer = world.as_("vanthu.snv").post("/files", files={"file": ("a.pdf", b"%PDF-1.7 " + b"x" * 2000)})
    assert answer.json()["code"] == "too_large"
    assert list(app.state.files.digests()) == []


def test_a_full_store_is_said_and_nothing_is_recorded(world: World, app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise StoreFull("Kho tệp hết chỗ.")

    monkeypatch.setattr(app.state.files, "put", full)
    answer = world.as_("vanthu.snv").post("/files", files={"file": ("a.pdf", draft_pdf("A"))})
    assert (answer.status_code, answer.json()["code"]) == (507, "store_full")


def test_a_range_is_answered_as_asked(world: World) -> None:
    clerk = world.as_("vanthu.snv")
    pdf = draft_pdf("A")
    sha256 = clerk.post("/files", files={"file": ("kế hoạch.pdf", pdf)}).json()["sha256"]
    part = clerk.get(f"/files/{sha256}", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, pdf[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(pdf)}"
    assert clerk.get(f"/files/{sha256}", headers={"Range": "bytes=-5"}).content == pdf[-5:]
    assert "filename*=UTF-8''k%E1%BA%BF" in clerk.get(f"/files/{sha256}").headers["content-disposition"]
    assert clerk.get(f"/files/{sha256}", headers={"Range": f"bytes={len(pdf)}-"}).status_code == 422


def test_a_part_of_a_damaged_file_is_refused_like_the_whole(world: World, app: FastAPI) -> None:
    clerk = world.as_("vanthu.snv")
    pdf = draft_pdf("A")
    sha256 = clerk.post("/files", files={"file": ("a.pdf", pdf)}).json()["sha256"]
    part = {"Range": "bytes=0-9"}
    assert clerk.get(f"/files/{sha256}", headers=part).content == pdf[:10]
    path = app.state.files.path(sha256)
    path.chmod(0o640)
    path.write_bytes(pdf[:-1] + b"?")
    answer = clerk.get(f"/files/{sha256}", headers=part)
    assert (answer.status_code, answer.json()["code"]) == (409, "damaged_file")
    path.write_bytes(pdf)
    assert clerk.get(f"/files/{sha256}", headers=part).status_code == 206, "nothing is held against a file that was mended"


def test_a_digest_of_the_neighbour_is_as_if_unknown(world: World) -> None:
    own = world.as_("vanthu.snv").post("/files", files={"file": ("a.pdf", draft_pdf("A"))}).json()
    neighbour = world.as_("vanthu.stc")
    body = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Thử", "files": [{"sha256": own["sha256"], "name": "a.pdf"}]}
    stolen = neighbour.post("/incoming-documents", json=body)
    unknown = neighbour.post("/incoming-documents", json={**body, "files": [{"sha256": "a" * 64, "name": "a.pdf"}]})
    assert (stolen.status_code, stolen.json()["code"], stolen.json()["detail"]) == (422, "unknown_file", unknown.json()["detail"])
    assert neighbour.get(f"/files/{own['sha256']}").status_code == 404
    assert world.as_("vanthu.snv").post("/incoming-documents", json=body).status_code == 201
