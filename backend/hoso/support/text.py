"""Types of text that people type: NFC, stripped, without control characters.

Never cuts text: what is too long is refused by the field's own max_length.
"""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr


def _line(value: str) -> str:
    cleaned = unicodedata.normalize("NFC", value)
    if not cleaned.isprintable() and any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\r\n" for c in cleaned):
        raise ValueError("có ký tự điều khiển")
    return " ".join(cleaned.split())


def _text(value: str) -> str:
    cleaned = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
    if not cleaned.isprintable() and any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n" for c in cleaned):
        raise ValueError("có ký tự điều khiển")
    return cleaned.strip()


def _filled(value: str) -> str:
    if not value:
        raise ValueError("không được để trống")
    return value


def _whole_file_name(value: str) -> str:
    if "/" in value or "\\" in value or value in (".", ".."):
        raise ValueError("tên tệp không được chứa đường dẫn")
    return value


def _speakable(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().isprintable():
        raise ValueError("có ký tự điều khiển")
    return value


Line = Annotated[str, AfterValidator(_line)]
Text = Annotated[str, AfterValidator(_text)]
FilledLine = Annotated[str, AfterValidator(_line), AfterValidator(_filled)]
FilledText = Annotated[str, AfterValidator(_text), AfterValidator(_filled)]
FileName = Annotated[str, AfterValidator(_line), AfterValidator(_filled), AfterValidator(_whole_file_name)]
Password = Annotated[SecretStr, Field(max_length=200), AfterValidator(_speakable)]
