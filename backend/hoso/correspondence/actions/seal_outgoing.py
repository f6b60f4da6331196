"""Put the agency's signature or seal on what is already signed, by the clerk only (Đ17, Đ33)."""

import uuid
from pathlib import Path

from sqlmodel import Session

from hoso.correspondence.actions.number_outgoing import number_outgoing
from hoso.correspondence.actions.outgoing_desk import current_main, outgoing_for
from hoso.correspondence.actions.sign_outgoing import store_pdf
from hoso.correspondence.tables import Document
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore, read_all
from hoso.support.records import touch
from hoso.support.signatures import Appearance, KeyStore, sign_with_key
from hoso.support.signatures.appearance import agency_mark
from hoso.support.signatures.blanks import place_of
from hoso.support.states import require_state
from hoso.support.trail import record


def seal_outgoing(db: Session, actor: Actor, document_id: uuid.UUID, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path) -> Document:
    """The sealed document; a paper one without number gets it now. Raises WrongState, NoSigningKey."""
    document, outgoing = outgoing_for(db, actor, document_id, "sealOutgoing")
    require_state(outgoing.signed_at is not None, "Chỉ đóng dấu, ký số cơ quan lên văn bản đã có chữ ký của người có thẩm quyền (Đ33).")
    if outgoing.register_entry_id is None:
        number_outgoing(db, actor, document_id, moment)
    sha256 = ""
    main = current_main(db, document.id)
    if document.medium == "electronic" and main is not None:
        pdf = read_all(store, main.sha256)
        page, middle, top = place_of(pdf, document.signer_name) or (0, 400.0, 60.0)
        # Overlaps the person's signature by about a third, on its left (PL I).
        box = (middle - 111, top - 4, middle - 47, top + 60)
        sealed = sign_with_key(pdf, keys.holder(document.agency_id), Appearance("CoQuan", page, box, agency_mark(actor.agency_name, fonts)))
        sha256 = store_pdf(db, document, sealed, main.name, moment, store)
    document.state = "sealed"
    outgoing.sealed_by, outgoing.sealed_at = actor.id, moment.at
    touch(document, actor, moment)
    record(db, actor, moment, "outgoing:sealed", document.id, {"file": sha256})
    return document
