"""Suggested fields: whoever may read a file, and whoever brought it."""

from typing import Any

from tests.people import World


def cases(_world: World, ids: dict[str, str]) -> list[Any]:
    """As the download of the same file."""
    from tests.integrity.who_may import DESK, request

    return [request("suggestFields", f"POST /files/{ids['file']}/suggestions", DESK, refused_inside=404)]
