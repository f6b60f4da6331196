"""`hoso up` as a newcomer runs it: interrupted, anew, twice at once, ended by signal and by kill -9; nothing stays behind."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.people import PASSWORD
from tests.servers import free_port

HOSO = str(Path(sys.executable).parent / "hoso")
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300


class House:
    """One `hoso up` on its own ports and directory."""

    def __init__(self, directory: Path, api: int | None = None) -> None:
        self.directory = directory
        self.api, self.web = api or free_port(), free_port()
        environment = {**os.environ, "HOSO_DATA_DIR": str(directory), "HOSO_API_PORT": str(self.api), "HOSO_WEB_PORT": str(self.web)}
        self.log = directory.with_suffix(f".{self.web}.log")
        with self.log.open("wb") as output:
            self.process = subprocess.Popen([HOSO, "up"], cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True)

    def wait_for(self, line: str) -> None:
        """Until the line was said. Fails when the command ends before."""
        deadline = time.monotonic() + PATIENCE
        while not re.search(line, self.log.read_text(), re.MULTILINE):
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


def left_behind(directory: Path, patience: float = 20) -> list[str]:
    """Command lines of processes that still work for the directory, after a moment of patience."""
    deadline = time.monotonic() + patience
    while True:
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                said = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
                if str(directory).encode() in said or str((entry / "cwd").readlink()).startswith(str(directory)):
                    found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.2)


@pytest.fixture
def directory() -> Iterator[Path]:
    """A data directory that the database's account may enter."""
    base = Path(tempfile.mkdtemp(prefix="hoso-up-", dir="/tmp"))
    base.chmod(0o755)
    yield base / "var"
    shutil.rmtree(base, ignore_errors=True)


def check_of(directory: Path) -> str:
    """What `hoso check` says of the store and the trail while the house runs."""
    environ = next(e for e in map(environment_of, Path("/proc").glob("[0-9]*")) if e.get("HOSO_DATA_DIR") == str(directory) and "HOSO_DATABASE_URL" in e)
    return subprocess.run([HOSO, "check"], env={**os.environ, **environ}, capture_output=True, text=True, timeout=120).stdout


def environment_of(entry: Path) -> dict[str, str]:
    with suppress(OSError):
        pairs = (entry / "environ").read_bytes().decode("utf-8", "replace").split("\0")
        return dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    return {}


def test_a_start_that_was_interrupted_is_made_anew_and_ends_without_a_trace(directory: Path) -> None:
    house = House(directory)
    house.wait_for("^loading the demo province")
    time.sleep(4)  # keys and files are being written
    assert (house.end(signal.SIGTERM), left_behind(directory)) == (0, [])

    house = House(directory)
    house.wait_for(rf"^ready http://127\.0\.0\.1:{house.api} http://127\.0\.0\.1:{house.web}$")
    api, web = f"http://127.0.0.1:{house.api}/api/v1", f"http://127.0.0.1:{house.web}"
    signed_in = httpx.post(f"{api}/auth/token", data={"username": "vanthu.snv", "password": PASSWORD}, timeout=30)
    assert signed_in.status_code == 200
    page = httpx.get(f"{web}/van-ban-den", headers={"Accept-Encoding": "gzip"})
    assert (page.status_code, page.headers["content-encoding"]) == (200, "gzip")
    assert f"connect-src 'self' http://127.0.0.1:{house.api};" in page.headers["content-security-policy"]
    assert httpx.get(f"{web}/config.json").json() == {"apiBaseUrl": f"http://127.0.0.1:{house.api}"}
    assert check_of(directory) == "0 findings\n"

    same_port = House(directory.with_name("other"), api=house.api)
    assert same_port.process.wait(30) == 1
    assert f"port {house.api} cannot be used" in same_port.log.read_text()
    assert "Traceback" not in same_port.log.read_text()
    same_directory = House(directory)
    assert same_directory.process.wait(30) == 1
    assert same_directory.log.read_text().strip().endswith("is in use by another command of Hồ Sơ.")

    assert (house.end(signal.SIGINT), left_behind(directory)) == (0, [])
    assert house.log.read_text().rstrip().endswith("stopped")

    began = time.monotonic()
    house = House(directory)
    house.wait_for("^ready ")
    assert "loading" not in house.log.read_text()
    assert time.monotonic() - began < 60
    house.end(signal.SIGKILL)
    assert left_behind(directory, 40) == []


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_a_port_that_is_none_is_said(port: str) -> None:
    done = subprocess.run([HOSO, "up"], env={**os.environ, "HOSO_API_PORT": port}, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, f"HOSO_API_PORT={port} is no port: choose a number from 1 to 65535\n")
