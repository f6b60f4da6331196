"""Take a found list out as a file: a job with progress, at most 20,000 rows, with the mark of who took it and when (PL VI III.6.h, k).

The rows are those that the person may see when the job runs. Never more than that, and nothing of a job that was cancelled.
"""

import io
import uuid
from typing import Any, Literal

from pydantic import BaseModel
from sqlalchemy import Engine
from sqlmodel import Session

from hoso.correspondence.queries.columns import COLUMNS
from hoso.formats.forms.elsewhere import setting_elsewhere
from hoso.formats.list_texts import write_doc, write_docx
from hoso.formats.lists import Head, Listing, print_list, write_list
from hoso.oversight.queries.finding import COUNTED, DocumentQuery, columns_of, found_count, found_page, said, written
from hoso.support.actors import Actor, load_actor
from hoso.support.clock import HANOI, Moment
from hoso.support.database import transaction
from hoso.support.errors import NotAllowed, RuleBroken
from hoso.support.files import FileStore
from hoso.support.files.uploads import note_stored
from hoso.support.jobs import HANDLERS, Job, defer, go_on
from hoso.support.organisations import Agency
from hoso.support.stored_files import FileUpload
from hoso.support.trail import record

KIND = "export_documents"
PAGE = 200
LIMIT = 1 << 28
Format = Literal["xlsx", "docx", "doc", "pdf"]
MEDIA = {
    "pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "doc": "application/rtf",
}  # fmt: skip
TITLES = {"incoming": "Danh sách văn bản đến", "outgoing": "Danh sách văn bản đi"}


class TooManyRows(RuleBroken):
    """More rows than an export takes."""

    code = "too_many_rows"


class ExportCancelled(RuleBroken):
    """Somebody stopped the work."""

    code = "export_cancelled"


class ExporterGone(NotAllowed):
    """Who asked for the export has no account any more."""

    code = "exporter_gone"


class ExportDocuments(BaseModel):
    """What is searched for, with its columns and order, and the format."""

    model_config = {"extra": "forbid"}
    query: DocumentQuery
    format: Format = "xlsx"


def mark_of(actor: Actor, moment: Moment) -> str:
    """Who took it and when: stands on every page."""
    return f"Kết xuất bởi {actor.full_name}, {actor.agency_name}, lúc {moment.at.astimezone(HANOI):%H:%M} ngày {moment.today:%d/%m/%Y}, từ hệ thống Hồ Sơ"


def export_documents(db: Session, actor: Actor, command: ExportDocuments, moment: Moment) -> Job:
    """The job that writes the file. Raises UnknownColumn, TooManyRows."""
    columns_of(command.query)
    if found_count(db, actor, command.query, moment) > COUNTED:
        raise TooManyRows(f"Kết quả có hơn {COUNTED} dòng. Thu hẹp điều kiện tìm trước khi kết xuất.")
    job = defer(db, actor, moment, KIND, {})
    job.payload = {
        "job_id": str(job.id), "person_id": str(actor.id), "format": command.format, "query": command.query.model_dump(mode="json", by_alias=True, exclude_none=True),
    }
    record(db, actor, moment, "list:exported", job.id, {"format": command.format, "query": job.payload["query"]})
    return job


def _rows(engine: Engine, job_id: uuid.UUID, actor: Actor, query: DocumentQuery, columns: list[str], moment: Moment) -> list[list[str | int]]:
    rows: list[list[str | int]] = []
    cursor: str | None = None
    with transaction(engine) as own:
        total = found_count(own, actor, query, moment)
    while True:
        with transaction(engine) as own:
            found, cursor = found_page(own, actor, query, columns, PAGE, cursor, moment)
            rows += [written(query, columns, row) for row in found]
            if not go_on(own, job_id, len(rows) // 2, max(1, total), {}):
                raise ExportCancelled("Việc kết xuất đã được dừng.")
        if cursor is None or len(rows) >= COUNTED:
            return rows[:COUNTED]


def _pdf(listing: Listing) -> bytes:
    """Set in a process that gives its memory back, five hundred rows at a time; a short list at once."""
    if len(listing.rows) <= PAGE:
        return print_list(listing)
    with setting_elsewhere() as setting:
        return print_list(listing, setting, 500)


WRITERS = {"pdf": _pdf, "xlsx": write_list, "docx": write_docx, "doc": write_doc}


def keep_file(db: Session, actor: Actor, data: bytes, name: str, media_type: str, moment: Moment, store: FileStore) -> str:
    """Store the bytes as an upload of the person, who alone may fetch them; the digest."""
    stored = store.put(io.BytesIO(data), LIMIT)
    note_stored(db, store, stored, media_type, moment)
    db.add(FileUpload.model_validate({
        "sha256": stored.sha256, "agency_id": actor.agency_id, "person_id": actor.id, "name": name, "uploaded_at": moment.at,
    }))  # fmt: skip
    return stored.sha256


def export_by_job(db: Session, payload: dict[str, Any], moment: Moment, store: FileStore) -> dict[str, Any]:
    """The job: the file's digest and name for `downloadFile`. Raises ExporterGone, ExportCancelled."""
    engine = db.get_bind()
    if not isinstance(engine, Engine):
        raise TypeError("the job needs an engine of its own")
    actor = load_actor(db, uuid.UUID(payload["person_id"]), moment.today)
    if actor is None:
        raise ExporterGone("Người yêu cầu kết xuất không còn tài khoản.")
    query = DocumentQuery.model_validate(payload["query"])
    columns, format_ = columns_of(query), payload["format"]
    rows = _rows(engine, uuid.UUID(payload["job_id"]), actor, query, columns, moment)
    shown = COLUMNS[query.kind]
    agency = db.get_one(Agency, actor.agency_id)
    heads = [Head("TT", 10, "c"), *(Head(shown[n].label, shown[n].width, shown[n].align) for n in columns)]
    listing = Listing(
        title=TITLES[query.kind], agency=agency.name, superior=agency.superior_name, heads=heads, rows=[[at, *row] for at, row in enumerate(rows, start=1)],
        mark=mark_of(actor, moment), made_on=moment.today, lines=[*said(query), f"Tổng số: {len(rows)} văn bản"],
    )  # fmt: skip
    name = f"{(query.kind == 'incoming' and 'van-ban-den') or 'van-ban-di'}-{moment.today:%Y%m%d}.{format_}"
    digest = keep_file(db, actor, WRITERS[format_](listing), name, MEDIA[format_], moment, store)
    return {"items": [{"sha256": digest, "name": name, "rows": len(rows)}]}


HANDLERS[KIND] = export_by_job
