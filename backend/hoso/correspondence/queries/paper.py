"""The paper road as lists and as statutory books: dispatches, retained copies and their loans, conversions, co-issuers; when it had to go out."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from hoso.correspondence.rules import URGENT, number_and_symbol
from hoso.correspondence.tables import Conversion, Dispatch, Document, JointSignature, Outgoing, RetainedCopy, RetainedLoan
from hoso.formats.forms import RegisterBook
from hoso.support.actors import Actor
from hoso.support.calendars import calendar_around
from hoso.support.clock import HANOI
from hoso.support.organisations import Agency, Person, Unit
from hoso.support.picking import pick
from hoso.support.reference import Deadline, next_working_day

ORDINARY, AT_ONCE = "DL-CL-13", "DL-CL-14"  # NĐ 30 Đ18.1


def issue_due_on(db: Session, document: Document, outgoing: Outgoing) -> date | None:
    """The last day on which a signed document goes out: the next working day, an urgent one the same day (Đ18.1)."""
    if outgoing.signed_at is None:
        return None
    signed_on = outgoing.signed_at.astimezone(HANOI).date()
    rule = db.get(Deadline, AT_ONCE if document.urgency in URGENT else ORDINARY)
    days = int(rule.value) if rule and rule.value.isdigit() else 0
    return next_working_day(db, signed_on, days, document.agency_id) if days else signed_on


def dispatches_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """What went by post or by hand, oldest first."""
    wanted = select(Dispatch, Person.full_name).join(Person, col(Person.id) == col(Dispatch.by))
    rows = db.exec(wanted.where(col(Dispatch.document_id) == document_id).order_by(col(Dispatch.at), col(Dispatch.id)))
    return [{**d.model_dump(), "by_name": name} for d, name in rows]


def retained_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """The originals and copies that are kept, with who has each now."""
    open_ = aliased(RetainedLoan)
    wanted = (
        pick(RetainedCopy, Unit.name, open_)
        .outerjoin(Unit, col(Unit.id) == col(RetainedCopy.unit_id))
        .outerjoin(open_, (col(open_.retained_copy_id) == col(RetainedCopy.id)) & col(open_.returned_on).is_(None))
        .where(col(RetainedCopy.document_id) == document_id)
        .order_by(col(RetainedCopy.noted_at), col(RetainedCopy.id))
    )
    return [
        {**copy.model_dump(), "unit_name": unit or "", "loan_id": loan.id if loan else None, "borrower_name": loan.borrower_name if loan else "",
         "loan_due_on": loan.due_on if loan else None}
        for copy, unit, loan in db.execute(wanted)
    ]  # fmt: skip


def conversions_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """Prints of the signed file and files of the signed paper, oldest first."""
    wanted = select(Conversion, Person.full_name).join(Person, col(Person.id) == col(Conversion.by))
    rows = db.exec(wanted.where(col(Conversion.document_id) == document_id).order_by(col(Conversion.at)))
    return [{**c.model_dump(), "by_name": name} for c, name in rows]


def joint_parts(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """The co-issuing agencies in their order and how far each came."""
    wanted = select(JointSignature).where(col(JointSignature.document_id) == document_id).order_by(col(JointSignature.ordinal))
    return [part.model_dump() for part in db.exec(wanted)]


def _joint(actor: Actor) -> "Select[Any]":
    lead = aliased(Agency)
    return (
        pick(JointSignature, Document, lead.name)
        .join(Document, col(Document.id) == col(JointSignature.document_id))
        .join(lead, col(lead.id) == col(JointSignature.lead_agency_id))
        .where(col(JointSignature.agency_id) == actor.agency_id, col(JointSignature.is_inside).is_(True))
    )


def joint_rows(db: Session, actor: Actor, part_id: uuid.UUID | None = None, desk: bool = False) -> list[dict[str, Any]]:
    """Documents of other agencies that the own one issues too; `desk`: only what waits for it now."""
    wanted = _joint(actor)
    if part_id:
        wanted = wanted.where(col(JointSignature.id) == part_id)
    rows = db.execute(wanted.order_by(col(JointSignature.id).desc()).limit(500)).all()
    found = [
        {
            **part.model_dump(), "lead_agency_name": lead, "document_state": document.state, "type_name": document.type_name,
            "number": document.number, "symbol": document.symbol, "abstract": document.abstract, "issued_on": document.issued_on,
            "medium": document.medium, "waits_for": _waits(db, part, document),
        }
        for part, document, lead in rows
    ]  # fmt: skip
    return [row for row in found if not desk or row["waits_for"]]


def _waits(db: Session, part: JointSignature, document: Document) -> str:
    """What the part has to do now: approve, sign, seal, or nothing because it is another's turn."""
    step = {"approved": ("pending", "approve"), "signed": ("approved", "sign")}.get(document.state)
    wanted = select(JointSignature.state, JointSignature.ordinal, JointSignature.is_inside).where(col(JointSignature.document_id) == document.id)
    others = db.exec(wanted).all()
    rank = {"pending": 0, "approved": 1, "signed": 2, "sealed": 3}
    if step and part.state == step[0]:
        return step[1] if all(rank[s] > rank[step[0]] for s, ordinal, _ in others if ordinal < part.ordinal) else ""
    may_seal = all(rank[s] >= 2 for s, *_ in others) and all(s == "sealed" for s, ordinal, inside in others if inside and ordinal < part.ordinal)
    return "seal" if document.state == "signed" and part.state == "signed" and may_seal else ""


