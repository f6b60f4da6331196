"""Stories of the road of văn bản đi beside its steps: a draft with versions and remarks, an opinion asked for, paper by post, a correction,
a document of two agencies, work given to draft. Each act is the stage's own action."""

import io
import uuid
from typing import Any

import docx
from sqlmodel import Session, col, select

from hoso.correspondence.actions.approve_joint import ApproveJoint, approve_joint
from hoso.correspondence.actions.assign_draft import AssignDraft, assign_draft
from hoso.correspondence.actions.comment_draft import CommentDraft, comment_draft
from hoso.correspondence.actions.correct_outgoing import CorrectOutgoing, correct_outgoing
from hoso.correspondence.actions.dispatch_paper import DispatchPaper, dispatch_paper
from hoso.correspondence.actions.draft_outgoing import DraftOutgoing, draft_outgoing
from hoso.correspondence.actions.give_consultation import GiveConsultation, give_consultation
from hoso.correspondence.actions.issue_outgoing import issue_outgoing
from hoso.correspondence.actions.lend_retained import LendRetained, lend_retained
from hoso.correspondence.actions.name_joint_issuers import NameJointIssuers, name_joint_issuers
from hoso.correspondence.actions.note_receipt import NoteReceipt, note_receipt
from hoso.correspondence.actions.number_outgoing import number_outgoing
from hoso.correspondence.actions.record_hand_signature import RecordHandSignature, record_hand_signature
from hoso.correspondence.actions.record_paper_copies import RecordPaperCopies, record_paper_copies
from hoso.correspondence.actions.request_consultation import RequestConsultation, request_consultation
from hoso.correspondence.actions.resolve_comment import ResolveComment, resolve_comment
from hoso.correspondence.actions.revise_outgoing import ReviseOutgoing, revise_outgoing
from hoso.correspondence.actions.seal_outgoing import seal_outgoing
from hoso.correspondence.tables import Consultation, Dispatch, JointSignature, Recipient, RetainedCopy
from hoso.demo.incoming import upload
from hoso.demo.outgoing import Plan, checked, drafted, outgoing, sign
from hoso.demo.papers import draft_paper
from hoso.demo.stories import Office, Story, Year
from hoso.demo.texts import Draft
from hoso.formats.fonts import FONTS

RULES = Draft("QĐ", "Ban hành Quy chế công tác văn thư, lưu trữ của cơ quan", ("Các phòng, đơn vị trực thuộc",))
FIRST = (
    "Điều 1. Ban hành kèm theo Quyết định này Quy chế công tác văn thư, lưu trữ.",
    "Điều 2. Giao Văn phòng chủ trì tổ chức thực hiện; hoàn thành trong năm nay.",
    "Điều 3. Quyết định có hiệu lực kể từ ngày ký.",
)
SECOND = (
    "Điều 1. Ban hành kèm theo Quyết định này Quy chế công tác văn thư, lưu trữ của cơ quan.",
    "Điều 2. Giao Văn phòng chủ trì, phối hợp với các phòng, đơn vị trực thuộc tổ chức thực hiện; hoàn thành trước ngày 31 tháng 12.",
    "Điều 3. Quyết định có hiệu lực kể từ ngày ký và thay thế Quyết định ban hành Quy chế trước đây.",
    "Điều 4. Chánh Văn phòng, Trưởng các phòng, đơn vị trực thuộc chịu trách nhiệm thi hành Quyết định này.",
)


def _docx(paragraphs: tuple[str, ...]) -> bytes:
    paper = docx.Document()
    for one in ("QUYẾT ĐỊNH", *paragraphs):
        paper.add_paragraph(one)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _newest(db: Session, table: Any, document_id: uuid.UUID) -> Any:
    return db.exec(select(table).where(table.document_id == document_id).order_by(col(table.id).desc())).first()


