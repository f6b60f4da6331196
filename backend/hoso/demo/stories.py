"""The clock of the demo: stories are told by generators that name the moment of their next act; the clock runs them in order.

So the trail, the registers and the lists of all agencies are in the order of time. Nothing happens after the last
working day before today: what a story still meant to do waits on a desk.
"""

import heapq
import random
import uuid
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from hoso.demo.texts import AgencyText, Common
from hoso.support.actors import Actor, load_actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.organisations import Agency, Person, Unit
from hoso.support.reference import CalendarDay
from hoso.support.signatures import KeyStore

T = TypeVar("T")
Story = Generator[Moment, None, T]
DAYS = 300  # working days that the demo's year reaches back


class Office:
    """The people of one agency, as the actions want them."""

    def __init__(self, db: Session, text: AgencyText, today: date) -> None:
        self.text = text
        self.random = random.Random(f"hoso {text.key}")  # noqa: S311 the demo is the same each time
        self.agency = db.exec(select(Agency).where(Agency.code == text.code)).one()
        found = db.exec(select(Person).where(Person.agency_id == self.agency.id)).all()
        actors = ((person.username.partition(".")[0], load_actor(db, person.id, today)) for person in found)
        self.actors: dict[str, Actor] = {role: actor for role, actor in actors if actor}
        codes = [code for code, _ in text.units]
        units = db.exec(select(Unit).where(Unit.agency_id == self.agency.id)).all()
        self.units = sorted(units, key=lambda unit: codes.index(unit.code))

    def __getitem__(self, role: str) -> Actor:
        return self.actors[role]

    def unit_of(self, role: str) -> Unit:
        """The unit of an officer."""
        return next(unit for unit in self.units if unit.id in self[role].unit_ids)

    def head_of(self, role: str) -> Actor:
        """The head of the officer's unit."""
        return self["truongphong" if self.unit_of(role).id == self.units[0].id else "truongphong2"]


def working_days(db: Session, today: date) -> list[date]:
    """The working days before today, the last one first; the shipped calendar says which are none."""
    departing = {row.day: row.is_working for row in db.exec(select(CalendarDay).where(col(CalendarDay.agency_id).is_(None)))}
    days, day = list[date](), today
    while len(days) < DAYS:
        day -= timedelta(days=1)
        if departing.get(day, day.weekday() < 5):
            days.append(day)
    return days


@dataclass
class Year:
    """Everything a story needs, and the clock. Days are counted back: 1 is the last working day before today."""

    db: Session
    store: FileStore
    keys: KeyStore
    today: date
    common: Common
    offices: dict[str, Office] = field(default_factory=dict)
    archive: dict[str, Actor] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)
    _queue: list[tuple[Any, int, Generator[Moment, None, Any]]] = field(default_factory=list)
    _order: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        self.days = self.days or working_days(self.db, self.today)

    def at(self, back: int, hour: int = 8, minute: int = 0) -> Moment:
        """A moment of a working day; what would be today or later never comes."""
        day = self.days[back - 1] if back > 0 else self.today
        return Moment.on(day, hour, minute)

    def tell(self, story: Generator[Moment, None, Any]) -> None:
        """Let a story begin; it may be told from within another."""
        when = next(story, None)
        if when is None:
            return
        if when.today >= self.today:
            story.close()
            return
        heapq.heappush(self._queue, (when.at, next(self._order), story))

    def live(self) -> None:
        """Run all stories to their end, or to today."""
        while self._queue:
            _, _, story = heapq.heappop(self._queue)
            self.tell(story)


def load_offices(year: Year, plans: list[AgencyText]) -> None:
    """The people of all agencies and of the historical archive."""
    year.offices = {plan.key: Office(year.db, plan, year.today) for plan in plans}
    for username in ("lanhdao.ltls", "luutru.ltls"):
        actor = load_actor(year.db, person_id(year.db, username), year.today)
        assert actor is not None
        year.archive[username.partition(".")[0]] = actor


def person_id(db: Session, username: str) -> uuid.UUID:
    """The person with this account."""
    return db.exec(select(Person.id).where(Person.username == username)).one()
