"""Pytest's part: notes the outcome of each test that names an item, also across the processes of xdist."""

import json
import os
from pathlib import Path

import pytest

RESULTS: dict[str, dict[str, str]] = {}


def name_items(items: list[pytest.Item]) -> None:
    """Let each test's report carry the items that it names; the reports of all processes reach the one that prints."""
    for item in items:
        ids = [str(i) for mark in item.iter_markers("pl6") for i in mark.args]
        if ids:
            item.user_properties.append(("pl6", " ".join(sorted(ids))))


def note(report: pytest.TestReport) -> None:
    """The worst outcome of a test's phases counts."""
    ids = dict(report.user_properties).get("pl6")
    if not ids or (report.when != "call" and report.outcome == "passed"):
        return
    name = report.nodeid.split("[")[0]
    for item in str(ids).split():
        known = RESULTS.setdefault(item, {})
        known[name] = report.outcome if known.get(name, "passed") == "passed" else known[name]


def keep() -> None:
    """Write the results where HOSO_PL6_RESULTS names a file (the whole run does)."""
    where = os.environ.get("HOSO_PL6_RESULTS")
    if where and RESULTS and "PYTEST_XDIST_WORKER" not in os.environ:
        Path(where).write_text(json.dumps(RESULTS, ensure_ascii=False, indent=1, sort_keys=True))
