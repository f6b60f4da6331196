"""The application: settings, engine, stores and the routers of all stages, put together once."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from psycopg.errors import CheckViolation, DiskFull
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from starlette.exceptions import HTTPException

import hoso.agency_archive.routes
import hoso.correspondence.routes
import hoso.dossiers.routes
import hoso.exchange.routes
import hoso.historical_archive.routes
import hoso.oversight.routes
import hoso.support.routes
from hoso.correspondence.routes import handling_bulk, incoming, outgoing
from hoso.oversight.routes import standing
from hoso.support.database import open_engine
from hoso.support.errors import Refusal
from hoso.support.files import beside, open_store
from hoso.support.http.documentation import serve_documentation
from hoso.support.http.problems import http_answer, malformed_answer, problem, refusal_answer
from hoso.support.inspecting import Bounds, InspectorUnavailable, apart
from hoso.support.isolation import forbid_outbound, require_isolated, require_mode
from hoso.support.routes import files, notices, search
from hoso.support.settings import Settings, load_settings
from hoso.support.signatures import KeyStore

PREFIX = "/api/v1"
ROUTERS = [
    *hoso.support.routes.ROUTERS,
    *hoso.correspondence.routes.ROUTERS,
    hoso.dossiers.routes.router,
    hoso.dossiers.routes.of_documents,
    hoso.agency_archive.routes.router,
    *hoso.historical_archive.routes.ROUTERS,
    *hoso.oversight.routes.ROUTERS,
    *hoso.exchange.routes.ROUTERS,
]

# One tree of operations for every application of the process: FastAPI builds an operation's models when it is first called,
# and a suite that makes hundreds of applications would build each anew.
_OPERATIONS = APIRouter(prefix=PREFIX)
# FastAPI tries one operation after the other: what the pages ask most stands first, or finding it costs as much as a query.
# The acts on many incoming documents stand before those on one: "bulk" and "receipts" are no ids.
_FIRST = [standing.router, notices.router, handling_bulk.router, incoming.router, outgoing.router, files.router, search.router]
for _router in sorted(ROUTERS, key=lambda router: _FIRST.index(router) if router in _FIRST else len(_FIRST)):
    _OPERATIONS.include_router(_router)


def _database_answer(request: Request, error: Exception) -> JSONResponse:
    cause = getattr(error, "orig", None)
    if isinstance(cause, DiskFull):
        return problem(request, 507, "out_of_storage", "Hết chỗ lưu trữ. Chưa có gì được ghi; báo quản trị hệ thống.")
    if isinstance(cause, CheckViolation) and cause.diag.constraint_name == "register_is_open":
        return problem(request, 409, "register_closed", "Sổ này vừa được khóa. Đăng ký lại vào sổ của năm hiện tại.")
    if isinstance(error, DataError):
        return problem(request, 422, "malformed", "Dữ liệu gửi lên có giá trị không lưu được.")
    if isinstance(error, OperationalError):
        return problem(request, 503, "database_unavailable", "Cơ sở dữ liệu tạm thời không trả lời. Chưa có gì được ghi; thử lại sau.")
    return problem(request, 500, "internal_error", "Lỗi hệ thống. Chưa có gì được ghi.")


def _inspector_answer(request: Request, error: Exception) -> JSONResponse:
    return problem(request, 503, "inspector_unavailable", "Bộ phận kiểm tra tệp tạm thời không trả lời. Tệp chưa được nhận; gửi lại sau.")


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    require_mode(settings.database_url, settings.mode)
    # Not more threads than connections: otherwise a thread waits for a connection that another thread's caller holds.
    anyio.to_thread.current_default_thread_limiter().total_tokens = min(settings.threads, settings.pool_size)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    yield
    app.state.engine.dispose()


def create_app(settings: Settings | None = None, **state: Any) -> FastAPI:
    """The application. `state` may replace engine, files or keys (tests)."""
    app = FastAPI(
        title="Hồ Sơ", version="1.0.0", lifespan=_life, openapi_url=f"{PREFIX}/openapi.json", docs_url=None, redoc_url=None,
        description="Văn bản, hồ sơ và lưu trữ của cơ quan nhà nước: từ sổ đăng ký đến người đọc.", routes=_OPERATIONS.routes,
    )  # fmt: skip
    app.state.settings = settings or load_settings()
    isolated = app.state.settings.mode == "isolated"
    if isolated:
        require_isolated(app.state.settings)
        forbid_outbound()
    app.state.mark_of = None if isolated else apart("hoso.formats.secrecy:mark_in", Bounds(cpu_seconds=4, wall_seconds=30))
    app.state.engine = state.get("engine") or open_engine(app.state.settings.database_url, app.state.settings.pool_size)
    app.state.files = state.get("files") or open_store(app.state.settings.file_store)
    app.state.quarantine = state.get("quarantine") or open_store(app.state.settings.quarantine_store or beside(app.state.settings.file_store))
    app.state.keys = state.get("keys") or KeyStore(app.state.settings.data_dir / "keys")
    serve_documentation(app, PREFIX)
    app.add_exception_handler(Refusal, refusal_answer)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, malformed_answer)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, http_answer)  # type: ignore[arg-type]
    app.add_exception_handler(DBAPIError, _database_answer)
    app.add_exception_handler(InspectorUnavailable, _inspector_answer)
    if app.state.settings.cors_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(app.state.settings.cors_origins), allow_methods=["*"],
            allow_headers=["Authorization", "Content-Type", "If-Match", "Idempotency-Key", "Range"],
            expose_headers=["ETag", "Content-Disposition", "Content-Range"], max_age=600,
        )  # fmt: skip
    return app
