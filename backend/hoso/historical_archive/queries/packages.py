"""The kept bytes of packages, read from the store as they lie there: for the acceptance and for `hoso check`."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hoso.support.files import FileStore


@dataclass(frozen=True, slots=True)
class KeptPackage:
    """A package as a file that can be read in any order; `sha256` and `size` are of the bytes that were found."""

    path: Path
    sha256: str
    size: int


@contextmanager
def package_at_hand(store: FileStore, sha256: str) -> Iterator[KeptPackage]:
    """Copy a package out of the store, hashing it on the way, for as long as the block runs. Raises MissingFile."""
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(prefix="hoso-aip-", suffix=".zip") as copy:
        for chunk in store.open(sha256):
            digest.update(chunk)
            size += len(chunk)
            copy.write(chunk)
        copy.flush()
        yield KeptPackage(Path(copy.name), digest.hexdigest(), size)
