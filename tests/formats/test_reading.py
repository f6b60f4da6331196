"""What is read from a document: two corpora of known truth, the sample, misread text, and files that mean harm."""

import dataclasses
import io
import random
import resource
import unicodedata
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import docx
import pikepdf
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hoso.formats.pages import Line, Pages, Unreadable, read_apart, read_docx, read_pdf
from hoso.formats.pages.model import Run
from hoso.formats.pages.pdf_chars import Letter
from hoso.formats.pages.pdf_rows import _words as words_of
from hoso.formats.reading import Reference, suggest
from hoso.support.reference import LEGAL_NORMATIVE, UNPRINTED, read_rows

from tests.reading import docx_papers, typst_papers
from tests.reading.score import FIELDS, HARD, Score, compare

SAMPLE = Path(__file__).parents[1] / "samples" / "ke-hoach-39-2019.pdf"


@cache
def reference() -> Reference:
    """The types as the installation holds them, and two agencies."""
    types = [(row["abbreviation"] or UNPRINTED[row["identifier"]], row["name_vi"]) for row in read_rows("document_types.csv")]
    return Reference((*types, *LEGAL_NORMATIVE.items(), ("KHAC", "Khác")), (("H56", "UBND tỉnh Thanh Hóa"), ("H56.12", "Sở Nội vụ")))


@cache
def pages_of(corpus: ModuleType, read: Callable[[bytes], Pages]) -> dict[str, Pages]:
    """The read papers of a corpus."""
    return {key: read(data) for key, data in corpus.files().items()}


def scored(corpus: ModuleType, read: Callable[[bytes], Pages], spoil: Callable[[Pages, int], Pages] = lambda pages, _: pages) -> Score:
    """The score of a corpus."""
    score = Score()
    for at, paper in enumerate(corpus.papers()):
        compare(paper, suggest(spoil(pages_of(corpus, read)[paper.key], at), dataclasses.replace(reference(), agencies=())), score)
    return score


@pytest.mark.parametrize(("corpus", "read", "least"), [(typst_papers, read_pdf, 60), (docx_papers, read_docx, 20)], ids=["PDF of typst", "DOCX unseen by the rules"])
def test_fields_are_read_from_the_layouts_of_the_decree(corpus: ModuleType, read: Callable[[bytes], Pages], least: int) -> None:
    score = scored(corpus, read)
    assert score.asked["type_code"] >= least, "the corpus shrank"
    low = {name: score.share(name) for name in FIELDS if score.share(name) < (0.98 if name in HARD else 0.90)}
    assert not low, f"{low}\n{score.table()}\n{score.misses}"
    assert sum(score.confident_wrong.values()) <= 0.01 * sum(score.asked.values()), score.misses


def misread(pages: Pages, seed: int) -> Pages:
    """As a recogniser gives it: no faces, no drawn lines, marks lost, letters mistaken, lines a little askew."""
    chance = random.Random(seed)
    swaps = {"ộ": "ô", "ố": "ô", "ế": "ê", "ạ": "a", "ư": "u", "ơ": "o", "ó": "ò", "à": "á", "i": "ì", "ủ": "ũ", "Ủ": "Ù", "Ị": "I", "Ộ": "Ô", "m": "rn", ",": "."}
    spoiled = []
    for line in pages.lines:
        text = "".join(swaps[c] if c in swaps and chance.random() < 0.04 else c for c in line.text)
        text += chance.choice([".", " |", "'"]) if chance.random() < 0.02 else ""
        spoiled.append(dataclasses.replace(line, text=text, runs=(), rule_below=0.0, x0=line.x0 + chance.uniform(-0.8, 0.8)))
    return dataclasses.replace(pages, lines=tuple(spoiled))


def test_misread_marks_and_lost_faces_do_not_lose_number_symbol_date_issuer_and_type() -> None:
    score = scored(typst_papers, read_pdf, misread)
    assert all(score.share(name) >= 0.97 for name in (*HARD, "type_code", "issuer_name", "signer_authority", "mentions")), score.table()
    assert score.share("signer_position") >= 0.90, score.table()


def test_the_sample_plan_gives_what_a_clerk_would_write() -> None:
    read = suggest(read_pdf(SAMPLE.read_bytes()), reference())
    values = {s.field: s.value for s in read.fields}
    assert values["type_code"] == "KH"
    assert (values["number"], values["symbol"], values["issued_on"]) == ("39", "KH-UBND", "2019-02-19")
    assert (values["issuer_name"], values["issuer_code"]) == ("UBND tỉnh Thanh Hóa", "H56")
    assert values["abstract"] == "Công tác văn thư, lưu trữ năm 2019 trên địa bàn tỉnh Thanh Hoá"
    assert (values["signer_name"], values["signer_position"]) == ("Lê Thị Thìn", "KT. Chủ tịch, Phó Chủ tịch")
    assert values["page_count"] == 4
    assert "Chi cục Văn thư - Lưu trữ" in values["recipients"]
    cited = read.mentions[0]
    assert (cited.relation, cited.number, cited.symbol, str(cited.issued_on), cited.issuer) == ("rests_on", "297", "BNV-VTLTNN", "2019-01-18", "Bộ Nội vụ")
    signer = read.of("signer_name")
    assert signer is not None and signer.page == 4 and signer.box[1] > 190, "the place leads to the name on the last page"


