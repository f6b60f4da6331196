"""Hours of work, rules of terms, shared filters and an express document: what the calendar and the reminders of the demo stand on.

All are demo values of the agencies' own and say so; no holiday is set that was not shipped.
"""

from datetime import date, timedelta

from hoso.correspondence.actions.facts import RegisterIncoming
from hoso.correspondence.actions.register_incoming import register_incoming
from hoso.demo.stories import Office, Story, Year
from hoso.support.administration.calendar import SetWorkingWeek, set_working_week
from hoso.support.clock import Moment
from hoso.support.deadlines import DeadlineRules, set_deadline_rules
from hoso.support.views import SaveFilter, save_filter

BASIS = "Quy chế làm việc của cơ quan (dữ liệu trình diễn)"
WEEK = SetWorkingWeek(
    valid_from=date(2020, 1, 1), weekdays=[1, 2, 3, 4, 5], hours=[["07:30", "11:30"], ["13:30", "17:00"]], basis="Nội quy cơ quan (dữ liệu trình diễn)",
    certainty="unverified",
)  # fmt: skip
RULES = DeadlineRules.model_validate({
    "remind_before": [2], "remind_after": [1, 5], "terms": [
        {"urgency": "express", "working_hours": 4, "basis": BASIS}, {"urgency": "very_urgent", "working_days": 1, "basis": BASIS},
        {"urgency": "urgent", "working_days": 3, "basis": BASIS}, {"type_code": "GM", "working_days": 2, "basis": BASIS}, {"working_days": 7, "basis": BASIS},
    ],
})  # fmt: skip
FILTERS = (
    SaveFilter(page="incoming", name="Quá hạn của cơ quan", query={"due": "overdue", "order": "term"}, shared_role="lanhdao"),
    SaveFilter(page="incoming", name="Văn bản khẩn, hỏa tốc chưa xong", query={"urgency": "express", "state": "handling"}),
    SaveFilter(page="search", name="Kế hoạch của UBND tỉnh trong năm", query={"kind": "incoming", "type_code": "KH", "issuer": "UBND tỉnh"}, shared_role="chuyenvien"),
)
EXPRESS = "Tăng cường trực, xử lý văn bản trong đợt cao điểm phòng, chống thiên tai"


def rules_and_filters(year: Year, office: Office) -> Story[None]:
    """The rules of the agency from its first day, later the filters of its clerk."""
    founded = year.at(len(year.days))
    yield founded
    set_working_week(year.db, office["quantri"], WEEK, founded)
    set_deadline_rules(year.db, office["quantri"], RULES, founded)
    moment = year.at(5)
    yield moment
    for kept in FILTERS:
        save_filter(year.db, office["vanthu"], kept, moment)


def express(year: Year, office: Office, due: Moment) -> Story[None]:
    """Came at the end of the last working day; its hour is near."""
    moment = year.at(1, 16, 35)
    yield moment
    facts = {"type_code": "CV", "number": "4021", "symbol": "UBND-NC", "issuer_name": "UBND tỉnh Thanh Hóa", "abstract": EXPRESS, "urgency": "express",
             "channel": "electronic", "issued_on": moment.today, "due_on": due.today, "due_at": due.at}  # fmt: skip
    register_incoming(year.db, office["vanthu"], RegisterIncoming.model_validate(facts), moment)


def tell_terms(year: Year, now: Moment) -> None:
    """The rules of each agency, the filters of its clerk, and for Sở Nội vụ an express document with an hour ahead."""
    for office in year.offices.values():
        year.tell(rules_and_filters(year, office))
    year.tell(express(year, year.offices["snv"], Moment(now.at + timedelta(hours=3))))
