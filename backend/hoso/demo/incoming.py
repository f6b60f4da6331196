"""Stories of incoming documents: registered, presented, directed, assigned, handled; returned, corrected, recalled.

Each act is the stage's own action at a chosen moment.
"""

import io
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hoso.correspondence.actions.acknowledge_incoming import acknowledge_incoming
from hoso.correspondence.actions.assign_incoming import AssignIncoming, assign_incoming
from hoso.correspondence.actions.attach_paper_copy import AttachPaperCopy, attach_paper_copy
from hoso.correspondence.actions.complete_incoming import CompleteIncoming, complete_incoming
from hoso.correspondence.actions.correct_incoming import CorrectIncoming, correct_incoming
from hoso.correspondence.actions.direct_incoming import DirectIncoming, direct_incoming
from hoso.correspondence.actions.facts import RegisterArrival, RegisterIncoming
from hoso.correspondence.actions.present_incoming import PresentIncoming, present_incoming
from hoso.correspondence.actions.record_progress import RecordProgress, record_progress
from hoso.correspondence.actions.register_arrival import register_arrival
from hoso.correspondence.actions.register_incoming import register_incoming
from hoso.correspondence.actions.return_incoming import ReturnIncoming, return_incoming
from hoso.correspondence.actions.transfer_incoming import TransferIncoming, transfer_incoming
from hoso.correspondence.actions.void_number import VoidNumber, void_number
from hoso.correspondence.tables import Incoming
from hoso.demo.papers import SIGNERS, received_paper, symbol_of
from hoso.demo.stories import Office, Story, Year
from hoso.demo.texts import Letter, filled
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files.uploads import take_upload

LIMIT = 10_000_000


@dataclass(frozen=True)
class Plan:
    """How a document comes and how far it goes; `back` counts working days, `due` calendar days from today."""

    back: int
    officer: str = "chuyenvien"
    leader: str = "lanhdao"
    to: str = "completed"
    directly: bool = False
    has_file: bool = False
    channel: str = "paper"
    urgency: str = "normal"
    due: int | None = None
    to_person: bool = False
    is_transferred: bool = True


def upload(year: Year, actor: Actor, moment: Moment, data: bytes, name: str) -> dict[str, str]:
    """The stored file as a record names it."""
    stored = take_upload(year.db, actor, moment, year.store, io.BytesIO(data), name, None, LIMIT, made_here=True)
    return {"sha256": stored.sha256, "name": name}


def _facts(year: Year, office: Office, text: Letter, plan: Plan, moment: Moment) -> tuple[dict[str, Any], date, str, str]:
    r = office.random
    issued_on = moment.today - timedelta(days=r.randint(1, 4))
    number = "" if not text.symbol else str(r.choice([n for n in range(2, 1800) if n != 39]))
    signer = text.issuer.split(",")[0].split(" ", 1)[-1] if text.type_code == "KHAC" and "," in text.issuer else r.choice(SIGNERS)
    facts: dict[str, Any] = {
        "type_code": text.type_code, "type_name": text.type_name or None, "number": number or None, "symbol": symbol_of(text) or None, "issued_on": issued_on,
        "issuer_name": text.issuer, "abstract": filled(text.abstract, moment.today), "page_count": r.randint(1, 9), "copies": r.randint(1, 3), "signer_name": signer,
        "urgency": plan.urgency, "channel": plan.channel, "medium": "paper" if plan.channel == "paper" else "electronic",
        "due_on": year.today + timedelta(days=plan.due) if plan.due is not None else moment.today + timedelta(days=r.randint(12, 20)),
    }  # fmt: skip
    if plan.urgency == "express":
        facts["due_at"] = Moment.on(facts["due_on"], 16, 30).at
    return facts, issued_on, number, signer


def received(year: Year, office: Office, text: Letter, plan: Plan) -> Story[uuid.UUID]:
    """A document that the clerk registers. The twin check is confirmed: reports of the same issuer are alike."""
    moment = year.at(plan.back, 8, office.random.randint(0, 55))
    yield moment
    facts, issued_on, number, signer = _facts(year, office, text, plan, moment)
    clerk = office["vanthu"]
    if plan.has_file or plan.channel != "paper":
        data = received_paper(year, office, text._replace(abstract=facts["abstract"]), number, issued_on, signer)
        facts["files"] = [upload(year, clerk, moment, data, "van-ban-den.pdf")]
    command = RegisterIncoming.model_validate({**facts, "duplicate_confirmed": True})
    return register_incoming(year.db, clerk, command, moment).id


