"""A living year of the demo: documents, answers and dossiers in every state, something waiting at each desk.

Made by the stages' own actions with a chosen clock; deterministic. It holds no Kế hoạch 39/KH-UBND: the newcomer registers that.
"""

import io
import uuid
from datetime import date, timedelta

from sqlmodel import Session, col, select

from hoso.agency_archive.actions.decide_submission import DecideSubmission, decide_submission
from hoso.agency_archive.actions.submit_to_agency_archive import SubmitToAgencyArchive, submit_to_agency_archive
from hoso.correspondence.actions.assign_incoming import AssignIncoming, assign_incoming
from hoso.correspondence.actions.complete_incoming import CompleteIncoming, complete_incoming
from hoso.correspondence.actions.direct_incoming import DirectIncoming, direct_incoming
from hoso.correspondence.actions.draft_outgoing import DraftOutgoing, draft_outgoing
from hoso.correspondence.actions.facts import RegisterIncoming
from hoso.correspondence.actions.issue_outgoing import issue_outgoing
from hoso.correspondence.actions.present_incoming import PresentIncoming, present_incoming
from hoso.correspondence.actions.register_incoming import register_incoming
from hoso.correspondence.actions.review_outgoing import ReviewOutgoing, review_outgoing
from hoso.correspondence.actions.sign_outgoing import SignOutgoing, sign_outgoing
from hoso.dossiers.actions.close_dossier import CloseDossier, close_dossier
from hoso.dossiers.actions.file_document import FileDocument, file_document
from hoso.dossiers.actions.open_dossier import OpenDossier, open_dossier
from hoso.formats.fonts import FONTS
from hoso.formats.forms import Letter, letter
from hoso.support.actors import Actor, load_actor
from hoso.support.clock import Moment
from hoso.support.files import FileStore
from hoso.support.files.uploads import take_upload
from hoso.support.organisations import Agency, Person, Unit
from hoso.support.signatures import KeyStore

