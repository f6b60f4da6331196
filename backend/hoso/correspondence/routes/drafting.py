"""HTTP of drafting: assignments, versions and their comparison, comments, opinions, sending back, co-issuers, correction."""

import uuid
from typing import Annotated, Any

from fastapi import Path, Query

from hoso.correspondence.actions.assign_draft import LEADERS, AssignDraft, assign_draft
from hoso.correspondence.actions.close_consultation import CloseConsultation, close_consultation
from hoso.correspondence.actions.comment_draft import CommentDraft, comment_draft
from hoso.correspondence.actions.convert_draft import convert_draft
from hoso.correspondence.actions.correct_outgoing import CorrectOutgoing, correct_outgoing
from hoso.correspondence.actions.give_consultation import GiveConsultation, give_consultation
from hoso.correspondence.actions.name_joint_issuers import NameJointIssuers, name_joint_issuers
from hoso.correspondence.actions.pass_draft_assignment import PassDraftAssignment, pass_draft_assignment
from hoso.correspondence.actions.request_consultation import RequestConsultation, request_consultation
from hoso.correspondence.actions.resolve_comment import ResolveComment, resolve_comment
from hoso.correspondence.actions.send_back_outgoing import SendBackOutgoing, send_back_outgoing
from hoso.correspondence.actions.withdraw_draft_assignment import WithdrawDraftAssignment, withdraw_draft_assignment
from hoso.correspondence.queries.comparison import comparison
from hoso.correspondence.queries.drafting import (
    assignment_item,
    assignment_of,
    assignment_rows,
    co_drafters,
    comments_of,
    consultations_of,
    opinion_counts,
    version_of,
    versions_of,
)
from hoso.correspondence.queries.drafting_actions import may_close
from hoso.correspondence.queries.paper import conversions_of, dispatches_of, issue_due_on, joint_parts, retained_of
from hoso.correspondence.routes.drafting_shapes import (
    AssignmentAnswer,
    AssignmentPage,
    ComparisonAnswer,
    ConversionStarted,
    ProcessAnswer,
    VersionItem,
    VersionList,
)
from hoso.correspondence.routes.outgoing import OutgoingAnswer, outgoing_answer
from hoso.correspondence.rules import is_late
from hoso.correspondence.tables import Document, DraftAssignment, Outgoing
from hoso.support.actors import Actor
from hoso.support.errors import NotFound
from hoso.support.files import read_all
from hoso.support.http.edge import Call, may, stage_router
from hoso.support.paging import id_after, to_cursor
from hoso.support.records import OutOfReach, load
from hoso.support.routes.lookups import Cursor

router = stage_router("Soạn thảo", document_id=Document, assignment_id=DraftAssignment)
OUT, GIVEN = "/outgoing-documents/{document_id}", "/draft-assignments"
Number = Annotated[int, Path(ge=1, le=100_000)]


def outgoing_of(call: Call, document_id: uuid.UUID) -> tuple[Document, Outgoing]:
    """Both halves, to be read. Raises NotFound, OutOfReach."""
    document = load(call.db, call.actor, Document, document_id)
    outgoing = call.db.get(Outgoing, document.id)
    if outgoing is None:
        raise NotFound("Không tìm thấy văn bản đi.")
    return document, outgoing


def process_answer(call: Call, document_id: uuid.UUID) -> ProcessAnswer:
    """What stands beside the document."""
    call.db.flush()
    document, outgoing = outgoing_of(call, document_id)
    db, today = call.db, call.moment.today
    due = issue_due_on(db, document, outgoing)
    closes = may_close(db, call.actor, document, outgoing)
    return ProcessAnswer.model_validate({
        "id": document.id, "assignment": assignment_of(db, call.actor, document.id, today), "co_drafters": co_drafters(db, document.id),
        "versions": versions_of(db, document.id), "comments": comments_of(db, document.id), "open_comments": opinion_counts(db, document.id)[1],
        "consultations": consultations_of(db, call.actor, document.id, closes, today), "joint": joint_parts(db, document.id),
        "dispatches": dispatches_of(db, document.id), "retained": retained_of(db, document.id), "conversions": conversions_of(db, document.id),
        "issue_due_on": due, "is_late": is_late(due, outgoing.dispatched_on, today) if outgoing.recalled_at is None else False,
    })  # fmt: skip


