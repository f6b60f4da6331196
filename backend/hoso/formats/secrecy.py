"""Whether a file says of itself that it is a state secret: the mark MẬT, TỐI MẬT, TUYỆT MẬT, alone on a line of its first page.

The mark is stamped or printed in capitals below number and symbol or at the head (TT 24/2020/TT-BCA, Mẫu 02 and 19). "Bảo mật",
"bí mật nhà nước" or a table's "Mật" are no marks. Looks into PDF, DOCX, the files of an edXML message and of a ZIP. Never
recognises letters in a picture: the mark on a scan without text layer is seen by the clerk alone.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from typing import BinaryIO

from hoso.formats.edxml import EdxmlRefused, Letter, read_edxml
from hoso.formats.edxml.parsing import MAX_BYTES
from hoso.formats.pages.first import first_page
from hoso.formats.pages.model import Unreadable

MARKS = {"MẬT": "mat", "TỐI MẬT": "toi_mat", "TUYỆT MẬT": "tuyet_mat"}
_WORDS = {"mật": "mat", "tối mật": "toi_mat", "tuyệt mật": "tuyet_mat"}
UPPER_PART = 0.6  # of the first page
LOOKED_AT = MAX_BYTES + 1  # bytes of a message
MEMBER_LOOKED_AT = 32 * 1024 * 1024  # bytes of a file in a ZIP
XML_LOOKED_AT = 4 * 1024 * 1024
MEMBERS = 40
_FRAME = " \t.:;*|[](){}<>_-–—=+~“”\"'"
_PARAGRAPH = re.compile(r"</w:p>|<w:br ?/>|</w:tc>")
_LETTERS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def mark_of_line(line: str) -> str | None:
    """The level of a line that is nothing but a mark, framed or spaced out (T U Y Ệ T   M Ậ T)."""
    text = " ".join(unicodedata.normalize("NFC", line).strip(_FRAME).split())
    if len(text) > 30:
        return None
    closed = text.replace(" ", "")
    return next((level for mark, level in MARKS.items() if text == mark or closed == mark.replace(" ", "")), None)


def _first(levels: Iterable[str | None]) -> str | None:
    return next((level for level in levels if level), None)


def _pdf(stream: BinaryIO) -> str | None:
    try:
        read = first_page(stream)
    except Unreadable:
        return None
    height = read.pages[0].height
    return _first(mark_of_line(line.text) for line in read.lines if not height or line.y0 < height * UPPER_PART)


def _docx(archive: zipfile.ZipFile) -> str | None:
    parts = [n for n in archive.namelist() if re.fullmatch(r"word/(document|header\d*)\.xml", n)][:10]
    for part in parts:
        with archive.open(part) as source:
            xml = source.read(XML_LOOKED_AT).decode("utf-8", errors="replace")
        lines = ("".join(_LETTERS.findall(piece)) for piece in _PARAGRAPH.split(xml)[:60])
        found = _first(mark_of_line(line) for line in lines)
        if found:
            return found
    return None


def _zip(stream: BinaryIO, depth: int) -> str | None:
    try:
        with zipfile.ZipFile(stream) as archive:
            if "word/document.xml" in archive.namelist():
                return _docx(archive)
            if depth:
                return None
            for entry in [e for e in archive.infolist() if not e.is_dir() and not e.flag_bits & 1][:MEMBERS]:
                with archive.open(entry) as source:
                    found = mark_in_bytes(source.read(MEMBER_LOOKED_AT), depth + 1)
                if found:
                    return found
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, KeyError):
        return None
    return None


def mark_in_letter(letter: Letter) -> str | None:
    """The level that a message carries: a value of its header that is a level, or the mark on one of its files."""
    by_word = _first(_WORDS.get(unicodedata.normalize("NFC", value).strip().lower()) for value in letter.header_values)
    return by_word or _first(mark_in_bytes(a.data, 0) for a in letter.attachments)


def mark_in_bytes(data: bytes, depth: int = 0) -> str | None:
    """The level of the file, None where it says nothing."""
    return _mark(io.BytesIO(data), depth)


def _mark(stream: BinaryIO, depth: int) -> str | None:
    head = stream.read(2_000)
    stream.seek(0)
    if head.startswith(b"%PDF-"):
        return _pdf(stream)
    if head.startswith(b"PK\x03\x04"):
        return _zip(stream, depth)
    if depth == 0 and b"edXML" in head:
        try:
            message = read_edxml(stream.read(LOOKED_AT))
        except EdxmlRefused:
            return None
        return mark_in_letter(message) if isinstance(message, Letter) else None
    return None


def mark_in(stream: BinaryIO) -> str | None:
    """The level of the file that the stream holds; the stream stands at its beginning afterwards."""
    stream.seek(0)
    try:
        return _mark(stream, 0)
    finally:
        stream.seek(0)
