"""The signatory sends a draft back through the head of the drafting unit, also one that was approved (Đ10.3, Đ11.2): all checks are void."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.cancel_signature import drop_preparation
from hoso.correspondence.actions.drafting_desk import drafters_and_heads, tell
from hoso.correspondence.actions.joint_desk import reopen_parts
from hoso.correspondence.actions.outgoing_desk import authorities_of, current_main, outgoing_for, void_reviews
from hoso.correspondence.tables import Document, Review
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.text import FilledText
from hoso.support.trail import record


class SendBackOutgoing(BaseModel):
    """Why, and what is to be done."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=2000)]


def send_back_outgoing(db: Session, actor: Actor, document_id: uuid.UUID, command: SendBackOutgoing, moment: Moment) -> Document:
    """The draft, at the unit again. Raises NotYourTask, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "sendBackOutgoing")
    signatory = outgoing.proposed_signer_id in (None, actor.id) or actor.is_head
    require_task(signatory and bool(authorities_of(db, actor.id, moment)), "Người có thẩm quyền ký chuyển lại dự thảo (Đ11.2).")
    main = current_main(db, document.id)
    db.add(Review.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "by": actor.id, "at": moment.at, "sha256": main.sha256 if main else "",
        "aspect": "approval", "verdict": "return", "note": command.reason,
    }))  # fmt: skip
    db.flush()
    drop_preparation(db, actor, document, outgoing, "Dự thảo được trả lại sau khi chuẩn bị ký.", moment)
    voided = void_reviews(db, document, moment)
    reopen_parts(db, document.id, moment)
    document.state = "draft"
    touch(document, actor, moment)
    said = f"Lãnh đạo chuyển lại dự thảo: {document.abstract}"
    tell(db, document, drafters_and_heads(db, outgoing, moment), actor.id, "outgoing:returned", said, moment)
    record(db, actor, moment, "outgoing:sent-back", document.id, {"reason": command.reason, "voided_reviews": voided})
    return document
