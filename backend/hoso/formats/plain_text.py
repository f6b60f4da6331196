"""The words of a file: the text layer of a PDF, the body of a DOCX, a plain text. Nothing of a picture.

Read from a stream, page after page and paragraph after paragraph, and no further than the bounds: pages, letters, unpacked bytes,
seconds of processor. What is broken, encrypted or too large gives the words that were read until then. `of_pdf` and `of_docx` open
foreign bytes: they are asked in the bounded process of `support.inspecting`. Never runs anything of the file.
"""

import time
import zipfile
import zlib
from contextlib import suppress
from typing import IO, Any, BinaryIO

import pypdfium2
from lxml import etree

PDF, DOCX, TXT = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/plain"
MOST_LETTERS = 200_000
MOST_PAGES = 300
MOST_UNPACKED = 60 * 1024 * 1024
SECONDS = 6.0  # of processor: what was read until then is kept; one page that takes more ends with the process
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, RuntimeError, NotImplementedError, etree.XMLSyntaxError)
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says the same again for older programs
_BREAKS = frozenset(_W + name for name in ("p", "br", "cr"))
_SPACES = frozenset(_W + name for name in ("tab", "ptab", "noBreakHyphen"))


def of_text(stream: BinaryIO) -> str:
    """The text, cut after 200,000 letters; what is no UTF-8 is marked."""
    return stream.read(MOST_LETTERS * 4).decode("utf-8", "replace")[:MOST_LETTERS]


def of_pdf(stream: BinaryIO) -> str:
    """The text layer, cut after 300 pages and 200,000 letters; "" where there is none or the file cannot be opened."""
    began = time.process_time()
    try:
        book: Any = pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError:
        return ""
    found: list[str] = []
    letters = 0
    for number in range(min(len(book), MOST_PAGES)):
        with suppress(pypdfium2.PdfiumError):
            page = book[number]
            text = str(page.get_textpage().get_text_bounded())
            page.close()
            found.append(text)
            letters += len(text)
        if letters > MOST_LETTERS or time.process_time() - began > SECONDS:
            break
    book.close()
    return "\n".join(found)[:MOST_LETTERS]


def of_docx(stream: BinaryIO) -> str:
    """The body with its tables and text boxes, cut after 200,000 letters and 60 MB of XML; deleted text (tracked changes) is left out."""
    found: list[str] = []
    with suppress(*_FAULTS), zipfile.ZipFile(stream) as archive, archive.open(_BODY) as body:
        _read_body(body, found)
    return "".join(found)[:MOST_LETTERS]


def _read_body(body: IO[bytes], found: list[str]) -> None:
    """Appends the words as they come, so that a fault further on takes none of them."""
    began, unpacked, letters, left_out, whole = time.process_time(), 0, 0, 0, True
    parser: Any = etree.XMLPullParser(events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    while whole and unpacked < MOST_UNPACKED and letters <= MOST_LETTERS and time.process_time() - began < SECONDS and (chunk := body.read(65_536)):
        unpacked += len(chunk)
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError:
            whole = False
        for event, tag in parser.read_events():
            if tag.tag == _FALLBACK:
                left_out += 1 if event == "start" else -1
            if event == "start":
                continue
            if not left_out:
                word = _word(tag)
                found.append(word)
                letters += len(word)
            if tag.tag != _W + "t":  # a run's letters are read when it ends, the tree is not needed
                tag.clear()
                while tag.getprevious() is not None:
                    del tag.getparent()[0]


def _word(tag: Any) -> str:
    if tag.tag == _W + "t":
        return tag.text or ""
    if tag.tag in _BREAKS:
        return "\n"
    return " " if tag.tag in _SPACES else ""
