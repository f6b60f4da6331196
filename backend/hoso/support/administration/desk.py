"""What the administrator's acts share: a row of the own agency locked and checked, the lock of an agency's administration."""

import uuid
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, Malformed, NotFound, RuleBroken, Stale
from hoso.support.organisations import Agency, Person, RoleAssignment, Unit, in_force
from hoso.support.trail import TrailEntry

R = TypeVar("R", bound=SQLModel)


class UnknownOne(Malformed):
    """The person or unit that is named is none of the agency, or is not active."""

    code = "unknown_person"


class LastAdministrator(RuleBroken):
    """An agency keeps at least one active administrator whose role does not run out."""

    code = "last_administrator"


class PeriodTurned(Malformed):
    """A period ends before it begins."""

    code = "period_turned"


class EndedAlready(Conflict):
    """The role or authority ended before."""

    code = "ended_already"


def lock_administration(db: Session, agency_id: uuid.UUID) -> Agency:
    """The agency's row, locked: acts that must see each other (the last administrator, a type in two series) queue here.

    NO KEY UPDATE: whoever only refers to the agency is not held up.
    """
    return db.exec(select(Agency).where(Agency.id == agency_id).with_for_update(key_share=True).execution_options(populate_existing=True)).one()


def own_row(db: Session, actor: Actor, table: type[R], row_id: uuid.UUID) -> R:
    """A row of the actor's agency, locked. Raises NotFound (another agency's, or none), Stale (If-Match differs)."""
    columns: Any = table
    wanted = select(table).where(col(columns.id) == row_id).with_for_update(key_share=True).execution_options(populate_existing=True)
    row: Any = db.exec(wanted).first()
    if row is None or row.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy.")
    require_version(db, actor, getattr(row, "person_id", row.id), row.version)  # the trail of a role is that of its person
    return row  # type: ignore[no-any-return]


def require_version(db: Session, actor: Actor, subject_id: uuid.UUID, version: int) -> None:
    """Raises Stale when the caller's If-Match differs; the trail says who changed the subject last."""
    expected = db.info.get("if_match")
    db.info["if_match"] = None
    if expected is None or expected == version:
        return
    wanted = select(TrailEntry).where(TrailEntry.subject_id == subject_id, TrailEntry.agency_id == actor.agency_id)
    last = db.exec(wanted.order_by(col(TrailEntry.sequence).desc()).limit(1)).first()
    raise Stale(
        "Nội dung đã được người khác sửa sau khi anh/chị mở.", version=version,
        changed_by=last.by_name if last else None, changed_at=last.at.isoformat() if last else None,
    )  # fmt: skip


def person_of(db: Session, actor: Actor, person_id: uuid.UUID) -> Person:
    """An active person of the actor's agency. Raises UnknownOne."""
    person = db.get(Person, person_id)
    if person is None or person.agency_id != actor.agency_id or not person.is_active:
        raise UnknownOne("Không có người này trong cơ quan, hoặc tài khoản đã ngừng.", field="person_id")
    return person


def unit_of(db: Session, actor: Actor, unit_id: uuid.UUID) -> Unit:
    """An active unit of the actor's agency. Raises UnknownOne."""
    unit = db.get(Unit, unit_id)
    if unit is None or unit.agency_id != actor.agency_id or not unit.is_active:
        raise UnknownOne("Không có đơn vị này trong cơ quan, hoặc đơn vị đã giải thể.", field="unit_id")
    return unit


def require_another_administrator(db: Session, agency_id: uuid.UUID, without: uuid.UUID, moment: Moment) -> None:
    """Raises LastAdministrator unless another active person holds quantri without end; call it under `lock_administration`."""
    wanted = (
        select(Person.id)
        .join(RoleAssignment, col(RoleAssignment.person_id) == Person.id)
        .where(
            Person.agency_id == agency_id, col(Person.is_active).is_(True), Person.id != without, RoleAssignment.role == "quantri",
            in_force(RoleAssignment, moment.today), col(RoleAssignment.valid_to).is_(None),
        )
    )  # fmt: skip
    if not db.exec(wanted.limit(1)).first():
        raise LastAdministrator("Đây là quản trị cuối cùng của cơ quan. Giao vai trò quản trị cho người khác trước.")