def _acts(actor: Actor, item: dict[str, Any]) -> list[str]:
    """What the caller may do with an assignment: the relations of the actions."""
    if item["state"] != "given":
        return []
    mine = actor.id == item["person_id"] or str(actor.id) in item["co_drafter_ids"] or item["unit_id"] in actor.headed_unit_ids
    leads = bool(actor.roles & LEADERS)
    passes = leads or item["unit_id"] in actor.headed_unit_ids or actor.id in (item["given_by"], item["person_id"])
    relation = {"draftOutgoing": mine, "passDraftAssignment": passes, "withdrawDraftAssignment": leads or actor.id == item["given_by"]}
    return [op for op, related in relation.items() if related and actor.may(op)]


def _assignment(call: Call, assignment_id: uuid.UUID) -> AssignmentAnswer:
    call.db.flush()
    item = assignment_item(call.db, call.actor, assignment_id, call.moment.today)
    if item is None:
        load(call.db, call.actor, DraftAssignment, assignment_id)
        raise OutOfReach("Việc soạn thảo này giao cho người khác.")
    return AssignmentAnswer.model_validate({**item, "allowed_actions": _acts(call.actor, item)})


@router.post(GIVEN, operation_id="assignDraft", status_code=201)
def assign_draft_route(call: Call, command: AssignDraft) -> AssignmentAnswer:
    """Giao soạn thảo."""
    return _assignment(call, assign_draft(call.db, call.actor, command, call.moment).id)


@router.get(GIVEN, operation_id="listDraftAssignments")
def list_draft_assignments(
    call: Call, desk: Annotated[str | None, Query(pattern="^(mine|given)$")] = None, limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: Cursor = None
) -> AssignmentPage:
    """Assignments to draft that concern the caller, newest first; `mine` = waits for the caller."""
    rows = assignment_rows(call.db, call.actor, desk, call.moment.today, limit, id_after(cursor))
    more = to_cursor(rows[limit - 1]["id"]) if len(rows) > limit else None
    items = [AssignmentAnswer.model_validate({**row, "allowed_actions": _acts(call.actor, row)}) for row in rows[:limit]]
    return AssignmentPage(items=items, next_cursor=more)


@router.get(GIVEN + "/{assignment_id}", operation_id="getDraftAssignment", openapi_extra=may("listDraftAssignments"))
def get_draft_assignment(call: Call, assignment_id: uuid.UUID) -> AssignmentAnswer:
    """One assignment."""
    return _assignment(call, assignment_id)


@router.post(GIVEN + "/{assignment_id}/assignee", operation_id="passDraftAssignment")
def pass_draft_assignment_route(call: Call, assignment_id: uuid.UUID, command: PassDraftAssignment) -> AssignmentAnswer:
    """Chuyển việc soạn thảo cho người khác."""
    return _assignment(call, pass_draft_assignment(call.db, call.actor, assignment_id, command, call.moment).id)


@router.post(GIVEN + "/{assignment_id}/withdrawal", operation_id="withdrawDraftAssignment")
def withdraw_draft_assignment_route(call: Call, assignment_id: uuid.UUID, command: WithdrawDraftAssignment) -> AssignmentAnswer:
    """Rút việc soạn thảo."""
    return _assignment(call, withdraw_draft_assignment(call.db, call.actor, assignment_id, command, call.moment).id)


@router.get(OUT + "/process", operation_id="getOutgoingProcess", openapi_extra=may("getOutgoing"))
def get_outgoing_process(call: Call, document_id: uuid.UUID) -> ProcessAnswer:
    """Phiên bản, góp ý, lấy ý kiến, gửi bưu điện, bản lưu, chuyển đổi, liên ngành của một văn bản đi."""
    return process_answer(call, document_id)


@router.get(OUT + "/versions", operation_id="listVersions", openapi_extra=may("getOutgoing"))
def list_versions(call: Call, document_id: uuid.UUID) -> VersionList:
    """Các phiên bản của dự thảo, mới nhất trước."""
    document, _ = outgoing_of(call, document_id)
    return VersionList.model_validate({"items": versions_of(call.db, document.id)})


def _facts_between(versions: list[VersionItem], left: int, right: int) -> list[dict[str, str]]:
    """The facts that differ between the two, from the changes on the way."""
    first, last = sorted((left, right))
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for version in sorted(versions, key=lambda v: v.number):
        if first < version.number <= last:
            for change in version.changed:
                before.setdefault(change.fact, change.before)
                after[change.fact] = change.after
    pairs = [(fact, before[fact], after[fact]) for fact in before if before[fact] != after[fact]]
    return [{"fact": f, "before": b if left < right else a, "after": a if left < right else b} for f, b, a in pairs]


