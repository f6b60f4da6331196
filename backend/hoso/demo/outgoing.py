"""Stories of outgoing documents: drafted, checked, approved, signed, numbered, sealed, issued; returned, voided, recalled.

Each act is the stage's own action at a chosen moment; the electronic ones carry real signatures.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlmodel import select

from hoso.correspondence.actions.confirm_recall import confirm_recall
from hoso.correspondence.actions.draft_outgoing import DraftOutgoing, draft_outgoing
from hoso.correspondence.actions.issue_outgoing import issue_outgoing
from hoso.correspondence.actions.number_outgoing import number_outgoing
from hoso.correspondence.actions.recall_outgoing import RecallOutgoing, recall_outgoing
from hoso.correspondence.actions.review_outgoing import ReviewOutgoing, review_outgoing
from hoso.correspondence.actions.revise_outgoing import ReviseOutgoing, revise_outgoing
from hoso.correspondence.actions.seal_outgoing import seal_outgoing
from hoso.correspondence.actions.sign_outgoing import SignOutgoing, sign_outgoing
from hoso.correspondence.actions.void_number import VoidNumber, void_number
from hoso.correspondence.tables import Outgoing, Recipient
from hoso.demo.incoming import arrival, upload
from hoso.demo.papers import draft_paper
from hoso.demo.stories import Office, Story, Year
from hoso.demo.texts import Draft, filled
from hoso.formats.fonts import FONTS
from hoso.support.clock import Moment

STEPS = ("draft", "content", "form", "approval", "signed", "sealed", "issued")
ARRIVALS = ("chuyenvien", "chuyenvien2", "chuyenvien3")


@dataclass(frozen=True)
class Plan:
    """Who drafts and signs, on which medium, how far it goes; `back` counts working days. `arrives`: what receivers do."""

    back: int
    to: str = "issued"
    officer: str = "chuyenvien"
    signer: str = "lanhdao"
    medium: str = "electronic"
    arrives: str = "completed"
    in_reply_to: uuid.UUID | None = None
    days: int = 2

    def goes(self, step: str) -> bool:
        """Whether the story reaches the step."""
        return STEPS.index(step) <= STEPS.index(self.to)


def _recipients(year: Year, text: Draft, medium: str) -> tuple[list[dict[str, Any]], list[str]]:
    """What is electronic reaches an agency of the installation by itself; paper goes by post, to a name."""
    rows, names = list[dict[str, Any]](), list[str]()
    for to in text.recipients:
        office = year.offices.get(to)
        names.append(office.text.name if office else to)
        rows.append({"agency_id": office.agency.id} if office and medium == "electronic" else {"name": names[-1]})
    return rows, names


def drafted(year: Year, office: Office, text: Draft, plan: Plan) -> Story[uuid.UUID]:
    """The officer's draft, with its file."""
    moment = year.at(plan.back, 8, office.random.randint(5, 55))
    yield moment
    officer, unit = office[plan.officer], office.unit_of(plan.officer)
    abstract = filled(text.abstract, moment.today)
    symbol = f"{office.text.symbol}-{unit.symbol}" if text.type_code == "CV" else f"{text.type_code}-{office.text.symbol}"
    rows, names = _recipients(year, text, plan.medium)
    files = []
    if plan.medium == "electronic":
        data = draft_paper(year, office, text, abstract, symbol, names, plan.signer, officer, moment.today)
        files = [upload(year, officer, moment, data, "du-thao.pdf")]
    return draft_outgoing(year.db, officer, DraftOutgoing.model_validate({
        "type_code": text.type_code, "abstract": abstract, "recipients": [*rows, {"name": "Lưu: VT"}], "medium": plan.medium, "page_count": 1 + len(names) % 3,
        "issued_amount": len(names) + 1, "proposed_signer_id": office[plan.signer].id, "files": files, "field_code": unit.symbol,
        "in_reply_to": [plan.in_reply_to] if plan.in_reply_to else [],
    }), moment).id  # fmt: skip


def _checks(office: Office, plan: Plan) -> tuple[tuple[str, Any, int], ...]:
    return (
        ("content", office.head_of(plan.officer), 10), ("form", office["vanthu"], 14), ("approval", office[plan.signer], 16),
    )  # fmt: skip


def checked(year: Year, office: Office, document_id: uuid.UUID, plan: Plan) -> Story[None]:
    """Content, form and approval, as far as the plan goes."""
    for aspect, actor, hour in _checks(office, plan):
        if not plan.goes(aspect):
            return
        moment = year.at(plan.back, hour, office.random.randint(0, 50))
        yield moment
        review_outgoing(year.db, actor, document_id, ReviewOutgoing.model_validate({"aspect": aspect, "verdict": "approve"}), moment)


def sign(year: Year, office: Office, document_id: uuid.UUID, plan: Plan, moment: Moment) -> None:
    """The signature of the plan's signer."""
    own = [office.text.capacity] if office.text.capacity else []
    capacity = {"lanhdao": own, "pholanhdao": ["KT"]}.get(plan.signer, ["TL"])
    command = SignOutgoing.model_validate({"capacity": capacity or None})
    sign_outgoing(year.db, office[plan.signer], document_id, command, moment, year.store, year.keys, FONTS)


