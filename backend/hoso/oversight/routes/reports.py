"""HTTP of the reports on the handling of văn bản đến and đi: numbers with the list behind each, and the report as a file."""

from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Query, Response
from pydantic import BaseModel

from hoso.correspondence.queries.outcomes import IN_GROUPS, OUT_GROUPS, issue_days
from hoso.formats.forms.texts import place_and_day
from hoso.formats.list_texts import write_doc, write_docx
from hoso.formats.lists import Head, Listing, Signature, print_list, write_list
from hoso.oversight.actions.export_documents import MEDIA, Format, mark_of
from hoso.oversight.queries.handling_report import GROUP_NAMES, Report, incoming_report, outgoing_report
from hoso.support.days import Day
from hoso.support.errors import Malformed
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.organisations import Agency
from hoso.support.trail import record

router = stage_router("Báo cáo", "/reports")
Direction = Literal["incoming", "outgoing"]
LABELS = {
    "done_on_time": "Đúng hạn", "done_late": "Trễ hạn", "done_without_term": "Xong, không hạn", "open_in_term": "Đang giải quyết, còn hạn",
    "open_overdue": "Quá hạn", "open_without_term": "Đang giải quyết, không hạn", "ended": "Trả lại, thu hồi",
    "drafting": "Đang soạn, chờ duyệt nội dung", "form": "Chờ kiểm tra thể thức", "approval": "Chờ phê duyệt", "signature": "Chờ ký",
    "issue": "Chờ phát hành", "issued_on_time": "Phát hành đúng hạn", "issued_late": "Phát hành chậm", "recalled": "Đã thu hồi",
    "outside": "Gửi ngoài hệ thống", "returned": "Nơi nhận trả lại", "waiting": "Chờ tiếp nhận", "confirmed": "Đã tiếp nhận",
}  # fmt: skip
TITLES = {
    "incoming": "Báo cáo tình hình giải quyết văn bản đến", "outgoing": "Báo cáo tình hình giải quyết văn bản đi",
}  # fmt: skip
WRITERS = {"pdf": print_list, "xlsx": write_list, "docx": write_docx, "doc": write_doc}
PAGES = {"incoming": "/van-ban-den", "outgoing": "/van-ban-di"}
Groups = Annotated[str, Query(pattern="^(" + "|".join(dict.fromkeys((*IN_GROUPS, *OUT_GROUPS))) + ")$")]


class PeriodOfReport(Malformed):
    """The period ends before it begins or is longer than five years."""

    code = "bad_period"


class GroupOfReport(Malformed):
    """This report knows no such group."""

    code = "no_such_group"


class ReportNumber(BaseModel):
    """A number and the list behind it: `link` opens the page, `query` are the parameters of the list's operation."""

    outcome: str
    label: str
    count: int
    link: str
    query: dict[str, str]


class ReportGroup(BaseModel):
    """One row: its numbers in the order of the report's outcomes; they add up to its total."""

    key: str
    name: str
    numbers: list[ReportNumber]
    total: ReportNumber


class ReportAnswer(BaseModel):
    """The report of a period: rows, sums, and for văn bản đi how far what was issued came at the recipients."""

    direction: Direction
    title: str
    from_on: date
    to_on: date
    group: str
    group_name: str
    items: list[ReportGroup]
    totals: list[ReportNumber]
    total: ReportNumber
    reception: list[ReportNumber]
    next_cursor: str | None = None


def _number(direction: Direction, outcome: str, count: int, period: tuple[date, date], **more: str) -> ReportNumber:
    days = ("from", "to") if direction == "incoming" else ("drafted_from", "drafted_to")
    query = {days[0]: str(period[0]), days[1]: str(period[1]), **more}
    if outcome:
        query["outcome"] = outcome
    return ReportNumber(outcome=outcome or "all", label=LABELS.get(outcome, "Tổng số"), count=count, link=f"{PAGES[direction]}?{urlencode(query)}", query=query)


def _made(call: Call, direction: Direction, from_on: date, to_on: date, group: str) -> Report:
    if to_on < from_on or (to_on - from_on).days > 5 * 366:
        raise PeriodOfReport("Kỳ báo cáo phải từ ngày trước đến ngày sau và không quá 5 năm.", field="to")
    if group not in (IN_GROUPS if direction == "incoming" else OUT_GROUPS):
        raise GroupOfReport("Báo cáo này không tổng hợp theo nhóm như vậy.", field="group")
    if direction == "incoming":
        return incoming_report(call.db, call.actor, from_on, to_on, group, call.moment.today, call.moment.at)
    return outgoing_report(call.db, call.actor, from_on, to_on, group, issue_days(call.db, call.actor.agency_id, call.moment.today))


