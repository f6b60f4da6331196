"""What waits on the caller's desks: one basket per kind of work, each counted by one indexed query.

A basket's link opens the list behind its number.
"""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col

from hoso.agency_archive.tables import Holding, Submission
from hoso.correspondence.queries.deadlines import Horizon, due_counts, horizon_of
from hoso.correspondence.queries.desks import incoming_desk, outgoing_desk
from hoso.correspondence.queries.drafting import assigned_desk
from hoso.correspondence.queries.paper import count_late, joint_rows
from hoso.correspondence.tables import Document, DraftAssignment, Envelope, Incoming, Outgoing, SenderAnswer
from hoso.dossiers.tables import Dossier
from hoso.historical_archive.tables import Transfer
from hoso.oversight.queries.standing import agencies_late
from hoso.oversight.queries.terms import MOST_COUNTED, count_unfiled, due_in_agency
from hoso.oversight.rules import NOTICE_DAYS
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.permissions import roles_with
from hoso.support.picking import pick


@dataclass(frozen=True, slots=True)
class Basket:
    """A heap of work: how much, what to do with it, where its list is."""

    code: str
    label: str
    count: int
    hint: str
    link: str
    oldest_on: date | None = None  # of what is overdue: the term that passed first


def _total(db: Session, table: Any, *conditions: ColumnElement[bool]) -> int:
    return int(db.execute(pick(func.count()).select_from(table).where(*conditions)).scalar_one())


def _by_state(db: Session, actor: Actor, kind: str, *states: str) -> dict[str, int]:
    wanted = pick(Document.state, func.count()).where(
        col(Document.agency_id) == actor.agency_id, col(Document.kind) == kind, col(Document.state).in_(states)
    )
    found = {state: int(count) for state, count in db.execute(wanted.group_by(Document.state))}
    return {state: found.get(state, 0) for state in states}


def _incoming(db: Session, actor: Actor, *conditions: ColumnElement[bool]) -> int:
    wanted = pick(func.count()).select_from(Document).join(Incoming, col(Incoming.id) == col(Document.id))
    return int(db.execute(wanted.where(col(Document.agency_id) == actor.agency_id, col(Document.kind) == "incoming", *conditions)).scalar_one())


def _outgoing(db: Session, actor: Actor, *conditions: ColumnElement[bool]) -> int:
    wanted = pick(func.count()).select_from(Document).join(Outgoing, col(Outgoing.id) == col(Document.id))
    return int(db.execute(wanted.where(col(Document.agency_id) == actor.agency_id, col(Document.kind) == "outgoing", *conditions)).scalar_one())


def _together(db: Session, actor: Actor, *steps: str) -> list[Basket]:
    """Documents of other agencies that wait for the own one's part; no basket where nothing is issued together."""
    waiting = [row for row in joint_rows(db, actor, desk=True) if row["waits_for"] in steps]
    said = "Văn bản liên ngành đến lượt cơ quan mình"
    return [Basket("joint", "Văn bản liên ngành", len(waiting), said, "/lien-nganh?desk=waiting")] if waiting else []


def _waiting(*baskets: Basket) -> list[Basket]:
    """Occasional work: a basket only where something lies in it."""
    return [basket for basket in baskets if basket.count]


def _consulted(db: Session, actor: Actor) -> Basket:
    asked = _outgoing(db, actor, outgoing_desk(actor, "to_consult"))
    return Basket("to_consult", "Xin ý kiến", asked, "Dự thảo đơn vị khác xin ý kiến anh/chị", "/van-ban-di?desk=to_consult")


