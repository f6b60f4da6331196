"""Tell at the issue of a correcting document what became of the faulty one: in its trail here, and at each receiver as a link and a notice.

Never changes what was received: the copy stays as it is, and says which document corrects, amends or replaces it (Đ18.3).
"""

import uuid

from sqlmodel import Session, col, select

from hoso.correspondence.actions.outgoing_desk import holders_of, recipients_of
from hoso.correspondence.actions.warn_dossiers import warn_dossiers
from hoso.correspondence.rules import CORRECTIONS, number_and_symbol
from hoso.correspondence.tables import Document, DocumentLink, Handling
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.jobs import notify
from hoso.support.trail import record

CLERKS = frozenset({"vanthu"})
BY = {"corrects": "corrected-by", "amends": "amended-by", "replaces": "replaced-by"}
DONE = {"corrects": "được đính chính", "amends": "được sửa đổi, bổ sung", "replaces": "được thay thế"}


def _concerned(db: Session, document: Document, moment: Moment) -> set[uuid.UUID]:
    """The clerks of the agency and whoever handles or handled the copy."""
    handlers = select(Handling.person_id).where(col(Handling.document_id) == document.id, col(Handling.person_id).is_not(None))
    return {c.id for c in holders_of(db, document.agency_id, CLERKS, moment)} | {p for p in db.exec(handlers) if p}


def _at_receivers(db: Session, actor: Actor, document: Document, faulty: Document, kind: str, said: str, moment: Moment) -> None:
    arrived = {r.to_agency_id: r.delivered_document_id for r in recipients_of(db, document.id) if r.delivered_document_id}
    for former in recipients_of(db, faulty.id):
        if former.delivered_document_id is None or former.to_agency_id not in arrived:
            continue
        copy = db.get_one(Document, former.delivered_document_id)
        new_copy = arrived[former.to_agency_id]
        link = {"agency_id": copy.agency_id, "document_id": new_copy, "related_document_id": copy.id, "kind": kind}
        db.add(DocumentLink.model_validate(link))
        for person_id in _concerned(db, copy, moment):
            notify(db, person_id, copy.agency_id, moment, f"incoming:{BY[kind]}", said, f"/van-ban-den/{copy.id}", copy.id)
        record(db, None, moment, f"incoming:{BY[kind]}", copy.id, {"by": number_and_symbol(document.number, document.symbol)}, agency_id=copy.agency_id)
        warn_dossiers(db, actor, copy, said, moment)


def announce_corrections(db: Session, actor: Actor, document: Document, moment: Moment) -> None:
    """After delivery: every document that this one sets right."""
    wanted = select(DocumentLink).where(col(DocumentLink.document_id) == document.id, col(DocumentLink.kind).in_(CORRECTIONS))
    for link in db.exec(wanted).all():
        faulty = db.get_one(Document, link.related_document_id)
        by = number_and_symbol(document.number, document.symbol)
        said = f"Văn bản {number_and_symbol(faulty.number, faulty.symbol)} {DONE[link.kind]} bởi {document.type_name} {by}"
        record(db, actor, moment, f"outgoing:{BY[link.kind]}", faulty.id, {"by": by, "document": document.id})
        warn_dossiers(db, actor, faulty, said, moment)
        _at_receivers(db, actor, document, faulty, link.kind, said, moment)
