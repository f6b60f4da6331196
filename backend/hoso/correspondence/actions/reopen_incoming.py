"""Reopen the handling of a document that was completed, with the reason; the lead works on where it was ended.

Never reopens what lies in a dossier that was submitted to the archive.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.actions.confirm_recall import InTheArchive
from hoso.correspondence.actions.direct_incoming import TermInThePast
from hoso.correspondence.actions.incoming_desk import (
    behalf_in_direction,
    behalf_in_handling,
    directs,
    in_place_of,
    incoming_for,
    lies_with,
    move,
    people_of,
    say,
    set_term,
    tell,
)
from hoso.correspondence.actions.note_delivery import note_delivery
from hoso.correspondence.tables import Document, Handling
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.text import FilledText
from hoso.support.trail import record


class ReopenIncoming(BaseModel):
    """Why, and until when now; without a day the old term stands."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]
    due_on: Day | None = None


def reopen_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: ReopenIncoming, moment: Moment) -> Document:
    """The document in handling again. Raises NotYourTask, InTheArchive, TermInThePast, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "reopenIncoming")
    if document.frozen_at:
        raise InTheArchive("Văn bản nằm trong hồ sơ đã nộp lưu, không mở lại được. Báo lưu trữ của cơ quan.")
    wanted = select(Handling).where(Handling.document_id == document.id, Handling.part == "lead", Handling.done_at == incoming.completed_at)
    leads = [h for h in db.exec(wanted) if h.state == "done"]
    director, mine = directs(actor, incoming), [h for h in leads if lies_with(actor, h)]
    require_task(director or bool(mine), "Người chỉ đạo, lãnh đạo đơn vị chủ trì hoặc người chủ trì mở lại văn bản đã kết thúc.")
    if command.due_on and command.due_on < moment.today:
        raise TermInThePast("Hạn giải quyết không thể trước hôm nay.", field="due_on")
    behalf = behalf_in_handling(actor, mine) if mine else behalf_in_direction(actor, incoming)
    for handling in leads:
        handling.state, handling.done_at, handling.outcome = "received", None, ""
        if command.due_on:
            handling.original_due_on, handling.due_on = handling.original_due_on or handling.due_on, command.due_on
        move(db, actor, document, "reopened", moment, to=handling, note=command.reason, behalf=behalf)
    document.state, incoming.completed_at = "handling", None
    set_term(document, incoming, command.due_on)
    if incoming.source_document_id:
        note_delivery(db, incoming.source_document_id, document.id, "handling", moment)
    tell(db, document, people_of(db, leads, moment) - {actor.id}, moment, "incoming:reopened", f"Mở lại giải quyết: {document.abstract}")
    say(db, actor, document, "reopening", command.reason, moment, behalf)
    touch(document, actor, moment)
    record(db, actor, moment, "incoming:reopened", document.id, {**command.model_dump(mode="json", exclude_none=True), **in_place_of(behalf)})
    return document
