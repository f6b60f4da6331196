"""The deployment files: valid against the Compose specification, no secret with a default, and the very commands of the images run.

No container engine is needed: the commands run as processes, nginx serves the rendered template.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import psycopg
import pytest
import yaml

from tests.conftest import APP_ROLE, url_of
from tests.servers import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text()
HOSO = str(Path(sys.executable).parent / "hoso")
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
REFERENCE = re.compile(r"\$\{(\w+)(?:(:[?-])([^}]*))?\}")
GIVEN = {"HOSO_APP_PASSWORD": "application", "HOSO_OWNER_PASSWORD": "owner", "HOSO_SECRETS": "k1:" + "s" * 40}


def composed(given: dict[str, str]) -> dict[str, Any]:
    """The file with its variables filled in, as Compose does. Raises KeyError with the name of one that is required."""

    def fill(found: re.Match[str]) -> str:
        name, how, word = found.groups()
        if given.get(name):
            return given[name]
        if how == ":-":
            return str(word)
        raise KeyError(name)

    without_comments = re.sub(r"(?m)^\s*#.*$", "", TEXT)
    return dict(yaml.safe_load(REFERENCE.sub(fill, without_comments)))


COMPOSE = composed(GIVEN)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def test_the_file_is_valid_by_the_compose_specification() -> None:
    schema = json.loads((files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json").read_text())
    jsonschema.validate(COMPOSE, schema)
    broken = {**COMPOSE, "services": {**SERVICES, "api": {**SERVICES["api"], "healthchek": {}}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


@pytest.mark.parametrize("name", GIVEN)
def test_a_missing_secret_is_named_and_has_no_default(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        composed({key: value for key, value in GIVEN.items() if key != name})
    for variable, how, word in REFERENCE.findall(TEXT):
        if re.search("PASSWORD|SECRET|KEY", variable):
            assert how == ":?" or word == "", variable


def test_what_runs_on_is_watched_restarted_and_no_root() -> None:
    lasting = {name for name, service in SERVICES.items() if service.get("restart") == "unless-stopped"}
    assert lasting == {"postgres", "api", "worker", "web", "s3"}
    in_image = {"web"} if "HEALTHCHECK" in (ROOT / "frontend" / "Dockerfile").read_text() else set()
    assert {n for n, s in SERVICES.items() if "healthcheck" in s} | in_image == {"postgres", "api", "web", "s3"}
    assert re.search(r"(?m)^USER [1-9]\d*$", (ROOT / "backend" / "Dockerfile").read_text())
    assert "FROM nginxinc/nginx-unprivileged:" in (ROOT / "frontend" / "Dockerfile").read_text()
    for name in ("api", "worker", "web", "migrate"):
        assert (SERVICES[name]["cap_drop"], SERVICES[name]["security_opt"]) == (["ALL"], ["no-new-privileges:true"])
    named = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert named == set(COMPOSE["volumes"])
    assert {n for n, s in SERVICES.items() if s.get("profiles")} == {"demo", "s3"}


def test_only_the_migration_knows_the_owner_of_the_database() -> None:
    knows = {name for name, service in SERVICES.items() if "HOSO_DATABASE_OWNER_URL" in service.get("environment", {})}
    assert knows == {"migrate", "demo"}


def test_the_image_installs_what_the_tests_ran_with() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"(?m)^[\w.\[\]-]+==\S+", (ROOT / "backend" / name).read_text()))

    runtime, everything = pins("requirements.runtime.lock"), pins("requirements.lock")
    assert runtime < everything
    assert not any(pin.startswith(("pytest==", "moto==", "mypy==")) for pin in runtime)
    assert "--require-hashes -r backend/requirements.runtime.lock" in (ROOT / "backend" / "Dockerfile").read_text()


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env=environment)
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(30) in (0, -15)


def environment_of(service: str, server: str, database: str, data: Path) -> dict[str, str]:
    """The service's own environment, with the test's server in the place of the host `postgres`."""
    wanted = {name: str(value) for name, value in SERVICES[service]["environment"].items() if value}
    wanted["HOSO_DATABASE_URL"] = url_of(server, database, APP_ROLE)
    if "HOSO_DATABASE_OWNER_URL" in wanted:
        wanted["HOSO_DATABASE_OWNER_URL"] = url_of(server, database)
    wanted["HOSO_DATA_DIR"], wanted["HOSO_FILE_STORE"] = str(data), f"file://{data / 'files'}"
    return {"PATH": os.environ["PATH"], **wanted}


@pytest.fixture(scope="module")
def empty_database(server: str) -> Iterator[str]:
    """A database without a table."""
    name = "hoso_test_" + os.urandom(6).hex()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
    yield name
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="module")
def deployed(server: str, empty_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The services' own commands as processes, nginx before them; the address of the page."""
    data = tmp_path_factory.mktemp("deployed")
    hoso = [HOSO, *SERVICES["migrate"]["command"][1:]]
    subprocess.run(hoso, env=environment_of("migrate", server, empty_database, data), check=True, timeout=120)
    settings = environment_of("api", server, empty_database, data)
    first = ["create-admin", "--agency-code", "H56.12", "--agency-name", "Sở Nội vụ", "--username", "quantri", "--password", "Mat-khau-1-Dai!"]
    subprocess.run([HOSO, *first], env=settings, check=True, timeout=60)
    worker = [HOSO, *SERVICES["worker"]["command"][1:], "--once"]
    subprocess.run(worker, env=environment_of("worker", server, empty_database, data), check=True, timeout=60)
    port, web = free_port(), free_port()
    command = SERVICES["api"]["command"]
    command = [HOSO, *command[1:-1], command[-1]]
    command[command.index("--port") + 1], command[command.index("--host") + 1] = str(port), "127.0.0.1"
    with running(command, settings):
        wait_for(f"http://127.0.0.1:{port}/api/v1/ready")
        with nginx(data, web, port):
            yield f"http://127.0.0.1:{web}"


