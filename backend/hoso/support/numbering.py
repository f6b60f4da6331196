"""Consecutive numbers without gap and without duplicate.

One counter row per (agency, series, year), raised inside the registering transaction: a rollback gives the number
back. Never MAX+1, never a database sequence. Take it as late as possible before the commit.
"""

import uuid

from sqlalchemy import text
from sqlmodel import Field, Session, SQLModel


class NumberCounter(SQLModel, table=True):
    """The last number that was given in a series of an agency in a year."""

    __tablename__ = "number_counter"
    agency_id: uuid.UUID = Field(primary_key=True)
    series: str = Field(primary_key=True, max_length=60)
    year: int = Field(primary_key=True)
    last: int


NEXT_NUMBER = (
    "insert into number_counter (agency_id, series, year, last) values (:agency, :series, :year, 1) "
    "on conflict (agency_id, series, year) do update set last = number_counter.last + 1 returning last"
)
_NEXT = text(NEXT_NUMBER)


def next_number(db: Session, agency_id: uuid.UUID, series: str, year: int) -> int:
    """The next number of the series, from 1 on 1 January; the counter stays locked until the transaction ends."""
    return int(db.execute(_NEXT, {"agency": agency_id, "series": series, "year": year}).scalar_one())
