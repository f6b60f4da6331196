"""A record that is shown to somebody: loaded with access, and noted as viewed in the same transaction."""

import uuid
from typing import TypeVar

from hoso.support.access_log import VIEWED, note_use
from hoso.support.base import Record, Row
from hoso.support.http.edge import Call
from hoso.support.records import load

R = TypeVar("R", bound=Record)


def viewed(call: Call, table: type[R], record_id: uuid.UUID, half: type[Row] | None = None) -> R:
    """The record, if the caller may see it; that it was seen is noted (PL VI III.6.l). Raises NotFound, OutOfReach. `half`: see `load`."""
    row = load(call.db, call.actor, table, record_id, half)
    note_use(call.db, call.actor, call.moment, row.id, VIEWED)
    return row
