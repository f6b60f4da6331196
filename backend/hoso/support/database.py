"""The engine and the one place that commits.

Never knows a table: what must be written just before a commit is registered in `BEFORE_COMMIT`.
"""

import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError
from sqlmodel import Session, create_engine

BEFORE_COMMIT: list[Callable[[Session], None]] = []


def psycopg_url(url: str) -> str:
    """The same address with SQLAlchemy's psycopg 3 dialect named."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def open_engine(url: str, pool_size: int = 10) -> Engine:
    """An engine for PostgreSQL ≥ 15; plans are made for each value (a generic plan makes search slow).

    No parallel workers: starting one takes longer (about 5 ms) than a page of a list does, and what is long is a job.
    """
    engine = create_engine(
        psycopg_url(url),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=30,
        connect_args={"options": "-c plan_cache_mode=force_custom_plan -c max_parallel_workers_per_gather=0 -c timezone=UTC"},
    )
    event.listen(engine, "checkout", _refuse_dead)
    return engine


def _refuse_dead(connection: Any, _record: Any, _proxy: Any) -> None:
    """Replace a connection whose server went away. An idle one that has something to read was ended: no round trip is needed."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    if poll.poll(0):
        raise DisconnectionError


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """One transaction: commits when the block ends, rolls back when it raises.

    The trail is written last, so that the chain of the agency is locked for the shortest time.
    """
    with Session(engine, expire_on_commit=False, autoflush=True) as db:
        try:
            yield db
            for write in BEFORE_COMMIT:
                write(db)
            db.commit()
        except BaseException:
            db.rollback()
            raise
