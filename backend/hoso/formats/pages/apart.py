"""Reads a file in a process of its own, with bounded memory, time and processor: what a hostile file breaks there, breaks nothing here.

Never hands the file's path or anything else to that process than its bytes.
"""

import pickle
import resource
import subprocess
import sys
from typing import Literal

from hoso.formats.pages.model import Pages, Unreadable

MEMORY = 1_500_000_000  # bytes of address space, of which pdfium and Python take 200 MB for an ordinary file
SECONDS = 12  # of processor
WAIT = 30  # on the wall


def read_apart(data: bytes, kind: Literal["pdf", "docx"]) -> Pages:
    """As `read_pdf` and `read_docx`. Raises Unreadable, also too_slow and (where the process died of it) broken."""
    try:
        done = subprocess.run([sys.executable, "-m", "hoso.formats.pages.apart", kind], input=data, capture_output=True, timeout=WAIT, check=False)
    except subprocess.TimeoutExpired as late:
        raise Unreadable("too_slow") from late
    if done.returncode or not done.stdout:
        raise Unreadable("too_slow" if done.returncode in (-24, -9) else "broken")
    read = pickle.loads(done.stdout)  # noqa: S301  (written by this module a moment ago)
    if isinstance(read, Pages):
        return read
    raise Unreadable(str(read))


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        if sys.argv[1] == "pdf":
            from hoso.formats.pages.pdf import read_pdf as read
        else:
            from hoso.formats.pages.docx import read_docx as read
        answer: Pages | str = read(data)
    except Unreadable as unreadable:
        answer = unreadable.code
    except MemoryError:
        answer = "too_large"
    sys.stdout.buffer.write(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    _main()
