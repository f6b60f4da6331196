"""Rows of prepared signatures: which is open, and how it ends. Never looks into a file, never touches a number or a key."""

import uuid
from datetime import datetime, time

from sqlmodel import Session, col, select

from hoso.correspondence.tables import SignaturePreparation
from hoso.support.clock import HANOI, Moment


def end_of_day(moment: Moment) -> datetime:
    """The last second of the legal day: the date in the file is today's."""
    return datetime.combine(moment.today, time(23, 59, 59), HANOI)


def state_now(row: SignaturePreparation, moment: Moment) -> str:
    """The state; an open one is over with its day, also before the worker has come by."""
    return "lapsed" if row.state == "open" and row.expires_at < moment.at else row.state


def _end(db: Session, row: SignaturePreparation, state: str, reason: str, moment: Moment) -> None:
    row.state = "lapsed" if row.expires_at < moment.at else state
    row.reason, row.finished_at, row.version = reason, moment.at, row.version + 1
    db.flush()


def close_open(
    db: Session, document_id: uuid.UUID, purpose: str, state: str, reason: str, moment: Moment, *, part_id: uuid.UUID | None = None,
    copy_id: uuid.UUID | None = None,
) -> SignaturePreparation | None:  # fmt: skip
    """The open preparation of the document (or the co-issuer's part of it, or a copy) and purpose, ended in the state; None = there is none."""
    wanted = select(SignaturePreparation).where(
        SignaturePreparation.document_id == document_id, SignaturePreparation.purpose == purpose, SignaturePreparation.state == "open",
        col(SignaturePreparation.part_id) == part_id, col(SignaturePreparation.copy_id) == copy_id,
    )  # fmt: skip
    row = db.exec(wanted.with_for_update()).first()
    if row is not None:
        _end(db, row, state, reason, moment)
    return row


def close_of_parts(db: Session, document_id: uuid.UUID, reason: str, moment: Moment) -> None:
    """End what co-issuing agencies have prepared on the document: the file that they would sign is no longer the one that counts."""
    wanted = select(SignaturePreparation).where(
        SignaturePreparation.document_id == document_id, SignaturePreparation.state == "open", col(SignaturePreparation.part_id).is_not(None)
    )
    for row in db.exec(wanted.with_for_update()):
        _end(db, row, "cancelled", reason, moment)
