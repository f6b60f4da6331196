"""The whole OpenAPI document against the program: generated requests with real ids, as several accounts, each undone.

HOSO_FUZZ_EXAMPLES makes the run larger (4 otherwise, of each kind for each of two accounts).
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hoso.main import create_app
from hoso.support.settings import Settings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case as Generated
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from tests.integrity.who_may import Case, cases
from tests.people import World
from tests.prepared import Prepared

EXAMPLES = int(os.environ.get("HOSO_FUZZ_EXAMPLES", "4"))
# Nobody signs in with them here: see test_signing_in_and_uploading_are_for_everybody_who_has_an_account.
FORMS = {"signIn", "refreshToken", "signOut", "uploadFile", "readEdxml", "receiveEdxml"}
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]


class Reached(Counter[str]):
    """How often each operation answered 2xx."""


@pytest.fixture(scope="module")
def reached() -> Reached:
    return Reached()


@pytest.fixture(scope="module")
def schema(prepared: Prepared) -> Any:
    return schemathesis.openapi.from_dict(prepared.world.app.openapi())


def real_ids(prepared: Prepared) -> list[str]:
    return [v for v in (*prepared.ids.values(), *prepared.world.ids.values()) if len(v) == 36]


def send(world: World, account: str, case: Generated) -> schemathesis.Response:
    """The generated request through our own transport, its answer as schemathesis wants it."""
    raw = case.as_transport_kwargs(base_url="http://hoso.test")
    prepared = requests.Request(
        raw["method"], raw["url"], headers={k: v for k, v in (raw.get("headers") or {}).items() if v is not None}, params=raw.get("params"),
        data=raw.get("data"), json=raw.get("json"), files=raw.get("files"), cookies=raw.get("cookies"),
    ).prepare()  # fmt: skip
    client = world.as_(account)
    headers = {**dict(prepared.headers), "Authorization": client.headers["Authorization"]}
    body = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body
    answer = client.request(raw["method"], str(prepared.url), content=body, headers=headers)
    return schemathesis.Response(
        answer.status_code, {k: [v] for k, v in answer.headers.items()}, answer.content, prepared, 0.0, False, encoding="utf-8"
    )


def with_real_ids(prepared: Prepared, valid: list[Case], data: Any, case: Generated) -> Generated:
    """Half of the requests go to the record of the operation's valid request with its body varied, half to any record."""
    wanted = data.draw(st.sampled_from(valid)) if valid else None
    if wanted is not None and data.draw(st.booleans()):
        names = [p[1:-1] for p in case.operation.path.split("/") if p.startswith("{")]
        values = [v for p, v in zip(case.operation.path.split("/")[3:], wanted.path.split("/")[1:], strict=True) if p.startswith("{")]
        case.path_parameters = dict(zip(names, values, strict=True))
        case.query = dict(wanted.query or {})
        if isinstance(wanted.body, dict):
            body = dict(wanted.body)
            if isinstance(case.body, dict):
                more = data.draw(st.lists(st.sampled_from(sorted(map(str, case.body))), max_size=2)) if case.body else []
                body |= {name: case.body[name] for name in more}
            case.body = body
        return case
    ids = real_ids(prepared)
    for name in case.path_parameters or {}:
        if name.endswith("_id"):
            case.path_parameters[name] = data.draw(st.sampled_from(ids))
    return case


def by_operation(schema: Any) -> dict[str, Any]:
    return {o.ok().definition.raw["operationId"]: o.ok() for o in schema.get_all_operations()}


def rightful(operation: str, valid: list[Case]) -> list[str]:
    """One account that may, and one that may not."""
    who = next((f"{r}.snv" if "." not in r and r != "docgia" else r for c in valid for r in sorted(c.who)), "vanthu.snv")
    return [who, "chuyenvien.stc" if operation.startswith(("get", "list")) else "vanthu.snv"]


def operation_ids() -> list[str]:
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    app = create_app(Settings(nowhere, nowhere, "file:///tmp/hoso-none", Path("/tmp/hoso-none"), {"t": "t" * 48}))
    return sorted(o["operationId"] for methods in app.openapi()["paths"].values() for o in methods.values())


@pytest.mark.parametrize("operation", operation_ids())
def test_no_generated_request_breaks_an_operation(prepared: Prepared, schema: Any, reached: Reached, operation: str) -> None:
    """No 5xx, no undeclared status or content type, every answer as declared."""
    valid = [c for c in cases(prepared.world, prepared.ids) if c.operation == operation]
    modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
    described = by_operation(schema)[operation]
    for account, mode in ((a, m) for a in rightful(operation, valid) for m in modes):
        strategy = _strategy(described, mode)
        if strategy is not None:
            _try(prepared, reached, account, valid, strategy)


def _try(prepared: Prepared, reached: Reached, account: str, valid: list[Case], strategy: Any) -> None:

    @settings(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=strategy, data=st.data())
    def attempt(case: Generated, data: Any) -> None:
        case = with_real_ids(prepared, valid, data, case)
        with prepared.undone():
            answer = send(prepared.world, account, case)
        assert answer.status_code < 500, (account, case.as_curl_command(), answer.text)
        case.validate_response(answer, checks=CHECKS)
        if answer.status_code < 300:
            reached[case.operation.definition.raw["operationId"]] += 1

    attempt()


def _strategy(described: Any, mode: GenerationMode) -> Any:
    if mode is GenerationMode.NEGATIVE and not described.body and not described.query and not described.path_parameters:
        return None
    return described.as_strategy(generation_mode=mode)


def test_every_operation_was_reached(prepared: Prepared, schema: Any, reached: Reached) -> None:
    """What generation alone does not reach is reached by the oracle's valid request, whose answer must be as declared, too."""
    world, operations = prepared.world, by_operation(schema)
    for case in cases(world, prepared.ids):
        account = next(f"{r}.snv" if "." not in r and r != "docgia" else r for r in sorted(case.who))
        described = operations[case.operation]
        names = [p[1:-1] for p in described.path.split("/") if p.startswith("{")]
        values = [v for p, v in zip(described.path.split("/")[3:], case.path.split("/")[1:], strict=True) if p.startswith("{")]
        media = "application/json" if case.body is not None else None
        more = {"body": case.body, "media_type": media} if media else {}
        made = described.Case(path_parameters=dict(zip(names, values, strict=True)), query=dict(case.query or {}), method=case.method, **more)
        with prepared.undone():
            answer = send(world, account, made)
        assert answer.status_code < 300, (case, answer.text)
        made.validate_response(answer, checks=CHECKS)
        reached[case.operation] += 1
    print("answered 2xx:", dict(sorted(reached.items())))
    assert set(operations) - set(reached) == FORMS - set(reached)
