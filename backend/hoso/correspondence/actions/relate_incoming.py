"""Note with a registration which documents of the agency the new one answers or rests on. Never links what the clerk may not see."""

import uuid
from collections.abc import Iterable

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from hoso.correspondence.tables import Document, DocumentLink
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.records import load


def relate_incoming(db: Session, actor: Actor, document: Document, answers: Iterable[uuid.UUID], rests_on: Iterable[uuid.UUID]) -> None:
    """Write the links; twice is once, and a document never rests on itself. Raises NotFound, OutOfReach."""
    for kind, related in (*(("in_reply_to", r) for r in answers), *(("rests_on", r) for r in rests_on)):
        load(db, actor, Document, related)
        if related != document.id:
            row = {"id": new_id(), "agency_id": document.agency_id, "document_id": document.id, "related_document_id": related, "kind": kind}
            db.execute(insert(DocumentLink).values(row).on_conflict_do_nothing())
