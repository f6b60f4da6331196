"""Note that an approved paper was signed by hand: who, on which day, in which capacity; the clerk does it (Đ13, Đ15.2).

Never signs anything itself and never gives a number: that comes after the signature.
"""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.incoming_desk import person_of_agency
from hoso.correspondence.actions.joint_desk import let_next_sign, require_all
from hoso.correspondence.actions.outgoing_desk import NoAuthority, make_outgoing_findable, outgoing_for
from hoso.correspondence.queries.signing import signing_verdict
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.records import touch
from hoso.support.states import require_state
from hoso.support.trail import record


class SignedInTheFuture(Malformed):
    """The day of the hand signature lies after today, or before the draft was approved."""

    code = "signed_in_the_future"


class NotTheProposedSigner(RuleBroken):
    """Somebody else than the person to whom the draft was presented signed it: that voids the approval (Đ11.2)."""

    code = "not_the_proposed_signer"


class RecordHandSignature(BaseModel):
    """Who signed on which day; without `signer_id` the person to whom it was presented."""

    model_config = {"extra": "forbid"}
    signer_id: uuid.UUID | None = None
    signed_on: Day
    capacity: Annotated[list[Literal["TM", "Q", "KT", "TL", "TUQ"]], Field(max_length=3)] = []


def _moment_of(command: RecordHandSignature, document: Document, moment: Moment) -> Moment:
    """The moment of the signature: that day at noon, or now when it was today."""
    if command.signed_on > moment.today:
        raise SignedInTheFuture("Ngày ký không thể sau hôm nay.", field="signed_on")
    if command.signed_on < Moment(document.created_at).today:
        raise SignedInTheFuture("Ngày ký không thể trước ngày soạn dự thảo.", field="signed_on")
    return moment if command.signed_on == moment.today else Moment.on(command.signed_on, 12)


def record_hand_signature(db: Session, actor: Actor, document_id: uuid.UUID, command: RecordHandSignature, moment: Moment) -> Document:
    """The signed paper. Raises SignedInTheFuture, NotTheProposedSigner, NoAuthority, UnknownPerson, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "recordHandSignature")
    require_state(document.medium == "paper", "Văn bản điện tử: người có thẩm quyền ký số, không ghi chữ ký tay.")
    require_all(db, document.id, "approved")
    signer_id = command.signer_id or outgoing.proposed_signer_id
    if signer_id is None or (outgoing.proposed_signer_id and signer_id != outgoing.proposed_signer_id):
        raise NotTheProposedSigner("Người ký trên giấy khác người được trình ký. Sửa dự thảo (người ký) và trình duyệt lại.")
    signer = person_of_agency(db, actor, signer_id)
    signed = _moment_of(command, document, moment)
    verdict = signing_verdict(db, signer.id, document, outgoing, [*command.capacity], signed)
    if not verdict.allowed:
        raise NoAuthority(verdict.reason)
    document.state = "signed"
    document.signer_name, document.signer_position = signer.full_name[:50], verdict.position[:100]
    outgoing.signed_by, outgoing.signed_at, outgoing.capacity = signer.id, signed.at, ",".join(verdict.capacity)
    let_next_sign(db, document, "", moment)
    touch(document, actor, moment)
    make_outgoing_findable(db, document, moment)
    record(db, actor, moment, "outgoing:hand-signed", document.id, {
        "signer": signer.full_name, "signed_on": command.signed_on, "capacity": [*verdict.capacity], "position": verdict.position,
    })  # fmt: skip
    return document
