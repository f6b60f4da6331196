"""HTTP of an electronic copy that the agency's own device signs: prepared, completed, cancelled, or the copy given up."""

import uuid

from hoso.correspondence.actions.cancel_copy_signature import cancel_copy_signature
from hoso.correspondence.actions.complete_copy_signature import complete_copy_signature
from hoso.correspondence.actions.prepare_copy_signature import PrepareCopySignature, prepare_copy_signature
from hoso.correspondence.actions.signing_room import CancelSignature, CompleteSignature
from hoso.correspondence.actions.void_copy import VoidCopy, void_copy
from hoso.correspondence.routes.copies import CopyAnswer, copy_answer
from hoso.correspondence.routes.outgoing import roots_of
from hoso.correspondence.routes.signing import PreparationAnswer, PreparationList, preparation_answer, preparation_list, stamper_of
from hoso.correspondence.tables import Document, DocumentCopy, SignaturePreparation
from hoso.formats.fonts import FONTS
from hoso.support.errors import NotFound
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.records import load

router = stage_router("Bản sao", "/copies/{copy_id}", copy_id=DocumentCopy)
PATH = "/signature-preparations"


@router.get(PATH, operation_id="listCopyPreparations", openapi_extra=may("listIncoming"))
def list_copy_preparations(call: Call, copy_id: uuid.UUID) -> PreparationList:
    """Các lần chuẩn bị ký số bản sao bằng thiết bị của cơ quan, lần mới trước."""
    row = call.db.get(DocumentCopy, copy_id)
    if row is None or row.agency_id != call.actor.agency_id:
        raise NotFound("Không tìm thấy bản sao này.")
    load(call.db, call.actor, Document, row.document_id)
    return preparation_list(call, SignaturePreparation.copy_id == row.id, "Copy")


@router.post(PATH, operation_id="prepareCopySignature", status_code=201)
def prepare_copy_signature_route(call: Call, copy_id: uuid.UUID, command: PrepareCopySignature) -> PreparationAnswer:
    """Chuẩn bị bản sao điện tử để thiết bị của cơ quan ký."""
    row = prepare_copy_signature(call.db, call.actor, copy_id, command, call.moment, call.state.files, FONTS, roots_of(call))
    call.db.flush()
    return preparation_answer(call.actor, row, call.moment, "Copy")


@router.put(PATH + "/{preparation_id}", operation_id="completeCopySignature")
def complete_copy_signature_route(call: Call, copy_id: uuid.UUID, preparation_id: uuid.UUID, command: CompleteSignature) -> CopyAnswer:
    """Ghép chữ ký của thiết bị, hoặc nhận bản sao đã ký ngoài; kiểm tra rồi ghi nhận."""
    return copy_answer(call, complete_copy_signature(
        call.db, call.actor, copy_id, preparation_id, command, call.moment, call.state.files, roots_of(call), stamper_of(call)
    ))  # fmt: skip


@router.post(PATH + "/{preparation_id}/cancellation", operation_id="cancelCopySignature")
def cancel_copy_signature_route(call: Call, copy_id: uuid.UUID, preparation_id: uuid.UUID, command: CancelSignature) -> CopyAnswer:
    """Hủy lần chuẩn bị ký; bản sao giữ số và chờ ký lại trong ngày."""
    return copy_answer(call, cancel_copy_signature(call.db, call.actor, copy_id, preparation_id, command, call.moment))


@router.post("/void", operation_id="voidCopy")
def void_copy_route(call: Call, copy_id: uuid.UUID, command: VoidCopy) -> CopyAnswer:
    """Hủy số của bản sao điện tử chưa ký; số không cấp lại."""
    return copy_answer(call, void_copy(call.db, call.actor, copy_id, command, call.moment))
