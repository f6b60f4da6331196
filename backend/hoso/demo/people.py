"""Agencies, units, people, roles, authorities and keys of the demo, made by the administrator's own acts.

All names, posts and codes are demo values and say so. Never decides what a role may do.
"""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlmodel import Session

from hoso.demo.texts import AgencyText
from hoso.support.clock import Moment
from hoso.support.organisations import Agency, Person, SigningAuthority, Unit
from hoso.support.passwords import hash_password
from hoso.support.people import create_agency, create_person, create_unit, grant_role
from hoso.support.settings import DEMO_PASSWORD
from hoso.support.signatures import KeyStore

# Unit of an account, by its place in the agency's list; the rest belong to no unit.
UNIT_OF = {"truongphong": 0, "phophong": 0, "chuyenvien": 0, "chuyenvien3": 0, "truongphong2": 1, "chuyenvien2": 1}
SIGNERS = ("lanhdao", "pholanhdao", "truongphong")
ARCHIVE_STAFF = (
    ("lanhdao.ltls", "Hoàng Văn Nam", "Giám đốc Trung tâm", "lanhdao_ltls"), ("luutru.ltls", "Đỗ Thị Mai", "Lưu trữ viên chính", "luutru_ltls"),
    ("phongdoc.ltls", "Bùi Ngọc Anh", "Viên chức phòng đọc", "phongdoc"), ("docgia", "Nguyễn Thị Thảo", "Độc giả", "docgia"),
)  # fmt: skip

Certificate = tuple[uuid.UUID, str, str, str]


def _authorities(plan: AgencyText, role: str) -> tuple[tuple[str, str], ...]:
    """(capacity, basis) of a person's authority to sign (NĐ 30 Đ13)."""
    if role == "lanhdao":
        return (("POST", "Quyết định bổ nhiệm (dữ liệu trình diễn)"),)
    if role == "pholanhdao":
        return (("KT", "Thông báo phân công lĩnh vực (dữ liệu trình diễn)"),)
    if role == "truongphong" and plan.key == "hacthanh":
        return (("TL", "Quy chế làm việc, thừa lệnh ký giấy mời họp (dữ liệu trình diễn)"),)
    return ()


def _person(
    db: Session, plan: AgencyText, agency: Agency, units: list[Unit], role: str, password_hash: str, founded: Moment
) -> Person:
    name, position = plan.people[role]
    person = create_person(db, None, agency.id, f"{role}.{plan.key}", name, position, password_hash, founded)
    unit = units[UNIT_OF[role]].id if role in UNIT_OF else None
    grant_role(db, None, person, role.rstrip("23"), unit, founded)
    for capacity, basis in _authorities(plan, role):
        row = {"agency_id": agency.id, "person_id": person.id, "capacity": capacity, "basis": basis, "valid_from": founded.today}
        db.add(SigningAuthority.model_validate(row))
    return person


def _agency(
    db: Session, plan: AgencyText, parent: uuid.UUID | None, archive: Agency, password_hash: str, founded: Moment
) -> tuple[uuid.UUID, list[Certificate]]:
    agency = create_agency(
        db, founded, code=plan.code, name=plan.name, superior_name=plan.superior, symbol=plan.symbol, place=plan.place, is_demo_code=True,
        parent_id=parent, historical_archive_id=archive.id, collective_name="Ủy ban nhân dân" if plan.capacity == "TM" else "",
    )  # fmt: skip
    units = [create_unit(db, None, agency.id, code, name, code, founded) for code, name in plan.units]
    wanted: list[Certificate] = [(agency.id, plan.name, plan.name, "")]
    for role in plan.people:
        person = _person(db, plan, agency, units, role, password_hash, founded)
        if role in SIGNERS:
            wanted.append((person.id, person.full_name, plan.name, person.position))
        if f"{role}.{plan.key}" == "vanthu.hatrung":  # a small commune: one person at two desks
            grant_role(db, None, person, "luutru", None, founded)
    if plan.key == "snv":
        watcher = create_person(db, None, agency.id, "theodoi.snv", "Lê Thị Hạnh", "Chuyên viên theo dõi toàn tỉnh", password_hash, founded)
        grant_role(db, None, watcher, "theodoi", None, founded)
    return agency.id, wanted


def make_province(db: Session, keys: KeyStore, plans: list[AgencyText], founded: Moment, now: datetime) -> None:
    """Everybody who works in the demo, each with a key where the person signs."""
    password_hash = hash_password(DEMO_PASSWORD)
    archive = create_agency(
        db, founded, code="H56.12.01", name="Trung tâm Lưu trữ lịch sử tỉnh", superior_name="Sở Nội vụ", symbol="TTLTLS", place="Thanh Hóa",
        kind="historical_archive", is_demo_code=True, is_submitting_source=False,
    )  # fmt: skip
    parent, certificates = None, list[Certificate]()
    for plan in plans:
        agency_id, wanted = _agency(db, plan, parent, archive, password_hash, founded)
        parent = parent or agency_id
        certificates += wanted
    for username, name, position, role in ARCHIVE_STAFF:
        person = create_person(db, None, archive.id, username, name, position, password_hash, founded)
        grant_role(db, None, person, role, None, founded)
    db.flush()
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(keys.issue, *one, now) for one in certificates]:
            done.result()
