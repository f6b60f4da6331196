"""HTTP of the working calendar and of the rules by which an agency watches its terms; counting working days for everybody."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Path, Query, Response
from pydantic import BaseModel, Field

from hoso.support.administration.calendar import (
    CopyCalendarYear,
    SetCalendarDay,
    SetCalendarRange,
    SetWorkingWeek,
    copy_calendar_year,
    remove_calendar_day,
    set_calendar_day,
    set_calendar_range,
    set_working_week,
    week_on,
)
from hoso.support.calendars import CalendarDay, WorkingWeek, calendar_around, held_days
from hoso.support.days import EARLIEST, LATEST, Day
from hoso.support.deadlines import DeadlineRules, deadline_setting, set_deadline_rules
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.organisations import Agency

router = stage_router("Lịch làm việc và hạn")
Year = Annotated[int | None, Query(ge=EARLIEST.year, le=LATEST.year)]
ADMIN = "/administration"


class CalendarItem(BaseModel):
    """A day that departs from the weekly rule; `own` = the agency set it; `from_agency` = one above set it; neither: it was shipped."""

    id: uuid.UUID
    state: str
    version: int
    day: date
    is_working: bool
    name: str
    basis: str
    certainty: str
    own: bool
    from_agency: str = ""
    for_below: bool = False
    repeats: bool = False


class WeekItem(BaseModel):
    """The weekly rule: ISO weekdays that are worked, hours of work where the agency set them."""

    state: str
    version: int
    valid_from: date
    weekdays: list[int]
    hours: list[Annotated[list[str], Field(min_length=2, max_length=2)]]
    basis: str
    certainty: str
    own: bool


class CalendarPage(BaseModel):
    """The days of a year, and the weekly rule of its last day."""

    items: list[CalendarItem]
    year: int
    week: WeekItem | None = None
    next_cursor: str | None = None


class CalendarRange(BaseModel):
    """The days that were written."""

    items: list[CalendarItem]
    next_cursor: str | None = None


class CopiedYear(BaseModel):
    """What was taken over, and what of the old year must be set anew because its day changes each year."""

    copied: list[CalendarItem]
    left_out: list[CalendarItem]


class DeadlineRulesAnswer(DeadlineRules):
    """The agency's values; `is_default`: nobody set them, they are choices of the program."""

    model_config = {"extra": "ignore", "from_attributes": True}
    version: int
    is_default: bool


class TermCount(BaseModel):
    """A day and its distance in working days; `due_at` where minutes were asked for; `days_off` names what lies between."""

    from_on: date
    due_on: date
    working_days: int
    due_at: datetime | None = None
    days_off: list[CalendarItem] = []


def _day(call: Call, row: CalendarDay) -> CalendarItem:
    own = row.agency_id == call.actor.agency_id
    above = call.db.get(Agency, row.agency_id) if row.agency_id and not own else None
    state = "working" if row.is_working else "holiday"
    return CalendarItem.model_validate({**row.model_dump(), "state": state, "own": own, "from_agency": above.name if above else ""})


def _week(call: Call, row: WorkingWeek) -> WeekItem:
    facts = {"weekdays": [int(n) for n in row.weekdays], "own": row.agency_id == call.actor.agency_id, "state": "set"}
    return WeekItem.model_validate({**row.model_dump(), **facts})


@router.get(f"{ADMIN}/calendar-days", operation_id="listCalendarDays")
def list_calendar_days(call: Call, year: Year = None) -> CalendarPage:
    """Ngày nghỉ lễ, ngày làm bù của một năm và quy tắc tuần làm việc."""
    wanted = year or call.moment.year
    week = week_on(call.db, call.actor.agency_id, date(wanted, 12, 31))
    return CalendarPage(
        items=[_day(call, row) for row in held_days(call.db, call.actor.agency_id, wanted)], year=wanted, week=_week(call, week) if week else None
    )


