"""The format check (thể thức): faults planted one by one are found by their rule, correct papers of all types in all lawful settings raise no alarm.

The papers and the mutator share no code with the checker; they know only Phụ lục I to III.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hoso.formats.forms import Letter, Paragraph, letter
from hoso.formats.layout import PARTS, Findings, all_rules, check_layout, docx_facts, pdf_facts, rules_on, undecided_scan
from hoso.formats.layout.draft import MEASURES
from hoso.formats.pages import Unreadable, read_pdf

from tests.formats.layout_papers import LOOK, VARIANTS, document, pdf, saved
from tests.formats.layout_texts import all_types
from tests.formats.planting import Fault, faults

DAY = date(2026, 11, 25)
TYPES = all_types()
SAID = {"page.font_substitute"}  # the PDFs of the tests are set in Tinos, which the check says rightly
WITHOUT_TAB = {"BB", "CV", "TCG", "QC"}  # their heads do not stand in two lines parted by a tab


def checked(data: bytes, code: str) -> Findings:
    facts = docx_facts(data) if data.startswith(b"PK") else pdf_facts(read_pdf(data))
    return check_layout(facts, code, DAY)


def alarms(found: Findings) -> list[tuple[str, str]]:
    return [(f.rule, f.found) for f in found.items if f.rule not in SAID]


@pytest.fixture(scope="module")
def planted() -> list[tuple[Fault, set[str]]]:
    """Every fault with the rules that spoke; made and checked once."""
    return [(fault, {f.rule for f in checked(fault.make(), fault.code).items} - SAID) for fault in faults()]


def test_at_least_ninety_of_a_hundred_planted_faults_are_found_by_their_rule(planted: list[tuple[Fault, set[str]]]) -> None:
    assert len(planted) >= 200
    assert sum(f.kind == "pdf" for f, _ in planted) >= 15
    missed = [f"{f.kind} {f.code}: {f.name} ({', '.join(f.expects)}), said {sorted(said)}" for f, said in planted if not said & set(f.expects)]
    assert len(missed) <= len(planted) // 50, missed


def test_every_part_of_the_paper_has_planted_faults_and_finds_them(planted: list[tuple[Fault, set[str]]]) -> None:
    parts = Counter(f.part for f, _ in planted)
    found = Counter(f.part for f, said in planted if said & set(f.expects))
    assert set(parts) == set(PARTS) - {"copy"}
    assert {p: found[p] / n for p, n in parts.items() if found[p] < 0.9 * n} == {}


def test_a_fault_is_told_once_and_not_as_ten(planted: list[tuple[Fault, set[str]]]) -> None:
    others = [len(said - set(f.expects)) for f, said in planted]
    assert sum(n == 0 for n in others) > 0.95 * len(others)


def test_all_29_types_in_the_setting_of_the_decree_raise_no_alarm() -> None:
    assert len(TYPES) == 29
    found = {code: alarms(checked(saved(document(said)), code)) for code, said in TYPES.items()}
    assert {code: a for code, a in found.items() if a} == {}


@pytest.mark.parametrize("name", VARIANTS)
def test_other_lawful_settings_raise_no_alarm(name: str) -> None:
    look = VARIANTS[name]
    turn = list(VARIANTS).index(name) % 2
    papers = {c: s for i, (c, s) in enumerate(TYPES.items()) if i % 2 == turn and (look.head != "tab" or c not in WITHOUT_TAB)}
    found = {code: alarms(checked(saved(document(said, look)), code)) for code, said in papers.items()}
    assert {code: a for code, a in found.items() if a} == {}


def test_the_same_papers_as_pdf_raise_no_alarm() -> None:
    found = {code: alarms(checked(pdf(said), code)) for code, said in TYPES.items()}
    assert {code: a for code, a in found.items() if a} == {}


def test_a_paper_of_another_route_raises_no_alarm() -> None:
    """The product's own form of an outgoing letter, written by others for another purpose."""
    body = ["Thực hiện Kế hoạch công tác năm 2026, Sở Nội vụ đề nghị các cơ quan, đơn vị rà soát tài liệu tồn đọng và báo cáo về Sở trước ngày 15 tháng 11 năm 2026."] * 14
    common = {"issuer": "SỞ NỘI VỤ", "superior": "UBND TỈNH THANH HÓA", "place": "Thanh Hóa", "year": 2026, "signer": "Lê Văn An"}
    assert alarms(checked(letter(Letter(
        **common, symbol="SNV-VTLT", type_name="", abstract="V/v rà soát tài liệu", body=body, signer_titles=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        recipients=("Như trên", "Lưu: VT, VTLT."), addressees=("Sở Tài chính", "Sở Tư pháp"),
    )), "CV")) == []  # fmt: skip
    decided = [Paragraph("Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;", "basis"), Paragraph("Theo đề nghị của Chánh Văn phòng.", "basis"),
               Paragraph("QUYẾT ĐỊNH:", "centre"), Paragraph("Ban hành kèm theo Quyết định này Quy chế công tác văn thư.", lead="Điều 1."),
               Paragraph("Quyết định này có hiệu lực.", lead="Điều 2.")]  # fmt: skip
    assert alarms(checked(letter(Letter(
        **common, symbol="QĐ-SNV", type_name="QUYẾT ĐỊNH", abstract="Về việc ban hành Quy chế", authority="GIÁM ĐỐC SỞ NỘI VỤ", body=decided,
        signer_titles=("GIÁM ĐỐC",), recipients=("Như Điều 2", "Lưu: VT, VTLT."),
    )), "QĐ")) == []  # fmt: skip


