"""Rules of the house that no linter knows."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "backend" / "hoso"
STAGES = ("correspondence", "dossiers", "agency_archive", "appraisal", "historical_archive", "oversight", "exchange")


def calls(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text())
    return [(ast.unparse(n.func), n.lineno) for n in ast.walk(tree) if isinstance(n, ast.Call)]


def test_nothing_commits_but_the_edge() -> None:
    allowed = PACKAGE / "support" / "database.py"
    found = [(p, line) for p in PACKAGE.rglob("*.py") if p != allowed for name, line in calls(p) if name.endswith(".commit")]
    assert found == []
    assert any(name == "db.commit" for name, _ in calls(allowed))


CLOCKS = ("datetime.now", "date.today", "time.time", "datetime.utcnow", "Moment.now", "datetime.today")
# The edge and what stands above the stages; whoever needs the present below is handed a Moment.
MAY_READ_THE_CLOCK = ("support/clock.py", "support/http/edge.py", "support/tokens.py", "support/migrating.py", "cli.py", "demo", "running.py")


def clock_readers(files: list[Path]) -> list[tuple[str, str]]:
    return [(str(f.relative_to(PACKAGE)), name) for f in files for name, _ in calls(f) if name in CLOCKS]


def test_nothing_reads_the_clock_below_the_routes() -> None:
    files = [p for p in PACKAGE.rglob("*.py") if not str(p.relative_to(PACKAGE)).startswith(MAY_READ_THE_CLOCK)]
    assert len(files) > 150
    assert clock_readers(files) == []
    assert ("support/http/edge.py", "Moment.now") in clock_readers([PACKAGE / "support" / "http" / "edge.py"])


def test_an_action_file_holds_one_public_function_of_its_name() -> None:
    routed = [p for stage in STAGES for p in (PACKAGE / stage / "actions").glob("*.py")]
    verbs = 0
    for path in routed:
        names = [n.name for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
        if path.stem in names:
            verbs += 1
    assert verbs > 20


def test_no_class_ends_in_a_word_that_says_nothing() -> None:
    empty = ("Service", "Repository", "Manager", "Helper", "Handler", "Util", "DTO")
    found = [
        n.name for p in PACKAGE.rglob("*.py") for n in ast.walk(ast.parse(p.read_text())) if isinstance(n, ast.ClassDef) and n.name.endswith(empty)
    ]
    assert found == []


def test_files_stay_under_400_lines() -> None:
    long = [(p.name, n) for p in PACKAGE.rglob("*.py") if (n := len(p.read_text().splitlines())) > 400]
    assert long == []


def test_one_migration_head_that_the_head_file_names() -> None:
    versions = list((ROOT / "backend" / "migrations" / "versions").glob("*.py"))
    head = (ROOT / "backend" / "migrations" / "HEAD").read_text().strip()
    assert any(f"revision = '{head}'" in p.read_text() or f'revision = "{head}"' in p.read_text() for p in versions)


def test_no_registry_host_and_no_path_of_a_machine_is_committed() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    words = ("registry." + "npmjs", "pypi." + "org", "/wo" + "rk/", "deb." + "debian")
    text = [ROOT / p for p in tracked if p.endswith((".py", ".md", ".toml", ".json", ".lock", ".sh", ".yml", ".ts", ".tsx", ".mjs"))]
    assert [(p.name, w) for p in text if p.exists() for w in words if w in p.read_text(errors="ignore")] == []
