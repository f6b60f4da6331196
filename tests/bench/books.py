"""`python -m tests.bench.books`: a register of 20,000 rows as sheet and as PDF, as the worker's job makes them; seconds and memory.

Targets: xlsx ≤ 5 s, PDF ≤ 20 s, memory of the job ≤ 300 MB (PSS of this process and of the one that sets, at its highest).
"""

import os
import sys
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hoso.correspondence.actions.print_register_later import print_elsewhere
from hoso.formats.forms import RegisterBook
from hoso.formats.sheets import write_register

ROWS = int(os.environ.get("HOSO_BENCH_ROWS", "20000"))


def book(rows: int) -> RegisterBook:
    day = date(2026, 1, 2)
    lines = [
        ((day + timedelta(n // 60)).strftime("%d/%m/%Y"), n + 1, "Ủy ban nhân dân tỉnh Thanh Hóa", f"{n % 900 + 1}/UBND-VX", "02/01/2026",
         f"Công văn: Về việc triển khai nhiệm vụ công tác văn thư, lưu trữ đợt {n % 37} năm 2026 trên địa bàn", "Phòng Văn thư – Lưu trữ",
         "03/01/2026", "Nguyễn Văn An 03/01/2026", "") for n in range(rows)
    ]  # fmt: skip
    return RegisterBook("incoming_register", day, "Sở Nội vụ", 2026, lines, "UBND tỉnh Thanh Hóa", day, date(2026, 12, 31), "1", str(rows), "01")


def _tree(pid: int) -> list[int]:
    try:
        own = [int(c) for task in Path(f"/proc/{pid}/task").iterdir() for c in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(below for child in own for below in _tree(child))]


def pss(pid: int) -> int:
    """Bytes of a process and its children."""
    total = 0
    for one in _tree(pid):
        try:
            roll = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in roll.splitlines() if line.startswith("Pss:"))
    return total


def watched(work: Any) -> tuple[float, int, bytes]:
    """(seconds, highest PSS in bytes, what the work gave)."""
    highest, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            highest[0] = max(highest[0], pss(os.getpid()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.perf_counter()
    try:
        data = work()
    finally:
        seconds = time.perf_counter() - began
        over.set()
        watcher.join()
    return seconds, highest[0], data


def main() -> None:
    wanted = book(ROWS)
    for name, work in (("xlsx", lambda: write_register(wanted)), ("pdf", lambda: print_elsewhere(wanted))):
        seconds, memory, data = watched(work)
        sys.stdout.write(f"{ROWS:,} rows as {name}: {seconds:.1f} s, {memory / 2**20:.0f} MB at most, {len(data) / 2**20:.1f} MB\n")


if __name__ == "__main__":
    main()
