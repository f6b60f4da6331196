"""What the journeys share: a world whose leaders and agency can sign."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest
from hoso.support.clock import Moment
from hoso.support.signatures import KeyStore

from tests.people import World


@pytest.fixture(scope="session")
def signing_keys(peopled: tuple[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys of the head and of the agency, made once: the people of every world are the same."""
    keys, now = KeyStore(tmp_path_factory.mktemp("keys")), Moment.now().at
    keys.make_authority(now)
    for name in ("lanhdao.snv", "agency:snv"):
        keys.issue(UUID(peopled[1][name]), f"Nguyễn {name}", "Sở Nội vụ", "Giám đốc", now)
    return keys.directory


@pytest.fixture
def office(world: World, signing_keys: Path) -> World:
    """The world with signing keys for the leaders and the agency."""
    shutil.copytree(signing_keys, world.app.state.keys.directory, dirs_exist_ok=True)
    return world
