"""The raw limit of registering: the statements of one real registration, run by pgbench on the same server.

The statements are recorded while the application itself registers. Ids, numbers and the trail's sequence become
variables of pgbench; everything else stays as it was. Nothing of the application runs while pgbench does.
"""

import os
import re
import subprocess
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from fastapi import FastAPI
from hoso.support.postgres import server_binaries
from psycopg.sql import Literal
from sqlalchemy import event

Statement = tuple[str, Any]
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def record_statements(app: FastAPI, act: Callable[[], Any]) -> tuple[list[Statement], Any]:
    """Statements and parameters of what `act()` does through the application, and its result."""
    seen: list[Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        seen.extend((statement, one) for one in (parameters if many else [parameters]))

    event.listen(app.state.engine, "before_cursor_execute", note)
    try:
        return seen, act()
    finally:
        event.remove(app.state.engine, "before_cursor_execute", note)


def _written(value: Any, known: dict[Any, str], connection: psycopg.Connection[Any]) -> str:
    """The variable of a known value, else a literal without a colon (pgbench would take it for a variable)."""
    if not isinstance(value, (dict, list, bool)) and value in known:
        return f":{known[value]}"
    if isinstance(value, uuid.UUID) and value.version == 7:
        return f":{known.setdefault(value, f'id{len(known)}')}"
    literal = Literal(value).as_string(connection)
    if ":" in literal:
        literal = re.sub(r"'(?:[^']|'')*'", lambda m: "E" + m[0].replace("\\", "\\\\").replace(":", "\\x3a"), literal.removeprefix(" E"))
    for found in set(_ID.findall(value)) if isinstance(value, str) else ():  # a row that is handed over as JSON
        name = known.setdefault(uuid.UUID(found), f"id{len(known)}")
        literal = f"replace({literal}, '{found}', cast(:{name} as text))"
    for number, name in known.items():
        if isinstance(number, int) and isinstance(value, str) and f'"{name}":{number}' in value:
            literal = f"""replace({literal}, E'"{name}"\\x3a{number}', E'"{name}"\\x3a' || cast(:{name} as text))"""
    return literal


def make_script(url: str, seen: list[Statement], known: dict[Any, str], agencies: range) -> str:
    """A pgbench script over the agencies (rows of `bench_clerk`); `known` names what must vary (value → variable)."""
    names, lines = dict(known), []
    with psycopg.connect(url) as connection:
        made_by = "uuidv7()" if connection.info.server_version >= 180000 else "gen_random_uuid()"
        for statement, parameters in seen:
            values = {name: _written(value, names, connection) for name, value in dict(parameters or {}).items()}
            text = " ".join((statement % values).split())
            lines.append(text + (" \\gset" if re.search(r"returning (last|sequence)", text) else ";"))
    made = "".join(f", {made_by} as {name}" for name in names.values() if name.startswith("id"))
    own = "(random() * 1000000000)::int::text as own"
    return (
        f"\\set k random({agencies.start}, {agencies.stop - 1})\n"
        f"select agency, clerk, register, {own}{made} from bench_clerk where k = :k \\gset\n"
        "begin;\n" + "\n".join(lines) + "\ncommit;\n"
    )


def run_pgbench(url: str, script: str, clients: int, seconds: int, folder: Path) -> float:
    """Transactions in a second."""
    path = folder / "registration.sql"
    path.write_text(script)
    done = subprocess.run(
        [server_binaries() / "pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(seconds), "-f", path, url],
        capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or found is None:
        raise SystemExit(f"pgbench failed: {(done.stderr or done.stdout)[-2000:]}")
    return float(found[1])
