"""End signatures that were prepared and never made: the recurring work `preparations` of the worker.

The number was given for that day; it is voided and never given again, and whoever prepared the signature is told.
Never touches what was signed.
"""

import uuid
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.actions.release_number import release_number
from hoso.correspondence.tables import Document, Outgoing, SignaturePreparation
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.jobs import notify
from hoso.support.records import touch
from hoso.support.schedules import RECURRING, Recurring
from hoso.support.trail import record

REASON = "Chưa ký trong ngày đã chuẩn bị."


def lapse_preparations(db: Session, agency_id: uuid.UUID, moment: Moment, _store: FileStore | None = None) -> int:
    """How many lapsed; the documents stand as before the preparation."""
    wanted = select(SignaturePreparation).where(
        SignaturePreparation.agency_id == agency_id, SignaturePreparation.state == "open", col(SignaturePreparation.expires_at) < moment.at
    )
    rows = list(db.exec(wanted.order_by(col(SignaturePreparation.id)).with_for_update(skip_locked=True)))
    for row in rows:
        document = db.exec(select(Document).where(Document.id == row.document_id).with_for_update()).one()
        from hoso.correspondence.actions.prepare_signature import close_open  # with the first that lapses

        close_open(db, document.id, row.purpose, "lapsed", REASON, moment)
        if row.purpose == "person":
            release_number(db, None, document, db.get_one(Outgoing, document.id), REASON, moment)
        touch(document, None, moment)
        record(db, None, moment, "signature:lapsed", document.id, {"purpose": row.purpose}, agency_id=agency_id)
        said = f"Lần chuẩn bị ký đã hết hạn, số đã cấp được hủy: {document.abstract}"
        notify(db, row.person_id, agency_id, moment, "signature:lapsed", said, f"/van-ban-di/{document.id}", document.id)
    return len(rows)


def _work(db: Session, agency_id: Any, moment: Moment, store: FileStore) -> int:
    return lapse_preparations(db, agency_id, moment, store)


RECURRING["preparations"] = Recurring(15, _work)
