"""Stories of handling beside the main road: more time asked for and granted, a unit that passes work on, people who talk, who is urged,
who stands in for whom, and which leader is in charge of what.

Each act is the stage's own action at a chosen moment.
"""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import select

from hoso.correspondence.actions.add_opinion import AddOpinion, add_opinion
from hoso.correspondence.actions.assign_field import AssignField, assign_field
from hoso.correspondence.actions.assign_incoming import AssignIncoming, assign_incoming
from hoso.correspondence.actions.decide_extension import DecideExtension, decide_extension
from hoso.correspondence.actions.direct_incoming import DirectIncoming, direct_incoming
from hoso.correspondence.actions.follow_incoming import FollowIncoming, follow_incoming
from hoso.correspondence.actions.forward_incoming import ForwardIncoming, forward_incoming
from hoso.correspondence.actions.present_incoming import PresentIncoming, present_incoming
from hoso.correspondence.actions.request_extension import RequestExtension, request_extension
from hoso.correspondence.actions.urge_incoming import UrgeIncoming, urge_incoming
from hoso.correspondence.tables import Extension, Opinion
from hoso.demo.incoming import Plan, incoming, received
from hoso.demo.stories import Office, Story, Year
from hoso.demo.texts import Letter
from hoso.support.administration.substitutions import AppointSubstitute, appoint_substitute

EXTENDED = Letter("CV", "", "Sở Tư pháp", "STP-XDKT", "V/v rà soát văn bản quy phạm pháp luật về công tác lưu trữ")
WAITING = Letter("CV", "", "Sở Xây dựng", "SXD-VP", "V/v cung cấp số liệu phục vụ xây dựng đề án sắp xếp trụ sở làm việc")
PASSED = Letter("KH", "", "UBND tỉnh Thanh Hóa", "UBND", "Rà soát vị trí việc làm, biên chế công chức năm {y}")
URGED = Letter("CV", "", "Văn phòng UBND tỉnh", "VPUBND-THKH", "V/v báo cáo tình hình thực hiện nhiệm vụ Chủ tịch UBND tỉnh giao")
FIELDS = (
    ("pholanhdao", "Văn thư, lưu trữ, cải cách hành chính", "văn thư, lưu trữ, hồ sơ điện tử, cải cách hành chính, chữ ký số"),
    ("lanhdao", "Tổ chức bộ máy, cán bộ, tài chính", "biên chế, vị trí việc làm, tổ chức bộ máy, cán bộ, kinh phí"),
)  # fmt: skip


def _given(year: Year, office: Office, text: Letter, back: int, due: int) -> Story[uuid.UUID]:
    """A document with the officer of the first unit, due so many days from today."""
    return (yield from incoming(year, office, text, Plan(back, to="assigned", due=due, has_file=True)))


def _asked(year: Year, office: Office, document_id: uuid.UUID, back: int, days: int, reason: str) -> Story[uuid.UUID]:
    """The unit's head asks for more working days."""
    moment = year.at(back, 9, 30)
    yield moment
    command = RequestExtension(working_days=days, reason=reason)
    request_extension(year.db, office.head_of("chuyenvien"), document_id, command, moment)
    return year.db.exec(select(Extension.id).where(Extension.document_id == document_id, Extension.state == "asked")).one()


def extended(year: Year, office: Office) -> Story[None]:
    """More time asked for and granted, until another day than asked; then the people talk about it."""
    document_id = yield from _given(year, office, EXTENDED, 8, 2)
    extension = yield from _asked(year, office, document_id, 5, 5, "Chờ số liệu rà soát của các phường, xã; dự kiến có trong tuần tới.")
    moment = year.at(5, 15)
    yield moment
    command = DecideExtension(verdict="grant", due_on=year.today + timedelta(days=6), note="Đồng ý, không gia hạn thêm.")
    decide_extension(year.db, office["lanhdao"], document_id, extension, command, moment)
    yield from _talk(year, office, document_id, (
        (4, 9, "chuyenvien", "Đề nghị phòng cho ý kiến về mẫu biểu rà soát: dùng mẫu năm trước hay mẫu mới?", ("truongphong",)),
        (4, 10, "truongphong", "Dùng mẫu mới theo hướng dẫn của Sở Tư pháp, bổ sung cột ghi chú.", ()),
        (3, 14, "pholanhdao", "Lưu ý đối chiếu với danh mục văn bản đã hết hiệu lực.", ()),
    ))  # fmt: skip


