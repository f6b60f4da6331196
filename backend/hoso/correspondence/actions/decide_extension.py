"""Grant or refuse more time for a part; whoever gave the term decides, the old term stays in the request's row.

Never decides the own request.
"""

import uuid
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.actions.direct_incoming import TermInThePast
from hoso.correspondence.actions.incoming_desk import in_place_of, incoming_for, people_of, say, set_term, tell
from hoso.correspondence.actions.request_extension import NoTerm, require_within_unit
from hoso.correspondence.queries.handling import decides_extension
from hoso.correspondence.tables import Document, Extension, Handling, Incoming
from hoso.support.actors import Absent, Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Conflict, Malformed, NotFound
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.text import Text
from hoso.support.trail import record


class DecidedAlready(Conflict):
    """The request was answered before, or fell with its part."""

    code = "extension_decided"


class ReasonMissing(Malformed):
    """A refusal says why."""

    code = "reason_missing"


class DecideExtension(BaseModel):
    """Granted (also until another day than asked) or refused with a reason."""

    model_config = {"extra": "forbid"}
    verdict: Literal["grant", "refuse"]
    due_on: Day | None = None
    note: Annotated[Text, Field(max_length=500)] = ""


def _grant(db: Session, document: Document, incoming: Incoming, part: Handling, asked: Extension, wanted: date, moment: Moment) -> None:
    if wanted < moment.today:
        raise TermInThePast("Hạn giải quyết không thể trước hôm nay.", field="due_on")
    if wanted <= asked.old_due_on:
        raise NoTerm("Hạn mới phải sau hạn hiện tại. Không đồng ý thì chọn từ chối.")
    require_within_unit(db, part, wanted)
    asked.granted_due_on, asked.state = wanted, "granted"
    part.original_due_on, part.due_on = part.original_due_on or part.due_on, wanted
    if part.part == "lead" and part.parent_id is None:
        set_term(document, incoming, wanted)


def _behalf(actor: Actor, part: Handling, incoming: Incoming) -> Absent | None:
    """In whose place it is decided: the absent giver of the term, or an absent head."""
    if part.given_by == actor.id or actor.is_head or part.given_by is None:
        return None
    direct = (a for a in actor.absents if a.id in (part.given_by, incoming.presented_to))
    return next(direct, None) or (None if actor.headed_unit_ids else next((a for a in actor.absents if a.directs and a.is_head), None))


def decide_extension(
    db: Session, actor: Actor, document_id: uuid.UUID, extension_id: uuid.UUID, command: DecideExtension, moment: Moment
) -> Document:
    """The document with the valid term. Raises NotFound, NotYourTask, DecidedAlready, ReasonMissing, TermInThePast, NoTerm, BeyondTheUnit."""
    document, incoming = incoming_for(db, actor, document_id, "decideExtension")
    asked = db.exec(select(Extension).where(Extension.id == extension_id).with_for_update()).first()
    if asked is None or asked.document_id != document.id:
        raise NotFound("Không tìm thấy đề nghị gia hạn này.")
    if asked.state != "asked":
        raise DecidedAlready("Đề nghị gia hạn này đã được trả lời, hoặc phần việc đã giao lại.")
    part = db.get_one(Handling, asked.handling_id)
    mine = decides_extension(actor, incoming, part, db.get(Handling, part.parent_id) if part.parent_id else None)
    require_task(mine and asked.asked_by != actor.id, "Người đã giao hạn (hoặc người được ủy nhiệm khi vắng mặt) trả lời đề nghị gia hạn.")
    behalf = _behalf(actor, part, incoming)
    if command.verdict == "grant":
        _grant(db, document, incoming, part, asked, command.due_on or asked.asked_due_on, moment)
        said = f"Đồng ý gia hạn đến {part.due_on:%d/%m/%Y}."
    else:
        if len(command.note) < 10:
            raise ReasonMissing("Ghi rõ lý do không đồng ý, ít nhất 10 ký tự.", field="note")
        asked.state, said = "refused", f"Không đồng ý gia hạn, giữ hạn {asked.old_due_on:%d/%m/%Y}."
    part.asked_due_on = None
    asked.decided_by, asked.decided_at, asked.note = actor.id, moment.at, command.note
    asked.decided_on_behalf_id = behalf.id if behalf else None
    db.add(part)
    tell(db, document, (people_of(db, [part], moment) | {asked.asked_by}) - {actor.id}, moment, f"extension:{asked.state}", f"{said} {document.abstract}")
    say(db, actor, document, "extension", f"{said} {command.note}".strip(), moment, behalf)
    touch(document, actor, moment)
    detail = {"extension_id": asked.id, "handling_id": part.id, "old_due_on": asked.old_due_on, "due_on": part.due_on, "note": command.note}
    record(db, actor, moment, f"extension:{asked.state}", document.id, {**detail, **in_place_of(behalf)})
    return document
