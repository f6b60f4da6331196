"""Asks the bounded process what a file carries; starts it at the first question and again when it is gone.

The file travels as a descriptor, so that nothing of it is written to a path. Never waits longer than the bounds say, once it has begun.
"""

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from hoso.support.inspecting.findings import BEGUN, MESSAGE, Bounds, Finding

_lock = threading.Lock()
_running: dict[int, tuple[subprocess.Popen[bytes], str, tuple[str, ...]]] = {}  # by our own process id: a fork starts its own
_COPY = 1 << 20
_START_SECONDS = 120  # the process loads its libraries once; on a busy small machine that takes longer than a file may
_SLACK_SECONDS = 5  # after the child's own alarm
_functions: list[str] = []  # what the process answers besides


class InspectorUnavailable(Exception):
    """The process that looks into files does not begin: nothing is known of the file, and it may be sent again."""


class Exhausted(Exception):
    """The file broke the bounds of whoever looked into it."""


def _address(again: bool = False) -> str:
    """The address of the running process."""
    with _lock:
        process, address, known = _running.get(os.getpid(), (None, "", ()))
        if process is not None and (again or process.poll() is not None or known != tuple(_functions)):
            process.kill()
            process.wait()
            process = None
        if process is None:
            directory = tempfile.mkdtemp(prefix="hoso-inspect-")
            address = str(Path(directory) / "socket")
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            listener.bind(address)
            listener.listen(64)
            command = [sys.executable, "-m", "hoso.support.inspecting.process", str(listener.fileno()), *_functions]
            process = subprocess.Popen(command, pass_fds=[listener.fileno()], stdin=subprocess.PIPE)
            listener.close()
            atexit.register(_end, process, Path(address))
            _running[os.getpid()] = (process, address, tuple(_functions))
        return address


def _end(process: subprocess.Popen[bytes], address: Path) -> None:
    process.kill()
    process.wait()
    address.unlink(missing_ok=True)
    with suppress(FileNotFoundError):  # ended before, by `rest`
        address.parent.rmdir()


def rest() -> None:
    """End the process that looks into files, where one runs: whoever asks it once an hour need not hold its memory between."""
    with _lock:
        process, address, _ = _running.pop(os.getpid(), (None, "", ()))
    if process is not None:
        _end(process, Path(address))


def _descriptor(stream: BinaryIO) -> int:
    """A descriptor of the stream's bytes: its own when it lies on disk, a copy in memory when it does not."""
    if getattr(stream, "_rolled", True):
        try:
            return os.dup(stream.fileno())
        except (OSError, AttributeError):
            pass
    copy = os.memfd_create("upload", os.MFD_CLOEXEC)
    stream.seek(0)
    while chunk := stream.read(_COPY):
        os.write(copy, chunk)
    stream.seek(0)
    return copy


def _ask(address: str, descriptor: int, question: dict[str, Any], bounds: Bounds) -> bytes:
    """The child's answer; b"" where it died of the file. The file's own time begins when the child says that it has begun.

    Raises ConnectionError where the process is gone, InspectorUnavailable where no child begins.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(_START_SECONDS)
        connection.connect(address)
        socket.send_fds(connection, [json.dumps({**question, "bounds": asdict(bounds)}).encode()], [descriptor])
        try:
            begun = connection.recv(len(BEGUN))
        except TimeoutError:
            raise InspectorUnavailable from None
        if begun != BEGUN:
            raise ConnectionResetError
        connection.settimeout(bounds.wall_seconds + _SLACK_SECONDS)
        answer = b""
        while chunk := connection.recv(MESSAGE):
            answer += chunk
        return answer


def _answer(stream: BinaryIO, question: dict[str, Any], bounds: Bounds) -> bytes:
    """The child's answer, b"" where it died of the file. Leaves the stream at its start."""
    if hasattr(stream, "flush"):
        stream.flush()
    descriptor = _descriptor(stream)
    try:
        try:
            return _ask(_address(), descriptor, question, bounds)
        except (ConnectionError, FileNotFoundError):
            return _ask(_address(again=True), descriptor, question, bounds)
    except TimeoutError:
        return b""
    except (ConnectionError, FileNotFoundError) as gone:
        raise InspectorUnavailable from gone
    finally:
        os.close(descriptor)
        stream.seek(0)


def inspect(stream: BinaryIO, media_type: str, bounds: Bounds) -> list[Finding]:
    """Findings of the stream's bytes; `exhausted` when the inspection broke its bounds. Leaves the stream at its start."""
    answer = _answer(stream, {"media_type": media_type}, bounds)
    return [Finding(code, place) for code, place in json.loads(answer)] if answer else [Finding("exhausted")]


def apart(function: str, bounds: Bounds) -> Callable[[BinaryIO], str | None]:
    """`module:function` (a stream → a word or None), asked in the bounded process.

    The result raises Exhausted where the file breaks the bounds, and leaves the stream at its start.
    """
    if function not in _functions:
        _functions.append(function)

    def ask(stream: BinaryIO) -> str | None:
        answer = _answer(stream, {"function": function}, bounds)
        if not answer:
            raise Exhausted
        said = json.loads(answer)["answer"]
        return None if said is None else str(said)

    return ask