def _clerk(db: Session, actor: Actor, today: date) -> list[Basket]:
    incoming = _by_state(db, actor, "incoming", "waiting", "registered")
    outgoing = _by_state(db, actor, "outgoing", "content_checked", "signed", "sealed")
    to_transfer = _incoming(db, actor, incoming_desk(actor, "to_transfer"))
    envelopes = _total(db, Envelope, col(Envelope.agency_id) == actor.agency_id, col(Envelope.state) == "received")
    unsent = _total(db, SenderAnswer, col(SenderAnswer.agency_id) == actor.agency_id, col(SenderAnswer.sent_at).is_(None))
    return [
        Basket("to_register", "Chờ vào sổ", incoming["waiting"], "Văn bản điện tử đã đến, chưa có số đến", "/van-ban-den?state=waiting"),
        Basket("to_present", "Chờ trình", incoming["registered"], "Đã vào sổ, chưa trình lãnh đạo", "/van-ban-den?state=registered"),
        Basket("to_transfer", "Chờ chuyển", to_transfer, "Đã có ý kiến, bản giấy chưa chuyển", "/van-ban-den?desk=to_transfer"),
        Basket("to_check_form", "Chờ kiểm tra thể thức", outgoing["content_checked"], "Dự thảo đã duyệt nội dung", "/van-ban-di?state=content_checked"),
        Basket("to_issue", "Chờ phát hành", outgoing["signed"], "Đã ký, chưa lấy số, đóng dấu, gửi", "/van-ban-di?state=signed"),
        Basket("sealed", "Đã đóng dấu, chờ gửi", outgoing["sealed"], "Đã ký số cơ quan, chưa phát hành", "/van-ban-di?state=sealed"),
        *_waiting(Basket("issue_late", "Chậm phát hành", count_late(db, actor, today), "Đã ký, quá ngày làm việc tiếp theo (Đ18)", "/van-ban-di?desk=signed_waiting")),
        *_together(db, actor, "seal"),
        Basket("envelopes", "Bì thư chờ xử lý", envelopes, "Bì chưa bóc hoặc chưa chuyển", "/bi-thu-den?state=received"),
        Basket("to_answer_sender", "Phản hồi chờ gửi", unsent, "Trả lời nơi gửi ngoài hệ thống trong ngày", "/phan-hoi-noi-gui?unsent=true"),
    ]


def _distributor(db: Session, actor: Actor, _today: date) -> list[Basket]:
    to_direct = _incoming(db, actor, incoming_desk(actor, "presented"))
    return [Basket("to_direct", "Chờ cho ý kiến", to_direct, "Văn bản đến trình anh/chị", "/van-ban-den?desk=presented")]


def _leader(db: Session, actor: Actor, _today: date) -> list[Basket]:
    to_approve, to_sign = (_outgoing(db, actor, outgoing_desk(actor, desk)) for desk in ("to_approve", "to_sign"))
    return [
        Basket("to_approve", "Chờ phê duyệt", to_approve, "Dự thảo đã kiểm tra thể thức", "/van-ban-di?desk=to_approve"),
        Basket("to_sign", "Chờ ký", to_sign, "Dự thảo đã phê duyệt, chờ chữ ký", "/van-ban-di?desk=to_sign"),
        *_together(db, actor, "approve", "sign"),
        *_waiting(_consulted(db, actor)),
    ]


def _unit_head(db: Session, actor: Actor, _today: date) -> list[Basket]:
    to_assign = _incoming(db, actor, incoming_desk(actor, "to_assign"))
    to_check = _outgoing(db, actor, outgoing_desk(actor, "to_check_content"))
    return [
        Basket("to_assign", "Chờ phân công", to_assign, "Văn bản giao đơn vị, chưa giao người xử lý", "/van-ban-den?desk=to_assign"),
        Basket("to_check_content", "Chờ duyệt nội dung", to_check, "Dự thảo của đơn vị", "/van-ban-di?desk=to_check_content"),
    ]


def _officer(db: Session, actor: Actor, _today: date) -> list[Basket]:
    given = _incoming(db, actor, incoming_desk(actor, "given"))
    unfiled = count_unfiled(db, actor)
    many = f" (từ {MOST_COUNTED} trở lên)" if unfiled == MOST_COUNTED else ""
    to_draft = _total(db, DraftAssignment, assigned_desk(actor))
    return [
        Basket("given", "Được giao", given, "Văn bản đến anh/chị đang xử lý", "/van-ban-den?desk=given"),
        Basket("unfiled", "Chưa đưa vào hồ sơ", unfiled, f"Đã giải quyết xong, chưa lập hồ sơ{many}", "/chua-lap-ho-so"),
        *_waiting(
            Basket("to_draft", "Được giao soạn thảo", to_draft, "Chưa có dự thảo", "/giao-soan-thao?desk=mine"), _consulted(db, actor),
        ),
    ]


