"""The office of the journeys, here too."""

from tests.journeys.conftest import office, signing_keys

__all__ = ["office", "signing_keys"]
