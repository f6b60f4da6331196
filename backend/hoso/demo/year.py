"""Lays out the living year: which stories each agency has, and what waits on which desk today.

It holds no Kế hoạch 39/KH-UBND: the newcomer registers that.
"""

from datetime import date

from hoso.demo.dossiers import Settled, backlog, days_ago, officer_of, open_work, settled_dossier
from hoso.demo.handling import handling_stories
from hoso.demo.incoming import Plan, corrected, incoming, registered_twice, returned_to_clerk, returned_to_director
from hoso.demo.intake import intake_stories
from hoso.demo.outgoing import Plan as OutgoingPlan
from hoso.demo.outgoing import outgoing, recalled, returned_draft, voided_number
from hoso.demo.road import road_stories
from hoso.demo.stories import Office, Year
from hoso.demo.texts import Draft, Letter
from hoso.demo.transfers import to_the_province

DESK_DRAFTS = (
    Draft("CV", "Trả lời đề nghị của đơn vị về thời hạn báo cáo", ("Sở Tư pháp",)),
    Draft("BC", "Công tác tháng {m} năm {y}", ("Các phòng, đơn vị trực thuộc",)),
    Draft("KH", "Kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính năm {y}", ("Các phòng, đơn vị trực thuộc",)),
    Draft("TB", "Phân công trực cơ quan tháng {m} năm {y}", ("Các phòng, đơn vị trực thuộc",)),
    Draft("GM", "Dự họp đánh giá công tác tháng {m} năm {y}", ("Các phòng, đơn vị trực thuộc",)),
    Draft("CV", "Đăng ký nhu cầu đào tạo, bồi dưỡng năm {y}", ("Trường Chính trị tỉnh",)),
    Draft("QĐ", "Thành lập Tổ rà soát quy trình nội bộ", ("Các thành viên Tổ rà soát",)),
    Draft("CV", "Cung cấp số liệu phục vụ xây dựng báo cáo", ("Thống kê tỉnh Thanh Hóa",)),
)
# Each desk's work of these days: (days back, how it comes and where it lies).
DESK = (
    Plan(1, to="registered"),
    Plan(1, to="registered", channel="email"),
    Plan(2, to="presented", has_file=True),
    Plan(1, to="presented", urgency="urgent", due=6, has_file=True),
    Plan(2, leader="pholanhdao", to="presented", has_file=True),
    Plan(2, to="directed", has_file=True, is_transferred=False, due=9),
    Plan(1, to="directed", urgency="very_urgent", due=4, channel="electronic"),
    Plan(5, to="assigned", due=0, has_file=True),
    Plan(6, to="progressed", due=2, channel="electronic"),
    Plan(1, to="assigned", urgency="express", due=1, has_file=True),
    Plan(4, officer="phophong", to="assigned", due=3),
    Plan(3, officer="truongphong", leader="pholanhdao", to="progressed", to_person=True, due=2),
    Plan(9, officer="chuyenvien3", to="assigned", due=12),
    Plan(9, to="completed", has_file=True),
    Plan(7, officer="phophong", to="completed"),
    Plan(8, officer="truongphong", to="completed", to_person=True, channel="electronic"),
)
OVERDUE = (Plan(13, to="progressed", due=-3, has_file=True), Plan(14, officer="phophong", to="assigned", due=-1),
           Plan(15, officer="truongphong", to="progressed", to_person=True, due=-2))  # fmt: skip


def _letters(year: Year, office: Office) -> list[Letter]:
    """The common letters, beginning at another place in each agency."""
    start = list(year.offices).index(office.text.key) * 5
    return [*year.common.letters[start:], *year.common.letters[:start]]


def _desks(year: Year, office: Office) -> None:
    letters = iter(_letters(year, office))
    for plan in (*DESK, *(() if office.text.is_punctual else OVERDUE)):
        year.tell(incoming(year, office, next(letters), plan))
    intake_stories(year, office)
    year.tell(returned_to_clerk(year, office, next(letters), 2))
    year.tell(returned_to_director(year, office, next(letters), 3))
    year.tell(registered_twice(year, office, next(letters), 30))
    year.tell(corrected(year, office, next(letters), 22, "chuyenvien3"))


