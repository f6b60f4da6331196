"""Check the form (thể thức) of a draft's file and keep the result beside it, for the drafter before sending and for who checks the form (Đ12.2)."""

import uuid

from sqlmodel import Session

from hoso.correspondence.actions.outgoing_desk import current_main
from hoso.correspondence.actions.review_outgoing import NoDraftFile
from hoso.correspondence.queries.layout import as_result, context_of, kept_check, layout_of, readable_file
from hoso.correspondence.tables import Document, LayoutCheck, Outgoing
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.files import FileStore
from hoso.support.records import load
from hoso.support.trail import record


def check_outgoing_layout(db: Session, actor: Actor, document_id: uuid.UUID, moment: Moment, files: FileStore) -> LayoutCheck:
    """The kept result for the file that counts now; the same file, type and day are checked once. It decides nothing.

    Raises NotFound, OutOfReach, NoDraftFile, LayoutWrongType, LayoutUnreadable, DamagedFile.
    """
    document = load(db, actor, Document, document_id)
    outgoing = db.get(Outgoing, document_id)
    if document.kind != "outgoing" or outgoing is None:
        raise NotFound("Không tìm thấy văn bản đi.")
    main = current_main(db, document.id)
    if main is None:
        raise NoDraftFile("Dự thảo chưa có tệp văn bản chính. Tải tệp lên trước.")
    kept = kept_check(db, document, main.sha256)
    if kept is not None and kept.rules_on == moment.today:
        return kept
    file = readable_file(db, actor, main.sha256)
    findings = layout_of(file, files, document.type_code, moment.today, context_of(db, document, outgoing))
    made = LayoutCheck.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "sha256": main.sha256, "type_code": document.type_code, "rules_on": moment.today,
        "errors": findings.errors, "looks": findings.looks, "undecided": findings.undecided, "result": as_result(findings), "by": actor.id, "at": moment.at,
    })  # fmt: skip
    db.add(made)
    db.flush()
    counts = {"sha256": main.sha256, "errors": findings.errors, "looks": findings.looks, "undecided": findings.undecided}
    record(db, actor, moment, "outgoing:layout-checked", document.id, counts)
    return made
