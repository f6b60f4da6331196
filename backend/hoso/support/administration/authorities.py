"""Authorities to sign (Đ13): in which capacity, on what basis, until when. Never signs, never changes what was signed."""

import uuid
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, col, or_, select

from hoso.support.actors import Actor
from hoso.support.administration.desk import EndedAlready, PeriodTurned, lock_administration, own_row, person_of, unit_of
from hoso.support.clock import Moment
from hoso.support.days import Day
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.organisations import RoleAssignment, SigningAuthority, in_force
from hoso.support.people import AlreadyThere
from hoso.support.permissions import HEAD_ROLES, roles_with
from hoso.support.reference import type_name
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record


class TermMissing(Malformed):
    """An authorisation (TUQ.) is limited in time (Đ13.3)."""

    code = "term_missing"


class ContentMissing(Malformed):
    """An authorisation (TUQ.) is limited in content (Đ13.3)."""

    code = "content_missing"


class UnknownLimit(Malformed):
    """A limit names a document type that does not exist."""

    code = "unknown_type"


class GrantorWithoutPost(RuleBroken):
    """Only the head in post authorises (TUQ.); only who signs by order (TL.) passes that on to the deputy (Đ13.3, Đ13.4)."""

    code = "grantor_without_post"


class CannotSign(RuleBroken):
    """None of the person's roles signs documents."""

    code = "role_cannot_sign"


class GrantAuthority(BaseModel):
    """Who signs in which capacity; POST = by the own post. The basis names the decision or regulation.

    Empty lists = no limit. `granted_by`: for TUQ. the head (absent = the one in post); for KT. the head of a unit who passes TL. on.
    `in_charge`: a deputy who is in charge of the agency; `signs_copies`: the head gave the signing of copies with it (Đ27.1).
    """

    model_config = {"extra": "forbid"}
    person_id: uuid.UUID
    capacity: Literal["POST", "TM", "Q", "KT", "TL", "TUQ"]
    basis: Annotated[FilledLine, Field(max_length=300)]
    valid_from: Day | None = None
    valid_to: Day | None = None
    granted_by: uuid.UUID | None = None
    type_codes: Annotated[list[Annotated[FilledLine, Field(max_length=10)]], Field(max_length=60)] = []
    field_codes: Annotated[list[Annotated[FilledLine, Field(max_length=20)]], Field(max_length=60)] = []
    unit_ids: Annotated[list[uuid.UUID], Field(max_length=60)] = []
    in_charge: bool = False
    signs_copies: bool = False
    content: Annotated[Line, Field(max_length=500)] = ""


class EndAuthority(BaseModel):
    """The last day on which it counts; absent = it ends at once."""

    model_config = {"extra": "forbid"}
    valid_to: Day | None = None


def _require_limits(db: Session, actor: Actor, command: GrantAuthority) -> None:
    if command.capacity == "TUQ" and command.valid_to is None:
        raise TermMissing("Thừa ủy quyền phải giới hạn thời gian (Điều 13.3): ghi ngày hết hiệu lực.", field="valid_to")
    if command.capacity == "TUQ" and not command.content:
        raise ContentMissing("Thừa ủy quyền phải giới hạn nội dung (Điều 13.3): ghi việc hoặc văn bản được ủy quyền ký.", field="content")
    for code in command.type_codes:
        if type_name(db, code) is None:
            raise UnknownLimit("Không có loại văn bản này.", field="type_codes")
    for unit_id in command.unit_ids:
        unit_of(db, actor, unit_id)


