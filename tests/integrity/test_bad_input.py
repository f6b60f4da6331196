"""What nobody could mean is refused with a reason before anything is done: control characters, absurd numbers and days, unknown ids."""

import re
import uuid
from typing import Any

import httpx
import pytest

from tests.people import World

LETTER = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Văn bản thử"}
DESKS = ("vanthu.snv", "lanhdao.snv", "chuyenvien.snv", "luutru.snv", "quantri.snv", "luutru.ltls")
CURSORS = ("WzFd", "WyJhIl0", "WyJhXHUwMDAwYiJd", "WzFlNDAwXQ", "W251bGxd", "e30", "!!")
NAUGHTY = {"date": ("0001-01-01", "9999-12-31", "2026-13-45"), "date-time": ("2026-01-01T00:00:00", "9999-12-31T23:59:59-12:00"), "uuid": ("x",)}
LONGEST = 20_000  # a certificate with what it carries
BY_TYPE: dict[str, tuple[Any, ...]] = {"string": ("a\x00b", "x\x07"), "integer": (2**31, 2**63, -(2**63))}


class Interface:
    """The OpenAPI document, asked for what each operation takes."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.document = world.client().get("/openapi.json").json()
        self.may = {who: set(world.as_(who).get("/me").json()["permissions"]) for who in DESKS}

    def resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def naughty(self, schema: dict[str, Any]) -> list[Any]:
        schema = self.resolved(schema)
        if "anyOf" in schema:
            return [v for one in schema["anyOf"] for v in self.naughty(one)]
        if schema.get("format") in NAUGHTY:
            return list(NAUGHTY[schema["format"]])
        too_long = ["x" * (schema.get("maxLength", 5999) + 1)] if schema.get("type") == "string" else []
        assert schema.get("maxLength", 0) <= LONGEST, schema
        return [*BY_TYPE.get(schema.get("type", ""), ()), *too_long]

    def operations(self) -> list[tuple[str, str, dict[str, Any], httpx.Client]]:
        found = []
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                able = [who for who in DESKS if operation["operationId"] in self.may[who]]
                url = path.removeprefix("/api/v1").replace("{sha256}", "0" * 64).replace("{day}", "2026-01-01")
                found.append((method.upper(), re.sub(r"\{[^}]+\}", str(uuid.uuid4()), url), operation, self.world.as_((able or DESKS)[0])))
        return found


@pytest.fixture
def interface(world: World) -> Interface:
    return Interface(world)


def test_no_query_makes_the_server_stumble(interface: Interface) -> None:
    asked = 0
    for method, url, operation, client in interface.operations():
        parameters = [p for p in operation.get("parameters", []) if p["in"] == "query"]
        needed = {p["name"]: str(uuid.uuid4()) for p in parameters if p.get("required")}
        for parameter in parameters:
            for value in [*interface.naughty(parameter["schema"]), *(CURSORS if parameter["name"] == "cursor" else ())]:
                answer = client.request(method, url, params={**needed, parameter["name"]: value})
                asked += 1
                assert answer.status_code < 500, (operation["operationId"], parameter["name"], value, answer.text)
    assert asked > 300


def test_an_unknown_id_is_not_found_and_says_so(interface: Interface) -> None:
    named = [o for o in interface.operations() if any(p["in"] == "path" and p["name"].endswith("_id") for p in o[2].get("parameters", []))]
    assert len(named) > 40
    for method, url, operation, client in named:
        answer = client.request(method, url, json={} if "requestBody" in operation else None)
        assert answer.status_code in (404, 422), (operation["operationId"], answer.text)
        assert answer.json()["detail"]


def test_no_field_of_any_payload_is_taken_when_it_is_absurd(interface: Interface) -> None:
    tried, taken = 0, []
    for method, url, operation, client in interface.operations():
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if not content or operation["operationId"] in ("signOut", "refreshToken"):  # an unknown token is no fault of form
            continue
        for name, schema in interface.resolved(content["schema"]).get("properties", {}).items():
            for value in interface.naughty(schema):
                answer = client.request(method, url, json={name: value})
                tried += 1
                faults = {f["field"].split(".")[0] for f in answer.json().get("faults", [])}
                if answer.status_code != 422 or name not in faults:
                    taken.append((operation["operationId"], name, value if len(str(value)) < 50 else "long", answer.status_code))
    assert not taken, "\n".join(map(str, taken))
    assert tried > 200


def test_a_path_that_is_no_id_is_malformed(world: World) -> None:
    for path in ("/incoming-documents/x", "/dossiers/1", "/administration/people/%00", "/files/zz"):
        answer = world.as_("vanthu.snv").get(path)
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed"), path


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b'{"abstract": "\xff"}', b"[" * 2000])
def test_a_body_that_is_no_object_is_malformed(world: World, body: bytes) -> None:
    answer = world.as_("vanthu.snv").post("/incoming-documents", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_a_correction_dates_nothing_after_today(world: World) -> None:
    document = world.as_("vanthu.snv").post("/incoming-documents", json=LETTER).json()["id"]
    body = {"reason": "Gõ nhầm ngày", "issued_on": "2199-01-01"}
    answer = world.as_("vanthu.snv").patch(f"/incoming-documents/{document}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "impossible_date")
