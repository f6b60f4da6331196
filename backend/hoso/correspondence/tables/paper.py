"""Rows of the paper road: what went by post or by hand, the originals and copies that exist, their loans, conversions (NĐ 30 Đ17–19, Đ25)."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from hoso.support.base import INSTANT, Row


class Dispatch(Row, table=True):
    """An envelope (or several) to one recipient, by post or by hand: a line of Sổ gửi văn bản đi bưu điện or of the transfer book."""

    __tablename__ = "dispatch"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    recipient_name: str = Field(max_length=200)
    recipient_ordinal: int
    way: str = Field(max_length=4)
    dispatched_on: date
    item_number: str = Field(default="", max_length=40)
    envelopes: int = 1
    weight_grams: int | None = None
    note: str = Field(default="", max_length=500)
    by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    at: datetime = Field(sa_type=INSTANT)
    outcome: str = Field(default="", max_length=10)
    received_by: str = Field(default="", max_length=100)
    received_on: date | None = None
    receipt_note: str = Field(default="", max_length=500)
    __table_args__ = (
        CheckConstraint("way in ('post','hand')", name="way"),
        CheckConstraint("outcome in ('','received','returned')", name="outcome"),
        Index("ix_dispatch_agency_id_dispatched_on", "agency_id", "dispatched_on", "id"),
    )


class RetainedCopy(Row, table=True):
    """A bản gốc or bản chính that exists and where it is kept (Đ19)."""

    __tablename__ = "retained_copy"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    kind: str = Field(max_length=10)
    medium: str = Field(max_length=12)
    amount: int = 1
    place: str = Field(max_length=200)
    unit_id: uuid.UUID | None = Field(default=None, foreign_key="unit.id", ondelete="RESTRICT")
    note: str = Field(default="", max_length=500)
    noted_by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    noted_at: datetime = Field(sa_type=INSTANT)
    __table_args__ = (
        CheckConstraint("kind in ('original','principal')", name="kind"),
        CheckConstraint("medium in ('electronic','paper')", name="medium"),
    )


class RetainedLoan(Row, table=True):
    """That somebody uses a retained copy: a line of Sổ sử dụng bản lưu (PL IV.IV)."""

    __tablename__ = "retained_loan"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    retained_copy_id: uuid.UUID = Field(foreign_key="retained_copy.id", ondelete="RESTRICT")
    borrower_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    borrower_name: str = Field(max_length=200)
    permitted_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    lent_on: date
    due_on: date | None = None
    dossier_notation: str = Field(default="", max_length=100)
    note: str = Field(default="", max_length=500)
    lent_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    returned_on: date | None = None
    returned_to: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    return_note: str = Field(default="", max_length=500)
    __table_args__ = (
        Index("ix_retained_loan_agency_id_lent_on", "agency_id", "lent_on", "id"),
        Index("uq_retained_loan_open", "retained_copy_id", unique=True, postgresql_where="returned_on is null"),
    )


class Conversion(Row, table=True):
    """A bản chính on paper made from a signed file (Đ18.5), or a file made from a signed paper (Đ18.6, Đ25.1.c)."""

    __tablename__ = "conversion"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    direction: str = Field(max_length=8)
    source_sha256: str = Field(max_length=64)
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    copies: int = 1
    note: str = Field(default="", max_length=500)
    by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    at: datetime = Field(sa_type=INSTANT)
    __table_args__ = (CheckConstraint("direction in ('to_paper','to_file')", name="direction"),)
