"""The statutory forms, read back from the very bytes: heads as the law has them, on each page, and signatures that stand with their text."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hoso.formats.forms import (
    Assignment,
    DocumentInventory,
    Handover,
    HandoverSide,
    LeaderOpinion,
    ListedDocument,
    PaperRecords,
    RegisterBook,
    ResolutionSlip,
    SubmissionInventory,
    SubmittedDossier,
    print_document_inventory,
    print_handover,
    print_register,
    print_resolution_slip,
    print_submission_inventory,
)
from hoso.formats.sheets import write_register, write_submission_inventory
from python_calamine import CalamineWorkbook

ON = date(2026, 11, 24)
LONG = "Kế hoạch triển khai thực hiện công tác văn thư, lưu trữ, chỉnh lý tài liệu tồn đọng và số hóa tài liệu lưu trữ của các cơ quan, đơn vị " * 2
TABLE = Path(__file__).resolve().parents[2] / "backend" / "hoso" / "formats" / "forms" / "data" / "register_columns.csv"
ROWS = 45


def heads(form: str) -> list[str]:
    """The column heads as the table of law has them, in order; read here on our own."""
    with TABLE.open(encoding="utf-8") as table:
        lines = [r for r in csv.DictReader(table) if r["form"] == form and not r["valid_to"]]
    return [r["label_vi"] for r in sorted(lines, key=lambda r: int(r["column_no"]))]


def register(form: str) -> RegisterBook:
    count, abstract = len(heads(form)), next(n for n, head in enumerate(heads(form), start=1) if "trích yếu" in head)
    rows = [[LONG if c == abstract else f"Ô {n}.{c}" for c in range(1, count + 1)] for n in range(1, ROWS + 1)]
    return RegisterBook(form=form, in_force_on=ON, agency="Sở Nội vụ", superior="UBND tỉnh Thanh Hóa", year=2026, rows=rows)


def submission(count: int = ROWS) -> SubmissionInventory:
    dossiers = [SubmittedDossier(f"{n:02d}.VTLT", LONG, "01/01/2026 - 31/10/2026", "Vĩnh viễn", "120") for n in range(1, count + 1)]
    return SubmissionInventory(ON, "UBND tỉnh Thanh Hóa", "Phòng Văn thư - Lưu trữ", 2026, dossiers, place="Thanh Hóa", made_on=ON, maker="Nguyễn Thị Lan",
                               maker_post="Chuyên viên")  # fmt: skip


def documents(count: int = ROWS) -> DocumentInventory:
    listed = [ListedDocument(f"{n}/KH-UBND", "19/02/2019", LONG, "UBND tỉnh Thanh Hóa", "5") for n in range(1, count + 1)]
    return DocumentInventory(ON, "05.VTLT", 2026, listed)


def handover(condition: str = "Đầy đủ") -> Handover:
    return Handover("UBND tỉnh Thanh Hóa", "Sở Nội vụ", HandoverSide("Phòng Văn thư - Lưu trữ", "Nguyễn Thị Lan", "Chuyên viên"),
                    HandoverSide("Lưu trữ cơ quan Sở Nội vụ", "Lê Văn Tám", "Lưu trữ viên"), "Hồ sơ công tác văn thư", "2019 - 2026", condition,
                    bases=("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020;",), paper=PaperRecords(3, 45, "0,5"), place="Thanh Hóa", made_on=ON, year=2026)  # fmt: skip


def texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def packed(text: str) -> str:
    """Without white space and the hyphens of a broken line: a head may be broken in its narrow column."""
    return re.sub(r"[\s\u00ad\u0002\ufffe]+", "", text)


TABLES = {
    "incoming_register": lambda: print_register(register("incoming_register")),
    "outgoing_register": lambda: print_register(register("outgoing_register")),
    "submission_inventory": lambda: print_submission_inventory(submission()),
    "document_inventory": lambda: print_document_inventory(documents()),
}


@pytest.mark.pl6("PL6-V-1", "PL6-V-3", "PL6-V-5", "PL6-V-6")
@pytest.mark.parametrize("form", TABLES)
def test_each_page_of_the_table_bears_the_heads_of_the_law_in_order(form: str) -> None:
    pages = texts(TABLES[form]())
    tables = pages[1:] if form.endswith("register") else pages
    assert len(tables) >= 3
    for number, page in enumerate(tables, start=1):
        found = packed(page)
        if number == len(tables) and not re.search(r"Ô?45", found):
            continue  # only the signature stands there: proved below that it does not stand alone
        places = [found.find(packed(head)) for head in heads(form)]
        assert -1 not in places, (number, [h for h, p in zip(heads(form), places, strict=True) if p < 0])
        assert packed("".join(f"({n})" for n in range(1, len(places) + 1))) in found or all(f"({n})" in found for n in range(1, len(places) + 1))


@pytest.mark.parametrize("form", TABLES)
def test_every_row_is_printed_once_and_whole(form: str) -> None:
    whole = packed("".join(texts(TABLES[form]())))
    assert whole.count(packed(LONG)[:60]) >= ROWS - 2  # a row that is cut by a page's end has the head between
    marks = {"incoming_register": "Ô{}.2", "outgoing_register": "Ô{}.2", "submission_inventory": "{:02d}.VTLT", "document_inventory": "{}/KH-UBND"}
    for number in range(1, ROWS + 1):
        assert packed(marks[form].format(number)) in whole, number


@pytest.mark.parametrize("count", range(1, 26))
def test_a_signature_never_stands_alone_on_a_page(count: int) -> None:
    """Whatever the length of the table, the last page with the maker's name also carries a row or the sum."""
    last = texts(print_submission_inventory(submission(count)))[-1]
    assert "Nguyễn Thị Lan" in last
    assert f"{count:02d}.VTLT" in packed(last) or "Mụclụcnàygồm" in packed(last)


