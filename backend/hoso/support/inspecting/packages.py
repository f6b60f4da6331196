"""What lies in a ZIP: Office Open XML, OpenDocument and plain archives. Macros, outside links, OLE, DDE, bombs, paths.

Members are read up to a bound, never written to disk and never executed. Runs inside the bounded process of `inspector`.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from hoso.support.inspecting.findings import Bounds, Finding
from hoso.support.inspecting.pdf import inspect_pdf
from hoso.support.inspecting.texts import has_declarations, in_utf8

_READ = 32 * 1024 * 1024  # of one XML part
_NESTED = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".jar", ".7z", ".rar", ".gz", ".docm", ".xlsm", ".pptm")
_OFFICE = (".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm", ".odt", ".ods", ".zip")
_PROGRAMS = (
    ".exe", ".dll", ".com", ".scr", ".pif", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".lnk", ".jar", ".sh",
    ".apk", ".reg", ".cpl", ".iso", ".img",
)  # fmt: skip
# A template or a workbook beside it on the sender's own disk: nothing is fetched from outside, and half of all workbooks have one.
_LOCAL = re.compile(r"file:///(?:[A-Za-z](?::|%3A)|(?:Users|home|private|Applications|Library)/)|[A-Za-z]:|(?![A-Za-z][A-Za-z0-9+.-]+:|[/\\]{2})", re.IGNORECASE)
_DDE = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_INCLUDE = re.compile(r"\bINCLUDE(?:TEXT|PICTURE)\b.*?(?:https?:|ftp:|file:|\\\\\\\\)", re.IGNORECASE | re.DOTALL)
_ODF_LINK = re.compile(
    rb"<(?:draw:image|draw:object|draw:object-ole|draw:plugin|draw:floating-frame|text:section-source|table:table-source)\b[^>]*xlink:href=\"(?:https?:|ftp:|file:|\\\\|//)"
)


def inspect_archive(source: Path | BinaryIO, bounds: Bounds, depth: int = 0) -> list[Finding]:
    """Findings, each code once; what cannot be read is `broken`."""
    try:
        with zipfile.ZipFile(source) as archive:
            found: dict[str, Finding] = {}
            for finding in _inspect(archive, bounds, depth):
                found.setdefault(finding.code, finding)
                if finding.code in ("bomb", "archive_members", "archive_nested"):
                    break  # nothing of it is read any further
            return list(found.values())
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, KeyError, NotImplementedError, OSError, etree.XMLSyntaxError):
        return [Finding("broken")]


def _inspect(archive: zipfile.ZipFile, bounds: Bounds, depth: int) -> Iterator[Finding]:
    members = archive.infolist()
    if len(members) > bounds.members:
        yield Finding("archive_members", f"{len(members)} tệp")
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if unpacked > bounds.unpacked or (unpacked > bounds.inflated and unpacked > bounds.ratio * max(packed, 1)):
        yield Finding("bomb", f"{unpacked // 1024 // 1024} MB")
    names = [m.filename for m in members]
    is_office = "[Content_Types].xml" in names
    is_open = "mimetype" in names and "content.xml" in names
    for member in members:
        name = member.filename
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or re.match(r"[A-Za-z]:", name):
            yield Finding("archive_path", name[:100])
        if member.flag_bits & 0x1:
            yield Finding("encrypted", name[:100])
            continue
        if name.lower().endswith(_PROGRAMS) and not is_office:
            yield Finding("program_inside", name[:100])
        if name.lower().endswith(_NESTED):
            yield from _nested(archive, member, bounds, depth - is_office)  # a chart's workbook in a report is no further archive
        elif is_office:
            yield from _office_part(archive, member)
        elif is_open:
            yield from _open_part(archive, member)
        elif name.lower().endswith(".pdf"):
            yield from _paper(archive, member, bounds)
        elif name.lower().endswith((".xml", ".edxml")) and has_declarations(_read(archive, member)):
            yield Finding("xml_entities", name[:100])


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int = _READ) -> bytes:
    with archive.open(member) as part:
        return part.read(most)


def _nested(archive: zipfile.ZipFile, member: zipfile.ZipInfo, bounds: Bounds, depth: int) -> Iterator[Finding]:
    if depth + 1 >= bounds.depth or not member.filename.lower().endswith(_OFFICE):
        yield Finding("archive_nested", member.filename[:100])
        return
    if member.file_size > bounds.inflated:
        yield Finding("bomb", member.filename[:100])
        return
    with archive.open(member) as part:
        yield from inspect_archive(io.BytesIO(part.read(bounds.inflated)), bounds, depth + 1)


def _paper(archive: zipfile.ZipFile, member: zipfile.ZipInfo, bounds: Bounds) -> Iterator[Finding]:
    """A PDF in an archive is looked into as one that comes alone."""
    if member.file_size > bounds.inflated:
        return  # too large to be opened here: whoever needs it sends it alone
    for finding in inspect_pdf(io.BytesIO(_read(archive, member, bounds.inflated)), bounds):
        yield Finding(finding.code, f"{member.filename[:80]} {finding.place}".strip())


def _office_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Finding]:
    name = member.filename.lower()
    if name.endswith(("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")) or "/activex/" in name or "/macrosheets/" in name:
        yield Finding("macro", member.filename[:100])
    elif "/embeddings/" in name and name.endswith((".bin", ".ole")):
        yield Finding("ole_object", member.filename[:100])
    if not name.endswith((".xml", ".rels")):
        return
    data = _read(archive, member)
    if has_declarations(data):
        yield Finding("xml_entities", member.filename[:100])
        return  # nothing of it is parsed
    data = in_utf8(data)
    if name == "[content_types].xml" and (b"macroenabled" in data.lower() or b"vbaproject" in data.lower()):
        yield Finding("macro", member.filename)
    elif name.endswith(".rels"):
        yield from _relationships(data, member.filename)
    elif "externallinks/" in name and b"ddeLink" in data:
        yield Finding("dde", member.filename[:100])
    elif name == "xl/connections.xml" and b"webPr" in data:
        yield Finding("external_link", member.filename[:100])
    elif name.startswith("word/"):
        yield from _fields(data, member.filename)


def _tags(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Local name and element, one after the other: no entity, no network, no huge tree."""
    # The text is UTF-8 by now, whatever its first line says.
    plain = re.sub(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>", b"", data, count=1)
    for _, tag in etree.iterparse(io.BytesIO(plain), events=("end",), resolve_entities=False, no_network=True, load_dtd=False):
        if isinstance(tag.tag, str):
            yield tag.tag.rpartition("}")[2], tag


def _relationships(data: bytes, part: str) -> Iterator[Finding]:
    for name, tag in _tags(data):
        if name.lower() != "relationship" or str(tag.get("TargetMode", "")).strip().lower() != "external":
            continue
        kind = str(tag.get("Type", "")).rpartition("/")[2]
        if kind.lower() != "hyperlink" and not _LOCAL.match(str(tag.get("Target", "")).strip()):
            yield Finding("external_link", f"{part[:80]}: {kind or '?'}")


def _fields(data: bytes, part: str) -> Iterator[Finding]:
    """DDE and what is fetched when the text is opened: a field's code may be cut into runs and written in character references.

    A field is judged with those inside of it, not with its neighbours: a picture of the sender's disk before a link is no picture from outside.
    """
    if b"instr" not in data:
        return
    for code in _codes(data):
        if _DDE.search(code):
            yield Finding("dde", part[:100])
        if _INCLUDE.search(code):
            yield Finding("external_link", part[:100])


def _codes(data: bytes) -> Iterator[str]:
    """The code of each outermost field; what stands outside of any is taken together."""
    code, stray, depth = "", "", 0
    for name, tag in _tags(data):
        if name == "fldChar":
            kind = next((str(v) for k, v in tag.attrib.items() if str(k).endswith("fldCharType")), "")
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            if depth <= 0:
                yield code
                code, depth = "", 0
        elif name == "instrText":
            code, stray = (code + (tag.text or ""), stray) if depth else (code, stray + (tag.text or ""))
        elif name == "fldSimple":
            yield " ".join(str(v) for k, v in tag.attrib.items() if str(k).endswith("instr"))
        elif name in ("p", "tbl"):
            tag.clear()
    yield code
    yield stray


def _open_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Finding]:
    name = member.filename
    if name.startswith(("Basic/", "Scripts/")) and not name.endswith(("/", "script-lc.xml", "dialog-lc.xml")):
        yield Finding("macro", name[:100])
    if not name.endswith(".xml"):
        return
    data = _read(archive, member)
    if has_declarations(data):
        yield Finding("xml_entities", name[:100])
    data = in_utf8(data)
    if name == "META-INF/manifest.xml" and b"encryption-data" in data:
        yield Finding("encrypted")
    if name in ("content.xml", "styles.xml"):
        if b"<script:event-listener" in data:
            yield Finding("macro", name)
        if b"dde-source" in data or b"dde-connection-decl " in data:
            yield Finding("dde", name)
        if b"<draw:object-ole" in data:
            yield Finding("ole_object", name)
        if _ODF_LINK.search(data):
            yield Finding("external_link", name)