def test_the_sample_as_a_recogniser_gave_it_in_one_column() -> None:
    text = (SAMPLE.parent / "ke-hoach-39-2019.ocr.txt").read_text(encoding="utf-8")
    lines = tuple(Line(1, line.strip()) for line in text.splitlines() if line.strip())
    whole = read_pdf(SAMPLE.read_bytes())
    values = {s.field: s.value for s in suggest(Pages("docx", whole.pages[:1], lines, 4), reference()).fields}
    assert (values["type_code"], values["number"], values["symbol"], values["issued_on"]) == ("KH", "39", "KH-UBND", "2019-02-19")
    assert (values["issuer_name"], values["signer_name"]) == ("UBND tỉnh Thanh Hóa", "Lê Thị Thìn")


def _typed(*lines: str) -> bytes:
    """A DOCX of centred lines; what is in capitals is bold."""
    made, out = docx.Document(), io.BytesIO()
    for text in lines:
        paragraph = made.add_paragraph()
        paragraph.add_run(text).bold = text.isupper()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("title", "about", "wanted"),
    [
        ("ĐƠN KIẾN NGHỊ", "(Về việc ô nhiễm tiếng ồn tại khu dân cư Đông Sơn)", ("ĐKNPA", "", "Về việc ô nhiễm tiếng ồn tại khu dân cư Đông Sơn")),
        ("ĐƠN XIN XÁC NHẬN", "Về việc thời gian công tác", ("ĐT", "Đơn xin xác nhận", "Về việc thời gian công tác")),
    ],
)
def test_a_letter_of_a_citizen_comes_from_who_signed_it_and_is_no_cong_van(title: str, about: str, wanted: tuple[str, str, str]) -> None:
    known = dataclasses.replace(reference(), types=(*reference().types, ("ĐKNPA", "Đơn kiến nghị, phản ánh"), ("ĐT", "Đơn, thư khác")))
    lines = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Thanh Hóa, ngày 12 tháng 11 năm 2026", title, about,
             "Kính gửi: Ủy ban nhân dân phường Hạc Thành", "Tôi tên là Nguyễn Thị Bích, xin trình bày sự việc sau đây.", "NGƯỜI LÀM ĐƠN", "Nguyễn Thị Bích")  # fmt: skip
    values = {s.field: s.value for s in suggest(read_docx(_typed(*lines)), known).fields}
    assert (values["type_code"], values.get("type_name", ""), values["abstract"]) == wanted
    assert (values["issuer_name"], values["signer_name"], values["issued_on"]) == ("Nguyễn Thị Bích", "Nguyễn Thị Bích", "2026-11-12")


def test_a_space_that_the_file_does_not_hold_parts_words_behind_a_drawn_letter() -> None:
    """Letters that a font lacks are drawn (Type 3): their boxes reach over the gap to the next word; an inferred space alone parts no letters that touch."""
    serif, drawn = Run("", "Liberation Serif", 13.0), Run("", "", 13.0)

    def words(face: Run, gap: float) -> list[str]:
        first, second = Letter("ờ", 0.0, 0.0, 11.0, 12.0, 10.0, face), Letter("t", 11.0 + gap, 0.0, 15.0 + gap, 12.0, 10.0, serif, apart=True)
        return ["".join(letter.text for letter in word.letters) for word in words_of([first, second])]

    assert words(drawn, 0.1) == ["ờ", "t"]
    assert words(serif, 0.9) == ["ờ", "t"]
    assert words(serif, 0.1) == ["ờt"]


def test_decomposed_letters_are_composed_and_any_text_is_borne() -> None:
    whole = read_pdf(SAMPLE.read_bytes())
    apart = dataclasses.replace(whole, lines=tuple(dataclasses.replace(line, text=unicodedata.normalize("NFD", line.text)) for line in whole.lines))
    assert suggest(apart, reference()).of("abstract") == suggest(whole, reference()).of("abstract")
    chance = random.Random(30)
    pool = [line for key in list(typst_papers.files())[:12] for line in pages_of(typst_papers, read_pdf)[key].lines]
    for _ in range(60):
        mixed = tuple(dataclasses.replace(line, page=1) for line in chance.sample(pool, chance.randint(1, 40)))
        suggest(dataclasses.replace(whole, lines=mixed), reference())


def _pdf(**how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(int(str(how.get("pages", 1)))):
            made.add_blank_page()
        made.save(out, encryption=pikepdf.Encryption(owner="o", user="u") if how.get("locked") else False)
    return out.getvalue()


def _docx(part: bytes, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(name, part)
    return out.getvalue()


_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("pdf", b"%PDF-1.7 nothing more", "broken"),
        ("pdf", _pdf(), "no_text"),
        ("pdf", _pdf(locked=True), "encrypted"),
        ("pdf", _pdf(pages=2000), "too_many_pages"),
        ("docx", b"PK\x03\x04 no zip", "broken"),
        ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
        ("docx", _docx(b"<a>" + b" " * 90_000_000 + b"</a>"), "too_large"),
        ("docx", _docx(_ENTITIES), "broken"),
        ("docx", _docx(b"<a/>", "word/other.xml"), "broken"),
    ],
    ids=["torn", "scan", "locked", "2000-pages", "no-zip", "locked-docx", "bomb", "entities", "no-body"],
)
def test_a_file_that_cannot_be_read_says_why(kind: str, data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        (read_pdf if kind == "pdf" else read_docx)(data)
    assert unreadable.value.code == code


def test_a_strangers_file_is_read_in_a_process_of_its_own_within_the_budget() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    read = read_apart(SAMPLE.read_bytes(), "pdf")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert read == read_pdf(SAMPLE.read_bytes())
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.0, "the budget of 300 ms is measured by tests/bench/reading.py on a quiet machine"
    with pytest.raises(Unreadable, match="encrypted"):
        read_apart(_pdf(locked=True), "pdf")
