"""Check the signatures of received files and keep what was found; an earlier result stays (Đ21.2.a).

A check never changes the document: what follows from it (sending it back) is the clerk's own act.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from hoso.correspondence.queries.verification import signed_files_of, unchecked
from hoso.correspondence.rules.nature import COPY_MARKS, Nature, SignatureFact, checking_rule, nature_of, return_reason
from hoso.correspondence.tables import Document, SignatureCheck
from hoso.formats.renditions import facts_of_pdf
from hoso.support.actors import Actor
from hoso.support.clock import HANOI, Moment
from hoso.support.errors import NotFound, RuleBroken
from hoso.support.files import FileStore, whole
from hoso.support.jobs import HANDLERS, OPEN, Job, defer
from hoso.support.records import load
from hoso.support.signatures.trust import Trust
from hoso.support.stored_files import StoredFile, may_read_file
from hoso.support.trail import record

if TYPE_CHECKING:
    from hoso.support.signatures import SignatureVerdict

KIND = "check-signatures"


class NothingToCheck(RuleBroken):
    """Only a PDF carries signatures that can be checked."""

    code = "nothing_to_check"


def _kept(verdict: SignatureVerdict) -> dict[str, Any]:
    """A verdict as it is kept for show: all but the certificates themselves."""
    facts = {k: v for k, v in asdict(verdict).items() if k != "evidence"}
    facts |= {"code": verdict.code, "chain": [{k: _plain(v) for k, v in asdict(c).items()} for c in verdict.chain]}
    signed_on = verdict.time_stamped_at or verdict.signed_at
    rule = checking_rule(signed_on.astimezone(HANOI).date()) if signed_on else None
    facts["basis"] = rule.name if rule else ""
    return {k: _plain(v) for k, v in facts.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _found(pdf: bytes, moment: Moment, trust: Trust, is_attachment: bool) -> tuple[Nature, dict[str, Any], list[SignatureVerdict]]:
    from hoso.support.signatures import UnreadablePdf, verify  # with the first check: a worker without one stays small

    try:
        verdicts = verify(pdf, trust.roots, moment.at, fetch=trust.fetch)
    except UnreadablePdf:
        return Nature("unreadable", "Điều 21 khoản 2"), {}, []
    seen = facts_of_pdf(pdf, COPY_MARKS)
    signed = [SignatureFact(v.holder, v.code) for v in verdicts]
    return nature_of(signed, is_scan=seen.is_scan, copy_mark=seen.copy_mark, is_attachment=is_attachment), asdict(seen), verdicts


def check_file(
    db: Session, by: uuid.UUID | None, agency_id: uuid.UUID, file: StoredFile, moment: Moment, store: FileStore, trust: Trust,
    is_attachment: bool = False,
) -> SignatureCheck:  # fmt: skip
    """One more result for a stored PDF, kept. `by` is None for the program's own run. Raises NothingToCheck, MissingFile, DamagedFile."""
    from hoso.support.signatures.verification import TOOL

    if file.media_type != "application/pdf":
        raise NothingToCheck("Chỉ tệp PDF mới có chữ ký số để kiểm tra.")
    nature, seen, verdicts = _found(b"".join(whole(store, file.sha256, file.size)), moment, trust, is_attachment)
    altered = [(v.signer, v.changes) for v in verdicts if v.code == "altered"]
    pems = {fact.fingerprint: pem for v in verdicts for fact, pem in zip(v.chain, v.evidence, strict=True)}
    check = SignatureCheck.model_validate({
        "agency_id": agency_id, "sha256": file.sha256, "at": moment.at, "by": by, "tool": TOOL, "nature": nature.code,
        "facts": {**seen, "article": nature.article, "missing": nature.missing, "return_reason": return_reason(altered) if nature.goes_back else ""},
        "verdicts": [_kept(v) for v in verdicts], "certificates": [{"fingerprint": k, "pem": v} for k, v in pems.items()],
        "roots": trust.fingerprints(),
    })  # fmt: skip
    db.add(check)
    return check


def check_file_signatures(db: Session, actor: Actor, sha256: str, moment: Moment, store: FileStore, trust: Trust) -> SignatureCheck:
    """The check of a file that the actor may read, before or after a record names it. Raises NotFound, NothingToCheck."""
    file = db.get(StoredFile, sha256)
    if file is None or not may_read_file(db, actor, sha256):
        raise NotFound("Không tìm thấy tệp.")
    return check_file(db, actor.id, actor.agency_id, file, moment, store, trust)


def check_signatures(db: Session, actor: Actor, document_id: uuid.UUID, moment: Moment, store: FileStore, trust: Trust) -> Document:
    """The document, each of its PDFs checked anew. Raises NotFound, OutOfReach, NothingToCheck."""
    document = load(db, actor, Document, document_id)
    files = signed_files_of(db, document.id)
    if not files:
        raise NothingToCheck("Văn bản không có tệp PDF nào để kiểm tra chữ ký số.")
    checks = [check_file(db, actor.id, document.agency_id, file, moment, store, trust, role == "attachment") for file, role in files]
    record(db, actor, moment, "document:signatures-checked", document.id, {"files": [{"sha256": c.sha256, "nature": c.nature} for c in checks]})
    return document


def check_later(db: Session, actor: Actor, moment: Moment, document_ids: list[uuid.UUID], trust: Trust) -> None:
    """Have the PDFs of new documents checked right after the commit; what was checked when it was dropped is not checked again."""
    for document_id in document_ids:
        if unchecked(db, document_id):
            roots = [root.decode() for root in trust.roots]
            defer(db, actor, moment, KIND, {"document_id": str(document_id), "roots": roots, "fetch": trust.fetch})


def check_waits(db: Session, document_id: uuid.UUID) -> bool:
    """Whether the program's own run over the document is still to come."""
    wanted = select(Job.id).where(col(Job.state).in_(OPEN), Job.kind == KIND, col(Job.payload)["document_id"].as_string() == str(document_id))
    return db.exec(wanted.limit(1)).first() is not None


def check_by_job(db: Session, payload: dict[str, Any], moment: Moment, store: FileStore) -> dict[str, Any]:
    """The program's own run over what no run has seen yet."""
    document = db.get_one(Document, uuid.UUID(payload["document_id"]))
    trust = Trust([root.encode() for root in payload["roots"]], payload["fetch"])
    roles = {file.sha256: role for file, role in signed_files_of(db, document.id)}
    wanted = db.exec(select(StoredFile).where(col(StoredFile.sha256).in_(unchecked(db, document.id)))).all()
    checks = [check_file(db, None, document.agency_id, file, moment, store, trust, roles[file.sha256] == "attachment") for file in wanted]
    items = [{"sha256": c.sha256, "nature": c.nature} for c in checks]
    if items:
        record(db, None, moment, "document:signatures-checked", document.id, {"files": items}, agency_id=document.agency_id)
    return {"items": items}


HANDLERS[KIND] = check_by_job
