"""Make agencies, units, people and grants: the administrator's acts, used by the page, the command line and the demo.

Never gives a role that the caller's table of permissions does not know.
"""

import uuid
from typing import Any

from sqlmodel import Session, select

from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, Malformed
from hoso.support.folding import fold
from hoso.support.organisations import Agency, Person, RoleAssignment, Unit
from hoso.support.passwords import hash_password, require_strong
from hoso.support.permissions import PERMISSIONS
from hoso.support.trail import record


class AlreadyThere(Conflict):
    """An agency, unit or account with this code exists."""

    code = "already_there"


class UnknownRole(Malformed):
    """There is no such role."""

    code = "unknown_role"


def create_agency(db: Session, moment: Moment, **facts: Any) -> Agency:
    """A new agency. Raises AlreadyThere."""
    if db.exec(select(Agency.id).where(Agency.code == facts["code"])).first():
        raise AlreadyThere(f"Đã có cơ quan mã {facts['code']}.")
    agency = Agency.model_validate({"folded_name": fold(facts["name"]), "fonds_code": facts["code"], **facts})
    db.add(agency)
    db.flush()
    record(db, None, moment, "agency:created", agency.id, {"code": agency.code}, agency_id=agency.id)
    return agency


def create_unit(db: Session, actor: Actor | None, agency_id: uuid.UUID, code: str, name: str, symbol: str, moment: Moment) -> Unit:
    """A new unit of the agency. Raises AlreadyThere."""
    if db.exec(select(Unit.id).where(Unit.agency_id == agency_id, Unit.code == code)).first():
        raise AlreadyThere(f"Đã có đơn vị mã {code}.")
    unit = Unit.model_validate({"agency_id": agency_id, "code": code, "name": name, "folded_name": fold(name), "symbol": symbol})
    db.add(unit)
    db.flush()
    record(db, actor, moment, "unit:created", unit.id, {"code": code}, agency_id=agency_id)
    return unit


def create_person(
    db: Session, actor: Actor | None, agency_id: uuid.UUID, username: str, full_name: str, position: str, password_hash: str, moment: Moment
) -> Person:
    """A new account. Raises AlreadyThere."""
    name = username.strip().lower()
    if db.exec(select(Person.id).where(Person.username == name)).first():
        raise AlreadyThere(f"Đã có tài khoản {name}.")
    person = Person.model_validate({
        "agency_id": agency_id, "username": name, "full_name": full_name, "folded_name": fold(full_name), "position": position,
        "password_hash": password_hash,
    })  # fmt: skip
    db.add(person)
    db.flush()
    record(db, actor, moment, "person:created", person.id, {"username": name}, agency_id=agency_id)
    return person


def grant_role(db: Session, actor: Actor | None, person: Person, role: str, unit_id: uuid.UUID | None, moment: Moment) -> RoleAssignment:
    """Give a role, in a unit where it belongs to one. Raises UnknownRole."""
    if role not in PERMISSIONS:
        raise UnknownRole("Không có vai trò này.", field="role")
    row = {"agency_id": person.agency_id, "person_id": person.id, "role": role, "unit_id": unit_id, "valid_from": moment.today}
    granted = RoleAssignment.model_validate(row)
    db.add(granted)
    record(db, actor, moment, "role:granted", person.id, {"role": role, "unit_id": unit_id}, agency_id=person.agency_id)
    return granted


def create_first_admin(db: Session, agency_code: str, agency_name: str, username: str, password: str, moment: Moment) -> Person:
    """The first agency of an installation and its administrator. Raises AlreadyThere, WeakPassword."""
    require_strong(password)
    agency = create_agency(db, moment, code=agency_code, name=agency_name, symbol=agency_code, place="")
    person = create_person(db, None, agency.id, username, username, "Quản trị", hash_password(password), moment)
    grant_role(db, None, person, "quantri", None, moment)
    return person
