"""Tell the owners of dossiers that a document in them was recalled, corrected, amended or replaced.

Never changes a dossier or what stands in it: what is closed or submitted stays as it is, and its trail says that it was told.
"""

import uuid
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.actions.warn_dossiers import KIND
from hoso.dossiers.tables import Dossier, DossierItem
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.jobs import HANDLERS, notify
from hoso.support.trail import record


def warn_of_document(db: Session, payload: dict[str, Any], moment: Moment, _store: FileStore) -> dict[str, Any]:
    """As a job: a notice to each owner and a line in each dossier's trail. How many dossiers there were."""
    wanted = select(Dossier).join(DossierItem, col(DossierItem.dossier_id) == col(Dossier.id))
    dossiers = db.exec(wanted.where(col(DossierItem.document_id) == uuid.UUID(payload["document_id"]))).all()
    for dossier in dossiers:
        said = f"{payload['said']} (trong hồ sơ {dossier.code})"
        notify(db, dossier.owner_id, dossier.agency_id, moment, "dossier:document-changed", said, f"/ho-so/{dossier.id}", dossier.id)
        detail = {"document": payload["document_id"], "said": payload["said"]}
        record(db, None, moment, "dossier:document-changed", dossier.id, detail, agency_id=dossier.agency_id)
    return {"dossiers": len(dossiers)}


HANDLERS[KIND] = warn_of_document
