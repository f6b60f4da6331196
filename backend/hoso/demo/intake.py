"""What reaches the clerks these days beside scans: envelopes in every state, and a message of an agency outside of the installation that waits to be registered."""

import hashlib
import uuid
from datetime import date, timedelta

from hoso.correspondence.actions.hand_back_envelope import HandBackEnvelope, hand_back_envelope
from hoso.correspondence.actions.open_envelope import OpenEnvelope, open_envelope
from hoso.correspondence.actions.pass_envelope import PassEnvelope, pass_envelope
from hoso.correspondence.actions.receive_envelope import ReceiveEnvelope, receive_envelope
from hoso.demo.papers import received_paper
from hoso.demo.stories import Office, Story, Year
from hoso.demo.texts import Letter
from hoso.exchange.actions.receive_edxml import ReceiveEdxml, receive_edxml
from hoso.exchange.actions.take_files import Stores
from hoso.formats.edxml import Attachment, Business, Hop, Organ, Signer, Staff, standard_document_id, write_letter
from hoso.formats.edxml import Letter as Message
from hoso.support.clock import Moment
from hoso.support.inspecting import Bounds

SENDER = Organ("H56.19", "Sở Khoa học và Công nghệ tỉnh Thanh Hóa", "Ủy ban nhân dân tỉnh Thanh Hóa", email="vanthu@example.invalid")
ABSTRACT = "Phối hợp cung cấp số liệu về nhiệm vụ khoa học và công nghệ năm {year}"
ENVELOPES = (
    {"sender_name": "Sở Tư pháp tỉnh Thanh Hóa", "numbers_outside": "412/STP-HCTP, 415/STP-HCTP", "postal_number": "RK20611734VN"},
    {"sender_name": "Công đoàn Viên chức tỉnh", "addressed_to": "organisation", "addressee_name": "Công đoàn cơ sở", "numbers_outside": "37/CĐVC"},
    {"sender_name": "Bà Lê Thị Thanh", "addressed_to": "person", "addressee_name": "Đồng chí Trưởng phòng", "channel": "hand"},
    {"sender_name": "Bảo hiểm xã hội tỉnh", "numbers_outside": "1.208/BHXH-CST, 1.209/BHXH-CST", "seal": "broken", "channel": "courier"},
)  # fmt: skip


def envelopes(year: Year, office: Office) -> Story[None]:
    """One waits, one was opened with a number missing, one was passed on, one came back to be registered."""
    clerk = office["vanthu"]
    taken = []
    for minute, facts in enumerate(ENVELOPES):
        moment = year.at(1, 8, 21 + minute)
        yield moment
        taken.append(receive_envelope(year.db, clerk, ReceiveEnvelope.model_validate(facts), moment).id)
        year.db.flush()
    moment = year.at(1, 9, 5)
    yield moment
    signed = PassEnvelope(receipt_by_name="Lê Văn Tiến, Công đoàn cơ sở")
    pass_envelope(year.db, clerk, taken[1], signed, moment)
    pass_envelope(year.db, clerk, taken[2], PassEnvelope(receipt_by_name="Hoàng Văn Phúc"), moment)
    moment = year.at(1, 9, 10)
    yield moment
    opened = OpenEnvelope(numbers_inside="1.208/BHXH-CST", finding="Bì rách một góc", sender_told_how=None)
    open_envelope(year.db, clerk, taken[3], opened, moment)
    year.db.flush()
    moment = year.at(1, 14, 10)
    yield moment
    back = HandBackEnvelope(by_name="Hoàng Văn Phúc", reason="Đơn phản ánh thuộc việc chung của cơ quan", numbers_inside="")
    hand_back_envelope(year.db, clerk, taken[2], back, moment)


def _message(year: Year, office: Office, moment: Moment, issued_on: date) -> bytes:
    abstract = ABSTRACT.format(year=moment.year)
    text = Letter("CV", "", SENDER.organ_name or "", "SKHCN-VP", abstract)
    data = received_paper(year, office, text, "2176", issued_on, "Nguyễn Hữu Đức")
    digest = hashlib.sha256(data).hexdigest()
    content = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{office.text.key} {digest}"))
    file = Attachment(content, "Công văn 2176 Sở Khoa học và Công nghệ.pdf", "Công văn", None, None, True, data, digest, "application/pdf", True)
    return write_letter(Message(
        sender=SENDER, receivers=(Organ(office.agency.code, office.agency.name),), code_number="2176", code_notation="SKHCN-VP", place="Thanh Hóa",
        document_id=standard_document_id(SENDER.organ_id, issued_on, "2176", "SKHCN-VP"), promulgation_date=issued_on, type_raw="18",
        type_detail_raw=None, type_name="Công văn", subject=f"V/v {abstract[0].lower()}{abstract[1:]}", content=None,
        signer=Signer("KT. GIÁM ĐỐC", "Phó Giám đốc", "Nguyễn Hữu Đức"), due_date=year.today + timedelta(days=12), to_places=("Như trên", "Lưu: VT"),
        priority=0, sphere=None, typer_notation=None, promulgation_amount=None, page_amount=1, direction=None, appendixes=(), response_for=(),
        steering_type_raw="0", business=Business(0, None, 1, None, Staff("Văn thư", "Trần Thị Hà", None, None)), trace=(Hop(SENDER.organ_id, moment.at),),
        envelope_signature=None, header_values=(), attachments=(file,), warnings=(),
    ))  # fmt: skip


def message(year: Year, office: Office) -> Story[None]:
    """A message by hand that nobody has registered yet; its sender is owed "đã đến"."""
    moment = year.at(1, 15, 30)
    yield moment
    data = _message(year, office, moment, moment.today - timedelta(days=2))
    stores = Stores(year.store, year.store, len(data) * 4, Bounds(), None)
    receive_edxml(year.db, office["vanthu"], ReceiveEdxml("2176-SKHCN-VP.edxml", data), moment, stores)


def intake_stories(year: Year, office: Office) -> None:
    """Every clerk has envelopes and a message on the desk."""
    year.tell(envelopes(year, office))
    year.tell(message(year, office))
