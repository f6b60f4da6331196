"""Keep a draft as it stands now as a version: files by digest, and the facts that changed, old and new (PL VI III.1.n, III.5.a).

Never changes or removes a version that is there.
"""

import uuid
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.actions.outgoing_desk import recipients_of
from hoso.correspondence.queries.drafting import last_version
from hoso.correspondence.tables import Document, DocumentFile, DraftVersion, Outgoing
from hoso.support.actors import Actor
from hoso.support.clock import Moment

FACTS = ("type_name", "abstract", "urgency", "medium", "language", "description", "page_count", "due_on")
OUTGOING_FACTS = ("issued_amount", "issuing_body", "drafting_unit_id", "field_code", "proposed_signer_id", "retained_copy_unit")


def facts_now(db: Session, document: Document, outgoing: Outgoing) -> dict[str, str]:
    """The facts of a draft as text, to be compared after a change."""
    facts = {name: str(getattr(document, name) or "") for name in FACTS}
    facts |= {name: str(getattr(outgoing, name) or "") for name in OUTGOING_FACTS}
    return {**facts, "recipients": "; ".join(r.name for r in recipients_of(db, document.id))}


def _files(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    wanted = select(DocumentFile).where(DocumentFile.document_id == document_id, col(DocumentFile.role).in_(("main", "attachment")))
    return [{"sha256": f.sha256, "name": f.name, "role": f.role} for f in db.exec(wanted.order_by(col(DocumentFile.ordinal)))]


def keep_version(
    db: Session, actor: Actor, document: Document, outgoing: Outgoing, note: str, before: dict[str, str] | None, moment: Moment
) -> DraftVersion:
    """The new version. `before`: the facts before the change (None for the first version)."""
    now = facts_now(db, document, outgoing)
    changed = [{"fact": name, "before": value, "after": now[name]} for name, value in (before or {}).items() if now[name] != value]
    version = DraftVersion.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "number": last_version(db, document.id) + 1, "by": actor.id,
        "at": moment.at, "note": note, "files": _files(db, document.id), "changed": changed,
    })  # fmt: skip
    db.add(version)
    db.flush()
    return version
