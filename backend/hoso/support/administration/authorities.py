"""Authorities to sign (Đ13): in which capacity, on what basis, until when. Never signs, never changes what was signed."""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, col, or_, select

from hoso.support.actors import Actor
from hoso.support.administration.desk import EndedAlready, PeriodTurned, lock_administration, own_row, person_of
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.organisations import RoleAssignment, SigningAuthority, in_force
from hoso.support.people import AlreadyThere
from hoso.support.permissions import roles_with
from hoso.support.text import FilledLine
from hoso.support.trail import record


class TermMissing(Malformed):
    """An authorisation (TUQ.) is limited in time (Đ13.4)."""

    code = "term_missing"


class CannotSign(RuleBroken):
    """None of the person's roles signs documents."""

    code = "role_cannot_sign"


class GrantAuthority(BaseModel):
    """Who signs in which capacity; POST = by the own post. The basis names the decision or regulation."""

    model_config = {"extra": "forbid"}
    person_id: uuid.UUID
    capacity: Literal["POST", "TM", "Q", "KT", "TL", "TUQ"]
    basis: Annotated[FilledLine, Field(max_length=300)]
    valid_from: Day | None = None
    valid_to: Day | None = None


class EndAuthority(BaseModel):
    """The last day on which it counts; absent = it ends at once."""

    model_config = {"extra": "forbid"}
    valid_to: Day | None = None


def grant_authority(db: Session, actor: Actor, command: GrantAuthority, moment: Moment) -> SigningAuthority:
    """The authority. Raises UnknownOne, CannotSign, TermMissing, PeriodTurned, AlreadyThere."""
    lock_administration(db, actor.agency_id)
    person = person_of(db, actor, command.person_id)
    signing = select(RoleAssignment.id).where(
        RoleAssignment.person_id == person.id, col(RoleAssignment.role).in_(roles_with("signOutgoing")), in_force(RoleAssignment, moment.today)
    )
    if not db.exec(signing.limit(1)).first():
        raise CannotSign("Người này không giữ vai trò ký văn bản. Giao vai trò lãnh đạo cơ quan hoặc đơn vị trước.")
    begins = command.valid_from or moment.today
    if command.capacity == "TUQ" and command.valid_to is None:
        raise TermMissing("Thừa ủy quyền phải giới hạn thời gian (Điều 13.4): ghi ngày hết hiệu lực.", field="valid_to")
    if command.valid_to and command.valid_to < max(begins, moment.today):
        raise PeriodTurned("Ngày hết hiệu lực phải từ hôm nay trở đi và sau ngày bắt đầu.", field="valid_to")
    same = select(SigningAuthority.id).where(
        SigningAuthority.person_id == person.id, SigningAuthority.capacity == command.capacity, col(SigningAuthority.ended_at).is_(None),
        or_(col(SigningAuthority.valid_to).is_(None), col(SigningAuthority.valid_to) >= moment.today),
    )  # fmt: skip
    if db.exec(same.limit(1)).first():
        raise AlreadyThere("Người này đang có thẩm quyền ký theo tư cách đó. Kết thúc thẩm quyền cũ trước.")
    granted = SigningAuthority.model_validate({
        "agency_id": actor.agency_id, "person_id": person.id, "capacity": command.capacity, "basis": command.basis, "valid_from": begins,
        "valid_to": command.valid_to,
    })  # fmt: skip
    db.add(granted)
    db.flush()
    detail = {"authority_id": granted.id, **command.model_dump(mode="json", exclude_none=True)}
    record(db, actor, moment, "authority:granted", person.id, detail)
    return granted


def end_authority(db: Session, actor: Actor, authority_id: uuid.UUID, command: EndAuthority, moment: Moment) -> SigningAuthority:
    """The authority with its end; what was signed stays signed. Raises NotFound, Stale, EndedAlready, PeriodTurned."""
    held = own_row(db, actor, SigningAuthority, authority_id)
    if held.ended_at or (held.valid_to and held.valid_to < moment.today):
        raise EndedAlready("Thẩm quyền ký này đã kết thúc.")
    if command.valid_to is None:
        held.ended_at = moment.at
    elif command.valid_to < max(moment.today, held.valid_from):
        raise PeriodTurned("Ngày hết hiệu lực phải từ hôm nay trở đi và sau ngày bắt đầu.", field="valid_to")
    else:
        held.valid_to = command.valid_to
    held.version += 1
    detail = {"authority_id": held.id, "capacity": held.capacity, "valid_to": command.valid_to}
    record(db, actor, moment, "authority:ended", held.person_id, detail)
    return held
