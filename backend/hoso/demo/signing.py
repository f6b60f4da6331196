"""Signing in the demo: authorities with limits, copies in the register, the agency's device handed over and brought back.

All are demo values of Sở Nội vụ and say so; images of signatures are none, so that the drawn stand-ins show.
"""

from datetime import timedelta

from sqlmodel import col, select

from hoso.correspondence.actions.hand_over_device import HandOverDevice, hand_over_device
from hoso.correspondence.actions.make_copy import MakeCopy, make_copy
from hoso.correspondence.actions.return_device import ReturnDevice, return_device
from hoso.correspondence.tables import Document
from hoso.demo.stories import Office, Story, Year
from hoso.formats.fonts import FONTS
from hoso.support.administration.authorities import GrantAuthority, grant_authority
from hoso.support.clock import Moment

SAID = "(dữ liệu trình diễn)"


def _authorities(year: Year, office: Office, now: Moment) -> Story[None]:
    """TL. for the head of a unit within types, passed on to the deputy; TUQ. for a month."""
    head, deputy = office["truongphong"].id, office["phophong"].id
    rules = f"Quy chế công tác văn thư, Điều 9 {SAID}"
    wanted = (
        {"person_id": head, "capacity": "TL", "basis": rules, "type_codes": ["GM", "PC", "PB"], "signs_copies": True},
        {"person_id": deputy, "capacity": "KT", "basis": rules, "granted_by": head},
        {"person_id": head, "capacity": "TUQ", "basis": f"Giấy ủy quyền 03/GUQ-SNV {SAID}", "content": "Ký hợp đồng thuê dịch vụ số hóa",
         "type_codes": ["HĐ"], "valid_to": now.today + timedelta(days=30)},
    )  # fmt: skip
    moment = year.at(8)
    yield moment
    for one in wanted:
        grant_authority(year.db, office["quantri"], GrantAuthority.model_validate(one), moment)


def _copies(year: Year, office: Office) -> Story[None]:
    """A true copy, a copy of it, and an excerpt of documents that were issued."""
    moment = year.at(1, 15)
    yield moment
    issued = select(Document).where(Document.agency_id == office.agency.id, Document.kind == "outgoing", Document.state == "issued", Document.medium == "electronic")
    documents = list(year.db.exec(issued.order_by(col(Document.issued_on).desc(), col(Document.id).desc()).limit(2)))
    if len(documents) < 2:
        return
    head, clerk = office["lanhdao"].id, office["vanthu"]
    facts = {"to_medium": "paper", "signer_id": head, "recipients": ["Phòng Tổ chức cán bộ", "Thanh tra Sở"]}
    true = make_copy(year.db, clerk, documents[0].id, MakeCopy.model_validate({**facts, "kind": "SY"}), moment, year.store, year.keys, FONTS)
    year.db.flush()
    made = {"kind": "SL", "source_copy_id": true.id}
    for document, more in ((documents[0], made), (documents[1], {"kind": "TrS", "pages": "1", "to_medium": "electronic"})):
        make_copy(year.db, clerk, document.id, MakeCopy.model_validate({**facts, **more}), moment, year.store, year.keys, FONTS)


def _devices(year: Year, office: Office) -> Story[None]:
    """The seal, there and back; the key device is out."""
    facts = {"to_person_id": office["chuyenvien"].id, "permitted_by": office["lanhdao"].id, "permission": f"Công văn 15/SNV-VP {SAID}",
             "reason": "Ký, đóng dấu văn bản tại hội nghị tổ chức ngoài trụ sở"}  # fmt: skip
    back = HandOverDevice.model_validate({**facts, "device": "seal", "description": "Con dấu tròn của Sở Nội vụ", "condition": "Nguyên vẹn"})
    moment = year.at(20, 14)
    yield moment
    row = hand_over_device(year.db, office["vanthu"], back, moment)
    moment = year.at(19, 16)
    yield moment
    return_device(year.db, office["vanthu"], row.id, ReturnDevice(note="Nguyên vẹn"), moment)
    out = HandOverDevice.model_validate({**facts, "device": "key_device", "description": "USB token số 5B-0117", "condition": "Còn niêm phong"})
    moment = year.at(1, 16)
    yield moment
    hand_over_device(year.db, office["vanthu"], out, moment)


def tell_signing(year: Year, now: Moment) -> None:
    """What Sở Nội vụ shows of it."""
    office = year.offices["snv"]
    for story in (_authorities(year, office, now), _copies(year, office), _devices(year, office)):
        year.tell(story)
