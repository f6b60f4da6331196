"""`python -m tests.pl6 write|check RESULTS`: docs/pl6.md from a run's results, or whether it says what the run proved.

Never lists as proved what did not pass, and names every item of the checklist, the unproved ones too.
"""

import csv
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DOCUMENT = ROOT / "docs" / "pl6.md"
_TITLE = re.compile(r"(?:test|it|step)\(\s*[\"'`]([^\"'`]*(?:PL6|ND113)-[^\"'`]*)[\"'`]")
_ID = re.compile(r"(?:PL6|ND113)-[A-Za-z0-9-]*[A-Za-z0-9]")


def checklist() -> list[dict[str, str]]:
    """The items, in the decree's order."""
    with (HERE / "checklist.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def browser_tests() -> dict[str, dict[str, str]]:
    """Items that titles of browser tests name; a run in which one fails does not come as far as this."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((ROOT / "tests" / "web").glob("*.test.mjs")):
        for title in _TITLE.findall(path.read_text()):
            for item in _ID.findall(title):
                found.setdefault(item, {})[f"tests/web/{path.name}::{_ID.sub('', title).strip(' ,:()[]')}"] = "passed"
    return found


def written(results: dict[str, dict[str, str]]) -> str:
    """The document. Raises SystemExit for an item that the checklist does not know."""
    items = checklist()
    unknown = set(results) - {i["id"] for i in items}
    if unknown:
        raise SystemExit(f"tests name items that the checklist does not have: {sorted(unknown)}")
    proved = {i: sorted(t for t, outcome in tests.items() if outcome == "passed") for i, tests in results.items()}
    rows, done = [], 0
    for item in items:
        tests = proved.get(item["id"], [])
        done += bool(tests)
        names = "<br>".join(f"`{t}`" for t in tests) or "–"
        rows.append(f"| {item['id']} | {item['requirement_vi'].replace('|', '/')} | {names} | {'đạt' if tests else 'chưa có phép thử'} |")
    head = (
        "# Đối chiếu Phụ lục VI Nghị định 30/2020/NĐ-CP\n\n"
        "Tệp này do `make pl6` lập từ lần chạy kiểm thử, không sửa tay. Mỗi yêu cầu: phép thử chứng minh, và kết quả của lần chạy đó.\n"
        "“chưa có phép thử”: thuộc phần việc khác hoặc chưa làm.\n\n"
        f"{done} trong {len(items)} mục có phép thử đạt.\n\n| Mục | Yêu cầu | Phép thử | Kết quả |\n|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def main() -> int:
    what, results = sys.argv[1], json.loads(Path(sys.argv[2]).read_text())
    for item, tests in browser_tests().items():
        results.setdefault(item, {}).update(tests)
    wanted = written(results)
    if what == "write":
        DOCUMENT.write_text(wanted)
        return 0
    if not DOCUMENT.exists() or DOCUMENT.read_text() != wanted:
        sys.stderr.write("docs/pl6.md does not say what this run proved: make it anew with `make pl6`\n")
        return 1
    sys.stdout.write("docs/pl6.md says what this run proved\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
