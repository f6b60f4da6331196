"""`python -m tests.bench.layout`: CPU of the format check for four pages, and the table of planted faults, part by part. Not part of the tests."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date

from hoso.formats.layout import PARTS, Findings, check_layout, docx_facts, pdf_facts
from hoso.formats.pages import read_pdf

from tests.formats.layout_papers import VARIANTS, document, pdf, saved
from tests.formats.layout_texts import P1, P2, P3, all_types
from tests.formats.planting import faults

DAY = date(2026, 11, 25)
TURNS = 10


def checked(data: bytes, code: str) -> Findings:
    """From bytes to findings."""
    return check_layout(docx_facts(data) if data.startswith(b"PK") else pdf_facts(read_pdf(data)), code, DAY)


def cpu_ms(work: Callable[[], object]) -> float:
    """The least processor time of several turns, in milliseconds."""
    least = float("inf")
    for _ in range(TURNS):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
    return 1000 * least


def main() -> int:
    """Both tables."""
    write = sys.stdout.write
    types = all_types()
    long = types["KH"].but(body=[types["KH"].body[0], *[("text", p) for p in (P1, P2, P3) * 10], *types["KH"].body[1:]], annexes=())
    docx, paper = saved(document(long)), pdf(long)
    pages = len(read_pdf(paper).pages)
    write(f"{pages} pages: DOCX {cpu_ms(lambda: checked(docx, 'KH')):.0f} ms CPU, PDF {cpu_ms(lambda: checked(paper, 'KH')):.0f} ms CPU\n\n")
    planted, found = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    missed = []
    for fault in faults():
        said = {f.rule for f in checked(fault.make(), fault.code).items}
        planted[fault.part, fault.kind] += 1
        if said & set(fault.expects):
            found[fault.part, fault.kind] += 1
        else:
            missed.append(f"{fault.kind} {fault.code} {fault.name}")
    write(f"{'planted faults found':52}{'DOCX':>10}{'PDF':>10}\n")
    for part, name in PARTS.items():
        cells = [f"{found[part, kind]}/{planted[part, kind]}" if planted[part, kind] else "–" for kind in ("docx", "pdf")]
        write(f"{name:52}{cells[0]:>10}{cells[1]:>10}\n")
    write(f"together {sum(found.values())}/{sum(planted.values())}; missed: {', '.join(missed) or 'none'}\n\n")
    papers = {"decree": [saved(document(s)) for s in types.values()], "pdf": [pdf(s) for s in types.values()]}
    papers.update({name: [saved(document(s, look)) for s in types.values()] for name, look in VARIANTS.items() if look.head != "tab"})
    for name, all_papers in papers.items():
        errors = sum(checked(data, code).errors for data, code in zip(all_papers, types, strict=True))
        write(f"correct papers ({name}): {len(all_papers)}, false alarms {errors}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
