"""Incoming documents as lists and as one record. Lists carry only what a row shows; never whole texts."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from hoso.correspondence.queries.deadlines import Horizon, incoming_due
from hoso.correspondence.queries.desks import incoming_desk
from hoso.correspondence.queries.handling import decides_extension
from hoso.correspondence.queries.issuers import rows_by_issuer
from hoso.correspondence.queries.outcomes import in_group, incoming_outcome
from hoso.correspondence.rules import is_allowed
from hoso.correspondence.tables import Document, DocumentFile, DocumentLink, FollowUp, Handling, Incoming, Opinion, OpinionFile, OpinionMention
from hoso.support.access import visible_to
from hoso.support.actors import Actor
from hoso.support.bundles import Bundle
from hoso.support.organisations import Person, Unit
from hoso.support.picking import newest_by_day, newest_by_id, pick
from hoso.support.search import found_in, rare_words
from hoso.support.stored_files import StoredFile


@dataclass(frozen=True, slots=True)
class IncomingFilter:
    """The filters of the list; None leaves out."""

    q: str | None = None
    state: str | None = None
    type_code: str | None = None
    issuer: str | None = None
    urgency: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    due_before: date | None = None
    due_from: date | None = None
    unit_id: uuid.UUID | None = None
    register_id: uuid.UUID | None = None
    desk: str | None = None
    due: str | None = None
    horizon: Horizon | None = None
    by: str | None = None
    of: str | None = None
    outcome: str | None = None
    fields: tuple[ColumnElement[bool], ...] = ()


ROW: tuple[Any, ...] = (
    Document.id, Document.state, Document.type_code, Document.type_name, Document.number, Document.symbol, Document.issued_on,
    Document.issuer_name, Document.abstract, Document.urgency, Document.due_on, Incoming.arrival_number, Incoming.arrival_year,
    Incoming.arrived_on, Incoming.received_on, Incoming.due_at, Incoming.channel, Incoming.recall_asked_at,
)  # fmt: skip
NAMES = tuple(str(c.key) for c in ROW)


def _filtered(wanted: Select[Any], actor: Actor, f: IncomingFilter) -> Select[Any]:
    equal: tuple[tuple[Any, Any], ...] = (
        (Document.state, f.state), (Document.type_code, f.type_code), (Document.urgency, f.urgency), (Incoming.register_id, f.register_id),
    )  # fmt: skip
    for column, value in equal:
        if value is not None:
            wanted = wanted.where(col(column) == value)
    if f.issuer:
        wanted = wanted.where(col(Document.issuer_name).icontains(f.issuer, autoescape=True))
        wanted = wanted.where(found_in(col(Document.id), actor.agency_id, rare_words(f.issuer)))  # else a rare name would be looked for in every row
    if f.from_on:
        wanted = wanted.where(col(Incoming.arrived_on) >= f.from_on)
    if f.to_on:
        wanted = wanted.where(col(Incoming.arrived_on) <= f.to_on)
    if f.due_before:
        wanted = wanted.where(col(Document.due_on) < f.due_before, col(Document.state).in_(("registered", "presented", "handling")))
    if f.due_from:
        wanted = wanted.where(col(Document.due_on) >= f.due_from)
    if f.unit_id:
        wanted = wanted.where(exists().where(col(Handling.document_id) == col(Document.id), col(Handling.unit_id) == f.unit_id))
    if f.desk:
        wanted = wanted.where(incoming_desk(actor, f.desk))
    if f.due and f.horizon:
        wanted = wanted.where(incoming_due(actor, f.desk, f.due, f.horizon))
    if f.outcome and f.horizon:
        wanted = wanted.where(incoming_outcome(f.outcome, f.horizon.today, f.horizon.now))
    if f.by and f.of is not None:
        wanted = wanted.where(in_group("incoming", f.by, f.of))
    if f.fields:
        wanted = wanted.where(*f.fields)
    return wanted.where(found_in(col(Document.id), actor.agency_id, f.q)) if f.q else wanted


def incoming_wanted(actor: Actor, f: IncomingFilter, columns: tuple[Any, ...], before: uuid.UUID | None = None) -> Select[Any]:
    """Columns of what the actor may see and the filters leave, in no order; `before` says that only smaller ids are asked for."""
    wanted = pick(*columns).select_from(Document).join(Incoming, col(Incoming.id) == col(Document.id))
    wanted = wanted.where(visible_to(actor, Document, below=None if f.from_on or f.to_on else before), col(Document.kind) == "incoming")
    return _filtered(wanted, actor, f)


def incoming_rows(db: Session, actor: Actor, f: IncomingFilter, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """Rows that the actor may see, newest first (`limit` + 1 of them, to tell whether more follow)."""
    if f.issuer and not (f.from_on or f.to_on):
        others = replace(f, issuer=None)
        wanted = incoming_wanted(actor, others, ROW, before)
        rows = rows_by_issuer(db, actor, "incoming", f.issuer, wanted, before, limit + 1, is_alone=others == IncomingFilter())
        return [dict(zip(NAMES, row, strict=True)) for row in rows]
    wanted = incoming_wanted(actor, f, ROW, before)
    if f.from_on or f.to_on:
        wanted = newest_by_day(wanted.where(col(Incoming.agency_id) == actor.agency_id), Incoming, "arrived_on", before)
    else:
        wanted = newest_by_id(wanted, Document, before)
    return [dict(zip(NAMES, row, strict=True)) for row in db.execute(wanted.limit(limit + 1))]


_DOCUMENT: Any = bindparam("document")
# Made once: a statement that is built anew costs more than the database takes to answer it.
_FILES = (
    pick(DocumentFile.sha256, DocumentFile.name, DocumentFile.role, DocumentFile.ordinal, StoredFile.size, StoredFile.media_type)
    .join(StoredFile, col(StoredFile.sha256) == col(DocumentFile.sha256))
    .where(col(DocumentFile.document_id) == _DOCUMENT)
    .order_by(col(DocumentFile.ordinal))
)
_Absent = aliased(Person)
_OPINIONS = (
    pick(
        Opinion.id, Opinion.at, Opinion.kind, case((col(Opinion.withdrawn_at).is_(None), col(Opinion.text)), else_="").label("text"), Opinion.person_id,
        Person.full_name, Person.position, Opinion.parent_id, Opinion.withdrawn_at, func.coalesce(_Absent.full_name, "").label("on_behalf_of"),
    )
    .join(Person, col(Person.id) == col(Opinion.person_id))
    .outerjoin(_Absent, col(_Absent.id) == col(Opinion.on_behalf_id))
    .where(col(Opinion.document_id) == _DOCUMENT)
    .order_by(col(Opinion.at), col(Opinion.id))
)
_HANDLINGS = (
    pick(
        Handling.id, Handling.part, Handling.state, Handling.person_id, Handling.unit_id, Handling.parent_id,
        func.coalesce(Person.full_name, Unit.name).label("name"), Handling.due_on, Handling.instruction, Handling.given_at, Handling.received_at,
        Handling.done_at, Handling.outcome, Handling.given_by, Handling.original_due_on, Handling.asked_due_on,
    )
    .outerjoin(Person, col(Person.id) == col(Handling.person_id))
    .outerjoin(Unit, col(Unit.id) == col(Handling.unit_id))
    .where(col(Handling.document_id) == _DOCUMENT, col(Handling.state) != "withdrawn")
    .order_by(col(Handling.given_at), col(Handling.id))
)  # fmt: skip
# kind of a link → what the document says of it, what the other one says
RELATIONS = {
    "in_reply_to": ("answers", "answered_by"), "corrects": ("corrects", "corrected_by"), "amends": ("amends", "amended_by"),
    "replaces": ("replaces", "replaced_by"), "rests_on": ("rests_on", "basis_of"),
}  # fmt: skip
_LINKS = pick(
    Document.id, Document.kind, DocumentLink.document_id, col(DocumentLink.kind).label("link"), Document.number, Document.symbol, Document.abstract,
    Document.state,
).join(
    DocumentLink,
    or_(
        and_(col(DocumentLink.document_id) == _DOCUMENT, col(Document.id) == col(DocumentLink.related_document_id)),
        and_(col(DocumentLink.related_document_id) == _DOCUMENT, col(Document.id) == col(DocumentLink.document_id)),
    ),
)


def _rows(db: Session, wanted: Select[Any], document_id: uuid.UUID) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(wanted, {"document": document_id}).mappings()]


def files_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """The document's files, in order."""
    return _rows(db, _FILES, document_id)


