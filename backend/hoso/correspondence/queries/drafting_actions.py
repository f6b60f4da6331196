"""What the caller may do beside the steps of the road: comment, consult, send, keep, lend, convert, correct. The relations of the actions."""

from sqlmodel import Session

from hoso.correspondence.queries.drafting import drafts_here
from hoso.correspondence.rules import is_allowed
from hoso.correspondence.tables import Document, Outgoing
from hoso.support.actors import Actor

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


def may_close(db: Session, actor: Actor, document: Document, outgoing: Outgoing) -> bool:
    """Whether the caller closes opinions on this draft now."""
    return actor.may("closeConsultation") and is_allowed("outgoing", document.state, "closeConsultation") and drafts_here(db, actor, outgoing)
