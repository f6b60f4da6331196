"""Rules of law as data: document types, retention rules, deadlines, working days, each with basis and validity.

Loaded from CSV by `hoso load-reference`, never by a migration. Never invents a value: a row says how certain it is.
"""

import csv
import io
import uuid
from datetime import date
from importlib.resources import files
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, select

from hoso.support.base import Row, new_id
from hoso.support.calendars import CalendarDay, WorkingWeek, next_working_day
from hoso.support.folding import fold

SOURCE = "hoso.support.reference_data"
UNPRINTED = {"official_letter": "CV", "courtesy_letter": "TCG"}
# Legal-normative types named by the customer's contract beside the 29 of NĐ 30; their own series, Luật BHVBQPPL.
FREE_NAMES = frozenset({"KHAC", "CN", "ĐT", "VBĐ", "VBTT"})  # types that a document names itself
LEGAL_NORMATIVE = {"L": "Luật", "PL": "Pháp lệnh", "LCT": "Lệnh", "NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch"}


class DocumentType(SQLModel, table=True):
    """A type of document; `code` = the abbreviation of NĐ 30, or an internal code that is never printed."""

    __tablename__ = "document_type"
    code: str = Field(primary_key=True, max_length=10)
    name: str = Field(max_length=100)
    folded_name: str = Field(max_length=120)
    group: str = Field(max_length=20)
    symbol_pattern: str = Field(default="", max_length=60)
    tt05_code: str = Field(default="32", max_length=2)
    ordinal: int
    basis: str = Field(default="", max_length=100)
    certainty: str = Field(default="", max_length=20)


class RetentionRule(Row, table=True):
    """A row of a retention schedule (bảng thời hạn lưu trữ)."""

    __tablename__ = "retention_rule"
    row_code: str = Field(max_length=30, unique=True)
    basis: str = Field(max_length=100)
    valid_from: date | None = None
    valid_to: date | None = None
    group_name: str = Field(max_length=200)
    item: str
    folded: str
    retention_text: str = Field(max_length=200)
    kind: str = Field(max_length=20)
    years: int | None = None
    certainty: str = Field(max_length=20)


class Deadline(SQLModel, table=True):
    """A term, period or threshold of law."""

    __tablename__ = "deadline"
    code: str = Field(primary_key=True, max_length=20)
    topic: str = Field(max_length=30)
    event_code: str = Field(max_length=60)
    event: str
    applies_to: str
    value: str = Field(max_length=20)
    unit: str = Field(max_length=20)
    bound: str = Field(max_length=20)
    day_kind: str = Field(max_length=20)
    anchor: str = Field(max_length=60)
    basis: str
    valid_from: date | None = None
    valid_to: date | None = None
    certainty: str = Field(max_length=20)
    note: str = ""


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a shipped CSV, by column head."""
    return list(csv.DictReader(io.StringIO((files(SOURCE) / name).read_text(encoding="utf-8"))))


def _document_types() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for row in read_rows("document_types.csv"):
        code = row["abbreviation"] or UNPRINTED[row["identifier"]]
        rows.append({
            "code": code, "name": row["name_vi"], "group": "administrative", "symbol_pattern": row["symbol_pattern"],
            "tt05_code": row["tt05_code"], "ordinal": int(row["no"]), "basis": row["basis"], "certainty": row["certainty"],
        })  # fmt: skip
    for ordinal, (code, name) in enumerate(LEGAL_NORMATIVE.items(), start=50):
        rows.append({"code": code, "name": name, "group": "legal_normative", "ordinal": ordinal,
                     "symbol_pattern": "{number}/{year}/" + code + "-{agency}", "tt05_code": "32",
                     "basis": "design/contract.md", "certainty": "secondary"})  # fmt: skip
    for ordinal, row in enumerate(read_rows("further_types.csv"), start=60):
        rows.append({"code": row["code"], "name": row["name"], "group": row["group"], "ordinal": ordinal, "symbol_pattern": row["symbol_pattern"],
                     "tt05_code": "32", "basis": row["basis"], "certainty": row["certainty"]})  # fmt: skip
    rows.append({"code": "KHAC", "name": "Khác", "group": "other", "ordinal": 99, "symbol_pattern": "", "tt05_code": "32",
                 "basis": "TT 05/2025 typeName 32", "certainty": "secondary"})  # fmt: skip
    return rows


def _retention_rules() -> list[dict[str, Any]]:
    rows = []
    for row in read_rows("retention_tt10_2022.csv") + read_rows("retention_tt09_2011.csv"):
        item = " – ".join(part for part in (row["item"], row["subitem"]) if part)
        rows.append({
            "id": new_id(), "row_code": row["row_id"], "basis": row["basis"], "valid_from": row["valid_from"] or None,
            "valid_to": row["valid_to"] or None, "group_name": row["group_name"], "item": item,
            "folded": fold(f"{row['row_id']} {row['group_name']} {item}"), "retention_text": row["retention_text"],
            "kind": row["retention_kind"], "years": int(row["years"]) if row["years"] else None, "certainty": row["certainty"],
        })  # fmt: skip
    return rows


def _deadlines() -> list[dict[str, Any]]:
    names = ("topic", "event_code", "event", "applies_to", "value", "unit", "bound", "day_kind", "anchor", "basis",
             "certainty", "note")  # fmt: skip
    return [
        {"code": row["id"], "valid_from": row["valid_from"] or None, "valid_to": row["valid_to"] or None,
         **{name: row[name] for name in names}}
        for row in read_rows("deadlines.csv")
    ]  # fmt: skip


def _calendar_days() -> list[dict[str, Any]]:
    names = ("day", "name", "basis", "certainty")
    return [
        {"id": new_id(), "is_working": row["is_working"] == "1", "repeats": row["repeats"] == "1", **{n: row[n] for n in names}}
        for row in read_rows("calendar_days.csv")
    ]


def _working_weeks() -> list[dict[str, Any]]:
    names = ("valid_from", "weekdays", "basis", "certainty")
    return [{"id": new_id(), "hours": [], **{n: row[n] for n in names}} for row in read_rows("working_weeks.csv")]


def load_reference(db: Session) -> None:
    """Load or refresh the reference tables; a second call changes nothing."""
    for type_ in _document_types():
        values = {"basis": "", "certainty": "", **type_, "folded_name": fold(type_["name"])}
        db.execute(insert(DocumentType).values(values).on_conflict_do_update(index_elements=["code"], set_=values))
    db.execute(insert(RetentionRule).values(_retention_rules()).on_conflict_do_nothing(index_elements=["row_code"]))
    days = insert(CalendarDay).values(_calendar_days())
    db.execute(days.on_conflict_do_update(index_elements=["agency_id", "day"], set_={"repeats": days.excluded.repeats}))
    db.execute(insert(WorkingWeek).values(_working_weeks()).on_conflict_do_nothing())
    db.execute(insert(Deadline).values(_deadlines()).on_conflict_do_nothing(index_elements=["code"]))


def type_name(db: Session, code: str) -> str | None:
    """The name of a document type, or None if there is no such code."""
    return db.exec(select(DocumentType.name).where(DocumentType.code == code)).first()


def retention_rule(db: Session, rule_id: uuid.UUID) -> RetentionRule | None:
    """One rule of a retention schedule."""
    return db.exec(select(RetentionRule).where(col(RetentionRule.id) == rule_id)).first()


__all__ = [
    "CalendarDay", "Deadline", "DocumentType", "RetentionRule", "load_reference", "next_working_day", "read_rows", "retention_rule", "type_name",
]  # fmt: skip