@contextmanager
def nginx(directory: Path, web: int, api: int) -> Iterator[None]:
    """Debian's nginx with the rendered template, all its files in the directory."""
    assert NGINX, "nginx is missing: make test installs it"
    directory.chmod(0o755)
    wanted = {"HOSO_WEB_LISTEN": f"127.0.0.1:{web}", "HOSO_WEB_ROOT": str(ROOT / "frontend" / "dist"), "HOSO_API_UPSTREAM": f"http://127.0.0.1:{api}",
              "HOSO_API_URL": "", "HOSO_SIGNER_URL": "http://127.0.0.1:17999"}  # fmt: skip
    template = (ROOT / "frontend" / "nginx.conf.template").read_text()
    server = re.sub(r"\$\{(HOSO_\w+)\}", lambda found: wanted[found[1]], template)
    temporary = "".join(f"{kind}_temp_path {directory}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (directory / "nginx.conf").write_text(
        f"daemon off; {'user root;' if os.geteuid() == 0 else ''} pid {directory}/nginx.pid; error_log {directory}/error.log;\nevents {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off;\n{temporary}{server} }}\n"
    )
    command = [NGINX, "-p", str(directory), "-c", str(directory / "nginx.conf"), "-e", str(directory / "error.log")]
    with running(command, {"PATH": os.environ["PATH"]}):
        wait_for(f"http://127.0.0.1:{web}/healthz")
        yield


def test_the_page_answers_for_every_path_with_its_guards(deployed: str) -> None:
    for path in ("/", "/van-ban-den", "/ho-so/123"):
        page = httpx.get(f"{deployed}{path}", headers={"Accept-Encoding": "gzip"})
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html")
        assert '<div id="root">' in page.text
        assert page.headers["cache-control"] == "no-cache"
        policy = page.headers["content-security-policy"]
        assert "default-src 'self'" in policy and "http://127.0.0.1:17999" in policy, "the page may speak to the signing program of the person's machine"
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert (page.headers["x-content-type-options"], page.headers["referrer-policy"]) == ("nosniff", "no-referrer")
        assert re.fullmatch("nginx", page.headers["server"])
    config = httpx.get(f"{deployed}/config.json")
    assert (config.json(), config.headers["cache-control"]) == ({"apiBaseUrl": ""}, "no-store")


def test_the_page_s_files_are_compressed_kept_and_typed(deployed: str) -> None:
    names = sorted((ROOT / "frontend" / "dist" / "assets").iterdir())
    for suffix, kind in ((".js", "text/javascript"), (".css", "text/css"), (".mjs", "text/javascript")):
        name = max((n for n in names if n.suffix == suffix), key=lambda n: n.stat().st_size).name
        answer = httpx.get(f"{deployed}/assets/{name}", headers={"Accept-Encoding": "gzip"})
        assert (answer.status_code, answer.headers["content-encoding"], answer.headers["content-type"]) == (200, "gzip", kind)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "content-security-policy" in answer.headers
    font = httpx.get(f"{deployed}/assets/{next(n for n in names if n.suffix == '.woff2').name}", headers={"Accept-Encoding": "gzip"})
    assert (font.headers["content-type"], "content-encoding" in font.headers) == ("font/woff2", False)
    assert httpx.get(f"{deployed}/assets/missing.js").status_code == 404


def test_the_api_answers_through_the_page_s_server(deployed: str) -> None:
    signed_in = httpx.post(f"{deployed}/api/v1/auth/token", data={"username": "quantri", "password": "Mat-khau-1-Dai!"})
    assert signed_in.status_code == 200
    bearer = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
    assert httpx.get(f"{deployed}/api/v1/me", headers=bearer).json()["agency"]["code"] == "H56.12"
    refused = httpx.post(f"{deployed}/api/v1/auth/token", data={"username": "vanthu.snv", "password": "Hoso@2026!"})
    assert refused.status_code == 401  # no demo here
    health = httpx.get(f"{deployed}/api/v1/health")
    assert (health.json()["demo"], health.headers.get_list("x-content-type-options")[0]) == (False, "nosniff")
    assert len(health.headers.get_list("cache-control")) <= 1  # the API's own, never the page's beside it
