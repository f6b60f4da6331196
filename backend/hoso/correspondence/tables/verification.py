"""Rows of signature checks: what a file's signatures were found to be, when, by whom, with the certificates as evidence."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from hoso.support.base import INSTANT, Row


class SignatureCheck(Row, table=True):
    """One run over one file of an agency; a later run is another row, none is ever changed.

    `verdicts` are masked for show; `certificates` holds each certificate once: {"fingerprint": hex, "pem": text}.
    `by` is empty for the program's own run. `roots` are the fingerprints that were trusted then.
    """

    __tablename__ = "signature_check"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    at: datetime = Field(sa_type=INSTANT)
    by: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    tool: str = Field(max_length=80)
    nature: str = Field(max_length=20)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    verdicts: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    certificates: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    roots: list[str] = Field(default_factory=list, sa_type=JSON)
    __table_args__ = (
        CheckConstraint("nature in ('original','digitised','incomplete','unsigned','altered','unproven','unreadable')", name="nature"),
        Index("ix_signature_check_agency_id_sha256_id", "agency_id", "sha256", "id"),
    )
