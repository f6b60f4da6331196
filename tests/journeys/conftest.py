"""What the journeys share: a world whose leaders and agency can sign."""

from uuid import UUID

import pytest
from hoso.support.clock import Moment

from tests.people import World


@pytest.fixture
def office(world: World) -> World:
    """The world with signing keys for the leaders and the agency."""
    keys, now = world.app.state.keys, Moment.now().at
    keys.make_authority(now)
    for name in ("lanhdao.snv", "agency:snv"):
        keys.issue(UUID(world.ids[name]), f"Nguyễn {name}", "Sở Nội vụ", "Giám đốc", now)
    return world
