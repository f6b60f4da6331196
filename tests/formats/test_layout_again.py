"""The format check against papers and faults of a second hand: what the first mutator did not think of, and the forms of copies (SY, SL, TrS).

Every row is one fault in one correct paper; the rule named must speak, in that part, and nothing spoke before.
"""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hoso.formats.forms import Letter, letter
from hoso.formats.forms.copy_block import CopyBlock, with_block
from hoso.formats.layout import Findings, check_layout, docx_facts, pdf_facts
from hoso.formats.pages import read_pdf

from tests.formats import layout_again as papers
from tests.formats.layout_again import every, saved

DAY = date(2026, 12, 25)
Paper = Callable[[], tuple[Any, str]]
CORRECT: tuple[Paper, ...] = (
    papers.letter, papers.decision, papers.report, papers.rules, papers.telegram, papers.office, papers.sao_y, papers.sao_luc, papers.trich_sao
)  # fmt: skip
# paper, the last paragraph that begins so, what stands there, what stands there now, the rule
WORDS: tuple[tuple[Paper, str, str, str, str], ...] = (
    (papers.decision, "Nghệ An, ngày", "tháng 01", "tháng Một", "date.digits"),
    (papers.decision, "Nghệ An, ngày", "năm 2026", "năm 26", "date.digits"),
    (papers.decision, "Độc lập", "Tự do - Hạnh phúc", "Tự Do - Hạnh Phúc", "motto.text"),
    (papers.letter, "V/v", "V/v", "Về việc", "about.word"),
    (papers.letter, "KT. GIÁM", "KT. ", "K/T ", "signer.deputy"),
    (papers.letter, "Lê Đình", "Lê", "NSƯT. Lê", "name.title"),
    (papers.letter, "- Lưu", "VT, QLN", "VTLT, QLN", "recipients.last"),
    (papers.letter, "3. Gửi", "(thứ Bảy)", "(thứ bảy)", "capitals.calendar"),
    (papers.letter, "3. Gửi", "để tổng hợp", "để tổng hợp trong năm 2026. đề nghị gửi sớm", "capitals.sentence"),
    (papers.letter, "1. Rà soát", "của Chính phủ", "của chính phủ", "capitals.organ"),
    (papers.office, "Văn phòng thông báo", "Phó Chủ tịch Giàng", "Phó chủ tịch Giàng", "capitals.post"),
    (papers.report, "Bệnh viện đã", "tháng Tám", "tháng tám", "capitals.calendar"),
    (papers.report, "II. KIẾN", "II.", "III.", "structure.roman_order"),
    (papers.report, "(Kèm theo", "142/BC", "143/BC", "annex.note_number"),
    (papers.rules, "Điều 2.", "Điều 2. Đối tượng áp dụng", "Điều 2.", "structure.article_title"),
    (papers.telegram, "TỈNH QUẢNG", "TỈNH QUẢNG TRỊ", "tỉnh Quảng Trị", "issuer.case"),
    (papers.sao_y, "SAO Y", "SAO Y", "SAO Y BẢN CHÍNH", "copy.form"),
    (papers.sao_y, "SAO Y", "SAO Y", "Sao y", "copy.form_case"),
    (papers.sao_y, "Số: 05/SY", "SY", "SL", "copy.symbol"),
    (papers.sao_y, "Số: 05/SY", "SY-UBND", "BS-UBND", "copy.symbol"),
    (papers.sao_y, "Số: 05/SY", "SY-UBND", "SY", "copy.symbol"),
    (papers.sao_y, "Số: 05/SY", "05", "5", "copy.number_padding"),
    (papers.sao_y, "Số: 05/SY", "Số: 05/SY-UBND", "", "copy.number_missing"),
    (papers.trich_sao, "Số: 101", "TrS", "TRS", "copy.symbol"),
    (papers.sao_luc, "Đông Sơn, ngày", "ngày 07", "ngày 7", "copy.date_day_padding"),
    (papers.sao_luc, "Đông Sơn, ngày", "tháng 01", "tháng 1", "copy.date_month_padding"),
    (papers.sao_luc, "ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN", "UBND", "copy.issuer_abbreviation"),
    (papers.sao_y, "TL. CHỦ", "TL.", "TL", "copy.signer_prefix"),
    (papers.sao_y, "CHÁNH VĂN", "CHÁNH", "PHÓ CHÁNH", "copy.signer_deputy"),
    (papers.sao_y, "Trịnh", "Trịnh Thị Lan", "ThS. Trịnh Thị Lan", "copy.name_title"),
    (papers.sao_y, "- Lưu", "VT, VP.", "VP.", "copy.recipients_last"),
)
# paper, the last paragraph that begins so, the face that changes, the rule
FACES: tuple[tuple[Paper, str, str, Any, str], ...] = (
    (papers.report, "2. Điều trị", "bold", False, "structure.clause_title"),
    (papers.sao_y, "SAO Y", "size", Pt(12), "copy.form_size"),
    (papers.sao_y, "SAO Y", "bold", False, "copy.form_bold"),
    (papers.sao_luc, "Đông Sơn, ngày", "italic", False, "copy.date_italic"),
    (papers.sao_luc, "XÃ ĐÔNG SƠN", "bold", False, "copy.issuer_bold"),
    (papers.sao_luc, "Số: 12/SL", "size", Pt(12), "copy.number_size"),
    (papers.sao_luc, "Trịnh", "size", Pt(12), "copy.name_size"),
    (papers.sao_luc, "- Các phòng", "size", Pt(13), "copy.recipients_size"),
    (papers.sao_luc, "Nơi nhận", "italic", False, "copy.recipients_word_italic"),
)


