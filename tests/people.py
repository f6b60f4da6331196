"""A small world for tests: agencies, units, people on each desk, and clients that are signed in as them."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI
from hoso.support.database import transaction
from hoso.support.folding import fold
from hoso.support.organisations import Agency, Person, RoleAssignment, SigningAuthority, Unit
from hoso.support.passwords import hash_password
from hoso.support.tokens import access_token
from sqlmodel import Session

PASSWORD = "Hoso@2026!"
PASSWORD_HASH = hash_password(PASSWORD)
ROLES = ("vanthu", "lanhdao", "pholanhdao", "truongphong", "phophong", "chuyenvien", "luutru", "quantri")
IN_UNIT = ("truongphong", "phophong", "chuyenvien")
AGENCIES = {"snv": ("H56.12", "Sở Nội vụ", "SNV"), "stc": ("H56.15", "Sở Tài chính", "STC")}


class _Transport(httpx.BaseTransport):
    """The application in this process, called as if over HTTP."""

    def __init__(self, app: FastAPI) -> None:
        self.inner = httpx.ASGITransport(app, raise_app_exceptions=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def call() -> httpx.Response:
            request.stream = httpx.ByteStream(request.read())
            answer = await self.inner.handle_async_request(request)
            body = b"".join([chunk async for chunk in answer.stream])  # type: ignore[union-attr]
            return httpx.Response(answer.status_code, headers=answer.headers, content=body)

        return asyncio.run(call())


@dataclass
class World:
    """`ids[username]` and `ids[unit:snv]`; `as_("vanthu.snv")` is a signed-in client."""

    app: FastAPI
    ids: dict[str, str]
    tokens: dict[str, str]
    clients: dict[str, httpx.Client] = field(default_factory=dict)

    def client(self, **headers: str) -> httpx.Client:
        return httpx.Client(transport=_Transport(self.app), base_url="http://hoso.test/api/v1", headers=headers)

    def as_(self, username: str) -> httpx.Client:
        """Whoever the world was made with needs no password here (hashing one for every client is a tenth of the suite); the others sign in."""
        if username not in self.clients:
            person = self.ids.get(username)
            token = self._token(person) if person else self.client().post("/auth/token", data={"username": username, "password": PASSWORD}).json()["access_token"]
            self.clients[username] = self.client(Authorization=f"Bearer {token}")
        return self.clients[username]

    def _token(self, person: str) -> str:
        settings = self.app.state.settings
        return access_token(UUID(person), settings.secrets_by_kid, datetime.now(UTC), 600)


def _agency(db: Session, ids: dict[str, str], key: str, code: str, name: str, symbol: str, **more: Any) -> Agency:
    row = {"code": code, "name": name, "folded_name": fold(name), "symbol": symbol, "place": "Thanh Hóa", "fonds_code": code, **more}
    agency = Agency.model_validate(row)
    db.add(agency)
    db.flush()
    ids[f"agency:{key}"] = str(agency.id)
    return agency


def _person(db: Session, ids: dict[str, str], agency: Agency, username: str, role: str, unit: Unit | None) -> None:
    person = Person.model_validate({
        "agency_id": agency.id, "username": username, "full_name": f"Nguyễn {username}", "folded_name": fold(f"nguyen {username}"),
        "position": role, "password_hash": PASSWORD_HASH,
    })  # fmt: skip
    db.add(person)
    db.flush()
    ids[username] = str(person.id)
    db.add(RoleAssignment.model_validate({"agency_id": agency.id, "person_id": person.id, "role": role, "unit_id": unit.id if unit else None}))
    capacity = {"lanhdao": "POST", "pholanhdao": "KT"}.get(role)
    if capacity:
        authority = {"agency_id": agency.id, "person_id": person.id, "capacity": capacity, "basis": "QĐ 01", "valid_from": "2020-01-01"}
        db.add(SigningAuthority.model_validate(authority))


def make_world(app: FastAPI) -> World:
    """Sở Nội vụ and Sở Tài chính with all desks, and the province's historical archive."""
    ids: dict[str, str] = {}
    with transaction(app.state.engine) as db:
        archive = _agency(db, ids, "ltls", "H56.12.01", "Trung tâm Lưu trữ lịch sử tỉnh", "TTLTLS", kind="historical_archive")
        for key, (code, name, symbol) in AGENCIES.items():
            agency = _agency(db, ids, key, code, name, symbol, historical_archive_id=archive.id)
            own = {"agency_id": agency.id}
            unit = Unit.model_validate({**own, "code": "VTLT", "name": "Phòng Văn thư – Lưu trữ", "folded_name": "phong van thu", "symbol": "VTLT"})
            other = Unit.model_validate({**own, "code": "TCCB", "name": "Phòng Tổ chức cán bộ", "folded_name": "phong to chuc", "symbol": "TCCB"})
            db.add_all([unit, other])
            db.flush()
            ids[f"unit:{key}"], ids[f"other-unit:{key}"] = str(unit.id), str(other.id)
            for role in ROLES:
                _person(db, ids, agency, f"{role}.{key}", role, unit if role in IN_UNIT else None)
        for username, role in (("luutru.ltls", "luutru_ltls"), ("lanhdao.ltls", "lanhdao_ltls"), ("phongdoc.ltls", "phongdoc"), ("docgia", "docgia")):
            _person(db, ids, archive, username, role, None)
    return World(app, ids, {})
