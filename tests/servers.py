"""Real API processes for tests, on ports of the loopback address, ended when the test ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from fastapi import FastAPI

ROOT = Path(__file__).resolve().parents[1]
_running: list[subprocess.Popen[bytes]] = []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def two_api_processes(app: FastAPI, ahead: Path | None = None, **more: str) -> Iterator[list[str]]:
    """The base addresses of two API processes that share the database and the store of `app`, their clock ahead by what the file says."""
    settings = app.state.settings
    environment = {
        **os.environ, "HOSO_DATABASE_URL": settings.database_url, "HOSO_FILE_STORE": settings.file_store, "HOSO_DEMO": "1",
        "HOSO_SECRETS": "test:" + "t" * 48, "HOSO_DATA_DIR": str(settings.data_dir), **more,
    }  # fmt: skip
    ports = [free_port(), free_port()]
    hoso = str(Path(sys.executable).parent / "hoso")
    commands = [[hoso, "serve", "--port", str(p)] if ahead is None else [sys.executable, "-m", "tests.serving_at", str(ahead), str(p)] for p in ports]
    processes = [subprocess.Popen(command, env=environment, cwd=ROOT) for command in commands]
    _running[:] = processes
    bases = [f"http://127.0.0.1:{port}/api/v1" for port in ports]
    try:
        for base in bases:
            wait_for(f"{base}/ready")
        yield bases
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(30)


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            if httpx.get(url, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")


def _kill_first() -> None:
    _running[0].kill()
    _running[0].wait()


two_api_processes.kill_first = _kill_first  # type: ignore[attr-defined]
