"""What the caller may do beside the steps of the road: comment, consult, send, keep, lend, convert, correct. The relations of the actions."""

from sqlmodel import Session, col, select

from hoso.correspondence.queries.drafting import drafts_here
from hoso.correspondence.rules import is_allowed
from hoso.correspondence.tables import Document, DocumentFile, JointSignature, Outgoing
from hoso.support.actors import Actor
from hoso.support.picking import pick
from hoso.support.stored_files import StoredFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRAFTING = ("draft", "content_checked", "form_checked", "approved")


def drafting_actions(db: Session, actor: Actor, document: Document, outgoing: Outgoing, may_sign: bool) -> list[str]:
    """Allowed operations of drafting and of the paper road, in the order of the road."""
    state, paper = document.state, document.medium == "paper"
    drafting = state in DRAFTING
    drafts = drafting and drafts_here(db, actor, outgoing)
    signatory = may_sign and (outgoing.proposed_signer_id in (None, actor.id) or actor.is_head)
    relation = {
        "reviseOutgoing": drafts or actor.id == outgoing.proposed_signer_id or actor.is_head,
        "commentDraft": drafting, "requestConsultation": drafts, "nameJointIssuers": drafts, "sendBackOutgoing": signatory,
        "recordHandSignature": paper, "noteJointSignature": True, "recordPaperCopies": paper, "convertToPaper": not paper, "convertToFile": paper,
        "dispatchPaper": True, "noteRetainedCopy": True, "lendRetained": True, "correctOutgoing": True,
    }  # fmt: skip
    return [op for op, related in relation.items() if related and actor.may(op) and is_allowed("outgoing", state, op)]


def converts_here(db: Session, actor: Actor, outgoing: Outgoing) -> bool:
    """Whether the caller is somebody who may change this draft, and so may have it turned into PDF."""
    return actor.id == outgoing.proposed_signer_id or actor.is_head or drafts_here(db, actor, outgoing)


def conversion(db: Session, actor: Actor, document: Document, outgoing: Outgoing, program: str) -> tuple[list[str], dict[str, str]]:
    """(convertDraft where it may be done now, why not where only the program is missing); nothing for a draft that has no DOCX or has its PDF."""
    if document.state not in DRAFTING or not actor.may("reviseOutgoing") or not converts_here(db, actor, outgoing):
        return [], {}
    files = db.execute(
        pick(DocumentFile.sha256, DocumentFile.role, DocumentFile.made_from, StoredFile.media_type).join(StoredFile, col(StoredFile.sha256) == col(DocumentFile.sha256))
        .where(col(DocumentFile.document_id) == document.id, col(DocumentFile.role).in_(("main", "rendition"))).order_by(col(DocumentFile.ordinal))
    ).all()  # fmt: skip
    main = next((f for f in reversed(files) if f.role == "main"), None)
    if main is None or main.media_type != DOCX or any(f.made_from == main.sha256 for f in files):
        return [], {}
    return (["convertDraft"], {}) if program else ([], {"convertDraft": "Máy chủ chưa cài chương trình chuyển DOCX sang PDF: kết xuất PDF từ phần mềm soạn thảo rồi tải lên."})


def may_close(db: Session, actor: Actor, document: Document, outgoing: Outgoing) -> bool:
    """Whether the caller closes opinions on this draft now."""
    return actor.may("closeConsultation") and is_allowed("outgoing", document.state, "closeConsultation") and drafts_here(db, actor, outgoing)


def joint_blocks(db: Session, document: Document) -> dict[str, str]:
    """Which steps wait for a co-issuing agency, and for which: signing for their agreement, seal and issue for their signatures (liên ngành)."""
    wanted = {
        "approved": ("approved", "thống nhất dự thảo", ("signOutgoing", "recordHandSignature")),
        "signed": ("sealed", "ký, đóng dấu", ("sealOutgoing", "issueOutgoing")),
    }
    if document.state not in wanted:
        return {}
    step, said, operations = wanted[document.state]
    rank = {"pending": 0, "approved": 1, "signed": 2, "sealed": 3}
    parts = db.exec(select(JointSignature).where(col(JointSignature.document_id) == document.id).order_by(col(JointSignature.ordinal)))
    late = next((p for p in parts if rank[p.state] < rank[step if p.is_inside else min(step, "signed", key=lambda s: rank[s])]), None)
    return dict.fromkeys(operations, f"Chờ {late.agency_name} {said} (văn bản liên ngành).") if late else {}
