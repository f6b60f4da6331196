"""Say something in the conversation about an incoming document, or answer what was said; people who are named are told.

Never gives anybody access: only who sees the document already can be named. Never edits: see `withdraw_opinion`.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.correct_incoming import Frozen
from hoso.correspondence.actions.facts import NamedFile
from hoso.correspondence.actions.incoming_desk import in_place_of, incoming_for, say, tell
from hoso.correspondence.queries.handling import participants
from hoso.correspondence.tables import Document, Opinion, OpinionFile, OpinionMention
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed, NotFound
from hoso.support.stored_files import require_nameable, use_file
from hoso.support.text import FilledText
from hoso.support.trail import record


class UnknownMention(Malformed):
    """Somebody is named who does not see the document."""

    code = "unknown_mention"


class AddOpinion(BaseModel):
    """The words; `parent_id` names what they answer, `mentions` whom they call, `files` what they bring along."""

    model_config = {"extra": "forbid"}
    text: Annotated[FilledText, Field(max_length=4000)]
    parent_id: uuid.UUID | None = None
    mentions: Annotated[list[uuid.UUID], Field(max_length=20)] = []
    files: Annotated[list[NamedFile], Field(max_length=20)] = []


def _thread(db: Session, document: Document, parent_id: uuid.UUID | None) -> Opinion | None:
    """The line that begins the thread: an answer to an answer stands under the same one. Raises NotFound."""
    if parent_id is None:
        return None
    parent = db.get(Opinion, parent_id)
    if parent is None or parent.document_id != document.id:
        raise NotFound("Không tìm thấy ý kiến được trả lời.")
    return db.get_one(Opinion, parent.parent_id) if parent.parent_id else parent


def add_opinion(db: Session, actor: Actor, document_id: uuid.UUID, command: AddOpinion, moment: Moment) -> Document:
    """The document with the opinion. Raises NotFound, UnknownMention, UnknownFile, Frozen, WrongState."""
    document, _ = incoming_for(db, actor, document_id, "addOpinion")
    if document.frozen_at:
        raise Frozen("Văn bản đã nộp lưu trong hồ sơ, không ghi thêm ý kiến được.")
    thread, mentions = _thread(db, document, command.parent_id), set(command.mentions)
    seeing = {p["id"] for p in participants(db, document, moment.today)} if mentions or actor.absents else set()
    if mentions - seeing:
        raise UnknownMention("Chỉ nhắc được người đang thấy văn bản này.", field="mentions")
    require_nameable(db, actor, [f.sha256 for f in command.files])
    behalf = None if actor.id in seeing else next((a for a in actor.absents if a.id in seeing), None)
    said = say(db, actor, document, "opinion", command.text, moment, behalf)
    said.parent_id = thread.id if thread else None
    db.flush()
    for ordinal, file in enumerate(command.files, start=1):
        db.add(OpinionFile.model_validate({"opinion_id": said.id, "ordinal": ordinal, "sha256": file.sha256, "name": file.name}))
        use_file(db, document.agency_id, document.id, file.sha256, file.name)
    db.add_all([OpinionMention.model_validate({"opinion_id": said.id, "person_id": person_id}) for person_id in mentions])
    answered = {thread.person_id} - mentions - {actor.id} if thread else set()
    tell(db, document, mentions, moment, "opinion:mentioned", f"{actor.full_name} nhắc anh/chị: {command.text}")
    tell(db, document, answered, moment, "opinion:answered", f"{actor.full_name} trả lời anh/chị: {command.text}")
    detail = {"opinion_id": said.id, "text": command.text, "mentions": sorted(mentions, key=str), "files": [f.sha256 for f in command.files]}
    record(db, actor, moment, "opinion:added", document.id, {**detail, "parent_id": said.parent_id, **in_place_of(behalf)})
    return document
