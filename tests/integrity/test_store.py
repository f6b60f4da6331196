"""What every store promises, for the directory and for a real S3 server process on the loopback address."""

import hashlib
import io
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import httpx
import obstore
import pytest
from hoso.support.errors import OutOfStorage
from hoso.support.files import FileStore, MissingFile, StoreFull, TooLarge, open_store, read_all

from tests.servers import free_port

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1"}
BIG = 20 * 1024 * 1024


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of an S3 server with the bucket `hoso`."""
    port = free_port()
    moto = str(Path(sys.executable).parent / "moto_server")
    process = subprocess.Popen([moto, "-p", str(port)], env={**os.environ, **KEYS}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                httpx.get(address, timeout=2)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in KEYS.items():
                patch.setenv(name, value)
            httpx.put(f"{address}/hoso", timeout=10).raise_for_status()
            yield address
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(params=["directory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    """An empty store of either kind."""
    if request.param == "directory":
        return open_store(f"file://{tmp_path / 'files'}")
    return open_store(f"s3://hoso/{tmp_path.name}?endpoint={request.getfixturevalue('s3')}")


class Breaking(io.BytesIO):
    """A body whose sender goes away after a while."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= 512 * 1024:
            raise ConnectionResetError("the sender is gone")
        return super().read(size)


@pytest.mark.pl6("PL6-II-4")
def test_what_was_put_is_read_back_and_named_by_its_digest(store: FileStore) -> None:
    data = os.urandom(700_000)
    stored = store.put(io.BytesIO(data), BIG)
    assert (stored.sha256, stored.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert read_all(store, stored.sha256) == data
    assert list(store.digests()) == [stored.sha256]


def test_the_same_bytes_are_stored_once(store: FileStore) -> None:
    first, again = store.put(io.BytesIO(b"abc"), BIG), store.put(io.BytesIO(b"abc"), BIG)
    assert first == again
    assert list(store.digests()) == [first.sha256]


@pytest.mark.parametrize(("start", "end"), [(0, 1), (0, 10), (5, 300_000), (299_990, 300_000), (299_000, None), (7, None)])
def test_a_part_is_read_as_asked(store: FileStore, start: int, end: int | None) -> None:
    data = os.urandom(300_000)
    digest = store.put(io.BytesIO(data), BIG).sha256
    assert b"".join(store.open(digest, start, end)) == data[start:end]


def test_over_the_limit_nothing_is_named(store: FileStore) -> None:
    with pytest.raises(TooLarge):
        store.put(io.BytesIO(b"x" * 1001), 1000)
    assert list(store.digests()) == []
    assert store.put(io.BytesIO(b"x" * 1000), 1000).size == 1000


@pytest.mark.parametrize("size", [600_000, 9_000_000])
def test_an_interrupted_upload_leaves_nothing_named(store: FileStore, size: int) -> None:
    with pytest.raises(ConnectionResetError):
        store.put(Breaking(b"x" * size), BIG)
    assert list(store.digests()) == []


def test_what_is_missing_is_said_before_the_first_byte(store: FileStore) -> None:
    with pytest.raises(MissingFile):
        store.open("a" * 64)


def test_a_stored_object_is_never_overwritten(s3: str) -> None:
    """The put is conditional on the key being new: what lies there, even wrong, stays for the checker to find."""
    store = open_store(f"s3://hoso/conditional?endpoint={s3}")
    digest = hashlib.sha256(b"right").hexdigest()
    obstore.put(store.bucket, f"{digest[:2]}/{digest[2:4]}/{digest}", b"wrong")  # type: ignore[attr-defined]
    assert store.put(io.BytesIO(b"right"), BIG).sha256 == digest
    assert read_all(store, digest) == b"wrong"


@pytest.mark.parametrize("where", ["no bucket", "nobody listens"])
def test_a_store_that_does_not_answer_is_a_refusal_within_seconds(s3: str, where: str) -> None:
    """Refused with a code, never with an exception of the library, and never after minutes of trying."""
    address = f"s3://no-such-bucket/x?endpoint={s3}" if where == "no bucket" else f"s3://hoso/x?endpoint=http://127.0.0.1:{free_port()}"
    began = time.monotonic()
    with pytest.raises(OutOfStorage) as told:
        open_store(address).put(io.BytesIO(b"x"), BIG)
    assert told.value.code == "store_unavailable"
    assert time.monotonic() - began < 15


def _writes(store: FileStore, stream: BinaryIO) -> str:
    try:
        return store.put(stream, BIG).sha256
    except StoreFull as full:
        return full.code


def test_a_full_disk_is_said_and_nothing_is_kept(tmp_path: Path) -> None:
    """The system itself refuses to write on (a size limit of the process): no digest, no temporary file."""
    store = open_store(f"file://{tmp_path / 'files'}")
    limit, before = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limit[1]))
    try:
        assert _writes(store, io.BytesIO(os.urandom(400_000))) == "store_full"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    assert list(store.digests()) == []
    assert list((tmp_path / "files" / "tmp").iterdir()) == []
    assert _writes(store, io.BytesIO(b"small")) == hashlib.sha256(b"small").hexdigest()
