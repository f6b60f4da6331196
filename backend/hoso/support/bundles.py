"""Several small lists around one record, in one round trip: a round trip costs more than what the database does in it.

Each list is a statement that was made once; PostgreSQL hands it over as JSON, and its columns' types make dates and ids of it again.
"""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Select, Text, cast, func, select
from sqlalchemy.sql import literal_column
from sqlmodel import Session
from typing_extensions import TypedDict

Rows = list[dict[str, Any]]


def _reader(wanted: Select[Any]) -> TypeAdapter[Rows]:
    columns = {str(c.key): c.type.python_type | None for c in wanted.selected_columns}
    row: Any = TypedDict("Row", columns)  # type: ignore[misc]
    reader: Any = TypeAdapter(list[row])
    return reader  # type: ignore[no-any-return]


def _as_json(name: str, wanted: Select[Any]) -> Any:
    rows = wanted.subquery(name)
    return select(cast(func.json_agg(literal_column(f'"{name}"')), Text)).select_from(rows).scalar_subquery().label(name)


class Bundle:
    """The lists by name. Their statements share their bind parameters and keep their order."""

    def __init__(self, **lists: Select[Any]) -> None:
        self._wanted = select(*(_as_json(name, wanted) for name, wanted in lists.items()))
        self._readers = {name: _reader(wanted) for name, wanted in lists.items()}

    def of(self, db: Session, **values: Any) -> dict[str, Rows]:
        """All lists, each row a dict by column."""
        found = db.execute(self._wanted, values).one()
        return {name: reader.validate_json(text) if text else [] for (name, reader), text in zip(self._readers.items(), found, strict=True)}
