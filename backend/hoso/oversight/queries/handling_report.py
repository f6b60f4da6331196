"""Báo cáo tình hình giải quyết văn bản đến and đi (PL VI V.2, V.4): one row per group, every document in one group with one outcome.

Counts what the caller may see, by the same words as the lists behind the numbers. Never a form of law: the decree fixes none.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select
from sqlmodel import Session, col

from hoso.correspondence.queries.incoming import IncomingFilter, incoming_wanted
from hoso.correspondence.queries.outcomes import (
    IN_OUTCOMES,
    NOBODY,
    OUT_OUTCOMES,
    RECEPTIONS,
    IssueDays,
    group_of,
    incoming_outcome_of,
    outgoing_outcome_of,
    reception_of,
)
from hoso.correspondence.queries.outgoing import OutgoingFilter, outgoing_wanted
from hoso.correspondence.tables import Document, Incoming
from hoso.support.actors import Actor
from hoso.support.organisations import Person, Unit
from hoso.support.reference import DocumentType

GROUP_NAMES = {"unit": "Đơn vị", "person": "Người xử lý", "sender": "Nơi gửi", "type": "Loại văn bản", "month": "Tháng", "signer": "Người ký"}
NOBODY_NAMES = {"unit": "Chưa giao đơn vị", "person": "Chưa phân công", "signer": "Chưa trình ký"}
MOST_GROUPS = 500


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One group: its key (`none` = in no group), its name, the count of each outcome, and of all."""

    key: str
    name: str
    counts: dict[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Report:
    """The rows (the largest first, months in order), the sums, and of issued documents how far they came at the recipients."""

    outcomes: tuple[str, ...]
    rows: list[ReportRow]
    totals: dict[str, int]
    total: int
    reception: dict[str, int]


def _names(db: Session, by: str, keys: list[Any]) -> dict[Any, str]:
    tables: dict[str, tuple[Any, Any]] = {
        "unit": (Unit.id, Unit.name), "person": (Person.id, Person.full_name), "signer": (Person.id, Person.full_name),
        "type": (DocumentType.code, DocumentType.name),
    }  # fmt: skip
    if by not in tables:
        return {}
    key, name = tables[by]
    return {row[0]: row[1] for row in db.execute(select(key, name).where(col(key).in_([k for k in keys if k is not None])))}


def _counted(db: Session, wanted: Any) -> list[tuple[Any, str, int]]:
    inner = wanted.subquery()
    group, outcome = inner.c[1], inner.c[2]
    rows = db.execute(select(group, outcome, func.count()).group_by(group, outcome))
    return [(g, str(o), int(n)) for g, o, n in rows]


def _report(db: Session, by: str, outcomes: tuple[str, ...], counted: list[tuple[Any, str, int]]) -> Report:
    groups: dict[Any, dict[str, int]] = {}
    for key, outcome, n in counted:
        groups.setdefault(key, dict.fromkeys(outcomes, 0))[outcome] += n
    names = _names(db, by, list(groups))
    rows = [
        ReportRow(NOBODY if key is None else str(key), NOBODY_NAMES.get(by, "Không rõ") if key is None else names.get(key, str(key)), counts, sum(counts.values()))
        for key, counts in groups.items()
    ]  # fmt: skip
    rows.sort(key=(lambda r: r.key) if by == "month" else (lambda r: (r.key == NOBODY, -r.total, r.name)))
    totals = {o: sum(r.counts[o] for r in rows) for o in outcomes}
    return Report(outcomes, rows, totals, sum(totals.values()), {})


def incoming_report(db: Session, actor: Actor, from_on: date, to_on: date, by: str, today: date, now: datetime) -> Report:
    """Văn bản đến that arrived between the days, by group and outcome as of now."""
    columns = (Document.id, group_of("incoming", by).label("of_group"), incoming_outcome_of(today, now).label("outcome"))
    wanted = incoming_wanted(actor, IncomingFilter(from_on=from_on, to_on=to_on), columns)
    return _report(db, by, IN_OUTCOMES, _counted(db, wanted.where(col(Incoming.agency_id) == actor.agency_id)))


def outgoing_report(db: Session, actor: Actor, from_on: date, to_on: date, by: str, days: IssueDays) -> Report:
    """Văn bản đi that were drafted between the days: for whom they wait, how they were issued, how far they came."""
    drafted = OutgoingFilter(drafted_from=from_on, drafted_to=to_on)
    columns = (Document.id, group_of("outgoing", by).label("of_group"), outgoing_outcome_of(days).label("outcome"))
    report = _report(db, by, OUT_OUTCOMES, _counted(db, outgoing_wanted(actor, drafted, columns)))
    issued: ColumnElement[bool] = col(Document.state) == "issued"
    came = outgoing_wanted(actor, drafted, (Document.id, literal("").label("of_group"), reception_of().label("outcome"))).where(issued)
    reception = dict.fromkeys(RECEPTIONS, 0)
    for _, outcome, n in _counted(db, came):
        reception[outcome] += n
    return Report(report.outcomes, report.rows, report.totals, report.total, reception)
