"""Stories of dossiers: work that is filed while it goes on, backlog that is put in order, submissions and their decision.

Each act is the stage's own action at a chosen moment.
"""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import select

from hoso.agency_archive.actions.decide_submission import DecideSubmission, decide_submission
from hoso.agency_archive.actions.submit_to_agency_archive import SubmitToAgencyArchive, submit_to_agency_archive
from hoso.correspondence.actions.file_paper import AddPaper
from hoso.demo.incoming import Plan, completed, incoming, received, to_the_officer, upload
from hoso.demo.outgoing import Plan as OutgoingPlan
from hoso.demo.outgoing import outgoing
from hoso.demo.papers import old_paper
from hoso.demo.stories import Office, Story, Year
from hoso.demo.texts import Matter, filled
from hoso.dossiers.actions.add_paper import add_paper
from hoso.dossiers.actions.close_dossier import CloseDossier, close_dossier
from hoso.dossiers.actions.file_document import FileDocument, file_document
from hoso.dossiers.actions.open_dossier import OpenDossier, open_dossier
from hoso.dossiers.actions.reopen_dossier import ReopenDossier, reopen_dossier
from hoso.support.clock import Moment
from hoso.support.reference import RetentionRule

OFFICERS = ("chuyenvien", "chuyenvien2", "chuyenvien3")
PLACES = ("Kho 1, giá 2, hộp {n}", "Kho 1, giá 3, hộp {n}", "Kho 2, giá 1, hộp {n}")
RETURNED = "Thiếu văn bản trả lời; chưa đánh số tờ, chưa có mục lục văn bản."


@dataclass(frozen=True)
class Settled:
    """A dossier whose work ended: when, by whom, and what became of it."""

    matter: int
    back: int
    officer: str
    fate: str  # closed, reopened, submitted, accepted, returned
    medium: str = "electronic"
    signer: str = "lanhdao"


def officer_of(matter: int) -> str:
    """Whose field of work a matter is."""
    return OFFICERS[matter % len(OFFICERS)]


def _open(year: Year, office: Office, matter: Matter, title: str, notation: str, officer: str, started_on: date, moment: Moment) -> uuid.UUID:
    facts: dict[str, Any] = {"title": title, "notation": f"{notation}.{office.unit_of(officer).code}", "started_on": started_on}
    rule = year.db.exec(select(RetentionRule.id).where(RetentionRule.row_code == matter.rule)).first() if matter.rule else None
    if rule:
        facts["retention_rule_id"] = rule
    else:
        facts["retention"] = {"kind": "YEARS", "years": matter.years} if matter.years else {"kind": "PERMANENT"}
    facts["access_mode"] = "conditional" if matter.is_conditional else "public"
    return open_dossier(year.db, office[officer], OpenDossier.model_validate(facts), moment).id


def _file(year: Year, office: Office, officer: str, dossier_id: uuid.UUID, document_id: uuid.UUID, back: int) -> Story[None]:
    moment = year.at(back, 16, 20)
    yield moment
    file_document(year.db, office[officer], dossier_id, FileDocument(document_id=document_id), moment)


def _submit(year: Year, office: Office, officer: str, dossiers: list[uuid.UUID], back: int) -> Story[uuid.UUID]:
    moment = year.at(back, 9, 40)
    yield moment
    return submit_to_agency_archive(year.db, office[officer], SubmitToAgencyArchive(dossier_ids=dossiers), moment).id


def _decide(year: Year, office: Office, submission: uuid.UUID, accepted: list[uuid.UUID], returned: list[uuid.UUID], back: int) -> Story[None]:
    moment = year.at(back, 14, 10)
    yield moment
    r = office.random
    lines: list[dict[str, Any]] = [{"dossier_id": id_, "verdict": "accept", "location_id": r.choice(PLACES).format(n=r.randint(1, 40))} for id_ in accepted]
    lines += [{"dossier_id": id_, "verdict": "return", "reason": RETURNED} for id_ in returned]
    archivist = office["vanthu"] if office.text.key == "hatrung" else office["luutru"]
    decide_submission(year.db, archivist, submission, DecideSubmission.model_validate({"lines": lines}), moment)


def _answered(year: Year, office: Office, plan: Settled, dossier: uuid.UUID, start: int) -> Story[None]:
    """A document that is answered, both filed."""
    matter, officer = office.text.matters[plan.matter], plan.officer
    first = Plan(start - 1, officer, directly=plan.matter % 2 == 1, has_file=plan.medium == "electronic")
    asked = yield from received(year, office, matter.incoming[0], first)
    yield from to_the_officer(year, office, asked, first)
    answer = OutgoingPlan(start - 3, officer=officer, signer=plan.signer, medium=plan.medium, in_reply_to=asked)
    reply = yield from outgoing(year, office, matter.outgoing[0], answer)
    yield from completed(year, office, asked, first, start - 6, reply)
    for document in (asked, reply):
        yield from _file(year, office, officer, dossier, document, start - 6)


def settled_dossier(year: Year, office: Office, plan: Settled) -> Story[None]:
    """A piece of work from the first document to the closed dossier, and on; `plan.back` is the day of closing."""
    matter = office.text.matters[plan.matter]
    start, officer, db = plan.back + 20, plan.officer, year.db
    moment = year.at(start, 8, 2)
    yield moment
    title = filled(matter.dossiers[1], moment.today)
    dossier = _open(year, office, matter, title, f"{plan.matter + 1:02d}", officer, moment.today, moment)
    if plan.matter < 3:
        yield from _answered(year, office, plan, dossier, start)
    second = Plan(start - 9, officer, leader="pholanhdao", directly=plan.matter % 2 == 0, channel="electronic" if plan.matter % 3 == 0 else "paper")
    told = yield from incoming(year, office, matter.incoming[1], second)
    yield from _file(year, office, officer, dossier, told, start - 13)
    moment = year.at(plan.back, 10)
    yield moment
    close_dossier(db, office[officer], dossier, CloseDossier(ended_on=moment.today, sheet_count=office.random.randint(9, 60)), moment)
    yield from _after_closing(year, office, plan, dossier)


