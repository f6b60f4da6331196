"""Table base: constraint names, time-ordered ids, and the columns that every record shares.

Never holds a table of its own.
"""

import os
import time
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, MetaData
from sqlmodel import Field, SQLModel

# Must stand before the first table is imported: a later change is silently ignored.
SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

INSTANT: Any = DateTime(timezone=True)


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562 §5.7): ordered by creation, so that index pages stay together."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds << 80) | random
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return uuid.UUID(int=value)


class Row(SQLModel):
    """A row with an id. Build rows by `Table.model_validate({...})`: table rows do not validate otherwise."""

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)


class Record(Row):
    """A row that people change: it belongs to one agency, has a state and a version for If-Match."""

    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    state: str = Field(max_length=30)
    version: int = 1
    created_at: datetime = Field(sa_type=INSTANT)
    created_by: uuid.UUID | None = None
    changed_at: datetime = Field(sa_type=INSTANT)
    changed_by: uuid.UUID | None = None
