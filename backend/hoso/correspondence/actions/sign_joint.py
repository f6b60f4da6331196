"""The signatory of a co-issuing agency signs after those before it; on the file that the lead agency has numbered (Đ13, Đ15.3).

The key is one of the installation; with an own device see `prepare_joint_signature`. On paper it is the hand signature, and the clerk's record.
"""

import uuid
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.joint_signing import finish_joint, part_at, require_part_verdict, signed_here
from hoso.correspondence.tables import JointSignature
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.signatures import KeyStore


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
    sha256 = signed_here(db, actor, part, document, "person", moment, store, keys, fonts, stamper)
    finish_joint(db, actor, part, document, verdict, sha256, moment)
    return part
