"""What the integrity tests share: one prepared world for a whole file, since its tests undo what they do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import application, fresh_database
from tests.people import make_world
from tests.prepared import Prepared, prepare


@pytest.fixture(scope="package")
def prepared(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """A world with a record for every operation; use it inside `undone()`."""
    directory: Path = tmp_path_factory.mktemp("prepared")
    with fresh_database(server, template) as database, application(database, directory) as app:
        yield prepare(make_world(app))
