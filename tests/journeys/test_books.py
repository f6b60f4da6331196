"""The statutory books: the same rows on the screen, in the PDF and in the sheet; closed at the year's end, never numbered in again."""

import io
import uuid
from datetime import date
from typing import Any

import pypdfium2 as pdfium
import pytest
from hoso.cli import work_once
from hoso.correspondence.actions.close_register import YearStillRuns, close_register
from hoso.correspondence.actions.register_incoming import RegisterIncoming, register_incoming
from hoso.support.actors import load_actor
from hoso.support.clock import Moment
from hoso.support.database import transaction
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from tests.people import World
from tests.stocked import fill_book

LETTER = {"type_code": "CV", "number": "7", "symbol": "UBND-VX", "issued_on": "2026-02-03", "issuer_name": "UBND tỉnh Thanh Hóa", "abstract": "V/v báo cáo"}


def arrived(world: World, **more: Any) -> dict[str, Any]:
    answer = world.as_("vanthu.snv").post("/incoming-documents", json={**LETTER, "duplicate_confirmed": True, **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def on(world: World, moment: Moment, abstract: str) -> Any:
    """A registration at a chosen moment."""
    with transaction(world.app.state.engine) as db:
        actor = load_actor(db, uuid.UUID(world.ids["vanthu.snv"]), moment.today)
        assert actor is not None
        facts = {"type_code": "CV", "issuer_name": "UBND", "abstract": abstract, "duplicate_confirmed": True}
        return register_incoming(db, actor, RegisterIncoming.model_validate(facts), moment)


def pdf_text(data: bytes) -> str:
    with pdfium.PdfDocument(data) as book:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in book).split())


@pytest.mark.pl6("PL6-III-1-l")
def test_the_screen_the_pdf_and_the_sheet_show_one_row(world: World) -> None:
    document = arrived(world)
    path = f"/incoming-documents/{document['id']}"
    world.as_("vanthu.snv").post(f"{path}/transfer", json={"lead": {"user_id": world.ids["chuyenvien.snv"]}})
    assert world.as_("chuyenvien.snv").post(f"{path}/receipt").status_code == 200
    book = f"/registers/{document['register_id']}"
    screen = world.as_("vanthu.snv").get(f"{book}/book").json()
    cells = screen["items"][0]["cells"]
    today = Moment.now().today.strftime("%d/%m/%Y")
    assert cells == [today, 1, "UBND tỉnh Thanh Hóa", "7/UBND-VX", "03/02/2026", "Công văn: V/v báo cáo", "Nguyễn chuyenvien.snv", today,
                     f"Nguyễn chuyenvien.snv {today}", ""]  # fmt: skip
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(world.as_("vanthu.snv").get(f"{book}/print?format=xlsx").content)).get_sheet_by_index(0).to_python()
    assert [str(c) for c in sheet[-1]] == [str(c).replace("1", "1.0") if c == 1 else str(c) for c in cells]
    printed = pdf_text(world.as_("vanthu.snv").get(f"{book}/print").content)
    assert "UBND tỉnh Thanh Hóa" in printed and "Nguyễn chuyenvien.snv" in printed


@pytest.mark.pl6("PL6-III-1-l")
def test_the_book_of_handling_says_term_progress_and_reply(world: World) -> None:
    document = arrived(world, due_on="2026-03-01")
    path = f"/incoming-documents/{document['id']}"
    world.as_("vanthu.snv").post(f"{path}/transfer", json={"lead": {"user_id": world.ids["chuyenvien.snv"]}})
    world.as_("chuyenvien.snv").post(f"{path}/progress", json={"note": "Đang lấy số liệu."})
    page = world.as_("lanhdao.snv").get(f"/registers/{document['register_id']}/book", params={"form": "resolution_register"}).json()
    assert page["heads"][4] == "Tiến độ giải quyết"
    assert page["items"][0]["cells"] == [
        1, "Công văn 7/UBND-VX ngày 03/02/2026 của UBND tỉnh Thanh Hóa", "Nguyễn chuyenvien.snv", "01/03/2026",
        "Đang giải quyết (quá hạn). Đang lấy số liệu.", "", "",
    ]  # fmt: skip
    world.as_("chuyenvien.snv").post(f"{path}/completion", json={"outcome": "Xong"})
    page = world.as_("lanhdao.snv").get(f"/registers/{document['register_id']}/book", params={"form": "resolution_register"}).json()
    assert page["items"][0]["cells"][4].startswith("Đã giải quyết ngày ")
    assert world.as_("vanthu.snv").get(f"/registers/{document['register_id']}/book?form=outgoing_register").json()["code"] == "unknown_form"


