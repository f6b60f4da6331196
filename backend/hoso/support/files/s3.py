"""Files in an S3-compatible store by obstore: spooled to disk while hashing, then one conditional put."""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, BinaryIO

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store as Bucket

from hoso.support.errors import OutOfStorage
from hoso.support.files import CHUNK, MissingFile, StoredBytes, TooLarge


class StoreUnavailable(OutOfStorage):
    """The store refused or did not answer; nothing was recorded."""

    code = "store_unavailable"


class S3Store:
    """A store under a prefix of a bucket. Keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."""

    def __init__(self, bucket: str, prefix: str, endpoint: str | None) -> None:
        client = {"allow_http": bool(endpoint and endpoint.startswith("http://")), "connect_timeout": "3s"}
        # A store that is away is said within seconds: the request that waits holds a connection of the database.
        options: dict[str, Any] = {"client_options": client, "retry_config": {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}}
        if endpoint:
            options |= {"endpoint": endpoint, "virtual_hosted_style_request": False}
        self.bucket = Bucket(bucket, prefix=prefix or None, **options)

    @staticmethod
    def _key(sha256: str) -> str:
        return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"

    def put(self, stream: BinaryIO, limit: int) -> StoredBytes:
        """See `FileStore.put`."""
        digest, size = hashlib.sha256(), 0
        with tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024) as spool:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TooLarge(f"Tệp lớn hơn mức cho phép ({limit // 1024 // 1024} MB).", field="file", limit=limit)
                digest.update(chunk)
                spool.write(chunk)
            spool.seek(0)
            stored = StoredBytes(digest.hexdigest(), size)
            try:
                # One put, no multipart: only a single put can be made conditional on the key being new.
                obstore.put(self.bucket, self._key(stored.sha256), spool, mode="create", use_multipart=False)
            except AlreadyExistsError:
                pass
            except (BaseError, FileNotFoundError) as error:  # not found: the bucket
                raise StoreUnavailable("Kho tệp không nhận được tệp. Chưa có gì được ghi; thử lại sau.") from error
        return stored

    def open(self, sha256: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """See `FileStore.open`."""
        try:
            options: Any = {"range": {"offset": start} if end is None else (start, end)} if start or end is not None else {}
            answer = obstore.get(self.bucket, self._key(sha256), options=options)
        except FileNotFoundError as error:
            raise MissingFile("Tệp không còn trong kho. Báo quản trị để phục hồi từ bản sao lưu.", sha256=sha256) from error
        except BaseError as error:
            raise StoreUnavailable("Kho tệp không trả lời. Thử lại sau.") from error
        return (bytes(chunk) for chunk in answer.stream(min_chunk_size=CHUNK))

    def state(self, sha256: str) -> str:
        """See `FileStore.state`."""
        try:
            found = obstore.head(self.bucket, self._key(sha256))
        except FileNotFoundError as error:
            raise MissingFile("Tệp không còn trong kho. Báo quản trị để phục hồi từ bản sao lưu.", sha256=sha256) from error
        except BaseError as error:
            raise StoreUnavailable("Kho tệp không trả lời. Thử lại sau.") from error
        return f"{found['e_tag']} {found['size']} {found['last_modified']}"

    def digests(self) -> Iterator[str]:
        """See `FileStore.digests`."""
        for batch in obstore.list(self.bucket):
            for item in batch:
                yield str(item["path"]).rsplit("/", 1)[-1]
