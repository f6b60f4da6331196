"""Issue an outgoing document: what is missing of number and seal is done, then it goes to every recipient (Đ18)."""

import uuid
from pathlib import Path

from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.announce_correction import announce_corrections
from hoso.correspondence.actions.deliver import deliver
from hoso.correspondence.actions.incoming_desk import unit_heads
from hoso.correspondence.actions.note_retained_copy import keep_at_issue
from hoso.correspondence.actions.outgoing_desk import make_outgoing_findable, outgoing_for, recipients_of
from hoso.correspondence.actions.seal_outgoing import seal_outgoing
from hoso.correspondence.tables import Document
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.jobs import notify
from hoso.support.records import touch
from hoso.support.signatures import KeyStore
from hoso.support.trail import record


def issue_outgoing(
    db: Session, actor: Actor, document_id: uuid.UUID, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
    stamper: TimeStamper | None = None,
) -> Document:  # fmt: skip
    """The issued document. Raises WrongState, NoSigningKey."""
    document, outgoing = outgoing_for(db, actor, document_id, "issueOutgoing")
    if document.state == "signed":
        seal_outgoing(db, actor, document_id, moment, store, keys, fonts, stamper)
    document.state = "issued"
    outgoing.dispatched_on = moment.today
    for recipient in recipients_of(db, document.id):
        if recipient.to_agency_id and recipient.to_agency_id != document.agency_id:
            deliver(db, document, recipient, moment)
            continue
        recipient.state, recipient.state_at = "sent", moment.at
        if recipient.to_unit_id or recipient.to_person_id:
            let_read(db, document.agency_id, document.id, unit_id=recipient.to_unit_id, person_id=recipient.to_person_id)
        for person_id in [recipient.to_person_id] if recipient.to_person_id else unit_heads(db, recipient.to_unit_id, moment):
            link = f"/van-ban-di/{document.id}"
            notify(db, person_id, document.agency_id, moment, "outgoing:issued", f"Văn bản mới: {document.abstract}", link, document.id)
    keep_at_issue(db, actor, document, outgoing, moment)
    announce_corrections(db, actor, document, moment)
    touch(document, actor, moment)
    make_outgoing_findable(db, document, moment)
    record(db, actor, moment, "outgoing:issued", document.id, {
        "number": document.number, "symbol": document.symbol, "recipients": [r.name for r in recipients_of(db, document.id)],
    })  # fmt: skip
    return document
