"""Name the agencies that issue a document together with the own one, in their order; a change voids the checks (Đ11.2, PL I II.2)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field, model_validator
from sqlalchemy import delete
from sqlmodel import Session, col

from hoso.correspondence.actions.cancel_signature import drop_preparation
from hoso.correspondence.actions.keep_version import facts_now, keep_version
from hoso.correspondence.actions.outgoing_desk import outgoing_for, void_reviews
from hoso.correspondence.queries.drafting import drafts_here
from hoso.correspondence.tables import Document, JointSignature
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed
from hoso.support.organisations import Agency
from hoso.support.records import touch
from hoso.support.states import require_task
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record


class NotACoIssuer(Malformed):
    """The agency is unknown, is the own one, or stands there twice."""

    code = "not_a_co_issuer"


class JointIssuer(BaseModel):
    """An agency of the installation, or one outside by name with who signs there."""

    model_config = {"extra": "forbid"}
    agency_id: uuid.UUID | None = None
    name: Annotated[FilledLine, Field(max_length=200)] | None = None
    signer_name: Annotated[Line, Field(max_length=100)] | None = None
    signer_position: Annotated[Line, Field(max_length=100)] | None = None

    @model_validator(mode="after")
    def _somebody(self) -> "JointIssuer":
        if not self.agency_id and not self.name:
            raise ValueError("thiếu cơ quan cùng ban hành")
        return self


class NameJointIssuers(BaseModel):
    """In the order in which they sign after the lead agency; empty = the own agency alone."""

    model_config = {"extra": "forbid"}
    issuers: Annotated[list[JointIssuer], Field(max_length=20)]


def name_joint_issuers(db: Session, actor: Actor, document_id: uuid.UUID, command: NameJointIssuers, moment: Moment) -> Document:
    """The draft with its co-issuers. Raises NotYourTask, NotACoIssuer, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "nameJointIssuers")
    require_task(drafts_here(db, actor, outgoing), "Người soạn thảo hoặc lãnh đạo đơn vị soạn thảo ghi cơ quan cùng ban hành.")
    before = facts_now(db, document, outgoing)
    db.execute(delete(JointSignature).where(col(JointSignature.document_id) == document.id))
    named = set[uuid.UUID]()
    names = []
    for ordinal, one in enumerate(command.issuers, start=1):
        agency = db.get(Agency, one.agency_id) if one.agency_id else None
        if one.agency_id and (agency is None or agency.id == document.agency_id or agency.id in named or agency.kind != "agency"):
            raise NotACoIssuer("Chọn cơ quan khác cơ quan chủ trì, mỗi cơ quan một lần.", field="issuers")
        named |= {agency.id} if agency else set()
        names.append(agency.name if agency else one.name or "")
        db.add(JointSignature.model_validate({
            "agency_id": agency.id if agency else document.agency_id, "lead_agency_id": document.agency_id, "document_id": document.id,
            "ordinal": ordinal, "is_inside": agency is not None, "agency_name": names[-1], "state": "pending",
            "signer_name": one.signer_name or "", "signer_position": one.signer_position or "", "created_at": moment.at, "created_by": actor.id,
            "changed_at": moment.at, "changed_by": actor.id,
        }))  # fmt: skip
    db.flush()
    drop_preparation(db, actor, document, outgoing, "Dự thảo được trả lại sau khi chuẩn bị ký.", moment)
    voided = void_reviews(db, document, moment)
    document.state = "draft"
    keep_version(db, actor, document, outgoing, f"Cơ quan cùng ban hành: {', '.join(names) or 'không'}"[:1000], before, moment)
    touch(document, actor, moment)
    record(db, actor, moment, "outgoing:co-issuers-named", document.id, {"issuers": names, "voided_reviews": voided})
    return document
