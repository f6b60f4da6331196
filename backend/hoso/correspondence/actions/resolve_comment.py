"""Resolve a remark on a draft, or open it again: by who made it, by the drafters or by the head of their unit."""

import uuid

from pydantic import BaseModel
from sqlmodel import Session

from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.queries.drafting import drafts_here
from hoso.correspondence.tables import DraftComment
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.states import require_task
from hoso.support.trail import record


class ResolveComment(BaseModel):
    """Resolved, or open again."""

    model_config = {"extra": "forbid"}
    resolved: bool = True


def resolve_comment(
    db: Session, actor: Actor, document_id: uuid.UUID, comment_id: uuid.UUID, command: ResolveComment, moment: Moment
) -> DraftComment:
    """The remark. Raises NotFound, OutOfReach, NotYourTask, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "resolveComment")
    comment = db.get(DraftComment, comment_id)
    if comment is None or comment.document_id != document.id:
        raise NotFound("Không tìm thấy ý kiến này.")
    mine = comment.by == actor.id or drafts_here(db, actor, outgoing)
    require_task(mine, "Người góp ý, người soạn thảo hoặc lãnh đạo đơn vị soạn thảo đánh dấu ý kiến đã xử lý.")
    comment.resolved_by, comment.resolved_at = (actor.id, moment.at) if command.resolved else (None, None)
    tag = "draft:comment-resolved" if command.resolved else "draft:comment-reopened"
    record(db, actor, moment, tag, document.id, {"version": comment.version_number, "text": comment.text[:200]})
    return comment
