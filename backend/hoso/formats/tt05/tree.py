"""The folder of a package, read from a ZIP or a directory that may be hostile.

Nothing is unpacked: entries are read in place. What would escape, hide or explode is named and the tree is not opened.
"""

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from hoso.formats.tt05.records import Finding

CHUNK = 256 * 1024
MOST_ENTRIES = 100_000
MOST_BYTES = 64 * 1024**3
MOST_RATIO, RATIO_FROM = 200, 1024 * 1024  # deflate reaches 1000:1 on zeros only; small entries may be anything
UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError)


class Tree(Protocol):
    """The files below the package's one folder, by their path from it."""

    root: str

    def sizes(self) -> dict[str, int]:
        """path → size of every file."""

    def open(self, path: str) -> IO[bytes]:
        """The bytes of a file."""


class FolderTree:
    """A package that lies unpacked in a directory."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, folder.name

    def sizes(self) -> dict[str, int]:
        """See `Tree.sizes`."""
        files = (p for p in sorted(self.folder.rglob("*")) if p.is_file())
        return {p.relative_to(self.folder).as_posix(): p.stat().st_size for p in files}

    def open(self, path: str) -> IO[bytes]:
        """See `Tree.open`."""
        return (self.folder / path).open("rb")


class ZipTree:
    """A package in a ZIP."""

    def __init__(self, archive: zipfile.ZipFile, root: str) -> None:
        self.archive, self.root = archive, root
        self.entries = {i.orig_filename.split("/", 1)[1]: i for i in archive.infolist() if not i.is_dir()}

    def sizes(self) -> dict[str, int]:
        """See `Tree.sizes`."""
        return {path: info.file_size for path, info in self.entries.items()}

    def open(self, path: str) -> IO[bytes]:
        """See `Tree.open`."""
        return self.archive.open(self.entries[path])


def _name_faults(name: str) -> Iterator[Finding]:
    if name.startswith("/") or (len(name) > 1 and name[1] == ":"):
        yield Finding("absolute_path", name, "Đường dẫn tuyệt đối trong gói.")
    if "\\" in name or any(unicodedata.category(c) in ("Cc", "Cs") for c in name):
        yield Finding("unsafe_name", name, "Tên chứa dấu gạch ngược hoặc ký tự điều khiển.")
    if any(part in ("..", ".") for part in name.split("/")) or "//" in name:
        yield Finding("path_escape", name, "Đường dẫn đi ra ngoài thư mục của gói.")


def _entry_faults(info: zipfile.ZipInfo) -> Iterator[Finding]:
    name = info.orig_filename
    yield from _name_faults(name)
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield Finding("link", name, "Liên kết hoặc tệp đặc biệt trong gói.")
    if info.flag_bits & 0x1:
        yield Finding("encrypted", name, "Tệp bị mã hóa.")
    if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(1, info.compress_size):
        yield Finding("explosive", name, "Tệp nén bất thường: giải ra lớn gấp hơn 200 lần.")


def _overlaps(infos: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    end = 0
    for info in sorted(infos, key=lambda i: i.header_offset):
        if info.header_offset < end:
            yield Finding("explosive", info.orig_filename, "Các tệp trong gói chồng lên nhau.")
        end = info.header_offset + 30 + len(info.orig_filename) + info.compress_size  # at least


def _zip_faults(infos: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    if len(infos) > MOST_ENTRIES or sum(i.file_size for i in infos) > MOST_BYTES:
        yield Finding("explosive", "", "Gói quá nhiều tệp hoặc giải ra quá lớn.")
        return
    for info in infos:
        yield from _entry_faults(info)
    yield from _overlaps(infos)
    seen: set[str] = set()
    for info in infos:
        key = unicodedata.normalize("NFC", info.orig_filename).casefold().rstrip("/")
        if key in seen:
            yield Finding("duplicate_name", info.orig_filename, "Hai tệp trùng tên trong gói.")
        seen.add(key)
    roots = {i.orig_filename.split("/", 1)[0] for i in infos}
    if len(roots) != 1 or any("/" not in i.orig_filename for i in infos):
        yield Finding("one_folder", "", "Gói phải mở ra đúng một thư mục.")


def _folder_faults(folder: Path) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield Finding("link", path.relative_to(folder).as_posix(), "Liên kết hoặc tệp đặc biệt trong gói.")


@contextmanager
def open_tree(path: Path) -> Iterator[tuple[Tree | None, list[Finding]]]:
    """(the tree, []) or (None, why it is not opened)."""
    if path.is_dir():
        faults = list(_folder_faults(path))
        yield (None if faults else FolderTree(path)), faults
        return
    try:
        archive = zipfile.ZipFile(path)
    except UNREADABLE as error:
        yield None, [Finding("not_a_zip", path.name, f"Không đọc được gói: {error}")]
        return
    with archive:
        infos = archive.infolist()
        faults = list(_zip_faults(infos)) if infos else [Finding("one_folder", "", "Gói rỗng.")]
        yield (None if faults else ZipTree(archive, infos[0].orig_filename.split("/", 1)[0])), faults


def read_small(tree: Tree, path: str, limit: int = 64 * 1024 * 1024) -> bytes:
    """All bytes of a metadata file. Raises one of UNREADABLE."""
    with tree.open(path) as file:
        body = file.read(limit + 1)
    if len(body) > limit:
        raise OSError(f"{path} is larger than a metadata file may be")
    return body
