"""The process that opens foreign files: forks a child for each one, with bounds on memory, time and what it may write.

Run as `python -m hoso.support.inspecting.process <socket> [<module>:<function> …]`; ends with its parent. A child that breaks its
bounds dies alone. Besides the inspection it calls the functions that it was started with: what a later layer wants to read of a
foreign file before anything is kept.
"""

import contextlib
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from hoso.support.inspecting.findings import BEGUN, MESSAGE, Bounds, Finding
from hoso.support.inspecting.packages import inspect_archive
from hoso.support.inspecting.pdf import inspect_pdf
from hoso.support.inspecting.pictures import inspect_picture
from hoso.support.inspecting.texts import inspect_old_office, inspect_rtf, inspect_xml

Answer = Callable[[BinaryIO], str | None]
_TAIL = 66_000  # a ZIP's last record and its longest comment
_ARCHIVE_END = b"PK\x05\x06"


def inspect_path(path: Path, media_type: str, bounds: Bounds) -> list[Finding]:
    """What is found in a file of this media type (by its content)."""
    found = _inspected(path, media_type, bounds)
    if (media_type == "application/pdf" or media_type.startswith("image/")) and _carries_archive(path):
        return [*found, Finding("polyglot")]
    return found


def _carries_archive(path: Path) -> bool:
    """Whether a ZIP hangs at the file's end: the same bytes are then a paper to one program and an archive of programs to another."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    at = tail.rfind(_ARCHIVE_END)
    return at >= 0 and len(tail) - at >= 22 and tail.rfind(b"%%EOF") < at and at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") <= len(tail)


def _inspected(path: Path, media_type: str, bounds: Bounds) -> list[Finding]:
    if media_type == "application/pdf":
        return inspect_pdf(path, bounds)
    if media_type.startswith(("application/vnd.openxml", "application/vnd.oasis")) or media_type == "application/zip":
        return inspect_archive(path, bounds)
    if media_type.startswith("image/"):
        return inspect_picture(path, bounds)
    if media_type == "application/xml":
        return inspect_xml(path)
    if media_type == "application/rtf":
        return inspect_rtf(path)
    return inspect_old_office(path) if media_type in ("application/msword", "application/vnd.ms-excel") else []


def _size_now() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _bind(bounds: Bounds) -> None:
    memory = _size_now() + bounds.memory
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.cpu_seconds, bounds.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    signal.alarm(bounds.wall_seconds)


def _serve(connection: socket.socket, functions: dict[str, Answer]) -> None:
    """Answer one request: {"media_type" or "function", "bounds"} and the file's descriptor come, a list of findings or the function's answer goes."""
    message, descriptors, _, _ = socket.recv_fds(connection, MESSAGE, 1)
    request: dict[str, Any] = json.loads(message)
    bounds = Bounds(**request["bounds"])
    connection.sendall(BEGUN)
    _bind(bounds)
    path = Path(f"/proc/self/fd/{descriptors[0]}")
    if name := request.get("function"):
        with path.open("rb") as file:
            connection.sendall(json.dumps({"answer": functions[name](file)}).encode())
        return
    try:
        found = inspect_path(path, request["media_type"], bounds)
    except MemoryError:
        found = [Finding("exhausted", "bộ nhớ")]
    connection.sendall(json.dumps([[f.code, f.place] for f in found]).encode())


def main(listener: socket.socket, names: list[str]) -> None:
    """Accept until the parent ends: then our standard input ends, too."""
    functions: dict[str, Answer] = {name: getattr(importlib.import_module(name.split(":")[0]), name.split(":")[1]) for name in names}
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # so that a child does not copy pages only to count what is alive
    while sys.stdin not in (ready := select.select([listener, sys.stdin], [], [])[0]):
        if listener not in ready:
            continue
        connection, _ = listener.accept()
        if os.fork() == 0:
            status = 1
            with contextlib.suppress(BaseException):
                listener.close()
                _serve(connection, functions)
                status = 0
            os._exit(status)
        connection.close()


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
