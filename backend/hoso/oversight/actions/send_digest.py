"""The daily digest: one line per person on a working day, at the agency's hour, with the counts of the own desks and what is due first.

Only to people for whom something waits, and who did not switch it off. Never sends a mail: the border of the agency is not crossed here.
"""

import uuid
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.queries.incoming import IncomingFilter
from hoso.correspondence.queries.ordering import incoming_items, incoming_page
from hoso.oversight.queries.baskets import Basket, baskets
from hoso.support.actors import Actor, load_actor
from hoso.support.calendars import as_time, calendar_around
from hoso.support.clock import HANOI, Moment
from hoso.support.deadlines import deadline_setting
from hoso.support.files import FileStore
from hoso.support.jobs import notify
from hoso.support.organisations import Person
from hoso.support.schedules import RECURRING, Recurring, once_a_day

FIRST = 3
TERMS = ("overdue_mine", "due_today_mine", "due_soon", "overdue", "due_today", "due_soon_all")


def _named(row: dict[str, Any]) -> str:
    written = "/".join(part for part in (row["number"], row["symbol"]) if part)
    due = row.get("part_due_on") or row["due_on"]
    return f"{written or row['abstract'][:60]}" + (f" (hạn {due:%d/%m})" if due else "")


def digest_of(db: Session, actor: Actor, moment: Moment) -> tuple[str, str] | None:
    """(words, link) of a person's digest; None when nothing waits."""
    found = [b for b in baskets(db, actor, moment) if b.count]
    if not found:
        return None
    terms = sorted((b for b in found if b.code in TERMS), key=lambda b: TERMS.index(b.code))
    rest = [b for b in found if b.code not in TERMS]
    counts = ", ".join(f"{b.count} {b.label[0].lower()}{b.label[1:]}" for b in (*terms, *rest))
    said = f"Việc hôm nay {moment.today:%d/%m/%Y}: {counts}."
    first = _first(db, actor, terms)
    return (f"{said} Trước hết: {', '.join(first)}." if first else said), (terms or found)[0].link


def _first(db: Session, actor: Actor, terms: list[Basket]) -> list[str]:
    if not terms:
        return []
    desk = ("mine" if actor.handling_unit_ids else "given") if terms[0].code.endswith("_mine") or terms[0].code == "due_soon" else None
    f = IncomingFilter(desk=desk)
    rows = incoming_items(incoming_page(db, actor, f, "term", FIRST, None)[0])
    return [_named(row) for row in rows if row["due_on"]]


def send_digest(db: Session, agency_id: uuid.UUID, moment: Moment, _store: FileStore | None = None) -> int:
    """Once a working day: how many people got one."""
    begun = moment.at.astimezone(HANOI).time() >= as_time(deadline_setting(db, agency_id).digest_at)
    if not begun or not calendar_around(db, agency_id, moment.today).is_working(moment.today) or not once_a_day(db, "digest", agency_id, moment):
        return 0
    sent = 0
    people = db.exec(select(Person.id).where(Person.agency_id == agency_id, col(Person.is_active).is_(True)).order_by(col(Person.id)))
    for person_id in list(people):
        actor = load_actor(db, person_id, moment.today)
        said = digest_of(db, actor, moment) if actor and actor.roles else None
        if said:
            notify(db, person_id, agency_id, moment, "deadline:digest", said[0], said[1])
            sent += 1
    return sent


RECURRING["digest"] = Recurring(10, send_digest)
