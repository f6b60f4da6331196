"""Have the owners of dossiers told that a document in them was recalled or set right.

This stage knows no dossier: it leaves a job in its own transaction, the stage of dossiers does it (actions/warn_of_document.py there).
Never changes a dossier, open, closed or submitted.
"""

from sqlmodel import Session

from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.jobs import defer

KIND = "warn_dossiers"


def warn_dossiers(db: Session, actor: Actor, document: Document, said: str, moment: Moment) -> None:
    """The job that tells them."""
    defer(db, actor, moment, KIND, {"document_id": str(document.id), "said": said[:500]})
