"""Run the whole house in one command: PostgreSQL, the API processes, the worker, the page; Ctrl+C ends all of it.

For the demo and for a small office. Never leaves a process behind: children that die are noticed, all are ended in
order, and they end by themselves when this command is killed.
"""

import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from sqlmodel import select

from hoso.support.database import open_engine, transaction
from hoso.support.isolation import declare_mode
from hoso.support.migrating import migrate
from hoso.support.organisations import Agency
from hoso.support.postgres import LocalPostgres
from hoso.support.postgres_account import CannotRun
from hoso.support.reference import load_reference

ROOT = Path(__file__).resolve().parents[2]
APP_ROLE = "hoso_app"
PATIENCE = 180.0
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
SAID = """
Hồ Sơ — bản trình diễn, dữ liệu giả định. Mở {web}
Mật khẩu của mọi tài khoản: Hoso@2026!
  văn thư vanthu.snv · lãnh đạo lanhdao.snv, pholanhdao.snv · phòng truongphong.snv, phophong.snv, chuyenvien.snv
  lưu trữ cơ quan luutru.snv · quản trị quantri.snv   (snv, stc, ubnd, hacthanh, hatrung)
  lưu trữ lịch sử luutru.ltls, lanhdao.ltls, phongdoc.ltls · độc giả docgia · theo dõi toàn tỉnh theodoi.snv
Ctrl+C để dừng.

ready {api} {web}
"""


class Stopped(BaseException):
    """SIGINT or SIGTERM came. No library that catches Exception may swallow it."""


def _kept_secret(path: Path, length: int = 32) -> str:
    """A random secret that stays the same between runs, readable by the owner only."""
    if not path.exists() or not path.read_text():
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
    declare_mode(owner, os.environ.get("HOSO_MODE", "ordinary"))
    return owner, application


def _require_free(name: str, port: str) -> None:
    """Raises SystemExit when somebody listens on the port, or it is none."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SystemExit(f"{name}={port} is no port: choose a number from 1 to 65535")
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("127.0.0.1", int(port)))
        except OSError as error:
            told = f"port {port} cannot be used ({error.strerror}): stop the program that has it, or choose another: {name}=<port> make up"
            raise SystemExit(told) from None


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 our own loopback address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _wait(children: list[subprocess.Popen[bytes]], *urls: str) -> None:
    deadline = time.monotonic() + PATIENCE
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


def _tie_to(parent: int) -> None:
    """In the child: ask the system to end it when the parent dies, also by kill -9. Linux only; elsewhere nothing is lost but this."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


def _start(children: list[subprocess.Popen[bytes]], command: list[str], environment: dict[str, str], directory: Path = ROOT) -> subprocess.Popen[bytes]:
    """A child in a session of its own: Ctrl+C reaches this command only, which ends them in order."""
    parent = os.getpid()
    child = subprocess.Popen(command, env=environment, cwd=directory, start_new_session=True, preexec_fn=lambda: _tie_to(parent))
    children.append(child)
    return child


def _load(children: list[subprocess.Popen[bytes]], environment: dict[str, str], owner: str) -> None:
    """Reference data, and the demo province where there is none yet."""
    engine = open_engine(owner, 1)
    try:
        with transaction(engine) as db:
            load_reference(db)
            is_loaded = db.exec(select(Agency.id).limit(1)).first() is not None
    finally:
        engine.dispose()
    if is_loaded:
        return
    sys.stdout.write("loading the demo province …\n")
    sys.stdout.flush()
    child = _start(children, [str(Path(sys.executable).parent / "hoso"), "load-demo"], environment)
    if child.wait():
        raise SystemExit("the demo could not be loaded; the message stands above")
    children.remove(child)


def _start_parts(children: list[subprocess.Popen[bytes]], environment: dict[str, str], api: str, web: str) -> None:
    hoso = str(Path(sys.executable).parent / "hoso")
    _start(children, [hoso, "serve", "--port", api.rsplit(":", 1)[1]], environment)
    _start(children, [hoso, "worker"], environment)
    page = {**environment, "HOSO_API_URL": api, "HOSO_WEB_PORT": web.rsplit(":", 1)[1]}
    for secret in ("HOSO_DATABASE_URL", "HOSO_DATABASE_OWNER_URL", "HOSO_SECRETS"):
        page.pop(secret)  # the page's server has no use for them
    _start(children, ["node", "server.mjs"], page, ROOT / "frontend")


def _stop_signal(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _run(data_dir: Path, api: str, web: str, postgres: LocalPostgres, children: list[subprocess.Popen[bytes]]) -> None:
    owner, application = prepare_database(data_dir, postgres)
    environment = _environment(data_dir, owner, application, web)
    _load(children, environment, owner)
    _start_parts(children, environment, api, web)
    _wait(children, f"{api}/api/v1/ready", f"{web}/")
    sys.stdout.write(SAID.format(api=api, web=web))
    sys.stdout.flush()
    while all(child.poll() is None for child in children):
        time.sleep(0.5)
    raise SystemExit("a part of the program ended; its message stands above")


def up() -> None:
    """Everything, with the demo province, until SIGINT or SIGTERM. A fault that a person can mend is said in one line."""
    ports = {name: os.environ.get(name, default) for name, default in (("HOSO_API_PORT", "8000"), ("HOSO_WEB_PORT", "5173"))}
    for name, port in ports.items():
        _require_free(name, port)
    if not (ROOT / "frontend" / "dist" / "index.html").exists():
        raise SystemExit("the page is not built: run `make up`, which builds it")
    data_dir = Path(os.environ.get("HOSO_DATA_DIR", ROOT / "var")).resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    api, web = (f"http://127.0.0.1:{port}" for port in ports.values())
    signal.signal(signal.SIGTERM, _stop_signal)
    signal.signal(signal.SIGINT, _stop_signal)
    children = list[subprocess.Popen[bytes]]()
    try:
        postgres = LocalPostgres()
        try:
            _run(data_dir, api, web, postgres, children)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _end(children)
            postgres.stop()
    except Stopped:
        sys.stdout.write("stopped\n")
    except CannotRun as error:
        raise SystemExit(str(error)) from None
