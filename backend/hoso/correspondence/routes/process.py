"""The process of one document as a file to take along."""

import uuid
from typing import Literal

from fastapi import Response

from hoso.correspondence.queries.process import process_of
from hoso.correspondence.tables import Document
from hoso.formats.process_trail import print_process, process_json, process_xml
from hoso.support.access_log import EXPORTED, note_use
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router
from hoso.support.records import load
from hoso.support.trail import record

router = stage_router("Quá trình giải quyết văn bản", "/documents", document_id=Document)
WRITERS = {"pdf": (print_process, "application/pdf"), "xml": (process_xml, "application/xml"), "json": (process_json, "application/json")}


@router.get("/{document_id}/process", operation_id="exportProcess", openapi_extra=may(SIGNED_IN), response_class=Response)
def export_process(call: Call, document_id: uuid.UUID, format: Literal["pdf", "xml", "json"] = "pdf") -> Response:
    """Drafts, opinions, approvals, steps, looks and the trail of one document as one file; that it was taken along is logged."""
    document = load(call.db, call.actor, Document, document_id)
    write, media_type = WRITERS[format]
    made = write(process_of(call.db, document, call.actor, call.moment))
    note_use(call.db, call.actor, call.moment, document.id, EXPORTED)
    record(call.db, call.actor, call.moment, "document:process-exported", document.id, {"format": format})
    return Response(made, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="qua-trinh.{format}"', "Cache-Control": "no-store"})