@router.put(f"{ADMIN}/calendar-days/{{day}}", operation_id="setCalendarDay")
def set_calendar_day_route(call: Call, day: Annotated[Day, Path()], command: SetCalendarDay) -> CalendarItem:
    """Ghi một ngày nghỉ hoặc ngày làm bù của cơ quan."""
    return _day(call, set_calendar_day(call.db, call.actor, day, command, call.moment))


@router.delete(f"{ADMIN}/calendar-days/{{day}}", operation_id="removeCalendarDay", status_code=204)
def remove_calendar_day_route(call: Call, day: Annotated[Day, Path()]) -> Response:
    """Bỏ ngày cơ quan tự ghi; ngày có sẵn hoặc do cấp trên ghi trở lại hiệu lực."""
    remove_calendar_day(call.db, call.actor, day, call.moment)
    return Response(status_code=204)


@router.post(f"{ADMIN}/calendar-ranges", operation_id="setCalendarRange", status_code=201)
def set_calendar_range_route(call: Call, command: SetCalendarRange) -> CalendarRange:
    """Ghi nhiều ngày liền nhau (nghỉ Tết)."""
    return CalendarRange(items=[_day(call, row) for row in set_calendar_range(call.db, call.actor, command, call.moment)])


@router.post(f"{ADMIN}/calendar-years", operation_id="copyCalendarYear", status_code=201)
def copy_calendar_year_route(call: Call, command: CopyCalendarYear) -> CopiedYear:
    """Chép khung năm: chỉ những ngày trùng ngày dương lịch hằng năm."""
    copied, left = copy_calendar_year(call.db, call.actor, command, call.moment)
    return CopiedYear(copied=[_day(call, row) for row in copied], left_out=[_day(call, row) for row in left])


@router.put(f"{ADMIN}/working-week", operation_id="setWorkingWeek")
def set_working_week_route(call: Call, command: SetWorkingWeek) -> WeekItem:
    """Ngày làm việc trong tuần và giờ làm việc của cơ quan, từ một ngày."""
    return _week(call, set_working_week(call.db, call.actor, command, call.moment))


@router.get(f"{ADMIN}/deadline-rules", operation_id="getDeadlineRules")
def get_deadline_rules(call: Call) -> DeadlineRulesAnswer:
    """Nhắc hạn, báo cáo vượt cấp, hạn theo quy chế của cơ quan."""
    return _rules(deadline_setting(call.db, call.actor.agency_id))


@router.put(f"{ADMIN}/deadline-rules", operation_id="setDeadlineRules")
def set_deadline_rules_route(call: Call, command: DeadlineRules) -> DeadlineRulesAnswer:
    """Ghi cách nhắc hạn và hạn theo quy chế làm việc."""
    return _rules(set_deadline_rules(call.db, call.actor, command, call.moment))


def _rules(row: Any) -> DeadlineRulesAnswer:
    return DeadlineRulesAnswer.model_validate({**row.model_dump(), "is_default": row.version == 0})


@router.get("/terms/count", operation_id="countTerm", openapi_extra=may(SIGNED_IN))
def count_term(
    call: Call, from_: Annotated[Day | None, Query(alias="from")] = None, to: Day | None = None,
    working_days: Annotated[int | None, Query(ge=0, le=500)] = None, working_minutes: Annotated[int | None, Query(ge=1, le=100_000)] = None,
) -> TermCount:  # fmt: skip
    """Ngày sau n ngày làm việc, hoặc số ngày làm việc giữa hai ngày, theo lịch của cơ quan người gọi; phút tính từ bây giờ trong giờ làm việc."""
    first = from_ or call.moment.today
    calendar = calendar_around(call.db, call.actor.agency_id, first)
    due_at = calendar.moment_after(call.moment.at, working_minutes) if working_minutes else None
    if due_at:
        due_on = type(call.moment)(due_at).today
    else:
        due_on = to or calendar.day_after(first, working_days or 0)
    days = [row for year in range(first.year, min(due_on.year, first.year + 3) + 1) for row in held_days(call.db, call.actor.agency_id, year)]
    between = [_day(call, row) for row in days if first < row.day <= due_on]
    return TermCount(from_on=first, due_on=due_on, working_days=calendar.between(first, due_on), due_at=due_at, days_off=between)
