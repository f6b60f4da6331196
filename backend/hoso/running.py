"""Run the whole house in one command: PostgreSQL, the API processes, the worker, the page; Ctrl+C ends all of it.

For the demo and for a small office. Never leaves a process behind: children that die are noticed, all are ended in order.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from hoso.support.migrating import migrate
from hoso.support.postgres import LocalPostgres

ROOT = Path(__file__).resolve().parents[2]
APP_ROLE = "hoso_app"


class Stopped(Exception):
    """SIGINT or SIGTERM came."""


def _kept_secret(path: Path, length: int = 32) -> str:
    """A random secret that stays the same between runs, readable by the owner only."""
    if not path.exists():
        path.touch(0o600)
        path.write_text(secrets.token_hex(length))
    return path.read_text()


def prepare_database(data_dir: Path, postgres: LocalPostgres) -> tuple[str, str]:
    """Start the server, make the database and migrate it. (owner's address, application's address)."""
    owner = postgres.start(data_dir)
    head = owner.rpartition("/")[0]
    password = _kept_secret(data_dir / "app.password", 24)
    application = f"{head.split('://', 1)[0]}://{APP_ROLE}:{password}@{head.rsplit('@', 1)[1]}/hoso"
    migrate(owner, application)
    return owner, application


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 our own loopback address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _wait(children: list[subprocess.Popen[bytes]], *urls: str) -> None:
    deadline = time.monotonic() + 120
    waiting = list(urls)
    while waiting:
        if any(child.poll() is not None for child in children):
            raise SystemExit("a part of the program ended while starting; its message stands above")
        waiting = [url for url in waiting if not _answers(url)]
        if time.monotonic() > deadline:
            raise SystemExit(f"no answer from {', '.join(waiting)}")
        time.sleep(0.1)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in reversed(children):
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in reversed(children):
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _environment(data_dir: Path, owner: str, application: str, web: str) -> dict[str, str]:
    return {
        **os.environ, "HOSO_DATABASE_URL": application, "HOSO_DATABASE_OWNER_URL": owner, "HOSO_DEMO": "1",
        "HOSO_DATA_DIR": str(data_dir), "HOSO_SECRETS": f"up:{_kept_secret(data_dir / 'token.secret')}",
        "HOSO_CORS_ORIGINS": f"{web},{web.replace('127.0.0.1', 'localhost')}",
    }  # fmt: skip


def _start_parts(environment: dict[str, str], api: str, web: str) -> list[subprocess.Popen[bytes]]:
    hoso = str(Path(sys.executable).parent / "hoso")
    quiet = {**environment}
    children = [
        subprocess.Popen([hoso, "serve", "--port", api.rsplit(":", 1)[1]], env=quiet, start_new_session=True),
        subprocess.Popen([hoso, "worker"], env=quiet, start_new_session=True),
    ]
    server = ROOT / "frontend" / "server.mjs"
    if server.exists():
        page = {**environment, "HOSO_API_URL": api, "HOSO_WEB_PORT": web.rsplit(":", 1)[1]}
        children.append(subprocess.Popen(["node", str(server)], env=page, cwd=ROOT / "frontend", start_new_session=True))
    return children


def _stop_signal(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def up() -> None:
    """Everything, with the demo province, until SIGINT or SIGTERM."""
    data_dir = Path(os.environ.get("HOSO_DATA_DIR", ROOT / "var")).resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    api = f"http://127.0.0.1:{os.environ.get('HOSO_API_PORT', '8000')}"
    web = f"http://127.0.0.1:{os.environ.get('HOSO_WEB_PORT', '5173')}"
    signal.signal(signal.SIGTERM, _stop_signal)
    signal.signal(signal.SIGINT, _stop_signal)
    postgres, children = LocalPostgres(), list[subprocess.Popen[bytes]]()
    try:
        owner, application = prepare_database(data_dir, postgres)
        environment = _environment(data_dir, owner, application, web)
        subprocess.run([str(Path(sys.executable).parent / "hoso"), "load-demo"], env=environment, check=True)
        children = _start_parts(environment, api, web)
        _wait(children, f"{api}/api/v1/ready", *([f"{web}/"] if len(children) > 2 else []))
        sys.stdout.write(
            "\nHồ Sơ — bản trình diễn. Mật khẩu của mọi tài khoản: Hoso@2026!\n"
            "  vanthu.snv  lanhdao.snv  truongphong.snv  chuyenvien.snv  luutru.snv  (snv, stc, ubnd, hacthanh, hatrung)\n"
            "  luutru.ltls  docgia  theodoi.snv  quantri.snv\n\n"
            f"ready {api} {web}\n"
        )
        sys.stdout.flush()
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        raise SystemExit("a part of the program ended; its message stands above")
    except Stopped:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    finally:
        _end(children)
        postgres.stop()
