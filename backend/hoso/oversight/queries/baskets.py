"""What waits on the caller's desks: one basket per kind of work, each counted by one indexed query.

A basket's link opens the list behind its number.
"""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from hoso.agency_archive.tables import Holding, Submission
from hoso.correspondence.tables import Document, Handling, Incoming, Outgoing
from hoso.dossiers.tables import Dossier
from hoso.historical_archive.tables import Transfer
from hoso.oversight.queries.standing import agencies_late
from hoso.oversight.queries.terms import is_unfiled, late_day, to_submit
from hoso.oversight.rules import NOTICE_DAYS, SOON_DAYS, UNDER_WAY
from hoso.support.actors import Actor
from hoso.support.picking import pick


@dataclass(frozen=True, slots=True)
class Basket:
    """A heap of work: how much, what to do with it, where its list is."""

    code: str
    label: str
    count: int
    hint: str
    link: str


def _total(db: Session, table: Any, *conditions: ColumnElement[bool]) -> int:
    return int(db.execute(pick(func.count()).select_from(table).where(*conditions)).scalar_one())


def _by_state(db: Session, actor: Actor, kind: str, *states: str) -> dict[str, int]:
    wanted = pick(Document.state, func.count()).where(
        col(Document.agency_id) == actor.agency_id, col(Document.kind) == kind, col(Document.state).in_(states)
    )
    found = {state: int(count) for state, count in db.execute(wanted.group_by(Document.state))}
    return {state: found.get(state, 0) for state in states}


def _clerk(db: Session, actor: Actor, today: date) -> list[Basket]:
    incoming = _by_state(db, actor, "incoming", "waiting", "registered")
    outgoing = _by_state(db, actor, "outgoing", "content_checked", "signed", "sealed")
    own = (col(Document.agency_id) == actor.agency_id, col(Document.kind) == "incoming")
    on_paper = exists().where(col(Incoming.id) == col(Document.id), col(Incoming.channel) == "paper", col(Incoming.transferred_on).is_(None))
    to_transfer = _total(db, Document, *own, col(Document.state) == "handling", on_paper)
    under_way = (*own, col(Document.state).in_(UNDER_WAY))
    due_today = _total(db, Document, *under_way, col(Document.due_on) == today)
    overdue = _total(db, Document, *under_way, col(Document.due_on) < today)
    tomorrow = today + timedelta(days=1)
    return [
        Basket("to_register", "Chờ vào sổ", incoming["waiting"], "Văn bản điện tử đã đến, chưa có số đến", "/van-ban-den?state=waiting"),
        Basket("to_present", "Chờ trình", incoming["registered"], "Đã vào sổ, chưa trình lãnh đạo", "/van-ban-den?state=registered"),
        Basket("to_transfer", "Chờ chuyển", to_transfer, "Đã có ý kiến, bản giấy chưa chuyển", "/van-ban-den?desk=to_transfer"),
        Basket("to_check_form", "Chờ kiểm tra thể thức", outgoing["content_checked"], "Dự thảo đã duyệt nội dung", "/van-ban-di?state=content_checked"),
        Basket("to_issue", "Chờ phát hành", outgoing["signed"], "Đã ký, chưa lấy số, đóng dấu, gửi", "/van-ban-di?state=signed"),
        Basket("sealed", "Đã đóng dấu, chờ gửi", outgoing["sealed"], "Đã ký số cơ quan, chưa phát hành", "/van-ban-di?state=sealed"),
        Basket("due_today", "Đến hạn hôm nay", due_today, "Văn bản đến có hạn hôm nay", f"/van-ban-den?due_from={today}&due_before={tomorrow}"),
        Basket("overdue", "Quá hạn", overdue, "Văn bản đến đã qua hạn giải quyết", f"/van-ban-den?due_before={today}"),
    ]


def _leader(db: Session, actor: Actor, _today: date) -> list[Basket]:
    presented = exists().where(col(Incoming.id) == col(Document.id), col(Incoming.presented_to) == actor.id)
    own = col(Document.agency_id) == actor.agency_id
    to_direct = _total(db, Document, own, col(Document.kind) == "incoming", col(Document.state) == "presented", presented)
    signer = [col(Outgoing.proposed_signer_id).is_(None), col(Outgoing.proposed_signer_id) == actor.id]
    if actor.is_head:
        signer.append(col(Outgoing.id) == col(Document.id))
    mine = exists().where(col(Outgoing.id) == col(Document.id), or_(*signer))
    drafts = pick(Document.state, func.count()).where(
        own, col(Document.kind) == "outgoing", col(Document.state).in_(("form_checked", "approved")), mine
    )
    waiting = {state: int(count) for state, count in db.execute(drafts.group_by(Document.state))}
    return [
        Basket("to_direct", "Chờ cho ý kiến", to_direct, "Văn bản đến trình anh/chị", "/van-ban-den?desk=presented"),
        Basket("to_approve", "Chờ phê duyệt", waiting.get("form_checked", 0), "Dự thảo đã kiểm tra thể thức", "/van-ban-di?state=form_checked"),
        Basket("to_sign", "Chờ ký", waiting.get("approved", 0), "Dự thảo đã phê duyệt, chờ chữ ký", "/van-ban-di?state=approved"),
    ]


