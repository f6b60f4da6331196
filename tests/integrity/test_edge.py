"""The edge: what is answered is committed, what is refused leaves nothing."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from fastapi import FastAPI
from hoso.support.database import BEFORE_COMMIT
from sqlmodel import Session

from tests.people import World

BODY = {"type_code": "CV", "issuer_name": "UBND tỉnh", "abstract": "Văn bản thử"}


@pytest.fixture
def before_commit() -> Any:
    """A place for a step that fails just before the commit; removed afterwards."""
    added: list[Callable[[Session], None]] = []

    def add(step: Callable[[Session], None]) -> None:
        BEFORE_COMMIT.append(step)
        added.append(step)

    yield add
    for step in added:
        BEFORE_COMMIT.remove(step)


def test_a_failed_commit_never_answers_2xx(world: World, owner_url: str) -> None:
    """A deferred constraint fails inside COMMIT itself: the latest moment at which anything can fail."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(
            "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;"
            "create constraint trigger late after insert on document deferrable initially deferred for each row execute function refuse()"
        )
    answer = world.as_("vanthu.snv").post("/incoming-documents", json=BODY)
    assert answer.status_code >= 500
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("drop trigger late on document")
    assert world.as_("vanthu.snv").get("/incoming-documents").json()["items"] == []
    assert world.as_("vanthu.snv").post("/incoming-documents", json=BODY).json()["arrival_number"] == 1


def test_the_trail_that_cannot_be_written_undoes_the_act(world: World, before_commit: Any) -> None:
    world.as_("vanthu.snv")

    def fail(db: Session) -> None:
        raise RuntimeError("the disk of the trail is full")

    before_commit(fail)
    assert world.as_("vanthu.snv").post("/incoming-documents", json=BODY).status_code == 500
    BEFORE_COMMIT.remove(fail)
    assert world.as_("vanthu.snv").get("/incoming-documents").json()["items"] == []
    BEFORE_COMMIT.append(fail)


def test_every_operation_asks_for_a_sign_in_or_is_named_public(app: FastAPI) -> None:
    operations = [
        (path, method, operation)
        for path, methods in app.openapi()["paths"].items() for method, operation in methods.items()
    ]  # fmt: skip
    assert len(operations) > 30
    public = {o["operationId"] for _, _, o in operations if o["x-permission"] == "public"}
    assert public == {"health", "ready", "signIn", "refreshToken", "signOut"}
    for path, method, operation in operations:
        assert operation.get("security") or operation["x-permission"] == "public", (path, method)
        assert operation["x-permission"], (path, method)


def test_without_a_sign_in_nothing_is_answered(app: FastAPI, world: World) -> None:
    client = world.client()
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            if operation["x-permission"] == "public":
                continue
            plain = path.removeprefix("/api/v1").replace("{", "").replace("}", "")
            for name in ("document_id", "entry_id", "register_id", "dossier_id", "submission_id", "transfer_id", "person_id", "job_id", "holding_id"):
                plain = plain.replace(name, "01a20e40-bd62-716f-9d2b-275818297fbb")
            answer = client.request(method, plain.replace("sha256", "a" * 64), json={})
            assert answer.status_code in (401, 422), (method, path, answer.status_code)


def test_a_forged_or_unsigned_token_is_refused(world: World) -> None:
    from jose import jwt

    claims = {"sub": world.ids["lanhdao.snv"], "iss": "hoso", "exp": 4102444800}
    forged = jwt.encode(claims, "x" * 48, algorithm="HS256", headers={"kid": "test"})
    unknown = jwt.encode(claims, "t" * 48, algorithm="HS256", headers={"kid": "other"})
    unsigned = "eyJhbGciOiJub25lIiwia2lkIjoidGVzdCJ9." + forged.split(".")[1] + "."
    expired = jwt.encode({**claims, "exp": 1}, "t" * 48, algorithm="HS256", headers={"kid": "test"})
    for token in (forged, unknown, unsigned, expired, "x"):
        assert world.client(Authorization=f"Bearer {token}").get("/me").status_code == 401
    right = jwt.encode(claims, "t" * 48, algorithm="HS256", headers={"kid": "test"})
    assert world.client(Authorization=f"Bearer {right}").get("/me").status_code == 200


def test_five_failures_lock_the_account(world: World) -> None:
    client = world.client()
    for _ in range(5):
        assert client.post("/auth/token", data={"username": "vanthu.snv", "password": "sai"}).json()["code"] == "wrong_password"
    locked = client.post("/auth/token", data={"username": "vanthu.snv", "password": "Hoso@2026!"})
    assert (locked.status_code, locked.json()["code"]) == (401, "account_locked")


def test_a_reused_refresh_token_ends_the_family(world: World) -> None:
    client = world.client()
    first = client.post("/auth/token", data={"username": "vanthu.snv", "password": "Hoso@2026!"}).json()["refresh_token"]
    second = client.post("/auth/refresh", json={"refresh_token": first}).json()["refresh_token"]
    assert client.post("/auth/refresh", json={"refresh_token": first}).json()["code"] == "refresh_rejected"
    assert client.post("/auth/refresh", json={"refresh_token": second}).status_code == 401


def test_the_demo_password_opens_nothing_outside_the_demo(world: World, app: FastAPI) -> None:
    import dataclasses

    app.state.settings = dataclasses.replace(app.state.settings, demo=False)
    answer = world.client().post("/auth/token", data={"username": "vanthu.snv", "password": "Hoso@2026!"})
    assert answer.status_code == 401


@pytest.mark.parametrize("value", ["", "short:abc", "k:demo-only-secret-that-nobody-may-use-outside-the-demo"])
def test_it_refuses_to_start_with_a_default_or_short_secret(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    from hoso.support.settings import UnsafeSettings, load_settings

    monkeypatch.setenv("HOSO_DATABASE_URL", "postgresql://x")
    monkeypatch.setenv("HOSO_SECRETS", value)
    monkeypatch.delenv("HOSO_DEMO", raising=False)
    with pytest.raises(UnsafeSettings):
        load_settings()
