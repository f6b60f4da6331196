"""What the acts on a dossier share: loading it for change, its readers, its search entry."""

import uuid

from sqlmodel import Session

from hoso.dossiers.queries import owns
from hoso.dossiers.rules import is_allowed
from hoso.dossiers.tables import Dossier
from hoso.support.access import let_read_alike
from hoso.support.actors import Actor
from hoso.support.records import load_for_change
from hoso.support.search import put_search_entry
from hoso.support.states import require_state, require_task

SENTENCES = {
    "open": "Hồ sơ đang mở.", "closed": "Hồ sơ đã kết thúc.", "submitted": "Hồ sơ đang chờ lưu trữ tiếp nhận.",
    "returned": "Hồ sơ bị lưu trữ trả lại.", "accepted": "Hồ sơ đã nộp lưu.", "transferring": "Hồ sơ đang nộp vào lưu trữ lịch sử.",
    "transferred": "Hồ sơ đã nộp vào lưu trữ lịch sử.",
}  # fmt: skip


def dossier_for(db: Session, actor: Actor, dossier_id: uuid.UUID, operation: str) -> Dossier:
    """The dossier, locked. Raises NotFound, OutOfReach, Stale, NotYourTask, WrongState."""
    dossier = load_for_change(db, actor, Dossier, dossier_id)
    require_task(owns(actor, dossier), "Chỉ người lập hồ sơ hoặc lãnh đạo đơn vị thực hiện được.")
    require_state(is_allowed(dossier.state, operation), SENTENCES[dossier.state])
    return dossier


def share_document(db: Session, dossier: Dossier, document_id: uuid.UUID) -> None:
    """Whoever may read the dossier may read the document."""
    let_read_alike(db, dossier.agency_id, document_id, dossier.id)


def make_dossier_findable(db: Session, dossier: Dossier) -> None:
    """Write the search entry."""
    facts = (dossier.code, dossier.notation, dossier.retention_label, dossier.description)
    put_search_entry(db, dossier.agency_id, dossier.id, "dossier", dossier.title, dossier.ended_on or dossier.started_on, *facts)
