"""How much memory the processes below one take while something runs: sampled from /proc, since a child of a child is in no one's account."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STEP_SECONDS = 0.01


@dataclass
class Peak:
    """The largest resident size of one process, in MB (10^6 bytes)."""

    megabytes: float = 0.0


def below(pid: int) -> list[int]:
    """The processes that this one started, and theirs; without itself."""
    found: list[int] = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in map(int, children.read_text().split()):
                found += [child, *below(child)]
        except OSError:
            continue  # ended meanwhile
    return found


def resident(pid: int) -> float:
    """The most that the process ever held, in MB; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM")), 0.0)


@contextmanager
def largest_below(*pids: int) -> Iterator[Peak]:
    """The largest of the processes below these while the block runs."""
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        while not over.wait(STEP_SECONDS):
            peak.megabytes = max([peak.megabytes, *(resident(child) for pid in pids for child in below(pid))])

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()
