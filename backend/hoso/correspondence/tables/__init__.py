"""Rows of the stage, one module per part of the work; importing this package knows them all."""

from hoso.correspondence.tables.documents import (
    Document,
    DocumentFile,
    DocumentLink,
    Handling,
    Incoming,
    Opinion,
    Outgoing,
    Recipient,
    Register,
    RegisterEntry,
    RegisterSeries,
    Review,
    SeriesType,
)

__all__ = [
    "Document",
    "DocumentFile",
    "DocumentLink",
    "Handling",
    "Incoming",
    "Opinion",
    "Outgoing",
    "Recipient",
    "Register",
    "RegisterEntry",
    "RegisterSeries",
    "Review",
    "SeriesType",
]
