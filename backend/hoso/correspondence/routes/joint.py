"""HTTP of documents that several agencies issue together: what waits at a co-issuing agency, its agreement, signature and seal."""

import uuid
from typing import Annotated, Any

from fastapi import Query
from sqlmodel import select

from hoso.correspondence.actions.approve_joint import ApproveJoint, approve_joint
from hoso.correspondence.actions.note_joint_signature import NoteJointSignature, note_joint_signature
from hoso.correspondence.actions.outgoing_desk import authorities_of
from hoso.correspondence.actions.seal_joint import seal_joint
from hoso.correspondence.actions.sign_joint import SignJoint, sign_joint
from hoso.correspondence.queries.paper import joint_parts, joint_rows
from hoso.correspondence.routes.drafting import OUT
from hoso.correspondence.routes.drafting_shapes import JointAnswer, JointPage, JointRow
from hoso.correspondence.routes.outgoing import OutgoingAnswer, outgoing_answer, roots_of
from hoso.correspondence.routes.signing import stamper_of
from hoso.correspondence.tables import Document, JointSignature
from hoso.formats.fonts import FONTS
from hoso.support.errors import NotFound
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.records import load
from hoso.support.stored_files import FileUse

router = stage_router("Văn bản liên ngành", document_id=Document, part_id=JointSignature)
PARTS = "/joint-signatures"
STEP = {"approve": "approveJoint", "sign": "signJoint", "seal": "sealJoint"}
LATER = {"approveJoint": "Chờ các cơ quan trước theo thứ tự.", "signJoint": "Ký được sau cơ quan chủ trì và các cơ quan trước theo thứ tự."}


def _acts(call: Call, row: dict[str, Any]) -> tuple[list[str], dict[str, str]]:
    step = STEP.get(row["waits_for"], "")
    able = step == "sealJoint" or bool(authorities_of(call.db, call.actor.id, call.moment))
    allowed = [step] if step and able and call.actor.may(step) else []
    waiting = {"pending": "approveJoint", "approved": "signJoint"}.get(row["state"], "")
    why = {waiting: LATER[waiting]} if waiting and not step and call.actor.may(waiting) else {}
    return allowed, why


def joint_answer(call: Call, part_id: uuid.UUID) -> JointAnswer:
    """The own agency's part and what may be done with it."""
    call.db.flush()
    part = load(call.db, call.actor, JointSignature, part_id)
    row = next(iter(joint_rows(call.db, call.actor, part.id)), None)
    if row is None:
        raise NotFound("Không tìm thấy văn bản liên ngành này.")
    allowed, why_not = _acts(call, row)
    used = call.db.exec(select(FileUse).where(FileUse.subject_id == part.id, FileUse.agency_id == call.actor.agency_id).order_by(FileUse.id)).all()  # type: ignore[arg-type]
    files = [{"sha256": use.sha256, "name": use.name} for use in reversed(used)]
    return JointAnswer.model_validate({**row, "files": files, "parts": joint_parts(call.db, part.document_id), "allowed_actions": allowed, "why_not": why_not})


@router.get(PARTS, operation_id="listJointSignatures")
def list_joint_signatures(call: Call, desk: Annotated[str | None, Query(pattern="^waiting$")] = None) -> JointPage:
    """Văn bản liên ngành mà cơ quan cùng ban hành, mới nhất trước."""
    return JointPage(items=[JointRow.model_validate(row) for row in joint_rows(call.db, call.actor, desk=desk is not None)])


@router.get(PARTS + "/{part_id}", operation_id="getJointSignature", openapi_extra=may("listJointSignatures"))
def get_joint_signature(call: Call, part_id: uuid.UUID) -> JointAnswer:
    """Phần của cơ quan trong một văn bản liên ngành."""
    return joint_answer(call, part_id)


@router.post(PARTS + "/{part_id}/approval", operation_id="approveJoint")
def approve_joint_route(call: Call, part_id: uuid.UUID, command: ApproveJoint) -> JointAnswer:
    """Thống nhất dự thảo liên ngành, hoặc trả lại cơ quan chủ trì."""
    return joint_answer(call, approve_joint(call.db, call.actor, part_id, command, call.moment).id)


@router.post(PARTS + "/{part_id}/signature", operation_id="signJoint")
def sign_joint_route(call: Call, part_id: uuid.UUID, command: SignJoint) -> JointAnswer:
    """Ký văn bản liên ngành, theo thứ tự."""
    state = call.state
    return joint_answer(call, sign_joint(call.db, call.actor, part_id, command, call.moment, state.files, state.keys, FONTS, stamper_of(call)).id)


@router.post(PARTS + "/{part_id}/seal", operation_id="sealJoint")
def seal_joint_route(call: Call, part_id: uuid.UUID) -> JointAnswer:
    """Đóng dấu, ký số của cơ quan cùng ban hành."""
    return joint_answer(call, seal_joint(call.db, call.actor, part_id, call.moment, call.state.files, call.state.keys, FONTS, stamper_of(call)).id)


@router.post(OUT + "/joint-issuers/{part_id}/record", operation_id="noteJointSignature")
def note_joint_signature_route(call: Call, document_id: uuid.UUID, part_id: uuid.UUID, command: NoteJointSignature) -> OutgoingAnswer:
    """Ghi nhận cơ quan ngoài hệ thống đã thống nhất hoặc đã ký."""
    state = call.state
    return outgoing_answer(call, note_joint_signature(call.db, call.actor, document_id, part_id, command, call.moment, state.files, roots_of(call)))