@router.get(OUT + "/versions/{left}/comparison/{right}", operation_id="compareVersions", openapi_extra=may("getOutgoing"))
def compare_versions(call: Call, document_id: uuid.UUID, left: Number, right: Number) -> ComparisonAnswer:
    """So sánh hai phiên bản: chữ thêm, chữ bớt theo từng tệp, thông tin đã đổi."""
    document, _ = outgoing_of(call, document_id)
    versions = [VersionItem.model_validate(v) for v in versions_of(call.db, document.id)]
    known = {v.number: v for v in versions}
    pair = [version_of(call.db, document.id, number) for number in (left, right)]
    if pair[0] is None or pair[1] is None:
        raise NotFound("Không có phiên bản này.")
    files = comparison(call.db, pair[0], pair[1], lambda sha256: read_all(call.state.files, sha256))
    return ComparisonAnswer.model_validate(
        {"left": known[left], "right": known[right], "facts": _facts_between(versions, left, right), "files": files}, from_attributes=True
    )


@router.post(OUT + "/comments", operation_id="commentDraft", status_code=201)
def comment_draft_route(call: Call, document_id: uuid.UUID, command: CommentDraft) -> ProcessAnswer:
    """Góp ý vào một phiên bản, trả lời góp ý."""
    comment_draft(call.db, call.actor, document_id, command, call.moment)
    return process_answer(call, document_id)


@router.post(OUT + "/comments/{comment_id}/resolution", operation_id="resolveComment")
def resolve_comment_route(call: Call, document_id: uuid.UUID, comment_id: uuid.UUID, command: ResolveComment) -> ProcessAnswer:
    """Đánh dấu góp ý đã xử lý, hoặc mở lại."""
    resolve_comment(call.db, call.actor, document_id, comment_id, command, call.moment)
    return process_answer(call, document_id)


@router.post(OUT + "/consultations", operation_id="requestConsultation", status_code=201)
def request_consultation_route(call: Call, document_id: uuid.UUID, command: RequestConsultation) -> ProcessAnswer:
    """Gửi lấy ý kiến đơn vị, cá nhân."""
    request_consultation(call.db, call.actor, document_id, command, call.moment)
    return process_answer(call, document_id)


@router.post(OUT + "/consultations/{consultation_id}/answer", operation_id="giveConsultation")
def give_consultation_route(call: Call, document_id: uuid.UUID, consultation_id: uuid.UUID, command: GiveConsultation) -> ProcessAnswer:
    """Cho ý kiến về dự thảo."""
    give_consultation(call.db, call.actor, document_id, consultation_id, command, call.moment)
    return process_answer(call, document_id)


@router.post(OUT + "/consultations/{consultation_id}/closure", operation_id="closeConsultation")
def close_consultation_route(call: Call, document_id: uuid.UUID, consultation_id: uuid.UUID, command: CloseConsultation) -> ProcessAnswer:
    """Tiếp thu, giải trình ý kiến."""
    close_consultation(call.db, call.actor, document_id, consultation_id, command, call.moment)
    return process_answer(call, document_id)


@router.post(OUT + "/draft-pdf", operation_id="convertDraft", status_code=202, openapi_extra=may("reviseOutgoing"))
def convert_draft_route(call: Call, document_id: uuid.UUID) -> ConversionStarted:
    """Chuyển dự thảo DOCX sang PDF để ký; the job names the SHA-256 of the PDF, which stands among the files as a rendition."""
    job = convert_draft(call.db, call.actor, document_id, call.state.settings.soffice, call.moment)
    return ConversionStarted(job_id=job.id)


@router.post(OUT + "/sending-back", operation_id="sendBackOutgoing")
def send_back_outgoing_route(call: Call, document_id: uuid.UUID, command: SendBackOutgoing) -> OutgoingAnswer:
    """Chuyển lại dự thảo qua lãnh đạo đơn vị soạn thảo."""
    return outgoing_answer(call, send_back_outgoing(call.db, call.actor, document_id, command, call.moment))


@router.post(OUT + "/joint-issuers", operation_id="nameJointIssuers")
def name_joint_issuers_route(call: Call, document_id: uuid.UUID, command: NameJointIssuers) -> OutgoingAnswer:
    """Ghi các cơ quan cùng ban hành, theo thứ tự ký."""
    return outgoing_answer(call, name_joint_issuers(call.db, call.actor, document_id, command, call.moment))


@router.post(OUT + "/corrections", operation_id="correctOutgoing", status_code=201)
def correct_outgoing_route(call: Call, document_id: uuid.UUID, command: CorrectOutgoing) -> OutgoingAnswer:
    """Soạn công văn đính chính, văn bản sửa đổi hoặc thay thế một văn bản đã phát hành."""
    return outgoing_answer(call, correct_outgoing(call.db, call.actor, document_id, command, call.moment))
