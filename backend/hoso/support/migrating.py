"""Bring a database to the newest migration and give the application's role its rights."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from hoso.support.roles import grant_application_role

INI = Path(__file__).resolve().parents[3] / "alembic.ini"


def migrate(owner_url: str, application_url: str, revision: str = "head") -> None:
    """Upgrade to `revision`, as the owner. Idempotent."""
    config = Config(str(INI))
    config.attributes["url"] = owner_url
    command.upgrade(config, revision)
    grant_application_role(owner_url, application_url)
