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

_running: list[subprocess.Popen[bytes]] = []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def two_api_processes(app: FastAPI, **more: str) -> Iterator[list[str]]:
    """The base addresses of two API processes that share the database and the store of `app`."""
    settings = app.state.settings
    environment = {
        **os.environ, "HOSO_DATABASE_URL": settings.database_url, "HOSO_FILE_STORE": settings.file_store, "HOSO_DEMO": "1",
        "HOSO_SECRETS": "test:" + "t" * 48, "HOSO_DATA_DIR": str(settings.data_dir), **more,
    }  # fmt: skip
    ports = [_free_port(), _free_port()]
    hoso = str(Path(sys.executable).parent / "hoso")
    processes = [subprocess.Popen([hoso, "serve", "--port", str(port)], env=environment) for port in ports]
    _running[:] = processes
    bases = [f"http://127.0.0.1:{port}/api/v1" for port in ports]
    try:
        for base in bases:
            _wait(f"{base}/ready")
        yield bases
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(30)


def _wait(url: str) -> None:
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