def _archivist(db: Session, actor: Actor, today: date) -> list[Basket]:
    own = col(Submission.agency_id) == actor.agency_id
    submitted = _total(db, Submission, own, col(Submission.state) == "submitted")
    due = _total(db, Dossier, due_in_agency(db, actor, today))
    expired = _total(
        db, Holding, col(Holding.agency_id) == actor.agency_id, col(Holding.retention_ends_on) < today, col(Holding.state) == "held"
    )
    return [
        Basket("to_accept", "Chờ tiếp nhận", submitted, "Đợt nộp lưu chờ kiểm tra", "/nop-luu?state=submitted"),
        Basket("due_for_submission", "Đến hạn nộp", due, f"Hồ sơ đã kết thúc, hạn nộp trong {NOTICE_DAYS} ngày hoặc đã qua", "/den-han-nop"),
        Basket("expired", "Hết thời hạn lưu trữ", expired, "Hồ sơ cần xem xét giá trị", f"/kho-luu-tru?state=held&retention_ends_before={today}"),
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


def _extensions(db: Session, actor: Actor) -> list[Basket]:
    """More time is asked for and the actor gives it: as director, as head of the unit, or in the place of one who is away."""
    if not (actor.handling_unit_ids or actor.may("directIncoming")):
        return []
    asked = _incoming(db, actor, incoming_desk(actor, "to_extend"))
    return _waiting(Basket("to_extend", "Chờ trả lời gia hạn", asked, "Đơn vị, cá nhân xin thêm thời gian", "/van-ban-den?desk=to_extend"))


def _followed(db: Session, actor: Actor) -> list[Basket]:
    """What the actor was charged to follow and to urge (Đ24.1)."""
    if not actor.may("listIncoming"):
        return []
    count = _incoming(db, actor, incoming_desk(actor, "following"))
    return _waiting(Basket("following", "Được giao theo dõi", count, "Theo dõi, đôn đốc người giải quyết", "/van-ban-den?desk=following&order=term"))


def _due(db: Session, actor: Actor, horizon: Horizon, desk: str | None) -> list[Basket]:
    """Due today, soon, over: of the own desk (`mine` of a unit's head, `given` of an officer), or of the whole agency."""
    counts = due_counts(db, actor, desk, horizon)
    link, own = (f"/van-ban-den?desk={desk}&due=", "_mine") if desk else ("/van-ban-den?due=", "")
    whose = {"mine": "Việc của đơn vị và của anh/chị", "given": "Việc của anh/chị", None: "Văn bản đến của cơ quan"}[desk]
    soon = "due_soon" if desk else "due_soon_all"
    return [
        Basket(f"due_today{own}", "Đến hạn hôm nay", counts.today, f"{whose} có hạn hôm nay", f"{link}today&order=term"),
        Basket(soon, "Sắp đến hạn", counts.soon, f"{whose} có hạn đến hết ngày {horizon.soon:%d/%m}", f"{link}soon&order=term"),
        Basket(f"overdue{own}", "Quá hạn", counts.overdue, f"{whose} đã qua hạn giải quyết", f"{link}overdue&order=term", counts.oldest_on),
    ]


DESKS: tuple[tuple[frozenset[str], Any], ...] = (
    (frozenset({"vanthu"}), _clerk),
    (roles_with("directIncoming"), _distributor),
    (frozenset({"lanhdao", "pholanhdao"}), _leader),
    (frozenset({"truongphong", "phophong"}), _unit_head),
    (frozenset({"chuyenvien", "truongphong", "phophong"}), _officer),
    (frozenset({"luutru"}), _archivist),
    (frozenset({"luutru_ltls", "lanhdao_ltls"}), _historical_archivist),
    (frozenset({"theodoi"}), _follower),
)


WHOLE_AGENCY = frozenset({"vanthu", "lanhdao", "pholanhdao"})
IN_UNITS = frozenset({"chuyenvien", "truongphong", "phophong"})


def baskets(db: Session, actor: Actor, moment: Moment) -> list[Basket]:
    """The baskets of all roles that the actor holds, in the order of a document's life, then what is due."""
    found = [basket for roles, count in DESKS if actor.roles & roles for basket in count(db, actor, moment.today)]
    found += _extensions(db, actor) + _followed(db, actor)
    own = "mine" if actor.handling_unit_ids else "given"
    desks = [None] * bool(actor.roles & WHOLE_AGENCY) + [own] * bool(actor.roles & IN_UNITS)
    horizon = horizon_of(db, actor.agency_id, moment) if desks else None
    return found + [basket for desk in desks if horizon for basket in _due(db, actor, horizon, desk)]


def basket_id(actor: Actor, code: str) -> uuid.UUID:
    """A stable id for a list item: the same basket of the same person."""
    return uuid.uuid5(actor.id, code)