def _unit_head(db: Session, actor: Actor, _today: date) -> list[Basket]:
    child = aliased(Handling)
    assigned = exists().where(col(child.parent_id) == col(Handling.id), col(child.state) != "withdrawn")
    to_assign = _total(
        db, Handling, col(Handling.unit_id).in_(actor.headed_unit_ids), col(Handling.state).in_(("given", "received")),
        col(Handling.part) != "informed", ~assigned,
    )  # fmt: skip
    drafted = exists().where(col(Outgoing.id) == col(Document.id), col(Outgoing.drafting_unit_id).in_(actor.headed_unit_ids))
    own = (col(Document.agency_id) == actor.agency_id, col(Document.kind) == "outgoing", col(Document.state) == "draft")
    return [
        Basket("to_assign", "Chờ phân công", to_assign, "Văn bản giao đơn vị, chưa giao người xử lý", "/van-ban-den?desk=mine"),
        Basket("to_check_content", "Chờ duyệt nội dung", _total(db, Document, *own, drafted), "Dự thảo của đơn vị", "/van-ban-di?state=draft"),
    ]


def _mine(actor: Actor) -> ColumnElement[bool]:
    parts = (col(Handling.person_id) == actor.id, col(Handling.state).in_(("given", "received")), col(Document.state) == "handling")
    return and_(*parts)


def _officer(db: Session, actor: Actor, today: date) -> list[Basket]:
    joined = pick(func.count(func.distinct(Handling.document_id))).join(Document, col(Document.id) == col(Handling.document_id))

    def count(*conditions: ColumnElement[bool]) -> int:
        return int(db.execute(joined.where(*conditions)).scalar_one())

    soon = today + timedelta(days=SOON_DAYS + 1)
    given = count(_mine(actor))
    due = count(_mine(actor), col(Document.due_on) >= today, col(Document.due_on) < soon)
    overdue = count(_mine(actor), col(Document.due_on) < today)
    done = (col(Handling.person_id) == actor.id, col(Handling.state) == "done", col(Handling.part) == "lead", col(Document.state) == "completed")
    unfiled = count(*done, is_unfiled(col(Document.id)))
    return [
        Basket("given", "Được giao", given, "Văn bản đến anh/chị đang xử lý", "/van-ban-den?desk=mine"),
        Basket("due_soon", "Đến hạn", due, f"Hạn trong {SOON_DAYS} ngày tới", f"/van-ban-den?desk=mine&due_from={today}&due_before={soon}"),
        Basket("overdue_mine", "Quá hạn", overdue, "Đã qua hạn giải quyết", f"/van-ban-den?desk=mine&due_before={today}"),
        Basket("unfiled", "Chưa đưa vào hồ sơ", unfiled, "Đã giải quyết xong, chưa lập hồ sơ", "/van-ban-den?state=completed"),
    ]


def _archivist(db: Session, actor: Actor, today: date) -> list[Basket]:
    own = col(Submission.agency_id) == actor.agency_id
    submitted = _total(db, Submission, own, col(Submission.state) == "submitted")
    notice = late_day(db, today) + timedelta(days=NOTICE_DAYS)
    due = _total(db, Dossier, col(Dossier.agency_id) == actor.agency_id, to_submit(), col(Dossier.ended_on) < notice)
    expired = _total(
        db, Holding, col(Holding.agency_id) == actor.agency_id, col(Holding.retention_ends_on) < today, col(Holding.state) == "held"
    )
    return [
        Basket("to_accept", "Chờ tiếp nhận", submitted, "Đợt nộp lưu chờ kiểm tra", "/nop-luu?state=submitted"),
        Basket("due_for_submission", "Đến hạn nộp", due, f"Hồ sơ đã kết thúc, hạn nộp trong {NOTICE_DAYS} ngày hoặc đã qua", "/ho-so?state=closed"),
        Basket("expired", "Hết thời hạn lưu trữ", expired, "Hồ sơ cần xem xét giá trị", f"/kho-luu-tru?retention_ends_before={today}"),
    ]


def _historical_archivist(db: Session, actor: Actor, _today: date) -> list[Basket]:
    wanted = pick(Transfer.state, func.count()).where(
        col(Transfer.historical_archive_id) == actor.agency_id, col(Transfer.state).in_(("registered", "packaged"))
    )
    waiting = {state: int(count) for state, count in db.execute(wanted.group_by(Transfer.state))}
    return [
        Basket("to_answer", "Đăng ký nộp", waiting.get("registered", 0), "Chờ trả lời trong 07 ngày làm việc", "/nop-lich-su?state=registered"),
        Basket("to_check", "Gói chờ kiểm tra", waiting.get("packaged", 0), "Gói tin chờ tiếp nhận hoặc trả lại", "/nop-lich-su?state=packaged"),
    ]


def _follower(db: Session, _actor: Actor, today: date) -> list[Basket]:
    return [Basket("late_agencies", "Đơn vị chậm", agencies_late(db, today), "Có văn bản quá hạn hoặc chậm nộp lưu", "/don-vi-cham?state=late")]


DESKS: tuple[tuple[frozenset[str], Any], ...] = (
    (frozenset({"vanthu"}), _clerk),
    (frozenset({"lanhdao", "pholanhdao"}), _leader),
    (frozenset({"truongphong", "phophong"}), _unit_head),
    (frozenset({"chuyenvien", "truongphong", "phophong"}), _officer),
    (frozenset({"luutru"}), _archivist),
    (frozenset({"luutru_ltls", "lanhdao_ltls"}), _historical_archivist),
    (frozenset({"theodoi"}), _follower),
)


def baskets(db: Session, actor: Actor, today: date) -> list[Basket]:
    """The baskets of all roles that the actor holds, in the order of a document's life."""
    return [basket for roles, count in DESKS if actor.roles & roles for basket in count(db, actor, today)]


def basket_id(actor: Actor, code: str) -> uuid.UUID:
    """A stable id for a list item: the same basket of the same person."""
    return uuid.uuid5(actor.id, code)
