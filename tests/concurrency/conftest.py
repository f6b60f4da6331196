"""The office of the journeys, here too."""

from tests.journeys.conftest import office

__all__ = ["office"]
