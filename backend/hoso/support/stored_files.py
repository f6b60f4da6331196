"""Rows about bytes: what is stored, who uploaded it, and which record names it.

Knowing a digest is no right: only what the own agency uploaded, or what the caller may already read, can be named.
Never touches the bytes: that is `support.files`.
"""

import uuid
from datetime import datetime

import sqlalchemy
from sqlalchemy import BigInteger, Index, bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, select

from hoso.support.access import granted
from hoso.support.actors import Actor
from hoso.support.base import INSTANT, Row, new_id
from hoso.support.errors import Malformed


class UnknownFile(Malformed):
    """No file of this digest was uploaded by the own agency, nor may the caller read one."""

    code = "unknown_file"


class StoredFile(SQLModel, table=True):
    """Bytes in the store, named by their SHA-256 (hex, lower case)."""

    __tablename__ = "stored_file"
    sha256: str = Field(primary_key=True, max_length=64)
    size: int = Field(sa_type=BigInteger)
    media_type: str = Field(max_length=100)
    pronom: str = Field(default="", max_length=30)
    stored_at: datetime = Field(sa_type=INSTANT)


class FileUpload(Row, table=True):
    """That a person of an agency uploaded these bytes."""

    __tablename__ = "file_upload"
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    agency_id: uuid.UUID
    person_id: uuid.UUID
    name: str = Field(max_length=255)
    uploaded_at: datetime = Field(sa_type=INSTANT)
    __table_args__ = (Index("ix_file_upload_sha256_agency_id", "sha256", "agency_id"),)


class FileUse(Row, table=True):
    """That a record of an agency names these bytes; whoever may see the record may read them."""

    __tablename__ = "file_use"
    sha256: str = Field(max_length=64, foreign_key="stored_file.sha256", ondelete="RESTRICT")
    agency_id: uuid.UUID
    subject_id: uuid.UUID
    name: str = Field(max_length=255)
    is_public: bool = False
    __table_args__ = (
        Index("uq_file_use_sha256_agency_id_subject_id", "sha256", "agency_id", "subject_id", unique=True),
        Index("ix_file_use_subject_id", "subject_id"),
    )


def may_read_file(db: Session, actor: Actor, sha256: str) -> bool:
    """Whether a record that the actor may see names the bytes, or the actor uploaded them and no record does."""
    named = select(FileUse.id).where(FileUse.sha256 == sha256, FileUse.agency_id == actor.agency_id)
    if actor.roles == {"docgia"}:
        return db.exec(named.where(col(FileUse.is_public).is_(True))).first() is not None
    if not actor.sees_agency:
        named = named.where(granted(actor, col(FileUse.subject_id)))
    if db.exec(named.limit(1)).first():
        return True
    uploaded = select(FileUpload.id).where(FileUpload.sha256 == sha256, FileUpload.person_id == actor.id)
    if not db.exec(uploaded.limit(1)).first():
        return False
    used = select(FileUse.id).where(FileUse.sha256 == sha256, FileUse.agency_id == actor.agency_id)
    return db.exec(used.limit(1)).first() is None


_UPLOADED = (
    sqlalchemy.select(col(FileUpload.id)).where(col(FileUpload.sha256) == bindparam("sha256"), col(FileUpload.agency_id) == bindparam("agency")).limit(1)
)


def require_nameable(db: Session, actor: Actor, digests: list[str]) -> None:
    """Raises UnknownFile unless the own agency uploaded each digest or the caller may already read it."""
    for digest in digests:
        if not db.execute(_UPLOADED, {"sha256": digest, "agency": actor.agency_id}).first() and not may_read_file(db, actor, digest):
            raise UnknownFile("Không có tệp với mã băm này trong kho của cơ quan.", field="files", sha256=digest)


_USE = insert(SQLModel.metadata.tables[FileUse.__tablename__]).on_conflict_do_nothing()  # built once


def use_file(
    db: Session, agency_id: uuid.UUID, subject_id: uuid.UUID, sha256: str, name: str, is_public: bool = False
) -> None:
    """Note that the record names the bytes; twice is once."""
    db.execute(_USE, {"id": new_id(), "sha256": sha256, "agency_id": agency_id, "subject_id": subject_id, "name": name, "is_public": is_public})
