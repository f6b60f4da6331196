"""What the demo is made of, read from `province/*.toml`: agencies, people, matters, letters.

Never knows a row or an action.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, NamedTuple

KEYS = ("ubnd", "snv", "stc", "hacthanh", "hatrung")
# Words that an abstract need not repeat, since the type says them.
SAID_BY_TYPE = {
    "BC": "Báo cáo", "HD": "Hướng dẫn", "TTr": "Tờ trình", "TB": "Thông báo", "KH": "Kế hoạch", "QĐ": "Quyết định", "GM": "Giấy mời",
    "CĐ": "Công điện", "NQ": "Nghị quyết", "CV": "V/v", "CTr": "Chương trình", "CT": "Chỉ thị",
}  # fmt: skip
QUARTERS = ("I", "II", "III", "IV")


class Letter(NamedTuple):
    """A document that comes from outside."""

    type_code: str
    type_name: str
    issuer: str
    symbol: str
    abstract: str


class Draft(NamedTuple):
    """A document that the agency issues; recipients are keys of agencies, or names."""

    type_code: str
    abstract: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """A field of work: titles of its dossiers (of the past, settled, under way), its papers, what comes and what goes."""

    years: int | None
    rule: str
    is_conditional: bool
    dossiers: tuple[str, ...]
    papers: tuple[str, ...]
    incoming: tuple[Letter, ...]
    outgoing: tuple[Draft, ...]


@dataclass(frozen=True)
class AgencyText:
    """An agency as its file says."""

    key: str
    code: str
    name: str
    symbol: str
    superior: str
    place: str
    heading: str
    above: str
    units: tuple[tuple[str, str], ...]
    people: dict[str, tuple[str, str]]
    matters: tuple[Matter, ...]
    capacity: str = ""
    predecessor: str = ""
    is_punctual: bool = False


@dataclass(frozen=True)
class Common:
    """What reaches every agency, and sentences for letters and minutes."""

    letters: tuple[Letter, ...]
    opinions: tuple[str, ...]
    instructions: tuple[str, ...]
    outcomes: tuple[str, ...]
    progress: tuple[str, ...]
    bases: tuple[str, ...]
    paragraphs: tuple[str, ...]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("hoso.demo") / "province" / f"{name}.toml").read_text(encoding="utf-8"))


def short(type_code: str, abstract: str) -> str:
    """The abstract without the words that its type says: "Báo cáo kết quả …" of a BC becomes "Kết quả …"."""
    said = SAID_BY_TYPE.get(type_code)
    rest = abstract.removeprefix(f"{said} ") if said else abstract
    return rest[:1].upper() + rest[1:]


def filled(text: str, day: date) -> str:
    """The text with year, quarter and month of the day."""
    return text.format(y=day.year, q=QUARTERS[(day.month - 1) // 3], m=day.month)


def _letter(row: list[str]) -> Letter:
    code, _, free = row[0].partition(":")
    return Letter(code, free, row[1], row[2], short(code, row[3]))


def _matter(row: dict[str, Any]) -> Matter:
    retention = row["retention"]
    return Matter(
        years=None if retention == "PERMANENT" else int(retention), rule=row.get("rule", ""), is_conditional=row.get("access") == "conditional",
        dossiers=tuple(row["dossiers"]), papers=tuple(row["papers"]), incoming=tuple(_letter(r) for r in row["incoming"]),
        outgoing=tuple(Draft(code, short(code, abstract), tuple(to)) for code, abstract, to in row["outgoing"]),
    )  # fmt: skip


def agency_text(key: str) -> AgencyText:
    """The agency of a key."""
    row = _read(key)
    matters = tuple(_matter(m) for m in row.pop("matter"))
    people = {role: (name, position) for role, (name, position) in row.pop("people").items()}
    units = tuple((code, name) for code, name in row.pop("units"))
    return AgencyText(**row, units=units, people=people, matters=matters)


def common_text() -> Common:
    """What all agencies share."""
    row = _read("common")
    letters = tuple(_letter(r) for r in row.pop("letters"))
    return Common(letters=letters, **{name: tuple(lines) for name, lines in row.items()})
