"""The clerk of a co-issuing agency puts its seal or its digital signature beside its signatory's (Đ17, Đ33).

The key is one of the installation; with the agency's own device see `prepare_joint_signature`.
"""

import uuid
from pathlib import Path

from pyhanko.sign.timestamps import TimeStamper
from sqlmodel import Session

from hoso.correspondence.actions.joint_signing import finish_joint, part_at, signed_here
from hoso.correspondence.tables import JointSignature
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.signatures import KeyStore


def seal_joint(
    db: Session, actor: Actor, part_id: uuid.UUID, moment: Moment, store: FileStore, keys: KeyStore, fonts: Path, stamper: TimeStamper | None = None
) -> JointSignature:
    """The sealed part; every signatory must have signed first. Raises OutOfOrder, NoSigningKey, WrongState."""
    part, document, _ = part_at(db, actor, part_id, "agency")
    sha256 = signed_here(db, actor, part, document, "agency", moment, store, keys, fonts, stamper)
    finish_joint(db, actor, part, document, None, sha256, moment)
    return part
