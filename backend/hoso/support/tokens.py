"""Access tokens (JWT by python-jose) and refresh tokens. The only module that knows jose.

Algorithms are always explicit and only HS256: no EC key ever goes through jose's ecdsa dependency.
"""

import hashlib
import secrets
import time
import uuid
from datetime import datetime, timedelta
from functools import lru_cache

from jose import jwt
from jose.exceptions import JWTError

from hoso.support.errors import NotSignedIn

ALGORITHM = "HS256"
ISSUER = "hoso"
REJECTED = "Phiên làm việc đã hết hạn hoặc không hợp lệ. Đăng nhập lại."


class TokenRejected(NotSignedIn):
    """The access token is missing, expired, forged, or signed with a key that is no longer in use."""

    code = "token_rejected"


def access_token(person_id: uuid.UUID, secrets_by_kid: dict[str, str], now: datetime, minutes: int) -> str:
    """A signed token naming only the account; signed with the first key, whose id stands in the header."""
    kid, secret = next(iter(secrets_by_kid.items()))
    claims = {"sub": str(person_id), "iss": ISSUER, "iat": int(now.timestamp()), "exp": int((now + timedelta(minutes=minutes)).timestamp())}
    return str(jwt.encode(claims, secret, algorithm=ALGORITHM, headers={"kid": kid}))


def person_of(token: str, secrets_by_kid: dict[str, str]) -> uuid.UUID:
    """The account that the token names. Raises TokenRejected."""
    try:
        header = jwt.get_unverified_header(token)
        person_id, ends = _verified(token, secrets_by_kid[str(header.get("kid"))])
    except (JWTError, KeyError, ValueError) as error:
        raise TokenRejected(REJECTED) from error
    if ends <= time.time():
        raise TokenRejected(REJECTED)
    return person_id


@lru_cache(maxsize=4096)
def _verified(token: str, secret: str) -> tuple[uuid.UUID, int]:
    """The account and the end (seconds of the epoch). A signature that was right stays right; the end is looked at every time."""
    claims = jwt.decode(token, secret, algorithms=[ALGORITHM], issuer=ISSUER, options={"require_exp": True, "require_sub": True})
    return uuid.UUID(str(claims["sub"])), int(claims["exp"])


def new_refresh_token() -> tuple[str, str]:
    """A random token and the SHA-256 (hex) under which it is stored."""
    token = secrets.token_urlsafe(48)
    return token, refresh_hash(token)


def refresh_hash(token: str) -> str:
    """The stored form of a refresh token."""
    return hashlib.sha256(token.encode()).hexdigest()
