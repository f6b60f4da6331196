"""What a file says is read for the search within bounds of time and memory, and by no process that does anything else."""

import io
import os
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from hoso.formats.plain_text import DOCX, MOST_LETTERS, PDF, TXT, of_docx, of_pdf
from hoso.oversight.actions.index_contents import _text as text_of
from hoso.support.files import open_store
from hoso.support.inspecting import rest
from hoso.support.inspecting.inspector import _running

from tests.hostile import deflated, endless_drawing, pdf, wide_contents, word, zipped
from tests.papers import draft_pdf
from tests.watching import largest_below

SAID = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    yield
    rest()


def _bomb(of: pikepdf.Pdf) -> None:
    of.pages[0].obj["/Contents"] = stream = pikepdf.Stream(of, deflated(300 << 20))
    stream["/Filter"] = pikepdf.Name.FlateDecode


def _many_pages(of: pikepdf.Pdf) -> None:
    for _ in range(1999):
        of.add_blank_page()


RAW = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
HOSTILE = {
    "a drawing that draws drawings": (lambda: endless_drawing(), PDF), "a page of 600 MB": (lambda: wide_contents(), PDF), "a bomb": (lambda: pdf(_bomb, **RAW), PDF),
    "2,000 pages": (lambda: pdf(_many_pages), PDF), "no PDF": (lambda: b"%PDF-1.7 junk", PDF), "a lock": (lambda: pdf(encryption=pikepdf.Encryption(owner="o", user="u")), PDF),
    "a DOCX of 200 MB": (lambda: zipped({"word/document.xml": b"<a>" + b"x" * (200 << 20)}), DOCX),
    "elements in elements": (lambda: word("<w:p>" * 200_000), DOCX), "a billion entities": (lambda: zipped({"word/document.xml": (
        "<!DOCTYPE a [<!ENTITY l0 'lol'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)) + "]><a>&l9;</a>")}), DOCX),
    "no DOCX": (lambda: b"PK\x03\x04 junk", DOCX), "half a text": (lambda: zlib.compress(b"x"), TXT),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_has_no_words_and_costs_little(tmp_path: Path, case: str) -> None:
    made, kind = HOSTILE[case]
    data = made()
    store = open_store(f"file://{tmp_path}")
    stored = store.put(io.BytesIO(data), len(data))
    began = time.monotonic()
    with largest_below(os.getpid()) as peak:
        words = text_of(store, stored.sha256, kind, stored.size)
    assert time.monotonic() - began < 35, "bounded"
    assert peak.megabytes < 700, "what the file would have taken, nobody took"
    assert len(words.strip()) <= 10, words[:50]


def test_the_words_before_the_fault_are_kept() -> None:
    """A long or broken file is findable by what could be read of it."""
    whole = zipped({"word/document.xml": word_body(SAID.format("Kế hoạch chỉnh lý") + "<w:p><w:r></w:p>")})
    assert "Kế hoạch chỉnh lý" in of_docx(io.BytesIO(whole))
    endless = of_docx(io.BytesIO(word(SAID.format("chữ") * 400_000)))
    assert len(endless) == MOST_LETTERS and endless.startswith("chữ\nchữ\n")


def word_body(body: str) -> str:
    return f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'


def test_text_in_tables_boxes_and_pages_is_read_once_and_deleted_text_is_not() -> None:
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">{0}</mc:Choice>'
        "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    )
    body = SAID.format("Sở") + box.format(SAID.format("hộp")) + f"<w:tbl><w:tr><w:tc>{SAID.format('ô')}</w:tc></w:tr></w:tbl>"
    body += "<w:p><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>"
    assert of_docx(io.BytesIO(word(body))).split() == ["Sở", "hộp", "ô", "a", "b"]
    assert "Thực hiện công tác văn thư" in of_pdf(io.BytesIO(draft_pdf("A")))


def test_no_process_stays_when_the_round_is_over(tmp_path: Path) -> None:
    """The worker of a small machine holds the memory of reading only while it reads."""
    store = open_store(f"file://{tmp_path}")
    data = draft_pdf("A")
    stored = store.put(io.BytesIO(data), len(data))
    assert "KẾ HOẠCH" in text_of(store, stored.sha256, PDF, stored.size)
    process, *_ = _running[os.getpid()]
    rest()
    assert process.poll() is not None and os.getpid() not in _running
    rest()
    assert "KẾ HOẠCH" in text_of(store, stored.sha256, PDF, stored.size), "it begins again when it is asked again"
