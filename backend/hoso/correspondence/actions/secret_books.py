"""The secret registers of an isolated installation: their own series, one book a year for each direction (TT 24/2020/TT-BCA, Mẫu 14, 15)."""

import uuid

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from hoso.correspondence.actions.open_register import RegisterClosed
from hoso.correspondence.tables import Register
from hoso.support.base import new_id
from hoso.support.clock import Moment

SECRET_BOOKS = {
    "incoming": ("BMNN-DEN", "Sổ đăng ký bí mật nhà nước đến"),
    "outgoing": ("BMNN-DI", "Sổ đăng ký bí mật nhà nước đi"),
}


def secret_register(db: Session, agency_id: uuid.UUID, kind: str, moment: Moment) -> Register:
    """The secret book of the year; opened by itself. Raises RegisterClosed. The caller has asked permitted_level."""
    code, name = SECRET_BOOKS[kind]
    wanted = select(Register).where(
        Register.agency_id == agency_id, Register.kind == kind, Register.series == code, Register.year == moment.year
    )
    found = db.exec(wanted).first()
    if found is None:
        row = {"id": new_id(), "agency_id": agency_id, "kind": kind, "series": code, "year": moment.year, "opened_on": moment.today,
               "name": f"{name} {moment.year}"}  # fmt: skip
        db.execute(insert(Register).values(row).on_conflict_do_nothing())
        found = db.exec(wanted).first()
    if found is None or found.closed_on is not None:
        raise RegisterClosed("Sổ bí mật nhà nước của năm đã khóa.")
    return found


__all__ = ["SECRET_BOOKS", "secret_register"]
