"""Cases of the calendar, terms, notices, kept filters, search on all fields and reports."""

from tests.integrity.who_may import ARCHIVISTS, EVERYBODY, OFFICE, READERS, Case, request
from tests.people import World
from tests.prepared import Prepared

ADM, ADMIN = "/administration", {"quantri"}
WHO_REPORTS = {"vanthu", "lanhdao", "pholanhdao", "truongphong", "phophong"}
DAY = {"is_working": False, "name": "Nghỉ Tết Nguyên đán", "basis": "Thông báo của Chủ tịch UBND tỉnh"}
FILTER = {"page": "search", "name": "Văn bản khẩn", "query": {"urgency": "urgent"}}


def prepare(made: Prepared) -> None:
    """A day of the own calendar and a filter that is shared with nobody."""
    made.world.as_("quantri.snv").put(f"{ADM}/calendar-days/2026-12-24", json=DAY)
    made.ids["filter"] = str(made.post("vanthu.snv", "/saved-filters", {**FILTER, "name": "Bộ lọc riêng của Sở Nội vụ"})["id"])


def cases(world: World, ids: dict[str, str]) -> list[Case]:
    """One valid request for each operation of the part."""
    del world
    week = {"valid_from": "2026-01-01", "weekdays": [1, 2, 3, 4, 5], "hours": [["07:30", "11:30"]], "basis": "Nội quy"}
    own = {"record": False}
    searchers = OFFICE | READERS
    assert searchers >= ARCHIVISTS
    return [
        request("removeCalendarDay", f"DELETE {ADM}/calendar-days/2026-12-24", ADMIN, in_body=True),
        request("setCalendarRange", f"POST {ADM}/calendar-ranges", ADMIN, {**DAY, "from_on": "2027-02-04", "to_on": "2027-02-10"}, **own),
        request("copyCalendarYear", f"POST {ADM}/calendar-years", ADMIN, {"from_year": 2026, "to_year": 2029}, **own),
        request("setWorkingWeek", f"PUT {ADM}/working-week", ADMIN, week, **own),
        request("getDeadlineRules", f"GET {ADM}/deadline-rules", ADMIN, **own),
        request("setDeadlineRules", f"PUT {ADM}/deadline-rules", ADMIN, {"soon_days": 3}, **own),
        request("countTerm", "GET /terms/count", EVERYBODY, query={"working_days": "5"}, **own),
        request("suggestTerm", "GET /terms/suggestion", EVERYBODY, query={"urgency": "urgent"}, **own),
        request("getNoticeChoices", "GET /notices/choices", EVERYBODY, **own),
        request("setNoticeChoices", "PUT /notices/choices", EVERYBODY, {"off": ["digest"]}, **own),
        request("saveFilter", "POST /saved-filters", EVERYBODY, FILTER, **own), request("listFilters", "GET /saved-filters", EVERYBODY, **own),
        request("removeFilter", f"DELETE /saved-filters/{ids['filter']}", {"vanthu"}, refused_inside=404),
        request("getColumns", "GET /columns/incoming", EVERYBODY, **own),
        request("chooseColumns", "PUT /columns/incoming", EVERYBODY, {"columns": ["abstract"]}, **own),
        request("searchDocuments", "GET /document-search", searchers, query={"issuer": "UBND"}, **own),
        request("listColumns", "GET /document-search/columns", searchers, **own),
        request("exportDocuments", "POST /document-search/exports", searchers, {"query": {"urgency": "urgent"}, "format": "xlsx"}, **own),
        request("reportHandling", "GET /reports/incoming", WHO_REPORTS, query={"group": "type"}, **own),
        request("exportReport", "GET /reports/outgoing/export", WHO_REPORTS, query={"format": "xlsx"}, **own),
    ]  # fmt: skip
