"""End signatures that were prepared and never made: the recurring work `preparations` of the worker.

A number that was given for that day's signature, of a document or of an electronic copy, is voided and never given again, and whoever
prepared the signature is told.
Never touches what was signed.
"""

import uuid
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.actions.copy_desk import copy_number, give_up_copy
from hoso.correspondence.actions.preparations import close_open
from hoso.correspondence.actions.release_number import release_number
from hoso.correspondence.tables import Document, DocumentCopy, Outgoing, SignaturePreparation
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.jobs import notify
from hoso.support.records import touch
from hoso.support.schedules import RECURRING, Recurring
from hoso.support.trail import record

REASON = "Chưa ký trong ngày đã chuẩn bị."
COPY_REASON = "Chưa ký số trong ngày cấp số bản sao."


def _lapse(db: Session, row: SignaturePreparation, agency_id: uuid.UUID, moment: Moment) -> bool:
    """Whether it was open still. The document is locked first, as whoever signs does."""
    document = db.exec(select(Document).where(Document.id == row.document_id).with_for_update()).one()
    if close_open(db, document.id, row.purpose, "lapsed", REASON, moment, part_id=row.part_id, copy_id=row.copy_id) is None:
        return False
    said, link, subject = f"Lần chuẩn bị ký đã hết hạn: {document.abstract}", f"/van-ban-di/{document.id}", document.id
    if row.part_id:
        link, subject = f"/lien-nganh/{row.part_id}", row.part_id
    else:
        if row.purpose == "person":
            release_number(db, None, document, db.get_one(Outgoing, document.id), REASON, moment)
            said = f"Lần chuẩn bị ký đã hết hạn, số đã cấp được hủy: {document.abstract}"
        touch(document, None, moment)
    record(db, None, moment, "signature:lapsed", subject, {"purpose": row.purpose}, agency_id=agency_id)
    notify(db, row.person_id, agency_id, moment, "signature:lapsed", said, link, subject)
    return True


def _lapse_copy(db: Session, copy_id: uuid.UUID, moment: Moment) -> bool:
    """Whether the copy still awaited its signature."""
    row = db.exec(select(DocumentCopy).where(DocumentCopy.id == copy_id).with_for_update().execution_options(populate_existing=True)).one()
    if row.state != "awaiting":
        return False
    give_up_copy(db, None, row, COPY_REASON, moment)
    if row.created_by:
        document = db.get_one(Document, row.document_id)
        link = f"/{'van-ban-den' if document.kind == 'incoming' else 'van-ban-di'}/{document.id}"
        said = f"Bản sao {copy_number(row)} chưa ký trong ngày, số đã cấp được hủy: {document.abstract}"
        notify(db, row.created_by, row.agency_id, moment, "copy:voided", said, link, document.id)
    return True


def lapse_preparations(db: Session, agency_id: uuid.UUID, moment: Moment, _store: FileStore | None = None) -> int:
    """How many preparations and copies lapsed; the documents stand as before."""
    awaiting = select(DocumentCopy.id).where(DocumentCopy.agency_id == agency_id, DocumentCopy.state == "awaiting", DocumentCopy.made_on < moment.today)
    copies = sum(_lapse_copy(db, copy_id, moment) for copy_id in list(db.exec(awaiting.order_by(col(DocumentCopy.id)))))
    wanted = select(SignaturePreparation).where(
        SignaturePreparation.agency_id == agency_id, SignaturePreparation.state == "open", col(SignaturePreparation.expires_at) < moment.at
    )
    return copies + sum(_lapse(db, row, agency_id, moment) for row in list(db.exec(wanted.order_by(col(SignaturePreparation.id)))))


def _work(db: Session, agency_id: Any, moment: Moment, store: FileStore) -> int:
    return lapse_preparations(db, agency_id, moment, store)


RECURRING["preparations"] = Recurring(15, _work)
