"""The interface: guarded, worded, and compatible with what outside scripts rely on.

`openapi_v1.json` is what version 1 promised: operation → method, path, compulsory inputs, fields of the answer. New things
are added to it by HOSO_ACCEPT_INTERFACE=1; nothing leaves it.
"""

import ast
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hoso.main import ROUTERS, create_app
from hoso.support.http.edge import CommittingRoute
from hoso.support.permissions import PERMISSIONS
from hoso.support.settings import Settings
from starlette.routing import compile_path

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOT = Path(__file__).with_name("openapi_v1.json")
CATALOGUES = sorted((ROOT / "frontend" / "src" / "shared" / "i18n").glob("*/refusals.ts"))


@pytest.fixture(scope="module")
def app() -> FastAPI:
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    return create_app(Settings(nowhere, nowhere, "file:///tmp/hoso-none", Path("/tmp/hoso-none"), {"t": "t" * 48}))


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, o) for path, methods in document["paths"].items() for method, o in methods.items()]


PUBLIC = {"health", "ready", "signIn", "refreshToken", "signOut"}


def unguarded(document: dict[str, Any]) -> list[str]:
    """Operations without a sign-in, or whose permission nobody declares or no role holds."""
    held = frozenset().union(*PERMISSIONS.values())
    wrong = []
    for path, method, operation in operations(document):
        permission, name = operation.get("x-permission"), operation.get("operationId", f"{method} {path}")
        if permission == "public":
            ok = name in PUBLIC
        else:
            ok = bool(operation.get("security")) and (str(permission).startswith("signed-in") or permission in held)
        if not ok:
            wrong.append(name)
    return wrong


def test_every_operation_is_guarded_and_some_role_holds_its_permission(app: FastAPI) -> None:
    assert len(operations(app.openapi())) > 90
    assert unguarded(app.openapi()) == []
    assert all(isinstance(route, CommittingRoute) for router in ROUTERS for route in router.routes)


def test_an_operation_that_bypasses_the_edge_is_found() -> None:
    bare = FastAPI()
    bare.add_api_route("/secrets", lambda: None, operation_id="readSecrets")
    assert unguarded(bare.openapi()) == ["readSecrets"]
    unknown = {"paths": {"/x": {"get": {"operationId": "x", "x-permission": "noRoleHoldsIt", "security": [{}]}}}}
    assert unguarded(unknown) == ["x"]


def codes() -> set[str]:
    """Codes of refusals, by the syntax tree: class attributes, and the second word of `problem(...)`."""
    found = set()
    for path in (ROOT / "backend" / "hoso").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                for line in node.body:
                    target = line.targets[0] if isinstance(line, ast.Assign) else line.target if isinstance(line, ast.AnnAssign) else None
                    value = getattr(line, "value", None)
                    if isinstance(target, ast.Name) and target.id == "code" and isinstance(value, ast.Constant) and isinstance(value.value, str):
                        found.add(value.value)
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "problem" and len(node.args) > 2 and isinstance(node.args[2], ast.Constant):
                found.add(str(node.args[2].value))
    return found - {"refused"}  # the root of all refusals, never raised itself


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parent.name)
def test_every_refusal_has_a_sentence_in_each_language(catalogue: Path) -> None:
    known = set(re.findall(r"(?:^|[\s,{])([a-z][a-z_]+): [\"`]", catalogue.read_text()))
    assert len(known) > 60
    assert len(codes()) > 60
    assert codes() - known == set(), f"add these codes to {catalogue.relative_to(ROOT)}"


def test_there_is_a_catalogue_of_vietnamese() -> None:
    assert "vi" in {path.parent.name for path in CATALOGUES}


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _fields(document: dict[str, Any], content: dict[str, Any]) -> list[str]:
    schema = _resolved(document, next(iter(content.values()), {}).get("schema", {}))
    names = sorted(schema.get("required", []))
    items = schema.get("properties", {}).get("items", {}).get("items", {})
    return names + sorted(f"items.{name}" for name in _resolved(document, items).get("required", []))


