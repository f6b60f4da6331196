"""Who may sign a document today, in which capacities, and the block that is printed: rows brought to the pure rules of Đ13."""

import uuid
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.rules.authority import Grantor, Held, Office, Paper, Signer, Verdict, choices, decide
from hoso.correspondence.tables import Document, Outgoing
from hoso.support.clock import Moment
from hoso.support.organisations import Agency, Person, RoleAssignment, SigningAuthority, in_force
from hoso.support.permissions import HEAD_ROLES


def _heads(db: Session, agency_id: uuid.UUID, moment: Moment) -> list[Person]:
    """Who holds the post of the head today, the longest known first."""
    held = select(RoleAssignment.person_id).where(
        RoleAssignment.agency_id == agency_id, col(RoleAssignment.role).in_(HEAD_ROLES), in_force(RoleAssignment, moment.today)
    )
    return list(db.exec(select(Person).where(col(Person.id).in_(held), col(Person.is_active).is_(True)).order_by(col(Person.id))))


def _rows(db: Session, people: list[uuid.UUID]) -> list[SigningAuthority]:
    wanted = select(SigningAuthority).where(col(SigningAuthority.person_id).in_(people), col(SigningAuthority.ended_at).is_(None))
    return list(db.exec(wanted.order_by(col(SigningAuthority.id))))


def _held(row: SigningAuthority, grantor: Grantor | None) -> Held:
    limits: dict[str, Any] = {name: frozenset(getattr(row, name)) for name in ("type_codes", "field_codes", "unit_ids")}
    return Held(row.capacity, row.basis, row.valid_from, row.valid_to, **limits, in_charge=row.in_charge, content=row.content,
                grantor=grantor, signs_copies=row.signs_copies)  # fmt: skip


def signer_of(db: Session, person_id: uuid.UUID, moment: Moment) -> Signer:
    """The person with post and authorities, and with those of whoever passed one on. Withdrawn authorities are left out."""
    person = db.get_one(Person, person_id)
    agency = db.get_one(Agency, person.agency_id)
    heads = _heads(db, agency.id, moment)
    head_ids = {h.id for h in heads}
    rows = _rows(db, [person_id])
    grantor_ids = {r.granted_by for r in rows if r.granted_by}
    grantors = dict[uuid.UUID, Grantor]()
    if grantor_ids:
        theirs = _rows(db, list(grantor_ids))
        for one in db.exec(select(Person).where(col(Person.id).in_(grantor_ids), col(Person.is_active).is_(True))):
            held = tuple(_held(r, None) for r in theirs if r.person_id == one.id)
            grantors[one.id] = Grantor(one.full_name, one.position, one.id in head_ids, held)
    gone = Grantor("người giao đã nghỉ", "", False)
    held_now = tuple(_held(r, grantors.get(r.granted_by, gone) if r.granted_by else None) for r in rows)
    title = agency.head_title or (heads[0].position if heads else "")
    return Signer(person.full_name, person.position, person_id in head_ids, Office(agency.name, title, agency.collective_name), held_now)


def paper_of(document: Document, outgoing: Outgoing) -> Paper:
    """What the limits of an authority look at."""
    return Paper(document.type_code, outgoing.field_code, str(outgoing.drafting_unit_id or ""))


def signing_verdict(
    db: Session, person_id: uuid.UUID, document: Document, outgoing: Outgoing, capacity: list[str], moment: Moment
) -> Verdict:
    """Whether the person may sign this document today in this capacity, and the block."""
    return decide(capacity, signer_of(db, person_id, moment), paper_of(document, outgoing), moment.today)


def signing_choices(db: Session, person_id: uuid.UUID, document: Document, outgoing: Outgoing, moment: Moment) -> list[Verdict]:
    """Every capacity that the person's authorities name for this document, the allowed ones first."""
    return choices(signer_of(db, person_id, moment), paper_of(document, outgoing), moment.today)
