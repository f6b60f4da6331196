"""Urge whoever has an open part of a document (đôn đốc, Đ24.1): a notice, a dated row, a line of the conversation.

Never urges the same part more than once an hour.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, col, func, select

from hoso.correspondence.actions.incoming_desk import (
    behalf_in_direction,
    directs,
    in_place_of,
    incoming_for,
    open_handlings,
    people_of,
    say,
    tell,
)
from hoso.correspondence.queries.handling import names_of, urgeable
from hoso.correspondence.rules.handling import BETWEEN_URGINGS, WORKED_ON, may_urge_again
from hoso.correspondence.tables import Document, FollowUp, Handling, Urging
from hoso.support.actors import Actor
from hoso.support.clock import HANOI, Moment
from hoso.support.errors import Conflict, NotFound
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.text import FilledText
from hoso.support.trail import record


class UrgedRecently(Conflict):
    """The part was urged less than an hour ago."""

    code = "urged_recently"


class UrgeIncoming(BaseModel):
    """What to say; `handling_ids` whom to urge, without them everybody with an open part who may be urged."""

    model_config = {"extra": "forbid"}
    note: Annotated[FilledText, Field(max_length=1000)]
    handling_ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=200)] | None = None


def _allowed(db: Session, actor: Actor, document: Document, director: bool) -> list[Handling]:
    """The open parts that the actor may urge. Raises NotYourTask."""
    parts = [h for h in open_handlings(db, document.id) if h.part in WORKED_ON]
    follows = select(FollowUp.id).where(FollowUp.document_id == document.id, FollowUp.person_id == actor.id, col(FollowUp.ended_at).is_(None))
    whole = director or "dondoc" in actor.roles or db.exec(follows).first() is not None
    found = urgeable(actor, parts, whole)
    require_task(bool(found), "Người được giao theo dõi, người chỉ đạo hoặc lãnh đạo đơn vị (với người trong đơn vị) đôn đốc văn bản này.")
    return found


def _not_just_urged(db: Session, document: Document, chosen: list[Handling], moment: Moment, *, named: bool) -> list[Handling]:
    """Those that may be urged now. Raises UrgedRecently: for a named one, or when nobody is left."""
    wanted = select(Urging.handling_id, func.max(Urging.at)).where(Urging.document_id == document.id).group_by(col(Urging.handling_id))
    last_at = {handling_id: at for handling_id, at in db.exec(wanted)}  # noqa: C416 a result has keys: dict() would take it for a mapping
    ready = [h for h in chosen if may_urge_again(last_at.get(h.id), moment.at)]
    waiting = [last_at[h.id] + BETWEEN_URGINGS for h in chosen if h not in ready]
    if waiting and (named or not ready):
        again = max(waiting) if named else min(waiting)
        said = f"Vừa đôn đốc trong vòng một giờ qua. Đôn đốc lại được từ {again.astimezone(HANOI):%H:%M ngày %d/%m/%Y}."
        raise UrgedRecently(said, next_at=again.isoformat())
    return ready


def urge_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: UrgeIncoming, moment: Moment) -> Document:
    """The document with the urging. Raises NotYourTask, NotFound, UrgedRecently, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "urgeIncoming")
    director = directs(actor, incoming)
    parts = _allowed(db, actor, document, director)
    if command.handling_ids:
        wanted = set(command.handling_ids)
        if wanted - {h.id for h in parts}:
            raise NotFound("Có phần việc không còn mở, hoặc không thuộc quyền đôn đốc của anh/chị.")
        parts = [h for h in parts if h.id in wanted]
    parts = _not_just_urged(db, document, parts, moment, named=command.handling_ids is not None)
    behalf = behalf_in_direction(actor, incoming) if director else None
    for handling in parts:
        db.add(Urging.model_validate({
            "agency_id": document.agency_id, "document_id": document.id, "handling_id": handling.id, "urged_by": actor.id, "at": moment.at,
            "note": command.note, "on_behalf_id": behalf.id if behalf else None,
        }))  # fmt: skip
    names = ", ".join(names_of(db, parts))
    tell(db, document, people_of(db, parts, moment) - {actor.id}, moment, "incoming:urged", f"Đôn đốc: {command.note} ({document.abstract})")
    say(db, actor, document, "urging", f"Đôn đốc {names}: {command.note}", moment, behalf)
    touch(document, actor, moment)
    detail = {"handlings": [h.id for h in parts], "to": names, "note": command.note, **in_place_of(behalf)}
    record(db, actor, moment, "incoming:urged", document.id, detail)
    return document
