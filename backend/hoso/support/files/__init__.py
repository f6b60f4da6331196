"""Bytes by their SHA-256: a directory of our own or any S3-compatible store, behind one interface.

Content is streamed once and hashed while it streams; the same bytes are stored once and never changed or removed.
Never knows rows: that is `support.stored_files`.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import BinaryIO, Protocol
from urllib.parse import parse_qs, urlsplit

from hoso.support.errors import Malformed, NotFound, OutOfStorage, RuleBroken

CHUNK = 256 * 1024


class TooLarge(Malformed):
    """More bytes than the limit."""

    code = "too_large"


class StoreFull(OutOfStorage):
    """The store has no room; nothing was kept."""

    code = "store_full"


class MissingFile(NotFound):
    """The store does not hold these bytes any more; `hoso check` finds it too."""

    code = "missing_file"


class DamagedFile(RuleBroken):
    """The store's bytes are no longer those of their digest; nothing of them is handed out as if they were."""

    code = "damaged_file"


@dataclass(frozen=True)
class StoredBytes:
    """SHA-256 (hex, lower case) and size in bytes."""

    sha256: str
    size: int


class FileStore(Protocol):
    """What every store can do. `end` is exclusive; None = to the end."""

    def put(self, stream: BinaryIO, limit: int) -> StoredBytes:
        """Store the stream. Raises TooLarge, StoreFull; a stored digest is durable when this returns."""

    def open(self, sha256: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from start to end, in chunks. Raises MissingFile before the first chunk."""

    def digests(self) -> Iterator[str]:
        """All digests that the store holds."""

    def state(self, sha256: str) -> str:
        """What changes when the stored bytes are written to; cheap. Raises MissingFile."""


def open_store(url: str) -> FileStore:
    """The store of an address: `file:///path` or `s3://bucket/prefix?endpoint=http://…` (keys from AWS_*)."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        from hoso.support.files.local import LocalStore

        return LocalStore(Path(parts.path))
    if parts.scheme == "s3":
        from hoso.support.files.s3 import S3Store

        query = parse_qs(parts.query)
        return S3Store(parts.netloc, parts.path.strip("/"), query.get("endpoint", [None])[0])
    raise ValueError(f"HOSO_FILE_STORE: unknown kind of address {parts.scheme!r}")


def beside(url: str, suffix: str = "-quarantine") -> str:
    """The address of the store that lies beside another one: its path with the suffix."""
    head, mark, query = url.partition("?")
    return f"{head.rstrip('/')}{suffix}{mark}{query}"


HELD = 32 * 1024 * 1024  # bytes that may be held in memory to be checked before the first one leaves


def whole(store: FileStore, sha256: str, size: int) -> Iterator[bytes]:
    """All bytes, checked against their digest: up to `HELD` before the first chunk, above while they pass.

    Raises MissingFile, and DamagedFile: before the first chunk, or (a larger file) instead of the last one.
    """
    chunks = _checked(store.open(sha256), sha256)
    return iter([b"".join(chunks)]) if size <= HELD else chunks


def _checked(chunks: Iterator[bytes], sha256: str) -> Iterator[bytes]:
    digest, held = hashlib.sha256(), b""
    for chunk in chunks:
        digest.update(chunk)
        if held:
            yield held
        held = chunk
    if digest.hexdigest() != sha256:
        raise DamagedFile("Tệp trong kho đã bị hỏng: nội dung không khớp mã băm. Báo quản trị để phục hồi từ bản sao lưu.", sha256=sha256)
    yield held


CHECKED_FOR = 600.0  # seconds that a part may be answered on the strength of an earlier reading of the whole
_CHECKED_FILES = 4096
_checked_at: OrderedDict[tuple[int, str], tuple[str, float]] = OrderedDict()  # per process; state of the bytes, when they were read
_checking = Lock()


def part(store: FileStore, sha256: str, start: int, end: int, now: float) -> Iterator[bytes]:
    """The bytes from start to end (exclusive) of a file whose whole was checked: once per process, again after a change or `CHECKED_FOR`.

    `now` is a monotonic time in seconds. Raises MissingFile, DamagedFile before the first chunk.
    """
    key, state = (id(store), sha256), store.state(sha256)
    with _checking:
        known = _checked_at.get(key)
    if known is None or known[0] != state or now - known[1] > CHECKED_FOR:
        for _ in _checked(store.open(sha256), sha256):
            pass
        with _checking:
            _checked_at[key] = (state, now)
            _checked_at.move_to_end(key)
            while len(_checked_at) > _CHECKED_FILES:
                _checked_at.popitem(last=False)
    return store.open(sha256, start, end)


def read_all(store: FileStore, sha256: str) -> bytes:
    """All bytes of a file that is known to be small enough for memory (a PDF to sign). Raises MissingFile."""
    return b"".join(store.open(sha256))


__all__ = ["CHUNK", "DamagedFile", "FileStore", "MissingFile", "StoreFull", "StoredBytes", "TooLarge", "beside", "open_store", "part", "read_all", "whole"]
