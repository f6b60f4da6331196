"""The committing edge: every route opens its session on its own thread, commits, and only then answers.

An endpoint is a plain `def` whose first parameter is `call: Call`; it returns a model or a ready `Response`. The edge
signs the caller in, checks the permission, serialises the answer, writes the trail and commits. A failed commit
answers 5xx, never 2xx. Nothing below this module commits or knows HTTP.
"""

import hashlib
import inspect
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar

import orjson
from fastapi import APIRouter, Request, Response, Security
from fastapi.routing import APIRoute
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel
from sqlalchemy import inspect as inspect_table
from sqlalchemy import text
from sqlmodel import Field, Session, SQLModel
from starlette.datastructures import UploadFile

from hoso.support.actors import Actor, load_actor
from hoso.support.base import INSTANT
from hoso.support.clock import Moment
from hoso.support.database import transaction
from hoso.support.errors import Conflict, Malformed, NotAllowed, NotFound, NotSignedIn, Refusal
from hoso.support.http.problems import RESPONSES
from hoso.support.secrecy import refuse_sent
from hoso.support.tokens import person_of
from hoso.support.trail import record

PUBLIC, SIGNED_IN = "public", "signed-in"
BEFORE_CHANGE = "signed-in-with-any-password"  # what a person with a temporary password may do: see who they are, change it
BEARER = OAuth2PasswordBearer(tokenUrl="/api/v1/auth/token", auto_error=False)


class NotYourRole(NotAllowed):
    """None of the caller's roles carries this operation."""

    code = "not_your_role"


class PasswordChangeRequired(NotAllowed):
    """The password is a temporary one; its owner changes it first (DL-SE-07)."""

    code = "password_change_required"


class KeyReused(Conflict):
    """The Idempotency-Key was used with another body."""

    code = "idempotency_key_reused"


class BadIfMatch(Malformed):
    """If-Match is not an ETag of this interface."""

    code = "bad_if_match"


class IdempotentAnswer(SQLModel, table=True):
    """The answer that was given to an Idempotency-Key, kept in the transaction that it answers."""

    __tablename__ = "idempotent_answer"
    person_id: uuid.UUID = Field(primary_key=True)
    key: str = Field(primary_key=True, max_length=200)
    request_hash: str = Field(max_length=64)
    status: int = 0
    body: bytes = b""
    etag: str = Field(default="", max_length=40)
    at: datetime = Field(sa_type=INSTANT)


@dataclass(slots=True)
class Call:
    """One request: its transaction, who calls, when. `status` may be set by the endpoint (202 for long work)."""

    request: Request
    db: Session
    moment: Moment
    maybe_actor: Actor | None = None
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        """The signed-in caller. Raises NotSignedIn on a public route without one."""
        if self.maybe_actor is None:
            raise NotSignedIn("Cần đăng nhập.")
        return self.maybe_actor

    @property
    def state(self) -> Any:
        """What the application carries: settings, engine, file store."""
        return self.request.app.state


def may(permission: str) -> dict[str, Any]:
    """`openapi_extra` of a route whose permission is not its own operation id."""
    return {"x-permission": permission}


def _require_own(call: Call, records: dict[str, type[SQLModel]], arguments: dict[str, Any]) -> None:
    """Raises NotFound where the path names another agency's record: a role that is missing must not tell that it exists."""
    for name, table in records.items():
        if name in call.request.path_params:  # a filter of the same name is no record that was asked for
            within = len(inspect_table(table).primary_key) > 1  # what is named within its agency
            row = call.db.get(table, (call.actor.agency_id, arguments[name]) if within else arguments[name])
            if row is None or call.actor.agency_id not in (getattr(row, "agency_id", None), getattr(row, "historical_archive_id", None)):
                raise NotFound("Không tìm thấy.")


def _sign_in(call: Call, permission: str, records: dict[str, type[SQLModel]], arguments: dict[str, Any]) -> None:
    header = call.request.headers.get("authorization", "")
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        if permission == PUBLIC:
            return
        raise NotSignedIn("Cần đăng nhập.")
    person_id = person_of(token, call.state.settings.secrets_by_kid)
    actor = load_actor(call.db, person_id, call.moment.today)
    if actor is None:
        raise NotSignedIn("Tài khoản không còn hiệu lực.")
    if call.state.settings.mode == "isolated":
        actor = replace(actor, is_cleared=actor.is_head or actor.may("registerSecret"))
    call.maybe_actor = actor
    if actor.must_change_password and permission not in (PUBLIC, BEFORE_CHANGE):
        raise PasswordChangeRequired("Đây là mật khẩu tạm. Đổi mật khẩu trước khi làm việc.")
    if permission not in (PUBLIC, SIGNED_IN, BEFORE_CHANGE) and not actor.may(permission):
        _require_own(call, records, arguments)
        raise NotYourRole("Vai trò của anh/chị không có quyền thực hiện thao tác này.", permission=permission)


def _expect_version(call: Call) -> None:
    header = call.request.headers.get("if-match")
    if header in (None, "", "*"):
        return
    bare = str(header).strip().removeprefix("W/").strip('"')
    if not bare.isdigit() or len(bare) > 9:
        raise BadIfMatch("If-Match phải là ETag mà hệ thống đã trả.", field="If-Match")
    call.db.info["if_match"] = int(bare)


def _serialise(route: APIRoute, call: Call, result: Any) -> Response:
    if isinstance(result, Response):
        return result
    status = call.status or route.status_code or 200
    headers = dict(call.headers)
    if isinstance(result, BaseModel):
        body = result.model_dump_json().encode()
        version = getattr(result, "version", None)
        if version is not None:
            headers["ETag"] = f'"{version}"'
    elif isinstance(result, bytes):
        body = result
    else:
        body = orjson.dumps(result, default=str)
    return Response(body, status, headers, media_type="application/json")


