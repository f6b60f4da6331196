"""Signing in: who fails too often is locked out, who leaves takes the sessions along, nothing starts with an unsafe secret."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psycopg
import pytest
from fastapi import FastAPI
from hoso.main import create_app
from hoso.support.settings import Settings, UnsafeSettings, load_settings

from tests.people import PASSWORD, World
from tests.servers import two_api_processes

NEW = "Khac@2026-moi"


def attempt(client: httpx.Client, password: str, username: str = "vanthu.snv") -> httpx.Response:
    return client.post("/auth/token", data={"username": username, "password": password})


def tags(owner_url: str, person: str) -> Counter[str]:
    with psycopg.connect(owner_url) as connection:
        return Counter(row[0] for row in connection.execute("select tag from trail_entry where subject_id = %s", [person]))


def test_parallel_guesses_through_two_processes_get_five_tries(world: World, app: FastAPI, owner_url: str) -> None:
    with two_api_processes(app) as bases, ThreadPoolExecutor(12) as pool:

        def guess(number: int) -> str:
            data = {"username": "vanthu.snv", "password": f"Sai@2026-{number}"}
            return str(httpx.post(f"{bases[number % 2]}/auth/token", data=data, timeout=60).json()["code"])

        codes = Counter(pool.map(guess, range(30)))
        assert codes == {"wrong_password": 5, "account_locked": 25}
        right = {"username": "vanthu.snv", "password": PASSWORD}
        assert httpx.post(f"{bases[0]}/auth/token", data=right, timeout=60).json()["code"] == "account_locked"
    assert tags(owner_url, world.ids["vanthu.snv"]) == {"account:locked": 1}


def locked_out(world: World) -> None:
    for _ in range(5):
        assert attempt(world.client(), "Sai@2026-x").status_code == 401
    assert attempt(world.client(), PASSWORD).json()["code"] == "account_locked"


def test_time_unlocks_not_before_twelve_hours(world: World, owner_url: str) -> None:
    locked_out(world)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        row = connection.execute("select locked_until - now() from person where username = 'vanthu.snv'").fetchone()
        assert row
        assert 11.9 < row[0].total_seconds() / 3600 <= 12
        connection.execute("update person set locked_until = now() - interval '1 second' where username = 'vanthu.snv'")
    assert attempt(world.client(), PASSWORD).status_code == 200


def test_the_administrator_unlocks(world: World, owner_url: str) -> None:
    locked_out(world)
    person = world.ids["vanthu.snv"]
    shown = world.as_("quantri.snv").get(f"/administration/people/{person}").json()
    assert (shown["state"], "unlockPerson" in shown["allowed_actions"]) == ("locked", True)
    found = [world.as_("quantri.snv").get("/administration/people", params={"is_locked": yes}).json()["items"] for yes in (True, False)]
    assert [p["username"] for p in found[0]] == ["vanthu.snv"] and "vanthu.snv" not in [p["username"] for p in found[1]] and found[1]
    assert world.as_("quantri.snv").post(f"/administration/people/{person}/unlocking").json()["state"] == "active"
    assert attempt(world.client(), PASSWORD).status_code == 200
    assert tags(owner_url, person)["account:unlocked"] == 1


def test_a_right_password_forgets_the_failures(world: World) -> None:
    for _ in range(2):
        for _ in range(4):
            attempt(world.client(), "Sai@2026-x")
        assert attempt(world.client(), PASSWORD).status_code == 200


def test_a_changed_password_ends_every_other_session(world: World, owner_url: str) -> None:
    here, there = attempt(world.client(), PASSWORD).json(), attempt(world.client(), PASSWORD).json()
    own = world.client(Authorization=f"Bearer {here['access_token']}")
    body = {"current_password": PASSWORD, "new_password": NEW, "refresh_token": here["refresh_token"]}
    assert own.post("/me/password", json=body).status_code == 204
    assert world.client().post("/auth/refresh", json={"refresh_token": there["refresh_token"]}).status_code == 401
    assert world.client().post("/auth/refresh", json={"refresh_token": here["refresh_token"]}).status_code == 200
    assert (attempt(world.client(), PASSWORD).status_code, attempt(world.client(), NEW).status_code) == (401, 200)
    assert tags(owner_url, world.ids["vanthu.snv"])["account:password-changed"] == 1
    trail = world.as_("quantri.snv").get("/trail", params={"subject": world.ids["vanthu.snv"]}).json()["items"]
    did = {e["tag"]: e["by_name"] for e in trail}
    assert did["account:signed-in"] == did["account:password-changed"] != "Hệ thống", "the person did it, nobody else"


@pytest.mark.parametrize(
    ("new", "code"),
    [("Ngan@1", "weak_password"), ("khongcohoa@2026", "weak_password"), ("KHONGCOTHUONG@1", "weak_password"), ("KhongCoSo@", "weak_password"),
     ("KhongCoDau2026", "weak_password"), (PASSWORD, "weak_password"), ("A" * 300, "malformed")],
)  # fmt: skip
def test_the_password_rule(world: World, new: str, code: str) -> None:
    answer = world.as_("vanthu.snv").post("/me/password", json={"current_password": PASSWORD, "new_password": new})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert attempt(world.client(), PASSWORD).status_code == 200


def test_guessing_the_current_password_locks_the_account(world: World) -> None:
    own = world.as_("vanthu.snv")
    guesses = [own.post("/me/password", json={"current_password": "Sai@2026-x", "new_password": NEW}) for _ in range(6)]
    assert [g.json()["code"] for g in guesses] == ["wrong_current_password"] * 5 + ["account_locked"]
    assert attempt(world.client(), PASSWORD).json()["code"] == "account_locked"


def test_a_reset_password_signs_out_and_must_be_changed(world: World) -> None:
    before = attempt(world.client(), PASSWORD).json()
    reset = world.as_("quantri.snv").post(f"/administration/people/{world.ids['vanthu.snv']}/password", json={"password": NEW})
    assert (reset.status_code, reset.json()["must_change_password"]) == (200, True)
    assert NEW not in reset.text
    assert world.client().post("/auth/refresh", json={"refresh_token": before["refresh_token"]}).status_code == 401
    token = attempt(world.client(), NEW).json()["access_token"]
    refused = world.client(Authorization=f"Bearer {token}").get("/incoming-documents")
    assert refused.json()["code"] == "password_change_required"


def test_two_refreshes_with_one_token_never_both_succeed(world: World) -> None:
    token = attempt(world.client(), PASSWORD).json()["refresh_token"]
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: world.client().post("/auth/refresh", json={"refresh_token": token}), range(2)))
    assert sorted(a.status_code for a in both) == [200, 401]
    winner = next(a for a in both if a.status_code == 200).json()["refresh_token"]
    assert world.client().post("/auth/refresh", json={"refresh_token": winner}).status_code == 401  # the family ended


def test_outside_the_demo_nobody_may_choose_the_demo_password(world: World, app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    person = world.ids["vanthu.snv"]
    world.as_("quantri.snv").post(f"/administration/people/{person}/password", json={"password": NEW})
    outside = Settings(**{**vars(app.state.settings), "demo": False})
    monkeypatch.setattr(app.state, "settings", outside)
    refused = world.as_("quantri.snv").post(f"/administration/people/{person}/password", json={"password": PASSWORD})
    assert (refused.status_code, refused.json()["code"]) == (422, "weak_password")


@pytest.mark.parametrize("secrets", ["", "k:short", "k:demo-only-secret-that-nobody-may-use-outside-the-demo"])
def test_nothing_starts_with_an_unsafe_secret_outside_the_demo(database: str, monkeypatch: pytest.MonkeyPatch, secrets: str) -> None:
    monkeypatch.setenv("HOSO_DATABASE_URL", database)
    monkeypatch.setenv("HOSO_SECRETS", secrets)
    monkeypatch.delenv("HOSO_DEMO", raising=False)
    with pytest.raises(UnsafeSettings):
        create_app()
    monkeypatch.setenv("HOSO_SECRETS", "k:" + "s" * 40)
    assert load_settings().demo is False


def test_a_foreign_page_is_answered_only_when_the_setting_names_it(app: FastAPI, tmp_path: Path) -> None:
    named = Settings(**{**vars(app.state.settings), "cors_origins": ("https://hoso.example",)})
    asked = {"Origin": "https://hoso.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,if-match"}
    stranger = {**asked, "Origin": "https://other.example"}
    open_, shut = World(create_app(named), {}, {}), World(app, {}, {})
    preflight = open_.client().options("/incoming-documents", headers=asked)
    assert preflight.headers["access-control-allow-origin"] == "https://hoso.example"
    assert "access-control-allow-origin" not in open_.client().options("/incoming-documents", headers=stranger).headers
    assert "access-control-allow-origin" not in shut.client().options("/incoming-documents", headers=asked).headers
    health = open_.client().get("/health", headers={"Origin": "https://hoso.example"})
    assert "ETag" in health.headers["access-control-expose-headers"]
    open_.app.state.engine.dispose()


@pytest.mark.parametrize("page", ["docs", "redoc"])
def test_the_documentation_asks_no_other_host(anonymous: httpx.Client, page: str) -> None:
    assert anonymous.get(f"http://hoso.test/{page}").headers["location"] == f"/api/v1/{page}"
    answer = anonymous.get(f"/{page}")
    assert answer.status_code == 200
    loaded = re.findall(r"""(?:src|href)=["']([^"'>]+)["']""", answer.text)
    ours = [address for address in loaded if address.startswith("/api/v1/docs-files/")]
    assert ours
    assert [a for a in loaded if "//" in a] == []
    for address in ours:
        assert anonymous.get(f"http://hoso.test{address}").status_code == 200
    assert anonymous.get("/redoc/logo-mini.svg").status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert "http" not in policy
    assert anonymous.get("/openapi.json").status_code == 200
