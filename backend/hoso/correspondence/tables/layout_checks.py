"""Rows about format checks: what the check of thể thức said about a draft's file, kept for whoever decides on its form (Đ12.2)."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from hoso.support.base import INSTANT, Row


class LayoutCheck(Row, table=True):
    """The result for one file of one document by the rules of `rules_on`; a new file or type is another row, none is ever changed."""

    __tablename__ = "layout_check"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT")
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    type_code: str = Field(max_length=10)
    rules_on: date
    errors: int
    looks: int
    undecided: int
    result: dict[str, Any] = Field(sa_type=JSONB)
    by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    at: datetime = Field(sa_type=INSTANT)
    __table_args__ = (UniqueConstraint("document_id", "sha256", "type_code", "rules_on"),)
