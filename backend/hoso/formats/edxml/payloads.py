"""Files out of a message: base64, at most one ZIP around them, their real type, a safe name.

Never believes a declared size, type or name, and never unpacks more than the limits say.
"""

import base64
import binascii
import io
import re
import unicodedata
import zipfile
import zlib

from hoso.formats.edxml.model import EdxmlRefused
from hoso.support.files.content import ALLOWED, media_type_of

MAX_RATIO = 100
FREE = 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
MAX_ENTRIES = 1_000
HEAD = 64 * 1024
ZIP_FAMILY = frozenset({"zip", "docx", "xlsx", "pptx", "docm", "xlsm", "odt", "ods", "odp", "jar"})
TEXT_FAMILY = frozenset({"txt", "csv", "xml", "edxml", "html", "htm"})
_WRAPPED = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\.(\w+)$")


def decode(text: str) -> bytes:
    """The bytes of a base64 text that may hold white space. Raises EdxmlRefused."""
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise EdxmlRefused("attachment_base64_invalid") from None
    if not data:
        raise EdxmlRefused("attachment_base64_invalid")
    return data


def suffix_of(name: str) -> str:
    """The ending of a name in small letters, "" where it has none."""
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def safe_name(raw: str, ordinal: int) -> tuple[str, bool]:
    """(the last part of the name, whether it had held a path); a name that is none becomes "tep-N"."""
    last = re.split(r"[/\\]", raw)[-1]
    cleaned = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip()
    if cleaned in ("", ".", ".."):
        cleaned = f"tep-{ordinal}"
    while len(cleaned.encode()) > 255:
        stem, dot, ending = cleaned.rpartition(".")
        cleaned = f"{stem[:-1]}.{ending}" if dot and len(ending) < 10 and stem else cleaned[:-1]
    return cleaned, last != raw


def _checked_entries(archive: zipfile.ZipFile, packed: int) -> list[zipfile.ZipInfo]:
    entries = [e for e in archive.infolist() if not e.is_dir()]
    if any(e.flag_bits & 1 for e in entries):
        raise EdxmlRefused("attachment_zip_encrypted")
    total = sum(e.file_size for e in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL or (total > FREE and total > packed * MAX_RATIO):
        raise EdxmlRefused("attachment_zip_limits")
    for entry in entries:
        archive.open(entry).close()  # its own header must stand where the directory says
    return entries


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, packed: int, room: int) -> bytes:
    out = io.BytesIO()
    with archive.open(entry) as source:
        while chunk := source.read(HEAD):
            out.write(chunk)
            if out.tell() > room or (out.tell() > FREE and out.tell() > packed * MAX_RATIO):
                raise EdxmlRefused("attachment_zip_limits")
    return out.getvalue()


def unwrap(payload: bytes, name: str, room: int) -> tuple[bytes, bool]:
    """(the file itself, whether it came out of the sender's ZIP). `room`: bytes that the whole message may still unpack. Raises EdxmlRefused."""
    if not payload.startswith(b"PK\x03\x04"):
        return payload, False
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            entries = _checked_entries(archive, len(payload))
            if len(entries) != 1:
                return payload, False
            wrapped = _WRAPPED.search(entries[0].filename.replace("\\", "/"))
            own_suffix = wrapped is not None and wrapped[1].lower() == suffix_of(name)
            if suffix_of(name) in ZIP_FAMILY and not own_suffix:
                return payload, False
            return _unpacked(archive, entries[0], len(payload), room), True
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, KeyError) as error:
        if isinstance(error, EdxmlRefused):
            raise
        raise EdxmlRefused("attachment_zip_broken") from None


def type_of(data: bytes, name: str) -> tuple[str, bool]:
    """(media type by content, whether the name agrees with it)."""
    head = data[:HEAD]
    media = media_type_of(head)
    if media is None:
        lowered = head[:2_000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        is_page = lowered.startswith((b"<!doctype html", b"<html", b"<script", b"<body", b"<head"))
        return ("text/html" if is_page else "application/octet-stream"), False
    return media, suffix_of(name) in ALLOWED[media]


def is_spoilt(data: bytes, name: str) -> bool:
    """Whether a binary file went through text decoding: U+FFFD as UTF-8 among its first bytes."""
    return suffix_of(name) not in TEXT_FAMILY and b"\xef\xbf\xbd" in data[:1024]
