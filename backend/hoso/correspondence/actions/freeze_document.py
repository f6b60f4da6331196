"""Freeze a document that went into the archive: its facts change no more."""

import uuid

from sqlalchemy import update
from sqlmodel import Session, col

from hoso.correspondence.tables import Document
from hoso.support.clock import Moment


def freeze_document(db: Session, document_ids: list[uuid.UUID], moment: Moment) -> None:
    """The documents with `frozen_at` set; one that is frozen stays as it is."""
    wanted = update(Document).where(col(Document.id).in_(document_ids), col(Document.frozen_at).is_(None))
    db.execute(wanted.values(frozen_at=moment.at))
