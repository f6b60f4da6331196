"""The isolated installation: no outbound address at all.

Two locks. Settings that name an address outside of this machine refuse to start; and inside the process every attempt to reach
one is refused by the interpreter itself. Never loosens either for a reason.
"""

import ipaddress
import os
import re
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg

from hoso.support.settings import Settings, UnsafeSettings

_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# Services that live outside by their nature: naming one, at whatever address, has no place on an isolated machine.
OUTSIDE = ("TSA", "OCSP", "CRL", "SMTP", "MAIL", "AXIS", "WEBHOOK", "OIDC", "S3", "PROXY")


class OutboundRefused(OSError):
    """The program tried to reach an address outside of this machine."""


def is_local(host: str | None) -> bool:
    """Whether the host is this machine: a loopback address, its name, or a socket's directory."""
    if not host or host.startswith("/") or host.lower().rstrip(".") in ("localhost", "localhost.localdomain"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _hosts(address: str) -> list[str | None]:
    parts = urlsplit(address)
    named = parse_qs(parts.query)
    every = [*named.get("host", []), *named.get("hostaddr", [])]
    netloc = parts.netloc.rpartition("@")[2]
    listed = [unquote(one.rpartition(":")[0] if one.count(":") == 1 else one) for one in netloc.split(",")]
    return [h for value in (*every, *listed) for h in value.split(",")]


def require_isolated(settings: Settings, environment: Mapping[str, str] | None = None) -> None:
    """Raises UnsafeSettings unless database, files and everything else that is configured lies on this machine."""
    env = os.environ if environment is None else environment
    for name, address in (("HOSO_DATABASE_URL", settings.database_url), ("HOSO_DATABASE_OWNER_URL", settings.owner_url)):
        if address and not all(is_local(h) for h in _hosts(address)):
            raise UnsafeSettings(f"HOSO_MODE=isolated: {name} is not an address of this machine")
    if settings.fetch_revocation or settings.tsa_url:
        raise UnsafeSettings("HOSO_MODE=isolated: time stamps and revocation lists come from other networks (HOSO_TSA_URL, HOSO_FETCH_REVOCATION)")
    if not settings.file_store.startswith("file:///"):
        raise UnsafeSettings("HOSO_MODE=isolated: HOSO_FILE_STORE must be a directory of this machine (file:///…)")
    for origin in settings.cors_origins:
        if not is_local(urlsplit(origin).hostname):
            raise UnsafeSettings("HOSO_MODE=isolated: HOSO_CORS_ORIGINS names another machine")
    for name, value in env.items():
        if not value or not (name.startswith("HOSO_") or name.lower().endswith("_proxy")):
            continue
        if any(word in name.upper().split("_") for word in OUTSIDE):
            raise UnsafeSettings(f"HOSO_MODE=isolated: {name} names a service outside of this machine; take it away")
        if _ADDRESS.match(value) and not value.startswith("file:///") and not all(is_local(h) for h in _hosts(value)):
            raise UnsafeSettings(f"HOSO_MODE=isolated: {name} is not an address of this machine")


def _refuse_outbound(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and not is_local(str(address[0])):
            raise OutboundRefused("an isolated installation reaches no other machine")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
        named = host.decode(errors="replace") if isinstance(host, bytes) else host
        if not is_local(None if named is None else str(named)):
            raise OutboundRefused("an isolated installation asks for no other machine's address")


_FORBIDDEN = [False]


def forbid_outbound() -> None:
    """From now on this process reaches no other machine; it cannot be taken back."""
    if not _FORBIDDEN[0]:
        sys.addaudithook(_refuse_outbound)
        _FORBIDDEN[0] = True


def declare_mode(owner_url: str, mode: str) -> None:
    """Say what this installation is, as the owner of the database. Raises UnsafeSettings where it was something else and is in use."""
    with psycopg.connect(owner_url) as connection:
        row = connection.execute("select mode from installation where id = 1").fetchone()
        if row and row[0] == mode:
            return
        used = connection.execute("select exists (select from document), exists (select from stored_file)").fetchone()
        if used and any(used):
            raise UnsafeSettings(
                f"this database belongs to an installation of the mode {row[0] if row else 'ordinary'!r} that is in use: a machine that was on a "
                "network never becomes one for state secrets, nor the reverse (Luật 29/2018 Đ5). Set up a new one"
            )
        connection.execute("insert into installation (id, mode) values (1, %s) on conflict (id) do update set mode = excluded.mode", (mode,))


def require_mode(database_url: str, mode: str) -> None:
    """Raises UnsafeSettings where the database belongs to an installation of the other mode."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute("select mode from installation where id = 1").fetchone()
    if (row[0] if row else "ordinary") != mode:
        raise UnsafeSettings(f"HOSO_MODE={mode}, but the database belongs to an installation of the other mode")
