"""A co-issuing agency agrees to the draft, or sends it back to the lead agency with a reason; in their order (Đ11)."""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.cancel_signature import drop_preparation
from hoso.correspondence.actions.drafting_desk import drafters_and_heads, tell
from hoso.correspondence.actions.joint_desk import ask_next, part_for, reopen_parts
from hoso.correspondence.actions.outgoing_desk import authorities_of, void_reviews
from hoso.correspondence.actions.review_outgoing import ReasonMissing
from hoso.correspondence.tables import JointSignature
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.text import Text
from hoso.support.trail import record


class ApproveJoint(BaseModel):
    """The verdict of the co-issuing agency."""

    model_config = {"extra": "forbid"}
    verdict: Literal["approve", "return"]
    note: Annotated[Text, Field(max_length=500)] | None = None


def approve_joint(db: Session, actor: Actor, part_id: uuid.UUID, command: ApproveJoint, moment: Moment) -> JointSignature:
    """The part of the own agency. Raises NotYourTask, ReasonMissing, OutOfOrder, WrongState."""
    part, document, outgoing = part_for(db, actor, part_id, "approveJoint", "approved")
    require_task(bool(authorities_of(db, actor.id, moment)), "Người có thẩm quyền ký của cơ quan cùng ban hành cho ý kiến.")
    if command.verdict == "return" and len(command.note or "") < 10:
        raise ReasonMissing("Ghi rõ lý do trả lại (ít nhất 10 ký tự).", field="note")
    part.note = command.note or ""
    detail = {"agency": part.agency_name, "note": part.note}
    if command.verdict == "return":
        reopen_parts(db, document.id, moment)
        drop_preparation(db, actor, document, outgoing, "Dự thảo được trả lại sau khi chuẩn bị ký.", moment)
        void_reviews(db, document, moment)
        document.state = "draft"
        said = f"{part.agency_name} trả lại dự thảo liên ngành: {document.abstract}"
        tell(db, document, drafters_and_heads(db, outgoing, moment), actor.id, "outgoing:returned", said, moment)
    else:
        part.state, part.approved_at, part.signer_id = "approved", moment.at, actor.id
        part.signer_name, part.signer_position = actor.full_name, actor.position
        touch(part, actor, moment)
        ask_next(db, document, "approved", moment)
    touch(document, None, moment)
    tag = "returned" if command.verdict == "return" else "approved"
    record(db, actor, moment, f"joint:{tag}", part.id, detail)
    record(db, None, moment, f"joint:{tag}", document.id, {**detail, "by": actor.full_name}, agency_id=document.agency_id)
    return part
