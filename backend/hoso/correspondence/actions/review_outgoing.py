"""Check a draft: content (head of the drafting unit), form (the appointed checker), approval (the signatory) (Đ11, Đ12)."""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.joint_desk import ask_next, show_file
from hoso.correspondence.actions.outgoing_desk import authorities_of, current_main, outgoing_for, void_reviews
from hoso.correspondence.queries.layout import kept_check
from hoso.correspondence.rules import ASPECT_OF_STATE, state_after
from hoso.correspondence.tables import Document, Outgoing, Review
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Malformed, RuleBroken
from hoso.support.jobs import notify
from hoso.support.records import touch
from hoso.support.states import require_state, require_task
from hoso.support.text import Text
from hoso.support.trail import record


class NoDraftFile(RuleBroken):
    """There is no main file to check."""

    code = "no_draft_file"


class ReasonMissing(Malformed):
    """A return carries a reason of at least ten characters."""

    code = "reason_missing"


class ReviewOutgoing(BaseModel):
    """One check and its verdict."""

    model_config = {"extra": "forbid"}
    aspect: Literal["content", "form", "approval"]
    verdict: Literal["approve", "return"]
    note: Annotated[Text, Field(max_length=2000)] | None = None


def _require_checker(db: Session, actor: Actor, outgoing: Outgoing, aspect: str, moment: Moment) -> None:
    if aspect == "content":
        require_task(outgoing.drafting_unit_id in actor.headed_unit_ids, "Lãnh đạo đơn vị soạn thảo kiểm tra nội dung (Đ12.1).")
    elif aspect == "form":
        require_task("vanthu" in actor.roles, "Người được giao kiểm tra thể thức thực hiện bước này (Đ12.2).")
    else:
        proposed = outgoing.proposed_signer_id in (None, actor.id) or actor.is_head
        require_task(proposed and bool(authorities_of(db, actor.id, moment)), "Người có thẩm quyền ký phê duyệt dự thảo (Đ11.1).")


def review_outgoing(db: Session, actor: Actor, document_id: uuid.UUID, command: ReviewOutgoing, moment: Moment) -> Document:
    """The checked draft. Raises NotYourTask, NoDraftFile, ReasonMissing, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "reviewOutgoing")
    waits_for = ASPECT_OF_STATE[document.state]
    names = {"content": "kiểm tra nội dung", "form": "kiểm tra thể thức", "approval": "phê duyệt"}
    require_state(waits_for == command.aspect, f"Dự thảo đang chờ {names[waits_for]}.")
    _require_checker(db, actor, outgoing, command.aspect, moment)
    main = current_main(db, document.id)
    if main is None and document.medium == "electronic":
        raise NoDraftFile("Dự thảo chưa có tệp văn bản chính. Tải tệp lên trước.")
    if command.verdict == "return" and len(command.note or "") < 10:
        raise ReasonMissing("Ghi rõ lý do trả lại (ít nhất 10 ký tự).", field="note")
    db.add(Review.model_validate({
        "agency_id": document.agency_id, "document_id": document.id, "by": actor.id, "at": moment.at, "sha256": main.sha256 if main else "",
        "aspect": command.aspect, "verdict": command.verdict, "note": command.note or "",
    }))  # fmt: skip
    db.flush()
    if command.verdict == "return":
        void_reviews(db, document, moment)
        document.state = "draft"
        link = f"/van-ban-di/{document.id}"
        said = f"Dự thảo bị trả lại: {document.abstract}"
        notify(db, outgoing.drafter_id, document.agency_id, moment, "outgoing:returned", said, link, document.id)
    else:
        document.state = state_after("outgoing", document.state, "reviewOutgoing")
        if document.state == "approved" and main is not None:
            show_file(db, document, main.sha256, main.name)
            ask_next(db, document, "approved", moment)
    touch(document, actor, moment)
    tag = "outgoing:returned" if command.verdict == "return" else f"outgoing:{command.aspect}-checked"
    facts = command.model_dump(exclude_none=True)
    if command.aspect == "form":
        facts["layout"] = _layout_known(db, document, main.sha256 if main else "")
    record(db, actor, moment, tag, document.id, facts)
    return document


def _layout_known(db: Session, document: Document, sha256: str) -> dict[str, int] | str:
    """What the format check had said of this file when a person decided on its form: it informs, it is no gate (Đ12.2)."""
    kept = kept_check(db, document, sha256)
    return {"errors": kept.errors, "looks": kept.looks, "undecided": kept.undecided} if kept else "not checked"
