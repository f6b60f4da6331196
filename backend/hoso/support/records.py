"""Loading a record for reading or for change, with access, locking and versions in one place.

Never says what may be done with it: states and permissions are the stages' rules.
"""

import uuid
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam
from sqlmodel import Session, col

from hoso.support.access import granted, is_visible, visible_to
from hoso.support.actors import Actor
from hoso.support.base import Record, Row
from hoso.support.clock import Moment
from hoso.support.errors import NotAllowed, NotFound, RuleBroken, Stale
from hoso.support.organisations import Person
from hoso.support.picking import pick

R = TypeVar("R", bound=Record)


class OutOfReach(NotAllowed):
    """The record is the own agency's, but not on the caller's desk."""

    code = "out_of_reach"


class RecordHeld(RuleBroken):
    """The record is kept as it stands; nothing of it changes until the hold is lifted."""

    code = "record_held"


HELD = "Đang giữ nguyên trạng: không thay đổi được cho đến khi người có thẩm quyền gỡ."


def under_hold(row: Record, allowed: list[str], why_not: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """What may be done with the record, and why not: nothing while it is held."""
    if getattr(row, "held_at", None) is None:
        return allowed, why_not
    return [], {**why_not, **dict.fromkeys(allowed, HELD)}


def _guard(db: Session, actor: Actor, row: R | None, *, is_granted: bool = False) -> R:
    if row is None or row.agency_id != actor.agency_id:
        raise NotFound("Không tìm thấy.")
    if not (actor.sees_agency or is_granted or is_visible(db, actor, row.id)):
        raise OutOfReach("Anh/chị chưa được phân quyền với hồ sơ, văn bản này. Hỏi văn thư hoặc lãnh đạo đơn vị.")
    return row


@cache
def _with_half(table: type[Record], half: type[Row]) -> Select[Any]:
    """Made once: the record and the half of it that stands in a table of its own under the same id."""
    return pick(table, half).outerjoin(half, col(half.id) == col(table.id)).where(col(table.id) == bindparam("record"))


@cache
def _locked(table: type[Record]) -> Select[Any]:
    wanted = pick(table).where(col(table.id) == bindparam("record")).with_for_update(of=table)
    return wanted.execution_options(populate_existing=True)


def load(db: Session, actor: Actor, table: type[R], record_id: uuid.UUID, half: type[Row] | None = None) -> R:
    """The record, if the actor may see it. Raises NotFound (other agency, or none), OutOfReach.

    The session then knows its `half`, too: what a direction of a document has of its own (asked for with the record, not after it).
    """
    wanted = _with_half(table, half) if half else pick(table).where(col(table.id) == bindparam("record"))
    if not actor.sees_agency:
        wanted = wanted.add_columns(granted(actor, record_id))  # the row and the grant at once
    elif half is None:
        return _guard(db, actor, db.get(table, record_id))
    found = db.execute(wanted, {"record": record_id}).first()
    db.info["halves"] = found  # a session itself forgets unchanged rows
    row: R | None = found[0] if found else None
    return _guard(db, actor, row, is_granted=bool(found and not actor.sees_agency and found[-1]))


def load_for_change(db: Session, actor: Actor, table: type[R], record_id: uuid.UUID) -> R:
    """The record, locked until the transaction ends. Raises NotFound, OutOfReach, Stale (If-Match differs), RecordHeld."""
    asked = _locked(table)
    if not actor.sees_agency:
        asked = asked.add_columns(granted(actor, record_id))  # the row and the grant at once
    row = db.execute(asked, {"record": record_id}).first()
    found: R = _guard(db, actor, row[0] if row else None, is_granted=bool(row and not actor.sees_agency and row[1]))
    expected = db.info.get("if_match")
    if expected is not None and expected != found.version:
        changer = db.get(Person, found.changed_by) if found.changed_by else None
        raise Stale(
            "Nội dung đã được người khác sửa sau khi anh/chị mở.",
            changed_by=changer.full_name if changer else None,
            changed_at=found.changed_at.isoformat(),
            version=found.version,
        )
    if getattr(found, "held_at", None) is not None:
        raise RecordHeld(HELD)
    db.info["if_match"] = None  # answered once: later loads of the same request are the action's own
    return found


def touch(row: Record, actor: Actor | None, moment: Moment) -> None:
    """Note who changed the record and when; its ETag changes."""
    row.version += 1
    row.changed_at = moment.at
    row.changed_by = actor.id if actor else None


__all__ = ["OutOfReach", "RecordHeld", "load", "load_for_change", "touch", "under_hold", "visible_to"]
