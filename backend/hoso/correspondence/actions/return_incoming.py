"""Return an incoming document with a reason: to the sender, to the clerk, or to whoever directed it (Đ21)."""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from hoso.correspondence.actions.incoming_desk import (
    SENTENCES,
    behalf_in_direction,
    behalf_in_handling,
    directs,
    in_place_of,
    incoming_for,
    move,
    open_handlings,
    own_handlings,
    say,
    tell,
    withdraw,
)
from hoso.correspondence.actions.note_delivery import note_delivery
from hoso.correspondence.tables import Document, Incoming
from hoso.support.access import let_read
from hoso.support.actors import Absent, Actor
from hoso.support.clock import Moment
from hoso.support.organisations import RoleAssignment, in_force
from hoso.support.permissions import HEAD_ROLES, roles_with
from hoso.support.records import touch
from hoso.support.states import WrongState, require_task
from hoso.support.text import FilledText
from hoso.support.trail import record

FROM = {"sender": ("waiting", "registered"), "clerk": ("presented",), "director": ("handling",)}
CATEGORIES = {
    "unauthentic": "Không bảo đảm tính xác thực", "altered": "Không bảo đảm tính toàn vẹn", "misdirected": "Gửi sai nơi nhận", "other": "Lý do khác",
}  # fmt: skip
TO_STATE = {"sender": "returned", "clerk": "registered", "director": "presented"}


class ReturnIncoming(BaseModel):
    """To whom and why."""

    model_config = {"extra": "forbid"}
    to: Literal["sender", "clerk", "director"]
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]
    category: Literal["unauthentic", "altered", "misdirected", "other"] | None = None  # why it goes back to its sender (Đ21.2)

    @property
    def told(self) -> str:
        """What the sender reads."""
        return f"{CATEGORIES[self.category]}: {self.reason}"[:500] if self.category else self.reason


def _in_whose_place(db: Session, actor: Actor, document: Document, incoming: Incoming, to: str) -> Absent | None:
    """In whose place the actor returns it, if not from the own desk. Raises NotYourTask."""
    if to == "sender":
        require_task("vanthu" in actor.roles, "Chỉ văn thư trả lại nơi gửi.")
        return None
    if to == "clerk":
        require_task(directs(actor, incoming), "Văn bản được trình cho người khác.")
        return behalf_in_direction(actor, incoming)
    own = [h for h in own_handlings(db, actor, document.id) if h.part == "lead"]
    require_task(bool(own), "Chỉ đơn vị, cá nhân chủ trì trả lại người chỉ đạo.")
    return behalf_in_handling(actor, own)


def _back_to_director(db: Session, document: Document, incoming: Incoming, moment: Moment) -> uuid.UUID | None:
    """Withdraw the parts; the document waits with whoever directed it. What was transferred without direction waits at the head's desk."""
    given = open_handlings(db, document.id)
    lead = next((h for h in given if h.part == "lead" and h.parent_id is None), None)
    withdraw(db, given)
    incoming.presented_to = incoming.presented_to or _competent(db, document, lead.given_by if lead else None, moment)
    incoming.presented_at = moment.at
    return incoming.presented_to


def _competent(db: Session, document: Document, giver: uuid.UUID | None, moment: Moment) -> uuid.UUID | None:
    """Whoever gave the part if competent to direct, else the head of the agency."""
    held = select(RoleAssignment.person_id, RoleAssignment.role).where(
        RoleAssignment.agency_id == document.agency_id, col(RoleAssignment.role).in_(roles_with("directIncoming")), in_force(RoleAssignment, moment.today)
    )
    found = list(db.exec(held))
    heads = [person for person, role in found if role in HEAD_ROLES]
    return next((person for person, _ in found if person == giver), next(iter(heads), None))


def return_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: ReturnIncoming, moment: Moment) -> Document:
    """The document one desk back. Raises NotYourTask, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "returnIncoming")
    if document.state not in FROM[command.to]:
        raise WrongState(SENTENCES[document.state])
    behalf = _in_whose_place(db, actor, document, incoming, command.to)
    document.state = TO_STATE[command.to]
    to: uuid.UUID | None = None
    if command.to == "director":
        to = _back_to_director(db, document, incoming, moment)
        if to:
            let_read(db, document.agency_id, document.id, person_id=to)
            tell(db, document, [to], moment, "incoming:returned-to-director", f"Trả lại, xin chỉ đạo khác: {document.abstract}")
    if command.to == "sender" and incoming.source_document_id:
        note_delivery(db, incoming.source_document_id, document.id, "returned", moment, command.told)
    if command.to != "sender":
        move(db, actor, document, "returned", moment, to_person=to, note=command.reason, behalf=behalf)
    say(db, actor, document, "return", command.told, moment, behalf)
    touch(document, actor, moment)
    record(db, actor, moment, f"incoming:returned-to-{command.to}", document.id, {
        "reason": command.reason, **({"category": command.category} if command.category else {}), **in_place_of(behalf),
    })  # fmt: skip
    return document
