"""A stage's rows are changed by that stage's own code alone; another stage calls its actions.

No import contract can say it, since reading across with a join is free. Two proofs: every attribute that is set while a
whole life runs is traced to the stage of the code that sets it, and the syntax tree shows no bulk statement across stages.
"""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from hoso.correspondence.tables import Document
from hoso.support.base import Row
from sqlalchemy import event
from sqlmodel import SQLModel

from tests.people import make_world
from tests.prepared import prepare

PACKAGE = Path(__file__).resolve().parents[2] / "backend" / "hoso"
STAGES = ("correspondence", "dossiers", "agency_archive", "appraisal", "historical_archive", "oversight", "exchange")


def stage_of(module: str) -> str:
    return module.split(".")[1] if module.startswith("hoso.") else ""


def tables() -> list[type[SQLModel]]:
    """All tables of the stages."""
    found, waiting = [], [SQLModel, Row]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if hasattr(kind, "__table__") and stage_of(kind.__module__) in STAGES and kind not in found:
                found.append(kind)
    return found


def _setter() -> str:
    """The module of the project whose code sets the attribute, or has a tool of `support` set it."""
    frame: Any = sys._getframe(2)
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("hoso.") and stage_of(name) != "support":
            return name
        frame = frame.f_back
    return ""


@contextmanager
def watched() -> Iterator[list[str]]:
    """What was set in rows of a stage by code of another one; every set is seen, also those of new rows."""
    wrong: list[str] = []
    seen: set[str] = set()

    def look(target: Any, value: Any, _old: Any, initiator: Any) -> None:
        del value
        kind, setter = type(target), _setter()
        seen.add(kind.__name__)
        if stage_of(setter) != stage_of(kind.__module__):
            wrong.append(f"{setter} sets {kind.__name__}.{initiator.key}")

    watching = [(getattr(kind, column.key), look) for kind in tables() for column in kind.__table__.columns]  # type: ignore[attr-defined]
    for attribute, listener in watching:
        event.listen(attribute, "set", listener)
    try:
        yield wrong
        assert {"Document", "Dossier", "Holding", "Transfer"} <= seen, seen
    finally:
        for attribute, listener in watching:
            event.remove(attribute, "set", listener)


def test_a_whole_life_changes_each_row_through_its_own_stage(app: FastAPI) -> None:
    """And the watch sees a stage that reaches over."""
    planted = {"__name__": "hoso.oversight.planted", "document": Document()}
    with watched() as wrong:
        prepare(make_world(app))
        assert sorted(set(wrong)) == []
        exec("document.state = 'completed'", planted)
        assert wrong == ["hoso.oversight.planted sets Document.state"]


def _foreign(tree: ast.Module, stage: str) -> set[str]:
    """Names of other stages' tables that the module imports."""
    return {
        name.asname or name.name
        for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".tables")
        and stage_of(node.module or "") not in (stage, "support") for name in node.names
    }  # fmt: skip


def reaching_over(source: str, stage: str) -> list[str]:
    """Bulk statements on, and rows made of, tables of another stage."""
    tree = ast.parse(source)
    foreign = _foreign(tree, stage)
    found = []
    for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
        name, first = ast.unparse(call.func), ast.unparse(call.args[0]) if call.args else ""
        made = name.removesuffix(".model_validate")
        if (name in ("update", "delete", "insert") and first in foreign) or (made in foreign and (made != name or call.keywords)):
            found.append(f"{name}({first})")
    return found


def test_no_bulk_statement_reaches_over_a_stage() -> None:
    files = [(stage, path) for stage in STAGES for path in (PACKAGE / stage).rglob("*.py")]
    assert len(files) > 60
    assert [(path.name, line) for stage, path in files for line in reaching_over(path.read_text(), stage)] == []


def test_a_planted_bulk_statement_is_found() -> None:
    planted = "from hoso.correspondence.tables import Document\ndef f(db):\n    db.execute(update(Document).values(state='x'))\n    Document.model_validate({})"
    assert sorted(reaching_over(planted, "dossiers")) == ["Document.model_validate({})", "update(Document)"]
    assert reaching_over(planted, "correspondence") == []
