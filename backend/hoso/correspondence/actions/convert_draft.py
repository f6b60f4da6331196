"""Have the DOCX of a draft turned into the PDF that is signed (NĐ 30 PL VI III.1.a): asked for here, done by the worker.

The DOCX stays the draft that is checked and changed; the PDF says from which bytes it was made and counts for those alone: with a new
text it becomes an older draft. Nothing of the document's state or of its checks changes.
"""

import io
import uuid
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.actions.outgoing_desk import add_file, current_main, file_to_sign, outgoing_for
from hoso.correspondence.queries.drafting_actions import DOCX, converts_here
from hoso.correspondence.rules import is_allowed
from hoso.correspondence.tables import Document, DocumentFile
from hoso.formats.office_pdf import NotConverted, docx_to_pdf
from hoso.support.actors import Actor, load_actor
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken
from hoso.support.files import FileStore, read_all
from hoso.support.files.uploads import note_stored
from hoso.support.inspecting import Bounds, inspect, rest
from hoso.support.jobs import HANDLERS, OPEN, Job, defer, notify
from hoso.support.records import load_for_change
from hoso.support.states import require_task
from hoso.support.stored_files import StoredFile
from hoso.support.trail import record

KIND = "convert_draft"
LARGEST = 40_000_000
PDF_LIMIT = 200_000_000
PDF = "application/pdf"
WHY = {
    "too_slow": "Chuyển sang PDF quá lâu hoặc quá nặng nên đã dừng. Lưu lại tệp DOCX, bỏ ảnh quá lớn rồi thử lại, hoặc tự kết xuất PDF rồi tải lên.",
    "broken": "Chương trình chuyển đổi không mở được tệp DOCX này. Mở bằng phần mềm soạn thảo, lưu lại rồi tải lên.",
    "unsafe": "Tệp PDF chuyển ra mang nội dung không an toàn nên không được giữ. Tự kết xuất PDF từ phần mềm soạn thảo rồi tải lên.",
    "changed": "Dự thảo đã có tệp khác hoặc không còn ở bước soạn thảo. Mở lại dự thảo rồi chuyển tệp mới.",
    "gone": "Người yêu cầu chuyển không còn tài khoản.",
}


class NoConverter(RuleBroken):
    """This installation has no program that turns DOCX into PDF."""

    code = "no_converter"
    is_final = True


class NothingToConvert(RuleBroken):
    """The draft has no DOCX, or its PDF is there already."""

    code = "nothing_to_convert"


class DraftNotConverted(RuleBroken):
    """The program made no PDF of it; `reason` says why. Trying again changes nothing."""

    code = "draft_not_converted"
    is_final = True


def _docx_of(db: Session, document_id: uuid.UUID) -> DocumentFile:
    main = current_main(db, document_id)
    stored = db.get(StoredFile, main.sha256) if main else None
    if main is None or stored is None or stored.media_type != DOCX or stored.size > LARGEST:
        raise NothingToConvert("Chỉ chuyển được tệp văn bản chính là DOCX, không quá 40 MB.", reason="no_docx")
    made = file_to_sign(db, document_id)
    if made is not None and made.sha256 != main.sha256:
        raise NothingToConvert("Dự thảo này đã có bản PDF.", reason="already_made", sha256=made.sha256)
    return main


def convert_draft(db: Session, actor: Actor, document_id: uuid.UUID, program: str, moment: Moment) -> Job:
    """The job that converts, or the one that does so already. Raises NotYourTask, NoConverter, NothingToConvert, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "convertDraft")
    require_task(converts_here(db, actor, outgoing), "Người soạn thảo, lãnh đạo đơn vị soạn thảo hoặc người ký chuyển dự thảo sang PDF.")
    if not program:
        raise NoConverter("Máy chủ chưa cài chương trình chuyển DOCX sang PDF. Kết xuất PDF từ phần mềm soạn thảo rồi tải lên.")
    main = _docx_of(db, document.id)
    payload = {"document_id": str(document.id), "person_id": str(actor.id), "sha256": main.sha256}
    mine = select(Job).where(Job.kind == KIND, Job.started_by == actor.id, col(Job.state).in_(OPEN))
    running = next((job for job in db.exec(mine) if job.payload == payload), None)
    return running or defer(db, actor, moment, KIND, payload)


def convert_by_job(db: Session, payload: dict[str, Any], moment: Moment, store: FileStore) -> dict[str, Any]:
    """The job: the pages first, then the document, so that nobody waits for it meanwhile. Raises DraftNotConverted, NoConverter."""
    actor = load_actor(db, uuid.UUID(payload["person_id"]), moment.today)
    if actor is None:
        raise DraftNotConverted(WHY["gone"], reason="gone")
    program = str(db.info.get("soffice", ""))
    if not program:
        raise NoConverter("Máy chạy việc nền chưa cài chương trình chuyển DOCX sang PDF.")
    pdf = _converted(read_all(store, payload["sha256"]), Path(program))
    document = load_for_change(db, actor, Document, uuid.UUID(payload["document_id"]))
    main = current_main(db, document.id)
    if main is None or main.sha256 != payload["sha256"] or not is_allowed("outgoing", document.state, "convertDraft"):
        raise DraftNotConverted(WHY["changed"], reason="changed")
    made = file_to_sign(db, document.id)
    if made is None or made.sha256 == main.sha256:  # not made meanwhile by somebody else
        stored = store.put(io.BytesIO(pdf), PDF_LIMIT)
        note_stored(db, store, stored, PDF, moment)
        add_file(db, document, stored.sha256, f"{main.name.rsplit('.', 1)[0][:250]}.pdf", "rendition", made_from=main.sha256)
        record(db, actor, moment, "outgoing:converted", document.id, {"file": main.sha256, "made": stored.sha256})
        notify(db, actor.id, actor.agency_id, moment, "outgoing:converted", f"Đã có bản PDF để ký: {document.abstract}", f"/van-ban-di/{document.id}", document.id)
        return {"items": [{"sha256": stored.sha256, "outcome": "converted"}]}
    return {"items": [{"sha256": made.sha256, "outcome": "converted"}]}


def _converted(docx: bytes, program: Path) -> bytes:
    try:
        pdf = docx_to_pdf(docx, program)
    except NotConverted as why:
        raise DraftNotConverted(WHY[why.code], reason=why.code) from why
    try:
        found = inspect(io.BytesIO(pdf), PDF, Bounds())
    finally:
        rest()
    if found:
        raise DraftNotConverted(WHY["unsafe"], reason="unsafe", findings=[f.code for f in found])
    return pdf


HANDLERS[KIND] = convert_by_job