def checked(d: Any, code: str) -> Findings:
    return check_layout(docx_facts(saved(d)), code, DAY)


def said(found: Findings) -> list[tuple[str, str]]:
    return [(f.rule, f.found) for f in found.items if f.rule != "page.font_substitute"]


def last(d: Any, begins: str) -> Any:
    return [p for p in every(d) if p.text.startswith(begins)][-1]


def test_papers_of_a_second_hand_raise_no_alarm() -> None:
    found = {paper.__name__: said(checked(*paper())) for paper in CORRECT}
    assert {name: a for name, a in found.items() if a} == {}


@pytest.mark.parametrize(("paper", "begins", "old", "now", "rule"), WORDS, ids=[f"{row[-1]}-{at}" for at, row in enumerate(WORDS)])
def test_a_fault_of_words_is_found_by_its_rule(paper: Paper, begins: str, old: str, now: str, rule: str) -> None:
    d, code = paper()
    run = next(r for r in last(d, begins).runs if old in r.text)
    run.text = run.text.replace(old, now)
    assert rule in [r for r, _ in said(checked(d, code))]


@pytest.mark.parametrize(("paper", "begins", "name", "value", "rule"), FACES, ids=[f"{row[-1]}-{at}" for at, row in enumerate(FACES)])
def test_a_fault_of_the_face_is_found_by_its_rule(paper: Paper, begins: str, name: str, value: Any, rule: str) -> None:
    d, code = paper()
    for run in last(d, begins).runs:
        setattr(run.font, name, value)
    assert rule in [r for r, _ in said(checked(d, code))]


def test_what_stands_below_the_last_line_of_the_recipients_is_found() -> None:
    d, code = papers.office()
    kept, listed = last(d, "- Lưu"), last(d, "- Các sở")
    kept._p.addnext(listed._p)
    assert "recipients.last" in [r for r, _ in said(checked(d, code))]


def test_a_copy_without_the_line_over_the_whole_width_is_looked_at() -> None:
    d, code = papers.sao_y()
    border = next(p for p in every(d) if p._p.pPr is not None and p._p.pPr.find(qn("w:pBdr")) is not None)
    border._p.getparent().remove(border._p)
    found = checked(d, code)
    assert [(f.rule, f.severity) for f in found.items] == [("copy.line", "look")]


def test_a_post_in_an_advisory_body_stands_above_the_own_one() -> None:
    d, code = papers.office()
    own = last(d, "Vàng A").insert_paragraph_before("PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH")
    own.alignment, own.runs[0].bold = papers.C, True
    assert said(checked(d, code)) == []


def test_letters_and_marks_that_are_written_apart_are_the_same_words() -> None:
    d, code = papers.letter()
    for p in every(d):
        for run in (r for r in p.runs if r.text):
            run.text = unicodedata.normalize("NFD", run.text)
    assert said(checked(d, code)) == []


def test_a_document_is_no_copy_and_says_so() -> None:
    verdict = {p.part: p.verdict for p in checked(*papers.letter()).parts}
    assert verdict["copy"] == "absent"
    assert {p.part: p.verdict for p in checked(*papers.sao_luc()).parts}["copy"] == "right"


def test_the_copies_that_the_office_prints_are_right_and_a_wrong_number_on_them_is_found() -> None:
    said_by = ["Thực hiện Kế hoạch công tác năm 2026, Sở Nội vụ đề nghị các cơ quan, đơn vị rà soát tài liệu tồn đọng và báo cáo về Sở trước ngày 15 tháng 11 năm 2026."]
    of = letter(Letter(
        issuer="SỞ NỘI VỤ", superior="UBND TỈNH THANH HÓA", place="Thanh Hóa", year=2026, symbol="SNV-VTLT", type_name="", abstract="V/v rà soát tài liệu",
        body=said_by * 4, signer="Lê Văn An", signer_titles=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), recipients=("Như trên", "Lưu: VT, VTLT."), addressees=("Sở Tài chính", "Sở Tư pháp"),
    ))  # fmt: skip

    def copy(heading: str, number: str) -> list[str]:
        block = CopyBlock(heading, "Sở Nội vụ", number, "Thanh Hóa", date(2026, 11, 5), ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Lê Thị Bình", ("Các phòng", "Lưu: VT, VP"))
        return [r for r, _ in said(check_layout(pdf_facts(read_pdf(with_block(of, block))), "CV", DAY))]

    assert copy("SAO Y", "05/SY-SNV") == []
    assert copy("SAO LỤC", "5/SL-SNV") == ["copy.number_padding"]
    assert copy("TRÍCH SAO", "12/SY-SNV") == ["copy.symbol"]
