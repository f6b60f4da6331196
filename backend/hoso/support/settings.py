"""Settings, read from the environment once at start.

Never read below the edge: what an action needs of them is passed to it.
"""

import os
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

DEFAULT_SECRET = "demo-only-secret-that-nobody-may-use-outside-the-demo"  # noqa: S105
DEMO_PASSWORD = "Hoso@2026!"  # noqa: S105 the customer's contract names it; accepted only while demo is set


class UnsafeSettings(Exception):
    """The program refuses to start with these settings."""


@dataclass(frozen=True)
class Settings:
    """`secrets_by_kid`: signing secrets of access tokens by key id; the first one signs."""

    database_url: str
    owner_url: str
    file_store: str
    data_dir: Path
    secrets_by_kid: dict[str, str]
    demo: bool = False
    cors_origins: tuple[str, ...] = ()
    access_minutes: int = 10
    refresh_days: int = 14
    upload_limit: int = 200 * 1024 * 1024
    pool_size: int = 10
    threads: int = 8
    tsa_url: str = ""  # time-stamp authority (RFC 3161); empty = signatures bear no time stamp
    signer_url: str = ""  # signing program on the person's own machine, a loopback address; empty = only files signed elsewhere
    mode: str = "ordinary"
    page_limit: int = 1500
    quarantine_store: str = ""
    trust_dir: Path | None = None
    fetch_revocation: bool = False
    soffice: str = ""  # LibreOffice, which turns drafts into PDF; empty = drafts are uploaded as PDF
    extra: dict[str, str] = field(default_factory=dict)


def _secrets(demo: bool) -> dict[str, str]:
    raw = os.environ.get("HOSO_SECRETS", "")
    if not raw and demo:
        return {"demo": os.environ.get("HOSO_DEMO_SECRET") or secrets.token_hex(32)}
    pairs = dict(item.split(":", 1) for item in raw.split(",") if ":" in item)
    if not pairs:
        raise UnsafeSettings("HOSO_SECRETS is not set: give it as kid:secret[,kid:secret] (first one signs)")
    for kid, secret in pairs.items():
        if len(secret) < 32 or secret == DEFAULT_SECRET:
            raise UnsafeSettings(f"HOSO_SECRETS: the secret of key {kid!r} is a default or shorter than 32 characters")
    return pairs


def _mode(given: str) -> str:
    if given not in ("ordinary", "isolated"):
        raise UnsafeSettings(f"HOSO_MODE={given!r}: ordinary (networked) or isolated (state secrets, no outbound address)")
    return given


def _outbound(name: str) -> str:
    """An address that the program itself calls. Raises UnsafeSettings in the isolated mode, which has none."""
    url = os.environ.get(name, "")
    if url and os.environ.get("HOSO_MODE") == "isolated":
        raise UnsafeSettings(f"{name} is an outbound address: the isolated mode has none")
    return url


def _loopback(url: str) -> str:
    """The address without a trailing slash. Raises UnsafeSettings for anything that is not the person's own machine."""
    if url and urlsplit(url).hostname not in ("127.0.0.1", "localhost", "::1"):
        raise UnsafeSettings("HOSO_SIGNER_URL must be a loopback address: keys stay on the person's own machine")
    return url.rstrip("/")


def load_settings() -> Settings:
    """Settings from `HOSO_*`. Raises `UnsafeSettings` outside the demo for a default or short secret."""
    env = os.environ
    demo = env.get("HOSO_DEMO", "") == "1"
    data_dir = Path(env.get("HOSO_DATA_DIR", "var")).resolve()
    database_url = env.get("HOSO_DATABASE_URL", "")
    if not database_url:
        raise UnsafeSettings("HOSO_DATABASE_URL is not set")
    return Settings(
        database_url=database_url,
        owner_url=env.get("HOSO_DATABASE_OWNER_URL", database_url),
        file_store=env.get("HOSO_FILE_STORE", f"file://{data_dir / 'files'}"),
        data_dir=data_dir,
        secrets_by_kid=_secrets(demo),
        demo=demo,
        cors_origins=tuple(o for o in env.get("HOSO_CORS_ORIGINS", "").split(",") if o),
        access_minutes=int(env.get("HOSO_ACCESS_MINUTES", "10")),
        refresh_days=int(env.get("HOSO_REFRESH_DAYS", "14")),
        upload_limit=int(env.get("HOSO_UPLOAD_LIMIT", str(200 * 1024 * 1024))),
        pool_size=int(env.get("HOSO_POOL_SIZE", "10")),
        threads=int(env.get("HOSO_THREADS", "8")),
        tsa_url=_outbound("HOSO_TSA_URL"),
        signer_url=_loopback(env.get("HOSO_SIGNER_URL", "")),
        mode=_mode(env.get("HOSO_MODE", "ordinary")),
        page_limit=int(env.get("HOSO_PAGE_LIMIT", "1500")),
        quarantine_store=env.get("HOSO_QUARANTINE_STORE", ""),
        trust_dir=Path(env["HOSO_TRUST_DIR"]) if env.get("HOSO_TRUST_DIR") else None,
        soffice=env["HOSO_SOFFICE"] if "HOSO_SOFFICE" in env else shutil.which("soffice") or "",
        fetch_revocation=env.get("HOSO_FETCH_REVOCATION", "") == "1",
    )