@dataclass(frozen=True, slots=True)
class Between:
    """The days of a list, both included, and after which row."""

    from_on: date | None = None
    to_on: date | None = None
    way: str | None = None


def _dispatched(actor: Actor, span: Between) -> "Select[Any]":
    wanted = pick(Dispatch, Document).join(Document, col(Document.id) == col(Dispatch.document_id)).where(col(Dispatch.agency_id) == actor.agency_id)
    if span.from_on:
        wanted = wanted.where(col(Dispatch.dispatched_on) >= span.from_on)
    if span.to_on:
        wanted = wanted.where(col(Dispatch.dispatched_on) <= span.to_on)
    return wanted.where(col(Dispatch.way) == span.way) if span.way else wanted


def dispatch_rows(db: Session, actor: Actor, span: Between, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """The dispatches of the agency, newest first (`limit` + 1)."""
    wanted = _dispatched(actor, span)
    if before:
        wanted = wanted.where(col(Dispatch.id) < before)
    rows = db.execute(wanted.order_by(col(Dispatch.id).desc()).limit(limit + 1))
    return [{**d.model_dump(), "number": doc.number, "symbol": doc.symbol, "abstract": doc.abstract} for d, doc in rows]


def _day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


def _book(db: Session, actor: Actor, form: str, rows: list[tuple[str | int, ...]], days: list[date], span: Between, today: date) -> RegisterBook:
    agency = db.get_one(Agency, actor.agency_id)
    first, last = span.from_on or min(days, default=None), span.to_on or max(days, default=None)
    return RegisterBook(form=form, in_force_on=today, agency=agency.name, year=(last or today).year, rows=rows, superior=agency.superior_name,
                        from_on=first, to_on=last, from_number="01" if rows else "", to_number=f"{len(rows):02d}" if rows else "", volume="01")  # fmt: skip


def _signed_for(d: Dispatch) -> str:
    if d.outcome == "returned":
        return f"Hoàn trả {_day(d.received_on)}"
    said = " ".join(part for part in (d.received_by, _day(d.received_on)) if part)
    return "\n".join(part for part in (f"Số hiệu bưu gửi {d.item_number}" if d.item_number else "", said) if part)


def postal_book(db: Session, actor: Actor, span: Between, today: date) -> RegisterBook:
    """Sổ gửi văn bản đi bưu điện (PL IV.III); with way hand the same columns serve as the transfer book."""
    found = db.execute(_dispatched(actor, span).order_by(col(Dispatch.dispatched_on), col(Dispatch.id))).all()
    rows: list[tuple[str | int, ...]] = [
        (_day(d.dispatched_on), number_and_symbol(doc.number, doc.symbol), d.recipient_name, d.envelopes, _signed_for(d),
         "; ".join(p for p in (d.note, d.receipt_note, f"{d.weight_grams} g" if d.weight_grams else "") if p))
        for d, doc in found
    ]  # fmt: skip
    return _book(db, actor, "postal_register", rows, [d.dispatched_on for d, _ in found], span, today)


def _lent(actor: Actor, span: Between) -> "Select[Any]":
    leader = aliased(Person)
    wanted = (
        pick(RetainedLoan, Document, leader.full_name, RetainedCopy.place)
        .join(Document, col(Document.id) == col(RetainedLoan.document_id))
        .join(RetainedCopy, col(RetainedCopy.id) == col(RetainedLoan.retained_copy_id))
        .join(leader, col(leader.id) == col(RetainedLoan.permitted_by))
        .where(col(RetainedLoan.agency_id) == actor.agency_id)
    )
    if span.from_on:
        wanted = wanted.where(col(RetainedLoan.lent_on) >= span.from_on)
    return wanted.where(col(RetainedLoan.lent_on) <= span.to_on) if span.to_on else wanted


def loan_rows(db: Session, actor: Actor, span: Between, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """The loans of retained copies, newest first (`limit` + 1)."""
    wanted = _lent(actor, span)
    if before:
        wanted = wanted.where(col(RetainedLoan.id) < before)
    rows = db.execute(wanted.order_by(col(RetainedLoan.id).desc()).limit(limit + 1))
    return [
        {**loan.model_dump(), "number": doc.number, "symbol": doc.symbol, "abstract": doc.abstract, "permitted_by_name": leader, "place": place}
        for loan, doc, leader, place in rows
    ]  # fmt: skip


def loan_book(db: Session, actor: Actor, span: Between, today: date) -> RegisterBook:
    """Sổ sử dụng bản lưu (PL IV.IV)."""
    found = db.execute(_lent(actor, span).order_by(col(RetainedLoan.lent_on), col(RetainedLoan.id))).all()
    rows: list[tuple[str | int, ...]] = [
        (_day(loan.lent_on), loan.borrower_name, f"{number_and_symbol(doc.number, doc.symbol)} ngày {_day(doc.issued_on)}",
         f"{doc.type_name}: {doc.abstract}", loan.dossier_notation, "", _day(loan.returned_on), leader,
         "; ".join(p for p in (loan.note, loan.return_note) if p))
        for loan, doc, leader, _ in found
    ]  # fmt: skip
    return _book(db, actor, "retained_copy_use_register", rows, [loan.lent_on for loan, *_ in found], span, today)


def count_late(db: Session, actor: Actor, today: date) -> int:
    """How many signed documents of the agency still lie here after the day of their signature and the next working day (Đ18.1)."""
    rule = db.get(Deadline, ORDINARY)
    days = int(rule.value) if rule and rule.value.isdigit() else 1
    limit = _last_signing_day(db, actor, today, days)
    signed_on = func.date(func.timezone("Asia/Ho_Chi_Minh", Outgoing.signed_at))
    wanted = (
        pick(func.count()).select_from(Document).join(Outgoing, col(Outgoing.id) == col(Document.id))
        .where(col(Document.agency_id) == actor.agency_id, col(Document.kind) == "outgoing", col(Document.state).in_(("signed", "sealed")), signed_on <= limit)
    )  # fmt: skip
    return int(db.execute(wanted).scalar_one())


def _last_signing_day(db: Session, actor: Actor, today: date, days: int) -> date:
    """The last day whose documents are late today."""
    calendar, day = calendar_around(db, actor.agency_id, today), date.fromordinal(today.toordinal() - 1)
    while calendar.day_after(day, days) >= today:
        day = date.fromordinal(day.toordinal() - 1)
    return day
