"""Note that whoever was to be informed has read a document: their part is done when read, it has no term (Đ23).

Never counts as an act on the document: its version stays, so that nobody's work is overtaken by a reader.
"""

from sqlmodel import Session, col, select

from hoso.correspondence.actions.incoming_desk import behalf_in_handling, in_place_of, lies_with, sign_for
from hoso.correspondence.tables import Document, Handling
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.trail import record


def read_incoming(db: Session, actor: Actor, document: Document, moment: Moment) -> None:
    """The actor's parts "để biết" that were not read yet, done now; call it when one of them is known to be open."""
    wanted = select(Handling).where(Handling.document_id == document.id, Handling.part == "informed", Handling.state == "given")
    unread = [h for h in db.exec(wanted.order_by(col(Handling.id)).with_for_update()) if lies_with(actor, h)]
    for handling in unread:
        sign_for(handling, actor, moment)
        handling.state, handling.done_at = "done", moment.at
    if unread:
        db.flush()
        detail = {"handlings": [h.id for h in unread], **in_place_of(behalf_in_handling(actor, unread))}
        record(db, actor, moment, "incoming:read", document.id, detail)