def _due(year: Year, plan: Plan, moment: Moment) -> date:
    return year.today + timedelta(days=plan.due) if plan.due is not None else moment.today + timedelta(days=14)


def presented(year: Year, office: Office, document_id: uuid.UUID, plan: Plan) -> Story[None]:
    """On the leader's desk."""
    moment = year.at(plan.back, 9, office.random.randint(0, 40))
    yield moment
    present_incoming(year.db, office["vanthu"], document_id, PresentIncoming(to_user_id=office[plan.leader].id), moment)


def directed(year: Year, office: Office, document_id: uuid.UUID, plan: Plan) -> Story[None]:
    """The leader says who leads, who coordinates, until when; the clerk hands the paper on."""
    moment = year.at(plan.back, 10, office.random.randint(0, 55))
    yield moment
    r, officer = office.random, office[plan.officer]
    lead = {"user_id": officer.id} if plan.to_person else {"unit_id": office.unit_of(plan.officer).id}
    other = office.units[1] if office.unit_of(plan.officer).id == office.units[0].id else office.units[0]
    command: dict[str, Any] = {"opinion": r.choice(year.common.opinions), "lead": lead, "due_on": _due(year, plan, moment)}
    if r.random() < 0.25:
        command["coordinating"] = [{"unit_id": other.id, "instruction": "Phối hợp cung cấp số liệu."}]
    elif r.random() < 0.3:
        command["informed"] = [{"unit_id": other.id}]
    direct_incoming(year.db, office[plan.leader], document_id, DirectIncoming.model_validate(command), moment)
    if plan.is_transferred and plan.channel == "paper":
        later = year.at(plan.back, 11, 20)
        yield later
        transfer_incoming(year.db, office["vanthu"], document_id, TransferIncoming(), later)


def transferred(year: Year, office: Office, document_id: uuid.UUID, plan: Plan) -> Story[None]:
    """Straight to the officer, where the handler is clear by regulation (Đ23.1)."""
    moment = year.at(plan.back, 9, office.random.randint(0, 55))
    yield moment
    command = {"lead": {"user_id": office[plan.officer].id}, "due_on": _due(year, plan, moment)}
    transfer_incoming(year.db, office["vanthu"], document_id, TransferIncoming.model_validate(command), moment)


def assigned(year: Year, office: Office, document_id: uuid.UUID, plan: Plan) -> Story[None]:
    """The unit's head gives it to an officer."""
    moment = year.at(plan.back, 14, office.random.randint(0, 55))
    yield moment
    command = AssignIncoming(user_id=office[plan.officer].id, instruction=office.random.choice(year.common.instructions) or None)
    assign_incoming(year.db, office.head_of(plan.officer), document_id, command, moment)


def completed(year: Year, office: Office, document_id: uuid.UUID, plan: Plan, back: int, reply: uuid.UUID | None = None) -> Story[None]:
    """The officer ends the work, with the answer where there is one."""
    moment = year.at(back, 15, office.random.randint(0, 55))
    yield moment
    command = CompleteIncoming(outcome=office.random.choice(year.common.outcomes), reply_document_id=reply)
    complete_incoming(year.db, office[plan.officer], document_id, command, moment)


def to_the_officer(year: Year, office: Office, document_id: uuid.UUID, plan: Plan) -> Story[None]:
    """From the register to the officer's desk, by the plan's way and as far as it says."""
    if plan.directly:
        yield from transferred(year, office, document_id, plan)
        return
    if plan.to in ("registered",):
        return
    yield from presented(year, office, document_id, plan)
    if plan.to == "presented":
        return
    yield from directed(year, office, document_id, plan)
    if plan.to != "directed" and not plan.to_person:
        yield from assigned(year, office, document_id, plan)


