"""What an inspection may find in a file, its bounds, and what the office does about each finding (data: `policy.csv`).

Pure. Never opens a file.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

MESSAGE = 65_536  # bytes of one question or one piece of an answer between the two processes
BEGUN = b"!"  # comes before the answer: the process runs, and the file's own time begins
Verdict = Literal["refuse", "quarantine", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` of `policy.csv`, and where in the file it stands (a part, a page, a number)."""

    code: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may cost. Bytes, pages, seconds of CPU; `memory` is what the inspection may take beyond its start."""

    pages: int = 1500
    inflated: int = 64 * 1024 * 1024  # one stream of a PDF that is no picture
    unpacked: int = 1024 * 1024 * 1024  # all members of an archive together
    ratio: int = 150
    members: int = 10_000
    depth: int = 2
    pixels: int = 300_000_000
    memory: int = 384 * 1024 * 1024
    cpu_seconds: int = 8
    wall_seconds: int = 40  # a busy machine gives a process less than its time; what burns the processor ends by `cpu_seconds`


@dataclass(frozen=True, slots=True)
class Rule:
    """What to do about a finding and what the office is told: `sentence` (what it is), `cure` (what to do next)."""

    code: str
    verdict: Verdict
    sentence: str
    cure: str


@cache
def policy() -> dict[str, Rule]:
    """The rules by code."""
    with (Path(__file__).parent / "policy.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Rule(row["code"], row["verdict"], row["sentence"], row["cure"]) for row in csv.DictReader(file)}  # type: ignore[arg-type]


def verdict_of(findings: list[Finding]) -> Verdict | None:
    """The hardest verdict of all findings; None when nothing was found."""
    verdicts = {policy()[finding.code].verdict for finding in findings}
    return next((verdict for verdict in ("refuse", "quarantine", "note") if verdict in verdicts), None)


def reason(findings: list[Finding], verdict: Verdict) -> str:
    """The sentences of the findings of this verdict, each once, with the first one's cure."""
    rules = list(dict.fromkeys(policy()[f.code] for f in findings if policy()[f.code].verdict == verdict))
    places = {rule.code: [f.place for f in findings if f.code == rule.code and f.place] for rule in rules}
    said = [f"{rule.sentence}{f' ({places[rule.code][0]})' if places[rule.code] else ''}." for rule in rules]
    return " ".join([*said, f"{rules[0].cure}."]) if rules else ""
