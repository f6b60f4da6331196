"""Select columns (not rows) without a ceiling on their number: the typed `select` of SQLModel ends at four."""

from typing import Any

import sqlalchemy


def pick(*columns: Any) -> "sqlalchemy.Select[Any]":
    """A select of columns; execute it with `db.execute`, rows are tuples in the given order."""
    return sqlalchemy.select(*columns)
