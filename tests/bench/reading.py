"""How well and how fast fields are read: `python -m tests.bench.reading`. The share of right values by field and corpus, values that were
confident and wrong, and the processor's time for one PDF of four pages (its own process included).
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hoso.formats.pages import Pages, read_apart, read_docx, read_pdf
from hoso.formats.reading import Reference, suggest

from tests.formats.test_reading import misread, reference, scored
from tests.reading import docx_papers, typst_papers

SAMPLE = Path(__file__).parents[1] / "samples" / "ke-hoach-39-2019.pdf"
RUNS = 15


def processor() -> float:
    """Seconds that this process and its ended children have used."""
    return sum(u.ru_utime + u.ru_stime for u in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)))


def milliseconds(act: Callable[[], object]) -> str:
    """Median and greatest of the runs, in processor time."""
    spent = []
    for _ in range(RUNS):
        before = processor()
        act()
        spent.append((processor() - before) * 1000)
    return f"{statistics.median(spent):.0f} ms (at most {max(spent):.0f})"


def main() -> None:
    """The tables, then the times."""
    say = sys.stdout.write
    started = time.process_time()
    say(f"PDF of typst, {len(typst_papers.papers())} papers\n{scored(typst_papers, read_pdf).table()}\n\n")
    say(f"DOCX of python-docx, {len(docx_papers.papers())} papers, unseen while the rules were written\n{scored(docx_papers, read_docx).table()}\n\n")
    say(f"the PDFs as a recogniser would give them (1 letter in 25 of those that are mistaken at all)\n{scored(typst_papers, read_pdf, misread).table()}\n\n")
    say(f"all of the above: {time.process_time() - started:.1f} s\n")
    data, known = SAMPLE.read_bytes(), reference()
    whole: Pages = read_pdf(data)
    known_types: Reference = known
    say(f"4-page PDF, process of its own + suggestions: {milliseconds(lambda: suggest(read_apart(data, 'pdf'), known_types))}\n")
    say(f"  of it lines alone: {milliseconds(lambda: read_pdf(data))}; fields alone: {milliseconds(lambda: suggest(whole, known_types))}\n")


if __name__ == "__main__":
    main()
