"""HTTP of a co-issuing agency's signature by an own device: the block, what is prepared, completed, cancelled; as for a document of its own."""

import uuid

from hoso.correspondence.actions.cancel_joint_signature import cancel_joint_signature
from hoso.correspondence.actions.complete_joint_signature import complete_joint_signature
from hoso.correspondence.actions.prepare_joint_signature import prepare_joint_signature
from hoso.correspondence.actions.signing_room import CancelSignature, CompleteSignature, PrepareSignature
from hoso.correspondence.routes.drafting_shapes import JointAnswer
from hoso.correspondence.routes.joint import PARTS, joint_answer
from hoso.correspondence.routes.outgoing import roots_of
from hoso.correspondence.routes.signing import (
    PreparationAnswer,
    PreparationList,
    SigningOptions,
    options_answer,
    preparation_answer,
    preparation_list,
    stamper_of,
)
from hoso.correspondence.tables import Document, JointSignature, Outgoing, SignaturePreparation
from hoso.formats.fonts import FONTS
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.records import load

router = stage_router("Văn bản liên ngành", PARTS + "/{part_id}", part_id=JointSignature)
PATH = "/signature-preparations"


@router.get("/signing-options", operation_id="listJointSigningOptions", openapi_extra=may("listJointSignatures"))
def list_joint_signing_options(call: Call, part_id: uuid.UUID) -> SigningOptions:
    """Khối chữ ký của người gọi cho phần của cơ quan mình trong văn bản liên ngành, và căn cứ."""
    part = load(call.db, call.actor, JointSignature, part_id)
    return options_answer(call, call.db.get_one(Document, part.document_id), call.db.get_one(Outgoing, part.document_id))


@router.get(PATH, operation_id="listJointPreparations", openapi_extra=may("listJointSignatures"))
def list_joint_preparations(call: Call, part_id: uuid.UUID) -> PreparationList:
    """Các lần cơ quan cùng ban hành chuẩn bị ký bằng thiết bị, lần mới trước."""
    part = load(call.db, call.actor, JointSignature, part_id)
    return preparation_list(call, SignaturePreparation.part_id == part.id, "Joint")


@router.post(PATH, operation_id="prepareJointSignature", status_code=201)
def prepare_joint_signature_route(call: Call, part_id: uuid.UUID, command: PrepareSignature) -> PreparationAnswer:
    """Chuẩn bị tệp liên ngành để thiết bị của người ký, hoặc của cơ quan cùng ban hành, ký."""
    row = prepare_joint_signature(call.db, call.actor, part_id, command, call.moment, call.state.files, FONTS, roots_of(call))
    call.db.flush()
    return preparation_answer(call.actor, row, call.moment, "Joint")


@router.put(PATH + "/{preparation_id}", operation_id="completeJointSignature")
def complete_joint_signature_route(call: Call, part_id: uuid.UUID, preparation_id: uuid.UUID, command: CompleteSignature) -> JointAnswer:
    """Ghép chữ ký của thiết bị, hoặc nhận tệp đã ký ngoài; kiểm tra rồi ghi nhận vào phần của cơ quan."""
    complete_joint_signature(
        call.db, call.actor, part_id, preparation_id, command, call.moment, call.state.files, roots_of(call), stamper_of(call)
    )
    return joint_answer(call, part_id)


@router.post(PATH + "/{preparation_id}/cancellation", operation_id="cancelJointSignature")
def cancel_joint_signature_route(call: Call, part_id: uuid.UUID, preparation_id: uuid.UUID, command: CancelSignature) -> JointAnswer:
    """Hủy lần chuẩn bị ký của cơ quan cùng ban hành; văn bản giữ nguyên."""
    cancel_joint_signature(call.db, call.actor, part_id, preparation_id, command, call.moment)
    return joint_answer(call, part_id)
