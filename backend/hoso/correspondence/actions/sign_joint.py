"""The signatory of a co-issuing agency signs after those before it; on the file that the lead agency has numbered (Đ13, Đ15.3).

The key is one of the installation; with an own device see `prepare_joint_signature`. On paper it is the hand signature, and the clerk's record.
"""

import uuid
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.joint_signing import file_to_sign, finish_joint, keep_signed, part_at, require_part_verdict
from hoso.correspondence.tables import JointSignature
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.signatures import KeyStore, sign_with_key


class SignJoint(BaseModel):
    """In which capacity."""

    model_config = {"extra": "forbid"}
    capacity: Annotated[list[Literal["TM", "Q", "KT", "TL", "TUQ"]], Field(max_length=3)] = []


def sign_joint(
    db: Session, actor: Actor, part_id: uuid.UUID, command: SignJoint, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path,
    stamper: TimeStamper | None = None,
) -> JointSignature:  # fmt: skip
    """The signed part. Raises OutOfOrder, NoAuthority, NoSigningKey, WrongState."""
    part, document, outgoing = part_at(db, actor, part_id, "person")
    verdict = require_part_verdict(db, actor, document, outgoing, [*command.capacity], moment)
    sha256 = ""
    if document.medium == "electronic":
        file = file_to_sign(db, actor, part, document, "person", store, fonts)
        signed = sign_with_key(file.pdf, keys.holder(actor.id), file.look, moment.at, stamper)
        sha256 = keep_signed(db, document, signed, file.name, moment, store)
    finish_joint(db, actor, part, document, verdict, sha256, moment)
    return part