ISSUERS = ("Bộ Nội vụ", "UBND tỉnh Thanh Hóa", "Sở Tư pháp", "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "Thanh tra tỉnh", "Sở Xây dựng")
SUBJECTS = (
    "Báo cáo kết quả lập hồ sơ và nộp lưu quý {q} năm {y}", "Lấy ý kiến dự thảo Danh mục tài liệu tiếp cận có điều kiện", "Mời tập huấn nghiệp vụ lưu trữ số",
    "Triển khai chữ ký số chuyên dùng công vụ tại các đơn vị", "Đề nghị rà soát danh mục tài liệu hết thời hạn lưu trữ", "Chỉnh lý tài liệu tồn đọng giai đoạn 2026 – 2028",
    "Tăng cường kỷ luật, kỷ cương hành chính", "Thông báo kết luận cuộc họp giao ban tháng {m}", "Hướng dẫn lập Danh mục hồ sơ năm {y}",
    "Cử cán bộ tham gia đoàn kiểm tra công tác văn thư", "Ứng phó mưa lũ trên địa bàn tỉnh", "Báo cáo tình hình gửi, nhận văn bản điện tử",
)  # fmt: skip
TYPES = (("CV", "UBND-VX"), ("BC", "STP"), ("TB", "VP"), ("KH", "UBND"), ("HD", "BNV"), ("GM", "STTTT"))
PER_AGENCY = 36


class Office:
    """The people of one agency, as the actions want them."""

    def __init__(self, db: Session, key: str, today: date) -> None:
        self.actors: dict[str, Actor] = {}
        for role in ("vanthu", "lanhdao", "pholanhdao", "truongphong", "chuyenvien", "luutru"):
            person = db.exec(select(Person).where(Person.username == f"{role}.{key}")).one()
            actor = load_actor(db, person.id, today)
            assert actor is not None
            self.actors[role] = actor
        self.agency = db.get_one(Agency, self.actors["vanthu"].agency_id)
        self.unit = db.exec(select(Unit).where(Unit.agency_id == self.agency.id).order_by(col(Unit.code))).all()

    def __getitem__(self, role: str) -> Actor:
        return self.actors[role]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit of the officer."""
        return next(iter(self["chuyenvien"].unit_ids))


def _day(end: date, index: int) -> date:
    """Days spread over the year to the present, never a Saturday or Sunday."""
    day = end - timedelta(days=(PER_AGENCY - 1 - index) * 9)
    return day - timedelta(days=max(0, day.weekday() - 4))


def _incoming(db: Session, office: Office, index: int, end: date) -> uuid.UUID:
    """One incoming document, brought as far as its place in the year says."""
    day = _day(end, index)
    subject = SUBJECTS[(index * 5 + len(office.agency.code)) % len(SUBJECTS)].format(q=("I", "II", "III", "IV")[(day.month - 1) // 3], m=day.month, y=day.year)
    type_code, symbol = TYPES[index % len(TYPES)]
    command = RegisterIncoming.model_validate({
        "type_code": type_code, "number": str(100 + index * 7), "symbol": symbol, "issued_on": day - timedelta(days=2),
        "issuer_name": ISSUERS[index % len(ISSUERS)], "abstract": subject, "page_count": 1 + index % 6, "due_on": day + timedelta(days=10 + index % 5),
        "urgency": "express" if index % 17 == 16 else "urgent" if index % 9 == 8 else "normal", "channel": "paper",
    })  # fmt: skip
    document = register_incoming(db, office["vanthu"], command, Moment.on(day, 8, index % 50))
    step = 5 if index < PER_AGENCY - 9 else (PER_AGENCY - 1 - index) // 2
    if step >= 1:
        present_incoming(db, office["vanthu"], document.id, PresentIncoming(to_user_id=office["lanhdao"].id), Moment.on(day, 9))
    if step >= 2:
        direction = DirectIncoming.model_validate({
            "opinion": "Giao phòng chủ trì tham mưu, báo cáo trước hạn.", "lead": {"unit_id": office.unit_id}, "due_on": day + timedelta(days=10 + index % 5),
        })  # fmt: skip
        direct_incoming(db, office["lanhdao"], document.id, direction, Moment.on(day, 10))
    if step >= 3:
        assign_incoming(db, office["truongphong"], document.id, AssignIncoming(user_id=office["chuyenvien"].id), Moment.on(day, 14))
    if step >= 5 and index % 7 != 6:
        outcome = CompleteIncoming(outcome="Đã tham mưu văn bản triển khai.")
        complete_incoming(db, office["chuyenvien"], document.id, outcome, Moment.on(day + timedelta(days=4), 15))
    return document.id


def _answer(db: Session, office: Office, to: Office, day: date, steps: int, store: FileStore, keys: KeyStore) -> None:
    """A plan of the agency to another one, brought `steps` far: draft, checks, signature, issue."""
    moment = Moment.on(day, 9)
    pdf = letter(Letter(
        issuer=office.agency.name.upper(), superior=office.agency.superior_name.upper(), symbol=f"KH-{office.agency.symbol}", place=office.agency.place, year=day.year,
        type_name="KẾ HOẠCH", abstract=f"Thực hiện công tác văn thư, lưu trữ quý {(day.month - 1) // 3 + 1} năm {day.year}",
        body=("Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh, cơ quan ban hành Kế hoạch với các nội dung sau.", "Lập hồ sơ điện tử, nộp lưu đúng hạn, xử lý dứt điểm tài liệu tồn đọng."),
        signer_titles=(office["lanhdao"].position.upper(),), signer=office["lanhdao"].full_name, recipients=(to.agency.name, "Lưu: VT."),
    ))  # fmt: skip
    officer = office["chuyenvien"]
    stored = take_upload(db, officer, moment, store, io.BytesIO(pdf), "ke-hoach.pdf", None, 10_000_000)
    document = draft_outgoing(db, officer, DraftOutgoing.model_validate({
        "type_code": "KH", "abstract": f"Thực hiện công tác văn thư, lưu trữ quý {(day.month - 1) // 3 + 1} năm {day.year}", "proposed_signer_id": office["lanhdao"].id,
        "recipients": [{"agency_id": to.agency.id}, {"name": "Lưu: VT"}], "page_count": 1, "files": [{"sha256": stored.sha256, "name": "ke-hoach.pdf"}],
    }), moment)  # fmt: skip
    checks = (("truongphong", "content"), ("vanthu", "form"), ("lanhdao", "approval"))
    for role, aspect in checks[:steps]:
        review_outgoing(db, office[role], document.id, ReviewOutgoing.model_validate({"aspect": aspect, "verdict": "approve"}), moment)
    if steps >= 4:
        sign_outgoing(db, office["lanhdao"], document.id, SignOutgoing(), moment, store, keys, FONTS)
    if steps >= 5:
        issue_outgoing(db, office["vanthu"], document.id, moment, store, keys, FONTS)


def _dossiers(db: Session, office: Office, documents: list[uuid.UUID], end: date) -> None:
    """Three dossiers: one that the archive holds, one on the archivist's desk, one open."""
    officer = office["chuyenvien"]
    for number, (title, first) in enumerate((("Công tác văn thư, lưu trữ", 0), ("Thi đua, khen thưởng", 6), ("Ứng dụng chữ ký số", 12)), start=1):
        day = _day(end, first + 5) + timedelta(days=10)
        command = OpenDossier.model_validate({
            "title": f"Hồ sơ {title.lower()} năm {day.year}", "notation": f"{number:02d}.{office.unit[0].code}", "started_on": _day(end, first),
            "retention": {"kind": "PERMANENT"} if number == 1 else {"kind": "YEARS", "years": 20},
        })  # fmt: skip
        dossier = open_dossier(db, officer, command, Moment.on(day, 8))
        for document_id in documents[first : first + 6]:
            file_document(db, officer, dossier.id, FileDocument(document_id=document_id), Moment.on(day, 8, 30))
        if number == 3:
            continue
        close_dossier(db, officer, dossier.id, CloseDossier(ended_on=day, sheet_count=24), Moment.on(day, 16))
        submission = submit_to_agency_archive(db, officer, SubmitToAgencyArchive(dossier_ids=[dossier.id]), Moment.on(day + timedelta(days=1), 9))
        if number == 1:
            lines = [{"dossier_id": dossier.id, "verdict": "accept", "location_id": "Kho 1, giá 2, hộp 3"}]
            decide_submission(db, office["luutru"], submission.id, DecideSubmission.model_validate({"lines": lines}), Moment.on(day + timedelta(days=3), 9))


def live_a_year(db: Session, keys_of_agencies: tuple[str, ...], end: date, store: FileStore, keys: KeyStore) -> None:
    """Fill the agencies with a year of work that ends on `end`."""
    offices = {key: Office(db, key, end) for key in keys_of_agencies}
    names = list(offices)
    for place, key in enumerate(names):
        office = offices[key]
        documents = [_incoming(db, office, index, end) for index in range(PER_AGENCY)]
        # Six in a row that are settled are what a dossier may hold: the seventh of each week stays open on purpose.
        settled = [d for i, d in enumerate(documents) if i % 7 != 6]
        _dossiers(db, office, settled, end)
        to = offices[names[(place + 1) % len(names)]]
        for steps in range(6):
            _answer(db, office, to, end - timedelta(days=(5 - steps) * 3 + (1 if end.weekday() > 4 else 0)), steps, store, keys)