def discussed_draft(year: Year, office: Office, back: int) -> Story[None]:
    """Three versions, remarks of the head of the unit (one taken over, one open), two opinions asked for, one of them given."""
    officer, head = office["chuyenvien"], office.head_of("chuyenvien")
    moment = year.at(back, 8, 20)
    yield moment
    files = [upload(year, officer, moment, _docx(FIRST), "quy-che-v1.docx")]
    document = draft_outgoing(year.db, officer, DraftOutgoing.model_validate({
        "type_code": RULES.type_code, "abstract": RULES.abstract, "recipients": [{"name": RULES.recipients[0]}, {"name": "Lưu: VT"}],
        "proposed_signer_id": office["lanhdao"].id, "files": files, "note": "Bản đầu",
    }), moment)  # fmt: skip
    moment = year.at(back, 10, 5)
    yield moment
    said = CommentDraft(text="Ghi rõ thời hạn hoàn thành và đơn vị phối hợp.", page=1, quote="hoàn thành trong năm nay")
    remark = comment_draft(year.db, head, document.id, said, moment)
    moment = year.at(back, 15, 30)
    yield moment
    second = [upload(year, officer, moment, _docx(SECOND), "quy-che-v2.docx")]
    revise_outgoing(year.db, officer, document.id, ReviseOutgoing.model_validate({"files": second, "note": "Tiếp thu góp ý của trưởng phòng"}), moment)
    comment_draft(year.db, officer, document.id, CommentDraft(text="Đã ghi hạn 31/12 và các phòng phối hợp ở Điều 2.", answers=remark.id), moment)
    resolve_comment(year.db, officer, document.id, remark.id, ResolveComment(), moment)
    moment = year.at(max(1, back - 1), 8, 40)
    yield moment
    asked = {"user_ids": [office["pholanhdao"].id, office["chuyenvien2"].id], "due_on": year.days[max(0, back - 3)], "note": "Xin ý kiến về Điều 2, Điều 3."}
    request_consultation(year.db, officer, document.id, RequestConsultation.model_validate(asked), moment)
    moment = year.at(max(1, back - 1), 14, 10)
    yield moment
    wanted = select(Consultation).where(Consultation.document_id == document.id, Consultation.person_id == office["pholanhdao"].id)
    opinion = GiveConsultation(verdict="remarks", text="Nhất trí. Đề nghị nêu rõ số Quyết định được thay thế tại Điều 3.")
    give_consultation(year.db, office["pholanhdao"], document.id, year.db.exec(wanted).one().id, opinion, moment)
    moment = year.at(max(1, back - 1), 16, 20)
    yield moment
    data = draft_paper(year, office, RULES, RULES.abstract, f"QĐ-{office.text.symbol}", [RULES.recipients[0]], "lanhdao", officer, moment.today)
    third = [upload(year, officer, moment, data, "quy-che-v3.pdf")]
    revise_outgoing(year.db, officer, document.id, ReviseOutgoing.model_validate({"files": third, "note": "Chuyển sang PDF để trình"}), moment)
    comment_draft(year.db, head, document.id, CommentDraft(text="Căn cứ pháp lý cần xếp theo thứ bậc văn bản.", page=1), moment)


def sent_by_post(year: Year, office: Office, back: int) -> Story[None]:
    """A paper signed by hand, numbered, copied, sealed, issued, posted to one and handed to another; its copy is with an inspector."""
    text = Draft("CV", "Đề nghị cung cấp hồ sơ, tài liệu phục vụ chỉnh lý", ("UBND xã Đông Tiến", "Ban Quản lý khu kinh tế"))
    plan = Plan(back, medium="paper")
    document_id = yield from drafted(year, office, text, plan)
    yield from checked(year, office, document_id, plan)
    clerk, db = office["vanthu"], year.db
    moment = year.at(max(1, back - 1), 9, 10)
    yield moment
    capacity: Any = [office.text.capacity] if office.text.capacity else []
    record_hand_signature(db, clerk, document_id, RecordHandSignature.model_validate({"signed_on": moment.today, "capacity": capacity}), moment)
    number_outgoing(db, clerk, document_id, moment)
    record_paper_copies(db, clerk, document_id, RecordPaperCopies(amount=3, page_count=2), moment)
    seal_outgoing(db, clerk, document_id, moment, year.store, year.keys, FONTS)
    issue_outgoing(db, clerk, document_id, moment, year.store, year.keys, FONTS)
    first, second = list(db.exec(select(Recipient).where(Recipient.document_id == document_id).order_by(col(Recipient.ordinal))))[:2]
    number = f"RL{office.random.randint(100_000_000, 999_999_999)}VN"
    dispatch_paper(db, clerk, document_id, DispatchPaper(recipient_ids=[first.id], way="post", item_number=number, weight_grams=40), moment)
    posted = _newest(db, Dispatch, document_id)
    dispatch_paper(db, clerk, document_id, DispatchPaper(recipient_ids=[second.id], way="hand", received_by="Lê Thị Hoa"), moment)
    moment = year.at(max(1, back - 3), 10)
    yield moment
    note_receipt(db, clerk, document_id, posted.id, NoteReceipt(received_by="Trịnh Văn Nam", received_on=moment.today), moment)
    copy = db.exec(select(RetainedCopy).where(RetainedCopy.document_id == document_id).order_by(col(RetainedCopy.id))).first()
    assert copy is not None
    loan = LendRetained(retained_copy_id=copy.id, borrower_id=office["chuyenvien2"].id, permitted_by=office["lanhdao"].id, note="Đối chiếu số liệu")
    lend_retained(db, clerk, document_id, loan, moment)


