"""Select columns (not rows) without a ceiling on their number: the typed `select` of SQLModel ends at four. Order of lists."""

import uuid
from typing import Any

import sqlalchemy
from sqlalchemy import and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import col


def pick(*columns: Any) -> "sqlalchemy.Select[Any]":
    """A select of columns; execute it with `db.execute`, rows are tuples in the given order."""
    return sqlalchemy.select(*columns)


def newest_by_id(wanted: "sqlalchemy.Select[Any]", table: Any, before: uuid.UUID | None) -> "sqlalchemy.Select[Any]":
    """Newest first by id, after the row `before`."""
    return (wanted.where(col(table.id) < before) if before else wanted).order_by(col(table.id).desc())


def newest_by_day(wanted: "sqlalchemy.Select[Any]", table: Any, day: str, before: uuid.UUID | None) -> "sqlalchemy.Select[Any]":
    """Newest first by a day of `table` and its id, after the row `before`: what lies between two days is read and nothing newer."""
    on, row_id = col(getattr(table, day)), col(table.id)
    if before:
        last: Any = aliased(table)
        last_on = pick(getattr(last, day)).where(last.id == before).scalar_subquery()
        wanted = wanted.where(on <= last_on, or_(on < last_on, and_(on == last_on, row_id < before)))
    return wanted.order_by(on.desc(), row_id.desc())
