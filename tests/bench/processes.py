"""The processes that are measured: the API and the worker as `make up` starts them; their CPU and memory from /proc."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

TICK = os.sysconf("SC_CLK_TCK")
SECRET = "b" * 48


def tree(root: int) -> list[int]:
    """The process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def cpu_seconds(root: int) -> float:
    """User and system time that the tree has used, ended children included."""
    total = 0
    for pid in tree(root):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += sum(int(f) for f in fields[11:15])
    return total / TICK


def memory_mb(root: int) -> float:
    """Proportional set size (PSS) of the tree in MB."""
    total = 0
    for pid in tree(root):
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(database_url: str, data_dir: Path) -> Iterator[tuple[int, int, int]]:
    """(port, process of the API, process of the worker), ended afterwards."""
    environment = {
        **os.environ, "HOSO_DATABASE_URL": database_url, "HOSO_DATA_DIR": str(data_dir), "HOSO_DEMO": "1", "HOSO_SECRETS": f"bench:{SECRET}",
    }  # fmt: skip
    hoso, port = str(Path(sys.executable).parent / "hoso"), _free_port()
    api = subprocess.Popen([hoso, "serve", "--port", str(port)], env=environment, start_new_session=True)
    worker = subprocess.Popen([hoso, "worker"], env=environment, start_new_session=True)
    try:
        for _ in range(300):
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"http://127.0.0.1:{port}/api/v1/ready", timeout=2).status_code == 200:
                    break
            time.sleep(0.1)
        yield port, api.pid, worker.pid
    finally:
        for process in (api, worker):
            process.send_signal(signal.SIGTERM)
        for process in (api, worker):
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
