"""Open the register of a kind and year, or find it open: the next year's book opens by itself at 01."""

import uuid

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from hoso.correspondence.tables import Register
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken

NAMES = {"incoming": "Sổ đăng ký văn bản đến", "outgoing": "Sổ đăng ký văn bản đi"}


class RegisterClosed(RuleBroken):
    """The book was closed at the year's end; no number follows."""

    code = "register_closed"


def open_register(db: Session, agency_id: uuid.UUID, kind: str, moment: Moment, register_id: uuid.UUID | None = None) -> Register:
    """The register of today's year (or the named one). Raises RegisterClosed. Source: Đ15, Đ22, PL IV."""
    wanted = select(Register).where(Register.agency_id == agency_id, Register.kind == kind)
    wanted = wanted.where(Register.id == register_id) if register_id else wanted.where(Register.series == kind, Register.year == moment.year)
    found = db.exec(wanted).first()
    if found is None and register_id is None:
        row = {"id": new_id(), "agency_id": agency_id, "kind": kind, "series": kind, "year": moment.year, "opened_on": moment.today,
               "name": f"{NAMES[kind]} {moment.year}"}  # fmt: skip
        db.execute(insert(Register).values(row).on_conflict_do_nothing())
        found = db.exec(wanted).first()
    if found is None or found.closed_on is not None or found.year != moment.year:
        raise RegisterClosed("Sổ này không có hoặc đã khóa. Chọn sổ của năm hiện tại.", register_id=str(register_id))
    return found
