"""The demo province: agencies, units, people, keys and a living year, made by the stages' own actions with a chosen clock.

Deterministic, loaded once, never on an installation that is no demo. No row is inserted behind the actions' backs.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from hoso.demo_year import live_a_year
from hoso.support.clock import Moment
from hoso.support.database import open_engine, transaction
from hoso.support.files import open_store
from hoso.support.organisations import Agency, Person, SigningAuthority, Unit
from hoso.support.passwords import hash_password
from hoso.support.people import create_agency, create_person, create_unit, grant_role
from hoso.support.settings import DEMO_PASSWORD, Settings
from hoso.support.signatures import KeyStore

FOUNDED = Moment.on(date(2025, 7, 1))


@dataclass(frozen=True)
class DemoAgency:
    """An agency of the demo; the codes are demo values."""

    key: str
    code: str
    name: str
    symbol: str
    superior: str
    head: str
    deputy: str
    units: tuple[tuple[str, str], ...]


PROVINCE = "UBND tỉnh Thanh Hóa"
AGENCIES = (
    DemoAgency("ubnd", "H56", PROVINCE, "UBND", "", "Chủ tịch", "Phó Chủ tịch", (("THKH", "Phòng Tổng hợp – Kế hoạch"), ("VX", "Phòng Văn xã"))),
    DemoAgency("snv", "H56.12", "Sở Nội vụ", "SNV", PROVINCE, "Giám đốc", "Phó Giám đốc",
               (("VTLT", "Phòng Văn thư – Lưu trữ"), ("TCCB", "Phòng Tổ chức cán bộ"))),
    DemoAgency("stc", "H56.15", "Sở Tài chính", "STC", PROVINCE, "Giám đốc", "Phó Giám đốc", (("NS", "Phòng Ngân sách"), ("VP", "Văn phòng"))),
    DemoAgency("hacthanh", "H56.31", "UBND phường Hạc Thành", "UBND", PROVINCE, "Chủ tịch", "Phó Chủ tịch",
               (("VP", "Văn phòng HĐND và UBND"), ("KT", "Phòng Kinh tế, Hạ tầng và Đô thị"))),
    DemoAgency("hatrung", "H56.32", "UBND xã Hà Trung", "UBND", PROVINCE, "Chủ tịch", "Phó Chủ tịch",
               (("VP", "Văn phòng HĐND và UBND"), ("KT", "Phòng Kinh tế"))),
)  # fmt: skip
FAMILY = ("Phạm", "Trần", "Lê", "Nguyễn", "Hoàng", "Vũ", "Đỗ", "Bùi", "Đặng", "Trịnh")
GIVEN = {
    "vanthu": "Thu Hà", "lanhdao": "Quốc Việt", "pholanhdao": "Thanh Bình", "truongphong": "Hồng Nhung", "phophong": "Văn Hùng",
    "chuyenvien": "Minh Đức", "luutru": "Thị Lan", "quantri": "Anh Tuấn",
}  # fmt: skip
POSITIONS = {
    "vanthu": "Văn thư", "truongphong": "Trưởng phòng", "phophong": "Phó Trưởng phòng", "chuyenvien": "Chuyên viên",
    "luutru": "Lưu trữ viên", "quantri": "Quản trị hệ thống",
}  # fmt: skip
IN_UNIT = ("truongphong", "phophong", "chuyenvien")


def _authority(db: Session, person: Person, capacity: str, basis: str) -> None:
    row = {"agency_id": person.agency_id, "person_id": person.id, "capacity": capacity, "basis": basis, "valid_from": FOUNDED.today}
    db.add(SigningAuthority.model_validate(row))


def _people(db: Session, keys: KeyStore, plan: DemoAgency, agency: Agency, unit: Unit, number: int, password_hash: str) -> None:
    positions = {**POSITIONS, "lanhdao": plan.head, "pholanhdao": plan.deputy}
    for offset, (role, given) in enumerate(GIVEN.items()):
        name = f"{FAMILY[(number * 3 + offset) % len(FAMILY)]} {given}"
        person = create_person(db, None, agency.id, f"{role}.{plan.key}", name, positions[role], password_hash, FOUNDED)
        grant_role(db, None, person, role, unit.id if role in IN_UNIT else None, FOUNDED)
        if role == "vanthu" and plan.key == "hatrung":
            grant_role(db, None, person, "luutru", None, FOUNDED)
        if role in ("lanhdao", "pholanhdao", "truongphong"):
            keys.issue(person.id, name, plan.name, positions[role], Moment.now().at)
        if role == "lanhdao":
            _authority(db, person, "POST", "Quyết định bổ nhiệm (dữ liệu trình diễn)")
            _authority(db, person, "TM", "Quy chế làm việc (dữ liệu trình diễn)")
        if role == "pholanhdao":
            _authority(db, person, "KT", "Thông báo phân công lĩnh vực (dữ liệu trình diễn)")


def _province(db: Session, keys: KeyStore) -> None:
    password_hash = hash_password(DEMO_PASSWORD)
    archive = create_agency(
        db, FOUNDED, code="H56.12.01", name="Trung tâm Lưu trữ lịch sử tỉnh", superior_name="Sở Nội vụ", symbol="TTLTLS", place="Thanh Hóa",
        kind="historical_archive", is_demo_code=True, is_submitting_source=False,
    )  # fmt: skip
    parent = None
    for number, plan in enumerate(AGENCIES):
        agency = create_agency(
            db, FOUNDED, code=plan.code, name=plan.name, superior_name=plan.superior, symbol=plan.symbol, place="Thanh Hóa", is_demo_code=True,
            parent_id=parent, historical_archive_id=archive.id,
        )  # fmt: skip
        parent = parent or agency.id
        keys.issue(agency.id, plan.name, plan.name, "", Moment.now().at)
        units = [create_unit(db, None, agency.id, code, name, code, FOUNDED) for code, name in plan.units]
        _people(db, keys, plan, agency, units[0], number, password_hash)
        if plan.key == "snv":
            watcher = create_person(db, None, agency.id, "theodoi.snv", "Lê Thị Hạnh", "Chuyên viên theo dõi", password_hash, FOUNDED)
            grant_role(db, None, watcher, "theodoi", None, FOUNDED)
    staff = (
        ("lanhdao.ltls", "Hoàng Văn Nam", "Giám đốc", "lanhdao_ltls"), ("luutru.ltls", "Đỗ Thị Mai", "Lưu trữ viên", "luutru_ltls"),
        ("phongdoc.ltls", "Bùi Ngọc Anh", "Phòng đọc", "phongdoc"), ("docgia", "Nguyễn Thị Thảo", "Độc giả", "docgia"),
    )  # fmt: skip
    for username, name, position, role in staff:
        person = create_person(db, None, archive.id, username, name, position, password_hash, FOUNDED)
        grant_role(db, None, person, role, None, FOUNDED)


def load_demo(settings: Settings) -> bool:
    """Load the province; False when it is there already."""
    engine = open_engine(settings.database_url, 2)
    keys = KeyStore(settings.data_dir / "keys")
    keys.make_authority(Moment.now().at)
    try:
        with transaction(engine) as db:
            if db.exec(select(Agency.id).limit(1)).first():
                return False
            _province(db, keys)
            db.flush()
            live_a_year(db, tuple(plan.key for plan in AGENCIES), Moment.now().today, open_store(settings.file_store), keys)
        return True
    finally:
        engine.dispose()