def promises(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What a script outside relies on."""
    found = {}
    for path, method, operation in operations(document):
        success = next(v for k, v in operation["responses"].items() if k.startswith("2"))
        body = operation.get("requestBody", {})
        compulsory = sorted(p["name"] for p in operation.get("parameters", []) if p["required"] and p["in"] == "query")
        found[operation["operationId"]] = {
            "call": f"{method.upper()} {path}", "inputs": compulsory + _required(document, body), "answer": _fields(document, success.get("content", {})),
            "parameters": sorted(p["name"] for p in operation.get("parameters", [])),
        }  # fmt: skip
    return found


def _required(document: dict[str, Any], body: dict[str, Any]) -> list[str]:
    schema = _resolved(document, next(iter(body.get("content", {}).values()), {}).get("schema", {}))
    return sorted(schema.get("required", [])) if body.get("required") else []


def broken(before: dict[str, dict[str, Any]], now: dict[str, dict[str, Any]]) -> list[str]:
    """What a script of version 1 would stumble over: something is gone, moved, or has become compulsory."""
    found = []
    for name, old in before.items():
        new = now.get(name)
        if new is None or new["call"] != old["call"]:
            found.append(f"{name}: {old['call']} is gone")
            continue
        found += [f"{name}: the answer lost {field}" for field in sorted(set(old["answer"]) - set(new["answer"]))]
        found += [f"{name}: the parameter {field} is gone" for field in sorted(set(old["parameters"]) - set(new["parameters"]))]
        found += [f"{name}: {field} has become compulsory" for field in sorted(set(new["inputs"]) - set(old["inputs"]))]
    return found


def test_nothing_that_was_promised_is_broken(app: FastAPI) -> None:
    now = promises(app.openapi())
    if os.environ.get("HOSO_ACCEPT_INTERFACE"):
        kept = json.loads(SNAPSHOT.read_text()) if SNAPSHOT.exists() else {}
        SNAPSHOT.write_text(json.dumps(kept | now, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    before = json.loads(SNAPSHOT.read_text())
    assert broken(before, now) == []
    assert set(now) - set(before) == set(), "new operations: run once with HOSO_ACCEPT_INTERFACE=1"


def test_a_breaking_change_is_found() -> None:
    old = {"x": {"call": "GET /x", "inputs": ["q"], "answer": ["id", "items.id"], "parameters": ["q", "limit"]}}
    new = {"x": {"call": "GET /x", "inputs": ["q", "day"], "answer": ["id"], "parameters": ["q"]}}
    assert broken(old, old) == []
    assert broken(old, new) == ["x: the answer lost items.id", "x: the parameter limit is gone", "x: day has become compulsory"]
    assert broken(old, {"x": {**old["x"], "call": "GET /y"}}) == ["x: GET /x is gone"]


def hidden(operations: list[tuple[str, str]]) -> list[str]:
    """Calls that an operation before them answers, since FastAPI takes the first whose path fits: "bulk" for an id."""
    found, before = [], list[tuple[str, str, re.Pattern[str]]]()
    for method, path in operations:
        said = re.sub(r"\{[^}]*\}", "0190a0aa-0000-7000-8000-000000000000", path)
        found += [f"{method} {path} behind {earlier}" for verb, earlier, form in before if verb == method and earlier != path and form.match(said)]
        before.append((method, path, compile_path(path)[0]))
    return found


def test_no_operation_hides_behind_another(app: FastAPI) -> None:
    operations = [(method.upper(), path) for path, item in app.openapi()["paths"].items() for method in item]
    assert len(operations) > 200
    assert hidden(operations) == []
    assert hidden([("GET", "/x/{id}"), ("GET", "/x/bulk")]) == ["GET /x/bulk behind /x/{id}"]
