"""The signatory of a co-issuing agency signs after those before it; on the file that the lead agency has numbered (Đ13, Đ15.3).

The signature is an incremental update: the earlier ones stay valid. On paper it is the hand signature, and the clerk's record.
"""

import uuid
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.joint_desk import ask_next, part_for, show_file
from hoso.correspondence.actions.outgoing_desk import NoAuthority, current_main
from hoso.correspondence.actions.signing_desk import NotAPdf, store_pdf
from hoso.correspondence.queries.signing import signing_verdict
from hoso.correspondence.tables import Document, JointSignature
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore, read_all
from hoso.support.records import touch
from hoso.support.signatures import Appearance, KeyStore, sign_with_key
from hoso.support.signatures.appearance import person_mark
from hoso.support.signatures.placing import name_place, person_box
from hoso.support.trail import record


class SignJoint(BaseModel):
    """In which capacity."""

    model_config = {"extra": "forbid"}
    capacity: Annotated[list[Literal["TM", "Q", "KT", "TL", "TUQ"]], Field(max_length=3)] = []


def foot_box(ordinal: int, width: float, height: float) -> tuple[int, tuple[float, float, float, float]]:
    """A place at the foot of the first page, side by side in their order: where the draft does not name the signer."""
    left = 40.0 + 150.0 * ((ordinal - 1) % 3)
    return 0, (left, 40.0, left + width, 40.0 + height)


def _sign_pdf(
    db: Session, actor: Actor, part: JointSignature, document: Document, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
    stamper: TimeStamper | None = None,
) -> str:
    main = current_main(db, document.id)
    if main is None or main.role != "signed":
        raise NotAPdf("Cơ quan chủ trì chưa có tệp đã ký số.")
    pdf = read_all(store, main.sha256)
    place = name_place(pdf, actor.full_name)
    page, box = person_box(place) if place else foot_box(part.ordinal, 140.0, 48.0)
    look = Appearance(f"NguoiKy{part.ordinal + 1}", page, box, person_mark(actor.full_name, fonts))
    sha256 = store_pdf(db, document, sign_with_key(pdf, keys.holder(actor.id), look, moment.at, stamper), main.name, moment, store)
    show_file(db, document, sha256, main.name)
    return sha256


def sign_joint(
    db: Session, actor: Actor, part_id: uuid.UUID, command: SignJoint, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
    stamper: TimeStamper | None = None,
) -> JointSignature:
    """The signed part. Raises OutOfOrder, NoAuthority, NoSigningKey, WrongState."""
    part, document, outgoing = part_for(db, actor, part_id, "signJoint", "signed")
    verdict = signing_verdict(db, actor.id, document, outgoing, [*command.capacity], moment)
    if not verdict.allowed:
        raise NoAuthority(verdict.reason)
    sha256 = _sign_pdf(db, actor, part, document, moment, store, keys, fonts, stamper) if document.medium == "electronic" else ""
    part.state, part.signed_at, part.signer_id = "signed", moment.at, actor.id
    part.signer_name, part.signer_position = actor.full_name, verdict.position[:100]
    touch(part, actor, moment)
    touch(document, None, moment)
    ask_next(db, document, "signed", moment)
    detail = {"agency": part.agency_name, "signer": actor.full_name, "position": part.signer_position, "file": sha256}
    record(db, actor, moment, "joint:signed", part.id, detail)
    record(db, None, moment, "joint:signed", document.id, detail, agency_id=document.agency_id)
    return part
