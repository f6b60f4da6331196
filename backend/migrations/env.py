"""Alembic environment: migrates with the owner's address, one transaction a migration, with a lock time-out."""

import os

from alembic import context
from hoso.all_tables import METADATA
from hoso.support.database import psycopg_url
from sqlalchemy import create_engine, pool, text

url = context.config.attributes.get("url") or os.environ.get("HOSO_DATABASE_OWNER_URL") or os.environ["HOSO_DATABASE_URL"]
engine = create_engine(psycopg_url(url), poolclass=pool.NullPool)
with engine.connect() as connection:
    connection.execute(text("set lock_timeout = '10s'"))
    connection.commit()
    context.configure(connection=connection, target_metadata=METADATA, transaction_per_migration=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
