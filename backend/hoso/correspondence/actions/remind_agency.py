"""Remind of terms and escalate what is over: the recurring work `reminders` and `express` of the worker.

Days are reminded of once a working day, from the agency's hour on; hours of express documents every few minutes. Each person
gets each reminder of a term once, whatever restarts; a later term begins anew. Never changes a document or its term.
"""

import uuid
from datetime import date, timedelta

from sqlmodel import Session, col, select

from hoso.correspondence.actions.incoming_desk import stand_ins, unit_heads
from hoso.correspondence.queries.reminding import Term, express_terms, terms_until
from hoso.correspondence.rules.reminders import escalated_words, escalations, near_words, overdue_words, stage_after, stage_before, today_words
from hoso.support.calendars import as_time, calendar_around
from hoso.support.clock import HANOI, Moment
from hoso.support.deadlines import DeadlineSetting, deadline_setting, once
from hoso.support.files import FileStore
from hoso.support.jobs import notify
from hoso.support.organisations import Person, RoleAssignment, in_force
from hoso.support.schedules import RECURRING, Recurring, once_a_day
from hoso.support.trail import record
from hoso.support.working_days import Calendar

AHEAD = timedelta(days=120)  # further than any step of a setting reaches


def _holders(db: Session, agency_id: uuid.UUID, role: str, moment: Moment) -> list[uuid.UUID]:
    wanted = select(RoleAssignment.person_id).join(Person, col(Person.id) == RoleAssignment.person_id)
    return list(db.exec(wanted.where(
        RoleAssignment.agency_id == agency_id, RoleAssignment.role == role, in_force(RoleAssignment, moment.today), col(Person.is_active).is_(True)
    )))  # fmt: skip


def _units_of(db: Session, person_id: uuid.UUID, moment: Moment) -> list[uuid.UUID]:
    wanted = select(RoleAssignment.unit_id).where(RoleAssignment.person_id == person_id, in_force(RoleAssignment, moment.today))
    return [unit_id for unit_id in db.exec(wanted) if unit_id]


class _Round:
    """One round for one agency: who holds which desk is asked once."""

    def __init__(self, db: Session, agency_id: uuid.UUID, moment: Moment) -> None:
        self.db, self.agency_id, self.moment = db, agency_id, moment
        self.setting: DeadlineSetting = deadline_setting(db, agency_id)
        self.calendar: Calendar = calendar_around(db, agency_id, moment.today)
        self.known: dict[tuple[str, object], list[uuid.UUID]] = {}
        self.told = 0

    def holders(self, role: str) -> list[uuid.UUID]:
        if ("role", role) not in self.known:
            self.known["role", role] = _holders(self.db, self.agency_id, role, self.moment)
        return self.known["role", role]

    def heads(self, unit_id: uuid.UUID | None) -> list[uuid.UUID]:
        if ("unit", unit_id) not in self.known:
            self.known["unit", unit_id] = unit_heads(self.db, unit_id, self.moment)
        return self.known["unit", unit_id]

    def people(self, term: Term) -> list[uuid.UUID]:
        """With whom the work lies."""
        if term.person_id:
            return [term.person_id]
        return self.heads(term.unit_id) if term.unit_id else self.holders("vanthu")

    def above(self, term: Term, who: str) -> list[uuid.UUID]:
        """The unit's heads, or the head of the agency; nobody twice."""
        if who == "head":
            return [p for p in self.holders("lanhdao") if p != term.person_id]
        units = [term.unit_id] if term.unit_id else _units_of(self.db, term.person_id, self.moment) if term.person_id else []
        return [p for unit_id in units for p in self.heads(unit_id) if p != term.person_id]

    def in_their_place(self, people: list[uuid.UUID]) -> list[uuid.UUID]:
        """Who stands in today for those of the people who are away."""
        if ("away", tuple(people)) not in self.known:
            self.known["away", tuple(people)] = sorted(stand_ins(self.db, people, self.moment))
        return self.known["away", tuple(people)]

    def tell(self, term: Term, people: list[uuid.UUID], kind: str, tag: str, words: str, due_on: date) -> None:
        for person_id in dict.fromkeys((*people, *self.in_their_place(people))):
            if once(self.db, self.agency_id, term.document_id, person_id, kind, due_on, self.moment):
                link = f"/van-ban-den/{term.document_id}"
                notify(self.db, person_id, self.agency_id, self.moment, tag, words, link, term.document_id)
                self.told += 1

    def remind(self, term: Term) -> None:
        """What is to be said of one term today."""
        today, due_on = self.moment.today, term.due_on
        ahead = self.calendar.between(today, due_on)
        if due_on == today:
            self.tell(term, self.people(term), "today", "deadline:today", today_words(term.name), due_on)
        elif due_on > today:
            step = stage_before(ahead, self.setting.remind_before)
            if step:
                self.tell(term, self.people(term), f"near:{step}", "deadline:near", near_words(ahead, due_on, term.name), due_on)
        else:
            self._late(term, -ahead)

    def _late(self, term: Term, late: int) -> None:
        step = stage_after(late, self.setting.remind_after)
        if step:
            self.tell(term, self.people(term), f"overdue:{step}", "deadline:overdue", overdue_words(late, term.due_on, term.name), term.due_on)
        for who in escalations(late, self.setting.unit_head_after, self.setting.head_after):
            people, before = self.above(term, who), self.told
            self.tell(term, people, who, "deadline:escalated", escalated_words(late, term.due_on, term.who, term.name), term.due_on)
            if self.told > before:
                detail = {"to": who, "due_on": term.due_on, "working_days_late": late, "with": term.who}
                record(self.db, None, self.moment, "incoming:escalated", term.document_id, detail, agency_id=self.agency_id)


def remind_agency(db: Session, agency_id: uuid.UUID, moment: Moment, _store: FileStore | None = None) -> int:
    """Once a working day, from the agency's hour on: how many lines were put into bells."""
    one = _Round(db, agency_id, moment)
    begun = moment.at.astimezone(HANOI).time() >= as_time(one.setting.digest_at)
    if not begun or not one.calendar.is_working(moment.today) or not once_a_day(db, "reminders", agency_id, moment):
        return 0
    for term in terms_until(db, agency_id, moment.today + AHEAD):
        one.remind(term)
    return one.told


def _express(db: Session, agency_id: uuid.UUID, moment: Moment, _store: FileStore | None = None) -> int:
    """Express documents by the hour: before it, and when it has passed."""
    one = _Round(db, agency_id, moment)
    lead = timedelta(minutes=one.setting.express_minutes)
    for term in express_terms(db, agency_id, moment.at - timedelta(days=1), moment.at + lead):
        hour = term.due_at.astimezone(HANOI) if term.due_at else None
        if hour is None:
            continue
        day = hour.date()
        if hour > moment.at:
            one.tell(term, one.people(term), "hour", "deadline:near", f"Hạn lúc {hour:%H:%M} ngày {hour:%d/%m}: {term.name}", day)
        else:
            words = f"Quá giờ hẹn {hour:%H:%M} ngày {hour:%d/%m}: {term.name}"
            one.tell(term, [*one.people(term), *one.above(term, "unit_head")], "hour-over", "deadline:overdue", words, day)
    return one.told


RECURRING["reminders"] = Recurring(10, remind_agency)
RECURRING["express"] = Recurring(2, _express)
