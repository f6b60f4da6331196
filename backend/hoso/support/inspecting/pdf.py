"""What a PDF carries beside its pages: encryption, damage, too many pages, scripts, launches, files inside, bombs.

Ordinary files are cleared by reading names; only a file that names something suspicious is walked object by object.
Runs inside the bounded process of `inspector`: qpdf itself may be made to take memory and time.
"""

import re
import time
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf
import pypdfium2 as pdfium

from hoso.support.inspecting.findings import Bounds, Finding
from hoso.support.inspecting.texts import has_declarations, in_utf8

_CHUNK = 1 << 20
_OVERLAP = 64
_SUSPECT = re.compile(
    rb"/(?:JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|EF|RichMedia|XFA|Movie|Sound|3D|SubmitForm|ImportData|GoToE)\b|/[^\s/]*#[0-9a-fA-F]{2}"
)
_STYLED = re.compile(rb"<\?xml-stylesheet|<(?:\w+:)?(?:script|html|hta|svg|job|package|scriptlet)\b", re.IGNORECASE)  # XML that a program would run
_MAX_OBJECTS = 2_000_000
_PAGES_FIRST = (0, 1, -1, -2)  # what is read here of every file: the head, and where it is signed
_SECONDS_OF_PAGES = 1.5  # of processor, for the others
_ACTIONS = {
    "/JavaScript": "javascript", "/Launch": "launch", "/RichMediaExecute": "rich_media", "/Rendition": "rich_media", "/Movie": "rich_media",
    "/Sound": "rich_media", "/SubmitForm": "open_action", "/ImportData": "open_action", "/GoToE": "embedded_file",
}  # fmt: skip
_ANNOTATIONS = {"/RichMedia": "rich_media", "/Movie": "rich_media", "/3D": "rich_media", "/Sound": "rich_media", "/FileAttachment": "embedded_file"}
_BY_KEY = {"/JS": "javascript", "/XFA": "xfa"}


def inspect_pdf(source: Path | BinaryIO, bounds: Bounds) -> list[Finding]:
    """Findings, each code once. Never raises on hostile bytes: what cannot be read is `broken`."""
    try:
        with pikepdf.open(source, suppress_warnings=True) as pdf:
            found = _inspect(pdf, source, bounds)
        if not found:
            _open_pages(source)
        return found
    except pikepdf.PasswordError:
        return [Finding("encrypted")]
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return [Finding("broken")]


def _inspect(pdf: pikepdf.Pdf, path: Path | BinaryIO, bounds: Bounds) -> list[Finding]:
    pages = len(pdf.pages)
    if pages == 0:
        return [Finding("broken")]
    if pages > bounds.pages:
        return [Finding("too_many_pages", f"{pages} trang, được phép {bounds.pages}")]
    if len(pdf.objects) > _MAX_OBJECTS:
        return [Finding("too_many_objects", f"{len(pdf.objects)}")]
    found = {}
    if pdf.is_encrypted:
        found["restricted"] = Finding("restricted")
    suspect = _names_in_file(path)
    for stream in (o for o in pdf.objects if isinstance(o, pikepdf.Stream)):
        bomb, names = _read_stream(stream, bounds)
        if bomb:
            return [Finding(bomb, f"đối tượng {stream.objgen[0]}")]
        suspect = suspect or names
    if suspect:
        for finding in _walk(pdf):
            found.setdefault(finding.code, finding)
    warnings = " ".join(str(w) for w in pdf.get_warnings())
    if "reconstruct" in warnings or "file is damaged" in warnings:
        if not _has_end(path):
            return [Finding("broken")]
        found["repaired"] = Finding("repaired")
    return list(found.values())


def _open_pages(source: Path | BinaryIO) -> None:
    """Open pages as the program and its readers will: one that takes all time or memory (a drawing that draws drawings) ends this process, not theirs."""
    with _bytes_of(source) as file:
        try:
            document: Any = pdfium.PdfDocument(file)  # type: ignore[no-untyped-call]
        except pdfium.PdfiumError:
            return  # qpdf could read it; what pdfium cannot open it does not suffer from
        count = len(document)
        first = sorted({at % count for at in _PAGES_FIRST if -count <= at < count})
        began = time.process_time()
        for at in [*first, *(n for n in range(count) if n not in first)]:
            if at not in first and time.process_time() - began > _SECONDS_OF_PAGES:
                break
            with suppress(pdfium.PdfiumError):
                page = document[at]
                page.get_textpage().close()
                page.close()
        document.close()