def incoming(year: Year, office: Office, text: Letter, plan: Plan) -> Story[uuid.UUID]:
    """A document from the register to where the plan ends."""
    document_id = yield from received(year, office, text, plan)
    yield from to_the_officer(year, office, document_id, plan)
    if plan.to == "progressed":
        moment = year.at(max(1, plan.back - 1), 16)
        yield moment
        note = RecordProgress(note=office.random.choice(year.common.progress))
        record_progress(year.db, office[plan.officer], document_id, note, moment)
    if plan.to == "completed":
        yield from completed(year, office, document_id, plan, max(1, plan.back - 3))
    return document_id


def arrival(year: Year, office: Office, document_id: uuid.UUID, back: int, officer: str, to: str) -> Story[None]:
    """What another agency sent: it waits, is sent back, or is registered and handled."""
    if to == "waiting" or back < 1:
        return
    moment = year.at(back, 13, 30 + office.random.randint(0, 25))
    yield moment
    if to == "returned":
        reason = ReturnIncoming(to="sender", reason="Văn bản thiếu phụ lục kèm theo, đề nghị gửi lại đủ.")
        return_incoming(year.db, office["vanthu"], document_id, reason, moment)
        return
    register_arrival(year.db, office["vanthu"], document_id, RegisterArrival(duplicate_confirmed=True), moment)
    plan = Plan(back - 1, officer, directly=True, channel="electronic", to=to)
    if to == "registered" or plan.back < 1:
        return
    yield from transferred(year, office, document_id, plan)
    moment = year.at(back - 1, 15, 30)
    yield moment
    acknowledge_incoming(year.db, office[officer], document_id, moment)
    if to == "completed":
        yield from completed(year, office, document_id, plan, back - 3)


def returned_to_clerk(year: Year, office: Office, text: Letter, back: int) -> Story[None]:
    """The leader sends it back to be put right; it waits at the clerk again."""
    plan = Plan(back, to="presented", has_file=True)
    document_id = yield from incoming(year, office, text, plan)
    moment = year.at(back, 15)
    yield moment
    reason = ReturnIncoming(to="clerk", reason="Vào sổ nhầm nơi ban hành, đề nghị kiểm tra lại.")
    return_incoming(year.db, office["lanhdao"], document_id, reason, moment)


def returned_to_director(year: Year, office: Office, text: Letter, back: int) -> Story[None]:
    """The unit says that it is not its work; it waits for another direction."""
    plan = Plan(back, to="directed", has_file=True)
    document_id = yield from incoming(year, office, text, plan)
    moment = year.at(max(1, back - 1), 10)
    yield moment
    reason = ReturnIncoming(to="director", reason="Nội dung không thuộc nhiệm vụ của phòng, đề nghị giao đơn vị khác.")
    return_incoming(year.db, office.head_of(plan.officer), document_id, reason, moment)


def registered_twice(year: Year, office: Office, text: Letter, back: int) -> Story[None]:
    """A number that is voided because the document was entered twice."""
    document_id = yield from received(year, office, text, Plan(back))
    moment = year.at(back, 16)
    yield moment
    entry = year.db.get_one(Incoming, document_id).register_entry_id
    assert entry is not None
    void_number(year.db, office["vanthu"], entry, VoidNumber(reason="Vào sổ trùng: văn bản đã có số đến trước đó."), moment)


def corrected(year: Year, office: Office, text: Letter, back: int, officer: str) -> Story[None]:
    """A mistyped page count put right, and the paper that follows an electronic copy."""
    plan = Plan(back, officer, channel="electronic")
    document_id = yield from received(year, office, text, plan)
    moment = year.at(back, 10)
    yield moment
    correct_incoming(year.db, office["vanthu"], document_id, CorrectIncoming(reason="Ghi nhầm số trang.", page_count=17), moment)
    yield from transferred(year, office, document_id, Plan(back - 1, officer, channel="electronic"))
    moment = year.at(back - 1, 14)
    yield moment
    paper = AttachPaperCopy(received_on=moment.today, handed_to=office[officer].full_name)
    attach_paper_copy(year.db, office["vanthu"], document_id, paper, moment)
    yield from completed(year, office, document_id, plan, back - 4)
