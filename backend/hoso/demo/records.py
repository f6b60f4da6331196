"""What Sở Nội vụ shows of rights on its records: a group with its rule, a right that waits for the leader, metadata added by hand."""

from sqlmodel import col, select

from hoso.correspondence.tables import Document
from hoso.demo.stories import Story, Year
from hoso.support.added_metadata import AddMetadata, add_metadata
from hoso.support.groups import (
    ChangeGroupReaders,
    ChangeGroupRecords,
    CreateRecordGroup,
    change_group_readers,
    change_group_records,
    create_record_group,
)
from hoso.support.rights import ChangeAccess, change_access

REASON = "Phục vụ kiểm tra công tác văn thư, lưu trữ năm nay"


def records(year: Year) -> Story[None]:
    """Told at the end of the last day, through the same acts."""
    office, moment = year.offices["snv"], year.at(1, 16, 55)
    yield moment
    leader, clerk, db = office["lanhdao"], office["vanthu"], year.db
    wanted = select(Document.id).where(Document.agency_id == office.agency.id, Document.kind == "incoming", Document.state == "completed")
    documents = list(db.exec(wanted.order_by(col(Document.id).desc()).limit(4)))
    if len(documents) < 4:
        return
    command = CreateRecordGroup(name="Tài liệu phục vụ kiểm tra nội bộ", level="restricted", basis="Quy chế công tác văn thư, lưu trữ của Sở")
    group = create_record_group(db, leader, command, moment)
    change_group_records(db, leader, group.id, ChangeGroupRecords(act="add", subject_ids=documents[:3], reason=REASON), moment)
    change_group_readers(db, leader, group.id, ChangeGroupReaders(act="grant", user_id=office["luutru"].id, reason=REASON), moment)
    change_access(db, clerk, documents[3], ChangeAccess(act="grant", user_id=office["luutru"].id, reason="Đối chiếu khi chỉnh lý hồ sơ của đơn vị"), moment)
    add_metadata(db, clerk, documents[3], AddMetadata(name="Nơi lưu bản giấy", value="Tủ 03, ngăn 2, hộp 15"), moment)


def tell_records(year: Year) -> None:
    """What the office shows of it."""
    year.tell(records(year))
