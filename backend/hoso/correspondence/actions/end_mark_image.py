"""Withdraw the image of a signature or seal: what was signed with it stays as it is."""

import uuid

from sqlmodel import Session

from hoso.correspondence.tables import MarkImage
from hoso.support.actors import Actor
from hoso.support.administration.desk import EndedAlready, own_row
from hoso.support.clock import Moment
from hoso.support.trail import record


def end_mark_image(db: Session, actor: Actor, image_id: uuid.UUID, moment: Moment) -> MarkImage:
    """The withdrawn image. Raises NotFound, Stale, EndedAlready."""
    row = own_row(db, actor, MarkImage, image_id)
    if row.ended_at:
        raise EndedAlready("Hình này đã ngừng dùng.")
    row.ended_at, row.version = moment.at, row.version + 1
    record(db, actor, moment, "mark-image:ended", row.person_id or actor.agency_id, {"kind": row.kind, "file": row.sha256})
    return row
