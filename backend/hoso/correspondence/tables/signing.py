"""Rows of signing: a signature that a person's own device is asked for, images of signatures and seals, hand-overs of devices, copies."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field

from hoso.support.base import INSTANT, Row


class SignaturePreparation(Row, table=True):
    """Files with room for a signature that a device outside makes; `items` tell for each file what to sign and where it goes.

    An item: name, role, file_id, ordinal, base (digest of the file with number and date), prepared, digest, start, end, field,
    attributes. `state`: open, completed, cancelled, lapsed. `part_id`: for the part of a co-issuing agency, whose people `agency_id` then
    names; `copy_id`: for a copy. One open at a time for a document, purpose, part and copy.
    """

    __tablename__ = "signature_preparation"
    agency_id: uuid.UUID
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT")
    part_id: uuid.UUID | None = None  # no foreign key: the parts of a draft are named anew, what was prepared for a former one stays known
    copy_id: uuid.UUID | None = Field(default=None, foreign_key="document_copy.id", ondelete="RESTRICT")
    purpose: str = Field(max_length=10)
    state: str = Field(default="open", max_length=10)
    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    capacity: str = Field(default="", max_length=40)
    certificate: bytes | None = Field(default=None, sa_type=LargeBinary)
    signer: str = Field(default="", max_length=200)
    items: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    created_at: datetime = Field(sa_type=INSTANT)
    expires_at: datetime = Field(sa_type=INSTANT)
    finished_at: datetime | None = Field(default=None, sa_type=INSTANT)
    reason: str = Field(default="", max_length=500)
    version: int = 1
    __table_args__ = (
        CheckConstraint("purpose in ('person','agency')", name="purpose"),
        CheckConstraint("state in ('open','completed','cancelled','lapsed')", name="state"),
        CheckConstraint("part_id is null or copy_id is null", name="part_or_copy"),
        Index(
            "uq_signature_preparation_open", "document_id", "purpose", "part_id", "copy_id", unique=True, postgresql_where=text("state = 'open'"),
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_signature_preparation_document_id", "document_id"),
    )  # fmt: skip


class MarkImage(Row, table=True):
    """The image of a person's signature or of the agency's seal, PNG on clear ground, with its real size (PL I II.7d, II.8a)."""

    __tablename__ = "mark_image"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    kind: str = Field(max_length=10)
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT")
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    width_mm: float
    height_mm: float
    warnings: list[str] = Field(default_factory=list, sa_type=JSON)
    created_at: datetime = Field(sa_type=INSTANT)
    created_by: uuid.UUID | None = None
    ended_at: datetime | None = Field(default=None, sa_type=INSTANT)
    version: int = 1
    __table_args__ = (
        CheckConstraint("kind in ('signature','seal')", name="kind"),
        CheckConstraint("(kind = 'signature') = (person_id is not null)", name="whose"),
        Index(
            "uq_mark_image_in_use", "agency_id", "kind", "person_id", unique=True, postgresql_where=text("ended_at is null"),
            postgresql_nulls_not_distinct=True,
        ),
    )  # fmt: skip


class DeviceHandover(Row, table=True):
    """That the agency's seal or key device was handed over, by whose written permission, and when it came back (Đ32.2b)."""

    __tablename__ = "device_handover"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    state: str = Field(default="handed", max_length=10)
    device: str = Field(max_length=10)
    description: str = Field(max_length=300)
    condition: str = Field(default="", max_length=300)
    from_person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    to_person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    permitted_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    permission: str = Field(max_length=300)
    reason: str = Field(max_length=500)
    handed_on: date
    due_back_on: date | None = None
    returned_on: date | None = None
    return_note: str = Field(default="", max_length=500)
    created_at: datetime = Field(sa_type=INSTANT)
    created_by: uuid.UUID | None = None
    version: int = 1
    __table_args__ = (
        CheckConstraint("device in ('seal','key_device')", name="device"),
        CheckConstraint("state in ('handed','returned')", name="state"),
        CheckConstraint("from_person_id <> to_person_id", name="two_people"),
        Index("ix_device_handover_agency_id", "agency_id", "id"),
    )


class DocumentCopy(Row, table=True):
    """A copy (bản sao y, sao lục, trích sao) that the agency made of a document, with its number in the series of copies (Đ25–27).

    `state`: awaiting (an electronic one that has its number and not yet the agency's signature: `sha256` is the file to be signed), made,
    void (never signed; the number stays noted with its reason and is never given again).
    """

    __tablename__ = "document_copy"
    agency_id: uuid.UUID = Field(foreign_key="agency.id", ondelete="RESTRICT")
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="RESTRICT", index=True)
    source_copy_id: uuid.UUID | None = Field(default=None, foreign_key="document_copy.id", ondelete="RESTRICT")
    state: str = Field(default="made", max_length=10)
    void_reason: str = Field(default="", max_length=500)
    voided_at: datetime | None = Field(default=None, sa_type=INSTANT)
    kind: str = Field(max_length=5)
    from_medium: str = Field(max_length=12)
    to_medium: str = Field(max_length=12)
    year: int
    number: int
    symbol: str = Field(max_length=30)
    made_on: date
    pages: str = Field(default="", max_length=200)
    copies: int = 1
    recipients: list[str] = Field(default_factory=list, sa_type=JSON)
    signed_by: uuid.UUID = Field(foreign_key="person.id", ondelete="RESTRICT")
    signer_name: str = Field(max_length=50)
    signer_position: str = Field(max_length=200)
    authority: str = Field(default="", max_length=300)
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    created_at: datetime = Field(sa_type=INSTANT)
    created_by: uuid.UUID | None = None
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "number"),
        CheckConstraint("state in ('awaiting','made','void')", name="state"),
        CheckConstraint("(state = 'void') = (voided_at is not null)", name="voided"),
        Index("ix_document_copy_awaiting", "agency_id", "made_on", postgresql_where=text("state = 'awaiting'")),
        CheckConstraint("kind in ('SY','SL','TrS')", name="kind"),
        CheckConstraint("from_medium in ('paper','electronic')", name="from_medium"),
        CheckConstraint("to_medium in ('paper','electronic')", name="to_medium"),
    )
