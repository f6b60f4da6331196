"""Files in a directory: temporary name, fsync, rename under the digest, fsync of the directory."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from hoso.support.files import CHUNK, MissingFile, StoredBytes, StoreFull, TooLarge

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def _sync_directory(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class LocalStore:
    """A store under `root`: `ab/cd/<sha256>`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / "tmp").mkdir(exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the bytes of a digest lie."""
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def put(self, stream: BinaryIO, limit: int) -> StoredBytes:
        """See `FileStore.put`."""
        handle, name = tempfile.mkstemp(dir=self.root / "tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                stored = self._copy(stream, file, limit)
                file.flush()
                os.fsync(file.fileno())
            self._settle(temporary, self.path(stored.sha256))
        except OSError as error:
            if error.errno in _FULL:
                raise StoreFull("Kho tệp hết chỗ. Chưa có gì được ghi; báo quản trị hệ thống.") from error
            raise
        finally:
            temporary.unlink(missing_ok=True)
        return stored

    @staticmethod
    def _copy(stream: BinaryIO, file: BinaryIO, limit: int) -> StoredBytes:
        digest, size = hashlib.sha256(), 0
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise TooLarge(f"Tệp lớn hơn mức cho phép ({limit // 1024 // 1024} MB).", field="file", limit=limit)
            digest.update(chunk)
            file.write(chunk)
        return StoredBytes(digest.hexdigest(), size)

    def _settle(self, temporary: Path, target: Path) -> None:
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o440)
        temporary.rename(target)
        for directory in (target.parent, target.parent.parent, self.root):
            _sync_directory(directory)

    def open(self, sha256: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """See `FileStore.open`."""
        try:
            file = self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise MissingFile("Tệp không còn trong kho. Báo quản trị để phục hồi từ bản sao lưu.", sha256=sha256) from error
        return self._chunks(file, start, end)

    @staticmethod
    def _chunks(file: BinaryIO, start: int, end: int | None) -> Iterator[bytes]:
        with file:
            file.seek(start)
            left = None if end is None else end - start
            while left is None or left > 0:
                chunk = file.read(CHUNK if left is None else min(CHUNK, left))
                if not chunk:
                    return
                if left is not None:
                    left -= len(chunk)
                yield chunk

    def state(self, sha256: str) -> str:
        """See `FileStore.state`."""
        try:
            found = self.path(sha256).stat()
        except FileNotFoundError as error:
            raise MissingFile("Tệp không còn trong kho. Báo quản trị để phục hồi từ bản sao lưu.", sha256=sha256) from error
        return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"

    def digests(self) -> Iterator[str]:
        """See `FileStore.digests`."""
        for path in self.root.glob("??/??/*"):
            yield path.name
