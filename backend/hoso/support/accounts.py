"""Sign-in: passwords, lock-out, rotating refresh tokens.

A refused sign-in is returned, not raised, because the count of failures must be committed.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.errors import Malformed, NotSignedIn, Refusal
from hoso.support.organisations import Person, RefreshToken
from hoso.support.passwords import NOBODY, WeakPassword, hash_password, matches, require_strong
from hoso.support.settings import DEMO_PASSWORD, Settings
from hoso.support.tokens import access_token, new_refresh_token, refresh_hash
from hoso.support.trail import record

MAX_FAILURES = 5  # DL-SE-08
LOCKED_FOR = timedelta(hours=12)  # DL-SE-09


class WrongPassword(NotSignedIn):
    """No active account has this name and password."""

    code = "wrong_password"


class AccountLocked(NotSignedIn):
    """Too many failures; an administrator or time unlocks."""

    code = "account_locked"


class WrongCurrentPassword(Malformed):
    """The password that the person holds now was not given."""

    code = "wrong_current_password"


class RefreshRejected(NotSignedIn):
    """The refresh token is unknown, expired or was used before."""

    code = "refresh_rejected"


@dataclass(frozen=True)
class Tokens:
    """What a sign-in hands out; `expires_in` in seconds."""

    access: str
    refresh: str
    expires_in: int


def _tokens(db: Session, settings: Settings, person_id: uuid.UUID, family: uuid.UUID, moment: Moment) -> Tokens:
    token, stored = new_refresh_token()
    db.add(RefreshToken.model_validate({
        "person_id": person_id, "family_id": family, "token_hash": stored, "expires_at": moment.at + timedelta(days=settings.refresh_days),
    }))  # fmt: skip
    access = access_token(person_id, settings.secrets_by_kid, moment.at, settings.access_minutes)
    return Tokens(access, token, settings.access_minutes * 60)


def sign_in(db: Session, settings: Settings, username: str, password: str, moment: Moment) -> Tokens | Refusal:
    """Tokens, or the refusal after its failure was counted. Source: QCVN 12:2026 3.6.2.1.9."""
    person = db.exec(select(Person).where(Person.username == username.strip().lower()).with_for_update(key_share=True)).first()
    refusal: Refusal = WrongPassword("Tên đăng nhập hoặc mật khẩu không đúng.")
    if person is None:
        matches(NOBODY, password)  # the same work, so that the time does not tell which accounts exist
        return refusal
    if person.locked_until and person.locked_until > moment.at:
        return AccountLocked("Tài khoản tạm khóa do nhập sai nhiều lần. Liên hệ quản trị của cơ quan.", until=person.locked_until.isoformat())
    right = matches(person.password_hash, password) and (settings.demo or password != DEMO_PASSWORD)
    if not right or not person.is_active:
        _count_failure(db, person, moment)
        return refusal
    person.failed_attempts = 0
    person.locked_until = None
    person.last_signed_in_at = moment.at
    record(db, person, moment, "account:signed-in", person.id, {"username": person.username})
    return _tokens(db, settings, person.id, new_id(), moment)


def _count_failure(db: Session, person: Person, moment: Moment) -> None:
    """One more failure; the row is locked by the caller, so that parallel ones are counted one by one."""
    person.failed_attempts += 1
    if person.failed_attempts >= MAX_FAILURES:
        person.locked_until = moment.at + LOCKED_FOR
        person.failed_attempts = 0
        record(db, None, moment, "account:locked", person.id, agency_id=person.agency_id)


def change_own_password(
    db: Session, settings: Settings, person_id: uuid.UUID, current: str, new: str, keep: str | None, moment: Moment
) -> Refusal | None:
    """Change it and end the person's other sessions (`keep` = the refresh token of the one that stays), or the refusal.

    A wrong current password counts as a failed sign-in. Raises WeakPassword.
    """
    person = db.exec(select(Person).where(Person.id == person_id).with_for_update(key_share=True)).one()
    if person.locked_until and person.locked_until > moment.at:
        return AccountLocked("Tài khoản tạm khóa do nhập sai nhiều lần. Liên hệ quản trị của cơ quan.", until=person.locked_until.isoformat())
    if not matches(person.password_hash, current):
        _count_failure(db, person, moment)
        return WrongCurrentPassword("Mật khẩu hiện tại không đúng.", field="current_password")
    require_strong(new, settings.demo)
    if new == current:
        raise WeakPassword("Mật khẩu mới phải khác mật khẩu hiện tại.", field="password")
    person.password_hash = hash_password(new)
    person.must_change_password = False
    person.failed_attempts = 0
    person.version += 1
    family = select(RefreshToken.family_id).where(RefreshToken.person_id == person.id, RefreshToken.token_hash == refresh_hash(keep or ""))
    kept = db.exec(family).first()
    end_sessions(db, person.id, moment, kept)
    record(db, person, moment, "account:password-changed", person.id, {"username": person.username})
    return None


def end_sessions(db: Session, person_id: uuid.UUID, moment: Moment, but: uuid.UUID | None = None) -> None:
    """End every refresh family of the person, except one."""
    ended = update(RefreshToken).where(col(RefreshToken.person_id) == person_id, col(RefreshToken.ended_at).is_(None))
    if but:
        ended = ended.where(col(RefreshToken.family_id) != but)
    db.execute(ended.values(ended_at=moment.at))


def refresh(db: Session, settings: Settings, token: str, moment: Moment) -> Tokens | Refusal:
    """New tokens of the same family; a token that comes twice ends the family (somebody stole it)."""
    found = db.exec(select(RefreshToken).where(RefreshToken.token_hash == refresh_hash(token)).with_for_update()).first()
    rejected = RefreshRejected("Phiên làm việc đã kết thúc. Đăng nhập lại.")
    if found is None or found.ended_at or found.expires_at <= moment.at:
        return rejected
    if found.used_at:
        _end_family(db, found.family_id, moment)
        return rejected
    person = db.get(Person, found.person_id)
    if person is None or not person.is_active:
        return rejected
    found.used_at = moment.at
    return _tokens(db, settings, found.person_id, found.family_id, moment)


def sign_out(db: Session, token: str, moment: Moment) -> None:
    """End the family of the token; an unknown token is no error."""
    found = db.exec(select(RefreshToken).where(RefreshToken.token_hash == refresh_hash(token))).first()
    if found:
        _end_family(db, found.family_id, moment)


def _end_family(db: Session, family: uuid.UUID, moment: Moment) -> None:
    db.execute(update(RefreshToken).where(col(RefreshToken.family_id) == family).values(ended_at=moment.at))
