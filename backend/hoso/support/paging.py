"""Keyset pages: an opaque cursor that names the last row shown. Never an offset."""

import base64
import binascii
import uuid
from typing import Any

import orjson

from hoso.support.errors import Malformed


class BadCursor(Malformed):
    """The cursor was not made by this list."""

    code = "bad_cursor"


def to_cursor(*keys: Any) -> str:
    """An opaque cursor of the sort keys of the last row."""
    return base64.urlsafe_b64encode(orjson.dumps(keys, default=str)).decode().rstrip("=")


def from_cursor(cursor: str | None, length: int) -> list[Any] | None:
    """The sort keys, or None without a cursor. Raises BadCursor."""
    if not cursor:
        return None
    try:
        keys = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, orjson.JSONDecodeError) as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error
    if not isinstance(keys, list) or len(keys) != length:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor")
    return keys


def id_after(cursor: str | None) -> uuid.UUID | None:
    """The id that a cursor of one key names, or None without a cursor. Raises BadCursor."""
    keys = from_cursor(cursor, 1)
    try:
        return uuid.UUID(str(keys[0])) if keys else None
    except ValueError as error:
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor") from error


def number_after(cursor: str | None) -> int | None:
    """The number that a cursor of one key names, or None without a cursor. Raises BadCursor."""
    keys = from_cursor(cursor, 1)
    if keys and not (isinstance(keys[0], int) and 0 <= keys[0] < 2**62):
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor")
    return keys[0] if keys else None


def text_after(cursor: str | None) -> str | None:
    """The text that a cursor of one key names, or None without a cursor. Raises BadCursor."""
    keys = from_cursor(cursor, 1)
    if keys and not (isinstance(keys[0], str) and keys[0].isprintable()):
        raise BadCursor("Con trỏ trang không hợp lệ.", field="cursor")
    return keys[0] if keys else None