def _grantor(db: Session, actor: Actor, command: GrantAuthority, begins: date) -> uuid.UUID | None:
    """Who passes the authority on. Never somebody who was authorised (TUQ.) himself: no re-delegation (Đ13.3)."""
    if command.capacity not in ("TUQ", "KT"):
        return None
    by_head = select(SigningAuthority.person_id).where(
        SigningAuthority.agency_id == actor.agency_id, col(SigningAuthority.capacity).in_(("POST", "Q")), in_force(SigningAuthority, begins),
        col(SigningAuthority.person_id).in_(select(RoleAssignment.person_id).where(
            RoleAssignment.agency_id == actor.agency_id, col(RoleAssignment.role).in_(HEAD_ROLES), in_force(RoleAssignment, begins))),
    )  # fmt: skip
    heads = list(db.exec(by_head.order_by(col(SigningAuthority.id))))
    if command.granted_by is None:
        if command.capacity == "TUQ" and not heads:
            raise GrantorWithoutPost("Không có người đứng đầu đang giữ chức vụ để ủy quyền (Điều 13.3). Giao thẩm quyền theo chức vụ trước.")
        return heads[0] if command.capacity == "TUQ" else None
    person_of(db, actor, command.granted_by)
    if command.granted_by == command.person_id:
        raise GrantorWithoutPost("Không tự giao thẩm quyền ký cho chính mình.")
    by_order = select(SigningAuthority.id).where(
        SigningAuthority.person_id == command.granted_by, SigningAuthority.capacity == "TL", in_force(SigningAuthority, begins)
    )
    passes_on = command.capacity == "KT" and db.exec(by_order.limit(1)).first() is not None
    if command.granted_by not in heads and not passes_on:
        raise GrantorWithoutPost(
            "Người giao không giữ chức vụ người đứng đầu, cũng không được ký thừa lệnh trong ngày bắt đầu. "
            "Người được ủy quyền không được ủy quyền lại (Điều 13.3)."
        )
    return command.granted_by


def _require_unlike(db: Session, command: GrantAuthority, granted_by: uuid.UUID | None, moment: Moment) -> None:
    """Raises AlreadyThere where the person holds the capacity with the same limits from the same grantor."""
    same = select(SigningAuthority).where(
        SigningAuthority.person_id == command.person_id, SigningAuthority.capacity == command.capacity, col(SigningAuthority.ended_at).is_(None),
        or_(col(SigningAuthority.valid_to).is_(None), col(SigningAuthority.valid_to) >= moment.today),
    )  # fmt: skip
    limits = (set(command.type_codes), set(command.field_codes), {str(u) for u in command.unit_ids}, command.content, granted_by)
    for row in db.exec(same):
        if (set(row.type_codes), set(row.field_codes), set(row.unit_ids), row.content, row.granted_by) == limits:
            raise AlreadyThere("Người này đang có thẩm quyền ký theo tư cách đó. Kết thúc thẩm quyền cũ trước.")


def grant_authority(db: Session, actor: Actor, command: GrantAuthority, moment: Moment) -> SigningAuthority:
    """The authority. Raises UnknownOne, UnknownLimit, CannotSign, TermMissing, ContentMissing, GrantorWithoutPost, PeriodTurned, AlreadyThere."""
    lock_administration(db, actor.agency_id)
    person = person_of(db, actor, command.person_id)
    signing = select(RoleAssignment.id).where(
        RoleAssignment.person_id == person.id, col(RoleAssignment.role).in_(roles_with("signOutgoing")), in_force(RoleAssignment, moment.today)
    )
    if not db.exec(signing.limit(1)).first():
        raise CannotSign("Người này không giữ vai trò ký văn bản. Giao vai trò lãnh đạo cơ quan hoặc đơn vị trước.")
    begins = command.valid_from or moment.today
    _require_limits(db, actor, command)
    if command.valid_to and command.valid_to < max(begins, moment.today):
        raise PeriodTurned("Ngày hết hiệu lực phải từ hôm nay trở đi và sau ngày bắt đầu.", field="valid_to")
    granted_by = _grantor(db, actor, command, begins)
    _require_unlike(db, command, granted_by, moment)
    row = {"agency_id": actor.agency_id, **command.model_dump(mode="json"), "valid_from": begins, "granted_by": granted_by}
    granted = SigningAuthority.model_validate(row)
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
