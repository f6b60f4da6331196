"""Rules of law as data: document types, retention rules, deadlines, working days, each with basis and validity.

Loaded from CSV by `hoso load-reference`, never by a migration. Never invents a value: a row says how certain it is.
"""

import csv
import io
import uuid
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, or_, select

from hoso.support.base import Row, new_id
from hoso.support.folding import fold

SOURCE = "hoso.support.reference_data"
UNPRINTED = {"official_letter": "CV", "courtesy_letter": "TCG"}
# Legal-normative types named by the customer's contract beside the 29 of NĐ 30; their own series, Luật BHVBQPPL.
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


class CalendarDay(Row, table=True):
    """A day that departs from Monday–Friday: a public holiday or a swapped working day, with its basis.

    Without agency it is shipped and holds for all; an agency's own row goes before it.
    """

    __tablename__ = "calendar_day"
    agency_id: uuid.UUID | None = Field(default=None, foreign_key="agency.id", ondelete="RESTRICT")
    day: date
    is_working: bool
    name: str = Field(max_length=100)
    basis: str = Field(default="", max_length=200)
    certainty: str = Field(default="unverified", max_length=20)
    version: int = 1
    __table_args__ = (UniqueConstraint("agency_id", "day", postgresql_nulls_not_distinct=True),)


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
    return [{"id": new_id(), "is_working": row["is_working"] == "1", **{n: row[n] for n in names}} for row in read_rows("calendar_days.csv")]


def load_reference(db: Session) -> None:
    """Load or refresh the reference tables; a second call changes nothing."""
    for type_ in _document_types():
        values = {"basis": "", "certainty": "", **type_, "folded_name": fold(type_["name"])}
        db.execute(insert(DocumentType).values(values).on_conflict_do_update(index_elements=["code"], set_=values))
    db.execute(insert(RetentionRule).values(_retention_rules()).on_conflict_do_nothing(index_elements=["row_code"]))
    db.execute(insert(CalendarDay).values(_calendar_days()).on_conflict_do_nothing())
    db.execute(insert(Deadline).values(_deadlines()).on_conflict_do_nothing(index_elements=["code"]))


def next_working_day(db: Session, day: date, count: int = 1, agency_id: uuid.UUID | None = None) -> date:
    """The day `count` working days after `day`: Monday–Friday unless the calendar (the agency's before the shipped one) says otherwise."""
    last = day + timedelta(days=count * 2 + 40)
    wanted = select(CalendarDay).where(CalendarDay.day > day, CalendarDay.day <= last)
    wanted = wanted.where(or_(col(CalendarDay.agency_id).is_(None), col(CalendarDay.agency_id) == agency_id))
    known = {c.day: c.is_working for c in db.exec(wanted.order_by(col(CalendarDay.agency_id).nulls_first()))}
    current = day
    while count > 0:
        current += timedelta(days=1)
        if known.get(current, current.weekday() < 5):
            count -= 1
    return current


def type_name(db: Session, code: str) -> str | None:
    """The name of a document type, or None if there is no such code."""
    return db.exec(select(DocumentType.name).where(DocumentType.code == code)).first()


def retention_rule(db: Session, rule_id: uuid.UUID) -> RetentionRule | None:
    """One rule of a retention schedule."""
    return db.exec(select(RetentionRule).where(col(RetentionRule.id) == rule_id)).first()
