"""What stands inside the files: the words of the text layer of PDF and DOCX, findable for whoever may see a record that holds them.

One row for each use of a file by a record. It is written after the commit by the recurring work (`contents` of the worker):
a new file is found within minutes, and registering costs nothing more. Ordered by date as the search entry is.
Never keeps a text, only its folded words with their places; never answers what the caller may not see.
"""

import uuid
from datetime import date

from sqlalchemy import Column, Index
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel


class ContentEntry(SQLModel, table=True):
    """The words of a file that a record holds; none where the file has no text (a picture, an encrypted or broken one)."""

    __tablename__ = "content_entry"
    agency_id: uuid.UUID = Field(primary_key=True)
    subject_id: uuid.UUID = Field(primary_key=True)
    sha256: str = Field(primary_key=True, max_length=64)
    kind: str = Field(max_length=20)
    dated_on: date
    is_public: bool = False
    words: str = Field(sa_column=Column(TSVECTOR, nullable=False))
    __table_args__ = (
        Index("ix_content_entry_words", "agency_id", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        Index("ix_content_entry_agency_id_dated_on", "agency_id", "dated_on", "subject_id"),
    )