_CLAIM = text(
    "insert into idempotent_answer (person_id, key, request_hash, status, body, etag, at) "
    "values (:person, :key, :hash, 0, '', '', :at) on conflict do nothing returning key"
)
_KEPT = text("select request_hash, status, body, etag from idempotent_answer where person_id = :person and key = :key")
_KEEP = text("update idempotent_answer set status = :status, body = :body, etag = :etag where person_id = :person and key = :key")


def _answered_before(call: Call, key: str, request_hash: str) -> Response | None:
    """The kept answer of the key, or None after claiming it (a second caller waits for the first's commit)."""
    who = {"person": call.actor.id, "key": key}
    if call.db.execute(_CLAIM, {**who, "hash": request_hash, "at": call.moment.at}).first():
        return None
    kept_hash, status, body, etag = call.db.execute(_KEPT, who).one()
    if kept_hash != request_hash:
        raise KeyReused("Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.")
    headers = {"ETag": etag} if etag else None
    kind = "application/json" if status < 400 else "application/problem+json"
    return Response(bytes(body), status, headers, media_type=kind)


def _words_of(value: Any) -> Any:
    """What of an argument may be kept: a body, or the name of a file; what a path or a query asks for is no door."""
    return value.filename if isinstance(value, UploadFile) else value if isinstance(value, BaseModel) else None


def _kept_key(request: Request) -> str:
    """The Idempotency-Key as it is stored: a long one by its digest, so that two with one beginning stay two."""
    key = request.headers.get("idempotency-key", "") if request.method == "POST" else ""
    return key if len(key) <= 128 else hashlib.sha256(key.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """An argument for the hash: a model's fields (secrets masked), an upload's name and the digest of its bytes."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, UploadFile):
        digest = hashlib.file_digest(value.file, "sha256").hexdigest()  # type: ignore[arg-type]
        value.file.seek(0)
        return [value.filename, digest]
    return str(value)


def _request_hash(request: Request, arguments: dict[str, Any]) -> str:
    plain = {k: _plain(v) for k, v in arguments.items()}
    return hashlib.sha256(request.url.path.encode() + orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _note(call: Call, refusal: Refusal) -> None:
    """Keep that the caller met this refusal, in a transaction of its own: the request's own was rolled back with all that it held."""
    if refusal.noted_as and call.maybe_actor:
        with transaction(call.state.engine) as db:
            record(db, call.maybe_actor, call.moment, refusal.noted_as, call.maybe_actor.id)


class CommittingRoute(APIRoute):
    """A route whose endpoint runs inside one transaction, on one thread, from sign-in to commit."""

    records: ClassVar[dict[str, type[SQLModel]]] = {}

    def __init__(self, path: str, endpoint: Callable[..., Any], **kwargs: Any) -> None:
        operation = kwargs.get("operation_id") or endpoint.__name__
        extra = dict(kwargs.get("openapi_extra") or {})
        permission = extra.setdefault("x-permission", operation)
        kwargs["openapi_extra"] = extra
        if permission != PUBLIC:
            kwargs["dependencies"] = [*(kwargs.get("dependencies") or []), Security(BEARER)]
        kwargs["responses"] = {**RESPONSES, **(kwargs.get("responses") or {})}
        # FastAPI re-makes the route when a router is included: an endpoint that was wrapped stays as it is.
        if not hasattr(endpoint, "unwrapped"):
            endpoint = self._wrap(endpoint, str(permission), self.records)
        super().__init__(path, endpoint, **kwargs)
        endpoint.route = self  # type: ignore[attr-defined]

    @staticmethod
    def _wrap(endpoint: Callable[..., Any], permission: str, records: dict[str, type[SQLModel]]) -> Callable[..., Any]:
        signature = inspect.signature(endpoint, eval_str=True)
        parameters = list(signature.parameters.values())
        request_parameter = inspect.Parameter("request_", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
        rest = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters[1:]]

        def answered(call: Call, arguments: dict[str, Any]) -> Response:
            _sign_in(call, permission, records, arguments)
            refuse_sent(call.db, [_words_of(value) for value in arguments.values()])
            _expect_version(call)
            key = _kept_key(call.request) if call.maybe_actor else ""
            if key:
                before = _answered_before(call, key, _request_hash(call.request, arguments))
                if before is not None:
                    return before
            answer = _serialise(run.route, call, endpoint(call, **arguments))  # type: ignore[attr-defined]
            if key:
                kept = {"status": answer.status_code, "body": bytes(answer.body), "etag": answer.headers.get("etag", "")}
                call.db.execute(_KEEP, {**kept, "person": call.actor.id, "key": key})
            return answer

        def run(*, request_: Request, **arguments: Any) -> Response:
            call = Call(request_, None, Moment.now())  # type: ignore[arg-type]  # the session follows
            try:
                with transaction(request_.app.state.engine) as call.db:
                    return answered(call, arguments)
            except Refusal as refusal:
                _note(call, refusal)
                raise

        run.__name__ = endpoint.__name__
        run.__doc__ = endpoint.__doc__
        run.__signature__ = signature.replace(parameters=[*rest, request_parameter])  # type: ignore[attr-defined]
        run.unwrapped = endpoint  # type: ignore[attr-defined]
        return run


def stage_router(tag: str, prefix: str = "", **records: type[SQLModel]) -> APIRouter:
    """A router of the interface; all its routes commit at the edge. `records`: path parameter → table of what it names."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=type("StageRoute", (CommittingRoute,), {"records": records}))
