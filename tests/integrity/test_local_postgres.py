"""The database server of one's own: many at once, as root or not, on other binaries, and nothing left behind."""

import contextlib
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from hoso.support import postgres as module
from hoso.support import postgres_account
from hoso.support.postgres import LocalPostgres
from hoso.support.postgres_account import CannotRun

ROOT = Path(__file__).resolve().parents[2]
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
# Starts a server on the directory, says its address, and waits to be ended.
COMMAND = """
import sys, time
from pathlib import Path
from hoso.support.postgres import LocalPostgres
print(LocalPostgres(durable=False).start(Path(sys.argv[1])), flush=True)
time.sleep(600)
"""


def started(directory: Path, python: str = sys.executable, **more: object) -> subprocess.Popen[str]:
    return subprocess.Popen([python, "-c", COMMAND, str(directory)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)  # type: ignore[call-overload,no-any-return]


def address(command: subprocess.Popen[str]) -> str:
    assert command.stdout is not None
    line = command.stdout.readline().strip()
    assert line.startswith("postgresql://"), line + command.stdout.read()
    return line


def servers_of(directory: Path) -> list[int]:
    """Ids of the server processes that work on a cluster under the directory."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str((entry / "cwd").readlink()).startswith(str(directory)):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def gone(directory: Path, patience: float = 60) -> bool:
    deadline = time.monotonic() + patience
    while servers_of(directory) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not servers_of(directory)


def test_six_commands_start_their_servers_at_once(ground: Path) -> None:
    commands = [started(ground / str(n)) for n in range(6)]
    try:
        addresses = [address(command) for command in commands]
        assert len({a.rsplit(":", 1)[1] for a in addresses}) == 6
        for one in addresses:
            with psycopg.connect(one) as connection:
                assert connection.execute("select 1").fetchone() == (1,)
    finally:
        for command in commands:
            command.terminate()
        for command in commands:
            command.wait(60)
    assert gone(ground)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_command_that_ends_leaves_no_server(ground: Path, how: signal.Signals) -> None:
    command = started(ground)
    address(command)
    assert servers_of(ground)
    command.send_signal(how)
    command.wait(60)
    assert gone(ground)


def test_a_second_command_on_the_same_directory_is_refused_and_the_first_lives(ground: Path) -> None:
    first = LocalPostgres(durable=False)
    try:
        one = first.start(ground)
        with pytest.raises(CannotRun, match="in use by another command"):
            LocalPostgres(durable=False).start(ground)
        with psycopg.connect(one) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    finally:
        first.stop()
    assert gone(ground)


def test_a_port_that_was_free_a_moment_ago_is_asked_for_again(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another server took it, or a connection has its near end there: neither is found by looking afterwards."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = int(holder.getsockname()[1])
        ports = iter([taken, taken])
        free = module._free_port
        monkeypatch.setattr(module, "_free_port", lambda: next(ports, None) or free())
        server = LocalPostgres(durable=False)
        try:
            assert f":{taken}/" not in server.start(ground)
        finally:
            server.stop()
        with pytest.raises(CannotRun, match=f"Port {taken} is in use"):
            LocalPostgres(durable=False).start(ground, taken)


def test_the_list_of_users_that_another_command_holds_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[object] = []

    def useradd(*command: object, **_more: object) -> None:
        tries.append(command)
        if len(tries) < 3:
            raise subprocess.CalledProcessError(1, "useradd", stderr="useradd: cannot lock /etc/passwd; try again later.")

    def nobody(_name: str) -> None:
        raise KeyError

    monkeypatch.setattr(postgres_account.subprocess, "run", useradd)
    monkeypatch.setattr(postgres_account.pwd, "getpwnam", nobody)
    postgres_account._make_user()
    assert len(tries) == 3


def interpreter_for(who: pwd.struct_passwd) -> tuple[str, dict[str, str]] | None:
    """A Python that this user may run with our packages, and its environment: the suite's own often lies in root's home."""
    environment = {"PATH": os.defpath, "PYTHONPATH": f"{ROOT / 'backend'}:{Path(psycopg.__file__).parents[1]}"}
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        with contextlib.suppress(OSError):
            tried = subprocess.run(
                [python, "-c", "import psycopg, hoso.support.postgres"], user=who.pw_uid, group=who.pw_gid, extra_groups=[], cwd="/",
                env=environment, capture_output=True,
            )  # fmt: skip
            if tried.returncode == 0:
                return python, environment
    return None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user; an ordinary user runs all of this file as such")
def test_an_ordinary_user_starts_and_stops_one(ground: Path) -> None:
    """As `nobody`: its server runs under its own account, and ends with the command."""
    who = pwd.getpwnam("nobody")
    os.chown(ground, who.pw_uid, who.pw_gid)
    found = interpreter_for(who)
    if found is None:
        pytest.skip("no interpreter that another user may run: all of Python lies in root's own home")
    command = started(ground / "data", found[0], user=who.pw_uid, group=who.pw_gid, extra_groups=[], cwd="/", env=found[1])
    address(command)
    assert {(Path("/proc") / str(pid)).stat().st_uid for pid in servers_of(ground)} == {who.pw_uid}
    command.terminate()
    command.wait(60)
    assert gone(ground)


@pytest.mark.skipif(not DEBIAN, reason="no PostgreSQL of the distribution on this machine")
def test_the_binaries_of_the_machine_serve_as_well(ground: Path) -> None:
    server = LocalPostgres(DEBIAN[-1].parent, durable=False)
    try:
        with psycopg.connect(server.start(ground)) as connection:
            assert int(connection.execute("show server_version_num").fetchone()[0]) >= 150000  # type: ignore[index]
            assert connection.execute("select 'Đ' ~* 'đ', lower('ĐẾN')").fetchone() == (True, "đến")
    finally:
        server.stop()
    assert gone(ground)