def test_titles_before_a_name_are_lawful_only_where_the_sector_may_rule_so() -> None:
    ordinary = checked(saved(document(TYPES["TB"].but(name="TS. Nguyễn Văn An"))), "TB")
    assert [(f.rule, f.severity) for f in ordinary.items] == [("name.title", "error")]
    for issuer, name in ((("TRƯỜNG ĐẠI HỌC HỒNG ĐỨC",), "PGS.TS. Nguyễn Văn An"), (("CÔNG AN TỈNH",), "Đại tá Nguyễn Văn An"), (("BỆNH VIỆN ĐA KHOA TỈNH",), "BSCKII. Lê Thị Hoa")):
        said = TYPES["TB"].but(issuer=issuer, name=name, signer=("HIỆU TRƯỞNG",))
        found = [(f.rule, f.severity) for f in checked(saved(document(said)), "TB").items]
        assert found == [("name.rank", "look")], (issuer, found)


def test_undecidable_is_not_right() -> None:
    on_pdf = checked(pdf(TYPES["TB"]), "TB")
    page = next(p for p in on_pdf.parts if p.part == "page")
    assert any("màu" in u for u in page.undecided)
    assert on_pdf.undecided > 0
    scan = undecided_scan("pdf", "KH", DAY)
    assert {p.verdict for p in scan.parts} == {"undecided"}
    assert scan.undecided == len(rules_on(DAY))


def test_each_finding_carries_article_place_and_cure() -> None:
    found = checked(saved(document(TYPES["TB"].but(number="7"))), "TB").items
    assert [f.rule for f in found] == ["number.padding"]
    one = found[0]
    assert (one.article, one.right, one.box) == ("PL I Phần I mục II khoản 3 điểm c", "Số: 07", "3")
    assert one.place is not None
    assert one.place.text == "Số: 7/TB-SNV"
    assert one.cure == "Thêm số 0 trước số nhỏ hơn 10."


def test_the_type_is_read_from_the_title() -> None:
    for code in ("KH", "QĐ", "CV", "TTr", "GM", "BB"):
        assert checked(saved(document(TYPES[code])), "").type_code == code


def test_a_rule_of_the_future_or_the_past_does_not_speak() -> None:
    bad = saved(document(TYPES["KH"].but(number="7")))
    assert check_layout(docx_facts(bad), "KH", date(2019, 1, 1)).items == ()


def test_rules_are_data_with_article_validity_and_a_measure() -> None:
    rules = all_rules()
    assert len({r.id for r in rules}) == len(rules) >= 200
    assert {r.measure for r in rules} == set(MEASURES)
    assert {r.part for r in rules} == set(PARTS)
    for rule in rules:
        assert re.match(r"^(PL I|PL II|PL III|Điều )", rule.article), rule
        assert rule.certainty == "official text"
        assert rule.right
        assert rule.cure
        assert rule.valid_from == date(2020, 3, 5)


def test_every_planted_rule_is_a_rule_and_nearly_every_rule_is_planted() -> None:
    known = {r.id for r in all_rules() if r.part != "copy"}  # those are planted in test_layout_again.py
    planted = {rule for fault in faults() for rule in fault.expects}
    assert planted <= known
    assert len(planted) > 0.78 * len(known)


def test_automatic_lists_and_styles_are_read_as_they_print() -> None:
    facts = docx_facts(saved(document(TYPES["KH"], LOOK.but(bullets=True))))
    assert "- Lưu: VT, VTLT." in [b.text for b in facts.blocks]


def _hostile(change: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document(TYPES["TB"])))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 and nothing", "broken"),
        (b"\xd0\xcf\x11\xe0" + bytes(64), "encrypted"),
        (_hostile({"word/document.xml": b"<w:document"}), "broken"),
        (_hostile({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "broken"),
        (_hostile({"word/styles.xml": b"<a>" + b" " * 31_000_000 + b"</a>"}), "too_large"),
    ],
    ids=["torn", "locked", "half", "entity", "bomb"],
)  # fmt: skip
def test_a_hostile_docx_is_refused_in_a_word(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        docx_facts(data)
    assert refused.value.code == code


def test_the_tables_of_the_package_are_written_as_csv() -> None:
    folder = Path(__file__).resolve().parents[2] / "backend" / "hoso" / "formats" / "layout"
    for name in ("rules.csv", "phrases.csv"):
        with (folder / name).open(encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        assert all(None not in row and None not in row.values() for row in rows)
