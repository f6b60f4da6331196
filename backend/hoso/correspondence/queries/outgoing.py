"""Outgoing documents as lists and as one record."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlmodel import Session, col

from hoso.correspondence.queries.desks import outgoing_desk
from hoso.correspondence.queries.issuers import rows_by_issuer
from hoso.correspondence.queries.layout import kept_checks
from hoso.correspondence.queries.outcomes import IssueDays, drafted_between, in_group, outgoing_outcome
from hoso.correspondence.rules import ASPECT_OF_STATE, is_allowed
from hoso.correspondence.tables import Document, Outgoing, Recipient, RegisterEntry, Review
from hoso.support.access import visible_to
from hoso.support.actors import Actor
from hoso.support.organisations import Person, Unit
from hoso.support.picking import newest_by_day, newest_by_id, pick
from hoso.support.search import found_in, rare_words


@dataclass(frozen=True, slots=True)
class OutgoingFilter:
    """The filters of the list; None leaves out."""

    q: str | None = None
    state: str | None = None
    type_code: str | None = None
    recipient: str | None = None
    urgency: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    due_before: date | None = None
    unit_id: uuid.UUID | None = None
    register_id: uuid.UUID | None = None
    issuer: str | None = None
    desk: str | None = None
    by: str | None = None
    of: str | None = None
    outcome: str | None = None
    drafted_from: date | None = None
    drafted_to: date | None = None
    days: IssueDays | None = None
    fields: tuple[ColumnElement[bool], ...] = ()


ROW: tuple[Any, ...] = (
    Document.id, Document.state, Document.type_code, Document.type_name, Document.number, Document.symbol, Document.issued_on, Document.abstract,
    Document.urgency, Document.due_on, Document.signer_name, Document.medium, Outgoing.dispatched_on, Document.created_at,
)  # fmt: skip
NAMES = tuple(str(c.key) for c in ROW)


def _filtered(wanted: Select[Any], actor: Actor, f: OutgoingFilter) -> Select[Any]:
    equal = ((Document.state, f.state), (Document.type_code, f.type_code), (Document.urgency, f.urgency), (Outgoing.drafting_unit_id, f.unit_id))
    for column, value in equal:
        if value is not None:
            wanted = wanted.where(col(column) == value)
    if f.recipient:
        named = exists().where(col(Recipient.document_id) == col(Document.id), col(Recipient.name).icontains(f.recipient, autoescape=True))
        wanted = wanted.where(named)
    if f.issuer:
        wanted = wanted.where(col(Document.issuer_name).icontains(f.issuer, autoescape=True))
        wanted = wanted.where(found_in(col(Document.id), actor.agency_id, rare_words(f.issuer)))  # else a rare name would be looked for in every row
    if f.desk:
        wanted = wanted.where(outgoing_desk(actor, f.desk))
    if f.from_on:
        wanted = wanted.where(col(Document.issued_on) >= f.from_on)
    if f.to_on:
        wanted = wanted.where(col(Document.issued_on) <= f.to_on)
    if f.due_before:
        wanted = wanted.where(col(Document.due_on) < f.due_before)
    if f.register_id:
        entered = exists().where(col(RegisterEntry.document_id) == col(Document.id), col(RegisterEntry.register_id) == f.register_id)
        wanted = wanted.where(entered)
    if f.drafted_from or f.drafted_to:
        wanted = wanted.where(drafted_between(f.drafted_from, f.drafted_to))
    if f.outcome:
        wanted = wanted.where(outgoing_outcome(f.outcome, f.days))
    if f.by and f.of is not None:
        wanted = wanted.where(in_group("outgoing", f.by, f.of))
    if f.fields:
        wanted = wanted.where(*f.fields)
    return wanted.where(found_in(col(Document.id), actor.agency_id, f.q)) if f.q else wanted


def outgoing_wanted(actor: Actor, f: OutgoingFilter, columns: tuple[Any, ...], before: uuid.UUID | None = None) -> Select[Any]:
    """Columns of what the actor may see and the filters leave, in no order; `before` says that only smaller ids are asked for."""
    wanted = pick(*columns).select_from(Document).join(Outgoing, col(Outgoing.id) == col(Document.id))
    seen = visible_to(actor, Document, below=None if f.from_on or f.to_on else before)
    return _filtered(wanted.where(seen, col(Document.kind) == "outgoing"), actor, f)


def outgoing_rows(db: Session, actor: Actor, f: OutgoingFilter, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """Rows that the actor may see, newest first (`limit` + 1 of them)."""
    if f.issuer and not (f.from_on or f.to_on):
        others = replace(f, issuer=None)
        wanted = outgoing_wanted(actor, others, ROW, before)
        rows = rows_by_issuer(db, actor, "outgoing", f.issuer, wanted, before, limit + 1, is_alone=others == OutgoingFilter())
        return [dict(zip(NAMES, row, strict=True)) for row in rows]
    wanted = outgoing_wanted(actor, f, ROW, before)
    wanted = newest_by_day(wanted, Document, "issued_on", before) if f.from_on or f.to_on else newest_by_id(wanted, Document, before)
    return [dict(zip(NAMES, row, strict=True)) for row in db.execute(wanted.limit(limit + 1))]


def reviews_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """The checks, oldest first, voided ones too; a check of the form with what the format check had said of that file."""
    wanted = select(Review, Person.full_name).join(Person, col(Person.id) == col(Review.by))  # type: ignore[call-overload]
    rows = list(db.execute(wanted.where(col(Review.document_id) == document_id).order_by(col(Review.at))))
    checks = kept_checks(db, document_id) if any(r.aspect == "form" for r, _ in rows) else []
    return [
        {"id": r.id, "aspect": r.aspect, "verdict": r.verdict, "note": r.note, "by": r.by, "full_name": name, "at": r.at, "voided_at": r.voided_at,
         "layout": next(({"errors": c.errors, "looks": c.looks, "undecided": c.undecided} for c in checks if r.aspect == "form" and c.sha256 == r.sha256 and c.at <= r.at), None)}
        for r, name in rows
    ]  # fmt: skip


def recipient_states(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """Each recipient and how far the document came there."""
    wanted = select(Recipient).where(col(Recipient.document_id) == document_id).order_by(col(Recipient.ordinal))
    return [
        {"id": r.id, "name": r.name, "purpose": r.purpose, "state": r.state, "state_note": r.state_note, "state_at": r.state_at,
         "agency_id": r.to_agency_id, "unit_id": r.to_unit_id, "user_id": r.to_person_id}
        for r in db.execute(wanted).scalars()
    ]  # fmt: skip


def names_around(db: Session, outgoing: Outgoing) -> dict[str, str]:
    """Who drafts, in which unit, and who is to sign, by name."""
    people = (outgoing.drafter_id, outgoing.proposed_signer_id)
    names = {row[0]: row[1] for row in db.execute(pick(Person.id, Person.full_name).where(col(Person.id).in_([p for p in people if p])))}
    unit = db.get(Unit, outgoing.drafting_unit_id) if outgoing.drafting_unit_id else None
    return {"drafter_name": names.get(outgoing.drafter_id, ""), "proposed_signer_name": names.get(outgoing.proposed_signer_id, ""),
            "drafting_unit_name": unit.name if unit else ""}  # fmt: skip


def outgoing_actions(actor: Actor, document: Document, outgoing: Outgoing, may_sign: bool, why_unsigned: str = "") -> tuple[list[str], dict[str, str]]:
    """(allowed operations, why a shown one is not). The same relations as the actions check."""
    state = document.state
    heads = outgoing.drafting_unit_id in actor.headed_unit_ids
    signatory = may_sign and (outgoing.proposed_signer_id in (None, actor.id) or actor.is_head)
    checker = {"content": heads, "form": "vanthu" in actor.roles, "approval": signatory}
    relation = {
        "reviseOutgoing": actor.id in (outgoing.drafter_id, outgoing.proposed_signer_id) or heads,
        "reviewOutgoing": checker.get(ASPECT_OF_STATE.get(state, ""), False),
        "signOutgoing": signatory,
        "numberOutgoing": outgoing.register_entry_id is None,
        "sealOutgoing": outgoing.signed_at is not None,
    }
    operations = (*relation, "issueOutgoing", "recallOutgoing")
    allowed = [op for op in operations if actor.may(op) and is_allowed("outgoing", state, op) and relation.get(op, True)]
    if actor.may("voidNumber") and state in ("approved", "signed", "sealed") and outgoing.register_entry_id:
        allowed.append("voidNumber")
    why_not: dict[str, str] = {}
    if actor.may("signOutgoing") and "signOutgoing" not in allowed and state in ASPECT_OF_STATE:
        why_not["signOutgoing"] = "Ký được khi dự thảo đã duyệt nội dung, thể thức và phê duyệt."
    if actor.may("signOutgoing") and state == "approved" and not signatory:
        why_not["signOutgoing"] = "Văn bản trình người khác ký." if may_sign else why_unsigned or "Anh/chị không có thẩm quyền ký còn hiệu lực (Đ13)."
    if actor.may("issueOutgoing") and "issueOutgoing" not in allowed and state in (*ASPECT_OF_STATE, "approved"):
        why_not["issueOutgoing"] = "Phát hành được khi người có thẩm quyền đã ký."
    return allowed, why_not
