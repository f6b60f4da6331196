"""Write a new incoming document, its entry in the register, its number and its search entry in one statement.

The counter's row is locked from here to the commit: on a hot book each round trip that follows makes every other clerk
wait. Rows are validated by their tables as everywhere; the columns come from the tables, none is listed here.
"""

from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import Session

from hoso.correspondence.tables import Document, Incoming, RegisterEntry
from hoso.support.numbering import NEXT_NUMBER
from hoso.support.search import PUT_NUMBERED

_INSERT = text(
    f"with given as ({NEXT_NUMBER}), "  # noqa: S608 a constant
    "d as (insert into document select * from json_populate_record(null::document, cast(:document as json))), "
    "e as (insert into register_entry select r.* from given, "
    "jsonb_populate_record(null::register_entry, cast(:entry as jsonb) || jsonb_build_object('number', given.last)) r), "
    "i as (insert into incoming select r.* from given, "
    "jsonb_populate_record(null::incoming, cast(:incoming as jsonb) || jsonb_build_object('arrival_number', given.last)) r), "
    f"s as ({PUT_NUMBERED}) "
    "select last from given"
)


def insert_registration(
    db: Session, document: Document, incoming: Incoming, entry: RegisterEntry, series: str, year: int, findable: dict[str, Any]
) -> None:
    """The three rows, with the next number of the series; afterwards they are known to the session as if they had been loaded.

    `findable`: the search entry up to the number (`support.search.numbered_entry`).
    """
    number = db.connection().execute(_INSERT, {
        "agency": document.agency_id, "series": series, "year": year, "document": orjson.dumps(document.model_dump()).decode(),
        "entry": orjson.dumps(entry.model_dump()).decode(), "incoming": orjson.dumps(incoming.model_dump()).decode(),
        **findable,
    }).scalar_one()  # fmt: skip
    entry.number = incoming.arrival_number = int(number)
    rows = db.info["registration"] = (document, entry, incoming)  # kept here, since a session itself forgets unchanged rows
    for row in rows:
        make_transient_to_detached(row)
        db.add(row)
