"""Remark on a version of a draft, on a page or a passage of it if wished, or answer a remark (Đ10.3)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.drafting_desk import drafters_and_heads, tell
from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.queries.drafting import last_version
from hoso.correspondence.tables import DraftComment
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed
from hoso.support.text import FilledText, Text
from hoso.support.trail import record


class UnknownVersion(Malformed):
    """The draft has no such version, or no such remark."""

    code = "unknown_version"


class CommentDraft(BaseModel):
    """What is said; `version` is the newest where none is named; `answers`: the remark that is answered."""

    model_config = {"extra": "forbid"}
    text: Annotated[FilledText, Field(max_length=4000)]
    version: Annotated[int, Field(ge=1, le=100_000)] | None = None
    page: Annotated[int, Field(ge=1, le=9999)] | None = None
    quote: Annotated[Text, Field(max_length=1000)] | None = None
    answers: uuid.UUID | None = None


def remark_of(db: Session, document_id: uuid.UUID, comment_id: uuid.UUID) -> DraftComment:
    """A remark of the draft. Raises UnknownVersion."""
    comment = db.get(DraftComment, comment_id)
    if comment is None or comment.document_id != document_id:
        raise UnknownVersion("Không có ý kiến này trong dự thảo.", field="answers")
    return comment


def comment_draft(db: Session, actor: Actor, document_id: uuid.UUID, command: CommentDraft, moment: Moment) -> DraftComment:
    """The remark. Raises NotFound, OutOfReach, WrongState, UnknownVersion."""
    document, outgoing = outgoing_for(db, actor, document_id, "commentDraft")
    newest = last_version(db, document.id)
    if command.version and command.version > newest:
        raise UnknownVersion("Không có phiên bản này.", field="version")
    answered = remark_of(db, document.id, command.answers) if command.answers else None
    comment = DraftComment.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "by": actor.id, "at": moment.at, "text": command.text,
        "version_number": answered.version_number if answered else command.version or newest, "page": command.page,
        "quote": command.quote or "", "parent_id": (answered.parent_id or answered.id) if answered else None,
    })  # fmt: skip
    db.add(comment)
    db.flush()
    people = drafters_and_heads(db, outgoing, moment)
    tell(db, document, [*people, answered.by] if answered else people, actor.id, "draft:commented", f"Góp ý dự thảo: {document.abstract}", moment)
    record(db, actor, moment, "draft:commented", document.id, {"version": comment.version_number, "text": command.text, "page": command.page})
    return comment
