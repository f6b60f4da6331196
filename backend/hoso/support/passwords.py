"""Passwords: argon2 hashes and the rule of QCVN 12:2026 3.7.2.6.4. Never stores or logs a password."""

import re

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hoso.support.errors import Malformed
from hoso.support.settings import DEMO_PASSWORD

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_CLASSES = (r"[a-zà-ỹđ]", r"[A-ZÀ-ỸĐ]", r"\d", r"[^\w\s]")
NOBODY = _HASHER.hash("no account has this password, the hash only keeps the time of a refusal equal")


class WeakPassword(Malformed):
    """The password breaks the rule; the detail says which part."""

    code = "weak_password"


def hash_password(password: str) -> str:
    """An argon2id hash (19 MiB, t=2, p=1)."""
    return _HASHER.hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Whether the password is the one that was hashed."""
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def require_strong(password: str, demo: bool = False) -> None:
    """Raises WeakPassword unless there are ≥ 8 characters with lower, upper, digit and special; the demo's own only in the demo."""
    if password == DEMO_PASSWORD and not demo:
        raise WeakPassword("Đây là mật khẩu của bản trình diễn, ai cũng biết. Chọn mật khẩu khác.", field="password")
    if len(password) < 8 or not all(re.search(c, password) for c in _CLASSES):
        raise WeakPassword("Mật khẩu cần ít nhất 8 ký tự, có chữ thường, chữ hoa, chữ số và ký tự đặc biệt.", field="password")
