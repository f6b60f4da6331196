"""Add a paper without registration to a dossier (Đ29.3: film, photo and sound go in, too)."""

import uuid

from sqlmodel import Session

from hoso.correspondence.actions.file_paper import AddPaper, file_paper
from hoso.dossiers.actions.dossier_desk import dossier_for
from hoso.dossiers.actions.file_document import put_in
from hoso.dossiers.tables import Dossier
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.trail import record


def add_paper(db: Session, actor: Actor, dossier_id: uuid.UUID, command: AddPaper, moment: Moment) -> Dossier:
    """The dossier with the paper. Raises NotYourTask, ImpossibleDate, UnknownFile, WrongState."""
    dossier = dossier_for(db, actor, dossier_id, "addPaper")
    document = file_paper(db, actor, command, moment)
    put_in(db, actor, dossier, document.id, None, moment)
    touch(dossier, actor, moment)
    record(db, actor, moment, "dossier:paper-added", dossier.id, {"document_id": document.id, "title": command.title})
    return dossier
