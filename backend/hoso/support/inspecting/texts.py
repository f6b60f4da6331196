"""XML with declarations, RTF with objects or fields that reach outside, and old Office files with macros or passwords.

Bytes are searched, never parsed. Runs inside the bounded process of `inspector`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from hoso.support.inspecting.findings import Finding

_CHUNK = 1 << 20
_OVERLAP = 128
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RTF = (
    (re.compile(rb"\\objdata|\\objocx|\\objemb|\\objautlink"), "ole_object"),
    (re.compile(rb"\\\*\\template\s+(?:https?:|ftp:|file:|\\\\\\\\)", re.IGNORECASE), "external_link"),
    (re.compile(rb"\bDDE(?:AUTO)?\b"), "dde"),
)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


_OLD_OFFICE = (
    (re.compile(re.escape(_wide("_VBA_PROJECT"))), "macro"),
    (re.compile(re.escape(_wide("EncryptedPackage")) + b"|" + re.escape(_wide("EncryptionInfo"))), "encrypted"),
    (re.compile(re.escape(_wide("\x01Ole10Native"))), "ole_object"),
)


def has_declarations(data: bytes) -> bool:
    """Whether an XML text declares a document type or entities, in whatever encoding it came."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        data = data.replace(b"\x00", b"")
    return bool(_DECLARED.search(data))


def in_utf8(data: bytes) -> bytes:
    """An XML part as UTF-8, whatever encoding it names, so that its names are found. Raises ValueError for an encoding that nobody knows."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").encode()
    if b"\x00" in data[:4]:
        return data.decode("utf-16-be" if data[:1] == b"\x00" else "utf-16-le", "replace").encode()
    named = _ENCODING.match(data)
    name = named.group(1).decode("ascii").lower() if named else "utf-8"
    if name in ("utf-8", "utf8", "us-ascii", "ascii", "utf-16"):  # what is no UTF-16 by its bytes is read as UTF-8
        return data
    try:
        return data.decode(name, "replace").encode()
    except LookupError as unknown:
        raise ValueError(name) from unknown


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        before = b""
        while chunk := file.read(_CHUNK):
            yield before + chunk
            before = chunk[-_OVERLAP:]


def _search(path: Path, wanted: tuple[tuple[re.Pattern[bytes], str], ...]) -> list[Finding]:
    found = {code for chunk in _chunks(path) for pattern, code in wanted if pattern.search(chunk)}
    return [Finding(code) for code in sorted(found)]


def inspect_xml(path: Path) -> list[Finding]:
    """`xml_entities` for a document type or an entity: nothing that agencies exchange has one."""
    return [Finding("xml_entities")] if any(has_declarations(chunk) for chunk in _chunks(path)) else []


def inspect_rtf(path: Path) -> list[Finding]:
    """Objects, outside templates and DDE."""
    return _search(path, _RTF)


def inspect_old_office(path: Path) -> list[Finding]:
    """Macros, passwords and packaged programs, by the names of streams in the compound file."""
    return _search(path, _OLD_OFFICE)
