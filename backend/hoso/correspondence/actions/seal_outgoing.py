"""Put the agency's signature or seal on what is already signed, by the clerk only (Đ17, Đ32.2, Đ33).

An electronic document is signed with the red seal beside the person's signature, and each attachment in a file of its own at its top
right with number, symbol and time (PL I II.8). What lies in the same file is not signed apart.
"""

import uuid
from pathlib import Path

from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.number_outgoing import number_outgoing
from hoso.correspondence.actions.outgoing_desk import outgoing_for
from hoso.correspondence.actions.signing_desk import files_to_seal, finish_agency, note_completed
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.signatures import KeyStore, sign_with_key
from hoso.support.states import require_state


def seal_outgoing(
    db: Session, actor: Actor, document_id: uuid.UUID, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
    stamper: TimeStamper | None = None,
) -> Document:  # fmt: skip
    """The sealed document; a paper one without number gets it now. Raises WrongState, NoSigningKey, TimeStampFailed."""
    document, outgoing = outgoing_for(db, actor, document_id, "sealOutgoing")
    require_state(outgoing.signed_at is not None, "Chỉ đóng dấu, ký số cơ quan lên văn bản đã có chữ ký của người có thẩm quyền (Đ33).")
    if outgoing.register_entry_id is None:
        number_outgoing(db, actor, document_id, moment)
    files = files_to_seal(db, document, actor.agency_name, moment, store, fonts)
    signed = []
    if files:
        holder = keys.holder(document.agency_id)
        signed = [(file, sign_with_key(pdf, holder, appearance, moment.at, stamper)) for file, pdf, appearance in files]
    kept = finish_agency(db, actor, document, outgoing, signed, moment, store)
    note_completed(db, actor, document, "agency", kept, moment)
    return document
