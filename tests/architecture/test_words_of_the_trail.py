"""The trail is read by people: each kind of entry that the program writes has its words in both languages."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TAG = re.compile(r"^[a-z]+(?:-[a-z]+)*:[a-z]+(?:-[a-z]+)*$")


def tags() -> set[str]:
    """Literal tags that are handed to `record`, `record_both` or `notify`; of f-strings the parts are unknown here."""
    found = set()
    for path in (ROOT / "backend" / "hoso").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func).rsplit(".", 1)[-1] in ("record", "record_both"):
                found |= {a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str) and TAG.match(a.value)}
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_tag_has_its_words(language: str) -> None:
    words = (ROOT / "frontend" / "src" / "shared" / "i18n" / language / "codes.ts").read_text()
    assert len(tags()) > 80
    assert sorted(t for t in tags() if f'"{t}"' not in words) == []
