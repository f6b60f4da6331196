"""Add files to a registered document: the scan of what was entered without one, an annex that came later, the scan of the paper that followed.

Never replaces or takes away a file: what was registered stays as it came.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from hoso.correspondence.actions.correct_incoming import Frozen
from hoso.correspondence.actions.facts import NamedFile
from hoso.correspondence.actions.incoming_desk import incoming_for
from hoso.correspondence.actions.incoming_entry import add_files
from hoso.correspondence.tables import Document, DocumentFile
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict
from hoso.support.records import touch
from hoso.support.text import Line
from hoso.support.trail import record


class MainFileThere(Conflict):
    """The document has its main file, or two are named; whatever comes later is an attachment."""

    code = "main_file_there"


class FileThere(Conflict):
    """The document holds the same bytes already."""

    code = "file_there"


class AddIncomingFiles(BaseModel):
    """The files, and a word on why they come later."""

    model_config = {"extra": "forbid"}
    files: Annotated[list[NamedFile], Field(min_length=1, max_length=50)]
    note: Annotated[Line, Field(max_length=500)] = ""


def add_incoming_files(db: Session, actor: Actor, document_id: uuid.UUID, command: AddIncomingFiles, moment: Moment) -> Document:
    """The document with the files. Raises Frozen, MainFileThere, FileThere, UnknownFile, WrongState."""
    document, _ = incoming_for(db, actor, document_id, "addIncomingFiles")
    if document.frozen_at:
        raise Frozen("Văn bản đã nộp lưu hoặc bị khóa, không sửa được.")
    held = list(db.exec(select(DocumentFile).where(DocumentFile.document_id == document.id)))
    mains = sum(f.role == "main" for f in command.files)
    if mains > 1 or (mains and any(f.role == "main" for f in held)):
        raise MainFileThere("Văn bản đã có tệp chính. Tệp bổ sung ghi là phụ lục.", field="files")
    named = [f.sha256 for f in command.files]
    if len(set(named)) < len(named) or {f.sha256 for f in held} & set(named):
        raise FileThere("Tệp này đã có trong văn bản.", field="files")
    add_files(db, actor, document, command.files)
    touch(document, actor, moment)
    detail = {"files": [{"sha256": f.sha256, "name": f.name, "role": f.role} for f in command.files], "reason": command.note}
    record(db, actor, moment, "incoming:files-added", document.id, detail)
    return document
