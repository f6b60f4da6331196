"""People of the own agency: a new account, a change, a reset password, an unlocked account.

Never hands out a password: the administrator types a temporary one, which its owner must change at the first sign-in.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from hoso.support.accounts import end_sessions
from hoso.support.actors import Actor
from hoso.support.administration.desk import lock_administration, own_row, require_another_administrator
from hoso.support.clock import Moment
from hoso.support.folding import fold
from hoso.support.organisations import Person, RoleAssignment, in_force
from hoso.support.passwords import hash_password, require_strong
from hoso.support.people import create_person as add_person
from hoso.support.text import FilledLine, Line, Password
from hoso.support.trail import record


class CreatePerson(BaseModel):
    """A new account with its temporary password."""

    model_config = {"extra": "forbid"}
    username: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{2,59}$")]
    full_name: Annotated[FilledLine, Field(max_length=100)]
    position: Annotated[Line, Field(max_length=100)] = ""
    password: Password


class ChangePerson(BaseModel):
    """What changes; an absent field stays. `is_active` false ends the account, true opens it again."""

    model_config = {"extra": "forbid"}
    full_name: Annotated[FilledLine, Field(max_length=100)] | None = None
    position: Annotated[Line, Field(max_length=100)] | None = None
    is_active: bool | None = None


class ResetPassword(BaseModel):
    """A temporary password."""

    model_config = {"extra": "forbid"}
    password: Password


def create_person(db: Session, actor: Actor, command: CreatePerson, moment: Moment, demo: bool) -> Person:
    """The new account, without any role. Raises AlreadyThere, WeakPassword."""
    password = command.password.get_secret_value()
    require_strong(password, demo)
    person = add_person(
        db, actor, actor.agency_id, command.username, command.full_name, command.position, hash_password(password), moment
    )
    person.must_change_password = True
    return person


def change_person(db: Session, actor: Actor, person_id: uuid.UUID, command: ChangePerson, moment: Moment) -> Person:
    """The changed person; who is no longer active is signed out everywhere. Raises NotFound, Stale, LastAdministrator."""
    lock_administration(db, actor.agency_id)
    person = own_row(db, actor, Person, person_id)
    before = {name: getattr(person, name) for name in command.model_fields_set}
    if command.full_name is not None:
        person.full_name, person.folded_name = command.full_name, fold(command.full_name)
    if command.position is not None:
        person.position = command.position
    tag = "person:changed"
    if command.is_active is not None and command.is_active != person.is_active:
        tag = "person:reactivated" if command.is_active else "person:deactivated"
        if not command.is_active:
            if _is_administrator(db, person, moment):
                require_another_administrator(db, actor.agency_id, person.id, moment)
            end_sessions(db, person.id, moment)
        person.is_active = command.is_active
    person.version += 1
    record(db, actor, moment, tag, person.id, {"username": person.username, "before": before, "after": command.model_dump(exclude_none=True)})
    return person


def _is_administrator(db: Session, person: Person, moment: Moment) -> bool:
    wanted = select(RoleAssignment.id).where(
        RoleAssignment.person_id == person.id, col(RoleAssignment.role) == "quantri", in_force(RoleAssignment, moment.today)
    )
    return db.exec(wanted.limit(1)).first() is not None


def reset_password(db: Session, actor: Actor, person_id: uuid.UUID, command: ResetPassword, moment: Moment, demo: bool) -> Person:
    """The account with a temporary password; its lock and its sessions are gone. Raises NotFound, Stale, WeakPassword."""
    password = command.password.get_secret_value()
    require_strong(password, demo)
    person = own_row(db, actor, Person, person_id)
    person.password_hash = hash_password(password)
    person.must_change_password = True
    person.failed_attempts, person.locked_until = 0, None
    person.version += 1
    end_sessions(db, person.id, moment)
    record(db, actor, moment, "person:password-reset", person.id, {"username": person.username})
    return person


def unlock_person(db: Session, actor: Actor, person_id: uuid.UUID, moment: Moment) -> Person:
    """The account, open again after too many failures; one that is not locked stays as it is. Source: QCVN 12:2026 3.6.2.1.9.3."""
    person = own_row(db, actor, Person, person_id)
    person.failed_attempts, person.locked_until = 0, None
    person.version += 1
    record(db, actor, moment, "account:unlocked", person.id, {"username": person.username})
    return person