def _answer(direction: Direction, report: Report, period: tuple[date, date], group: str) -> ReportAnswer:
    rows = [
        ReportGroup(
            key=row.key, name=row.name, numbers=[_number(direction, o, row.counts[o], period, by=group, of=row.key) for o in report.outcomes],
            total=_number(direction, "", row.total, period, by=group, of=row.key),
        )
        for row in report.rows
    ]  # fmt: skip
    return ReportAnswer(
        direction=direction, title=TITLES[direction], from_on=period[0], to_on=period[1], group=group, group_name=GROUP_NAMES[group], items=rows,
        totals=[_number(direction, o, report.totals[o], period) for o in report.outcomes], total=_number(direction, "", report.total, period),
        reception=[_number(direction, o, n, period) for o, n in report.reception.items()],
    )  # fmt: skip


def _listing(call: Call, direction: Direction, report: Report, period: tuple[date, date], group: str) -> Listing:
    agency = call.db.get_one(Agency, call.actor.agency_id)
    heads = [Head("TT", 9, "c"), Head(GROUP_NAMES[group], 55), Head("Tổng số", 18, "c"), *(Head(LABELS[o], 24, "c") for o in report.outcomes)]
    rows: list[list[str | int]] = [[at, row.name, row.total, *(row.counts[o] for o in report.outcomes)] for at, row in enumerate(report.rows, start=1)]
    notes = []
    if report.reception:
        notes = ["Tiếp nhận ở nơi nhận (văn bản đã phát hành): " + "; ".join(f"{LABELS[o].lower()} {n}" for o, n in report.reception.items()) + "."]
    return Listing(
        title=TITLES[direction], agency=agency.name, superior=agency.superior_name, heads=heads, rows=rows, mark=mark_of(call.actor, call.moment),
        made_on=call.moment.today, place_and_day=place_and_day(agency.place, call.moment.today), total=["", "Cộng", report.total, *report.totals.values()],
        lines=[f"Từ ngày {period[0]:%d/%m/%Y} đến ngày {period[1]:%d/%m/%Y}, tổng hợp theo {GROUP_NAMES[group].lower()}",
               "(Tính theo văn bản đến trong kỳ)" if direction == "incoming" else "(Tính theo dự thảo lập trong kỳ)"],
        signatures=[Signature(("Người lập báo cáo",), call.actor.full_name), Signature(("Thủ trưởng cơ quan",), "", "(Chữ ký, dấu)")],
        notes=notes, sheet="Báo cáo",
    )  # fmt: skip


def _period(call: Call, from_on: date | None, to_on: date | None) -> tuple[date, date]:
    last = to_on or call.moment.today
    return from_on or date(last.year, 1, 1), last


@router.get("/{direction}", operation_id="reportHandling", openapi_extra=may("reportHandling"))
def report_handling(
    call: Call, direction: Direction, from_: Annotated[Day | None, Query(alias="from")] = None, to: Day | None = None, group: Groups = "unit"
) -> ReportAnswer:
    """Báo cáo tình hình giải quyết theo kỳ, tổng hợp theo đơn vị, người, nơi gửi, loại, tháng, người ký; mỗi số mở được danh sách."""
    period = _period(call, from_, to)
    return _answer(direction, _made(call, direction, *period, group), period, group)


@router.get("/{direction}/export", operation_id="exportReport", response_class=Response, openapi_extra=may("reportHandling"))
def export_report(
    call: Call, direction: Direction, from_: Annotated[Day | None, Query(alias="from")] = None, to: Day | None = None, group: Groups = "unit",
    format: Annotated[Format, Query()] = "pdf",
) -> Response:  # fmt: skip
    """Báo cáo thành tệp: tiêu đề cơ quan, kỳ báo cáo, bảng số, chỗ ký, dấu người kết xuất."""
    period = _period(call, from_, to)
    listing = _listing(call, direction, _made(call, direction, *period, group), period, group)
    record(call.db, call.actor, call.moment, "report:exported", call.actor.agency_id, {"report": direction, "format": format, "from": period[0], "to": period[1]})
    name = f"bao-cao-{PAGES[direction].strip('/')}-{period[0]:%Y%m%d}-{period[1]:%Y%m%d}.{format}"
    return Response(WRITERS[format](listing), media_type=MEDIA[format], headers={"Content-Disposition": f'inline; filename="{name}"'})
