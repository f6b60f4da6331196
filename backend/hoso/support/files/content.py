"""What bytes are, by their content: PRONOM key, media type, and whether the name agrees.

Pure: reads a file that is given, never a name's promise.
"""

import contextlib
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pygfried

from hoso.support.errors import Malformed

# media type → endings that it may be named with
ALLOWED: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/tiff": ("tif", "tiff"),
    "image/gif": ("gif",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "application/rtf": ("rtf",),
    "text/plain": ("txt", "csv"),
    "application/xml": ("xml", "edxml"),
    "audio/mpeg": ("mp3",),
    "video/mp4": ("mp4",),
    "application/zip": ("zip",),
}
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF89a", "image/gif"),
    (b"GIF87a", "image/gif"),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
)
_ZIPPED = {
    b"word/": "docx", b"xl/": "xlsx", b"ppt/": "pptx",
    b"mimetypeapplication/vnd.oasis.opendocument.text": "odt",
    b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet": "ods",
}  # fmt: skip
_NAMED = re.compile(rb"PK\x03\x04(?=.{26}([^\x00]{1,120}))", re.DOTALL)  # a member's header: its name stands at its 30th byte
_OFFICE_BEGINS = (b"[Content_Types].xml", b"_rels/", b"[trash]/", b"docProps/", b"customXml/", b"word/", b"xl/", b"ppt/")


class BadName(Malformed):
    """The name carries a path or control characters, or is too long."""

    code = "bad_file_name"


class EmptyFile(Malformed):
    """No bytes came."""

    code = "empty_file"


class WrongType(Malformed):
    """The content is not of a type that a document may have, or not what the name says."""

    code = "wrong_file_type"


@dataclass(frozen=True)
class Content:
    """Media type and PRONOM key ("" when unknown)."""

    media_type: str
    pronom: str


def checked_name(name: str) -> str:
    """The name in NFC. Raises BadName."""
    cleaned = unicodedata.normalize("NFC", name).strip()
    if not cleaned or "/" in cleaned or "\\" in cleaned or cleaned in (".", ".."):
        raise BadName("Tên tệp không được trống hoặc chứa đường dẫn.", field="file")
    if any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in cleaned):
        raise BadName("Tên tệp chứa ký tự điều khiển.", field="file")
    if len(cleaned.encode()) > 255:
        raise BadName("Tên tệp dài quá 255 byte.", field="file")
    return cleaned


def _by_ending(ending: str) -> str | None:
    return next((media for media, endings in ALLOWED.items() if ending in endings), None)


def media_type_of(head: bytes) -> str | None:
    """The media type by the first bytes (64 KiB), None when it is nothing that may be taken."""
    for magic, media in _MAGIC:
        if head.startswith(magic):
            return media
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "application/vnd.ms-excel" if b"W\x00o\x00r\x00k\x00b\x00o\x00o\x00k" in head else "application/msword"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        return "application/xml"
    with contextlib.suppress(UnicodeDecodeError):
        text = head[:60_000].decode("utf-8", errors="strict") if len(head) < 60_000 else head[:60_000].decode("utf-8", errors="ignore")
        lowered = text.lstrip().lower()
        if "\x00" not in text and not lowered.startswith(("<!doctype html", "<html", "<script", "#!")):
            return "text/plain"
    return None


def _zipped(head: bytes) -> str:
    """An office file by the names of its members; an archive whose first member is none of an office file stays one, whatever lies in it."""
    names = _NAMED.findall(head)
    if names and names[0].startswith(b"mimetype"):
        return next((str(_by_ending(e)) for mark, e in _ZIPPED.items() if names[0].startswith(mark)), "application/zip")
    if not names or not names[0].startswith(_OFFICE_BEGINS):
        return "application/zip"
    return next((str(_by_ending(e)) for mark, e in _ZIPPED.items() if any(n.startswith(mark) for n in names)), "application/zip")


def require_type(name: str, head: bytes) -> str:
    """The media type. Raises EmptyFile, WrongType."""
    if not head:
        raise EmptyFile("Tệp rỗng.", field="file")
    media = media_type_of(head)
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if media is None:
        raise WrongType("Loại tệp này không được nhận. Dùng PDF, DOCX, XLSX, ODT, ảnh, âm thanh hoặc video.", field="file")
    if ending not in ALLOWED[media]:
        raise WrongType(f"Nội dung tệp là {media}, không khớp với tên “{name}”.", field="file", media_type=media)
    return media


def pronom_of(path: Path) -> str:
    """The PRONOM key (fmt/…) by Siegfried, "" when unknown or when the file confuses it."""
    try:
        report = pygfried.identify(str(path))
    except Exception:  # its Go side raises several kinds on broken OLE files: unknown is the truth then
        return ""
    if isinstance(report, str) and report.startswith("{"):
        report = json.loads(report)["files"][0]["matches"][0]["id"]
    return str(report) if str(report).startswith(("fmt/", "x-fmt/")) else ""