@pytest.mark.parametrize("lines", range(1, 30, 4))
def test_the_signatures_of_a_handover_stand_with_its_text(lines: int) -> None:
    last = texts(print_handover(handover("Đầy đủ, có văn bản kèm theo. " * lines * 8)))[-1]
    assert "Nguyễn Thị Lan" in last
    assert "Lê Văn Tám" in last
    assert "kèm theo" in last or "Biên bản này được lập" in last


def test_a_usual_handover_fits_on_one_page() -> None:
    assert len(texts(print_handover(handover("Đầy đủ, có mục lục kèm theo.")))) == 1


def slip() -> ResolutionSlip:
    opinion = LeaderOpinion(leading=[Assignment("Phòng Văn thư - Lưu trữ", ON)], text="Giao phòng chủ trì tham mưu.", by="Lê Quốc Việt", on=ON)
    return ResolutionSlip("Sở Nội vụ", "Kế hoạch", "39/KH-UBND", date(2019, 2, 19), "UBND tỉnh Thanh Hóa", LONG, "UBND tỉnh Thanh Hóa", "Thanh Hóa", ON, opinion)


def test_a_slip_prints_the_opinions_that_were_given() -> None:
    pages = texts(print_resolution_slip(slip()))
    assert len(pages) == 1
    for word in ("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", "39/KH-UBND", "Giao phòng chủ trì tham mưu.", "Phòng Văn thư - Lưu trữ", "Lê Quốc Việt",
                 "Giao đơn vị, cá nhân chủ trì:", "Thời hạn giải quyết", "Giao cho cá nhân:", "Ý kiến đề xuất giải quyết văn bản đến của cá nhân:"):  # fmt: skip
        assert packed(word) in packed(pages[0]), word


@pytest.mark.parametrize("form", ["incoming_register", "outgoing_register", "submission_inventory"])
def test_the_sheet_has_the_same_heads_and_every_row(form: str) -> None:
    data = write_submission_inventory(submission()) if form == "submission_inventory" else write_register(register(form))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    at = next(n for n, row in enumerate(rows) if row[: len(heads(form))] == heads(form))
    assert rows[at + 1] == [f"({n})" for n in range(1, len(heads(form)) + 1)]
    assert len([r for r in rows[at + 2 :] if any(r)]) == ROWS
