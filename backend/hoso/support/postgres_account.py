"""The account of the operating system under which a local PostgreSQL runs.

PostgreSQL refuses to run as root; so when the command is root's, a system user without a shell is made once and the
server, and nothing else, runs as that user. Never widens what other users may read.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import struct
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

SYSTEM_USER = "hoso-pg"
_ACL = "system.posix_acl_access"
_ACL_VERSION, _NO_ID = 2, 0xFFFFFFFF
_USER_OBJ, _USER, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20


class CannotRun(Exception):
    """The local database server cannot be started; the message says what to do."""


class _Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """The server's user; without one, the server runs as the caller."""

    uid: int | None = None
    gid: int | None = None

    def arguments(self) -> _Identity:
        """What `subprocess` needs in order to run a program as this user."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give the path to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def account_for_server() -> Account:
    """The caller itself; a system user, made when missing, when the caller is root."""
    if os.geteuid() != 0:
        return Account()
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _make_user()
        entry = pwd.getpwnam(SYSTEM_USER)
    return Account(entry.pw_uid, entry.pw_gid)


def _make_user() -> None:
    if shutil.which("useradd"):
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    else:  # busybox
        command = ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", SYSTEM_USER]
    told = ""
    for _ in range(40):  # several commands may start at once on a new machine: useradd locks the list of users and does not wait
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
            return
        except (OSError, subprocess.CalledProcessError) as error:
            told = getattr(error, "stderr", "") or str(error)
        with contextlib.suppress(KeyError):
            pwd.getpwnam(SYSTEM_USER)  # another command was quicker
            return
        time.sleep(0.25)
    raise CannotRun(f"Run as root, PostgreSQL needs the user {SYSTEM_USER}, and it cannot be made: {told}")


def let_reach(account: Account, directory: Path) -> None:
    """Let the account pass through the directories above `directory` and into it.

    Grants that one user "x" by an access list, never others, and only where it is missing. Raises CannotRun.
    """
    if account.uid is None:
        return
    for step in (*reversed(directory.parents), directory):
        if _may_pass(account, directory=step):
            continue
        try:
            _grant_pass(step, account.uid)
        except OSError as error:
            raise CannotRun(
                f"The database runs as user {SYSTEM_USER}, which may not enter {step} ({error.strerror}). "
                f"Choose another HOSO_DATA_DIR, or allow it: chmod o+x {step}"
            ) from None


def _may_pass(account: Account, directory: Path) -> bool:
    """Asked of the system itself, as that user: modes, access lists and mounts all count."""
    asked = subprocess.run(["/bin/sh", "-c", 'cd "$1"', "sh", str(directory)], capture_output=True, cwd="/", **account.arguments())
    return asked.returncode == 0


def _grant_pass(directory: Path, uid: int) -> None:
    """Add `user:uid:--x` to the access list (the layout of Linux: a version, then tag, rights and id of each entry)."""
    try:
        raw = os.getxattr(directory, _ACL)
        entries = [entry for entry in struct.iter_unpack("<HHI", raw[4:]) if entry[:1] + entry[2:] != (_USER, uid)]
    except OSError:  # none yet: the mode says it all
        mode = directory.stat().st_mode
        entries = [(_USER_OBJ, mode >> 6 & 7, _NO_ID), (_GROUP_OBJ, mode >> 3 & 7, _NO_ID), (_OTHER, mode & 7, _NO_ID)]
    mask = next((entry[1] for entry in entries if entry[0] == _MASK), next(e[1] for e in entries if e[0] == _GROUP_OBJ))
    entries = [entry for entry in entries if entry[0] != _MASK] + [(_USER, 1, uid), (_MASK, mask | 1, _NO_ID)]
    packed = b"".join(struct.pack("<HHI", *entry) for entry in sorted(entries, key=lambda entry: (entry[0], entry[2])))
    os.setxattr(directory, _ACL, struct.pack("<I", _ACL_VERSION) + packed)


def write_secret(path: Path) -> str:
    """The random password in the file, made there (mode 0600, on disk before it is used) when there is none."""
    if path.exists():
        return path.read_text().strip()
    password = secrets.token_urlsafe(32)
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as written:
        written.write(password + "\n")
        written.flush()
        os.fsync(written.fileno())
    new.rename(path)
    return password
