"""Migrations: one way up, back and up again, and the models say the same as the database."""

import psycopg
from alembic import command
from alembic.config import Config
from hoso.support.migrating import INI

from tests.conftest import url_of


def configured(url: str) -> Config:
    config = Config(str(INI))
    config.attributes["url"] = url
    return config


def test_up_down_up_and_nothing_differs_from_the_models(server: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("create database hoso_test_migrations")
    config = configured(url_of(server, "hoso_test_migrations"))
    command.upgrade(config, "head")
    command.downgrade(config, "base")
    command.upgrade(config, "head")
    command.check(config)
