"""Sign an approved document by the person who may (Đ13); an electronic one gets number and date before the signature."""

import uuid
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.outgoing_desk import add_file, file_to_sign, outgoing_for
from hoso.correspondence.actions.signing_desk import (
    SignedFileDiffers,
    finish_person,
    number_today,
    numbered_draft,
    person_appearance,
    require_same_content,
    require_verdict,
    store_pdf,
)
from hoso.correspondence.rules.authority import Verdict
from hoso.correspondence.tables import Document, Outgoing
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore, read_all
from hoso.support.organisations import Person
from hoso.support.signatures import KeyStore, sign_with_key
from hoso.support.signatures.naming import Whose
from hoso.support.states import require_task
from hoso.support.stored_files import require_nameable


class SignOutgoing(BaseModel):
    """In which capacity; `file` = a digest of what was signed outside."""

    model_config = {"extra": "forbid"}
    capacity: Annotated[list[Literal["TM", "Q", "KT", "TL", "TUQ"]], Field(max_length=3)] | None = None
    file: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None


def _sign_pdf(
    db: Session, actor: Actor, document: Document, outgoing: Outgoing, verdict: Verdict, moment: Moment, store: FileStore, keys: KeyStore,
    fonts: Path, stamper: TimeStamper | None,
) -> str:  # fmt: skip
    holder = keys.holder(actor.id)
    main, filled = numbered_draft(db, actor, document, outgoing, moment, store, fonts)
    appearance = person_appearance(db, document, db.get_one(Person, actor.id), verdict, filled, store, fonts)
    return store_pdf(db, document, sign_with_key(filled, holder, appearance, moment.at, stamper), main.name, moment, store)


def _take_signed(db: Session, actor: Actor, document: Document, sha256: str, moment: Moment, store: FileStore, roots: list[bytes]) -> str:
    require_nameable(db, actor, [sha256])
    main = file_to_sign(db, document.id)
    if main is None:
        raise SignedFileDiffers("Dự thảo chưa có tệp văn bản chính.", differences=[])
    require_same_content(read_all(store, main.sha256), read_all(store, sha256), Whose(people=(actor.full_name,)), roots, moment)
    add_file(db, document, sha256, main.name, "signed")
    return sha256


def sign_outgoing(
    db: Session, actor: Actor, document_id: uuid.UUID, command: SignOutgoing, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
    stamper: TimeStamper | None = None, roots: list[bytes] | None = None,
) -> Document:  # fmt: skip
    """The signed document; `roots` (absent: the demo's) are for a file that was signed outside.

    Raises NotYourTask, NoAuthority, NotAPdf, NoSigningKey, BlankNotFound, SignedFileDiffers, SignatureRefused,
    CertificateOfAnother, TimeStampFailed, WrongState.
    """
    document, outgoing = outgoing_for(db, actor, document_id, "signOutgoing")
    require_task(outgoing.proposed_signer_id in (None, actor.id) or actor.is_head, "Văn bản trình người khác ký.")
    verdict = require_verdict(db, actor, document, outgoing, list(command.capacity or []), moment)
    sha256 = ""
    if command.file:
        sha256 = _take_signed(db, actor, document, command.file, moment, store, [keys.authority()] if roots is None else roots)
        number_today(db, actor, document, outgoing, moment)
    elif document.medium == "electronic":
        sha256 = _sign_pdf(db, actor, document, outgoing, verdict, moment, store, keys, fonts, stamper)
    finish_person(db, actor, document, outgoing, verdict, sha256, moment)
    return document
