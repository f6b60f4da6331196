"""Rows about printed books: what a register looked like when it was printed, and at its closing."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from hoso.support.base import INSTANT, Row


class RegisterPrint(Row, table=True):
    """A book as it was printed: bytes, pages, days. The closing print of a year is the book that is bound (Đ16.2.b, Đ22.3.b)."""

    __tablename__ = "register_print"
    agency_id: uuid.UUID
    register_id: uuid.UUID = Field(foreign_key="register.id", ondelete="RESTRICT", index=True)
    form: str = Field(max_length=40)
    format: str = Field(max_length=4)
    from_on: date | None = None
    to_on: date | None = None
    is_closing: bool = False
    row_count: int
    page_count: int
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    made_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    made_at: datetime = Field(sa_type=INSTANT)
    __table_args__ = (
        CheckConstraint("format in ('pdf','xlsx')", name="format"),
        Index("uq_register_print_closing", "register_id", "form", unique=True, postgresql_where=text("is_closing")),
    )
