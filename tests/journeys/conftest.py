"""What the journeys share: a world whose leaders and agency can sign."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest
from hoso.support.clock import Moment
from hoso.support.signatures import KeyStore

from tests.people import World


def give_keys(keys: KeyStore, ids: dict[str, str]) -> None:
    """Keys of the head and of the agency."""
    now = Moment.now().at
    keys.make_authority(now)
    for name in ("lanhdao.snv", "agency:snv"):
        keys.issue(UUID(ids[name]), f"Nguyễn {name}", "Sở Nội vụ", "Giám đốc", now)


def with_keys(world: World) -> World:
    """A world of a module's own with signing keys."""
    give_keys(world.app.state.keys, world.ids)
    return world


@pytest.fixture(scope="session")
def signing_keys(peopled: tuple[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys of the head and of the agency, made once: the people of every world are the same."""
    keys = KeyStore(tmp_path_factory.mktemp("keys"))
    give_keys(keys, peopled[1])
    return keys.directory


@pytest.fixture
def office(world: World, signing_keys: Path) -> World:
    """The world with signing keys for the leaders and the agency."""
    shutil.copytree(signing_keys, world.app.state.keys.directory, dirs_exist_ok=True)
    return world
