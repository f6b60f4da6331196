"""Present an incoming document to whoever is competent to distribute it (Đ23.1)."""

import uuid

from pydantic import BaseModel
from sqlalchemy import Date, bindparam
from sqlmodel import Session, col

from hoso.correspondence.actions.incoming_desk import incoming_for, move, person_of_agency, tell
from hoso.correspondence.tables import Document
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken
from hoso.support.organisations import RoleAssignment, in_force
from hoso.support.permissions import roles_with
from hoso.support.picking import pick
from hoso.support.records import touch
from hoso.support.trail import record


class NotCompetent(RuleBroken):
    """The person is not competent to distribute incoming documents."""

    code = "not_competent"


class PresentIncoming(BaseModel):
    """To whom."""

    model_config = {"extra": "forbid"}
    to_user_id: uuid.UUID


_MAY_DIRECT = pick(RoleAssignment.id).where(
    col(RoleAssignment.person_id) == bindparam("person"), col(RoleAssignment.role).in_(roles_with("directIncoming")),
    in_force(RoleAssignment, bindparam("today", type_=Date)),
).limit(1).execution_options(autoflush=False)  # fmt: skip


def require_competent(db: Session, person_id: uuid.UUID, moment: Moment) -> None:
    """Raises NotCompetent unless a role of the person that counts today may direct: leaders, and who was granted to distribute (Đ23.1)."""
    if not db.execute(_MAY_DIRECT, {"person": person_id, "today": moment.today}).first():
        raise NotCompetent("Người này không có thẩm quyền phân phối văn bản đến. Chọn lãnh đạo hoặc người được giao phân phối.")


def present_incoming(db: Session, actor: Actor, document_id: uuid.UUID, command: PresentIncoming, moment: Moment) -> Document:
    """The document on the leader's desk. Raises UnknownPerson, NotCompetent, WrongState."""
    document, incoming = incoming_for(db, actor, document_id, "presentIncoming")
    person = person_of_agency(db, actor, command.to_user_id)
    require_competent(db, person.id, moment)
    document.state = "presented"
    incoming.presented_to, incoming.presented_at = person.id, moment.at
    let_read(db, document.agency_id, document.id, person_id=person.id)
    touch(document, actor, moment)
    move(db, actor, document, "presented", moment, to_person=person.id)
    tell(db, document, [person.id], moment, "incoming:presented", f"Trình xin ý kiến: {document.abstract}")
    record(db, actor, moment, "incoming:presented", document.id, {"to": person.full_name, "to_user_id": person.id})
    return document