def corrected(year: Year, office: Office, receiver: str, back: int) -> Story[None]:
    """An issued document whose form was wrong, and the công văn that corrects it."""
    faulty = Draft("TB", "Kết luận cuộc họp rà soát công tác văn thư quý {q} năm {y}", (receiver,))
    document_id = yield from outgoing(year, office, faulty, Plan(back, arrives="registered"))
    officer = office["chuyenvien"]
    moment = year.at(max(1, back - 4), 8, 30)
    yield moment
    wish = CorrectOutgoing(kind="corrects", reason="Ghi nhầm ngày họp ở phần nơi nhận.", proposed_signer_id=office["lanhdao"].id)
    new = correct_outgoing(year.db, officer, document_id, wish, moment)
    unit = office.unit_of("chuyenvien")
    letter = Draft("CV", new.abstract, (receiver,))
    name = year.offices[receiver].text.name
    data = draft_paper(year, office, letter, new.abstract, f"{office.text.symbol}-{unit.symbol}", [name], "lanhdao", officer, moment.today)
    files = [upload(year, officer, moment, data, "dinh-chinh.pdf")]
    revise_outgoing(year.db, officer, new.id, ReviseOutgoing.model_validate({"files": files, "field_code": unit.symbol}), moment)
    plan = Plan(max(1, back - 4))
    yield from checked(year, office, new.id, plan)
    moment = year.at(max(1, back - 5), 9)
    yield moment
    sign(year, office, new.id, plan, moment)
    issue_outgoing(year.db, office["vanthu"], new.id, moment, year.store, year.keys, FONTS)


def issued_together(year: Year, office: Office, other: Office, back: int) -> Story[None]:
    """A plan of two agencies: approved by the lead one, agreed to by the other, waiting for the lead agency's signature."""
    text = Draft("KH", "Phối hợp kiểm tra công tác văn thư, lưu trữ năm {y}", ("Các xã, phường",))
    plan = Plan(back)
    document_id = yield from drafted(year, office, text, plan)
    named = NameJointIssuers.model_validate({"issuers": [{"agency_id": other.agency.id}, {"name": "Công an tỉnh Thanh Hóa"}]})
    moment = year.at(plan.back, 9)
    yield moment
    name_joint_issuers(year.db, office["chuyenvien"], document_id, named, moment)
    yield from checked(year, office, document_id, plan)
    moment = year.at(max(1, back - 1), 9)
    yield moment
    part = year.db.exec(select(JointSignature).where(JointSignature.document_id == document_id, col(JointSignature.is_inside))).one()
    approve_joint(year.db, other["lanhdao"], part.id, ApproveJoint(verdict="approve", note="Nhất trí với dự thảo."), moment)


def told_to_draft(year: Year, office: Office, back: int) -> Story[None]:
    """Work that a leader gave to an officer, and a unit's work that its head has still to pass on."""
    moment = year.at(back, 9, 15)
    yield moment
    given = {"subject": "Dự thảo Kế hoạch thu thập tài liệu năm tới", "user_id": office["chuyenvien"].id, "co_drafter_ids": [office["chuyenvien2"].id],
             "type_code": "KH", "instruction": "Bám sát Danh mục hồ sơ; trình trước kỳ họp giao ban."}  # fmt: skip
    assign_draft(year.db, office["lanhdao"], AssignDraft.model_validate(given), moment)
    unit = {"subject": "Dự thảo báo cáo tổng kết công tác văn thư", "unit_id": office.unit_of("chuyenvien").id, "type_code": "BC"}
    assign_draft(year.db, office["lanhdao"], AssignDraft.model_validate(unit), moment)


def road_stories(year: Year, office: Office, neighbour: Office) -> None:
    """All of them, for one agency."""
    year.tell(discussed_draft(year, office, 4))
    year.tell(sent_by_post(year, office, 8))
    year.tell(corrected(year, office, neighbour.text.key, 12))
    year.tell(issued_together(year, office, neighbour, 3))
    year.tell(told_to_draft(year, office, 2))
