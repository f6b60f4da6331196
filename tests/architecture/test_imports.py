"""The import contracts: kept by the program, and each broken by a violation that is planted in a copy of it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and its contracts, with its own cache."""
    base = tmp_path_factory.mktemp("copied")
    shutil.copytree(ROOT / "backend" / "hoso", base / "hoso", ignore=shutil.ignore_patterns("__pycache__", "*.ttf", "*.csv", "*.json", "*.xsd"))
    shutil.copy(ROOT / ".importlinter", base / ".importlinter")
    return base


def linted(base: Path, *contracts: str) -> tuple[int, str]:
    """Exit status and report."""
    chosen = [word for name in contracts for word in ("--contract", name)]
    command = [str(Path(sys.executable).parent / "lint-imports"), "--cache-dir", str(base / "cache"), *chosen, ".importlinter"]
    done = subprocess.run(command, cwd=base, env={"PYTHONPATH": str(base), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def contracts() -> set[str]:
    lines = (ROOT / ".importlinter").read_text().splitlines()
    return {line.removeprefix("[importlinter:contract:").rstrip("]") for line in lines if line.startswith("[importlinter:contract:")}


PLANTED = [
    ("life", "correspondence/queries/registers.py", "import hoso.dossiers.rules"),
    ("life", "support/paging.py", "import hoso.formats.fonts"),
    ("life", "a_new_stage/__init__.py", '"""A folder that nobody gave a place in the life of a document."""'),
    ("inside-a-stage", "dossiers/rules.py", "import hoso.dossiers.tables"),
    ("inside-a-stage", "correspondence/queries/registers.py", "import hoso.correspondence.actions.void_number"),
    ("inside-a-stage", "dossiers/helpers.py", '"""A file with a sixth name."""'),
    ("no-http-below-routes", "dossiers/actions/open_dossier.py", "import fastapi"),
    ("no-http-below-routes", "agency_archive/queries.py", "import hoso.support.http.problems"),
    ("routes-are-private", "agency_archive/routes.py", "import hoso.dossiers.routes"),
    ("rules-are-pure", "dossiers/rules.py", "import sqlmodel"),
    ("rules-are-pure", "oversight/rules.py", "import hoso.support.clock"),
    ("acyclic", "formats/forms/words.py", "import hoso.formats.sheets"),
]


@pytest.mark.pl6("PL6-II-2")  # what exchanges with other systems stands above the stages: it is added without changing them
def test_the_program_keeps_every_contract(copied: Path) -> None:
    status, report = linted(copied)
    assert status == 0, report
    assert f"{len(contracts())} kept, 0 broken" in report


@pytest.mark.parametrize(("contract", "path", "line"), PLANTED)
def test_a_planted_violation_is_found(copied: Path, contract: str, path: str, line: str) -> None:
    planted = copied / "hoso" / path
    before = planted.read_text() if planted.exists() else None
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(f"{before or ''}\n{line}\n")
    try:
        status, report = linted(copied, contract)
    finally:
        if before is None:
            planted.unlink()
            if not list(planted.parent.iterdir()):
                planted.parent.rmdir()
        else:
            planted.write_text(before)
    assert (status, "BROKEN" in report) == (1, True), report


def test_every_contract_has_a_violation_of_its_own() -> None:
    assert {contract for contract, _, _ in PLANTED} == contracts()