def _after_closing(year: Year, office: Office, plan: Settled, dossier: uuid.UUID) -> Story[None]:
    officer = plan.officer
    if plan.fate == "reopened":
        moment = year.at(max(1, plan.back - 20), 9)
        yield moment
        reason = ReopenDossier(reason="Bổ sung văn bản mới nhận về cùng sự việc.")
        reopen_dossier(year.db, office[officer], dossier, reason, moment)
    if plan.fate in ("submitted", "accepted", "returned"):
        submission = yield from _submit(year, office, officer, [dossier], max(1, plan.back - 2))
        if plan.fate != "submitted":
            accepted, returned = ([dossier], []) if plan.fate == "accepted" else ([], [dossier])
            yield from _decide(year, office, submission, accepted, returned, max(1, plan.back - 6))


def open_work(year: Year, office: Office, matter_number: int, back: int) -> Story[None]:
    """A piece of work under way: the dossier is open, one document is filed, one waits to be."""
    matter, officer = office.text.matters[matter_number], officer_of(matter_number)
    moment = year.at(back, 8, 3)
    yield moment
    title = filled(matter.dossiers[2], moment.today)
    dossier = _open(year, office, matter, title, f"{matter_number + 11}", officer, moment.today, moment)
    plan = Plan(back - 1, officer, directly=matter_number % 2 == 0, has_file=matter_number < 3)
    filed = yield from incoming(year, office, matter.incoming[2], plan)
    yield from _file(year, office, officer, dossier, filed, back - 5)
    under_order = office.text.key == "hacthanh" and matter_number == 5
    if matter_number < 3 or under_order:
        signer = "truongphong" if under_order else "pholanhdao" if matter_number == 1 else "lanhdao"
        answer = OutgoingPlan(back - 6, officer=officer, signer=signer, medium="paper")
        issued = yield from outgoing(year, office, matter.outgoing[1], answer)
        if matter_number < 2:
            yield from _file(year, office, officer, dossier, issued, back - 9)
    plan = Plan(back - 10, officer, leader="pholanhdao", directly=True, due=6 + matter_number, to="completed" if matter_number < 3 else "directed")
    yield from incoming(year, office, matter.incoming[3], plan)


def backlog_dossier(year: Year, office: Office, matter_number: int, formed: int, back: int, *, conditional: bool = False) -> Story[uuid.UUID]:
    """Papers of a past year that were put in order, described and closed."""
    matter, officer = office.text.matters[matter_number], officer_of(matter_number % 2)
    title = matter.dossiers[0].format(y=formed)
    moment = year.at(back, 9, office.random.randint(0, 50))
    yield moment
    facts = Matter(**{**matter.__dict__, "is_conditional": conditional or matter.is_conditional})
    dossier = _open(year, office, facts, title, f"{matter_number + 1:02d}", officer, date(formed, 1, 8), moment)
    for place, name in enumerate(matter.papers):
        made_on = date(formed, 3 + 8 * place, office.random.randint(1, 28))
        moment = year.at(back, 10 + place, office.random.randint(0, 50))
        yield moment
        command: dict[str, Any] = {"title": name.format(y=formed), "made_on": made_on, "author": office.text.predecessor or office.text.name}
        if matter.years is None:
            photo = place == 1 and matter_number == 1
            data = old_paper(year, office, command["title"], made_on, photo=photo)
            command["files"] = [upload(year, office[officer], moment, data, "anh-chup.png" if photo else "tai-lieu.pdf")]
        add_paper(year.db, office[officer], dossier, AddPaper.model_validate({**command, "page_count": office.random.randint(1, 6)}), moment)
    moment = year.at(back, 15)
    yield moment
    closing = CloseDossier(ended_on=date(formed, 12, 28), sheet_count=office.random.randint(4, 80))
    close_dossier(year.db, office[officer], dossier, closing, moment)
    return dossier


def backlog(year: Year, office: Office, officer_number: int, back: int) -> Story[list[uuid.UUID]]:
    """The backlog of one officer, submitted and accepted together; the permanent ones, in their order."""
    past, permanent, others = year.today.year, list[uuid.UUID](), list[uuid.UUID]()
    day = back
    for number, matter in enumerate(office.text.matters):
        if number % 2 != officer_number:
            continue
        ages = {None: (4 + number, 5 + number), 5: (7,), 10: (12,)}.get(matter.years, (4,))
        for age in ages:
            conditional = number == 2 and age == ages[-1]
            dossier = yield from backlog_dossier(year, office, number, past - age, day, conditional=conditional)
            (others if matter.years else permanent).append(dossier)
            day -= 1
    submission = yield from _submit(year, office, officer_of(officer_number), [*permanent, *others], day - 1)
    yield from _decide(year, office, submission, [*permanent, *others], [], day - 5)
    return permanent


def days_ago(year: Year, days: int) -> int:
    """The working day at or before so many calendar days ago, counted back."""
    wanted = year.today - timedelta(days=days)
    return next(back for back, day in enumerate(year.days, start=1) if day <= wanted)
