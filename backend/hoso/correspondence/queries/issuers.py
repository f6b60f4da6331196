"""Documents by the name of their issuer, newest first, as fast for a rare name as for a frequent one.

The database keeps each name that an agency has had (`issuer`, written by a trigger on `document`): a name that is not among them
has no document. Of a few names the newest documents of each are read; of many, the newest of the agency fill the page.
"""

import uuid
from typing import Any

from sqlalchemy import Select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from hoso.correspondence.tables import Document, Issuer
from hoso.support.access import visible_to
from hoso.support.actors import Actor
from hoso.support.picking import newest_by_id, pick
from hoso.support.search import found_in, rare_words

FEW = 200  # names whose documents are read one name after the other: about 2 ms
_ONE: Any = aliased(Document)  # made once: an alias takes as long as a small statement
NEWEST = 2100  # documents looked through for many names, or beside other filters: about 2 ms


def names_like(db: Session, agency_id: uuid.UUID, kind: str, part: str) -> list[str]:
    """The names that hold `part`, capitals or not; FEW and one where there are more."""
    like = pick(Issuer.name).where(col(Issuer.agency_id) == agency_id, col(Issuer.kind) == kind, col(Issuer.name).icontains(part, autoescape=True))
    return list(db.execute(like.limit(FEW + 1)).scalars())


def _own(agency_id: uuid.UUID, kind: str) -> Select[Any]:
    return pick(_ONE.id, _ONE.issuer_name).where(_ONE.agency_id == agency_id, _ONE.kind == kind)


def _newest_of_each(names: list[str], agency_id: uuid.UUID, kind: str, before: uuid.UUID | None, limit: int) -> Select[Any]:
    """SQL: the ids of the newest documents of each name, one walk of the index for each."""
    name = pick(Issuer.name).where(col(Issuer.agency_id) == agency_id, col(Issuer.kind) == kind, col(Issuer.name).in_(names)).subquery("named")
    own = newest_by_id(_own(agency_id, kind).where(_ONE.issuer_name == name.c.name), _ONE, before).limit(limit).lateral("own")
    return pick(own.c.id).select_from(name.join(own, true())).order_by(own.c.id.desc()).limit(limit)


def rows_by_issuer(
    db: Session, actor: Actor, kind: str, issuer: str, wanted: Select[Any], before: uuid.UUID | None, limit: int, *, is_alone: bool
) -> list[Any]:
    """At most `limit` rows, newest first, of what `wanted` leaves (in no order); `is_alone` says that it has no other filter."""
    names = names_like(db, actor.agency_id, kind, issuer)
    if not names:
        return []
    page = newest_by_id(wanted, Document, before).limit(limit)
    named = col(Document.issuer_name).in_(names) if len(names) <= FEW else col(Document.issuer_name).icontains(issuer, autoescape=True)
    if len(names) <= FEW and is_alone and actor.sees_agency:
        return list(db.execute(page.where(col(Document.id).in_(_newest_of_each(names, actor.agency_id, kind, before, limit)))))
    near = newest_by_id(_own(actor.agency_id, kind), _ONE, before).limit(NEWEST).subquery("newest")
    like = near.c.issuer_name.in_(names) if len(names) <= FEW else near.c.issuer_name.icontains(issuer, autoescape=True)
    rows = list(db.execute(page.join(near, near.c.id == col(Document.id)).where(like)))
    if len(rows) >= limit:
        return rows
    if len(names) <= FEW:  # OFFSET 0: begins with the names, however frequent PostgreSQL takes them for in all agencies together
        own = _own(actor.agency_id, kind).where(_ONE.issuer_name.in_(names), visible_to(actor, _ONE)).with_only_columns(_ONE.id).offset(0)
        return list(db.execute(page.where(col(Document.id).in_(own))))
    return list(db.execute(page.where(named, found_in(col(Document.id), actor.agency_id, rare_words(issuer)))))
