"""Do one act on many incoming documents: each in a savepoint of its own, each with its own result; or only show what would come of it.

Never stops at the first that fails, never lets one failure undo the others, and a preview writes nothing.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from hoso.correspondence.tables import Document
from hoso.support.errors import Refusal

Act = Callable[[uuid.UUID], Document]


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What came of one document: its state before and after, or the code and sentence of the refusal."""

    id: uuid.UUID
    ok: bool
    before: str | None = None
    state: str | None = None
    code: str | None = None
    detail: str | None = None


def _one(db: Session, act: Act, document_id: uuid.UUID, *, preview: bool) -> BulkResult:
    said = len(db.info.get("trail", []))
    known = db.get(Document, document_id)
    before = known.state if known else None
    with db.begin_nested() as savepoint:
        try:
            after = act(document_id).state
            db.flush()
            result = BulkResult(document_id, True, before, after)
        except Refusal as refusal:
            hidden = refusal.code in ("not_found", "out_of_reach")  # what the caller may not see says nothing of itself
            result = BulkResult(document_id, False, None if hidden else before, None, refusal.code, refusal.detail)
        if preview or not result.ok:
            savepoint.rollback()
    if result.ok and not preview:
        return result
    queue: list[Any] = db.info.get("trail", [])
    del queue[said:]
    db.expire_all()
    return result


def bulk_incoming(db: Session, ids: list[uuid.UUID], act: Act, *, preview: bool) -> list[BulkResult]:
    """A result for each document, in the order in which they were named; they are locked in one order, so that two bulks never block each other."""
    found = {document_id: _one(db, act, document_id, preview=preview) for document_id in sorted(set(ids))}
    return [found[document_id] for document_id in dict.fromkeys(ids)]
