"""Take a document out of an open dossier; the document itself stays."""

import uuid

from sqlmodel import Session, select

from hoso.dossiers.actions.dossier_desk import dossier_for
from hoso.dossiers.tables import Dossier, DossierItem
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import NotFound
from hoso.support.records import touch
from hoso.support.trail import record


def take_out_document(db: Session, actor: Actor, dossier_id: uuid.UUID, document_id: uuid.UUID, moment: Moment) -> Dossier:
    """The dossier without the document. Raises NotFound, NotYourTask, WrongState."""
    dossier = dossier_for(db, actor, dossier_id, "takeOutDocument")
    item = db.exec(select(DossierItem).where(DossierItem.dossier_id == dossier.id, DossierItem.document_id == document_id)).first()
    if item is None:
        raise NotFound("Văn bản không có trong hồ sơ này.")
    db.delete(item)
    touch(dossier, actor, moment)
    record(db, actor, moment, "dossier:document-taken-out", dossier.id, {"document_id": document_id})
    record(db, actor, moment, "document:taken-out", document_id, {"dossier_id": dossier.id})
    return dossier