def test_a_day_of_the_book_is_the_daily_list_and_pages_follow_numbers(world: World) -> None:
    first = on(world, Moment.on(date(2026, 3, 2)), "Ngày thứ nhất")
    for n in range(3):
        on(world, Moment.on(date(2026, 3, 3)), f"Ngày thứ hai {n}")
    with world.app.state.engine.begin() as db:
        register = db.execute(text("select register_id from incoming where id = :i"), {"i": first.id}).scalar_one()
    client, book = world.as_("vanthu.snv"), f"/registers/{register}/book"
    day = client.get(book, params={"from": "2026-03-03", "to": "2026-03-03", "limit": 2}).json()
    rest = client.get(book, params={"from": "2026-03-03", "to": "2026-03-03", "limit": 2, "cursor": day["next_cursor"]}).json()
    assert ([i["number"] for i in day["items"]], [i["number"] for i in rest["items"]], rest["next_cursor"]) == ([2, 3], [4], None)
    assert "Ngày thứ nhất" not in pdf_text(client.get(f"/registers/{register}/print", params={"from": "2026-03-03", "to": "2026-03-03"}).content)


def test_a_closed_book_is_kept_as_printed_and_takes_no_number_and_the_next_year_begins_at_01(world: World) -> None:
    old = on(world, Moment.on(date(2025, 12, 31), 23, 59), "Cuối năm")
    engine, store = world.app.state.engine, world.app.state.files
    with engine.begin() as db:
        register, entry = db.execute(text("select register_id, register_entry_id from incoming where id = :i"), {"i": old.id}).one()
    with transaction(engine) as db:
        clerk = load_actor(db, uuid.UUID(world.ids["vanthu.snv"]), date(2025, 12, 30))
        assert clerk is not None
        with pytest.raises(YearStillRuns):
            close_register(db, clerk, register, Moment.on(date(2025, 12, 30)), store)
    client = world.as_("vanthu.snv")
    closed = client.post(f"/registers/{register}/closure")
    assert (closed.status_code, closed.json()["state"]) == (200, "closed"), closed.text
    assert client.post(f"/registers/{register}/closure").json()["code"] == "register_already_closed"
    prints = client.get(f"/registers/{register}/prints").json()["items"]
    assert {(p["form"], p["row_count"], p["is_closing"]) for p in prints} == {("incoming_register", 1, True), ("resolution_register", 1, True)}
    bound = next(p for p in prints if p["form"] == "incoming_register")
    data = client.get(f"/files/{bound['sha256']}").content
    assert "Cuối năm" in pdf_text(data) and bound["page_count"] == 2
    assert client.post(f"/register-entries/{entry}/void", json={"reason": "Ghi nhầm văn bản"}).json()["code"] == "register_closed"
    with pytest.raises(Exception, match="the book is closed"), engine.begin() as db:
        db.execute(text("insert into register_entry select gen_random_uuid(), agency_id, register_id, 2, state, document_id, dated_on, '', null "
                        "from register_entry where id = :e"), {"e": entry})  # fmt: skip
    assert arrived(world)["arrival_number"] == 1, "the book of this year is another one"


def test_a_large_book_is_printed_by_the_worker_with_progress(world: World) -> None:
    document = arrived(world)
    fill_book(world.app.state.engine, document["id"], 1100)
    client, book = world.as_("vanthu.snv"), f"/registers/{document['register_id']}"
    assert client.get(f"{book}/print").json()["code"] == "register_too_large"
    started = client.post(f"{book}/prints", json={"form": "resolution_register"})
    assert started.status_code == 202, started.text
    assert work_once(world.app.state.settings)
    job = client.get(f"/jobs/{started.json()['job_id']}").json()
    assert (job["state"], job["percentage"], job["error"]) == ("done", 100, "")
    assert client.get(f"/files/{job['items'][0]['sha256']}").content.startswith(b"%PDF")
    assert client.get(f"{book}/prints").json()["items"][0]["row_count"] == 1100