def _talk(year: Year, office: Office, document_id: uuid.UUID, said: Sequence[tuple[int, int, str, str, tuple[str, ...]]]) -> Story[None]:
    """Lines of a conversation: the second one answers the first."""
    first: uuid.UUID | None = None
    for at, (back, hour, who, text, names) in enumerate(said):
        moment = year.at(back, hour, 5)
        yield moment
        more: dict[str, Any] = {"parent_id": first} if at == 1 else {}
        add_opinion(year.db, office[who], document_id, AddOpinion(text=text, mentions=[office[n].id for n in names], **more), moment)
        if at == 0:
            first = year.db.exec(select(Opinion.id).where(Opinion.document_id == document_id, Opinion.kind == "opinion")).one()


def waiting(year: Year, office: Office) -> Story[None]:
    """More time asked for; it waits on the leader's desk."""
    document_id = yield from _given(year, office, WAITING, 6, 3)
    yield from _asked(year, office, document_id, 1, 3, "Số liệu trụ sở của các đơn vị gửi chậm, cần thêm thời gian tổng hợp.")


def passed(year: Year, office: Office) -> Story[None]:
    """From the head to the deputy, to a unit, to another unit, to an officer there: every step is a dated row."""
    document_id = yield from received(year, office, PASSED, Plan(7, has_file=True))
    moment = year.at(7, 9)
    yield moment
    present_incoming(year.db, office["vanthu"], document_id, PresentIncoming(to_user_id=office["lanhdao"].id), moment)
    moment = year.at(7, 14)
    yield moment
    on = DirectIncoming(opinion="Chuyển đồng chí Phó phụ trách chỉ đạo.", forward_to_user_id=office["pholanhdao"].id)
    direct_incoming(year.db, office["lanhdao"], document_id, on, moment)
    moment = year.at(6, 8, 20)
    yield moment
    lead = {"unit_id": office.units[0].id}
    command: dict[str, Any] = {"opinion": "Giao phòng tham mưu kế hoạch của cơ quan.", "lead": lead, "due_on": year.today + timedelta(days=8)}
    direct_incoming(year.db, office["pholanhdao"], document_id, DirectIncoming.model_validate(command), moment)
    moment = year.at(5, 10)
    yield moment
    reason = "Nội dung về vị trí việc làm, biên chế thuộc nhiệm vụ của phòng tổ chức cán bộ."
    forward_incoming(year.db, office["truongphong"], document_id, ForwardIncoming(to_unit_id=office.units[1].id, reason=reason), moment)
    moment = year.at(5, 15)
    yield moment
    assign_incoming(year.db, office["truongphong2"], document_id, AssignIncoming(user_id=office["chuyenvien2"].id, instruction="Dự thảo trong tuần."), moment)


def urged(year: Year, office: Office) -> Story[None]:
    """Somebody is charged to follow, and urges what is nearly due."""
    document_id = yield from _given(year, office, URGED, 9, 1)
    moment = year.at(6, 9)
    yield moment
    charge = FollowIncoming(user_id=office["phophong"].id, note="Theo ý kiến của Giám đốc, báo cáo hằng tuần.")
    follow_incoming(year.db, office["vanthu"], document_id, charge, moment)
    for back, note in ((3, "Đề nghị báo cáo tiến độ trong ngày."), (1, "Sắp đến hạn báo cáo UBND tỉnh, đề nghị hoàn thành trước 16 giờ.")):
        moment = year.at(back, 8, 15)
        yield moment
        urge_incoming(year.db, office["phophong"], document_id, UrgeIncoming(note=note), moment)


def in_charge(year: Year, office: Office) -> Story[None]:
    """Which leader is in charge of which field, and who stands in for whom: an officer now, the deputy next week."""
    moment = year.at(290, 8)
    yield moment
    for who, field, words in FIELDS:
        command = AssignField(user_id=office[who].id, field=field, words=words, basis="Thông báo phân công lãnh đạo (dữ liệu trình diễn)")
        assign_field(year.db, office["vanthu"], command, moment)
    moment = year.at(1, 16, 40)
    yield moment
    away = (("chuyenvien3", "chuyenvien2", 0, 4, "handle", "Nghỉ phép năm"), ("pholanhdao", "lanhdao", 7, 9, "direct", "Đi công tác"))
    for absent, substitute, first, last, scope, reason in away:
        days = {"from_on": year.today + timedelta(days=first), "to_on": year.today + timedelta(days=last)}
        appointed = AppointSubstitute.model_validate({"substitute_id": office[substitute].id, **days, "scope": scope, "reason": reason})
        appoint_substitute(year.db, office[absent], appointed, moment)


def handling_stories(year: Year, office: Office) -> None:
    """All of them at one agency."""
    for story in (extended, waiting, passed, urged, in_charge):
        year.tell(story(year, office))