def _drafts(year: Year, office: Office) -> None:
    drafts = DESK_DRAFTS
    year.tell(outgoing(year, office, drafts[0], OutgoingPlan(1, to="draft")))
    year.tell(returned_draft(year, office, drafts[1], OutgoingPlan(2)))
    year.tell(outgoing(year, office, drafts[2], OutgoingPlan(2, to="content")))
    year.tell(outgoing(year, office, drafts[3], OutgoingPlan(3, to="form", signer="pholanhdao")))
    year.tell(outgoing(year, office, drafts[4], OutgoingPlan(2, to="form")))
    year.tell(outgoing(year, office, drafts[5], OutgoingPlan(3, to="approval", signer="pholanhdao")))
    year.tell(outgoing(year, office, drafts[6], OutgoingPlan(2, to="approval")))
    year.tell(outgoing(year, office, drafts[7], OutgoingPlan(3, to="signed", officer="chuyenvien2")))
    year.tell(outgoing(year, office, drafts[1], OutgoingPlan(4, to="sealed", officer="chuyenvien2")))
    year.tell(voided_number(year, office, drafts[5], OutgoingPlan(28, medium="paper", officer="chuyenvien3")))
    others = [other.text.key for other in year.offices.values() if other is not office]
    neighbour = others[list(year.offices).index(office.text.key) % len(others)]
    sent = Draft("CV", "Phối hợp rà soát, cung cấp thông tin phục vụ báo cáo quý {q} năm {y}", (neighbour,))
    year.tell(outgoing(year, office, sent, OutgoingPlan(4, signer="pholanhdao", arrives="waiting")))
    if office.text.key in ("ubnd", "snv"):
        year.tell(outgoing(year, office, sent, OutgoingPlan(34, officer="chuyenvien2", arrives="returned")))
    withdrawn = Draft("TB", "Thay đổi thời gian họp giao ban tháng {m} năm {y}", (neighbour,))
    if office.text.key in ("stc", "hacthanh", "hatrung"):
        plan = OutgoingPlan(9, officer="chuyenvien3", arrives="registered")
        year.tell(recalled(year, office, withdrawn, plan, confirm=office.text.key == "stc"))


def _dossiers(year: Year, office: Office) -> None:
    late = days_ago(year, 20 if office.text.is_punctual else 100)
    settled = (
        (170, "accepted", "electronic"), (5, "submitted", "paper"), (32, "returned", "paper"), (days_ago(year, 45), "closed", "paper"),
        (late, "closed", "paper"), (52, "reopened", "paper"),
    )  # fmt: skip
    for matter, (back, fate, medium) in enumerate(settled):
        signer = "pholanhdao" if matter == 1 else "lanhdao"
        year.tell(settled_dossier(year, office, Settled(matter, back, officer_of(matter), fate, medium, signer)))
        year.tell(open_work(year, office, matter, 44 - 5 * matter))
    year.tell(to_the_province(year, office, 220))
    year.tell(backlog(year, office, 1, 205))


def _last_december(year: Year, office: Office) -> None:
    """The end of last year, so that its books are there to be closed. Three hundred working days reach back as far on every day."""
    letters = iter(_letters(year, office)[-2:])
    for day in (15, 18):
        back = days_ago(year, (year.today - date(year.today.year - 1, 12, day)).days)
        year.tell(incoming(year, office, next(letters), Plan(back, to="completed")))
        year.tell(outgoing(year, office, DESK_DRAFTS[2], OutgoingPlan(back, medium="paper")))


def live_a_year(year: Year) -> None:
    """Fill the agencies with a year of work that ends before today."""
    for office in year.offices.values():
        _dossiers(year, office)
        _drafts(year, office)
        _desks(year, office)
    road_stories(year, year.offices["snv"], year.offices["stc"])
    for key in ("snv", "stc"):
        handling_stories(year, year.offices[key])
        _last_december(year, year.offices[key])
    year.live()