def _bytes_of(source: Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    """The file from its start; a stream stays open."""
    if isinstance(source, Path):
        return source.open("rb")
    source.seek(0)
    return nullcontext(source)


def _names_in_file(source: Path | BinaryIO) -> bool:
    """Whether a suspicious name stands in the bytes that are not compressed."""
    with _bytes_of(source) as file:
        before = b""
        while chunk := file.read(_CHUNK):
            if _SUSPECT.search(before + chunk):
                return True
            before = chunk[-_OVERLAP:]
    return False


def _has_end(source: Path | BinaryIO) -> bool:
    with _bytes_of(source) as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - 2048))
        return b"%%EOF" in file.read()


def _filters(stream: pikepdf.Stream) -> list[str]:
    value = stream.get("/Filter")
    if value is None:
        return []
    return [str(f) for f in value] if isinstance(value, pikepdf.Array) else [str(value)]


def _read_stream(stream: pikepdf.Stream, bounds: Bounds) -> tuple[str | None, bool]:
    """(code of a bomb, whether an object stream holds a suspicious name). Pictures are judged by their declared size alone."""
    if stream.get("/Subtype") == pikepdf.Name.Image:
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
        return ("image_too_large" if width * height > bounds.pixels else None), False
    filters = _filters(stream)
    holds_objects = stream.get("/Type") == pikepdf.Name.ObjStm
    if holds_objects and (filters != ["/FlateDecode"] or "/DecodeParms" in stream or "/DP" in stream):
        bomb = "bomb" if len(stream.read_bytes()) > bounds.inflated else None
        return bomb, True  # packed as nobody packs objects: their names are looked for where they are unpacked
    if not holds_objects and len(filters) < 2 and "/FlateDecode" in filters and int(stream.get("/Length", 0)) * 1100 < bounds.inflated:
        return None, False  # zlib cannot make more than 1,032 times as much of it
    data = stream.read_raw_bytes()
    for name in filters:
        if name not in ("/FlateDecode", "/Fl"):
            break
        inflated = _inflate(data, bounds.inflated)
        if inflated is None:
            return "bomb", False
        data = inflated
    else:
        return None, holds_objects and bool(_SUSPECT.search(data))
    if len(data) > 65_536 and any(f in ("/LZWDecode", "/RunLengthDecode", "/FlateDecode") for f in filters):
        data = stream.read_bytes()  # qpdf's own reading, inside the bounds of the process
        return ("bomb" if len(data) > bounds.inflated else None), False
    return None, False


def _inflate(data: bytes, limit: int) -> bytes | None:
    """The inflated bytes, None when they are more than `limit`; damaged streams give what could be read."""
    inflater = zlib.decompressobj()
    try:
        out = inflater.decompress(data, limit + 1)
    except zlib.error:
        return b""
    return None if len(out) > limit else out


def _walk(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    for thing in pdf.objects:
        yield from _look_into(thing, 0)
    opened = pdf.Root.get("/OpenAction")
    if isinstance(opened, pikepdf.Dictionary) and str(opened.get("/S", "")) in ("/URI", "/GoToR"):
        yield Finding("open_action", "khi mở tệp")


def _is_data(files: Any) -> bool:
    """Whether all files of a specification are XML that declares nothing: the data of an invoice or a form in a PDF/A-3, which runs nowhere."""
    if not isinstance(files, pikepdf.Dictionary):
        return False
    for name in files.keys():  # noqa: SIM118 a pikepdf object is no mapping
        file = files.get(name)
        data = file.read_bytes() if isinstance(file, pikepdf.Stream) else b""
        if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") or has_declarations(data) or _STYLED.search(in_utf8(data)):
            return False
    return True


def _look_into(thing: Any, depth: int) -> Iterator[Finding]:
    """Findings in a dictionary and its direct values; what it points to is another object of the walk."""
    if isinstance(thing, pikepdf.Array):
        for item in thing if depth < 50 else ():
            if isinstance(item, (pikepdf.Dictionary, pikepdf.Array)) and not item.is_indirect:
                yield from _look_into(item, depth + 1)
        return
    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    action, subtype = str(thing.get("/S", "")), str(thing.get("/Subtype", ""))
    if action in _ACTIONS:
        yield Finding(_ACTIONS[action], action[1:])
    if subtype in _ANNOTATIONS:
        yield Finding(_ANNOTATIONS[subtype], subtype[1:])
    for key in thing.keys():  # noqa: SIM118 a pikepdf object is no mapping
        if key in _BY_KEY:
            yield Finding(_BY_KEY[key], key[1:])
        value = thing.get(key)
        if key == "/EF":
            name = str(thing.get("/UF", thing.get("/F", "EF")))
            if not (name.lower().endswith((".xml", ".edxml")) and _is_data(value)):
                yield Finding("embedded_file", name[:80])
        if depth < 50 and isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect:
            yield from _look_into(value, depth + 1)