_SAID_FILES = (
    pick(OpinionFile.opinion_id, OpinionFile.sha256, OpinionFile.name, StoredFile.size, StoredFile.media_type)
    .join(Opinion, col(Opinion.id) == col(OpinionFile.opinion_id))
    .join(StoredFile, col(StoredFile.sha256) == col(OpinionFile.sha256))
    .where(col(Opinion.document_id) == _DOCUMENT, col(Opinion.withdrawn_at).is_(None))
    .order_by(col(OpinionFile.opinion_id), col(OpinionFile.ordinal))
)
_SAID_TO = (
    pick(OpinionMention.opinion_id, Person.full_name)
    .join(Opinion, col(Opinion.id) == col(OpinionMention.opinion_id))
    .join(Person, col(Person.id) == col(OpinionMention.person_id))
    .where(col(Opinion.document_id) == _DOCUMENT)
    .order_by(col(Person.full_name))
)


def opinions_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """The conversation, oldest first; a withdrawn line keeps its place without its words. Files and names only where people talked."""
    return _told(db, document_id, _rows(db, _OPINIONS, document_id))


def _told(db: Session, document_id: uuid.UUID, said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines with the files and names that belong to them."""
    if any(line["kind"] == "opinion" for line in said):
        files, names = _rows(db, _SAID_FILES, document_id), _rows(db, _SAID_TO, document_id)
        for line in said:
            line["files"] = [f for f in files if f["opinion_id"] == line["id"]]
            line["mentions"] = [n["full_name"] for n in names if n["opinion_id"] == line["id"]]
    return said


def handlings_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """Who handles the document, with the names, oldest first; withdrawn parts are left out."""
    return _rows(db, _HANDLINGS, document_id)


def links_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """Documents that answer, correct, amend or replace this one, or that it answers, corrects, amends or replaces."""
    return _related(document_id, _rows(db, _LINKS, document_id))


def _related(document_id: uuid.UUID, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**link, "relation": RELATIONS[link.pop("link")][link.pop("document_id") != document_id]} for link in found]


_AROUND = Bundle(handlings=_HANDLINGS, opinions=_OPINIONS, files=_FILES, links=_LINKS)


def around_incoming(db: Session, document_id: uuid.UUID) -> dict[str, list[dict[str, Any]]]:
    """`handlings_of`, `opinions_of`, `files_of` and `links_of` at once."""
    found = _AROUND.of(db, document=document_id)
    return {**found, "opinions": _told(db, document_id, found["opinions"]), "links": _related(document_id, found["links"])}


def follows(db: Session, actor: Actor, document_id: uuid.UUID) -> bool:
    """Whether the actor was appointed to follow the document."""
    wanted = pick(FollowUp.id).where(col(FollowUp.document_id) == document_id, col(FollowUp.person_id) == actor.id, col(FollowUp.ended_at).is_(None))
    return db.execute(wanted.limit(1)).first() is not None


def _lies_with(actor: Actor, h: dict[str, Any]) -> bool:
    return h["person_id"] in actor.handling_ids or h["unit_id"] in actor.handling_unit_ids


def _handling_relations(actor: Actor, document: Document, incoming: Incoming, handlings: list[dict[str, Any]], is_follower: bool) -> dict[str, bool]:
    """Whether the acts of handling lie with the actor, by operation."""
    working = [h for h in handlings if h["state"] in ("given", "received") and h["part"] != "informed"]
    mine = [h for h in working if _lies_with(actor, h)]
    of_unit = [h for h in mine if h["unit_id"] in actor.handling_unit_ids]
    director = incoming.presented_to in actor.directing_ids or actor.directs_all
    by_id = {h["id"]: h for h in handlings}
    asked = [h for h in working if h["asked_due_on"] and h["person_id"] != actor.id]
    led = [h for h in handlings if h["part"] == "lead" and h["state"] == "done" and h["done_at"] == incoming.completed_at]
    given_on = {h["id"] for h in of_unit}
    urged_by = director or is_follower or "dondoc" in actor.roles or any(h["parent_id"] in given_on for h in working)
    return {
        "assignIncoming": bool(of_unit),
        "forwardIncoming": bool(of_unit),
        "recordProgress": bool(mine),
        "completeIncoming": bool(mine),
        "requestExtension": any(h["due_on"] and not h["asked_due_on"] for h in mine),
        "decideExtension": any(decides_extension(actor, incoming, h, by_id.get(h["parent_id"])) for h in asked),
        "reopenIncoming": document.frozen_at is None and (director or any(_lies_with(actor, h) for h in led)),
        "urgeIncoming": bool(working) and urged_by,
        "addOpinion": document.frozen_at is None,
    }


def acting_for(actor: Actor, document: Document, incoming: Incoming, handlings: list[dict[str, Any]]) -> list[str]:
    """Names of the absent people in whose place the document lies with the actor."""
    open_parts = [h for h in handlings if h["state"] in ("given", "received")]
    found = []
    for absent in actor.absents:
        handled = absent.handles and any(h["person_id"] == absent.id or h["unit_id"] in absent.headed_unit_ids for h in open_parts)
        if handled or (absent.directs and incoming.presented_to == absent.id and document.state == "presented"):
            found.append(absent.full_name)
    return found


def incoming_actions(
    actor: Actor, document: Document, incoming: Incoming, handlings: list[dict[str, Any]], is_follower: bool = False
) -> tuple[list[str], dict[str, str]]:
    """(allowed operations, why a shown one is not). The same relations as the actions check."""
    mine = [h for h in handlings if h["state"] in ("given", "received") and _lies_with(actor, h)]
    working = [h for h in mine if h["part"] != "informed"]
    director = incoming.presented_to in actor.directing_ids or actor.directs_all
    relation = {
        "directIncoming": director,
        "acknowledgeIncoming": any(h["state"] == "given" for h in mine),
        **_handling_relations(actor, document, incoming, handlings, is_follower),
        "confirmRecall": incoming.recall_asked_at is not None and document.frozen_at is None,
        "declineRecall": incoming.recall_asked_at is not None,
        "correctIncoming": document.frozen_at is None,
        "addIncomingFiles": document.frozen_at is None,
        "attachPaperCopy": incoming.channel != "paper" and incoming.paper_received_on is None,
        "returnIncoming": (
            ("vanthu" in actor.roles and document.state in ("waiting", "registered"))
            or (director and "directIncoming" in actor.permissions and document.state == "presented")
            or (document.state == "handling" and any(h["part"] == "lead" for h in working))
        ),
    }
    operations = ("registerArrival", "presentIncoming", "transferIncoming", "followIncoming", "endFollowing", *relation)
    allowed = [op for op in operations if actor.may(op) and is_allowed("incoming", document.state, op) and relation.get(op, True)]
    if actor.may("voidNumber") and document.state == "registered" and incoming.register_entry_id:
        allowed.append("voidNumber")
    why_not: dict[str, str] = {}
    if actor.may("completeIncoming") and "completeIncoming" not in allowed and document.state == "handling":
        why_not["completeIncoming"] = "Chỉ người được giao mới kết thúc được phần việc này."
    if actor.may("directIncoming") and "directIncoming" not in allowed and document.state == "presented":
        why_not["directIncoming"] = "Văn bản được trình cho người khác."
    return allowed, why_not
