"""Seal the head of each chain once a day, in the database and in a file outside it, so that a cut tail is found.

Never repairs a chain.
"""

import orjson
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import select

from hoso.support.clock import Moment
from hoso.support.database import open_engine, transaction
from hoso.support.settings import Settings
from hoso.support.trail import TrailHead, TrailSeal

SEALS = "trail-seals.jsonl"


def seal_trail(settings: Settings, moment: Moment) -> int:
    """Number of chains sealed. The file is append-only by habit: keep it on another disk, or print it."""
    engine = open_engine(settings.database_url, 1)
    lines: list[bytes] = []
    with transaction(engine) as db:
        for head in db.exec(select(TrailHead)):
            row = {"agency_id": head.agency_id, "sealed_on": moment.today, "sequence": head.sequence, "hash": head.hash}
            db.execute(insert(TrailSeal).values(row).on_conflict_do_nothing())
            lines.append(orjson.dumps(row, default=str) + b"\n")
    engine.dispose()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with (settings.data_dir / SEALS).open("ab") as file:
        file.writelines(lines)
    return len(lines)
