"""File a document in a dossier; a document may stand in many (Đ29.3)."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import bindparam, func
from sqlmodel import Session, col

from hoso.correspondence.tables import Document
from hoso.dossiers.actions.dossier_desk import dossier_for, share_document
from hoso.dossiers.tables import Dossier, DossierItem
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict
from hoso.support.picking import pick
from hoso.support.records import load, touch
from hoso.support.trail import record


class AlreadyFiled(Conflict):
    """The document stands in this dossier already."""

    code = "already_filed"


class FileDocument(BaseModel):
    """Which document, at which place."""

    model_config = {"extra": "forbid"}
    document_id: uuid.UUID
    ordinal: Annotated[int, Field(ge=1, le=9_999)] | None = None


_STANDING = pick(func.max(DossierItem.ordinal), func.bool_or(col(DossierItem.document_id) == bindparam("document"))).where(
    col(DossierItem.dossier_id) == bindparam("dossier")
)


def put_in(db: Session, actor: Actor, dossier: Dossier, document_id: uuid.UUID, ordinal: int | None, moment: Moment) -> None:
    """The item row and the right of the dossier's readers. Raises AlreadyFiled."""
    last, is_filed = db.execute(_STANDING, {"dossier": dossier.id, "document": document_id}).one()
    if is_filed:
        raise AlreadyFiled("Văn bản đã có trong hồ sơ này.")
    db.add(DossierItem.model_validate({
        "agency_id": dossier.agency_id, "dossier_id": dossier.id, "document_id": document_id, "ordinal": ordinal or (last or 0) + 1, "filed_by": actor.id,
        "filed_at": moment.at,
    }))  # fmt: skip
    db.flush()
    share_document(db, dossier, document_id)


def file_document(db: Session, actor: Actor, dossier_id: uuid.UUID, command: FileDocument, moment: Moment) -> Dossier:
    """The dossier with the document. Raises NotFound, OutOfReach, AlreadyFiled, NotYourTask, WrongState."""
    dossier = dossier_for(db, actor, dossier_id, "fileDocument")
    document = load(db, actor, Document, command.document_id)
    put_in(db, actor, dossier, document.id, command.ordinal, moment)
    touch(dossier, actor, moment)
    record(db, actor, moment, "dossier:document-filed", dossier.id, {"document_id": document.id, "abstract": document.abstract})
    record(db, actor, moment, "document:filed", document.id, {"dossier_id": dossier.id, "code": dossier.code})
    return dossier
