"""The worker knows every kind of deferred work: it imports no route, so that a handler which only a route imports is never found."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "backend"


def test_every_module_with_a_handler_is_imported_by_the_command_line() -> None:
    written = {p for p in ROOT.joinpath("hoso").rglob("*.py") if "\nHANDLERS[" in p.read_text(encoding="utf-8")}
    assert len(written) >= 3
    script = "import sys, hoso.cli\nprint('\\n'.join(m for m in sys.modules if m.startswith('hoso.')))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60).stdout.split()
    modules = {".".join(p.relative_to(ROOT).with_suffix("").parts) for p in written}
    assert modules - set(said) == set(), "import it in hoso/cli.py"
