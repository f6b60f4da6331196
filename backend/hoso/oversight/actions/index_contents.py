"""Make the words inside files findable: the recurring work `contents`. New uses of files are found by their time-ordered ids.

The last quarter of an hour is looked through again each time, since a long transaction shows its rows late. Text of a file is
read in a worker, never in a request, and by the bounded process that opens foreign files, which ends with the round. Never fails at
one file: what cannot be read, or breaks the bounds, has no words.
"""

import tempfile
import time
import uuid
from datetime import timedelta

from sqlalchemy import exists, text
from sqlmodel import Session, col, select

from hoso.formats.plain_text import DOCX, PDF, TXT, of_text
from hoso.support.clock import Moment
from hoso.support.contents import ContentEntry
from hoso.support.files import FileStore, MissingFile
from hoso.support.inspecting import Bounds, Exhausted, apart, rest
from hoso.support.schedules import RECURRING, Recurring
from hoso.support.search import SearchEntry, as_vector
from hoso.support.stored_files import FileUse, StoredFile

BATCH = 60
LARGEST = 60 * 1024 * 1024
ROUND_SECONDS = 60.0  # a round of slow files ends here and goes on a minute later
BOUNDS = Bounds(memory=512 * 1024 * 1024, cpu_seconds=10, wall_seconds=30)
_READERS = {PDF: apart("hoso.formats.plain_text:of_pdf", BOUNDS), DOCX: apart("hoso.formats.plain_text:of_docx", BOUNDS)}
BACK = timedelta(minutes=15)
_PUT = text(
    "insert into content_entry (agency_id, subject_id, sha256, kind, dated_on, is_public, words) "
    "values (:agency, :subject, :sha256, :kind, :dated, :public, cast(:words as tsvector)) on conflict do nothing"
)
_MARK = text("select mark from schedule where name = 'contents'")
_KEEP = text(
    "insert into schedule (name, next_at, mark) values ('contents', :at, :mark) on conflict (name) do update set mark = excluded.mark"
)


def _begin(db: Session) -> uuid.UUID | None:
    mark = db.execute(_MARK).scalar()
    return uuid.UUID(mark) if mark else None


def _earlier(last: uuid.UUID) -> uuid.UUID:
    """The smallest id of a quarter of an hour before the time in a UUIDv7."""
    milliseconds = max(0, (last.int >> 80) - int(BACK.total_seconds() * 1000))
    return uuid.UUID(int=milliseconds << 80)


def index_contents(db: Session, moment: Moment, store: FileStore) -> int:
    """Read some files that are not findable yet; how many."""
    since = _begin(db)
    known = exists().where(
        col(ContentEntry.agency_id) == FileUse.agency_id, col(ContentEntry.subject_id) == FileUse.subject_id, col(ContentEntry.sha256) == FileUse.sha256
    )
    wanted = (
        select(FileUse.id, FileUse.agency_id, FileUse.subject_id, FileUse.sha256, StoredFile.media_type, StoredFile.size)  # type: ignore[call-overload]
        .join(StoredFile, col(StoredFile.sha256) == FileUse.sha256).where(~known).order_by(col(FileUse.id)).limit(BATCH)
    )  # fmt: skip
    rows = list(db.execute(wanted.where(col(FileUse.id) > _earlier(since)) if since else wanted))
    began, done = time.monotonic(), 0
    for _, agency, subject, sha256, media_type, size in rows:
        if time.monotonic() - began > ROUND_SECONDS:
            break
        done += 1
        entry = db.get(SearchEntry, (agency, subject))
        words = as_vector(_text(store, sha256, media_type, size)) if entry else ""
        db.execute(_PUT, {
            "agency": agency, "subject": subject, "sha256": sha256, "kind": entry.kind if entry else "", "words": words,
            "dated": entry.dated_on if entry else moment.today, "public": bool(entry and entry.is_public),
        })  # fmt: skip
    if done:
        db.execute(_KEEP, {"at": moment.at, "mark": str(rows[done - 1][0])})
    return done


def _text(store: FileStore, sha256: str, media_type: str, size: int) -> str:
    if (media_type not in _READERS and media_type != TXT) or size > LARGEST:
        return ""
    with tempfile.TemporaryFile() as copy:
        try:
            copy.writelines(store.open(sha256))
            copy.seek(0)
            return of_text(copy) if media_type == TXT else _READERS[media_type](copy) or ""
        except (MissingFile, Exhausted):
            return ""


def _round(db: Session, _agency: uuid.UUID | None, moment: Moment, store: FileStore) -> int:
    try:
        return index_contents(db, moment, store)
    finally:
        rest()


RECURRING["contents"] = Recurring(1, _round, for_each_agency=False)
