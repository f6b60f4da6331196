"""Whether a file says of itself that it is a state secret: the mark MẬT, TỐI MẬT, TUYỆT MẬT, alone on a line of its first page.

The mark is stamped or printed in capitals below number and symbol or at the head (TT 24/2020/TT-BCA, Mẫu 02 and 19); a line
"Độ mật: Tối mật" says the same. "Bảo mật", "bí mật nhà nước" or a table's "Mật" are no marks. Looks into PDF, office files of
both generations, RTF, plain text, the files of an edXML message and of a ZIP. Never recognises letters in a picture: the mark on
a scan without text layer is seen by the clerk alone. Asked in a bounded process: it opens what nobody has looked into yet.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from hoso.formats.edxml import EdxmlRefused, Letter, read_edxml
from hoso.formats.edxml.parsing import MAX_BYTES
from hoso.formats.pages.first import first_page
from hoso.formats.pages.model import Unreadable

MARKS = {"MẬT": "mat", "TỐI MẬT": "toi_mat", "TUYỆT MẬT": "tuyet_mat"}
_WORDS = {"mật": "mat", "tối mật": "toi_mat", "tuyệt mật": "tuyet_mat"}
UPPER_PART = 0.6  # of the first page
LOOKED_AT = MAX_BYTES + 1  # bytes of a message
MEMBER_LOOKED_AT = 32 * 1024 * 1024  # bytes of a file in a ZIP
PLAIN_LOOKED_AT = 256 * 1024  # bytes of a text
XML_LOOKED_AT = 4 * 1024 * 1024
LINES = 80
MEMBERS = 40
_FRAME = " \t.:;*|[](){}<>_-–—=+~“”\"'"
_SAID = re.compile(r"(?:độ|mức độ|mức) mật ?[:=–-] ?\W*(tuyệt mật|tối mật|mật)\W*", re.IGNORECASE)
_PARTS = re.compile(r"word/(?:document|header\d*)\.xml|xl/sharedStrings\.xml|xl/worksheets/sheet1\.xml|ppt/slides/slide1\.xml|content\.xml|styles\.xml")
_ENDS = frozenset({"p", "h", "br", "tc", "si", "is", "line-break", "tab"})
_OLD_LINE = re.compile("(?:^|[\r\n\x07\x0b\x0c])[ \t]*((?:TUYỆT |TỐI )?MẬT)[ \t]*(?=[\r\n\x07\x0b\x0c]|$)")
_RTF_LETTER = re.compile(r"\\u(-?\d{1,6})\s?(?:\\'[0-9a-fA-F]{2}|\?|.)?|\\'([0-9a-fA-F]{2})")
_RTF_END = re.compile(r"\\(?:par|line|cell|row|tab|sect|page)\b ?")
_RTF_WORD = re.compile(r"\\[a-zA-Z]+-?\d* ?|[{}]|\\[^a-zA-Z]")


def mark_of_line(line: str) -> str | None:
    """The level of a line that is nothing but a mark, framed or spaced out (T U Y Ệ T   M Ậ T), or that names its level."""
    text = " ".join(unicodedata.normalize("NFC", line).strip(_FRAME).split())
    if len(text) > 30:
        return None
    if said := _SAID.fullmatch(text):
        return _WORDS[said.group(1).lower()]
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


def _lines(xml: bytes) -> Iterator[str]:
    """The first lines of an office file's part, as they are shown: capitals that are only a face are capitals."""
    line, capitals, count = "", False, 0
    for event, tag in etree.iterparse(io.BytesIO(xml), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, recover=True):
        if not isinstance(tag.tag, str):
            continue
        name = tag.tag.rpartition("}")[2]
        if event == "start":
            capitals = False if name == "r" else capitals or (name == "caps" and not any(str(v) in ("0", "false", "off") for v in tag.attrib.values()))
            continue
        if name == "t":
            line += (tag.text or "").upper() if capitals else tag.text or ""
        elif name in ("p", "h", "span") and tag.tag.startswith("{urn:oasis"):
            line += "".join(str(part) for part in tag.itertext()) if name != "span" else ""
        if name in _ENDS:
            yield line
            line, count = "", count + bool(line.strip())
            if count > LINES:
                return


def _office(archive: zipfile.ZipFile) -> str | None:
    for part in [n for n in archive.namelist() if _PARTS.fullmatch(n)][:12]:
        with archive.open(part) as source:
            xml = source.read(XML_LOOKED_AT)
        try:
            found = _first(mark_of_line(line) for line in _lines(xml))
        except etree.XMLSyntaxError:
            found = None
        if found:
            return found
    return None


def _zip(stream: BinaryIO, depth: int) -> str | None:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names or "content.xml" in names:
                return _office(archive)
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


def _old_word(data: bytes) -> str | None:
    """Word 97–2003 keeps its text in UTF-16; only whole lines are marks."""
    for shift in (0, 1):
        found = _OLD_LINE.search(unicodedata.normalize("NFC", data[shift:].decode("utf-16-le", "ignore")))
        if found:
            return MARKS[found.group(1)]
    return None


def _rtf(data: bytes) -> str | None:
    def letter(match: re.Match[str]) -> str:
        return chr(int(match[1]) % 65536) if match[1] else bytes.fromhex(match[2]).decode("cp1258", "replace")

    text = _RTF_LETTER.sub(letter, data[:PLAIN_LOOKED_AT].decode("latin-1"))
    lines = _RTF_WORD.sub("", _RTF_END.sub("\n", text.replace("\r", "").replace("\n", ""))).split("\n")
    return _first(mark_of_line(line) for line in lines[: LINES * 2])


def mark_in_header(letter: Letter) -> str | None:
    """The level that a value of the message's header is."""
    return _first(_WORDS.get(unicodedata.normalize("NFC", value).strip().lower()) for value in letter.header_values)


def mark_in_letter(letter: Letter) -> str | None:
    """The level that a message carries: a value of its header that is a level, or the mark on one of its files."""
    return mark_in_header(letter) or _first(mark_in_bytes(a.data, 0) for a in letter.attachments)


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
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _old_word(stream.read(MEMBER_LOOKED_AT))
    if head.startswith(b"{\\rtf"):
        return _rtf(stream.read(PLAIN_LOOKED_AT))
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00").startswith(b"<"):
        return _message(stream) if depth == 0 else None
    if b"\x00" not in head:
        lines = stream.read(PLAIN_LOOKED_AT).decode("utf-8", "ignore").splitlines()
        return _first(mark_of_line(line) for line in lines[:LINES])
    return None


def _message(stream: BinaryIO) -> str | None:
    try:
        message = read_edxml(stream.read(LOOKED_AT))
    except EdxmlRefused:
        return None
    return mark_in_letter(message) if isinstance(message, Letter) else None


def mark_in(stream: BinaryIO) -> str | None:
    """The level of the file that the stream holds; the stream stands at its beginning afterwards."""
    stream.seek(0)
    try:
        return _mark(stream, 0)
    finally:
        stream.seek(0)