def outgoing(year: Year, office: Office, text: Draft, plan: Plan) -> Story[uuid.UUID]:
    """A document from the draft to where the plan ends; what is issued arrives at the receivers."""
    document_id = yield from drafted(year, office, text, plan)
    yield from checked(year, office, document_id, plan)
    last = max(1, plan.back - plan.days)
    if plan.goes("signed"):
        moment = year.at(last, 9, office.random.randint(0, 50))
        yield moment
        sign(year, office, document_id, plan, moment)
    if plan.goes("sealed"):
        moment = year.at(last, 10, office.random.randint(0, 50))
        yield moment
        seal_outgoing(year.db, office["vanthu"], document_id, moment, year.store, year.keys, FONTS)
    if plan.goes("issued"):
        moment = year.at(last, 11, office.random.randint(0, 50))
        yield moment
        issue_outgoing(year.db, office["vanthu"], document_id, moment, year.store, year.keys, FONTS)
        _let_arrive(year, document_id, last, plan.arrives)
    return document_id


def _let_arrive(year: Year, document_id: uuid.UUID, back: int, to: str) -> None:
    """What each receiving agency of the installation does with its copy."""
    offices = {office.agency.id: office for office in year.offices.values()}
    wanted = select(Recipient).where(Recipient.document_id == document_id)
    for recipient in year.db.exec(wanted.order_by(Recipient.ordinal)).all():  # type: ignore[arg-type]
        office = offices.get(recipient.to_agency_id) if recipient.to_agency_id else None
        if office and recipient.delivered_document_id:
            officer = office.random.choice(ARRIVALS)
            year.tell(arrival(year, office, recipient.delivered_document_id, back, officer, to))


def returned_draft(year: Year, office: Office, text: Draft, plan: Plan) -> Story[None]:
    """A draft that the clerk sends back for its form; it lies at the officer's again."""
    document_id = yield from drafted(year, office, text, plan)
    moment = year.at(plan.back, 10)
    yield moment
    content = ReviewOutgoing(aspect="content", verdict="approve")
    review_outgoing(year.db, office.head_of(plan.officer), document_id, content, moment)
    moment = year.at(plan.back, 15)
    yield moment
    back = ReviewOutgoing(aspect="form", verdict="return", note="Trích yếu chưa khớp nội dung; thiếu nơi nhận để báo cáo.")
    review_outgoing(year.db, office["vanthu"], document_id, back, moment)


def voided_number(year: Year, office: Office, text: Draft, plan: Plan) -> Story[None]:
    """A paper whose number is voided before issue: it is revised, checked again, and gets the next one."""
    document_id = yield from drafted(year, office, text, plan)
    yield from checked(year, office, document_id, plan)
    moment = year.at(plan.back - 1, 9)
    yield moment
    sign(year, office, document_id, plan, moment)
    moment = year.at(plan.back - 1, 9, 20)
    yield moment
    number_outgoing(year.db, office["vanthu"], document_id, moment)
    entry = year.db.get_one(Outgoing, document_id).register_entry_id
    assert entry is not None
    moment = year.at(plan.back - 1, 14)
    yield moment
    void_number(year.db, office["vanthu"], entry, VoidNumber(reason="Phát hiện sai căn cứ pháp lý trước khi phát hành."), moment)
    moment = year.at(plan.back - 2, 8)
    yield moment
    revise_outgoing(year.db, office[plan.officer], document_id, ReviseOutgoing(description="Đã sửa căn cứ pháp lý."), moment)
    yield from checked(year, office, document_id, Plan(plan.back - 2, officer=plan.officer, signer=plan.signer))
    moment = year.at(plan.back - 3, 9)
    yield moment
    sign(year, office, document_id, plan, moment)
    moment = year.at(plan.back - 3, 10)
    yield moment
    issue_outgoing(year.db, office["vanthu"], document_id, moment, year.store, year.keys, FONTS)
    _let_arrive(year, document_id, plan.back - 3, "registered")


def recalled(year: Year, office: Office, text: Draft, plan: Plan, *, confirm: bool) -> Story[None]:
    """An issued document that is withdrawn; the receiver confirms, or has still to."""
    document_id = yield from outgoing(year, office, text, plan)
    moment = year.at(max(1, plan.back - plan.days - 2), 9)
    yield moment
    reason = RecallOutgoing(reason="Nội dung phụ lục có sai sót, sẽ phát hành văn bản thay thế.")
    recall_outgoing(year.db, office["vanthu"], document_id, reason, moment)
    if not confirm:
        return
    moment = year.at(max(1, plan.back - plan.days - 3), 9)
    yield moment
    offices = {other.agency.id: other for other in year.offices.values()}
    for recipient in year.db.exec(select(Recipient).where(Recipient.document_id == document_id)).all():
        if recipient.to_agency_id and recipient.delivered_document_id:
            confirm_recall(year.db, offices[recipient.to_agency_id]["vanthu"], recipient.delivered_document_id, moment)
