"""Another program of the office registers and reads through the interface, knowing nothing of us but the document that describes it."""

import hashlib
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from tests.papers import draft_pdf
from tests.people import PASSWORD, World


class Program:
    """A client that finds each operation in the OpenAPI document and holds every answer against what it promises there."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.described: dict[str, Any] = client.get("/openapi.json").json()
        self.operations = {o["operationId"]: (m.upper(), p, o) for p, item in self.described["paths"].items() for m, o in item.items()}

    def ask(self, operation: str, status: int = 200, **more: Any) -> Any:
        method, path, described = self.operations[operation]
        named = {p["name"]: str(more.pop(p["name"])) for p in described.get("parameters", []) if p["in"] == "path"}
        answer = self.client.request(method, path.removeprefix("/api/v1").format(**named), **more)
        assert answer.status_code == status, answer.text
        content = described["responses"][str(status)].get("content", {}) if status < 400 else {}
        if schema := content.get("application/json", {}).get("schema"):
            said = {**schema, "components": self.described["components"]}
            assert not [e.message for e in Draft202012Validator(said).iter_errors(answer.json())], operation
        return answer.json() if "json" in answer.headers["content-type"] else answer.content


@pytest.mark.pl6("PL6-III-2-c", "PL6-II-2")
def test_a_specialised_system_signs_in_registers_once_and_reads_what_it_registered(world: World) -> None:
    program = Program(world.client())
    token = program.ask("signIn", data={"username": "vanthu.snv", "password": PASSWORD})["access_token"]
    program.client.headers["Authorization"] = f"Bearer {token}"
    paper = draft_pdf("Một cửa")
    file = program.ask("uploadFile", 201, files={"file": ("ho-so.pdf", paper)})
    assert file["sha256"] == hashlib.sha256(paper).hexdigest()
    facts = {
        "type_code": "TTr", "number": "118", "symbol": "TTr-STP", "issued_on": "2026-03-02", "issuer_name": "Sở Tư pháp", "abstract": "Tờ trình từ hệ thống một cửa",
        "document_identifier": "MC.2026.118", "files": [{"sha256": file["sha256"], "name": "ho-so.pdf"}],
    }  # fmt: skip
    once = {"Idempotency-Key": "mot-cua-118"}
    made = program.ask("registerIncoming", 201, json=facts, headers=once)
    again = program.ask("registerIncoming", 201, json=facts, headers=once)
    assert again["id"] == made["id"] and made["arrival_number"] == again["arrival_number"] == 1, "a line that broke costs no number"
    found = program.ask("listIncoming", params={"q": "118/TTr-STP"})["items"]
    assert [d["id"] for d in found] == [made["id"]]
    read = program.ask("getIncoming", document_id=made["id"])
    assert {k: read[k] for k in facts if k != "files"} == {k: v for k, v in facts.items() if k != "files"}
    assert program.ask("downloadFile", sha256=read["files"][0]["sha256"]) == paper
    assert "incoming:registered" in [e["tag"] for e in program.ask("listTrail", params={"subject": made["id"]})["items"]]
    refused = program.ask("registerIncoming", 409, json={**facts, "abstract": "Gửi lại"})
    assert refused["code"] == "possible_duplicate", "a refusal has a code that a program can read"
    program.client.headers.pop("Authorization")
    program.ask("getIncoming", 401, document_id=made["id"])
